/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "scm-double.h"

static gboolean
unpause_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

static void
finished_cb (SoupServerMessage *message,
             ScmDouble         *self)
{
  self->n_in_flight--;
  g_hash_table_remove (self->timers, message); /* the client may be gone before its answer was due */
}

static void
got_headers_cb (SoupServerMessage *message,
                ScmDouble         *self)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *text = g_uri_get_query (uri);

  g_ptr_array_add (self->requests, g_strconcat (soup_server_message_get_method (message), " ", g_uri_get_path (uri),
                                                text != NULL ? "?" : "", text, NULL));
}

static void
got_body_cb (SoupServerMessage *message,
             ScmDouble         *self)
{
  GSource *timer;

  if (self->delay == 0)
    return;
  soup_server_message_pause (message);
  timer = g_timeout_source_new (self->delay);
  g_source_set_callback (timer, unpause_cb, message, NULL);
  g_source_attach (timer, NULL);
  g_hash_table_insert (self->timers, message, timer);
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    ScmDouble         *self)
{
  self->n_in_flight++;
  self->max_in_flight = MAX (self->max_in_flight, self->n_in_flight);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), self);
  g_signal_connect_after (message, "got-body", G_CALLBACK (got_body_cb), self);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
}

static void
not_found_cb (SoupServer        *server,
              SoupServerMessage *message,
              const char        *path,
              GHashTable        *query,
              gpointer           user_data)
{
  scm_double_answer (message, 404, "{\"code\": -1, \"description\": \"nothing here\"}");
}

static void
end_timer (gpointer timer)
{
  g_source_destroy (timer);
  g_source_unref (timer);
}

static gboolean
accept_certificate_cb (SoupServerMessage    *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       gpointer              user_data)
{
  return errors == 0;
}

static void
require_certificate_cb (SoupServer        *server,
                        SoupServerMessage *message,
                        gpointer           user_data)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), NULL);
}

ScmDouble *
scm_double_new (void)
{
  return scm_double_new_tls (NULL, NULL);
}

/* certificate: (nullable): for https; client_ca: (nullable): who has to have issued the certificate of a client */
ScmDouble *
scm_double_new_tls (GTlsCertificate *certificate,
                    GTlsDatabase    *client_ca)
{
  ScmDouble *self = g_new0 (ScmDouble, 1);
  g_autoptr(GError) error = NULL;
  GSList *uris;

  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->timers = g_hash_table_new_full (NULL, NULL, NULL, end_timer);
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  g_signal_connect (self->server, "request-started", G_CALLBACK (request_started_cb), self);
  soup_server_add_handler (self->server, NULL, not_found_cb, self, NULL);
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->server, certificate);
  if (client_ca != NULL)
    {
      soup_server_set_tls_database (self->server, client_ca);
      soup_server_set_tls_auth_mode (self->server, G_TLS_AUTHENTICATION_REQUIRED);
      g_signal_connect (self->server, "request-started", G_CALLBACK (require_certificate_cb), self);
    }
  soup_server_listen_local (self->server, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY | (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("%s://127.0.0.1:%d", certificate != NULL ? "https" : "http",
                               g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
scm_double_free (ScmDouble *self)
{
  g_signal_handlers_disconnect_by_data (self->server, self);
  g_hash_table_remove_all (self->timers);
  soup_server_disconnect (self->server);
  scm_spin (20); /* what the server still holds ends here */
  g_object_unref (self->server);
  g_hash_table_unref (self->timers);
  g_ptr_array_unref (self->requests);
  g_free (self->url);
  g_free (self);
}

void
scm_double_add (ScmDouble          *self,
                const char         *path,
                SoupServerCallback  callback,
                gpointer            user_data)
{
  soup_server_add_handler (self->server, path, callback, user_data, NULL);
}

static void
json_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  scm_double_answer (message, 200, user_data);
}

void
scm_double_add_json (ScmDouble  *self,
                     const char *path,
                     const char *json)
{
  soup_server_add_handler (self->server, path, json_cb, g_strdup (json), g_free);
}

/* Instead of what is there for the path, as all that follow */
void
scm_double_exchange (ScmDouble          *self,
                     const char         *path,
                     SoupServerCallback  callback,
                     gpointer            user_data)
{
  soup_server_remove_handler (self->server, path);
  scm_double_add (self, path, callback, user_data);
}

void
scm_double_exchange_json (ScmDouble  *self,
                          const char *path,
                          const char *json)
{
  soup_server_remove_handler (self->server, path);
  scm_double_add_json (self, path, json);
}

static void
status_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           status)
{
  scm_double_answer (message, GPOINTER_TO_UINT (status), "{\"code\": -1, \"description\": \"it broke\"}");
}

void
scm_double_exchange_status (ScmDouble  *self,
                            const char *path,
                            guint       status)
{
  scm_double_exchange (self, path, status_cb, GUINT_TO_POINTER (status));
}

typedef struct
{
  guint n;
  char *element;
} Pages;

static void
free_pages (gpointer pages)
{
  g_free (((Pages *) pages)->element);
  g_free (pages);
}

static void
pages_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  const Pages *pages = user_data;
  gint64 position = MAX (scm_double_get_number (query, "position"), 0);
  gint64 size = scm_double_get_number (query, "size");
  gint64 end = size < 0 ? pages->n : MIN (position + size, pages->n);
  g_autofree char *total = g_strdup_printf ("%u", pages->n);
  g_autoptr(GString) json = g_string_new ("[");

  for (gint64 i = position; i < end; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", (int) i + 1);
      g_autoptr(GString) element = g_string_new (pages->element);

      g_string_replace (element, "$", number, 0);
      g_string_append_printf (json, "%s%s", i > position ? "," : "", element->str);
    }
  g_string_append_c (json, ']');
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Total-Count", total);
  scm_double_answer (message, 200, json->str);
}

