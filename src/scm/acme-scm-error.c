/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place where a status of SCM, a code in its answer, or a failure of the network becomes an error that a
 * person can act on. SCM declares no 403 for its ACME operations and answers 400 with a code instead, so the code
 * decides wherever the status says no more than "refused". */

#include "config.h"

#include "acme-scm-error.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "acme-error.h"
#include "acme-field.h"
#include "acme-scm-json.h"
#include "acme-scm-parse.h"
#include "acme-scm-peer.h"

#define MAX_DESCRIPTION 300 /* characters */

static const struct
{
  gint64 code;
  AcmeError error;
} codes[] = {
  { -2, ACME_ERROR_SERVER },       /* internal error */
  { -3, ACME_ERROR_FORBIDDEN },    /* not authorized to perform */
  { -16, ACME_ERROR_AUTH },        /* unknown user */
  { -25, ACME_ERROR_FORBIDDEN },   /* not authorized to execute */
  { -37, ACME_ERROR_FORBIDDEN },   /* access denied */
  { -111, ACME_ERROR_NOT_FOUND },  /* no certificate profile by id */
  { -195, ACME_ERROR_SERVER },     /* CA not available, retry later */
  { -727, ACME_ERROR_NOT_FOUND },  /* domain does not exist */
  { -738, ACME_ERROR_FORBIDDEN },  /* access denied on domain */
  { -970, ACME_ERROR_AUTH },       /* incorrect login credentials */
  { -1021, ACME_ERROR_FORBIDDEN }, /* operation cannot be performed for organization */
  { -1023, ACME_ERROR_NOT_FOUND }, /* organization not found */
  { -3114, ACME_ERROR_CONFLICT },  /* modified by another user */
  { -3115, ACME_ERROR_CONFLICT },  /* deleted by another user */
};

static AcmeError
get_error_code (guint  status,
                gint64 code)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return ACME_ERROR_AUTH;
    case SOUP_STATUS_FORBIDDEN:
      return code == -16 || code == -970 ? ACME_ERROR_AUTH : ACME_ERROR_FORBIDDEN;
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      return ACME_ERROR_NOT_FOUND;
    case SOUP_STATUS_PROXY_UNAUTHORIZED:
    case SOUP_STATUS_REQUEST_TIMEOUT:
      return ACME_ERROR_NETWORK;
    case SOUP_STATUS_CONFLICT:
    case SOUP_STATUS_PRECONDITION_FAILED:
      return ACME_ERROR_CONFLICT;
    case 429:
      return ACME_ERROR_RATE_LIMIT;
    default:
      break;
    }

  if (status >= 500 && status <= 599)
    return ACME_ERROR_SERVER;
  if (status < 400 || status > 599)
    return ACME_ERROR_BAD_REPLY;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (codes[i].code == code)
        return codes[i].error;
    }
  return ACME_ERROR_FAILED;
}

static char *
get_sentence (AcmeError error,
              guint     status)
{
  switch ((int) error) /* not every code can come from a status */
    {
    case ACME_ERROR_AUTH:
      return g_strdup (_("SCM did not accept the sign-in."));
    case ACME_ERROR_FORBIDDEN:
      return g_strdup (_("This administrator is not allowed to do this in SCM."));
    case ACME_ERROR_NOT_FOUND:
      return g_strdup (_("SCM does not know this, or does not know it any more."));
    case ACME_ERROR_CONFLICT:
      return g_strdup (_("Somebody else has changed or deleted this in SCM meanwhile."));
    case ACME_ERROR_RATE_LIMIT:
      return g_strdup (_("SCM received too many requests. Try again later."));
    case ACME_ERROR_SERVER:
      return g_strdup_printf (_("SCM failed while it worked on the request (status %u). Try again later."), status);
    case ACME_ERROR_NETWORK:
      return g_strdup (status == SOUP_STATUS_PROXY_UNAUTHORIZED
                         ? _("A proxy between this computer and SCM asks for a sign-in.")
                         : _("The connection to SCM was too slow for the request to arrive."));
    case ACME_ERROR_BAD_REPLY:
      return g_strdup_printf (_("SCM answered with the unexpected status %u."), status);
    default:
      return g_strdup_printf (_("SCM refused the request (status %u)."), status);
    }
}

