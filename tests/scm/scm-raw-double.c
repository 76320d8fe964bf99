/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "scm-raw-double.h"

#include <string.h>

/* Whether the header of a request came, rather than the end of the connection */
static gboolean
read_header (GDataInputStream *input)
{
  gboolean any = FALSE;

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (input, NULL, NULL, NULL);

      if (line == NULL)
        return FALSE;
      if (line[0] == '\0' || line[0] == '\r')
        return any;
      any = TRUE;
    }
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        ScmRawDouble           *self)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr(GDataInputStream) input =
    g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  gboolean is_kept = strstr (self->script, "X-Then: close") != NULL;
  guint n = 0;

  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  g_atomic_int_inc (&self->n_connections);
  do
    {
      if (!read_header (input))
        return TRUE;
      g_atomic_int_inc (&self->n_requests);
      if (n++ > 0)
        return TRUE;
      if (!g_output_stream_write_all (output, self->script, self->script_length, NULL, NULL, NULL))
        return TRUE;
      for (guint i = 0; i < self->repeat && !g_atomic_int_get (&self->is_over); i++)
        {
          if (!g_output_stream_write_all (output, self->script + self->script_length - 1, 1, NULL, NULL, NULL))
            return TRUE;
          g_usleep (10 * 1000);
        }
    }
  while (is_kept);
  for (guint i = 0; i < self->linger && !g_atomic_int_get (&self->is_over); i += 10)
    g_usleep (10 * 1000);
  return TRUE;
}

static void
destroy (gpointer  data,
         GClosure *closure)
{
  ScmRawDouble *self = data;

  g_free (self->url);
  g_free (self->script);
  g_free (self);
}

/* (transfer full): where @service, which is started, can be reached from now on */
char *
scm_raw_double_listen (GSocketService *service,
                       const char     *scheme)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) effective = NULL;
  g_autoptr(GError) error = NULL;

  g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &effective, &error);
  g_assert_no_error (error);
  g_socket_service_start (service);
  return g_strdup_printf ("%s://127.0.0.1:%d", scheme,
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
}

ScmRawDouble *
scm_raw_double_new (const char *script,
                    gssize      length)
{
  ScmRawDouble *self = g_new0 (ScmRawDouble, 1);

  self->script_length = length >= 0 ? (gsize) length : strlen (script);
  self->script = g_malloc (self->script_length + 1);
  memcpy (self->script, script, self->script_length);
  self->script[self->script_length] = '\0';
  self->service = g_threaded_socket_service_new (16);
  g_signal_connect_data (self->service, "run", G_CALLBACK (run_cb), self, destroy, G_CONNECT_DEFAULT);
  self->url = scm_raw_double_listen (self->service, "http");
  return self;
}

/* What is left of it goes with the service, when the last of its threads has ended */
void
scm_raw_double_free (ScmRawDouble *self)
{
  g_autoptr(GSocketService) service = g_steal_pointer (&self->service);

  g_atomic_int_set (&self->is_over, TRUE);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

/* (transfer full): with so many seconds for a request */
AcmeScmSession *
scm_raw_double_make_session (ScmRawDouble *self,
                             guint         timeout)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (self->url);

  acme_scm_config_set_password (config, "l", "p", "c");
  acme_scm_config_set_timeout (config, timeout);
  return acme_scm_session_new (config);
}
