/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks whether a successful answer is one of SCM's at all. A sign-in page, a proxy or a portal of a hotel answers with
 * status 200 too, and what it sends must neither be parsed nor be taken for "deleted". */

#include "config.h"

#include "acme-scm-body.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-error.h"

static gboolean
is_json (const char *content_type)
{
  return g_ascii_strcasecmp (content_type, "application/json") == 0 ||
         g_ascii_strcasecmp (content_type, "text/json") == 0 ||
         (g_ascii_strncasecmp (content_type, "application/", 12) == 0 &&
          strlen (content_type) > 5 &&
          g_ascii_strcasecmp (content_type + strlen (content_type) - 5, "+json") == 0);
}

static gboolean
is_page (const char *content_type)
{
  return g_ascii_strcasecmp (content_type, "text/html") == 0 ||
         g_ascii_strcasecmp (content_type, "application/xhtml+xml") == 0;
}

static gboolean
refuse_page (SoupMessage  *message,
             GError      **error)
{
  g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY,
               _("%s answered with a web page, as a sign-in page or a proxy does. Check the URL of the connection."),
               g_uri_get_host (soup_message_get_uri (message)));
  return FALSE;
}

/**
 * acme_scm_body_check_type:
 * @message: a message with a successful answer that is to hold JSON
 * @error: return location
 *
 * A body without a type is let through; reading it will show what it is.
 *
 * Returns: %FALSE with %ACME_ERROR_BAD_REPLY if the answer says that it is something else
 */
gboolean
acme_scm_body_check_type (SoupMessage  *message,
                          GError      **error)
{
  const char *type =
    soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  const char *host = g_uri_get_host (soup_message_get_uri (message));
  g_autofree char *clean = NULL;

  if (type == NULL || is_json (type))
    return TRUE;
  if (is_page (type))
    return refuse_page (message, error);

  clean = acme_scm_error_clean (type);
  /* Translators: the first %s is a host name, the second a type such as text/plain */
  g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("%s answered with %s instead of JSON."), host, clean);
  return FALSE;
}

/**
 * acme_scm_body_check_json:
 * @message: a message with a successful answer that is to hold JSON
 * @body: the answer's body
 * @error: return location
 *
 * Returns: %FALSE with %ACME_ERROR_BAD_REPLY if @body is empty or says that it is something else
 */
gboolean
acme_scm_body_check_json (SoupMessage  *message,
                          GBytes       *body,
                          GError      **error)
{
  if (g_bytes_get_size (body) > 0)
    return acme_scm_body_check_type (message, error);

  g_set_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("%s sent an empty answer."),
               g_uri_get_host (soup_message_get_uri (message)));
  return FALSE;
}

/**
 * acme_scm_body_check_none:
 * @message: a message with a successful answer of which only the status and the headers are wanted
 * @body: the answer's body
 * @error: return location
 *
 * Returns: %FALSE with %ACME_ERROR_BAD_REPLY if @body is a web page, which SCM never sends
 */
gboolean
acme_scm_body_check_none (SoupMessage  *message,
                          GBytes       *body,
                          GError      **error)
{
  const char *type =
    soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  if (g_bytes_get_size (body) > 0 && type != NULL && is_page (type))
    return refuse_page (message, error);
  return TRUE;
}
