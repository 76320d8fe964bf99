/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the events of the audit window come, and what is said when they do not: whatever came before stays. */

#include "audit-fixture.h"

#include <string.h>

#include "acme-error-bar.h"
#include "acme-time.h"
#include "dialog-fixture.h"
#include "find-widget.h"
#include "scm-accounts-double.h"

typedef struct
{
  AuditFixture audit;
  ScmDouble *server;
  GIOStream *held; /* (nullable): an answer on its way */
  char *start;     /* of an answer that goes on */
  guint n_requests;
} Fixture;

/* An event of a few minutes ago */
static void
append_event (GString *json,
              guint    number)
{
  g_autofree char *date = acme_time_format (g_get_real_time () - number * G_USEC_PER_SEC);

  g_string_append_printf (json, "{\"id\":\"%u\",\"date\":\"%s\",\"action\":{\"actionName\":\"SSL: issued\"},"
                          "\"admin\":{\"login\":\"admin\"},\"description\":\"Certificate %u at \\\"OV\\\"\"}", number,
                          date, number);
}

/* (transfer full): a report that has not ended yet */
static char *
make_start (guint n)
{
  g_autoptr(GString) json = g_string_new ("{\"statusCode\":0,\"reports\":[");

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_event (json, i + 1);
    }
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* As a chunk of the body; with nothing it ends. */
static void
send_chunk (Fixture    *fixture,
            const char *text)
{
  g_autofree char *chunk = g_strdup_printf ("%zx\r\n%s\r\n", strlen (text), text);
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (fixture->held), chunk, strlen (chunk), NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The connection is taken from the server, which has ideas of its own about when it sends what there is. */
static void
activity_cb (SoupServer        *server,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  static const char header[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
                               "Connection: close\r\n\r\n";
  Fixture *fixture = user_data;

  fixture->n_requests++;
  g_clear_object (&fixture->held);
  fixture->held = soup_server_message_steal_connection (message);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (fixture->held), header, strlen (header),
                                            NULL, NULL, NULL));
  send_chunk (fixture, fixture->start);
}

/* Goes on with what is on its way. */
static void
send (Fixture    *fixture,
      const char *text,
      gboolean    is_last)
{
  send_chunk (fixture, text);
  if (!is_last)
    return;
  send_chunk (fixture, "");
  g_assert_true (g_io_stream_close (fixture->held, NULL, NULL));
  g_clear_object (&fixture->held);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  stop_animations ();
  fixture->server = scm_double_new ();
  scm_double_add (fixture->server, AUDIT_ACTIVITY, activity_cb, fixture);
  scm_double_add_pages (fixture->server, SCM_ACCOUNTS_PUBLIC, 0, "{}");
  scm_double_add_pages (fixture->server, SCM_ACCOUNTS_SERVERS, 0, "{}");
  scm_double_add_pages (fixture->server, SCM_ACCOUNTS_ORGANIZATIONS, 0, "{}");
  fixture->audit.endpoint = acme_endpoint_new (7);
  acme_item_set_string (ACME_ITEM (fixture->audit.endpoint), ACME_ENDPOINT_NAME, "OV");
  acme_item_set_string (ACME_ITEM (fixture->audit.endpoint), ACME_ENDPOINT_URL, "https://acme.example.org/v2/OV");
  acme_item_set_string (ACME_ITEM (fixture->audit.endpoint), ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_PUBLIC);
  fixture->start = make_start (3);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  audit_tear_down (&fixture->audit, data);
  g_clear_object (&fixture->held);
  scm_double_free (fixture->server);
  g_free (fixture->start);
}

static void
open_window (Fixture *fixture,
             guint    timeout)
{
  g_autoptr(AcmeScmConfig) config = scm_double_make_config (fixture->server);
  g_autoptr(AcmeConnection) connection = NULL;

  acme_scm_config_set_timeout (config, timeout);
  connection = acme_connection_new ("double", "Double", config);
  audit_open (&fixture->audit, connection, NULL);
}

static gboolean
has_first (gpointer data)
{
  return audit_get_n_shown (data) == 3;
}

