/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The activity log report: all events of a time, in one answer, however long. It is written while it is sent.
 * Rows differ as the published descriptions of them do. */

#include "config.h"

#include <string.h>

#include "acme-demo-events.h"
#include "acme-demo-random.h"
#include "acme-demo-router.h"
#include "acme-time.h"

#define EVENTS_A_PIECE 200
#define EVENTS_WITH_A_FAULT 2000

typedef struct
{
  AcmeDemoEvent event;
  AcmeDemoJson json;
  guint next;
  guint end;
  gboolean is_begun;
} Report;

static void
free_report (gpointer data)
{
  Report *report = data;

  acme_demo_event_clear (&report->event);
  g_free (report);
}

/* Some servers say the time with an offset. */
static void
write_date (AcmeDemoJson        *json,
            const AcmeDemoEvent *event)
{
  g_autofree char *text = NULL;

  if (event->index % 50 != 7)
    {
      acme_demo_json_time (json, "date", event->time);
      return;
    }

  text = acme_time_format (event->time + 2 * (gint64) 3600 * G_USEC_PER_SEC);
  if (text != NULL)
    {
      g_autofree char *with_offset = g_strdup_printf ("%.*s+02:00", (int) strlen (text) - 1, text);

      acme_demo_json_string (json, "date", with_offset);
    }
}

static void
write_admin (AcmeDemoJson        *json,
             const AcmeDemoEvent *event)
{
  const char *login = event->admin->str;
  g_autofree char *full_name = g_strconcat ("Administrator ", login, NULL);
  g_autofree char *email = g_strconcat (login, "@northern.example", NULL);

  if (*login == '\0')
    return;

  acme_demo_json_open (json, "admin", '{');
  acme_demo_json_string (json, "login", login);
  acme_demo_json_string (json, "fullName", full_name);
  acme_demo_json_string (json, "email", email);
  acme_demo_json_close (json, '}');
}

static void
write_certificate (AcmeDemoJson        *json,
                   const AcmeDemoEvent *event)
{
  if (event->common_name->len == 0)
    return;

  acme_demo_json_open (json, "ssl", '{');
  acme_demo_json_string (json, "commonName", event->common_name->str);
  acme_demo_json_int (json, "orderNumber", G_GINT64_CONSTANT (8000000000) + event->index);
  acme_demo_json_string (json, "backendCertId", event->object_id->str);
  acme_demo_json_int (json, "term", 90);
  acme_demo_json_string (json, event->index % 2 == 0 ? "type" : "sslType", "Campus Server Authentication, 90 days");
  acme_demo_json_close (json, '}');
}

static void
write_event (AcmeDemoJson        *json,
             const AcmeDemoEvent *event)
{
  g_autofree char *guid = acme_demo_hex ("event", event->index, 16);
  g_autofree char *organization = g_strdup_printf ("%d", event->organization_id);

  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_int (json, "id", event->index + 1);
  acme_demo_json_string (json, "guid", guid);
  acme_demo_json_open (json, "action", '{');
  acme_demo_json_int (json, "id", event->action);
  acme_demo_json_string (json, "actionName", event->action_name);
  acme_demo_json_close (json, '}');
  write_admin (json, event);
  if (event->organization_id != 0)
    {
      acme_demo_json_open (json, "org", '{');
      acme_demo_json_string (json, "id", organization);
      acme_demo_json_string (json, "name", event->organization_name);
      acme_demo_json_close (json, '}');
    }
  write_certificate (json, event);
  acme_demo_json_string (json, "description", event->description->str);
  acme_demo_json_string (json, "accessMethod", event->access_method);
  acme_demo_json_string (json, "address", event->address->str);
  write_date (json, event);
  acme_demo_json_close (json, '}');
}

static gboolean
stream_report (AcmeDemoRequest *request,
               GString         *out)
{
  Report *report = request->stream_data;
  guint end = MIN (report->end, report->next + EVENTS_A_PIECE);

  report->json.text = out;
  if (!report->is_begun)
    {
      acme_demo_json_open (&report->json, NULL, '{');
      acme_demo_json_int (&report->json, "statusCode", 0);
      acme_demo_json_open (&report->json, "reports", '[');
      report->is_begun = TRUE;
    }

  for (; report->next < end; report->next++)
    {
      acme_demo_event_fill (&report->event, request->core->store, report->next);
      if (acme_demo_scope_sees (request->scope, report->event.organization_id))
        write_event (&report->json, &report->event);
    }
  if (report->next < report->end)
    return TRUE;

  acme_demo_json_close (&report->json, ']');
  acme_demo_json_close (&report->json, '}');
  return FALSE;
}

static gboolean
read_date (AcmeDemoRequest *request,
           JsonObject      *body,
           const char      *name,
           gint64           fallback,
           gint64          *out)
{
  const char *text;

  *out = fallback;
  if (!acme_demo_request_body_text (request, body, name, 64, FALSE, &text))
    return FALSE;
  if (text == NULL || acme_time_parse (text, out))
    return TRUE;

  acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Field '%s' has an invalid value.", name);
  return FALSE;
}

static void
create_report (AcmeDemoRequest *request)
{
  static const char *const output_types[] = { "buffered", "direct", NULL };
  AcmeDemoStore *store = request->core->store;
  JsonObject *body = acme_demo_request_body (request);
  const char *output_type;
  gint64 from, to;
  Report *report;

  if (body == NULL || !acme_demo_request_query_choice (request, "output_type", output_types, &output_type) ||
      !read_date (request, body, "from", 0, &from) || !read_date (request, body, "to", G_MAXINT64 - 1, &to))
    return;
  if (from >= to)
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "'from' must be before 'to'.");
      return;
    }

  report = g_new0 (Report, 1);
  acme_demo_event_init (&report->event);
  report->next = acme_demo_events_find (store, from);
  report->end = acme_demo_events_find (store, to + 1);
  if (request->plan.kind != ACME_DEMO_FAULT_NONE)
    report->end = MIN (report->end, report->next + EVENTS_WITH_A_FAULT);

  acme_demo_request_json (request);
  acme_demo_request_header (request, "Content-Disposition", "attachment; filename=\"rest_api_activity.json\"");
  request->stream = stream_report;
  request->stream_data = report;
  request->stream_free = free_report;
}

const AcmeDemoRoute acme_demo_report_routes[] = {
  { "POST", "/api/report/v1/activity", create_report, ACME_DEMO_FOR_ACME },
  { NULL },
};