/**
 * acme_scm_error_from_status:
 * @status: the HTTP status of an answer that is not a success
 * @code: SCM's own code in its body, or %ACME_NUMBER_NONE
 * @description: (nullable): SCM's own text in its body, without secrets
 *
 * Returns: (transfer full): an error of the domain %ACME_ERROR
 */
GError *
acme_scm_error_from_status (guint       status,
                            gint64      code,
                            const char *description)
{
  AcmeError error = get_error_code (status, code);
  g_autofree char *sentence = get_sentence (error, status);
  g_autofree char *clean = description != NULL ? acme_scm_error_clean (description) : NULL;

  if (clean == NULL || clean[0] == '\0')
    return g_error_new_literal (ACME_ERROR, error, sentence);
  /* Translators: the first %s is a sentence such as “SCM did not accept the sign-in.”, the second is SCM's own text */
  return g_error_new (ACME_ERROR, error, _("%s SCM says: %s"), sentence, clean);
}

static GError *
convert_io (const GError *error,
            const char   *host)
{
  g_autofree char *reason = acme_scm_error_clean (error->message);

  switch (error->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return g_error_new (ACME_ERROR, ACME_ERROR_NETWORK, _("%s refused the connection."), host);
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_HOST_NOT_FOUND:
      return g_error_new (ACME_ERROR, ACME_ERROR_NETWORK, _("%s cannot be reached from this network."), host);
    case G_IO_ERROR_TIMED_OUT:
      return g_error_new (ACME_ERROR, ACME_ERROR_NETWORK, _("%s did not answer in time."), host);
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_CONNECTION_CLOSED: /* is BROKEN_PIPE too */
      return g_error_new (ACME_ERROR, ACME_ERROR_NETWORK,
                          _("%s closed the connection before its answer was complete."), host);
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return g_error_new (ACME_ERROR, ACME_ERROR_NETWORK,
                          _("The proxy did not let the request to %s pass: %s"), host, reason);
    case G_IO_ERROR_INVALID_DATA: /* compressed */
      return g_error_new (ACME_ERROR, ACME_ERROR_BAD_REPLY, _("The answer of %s is damaged."), host);
    default:
      /* Translators: the first %s is a host name, the second a reason from another library */
      return g_error_new (ACME_ERROR, ACME_ERROR_NETWORK, _("The connection to %s failed: %s"), host, reason);
    }
}

/**
 * acme_scm_error_from_transport:
 * @error: what libsoup or GIO reported
 * @certificate_errors: what was wrong with the server's certificate, or 0
 * @host: the host that was to be reached
 *
 * Returns: (transfer full): an error of the domain %ACME_ERROR, or a copy of @error if it is one of that domain or says
 *   that the operation was cancelled
 */
GError *
acme_scm_error_from_transport (const GError         *error,
                               GTlsCertificateFlags  certificate_errors,
                               const char           *host)
{
  g_autofree char *reason = NULL;

  if (error->domain == ACME_ERROR || acme_error_is_cancelled (error))
    return g_error_copy (error);
  if (error->domain == G_TLS_ERROR)
    return acme_scm_peer_describe (error, NULL, certificate_errors, host);
  if (error->domain == G_RESOLVER_ERROR)
    return g_error_new (ACME_ERROR, ACME_ERROR_NETWORK,
                        _("There is no host named %s, or names cannot be looked up at present."), host);
  if (error->domain == G_IO_ERROR)
    return convert_io (error, host);
  if (error->domain == SOUP_SESSION_ERROR)
    return g_error_new (ACME_ERROR, ACME_ERROR_BAD_REPLY, _("The answer of %s is not proper HTTP."), host);

  reason = acme_scm_error_clean (error->message);
  return g_error_new (ACME_ERROR, ACME_ERROR_NETWORK, _("The connection to %s failed: %s"), host, reason);
}

