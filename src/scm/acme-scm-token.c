/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The OAuth 2.0 token request (client credentials): what is sent to the token URL and how its answer is read. */

#include "config.h"

#include "acme-scm-token.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-field.h"
#include "acme-scm-body.h"
#include "acme-scm-error.h"
#include "acme-scm-exchange.h"
#include "acme-scm-json.h"
#include "acme-scm-parse.h"

#define MAX_TOKEN (64 * 1024)

static void
wipe_string (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

static void
append_pair (GString    *form,
             const char *name,
             const char *value)
{
  g_string_append_printf (form, "&%s=", name);
  g_string_append_uri_escaped (form, value, NULL, FALSE);
}

/**
 * acme_scm_token_make_message:
 * @config: a checked configuration that signs in with OAuth
 *
 * Returns: (transfer full): the token request
 */
SoupMessage *
acme_scm_token_make_message (AcmeScmConfig *config)
{
  SoupMessage *message = soup_message_new (SOUP_METHOD_POST, acme_scm_config_get_token_url (config));
  gsize room = 3 * (strlen (acme_scm_config_get_client_id (config)) +
                    strlen (acme_scm_config_get_client_secret (config))) + 128;
  GString *form = g_string_sized_new (room); /* enough, so that no copy of the secret is left behind by growing */
  g_autoptr(GBytes) bytes = NULL;
  gsize length;
  char *text;

  g_string_append (form, "grant_type=client_credentials");
  append_pair (form, "client_id", acme_scm_config_get_client_id (config));
  append_pair (form, "client_secret", acme_scm_config_get_client_secret (config));
  length = form->len;
  text = g_string_free (form, FALSE);
  bytes = g_bytes_new_with_free_func (text, length, wipe_string, text);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", "application/json");
  acme_scm_exchange_set_body (message, SOUP_FORM_MIME_TYPE_URLENCODED, bytes);
  return message;
}

/* RFC 6749: {"error": …, "error_description": …} */
static char *
read_error (AcmeScmConfig *config,
            GBytes        *body)
{
  g_autoptr(JsonNode) node = acme_scm_parse (body, NULL);
  g_autofree char *redacted = NULL;
  const char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  if (!acme_scm_json_get_string (json_node_get_object (node), "error_description", &text, NULL) || text == NULL)
    acme_scm_json_get_string (json_node_get_object (node), "error", &text, NULL);
  if (text == NULL || text[0] == '\0')
    return NULL;
  redacted = acme_scm_config_redact (config, text);
  return acme_scm_error_clean (redacted);
}

static GError *
convert_status (AcmeScmConfig *config,
                SoupMessage   *message,
                GBytes        *body)
{
  guint status = soup_message_get_status (message);
  const char *host = g_uri_get_host (soup_message_get_uri (message));
  g_autofree char *description = read_error (config, body);
  g_autofree char *sentence = NULL;

  if (SOUP_STATUS_IS_REDIRECTION (status))
    return acme_scm_error_from_redirect (
      host, soup_message_headers_get_one (soup_message_get_response_headers (message), "Location"));
  if (status == 429 || !SOUP_STATUS_IS_CLIENT_ERROR (status))
    return acme_scm_error_from_status (status, ACME_NUMBER_NONE, description);

  if (status == SOUP_STATUS_BAD_REQUEST || status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    sentence = g_strdup_printf (_("The sign-in service %s did not accept the client id and secret."), host);
  else
    sentence = g_strdup_printf (_("There is no sign-in service at the token URL on %s (status %u)."), host, status);
  if (description == NULL)
    return g_error_new_literal (ACME_ERROR, ACME_ERROR_AUTH, sentence);
  /* Translators: the first %s is a sentence, the second the sign-in service's own text */
  return g_error_new (ACME_ERROR, ACME_ERROR_AUTH, _("%s It says: %s"), sentence, description);
}

static gboolean
is_usable (const char *token)
{
  gsize length = strlen (token);

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isgraph (token[i]))
        return FALSE;
    }
  return length > 0 && length <= MAX_TOKEN;
}

/**
 * acme_scm_token_read_answer:
 * @config: the configuration that was used
 * @message: the token request after its answer came
 * @body: the answer's body
 * @out_token: (out) (transfer full): the token
 * @out_expires_in: (out): the seconds for which it is good, or %ACME_NUMBER_NONE
 * @error: return location
 *
 * Returns: %FALSE with %ACME_ERROR_AUTH if the credentials were refused, or with another code of that domain
 */
gboolean
acme_scm_token_read_answer (AcmeScmConfig  *config,
                            SoupMessage    *message,
                            GBytes         *body,
                            char          **out_token,
                            gint64         *out_expires_in,
                            GError        **error)
{
  g_autoptr(JsonNode) node = NULL;
  const char *token = NULL;

  if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    {
      g_propagate_error (error, convert_status (config, message, body));
      return FALSE;
    }
  if (!acme_scm_body_check_json (message, body, error))
    return FALSE;

  node = acme_scm_parse (body, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
      !acme_scm_json_get_string (json_node_get_object (node), "access_token", &token, NULL) ||
      token == NULL || !is_usable (token))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("The sign-in service %s sent no usable token."),
                   g_uri_get_host (soup_message_get_uri (message)));
      return FALSE;
    }
  if (!acme_scm_json_get_number (json_node_get_object (node), "expires_in", out_expires_in, NULL))
    *out_expires_in = ACME_NUMBER_NONE;
  *out_token = g_strdup (token);
  return TRUE;
}