static void
answer (Fixture    *fixture,
        const char *start)
{
  g_free (fixture->start);
  fixture->start = g_strdup (start);
}

static gboolean
is_held (gpointer data)
{
  return ((Fixture *) data)->held != NULL;
}

/* Opens it, with the first events that come. */
static void
open_and_wait_first (Fixture *fixture,
                     guint    timeout)
{
  open_window (fixture, timeout);
  wait_until (has_first, &fixture->audit);
  audit_wait_settled (&fixture->audit);
}

/* Reads everything anew, and it works. */
static void
refresh (Fixture *fixture)
{
  guint n_requests = fixture->n_requests;

  g_clear_object (&fixture->held);
  audit_do (&fixture->audit, "win.refresh");
  wait_until (is_held, fixture);
  g_assert_cmpuint (fixture->n_requests, ==, n_requests + 1);
  send (fixture, "]}", TRUE);
  audit_wait_loaded (&fixture->audit);
  g_assert_cmpuint (audit_get_n_shown (&fixture->audit), ==, 3);
  g_assert_false (audit_says (&fixture->audit, "_Refresh"));
}

/* The bar above what came before says it. */
static void
assert_bar (Fixture    *fixture,
            const char *text)
{
  GtkWidget *bar;

  audit_wait_loaded (&fixture->audit);
  audit_wait_says (&fixture->audit, text);
  bar = find_widget (GTK_WIDGET (fixture->audit.window), ACME_TYPE_ERROR_BAR, NULL);
  g_assert_nonnull (bar);
  g_assert_true (acme_error_bar_get_revealed (ACME_ERROR_BAR (bar)));
  g_assert_nonnull (find_label (bar, text));
  g_assert_cmpuint (audit_get_n_shown (&fixture->audit), ==, 3);
}

static void
test_progress (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GString) more = g_string_new (",");

  open_and_wait_first (fixture, 15);
  audit_wait_says (&fixture->audit, "3 events, ");
  g_assert_true (acme_list_dialog_is_loading (ACME_LIST_DIALOG (fixture->audit.window)));
  append_event (more, 4);
  send (fixture, more->str, FALSE);
  audit_wait_says (&fixture->audit, "4 events, ");
  send (fixture, "],\"message\":\"fine\"}", TRUE);
  audit_wait_loaded (&fixture->audit);
  g_assert_cmpuint (audit_get_n_shown (&fixture->audit), ==, 4);
  g_assert_false (audit_says (&fixture->audit, "4 events, "));
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  open_and_wait_first (fixture, 15);
  g_assert_true (acme_list_dialog_is_loading (ACME_LIST_DIALOG (fixture->audit.window)));
  audit_do (&fixture->audit, "win.stop");
  assert_bar (fixture, "Loading was stopped: later events are missing.");
  refresh (fixture);
}

/* Before anything came, which is something else than that there is nothing */
static void
test_stop_early (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *start = g_strdup (fixture->start);

  answer (fixture, "{\"statusCode\":0,\"reports\":[");
  open_window (fixture, 15);
  wait_until (is_held, fixture);
  audit_do (&fixture->audit, "win.stop");
  audit_wait_says (&fixture->audit, "Loading Was Stopped");
  answer (fixture, start);
  refresh (fixture);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  answer (fixture, "{\"statusCode\":0,\"reports\":[");
  open_window (fixture, 15);
  wait_until (is_held, fixture);
  send (fixture, "]}", TRUE);
  audit_wait_says (&fixture->audit, "SCM recorded nothing in these days.");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->audit.histogram)));
}

static void
test_malformed (Fixture       *fixture,
                gconstpointer  data)
{
  open_and_wait_first (fixture, 15);
  send (fixture, ",{\"id\":4}} and now?", TRUE);
  audit_wait_loaded (&fixture->audit);
  audit_wait_says (&fixture->audit, "127.0.0.1 does not answer as SCM does.");
  audit_wait_says (&fixture->audit, "that came before are kept;");
  g_assert_cmpuint (audit_get_n_shown (&fixture->audit), ==, 3);
  refresh (fixture);
}

