/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Audit API, a product of its own beside SCM's: the same events, told in pages that a token leads through.
 * Its record format is not published; the names here follow what its known readers make of it. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "acme-demo-events.h"
#include "acme-demo-random.h"
#include "acme-demo-router.h"
#include "acme-time.h"

#define RECORDS_A_PAGE 500
#define CURSOR_FORMAT "demo-cursor:%u"

/* This API's errors look different from SCM's. */
static void
fail (AcmeDemoRequest *request,
      const char      *message)
{
  AcmeDemoJson *json = acme_demo_request_json (request);

  request->status = 400;
  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_string (json, "error", "Bad Request");
  acme_demo_json_string (json, "message", message);
  acme_demo_json_close (json, '}');
}

static char *
make_cursor (guint next)
{
  g_autofree char *text = g_strdup_printf (CURSOR_FORMAT, next);

  return acme_demo_base64url ((const guchar *) text, strlen (text), FALSE);
}

static gboolean
read_cursor (const char *cursor,
             guint      *out_next)
{
  g_autofree char *padded = g_strdup_printf ("%s%s", cursor,
                                             strlen (cursor) % 4 == 2   ? "=="
                                             : strlen (cursor) % 4 == 3 ? "="
                                                                        : "");
  g_autofree guchar *decoded = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  gsize length = 0;

  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  decoded = g_base64_decode (padded, &length);
  text = g_strndup ((const char *) decoded, length);
  if (sscanf (text, CURSOR_FORMAT, out_next) != 1)
    return FALSE;

  again = make_cursor (*out_next);
  return strcmp (again, cursor) == 0;
}

static void
write_record (AcmeDemoRequest     *request,
              const AcmeDemoEvent *event)
{
  static const char *const categories[ACME_DEMO_N_ACTIONS] = {
    [ACME_DEMO_ACTION_LOGIN] = "", [ACME_DEMO_ACTION_LOGIN_FAILED] = "",
    [ACME_DEMO_ACTION_CERTIFICATE_REQUESTED] = "ssl", [ACME_DEMO_ACTION_CERTIFICATE_ISSUED] = "ssl",
    [ACME_DEMO_ACTION_CERTIFICATE_REVOKED] = "ssl",
  };
  g_autofree char *id = acme_demo_uuid ("record", event->index);
  AcmeDemoJson *json = &request->json;

  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_string (json, "id", id);
  acme_demo_json_time (json, "timestamp", event->time);
  acme_demo_json_string (json, "eventType", "LOG");
  acme_demo_json_string (json, "status", event->action == ACME_DEMO_ACTION_LOGIN_FAILED ? "FAILURE" : "SUCCESS");
  acme_demo_json_string (json, "service",
                         event->action == ACME_DEMO_ACTION_NOTIFICATION ? "notification.processor" : "scm");
  acme_demo_json_string (json, "category", categories[event->action] != NULL ? categories[event->action] : "acme");
  acme_demo_json_string (json, "action", event->record_action);
  acme_demo_json_open (json, "object", '{');
  acme_demo_json_string (json, "type", event->object_type);
  acme_demo_json_string (json, "id", event->object_id->str);
  acme_demo_json_close (json, '}');
  acme_demo_json_open (json, "customer", '{');
  acme_demo_json_string (json, "id", "4242");
  acme_demo_json_close (json, '}');
  acme_demo_json_string (json, "actor", event->admin->str);
  acme_demo_json_string (json, "address", event->address->str);
  acme_demo_json_string (json, "details", event->description->str);
  acme_demo_json_close (json, '}');
}

static gboolean
read_range (AcmeDemoRequest *request,
            guint           *out_next,
            guint           *out_end)
{
  AcmeDemoStore *store = request->core->store;
  const char *from = acme_demo_request_query (request, "from");
  const char *to = acme_demo_request_query (request, "to");
  const char *token = acme_demo_request_query (request, "token");
  gint64 time;

  if (to == NULL || !acme_time_parse (to, &time))
    {
      fail (request, "Parameter 'to' is required and must be a date-time.");
      return FALSE;
    }
  *out_end = acme_demo_events_find (store, time + 1);

  if (token != NULL)
    {
      if (read_cursor (token, out_next))
        return TRUE;

      fail (request, "Parameter 'token' is not valid.");
      return FALSE;
    }

  if (from == NULL || !acme_time_parse (from, &time))
    {
      fail (request, "Parameter 'from' or 'token' is required.");
      return FALSE;
    }
  *out_next = acme_demo_events_find (store, time + 1);
  return TRUE;
}

static void
list_records (AcmeDemoRequest *request)
{
  AcmeDemoEvent event;
  g_autofree char *cursor = NULL;
  guint next, end, page_end;

  if (!read_range (request, &next, &end))
    return;

  page_end = MIN (end, next + RECORDS_A_PAGE);
  acme_demo_event_init (&event);
  acme_demo_request_json (request);
  acme_demo_json_open (&request->json, NULL, '[');
  for (; next < page_end; next++)
    {
      acme_demo_event_fill (&event, request->core->store, next);
      write_record (request, &event);
    }
  acme_demo_json_close (&request->json, ']');
  acme_demo_event_clear (&event);

  cursor = make_cursor (next);
  acme_demo_request_header (request, "token", cursor);
}

const AcmeDemoRoute acme_demo_audit_routes[] = {
  { "GET", "/audit/api/v1/records", list_records, ACME_DEMO_FOR_ACME },
  { NULL },
};