/**
 * acme_scm_error_from_redirect:
 * @host: the host that was asked
 * @location: (nullable): where it points to
 *
 * Only the host of @location is named: the rest may be anything.
 *
 * Returns: (transfer full): an error of the domain %ACME_ERROR
 */
GError *
acme_scm_error_from_redirect (const char *host,
                              const char *location)
{
  g_autoptr(GUri) uri = location != NULL ? g_uri_parse (location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *target = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autofree char *clean = acme_scm_error_clean (target != NULL && target[0] != '\0' ? target : host);

  return g_error_new (ACME_ERROR, ACME_ERROR_BAD_REPLY,
                      /* Translators: both %s are host names */
                      _("%s points to another address at %s, to which nothing was sent. "
                        "Check the URL of the connection."),
                      host, clean);
}

/**
 * acme_scm_error_unknown_outcome:
 * @cause: a sentence that says why the answer to a write does not tell what became of it
 *
 * Returns: (transfer full): %ACME_ERROR_UNKNOWN_OUTCOME
 */
GError *
acme_scm_error_unknown_outcome (const char *cause)
{
  return g_error_new (ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME,
                      /* Translators: the %s is a sentence such as “The connection to scm.example.org failed.” */
                      _("%s Whether SCM did this is not known. It was not repeated; look before you try again."),
                      cause);
}

/**
 * acme_scm_error_read_body:
 * @body: the body of an answer that is not a success
 * @out_code: (out): SCM's code, or %ACME_NUMBER_NONE
 * @out_description: (out) (transfer full) (nullable): SCM's text as it is
 *
 * Reads what it can; a body of another form is as good as none.
 */
void
acme_scm_error_read_body (GBytes  *body,
                          gint64  *out_code,
                          char   **out_description)
{
  g_autoptr(JsonNode) node = acme_scm_parse (body, NULL);
  const char *description = NULL;

  *out_code = ACME_NUMBER_NONE;
  *out_description = NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  acme_scm_json_get_number (json_node_get_object (node), "code", out_code, NULL);
  if (!acme_scm_json_get_string (json_node_get_object (node), "description", &description, NULL) || description == NULL)
    acme_scm_json_get_string (json_node_get_object (node), "message", &description, NULL); /* of the Audit API */
  *out_description = g_strdup (description);
}

/**
 * acme_scm_error_clean:
 * @text: text from a server
 *
 * Returns: (transfer full): @text as one line of valid UTF-8 without control characters, cut to a reasonable length
 */
char *
acme_scm_error_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr(GString) clean = g_string_new (NULL);
  guint n = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      /* FORMAT: marks that turn the direction of what follows */
      if (g_unichar_isspace (c) || type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
          type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        c = ' ';
      if (c == ' ' && (clean->len == 0 || clean->str[clean->len - 1] == ' '))
        continue;
      if (++n > MAX_DESCRIPTION)
        {
          g_string_append (clean, "…");
          break;
        }
      g_string_append_unichar (clean, c);
    }
  while (clean->len > 0 && clean->str[clean->len - 1] == ' ')
    g_string_truncate (clean, clean->len - 1);
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/**
 * acme_scm_error_is_about_connection:
 * @error: (nullable): what went wrong with a request
 *
 * Returns: whether the next request is likely to fail as well, and to take its whole time for that
 */
gboolean
acme_scm_error_is_about_connection (const GError *error)
{
  return g_error_matches (error, ACME_ERROR, ACME_ERROR_AUTH) ||
         g_error_matches (error, ACME_ERROR, ACME_ERROR_NETWORK) ||
         g_error_matches (error, ACME_ERROR, ACME_ERROR_TLS) ||
         g_error_matches (error, ACME_ERROR, ACME_ERROR_RATE_LIMIT);
}
