/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shapes that SCM's answers have in common: errors, pages of a list, 201 with a Location. */

#include "config.h"

#include "acme-demo-request.h"

#include <string.h>

#define MAX_PAGE_SIZE 200

static void
begin_answer (AcmeDemoRequest *request,
              guint            status,
              const char      *content_type)
{
  request->status = status;
  request->content_type = content_type;
  g_string_truncate (request->answer, 0);
  request->json = (AcmeDemoJson) ACME_DEMO_JSON_INIT (request->answer);
}

/**
 * acme_demo_request_fail:
 * @request: a request
 * @status: the HTTP status
 * @code: SCM's number for it, or 0: not every error has one
 * @format: the description, for printf()
 * @...: what it needs
 *
 * Answers with an error object.
 */
void
acme_demo_request_fail (AcmeDemoRequest *request,
                        guint            status,
                        int              code,
                        const char      *format,
                        ...)
{
  g_autofree char *description = NULL;
  va_list arguments;

  va_start (arguments, format);
  description = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  begin_answer (request, status, "application/json");
  acme_demo_json_open (&request->json, NULL, '{');
  if (code != 0)
    acme_demo_json_int (&request->json, "code", code);
  acme_demo_json_string (&request->json, "description", description);
  acme_demo_json_close (&request->json, '}');
}

void
acme_demo_request_not_found (AcmeDemoRequest *request,
                             const char      *what,
                             int              id)
{
  acme_demo_request_fail (request, 404, 0, "%s with id %d is not found.", what, id);
}

void
acme_demo_request_denied (AcmeDemoRequest *request)
{
  acme_demo_request_fail (request, 400, ACME_DEMO_CODE_ACCESS_DENIED, "Access denied.");
}

/**
 * acme_demo_request_empty:
 * @request: a request
 * @status: the HTTP status
 *
 * Answers without a body.
 */
void
acme_demo_request_empty (AcmeDemoRequest *request,
                         guint            status)
{
  begin_answer (request, status, NULL);
}

/**
 * acme_demo_request_created:
 * @request: a request
 * @path: the path of the list that the new thing is in
 * @id: the new thing's id
 *
 * Answers that something was made, and where.
 */
void
acme_demo_request_created (AcmeDemoRequest *request,
                           const char      *path,
                           int              id)
{
  g_autofree char *location =
      g_strdup_printf ("%s%s%s/%d", request->core->url, request->is_private ? "/private" : "", path, id);

  begin_answer (request, 201, NULL);
  acme_demo_request_header (request, "Location", location);
}

/**
 * acme_demo_request_json:
 * @request: a request
 *
 * Returns: (transfer none): where to write the answer of status 200
 */
AcmeDemoJson *
acme_demo_request_json (AcmeDemoRequest *request)
{
  begin_answer (request, 200, "application/json");
  return &request->json;
}

void
acme_demo_request_header (AcmeDemoRequest *request,
                          const char      *name,
                          const char      *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), name, value);
}

static void
say_total (AcmeDemoRequest *request,
           guint            total)
{
  g_autofree char *text = NULL;

  if (request->plan.kind == ACME_DEMO_FAULT_NO_TOTAL)
    return;
  if (request->plan.kind == ACME_DEMO_FAULT_SHORT_PAGES && request->plan.status != 0)
    total = request->plan.status;

  text = g_strdup_printf ("%u", total);
  acme_demo_request_header (request, "X-Total-Count", text);
}

/**
 * acme_demo_request_list:
 * @request: a request
 * @items: (element-type gpointer): everything there is
 * @with_total: whether this list tells how long it is
 * @match: (nullable): which of @items belong to it
 * @write: writes an item
 * @data: for @match
 *
 * Answers with the page that `size` and `position` ask for.
 */
void
acme_demo_request_list (AcmeDemoRequest *request,
                        GPtrArray       *items,
                        gboolean         with_total,
                        AcmeDemoMatch    match,
                        AcmeDemoWrite    write,
                        gpointer         data)
{
  AcmeDemoJson *json;
  int size, position;
  guint end, total = 0;

  if (!acme_demo_request_query_int (request, "size", 0, MAX_PAGE_SIZE, MAX_PAGE_SIZE, &size) ||
      !acme_demo_request_query_int (request, "position", 0, G_MAXINT32, 0, &position))
    return;

  if (request->plan.kind == ACME_DEMO_FAULT_SHORT_PAGES && request->plan.status == 0)
    size = (size + 1) / 2;
  end = (guint) position + (guint) size;

  json = acme_demo_request_json (request);
  acme_demo_json_open (json, NULL, '[');
  for (guint i = 0; i < items->len; i++)
    {
      if (match != NULL && !match (request, items->pdata[i], data))
        continue;

      if (total >= (guint) position && total < end)
        write (request, items->pdata[i]);
      total++;
    }
  acme_demo_json_close (json, ']');

  if (with_total)
    say_total (request, total);
}

/**
 * acme_demo_contains:
 * @text: a text
 * @folded_part: (nullable): what to look for, folded with g_utf8_casefold()
 *
 * Returns: whether @text contains it, whatever the case; everything contains %NULL
 */
gboolean
acme_demo_contains (const char *text,
                    const char *folded_part)
{
  g_autofree char *folded = NULL;

  if (folded_part == NULL)
    return TRUE;

  folded = g_utf8_casefold (text, -1);
  return strstr (folded, folded_part) != NULL;
}