/* What SCM says of it itself */
static void
test_status_code (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *start = g_strdup (fixture->start);
  g_autofree char *late = g_strconcat ("{", start + strlen ("{\"statusCode\":0,"), NULL);

  answer (fixture, late);
  open_and_wait_first (fixture, 15);
  answer (fixture, start);
  send (fixture, "],\"statusCode\":-42,\"message\":\"The archive is closed.\"}", TRUE);
  assert_bar (fixture, "SCM could not make the report (code -42). It says: The archive is closed.");
  refresh (fixture);
}

/* It says no more, for longer than one waits. */
static void
test_timeout (Fixture       *fixture,
              gconstpointer  data)
{
  open_and_wait_first (fixture, 1);
  assert_bar (fixture, "Cannot Reach 127.0.0.1");
  audit_wait_says (&fixture->audit, "(3 events that came before are kept;");
  refresh (fixture);
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  open_and_wait_first (fixture, 15);
  send (fixture, ",7,\"what?\"]}", TRUE);
  audit_wait_loaded (&fixture->audit);
  audit_wait_says (&fixture->audit, "2 records could not be read and were left out");
  g_assert_cmpuint (audit_get_n_shown (&fixture->audit), ==, 3);
}

typedef struct
{
  guint status;
  const char *says;
} Refusal;

static const Refusal refusals[] = {
  { 401, "Cannot Sign In" },
  { 403, "Ask an administrator of your Sectigo account for the right to see reports." },
  { 404, "Events Could Not Be Found" },
  { 500, "The Server Has a Problem" },
};

/* The first time there is nothing else to see; after a refresh what was there stays. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  const Refusal *refusal = data;
  const char *bar = refusal->status == 403 ? "Not Allowed" : refusal->says;

  scm_double_exchange_status (fixture->server, AUDIT_ACTIVITY, refusal->status);
  open_window (fixture, 15);
  audit_wait_says (&fixture->audit, refusal->says);
  g_assert_cmpint (acme_list_page_get_state (fixture->audit.page), ==, ACME_LIST_PAGE_ERROR);

  scm_double_exchange (fixture->server, AUDIT_ACTIVITY, activity_cb, fixture);
  refresh (fixture);
  scm_double_exchange_status (fixture->server, AUDIT_ACTIVITY, refusal->status);
  audit_do (&fixture->audit, "win.refresh");
  assert_bar (fixture, bar);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (fixture->audit.histogram)));
  scm_double_exchange (fixture->server, AUDIT_ACTIVITY, activity_cb, fixture);
  refresh (fixture);
}

/* Stopped before there is anything newer: what is there is whole. */
static void
test_stop_refresh (Fixture       *fixture,
                   gconstpointer  data)
{
  open_and_wait_first (fixture, 15);
  send (fixture, "]}", TRUE);
  audit_wait_loaded (&fixture->audit);
  answer (fixture, "{");
  audit_do (&fixture->audit, "win.refresh");
  wait_until (is_held, fixture);
  g_assert_cmpuint (audit_get_n_shown (&fixture->audit), ==, 3);
  audit_do (&fixture->audit, "win.stop");
  g_assert_cmpuint (audit_get_n_shown (&fixture->audit), ==, 3);
  g_assert_false (audit_says (&fixture->audit, "later events are missing"));
}

static void
add_test (const char    *path,
          void           (*test) (Fixture *fixture, gconstpointer data),
          gconstpointer  data)
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add_test ("/audit-window-load/progress", test_progress, NULL);
  add_test ("/audit-window-load/stop", test_stop, NULL);
  add_test ("/audit-window-load/stop-early", test_stop_early, NULL);
  add_test ("/audit-window-load/stop-refresh", test_stop_refresh, NULL);
  add_test ("/audit-window-load/nothing", test_nothing, NULL);
  add_test ("/audit-window-load/malformed", test_malformed, NULL);
  add_test ("/audit-window-load/status-code", test_status_code, NULL);
  add_test ("/audit-window-load/timeout", test_timeout, NULL);
  add_test ("/audit-window-load/unreadable", test_unreadable, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/audit-window-load/refused/%u", refusals[i].status);

      add_test (path, test_refused, &refusals[i]);
    }
  return g_test_run ();
}
