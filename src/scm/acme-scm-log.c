/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log of the traffic (G_MESSAGES_DEBUG=AcmeConsole). SoupLogger prints every header and body; here only what is on
 * a list is printed: method, path, status, sizes, durations, a few headers and the values of a few query parameters.
 * A body never is: account lists hold the secret EAB keys. */

#include "config.h"

#include "acme-scm-log.h"

#include <string.h>

#include "acme-scm-error.h"

static const char *const headers[] = { "Content-Type", "Content-Length", "X-Total-Count", "Retry-After" };
static const char *const parameters[] = {
  "size", "position", "endpointTypes", "endpointTypes%5B%5D", "organizationId",
};

static gboolean
is_parameter_shown (const char *name,
                    gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      if (strlen (parameters[i]) == length && strncmp (name, parameters[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
describe_target (SoupMessage *message)
{
  GUri *uri = soup_message_get_uri (message);
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) pairs = NULL;

  g_string_printf (text, "%s %s://%s:%d%s", soup_message_get_method (message), g_uri_get_scheme (uri),
                   g_uri_get_host (uri), g_uri_get_port (uri), g_uri_get_path (uri));
  if (g_uri_get_query (uri) == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);

  pairs = g_strsplit (g_uri_get_query (uri), "&", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      gsize length = strcspn (pairs[i], "=");

      g_string_append_c (text, i == 0 ? '?' : '&');
      if (is_parameter_shown (pairs[i], length))
        g_string_append (text, pairs[i]);
      else
        g_string_append_printf (text, "%.*s=...", (int) length, pairs[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static double
get_milliseconds (gint64 began)
{
  return (g_get_monotonic_time () - began) / 1000.0;
}

/**
 * acme_scm_log_request:
 * @message: what is about to be sent
 * @body_size: the bytes of its body
 */
void
acme_scm_log_request (SoupMessage *message,
                      gsize        body_size)
{
  g_autofree char *target = describe_target (message);

  g_debug ("> %s, %" G_GSIZE_FORMAT " bytes", target, body_size);
}

/**
 * acme_scm_log_reply:
 * @message: what was answered
 * @body_size: the bytes of the answer's body
 * @began: the monotonic time at which it was sent
 */
void
acme_scm_log_reply (SoupMessage *message,
                    gsize        body_size,
                    gint64       began)
{
  g_autofree char *target = describe_target (message);
  g_autoptr(GString) shown = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      const char *value = soup_message_headers_get_one (soup_message_get_response_headers (message), headers[i]);
      g_autofree char *clean = value != NULL ? acme_scm_error_clean (value) : NULL;

      if (clean != NULL)
        g_string_append_printf (shown, ", %s: %s", headers[i], clean);
    }
  g_debug ("< %s: %u, %" G_GSIZE_FORMAT " bytes, %.1f ms%s", target, soup_message_get_status (message), body_size,
           get_milliseconds (began), shown->str);
}

/**
 * acme_scm_log_failure:
 * @message: what got no complete answer
 * @error: why
 * @began: the monotonic time at which it was sent
 */
void
acme_scm_log_failure (SoupMessage  *message,
                      const GError *error,
                      gint64        began)
{
  g_autofree char *target = describe_target (message);

  g_debug ("< %s: failed after %.1f ms: %s", target, get_milliseconds (began), error->message);
}