/* A list in pages, as SCM gives them. element: one of n, with $ in the place of its number, which begins with 1 */
void
scm_double_add_pages (ScmDouble  *self,
                      const char *path,
                      guint       n,
                      const char *element)
{
  Pages *pages = g_new (Pages, 1);

  *pages = (Pages) { n, g_strdup (element) };
  soup_server_add_handler (self->server, path, pages_cb, pages, free_pages);
}

/* How many of the requests begin so */
guint
scm_double_count (ScmDouble  *self,
                  const char *start)
{
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    n += g_str_has_prefix (self->requests->pdata[i], start);
  return n;
}

AcmeScmConfig *
scm_double_make_config (ScmDouble *self)
{
  AcmeScmConfig *config = acme_scm_config_new (self->url);

  acme_scm_config_set_password (config, "admin", "p4ssw0rd-of-the-test", "example");
  acme_scm_config_set_timeout (config, 15);
  return config;
}

AcmeScmSession *
scm_double_make_session (ScmDouble *self)
{
  g_autoptr(AcmeScmConfig) config = scm_double_make_config (self);

  return acme_scm_session_new (config);
}

void
scm_double_answer (SoupServerMessage *message,
                   guint              status,
                   const char        *json)
{
  soup_server_message_set_status (message, status, NULL);
  if (json != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json, strlen (json));
}

const char *
scm_double_get_header (SoupServerMessage *message,
                       const char        *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);
}

gint64
scm_double_get_number (GHashTable *query,
                       const char *name)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : -1;
}

void
scm_outcome_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      outcome)
{
  ScmOutcome *self = outcome;

  self->n_calls++;
  g_set_object (&self->result, result);
}

/* (transfer none) */
GAsyncResult *
scm_outcome_wait (ScmOutcome *outcome)
{
  SCM_WAIT_UNTIL (outcome->result != NULL);
  g_assert_cmpuint (outcome->n_calls, ==, 1);
  return outcome->result;
}

void
scm_outcome_clear (ScmOutcome *outcome)
{
  g_clear_object (&outcome->result);
  outcome->n_calls = 0;
}

static gboolean
wake_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop for a while, or until something happened in it */
void
scm_spin (guint milliseconds)
{
  gboolean is_over = FALSE;
  g_autoptr(GSource) timer = g_timeout_source_new (milliseconds);

  g_source_set_callback (timer, wake_cb, &is_over, NULL);
  g_source_attach (timer, NULL);
  g_main_context_iteration (NULL, TRUE);
  if (milliseconds >= 20)
    {
      while (!is_over)
        g_main_context_iteration (NULL, TRUE);
    }
  g_source_destroy (timer);
}
