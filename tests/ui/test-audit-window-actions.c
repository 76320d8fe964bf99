/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the events of the audit window. */

#include "audit-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "acme-csv-writer.h"
#include "acme-event-pane.h"
#include "acme-json-writer.h"
#include "choose-fixture.h"
#include "dialog-fixture.h"
#include "find-widget.h"

static const guint csv_fields[] = {
  ACME_EVENT_DATE, ACME_EVENT_ACTION, ACME_EVENT_ADMIN, ACME_EVENT_ACCESS_METHOD, ACME_EVENT_ADDRESS,
  ACME_EVENT_ORGANIZATION, ACME_EVENT_DESCRIPTION,
};

static void
load (AuditFixture *fixture)
{
  audit_open_demo (fixture, NULL);
  audit_wait_says (fixture, "one of its accounts");
  audit_wait_loaded (fixture);
}

static AcmeEventPane *
get_pane (AuditFixture *fixture)
{
  return ACME_EVENT_PANE (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_EVENT_PANE, NULL));
}

static void
select_event (AuditFixture *fixture,
              guint         position)
{
  g_autoptr(AcmeEvent) event = audit_dup_event (fixture, position);

  acme_table_select_item (fixture->table, ACME_ITEM (event));
  g_assert_true (acme_event_pane_get_event (get_pane (fixture)) == event);
}

static void
test_details (AuditFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(AcmeEvent) event = NULL;
  GtkWidget *pane;

  load (fixture);
  pane = GTK_WIDGET (get_pane (fixture));
  g_assert_false (gtk_widget_get_mapped (pane));
  g_assert_null (acme_event_pane_get_event (ACME_EVENT_PANE (pane)));

  select_event (fixture, 2);
  audit_do (fixture, "win.details");
  g_assert_true (gtk_widget_get_mapped (pane));
  select_event (fixture, 0);

  event = audit_dup_event (fixture, 0);
  audit_do (fixture, "win.copy-record");
  assert_clipboard_text (acme_item_get_string (ACME_ITEM (event), ACME_EVENT_RAW));
  audit_wait_says (fixture, "Record copied");

  /* what it shows is of the events that are there */
  audit_do (fixture, "win.refresh");
  audit_wait_loaded (fixture);
  g_assert_true (acme_event_pane_get_event (ACME_EVENT_PANE (pane)) != event);
  g_assert_true (gtk_widget_get_mapped (pane));
}

static void
test_activate (AuditFixture  *fixture,
               gconstpointer  data)
{
  g_autoptr(AcmeEvent) event = NULL;

  load (fixture);
  select_event (fixture, 1);
  event = audit_dup_event (fixture, 1);
  g_signal_emit_by_name (fixture->table, "activate", event);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_pane (fixture))));
  g_assert_true (acme_event_pane_get_event (get_pane (fixture)) == event);
}

typedef struct
{
  const char *target;
  const char *extension;
  gboolean is_all;
} Download;

static const Download downloads[] = {
  { "shown-csv", "csv", FALSE },
  { "shown-json", "jsonl", FALSE },
  { "all-csv", "csv", TRUE },
  { "all-json", "jsonl", TRUE },
};

/* (transfer full): what the file has to be, by the writer for any rows */
static char *
make_expected (AuditFixture *fixture,
               gboolean      is_csv)
{
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(AcmeRowWriter) writer = is_csv
      ? acme_csv_writer_new (stream, &acme_event_fields, csv_fields, G_N_ELEMENTS (csv_fields), TRUE)
      : acme_json_writer_new (stream, &acme_event_fields, NULL, 0, ACME_JSON_LINES);

  g_assert_true (acme_row_writer_write_rows (writer, G_LIST_MODEL (audit_get_rows (fixture)), NULL));
  g_assert_true (acme_row_writer_finish (writer, NULL));
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  return g_strdup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)));
}

static char *
make_name (const char *extension)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return g_strdup_printf ("Audit of " AUDIT_ENDPOINT ", %s.%s", today, extension);
}

/* Reads the file with what has nothing to do with this program. */
static void
assert_python_reads (const char *path,
                     guint       n)
{
  static const char script[] =
    "import csv, json, sys\n"
    "with open(sys.argv[1], encoding='utf-8', newline='') as file:\n"
    "  is_csv = sys.argv[1].endswith('.csv')\n"
    "  rows = list(csv.DictReader(file, strict=True)) if is_csv else list(map(json.loads, file))\n"
    "assert len(rows) == int(sys.argv[2]), len(rows)\n"
    "assert all(row['date'].endswith('Z') and row['action'] for row in rows)\n"
    "assert all(len(row) in (7, 9) for row in rows)\n";
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) python = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "python3", "-c", script, path,
                                                    number, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (python, NULL, &error));
  g_assert_no_error (error);
}

static void
download (AuditFixture *fixture,
          const char   *target,
          const char   *folder,
          const char   *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.download", "s", target));
  choose_in_folder (folder, name);
}

static char *
read_and_remove (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
  return text;
}

/* What is shown in its order, or all as it came, which here is by time. */
static void
test_download (AuditFixture  *fixture,
               gconstpointer  data)
{
  const Download *what = data;
  g_autofree char *folder = g_dir_make_tmp ("acme-audit-XXXXXX", NULL);
  g_autofree char *name = make_name (what->extension);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;
  guint n;

  load (fixture);
  download (fixture, what->target, folder, name);
  audit_wait_says (fixture, " events exported to “");

  if (what->is_all)
    {
      audit_do (fixture, "win.all-events");
      acme_query_set_sort (acme_table_get_query (fixture->table), ACME_EVENT_DATE, FALSE);
      audit_wait_settled (fixture);
    }
  n = audit_get_n_shown (fixture);
  g_assert_cmpuint (n, >, 10);
  expected = make_expected (fixture, g_str_equal (what->extension, "csv"));
  assert_python_reads (path, n);
  text = read_and_remove (path);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gboolean
has_events (gpointer data)
{
  return audit_get_n_shown (data) > 0;
}

/* It follows what still comes; and says if that ended early. */
static void
test_download_while_loading (AuditFixture  *fixture,
                             gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("acme-audit-XXXXXX", NULL);
  g_autofree char *name = make_name ("csv");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;

  audit_add_fault (fixture, ACME_DEMO_FAULT_STALL_IN_BODY, AUDIT_ACTIVITY, 0, 0);
  audit_open_demo (fixture, NULL);
  wait_until (has_events, fixture);
  download (fixture, "all-csv", folder, name);
  settle ();
  g_assert_true (acme_list_dialog_is_loading (ACME_LIST_DIALOG (fixture->window)));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  acme_list_dialog_stop (ACME_LIST_DIALOG (fixture->window));
  audit_wait_says (fixture, "Only ");
  audit_wait_says (fixture, ": loading ended early");
  audit_do (fixture, "win.all-events");
  acme_query_set_sort (acme_table_get_query (fixture->table), ACME_EVENT_DATE, FALSE);
  audit_wait_loaded (fixture);
  expected = make_expected (fixture, TRUE);
  text = read_and_remove (path);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A name that no file system takes as it is */
static void
test_name (AuditFixture  *fixture,
           gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("acme-audit-XXXXXX", NULL);
  g_autoptr(GString) long_name = g_string_new ("a/b:c ");
  g_autofree char *of = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *today = make_name ("csv");

  for (guint i = 0; i < 100; i++)
    g_string_append (long_name, "図");
  acme_item_set_string (ACME_ITEM (fixture->endpoint), ACME_ENDPOINT_NAME, long_name->str);
  audit_open_demo (fixture, NULL);
  audit_wait_loaded (fixture);
  of = g_strndup (long_name->str, 6 + 51 * strlen ("図")); /* of 160 bytes */
  g_strdelimit (of, "/:", '-');
  name = g_strconcat ("Audit of ", of, strrchr (today, ','), NULL);
  path = g_build_filename (folder, name, NULL);
  download (fixture, "all-csv", folder, name);
  audit_wait_says (fixture, " events exported to “");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

#define ADD(name, function, data) \
  g_test_add ("/audit-window-actions/" name, AuditFixture, data, audit_set_up, function, audit_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE); /* a portal would show its own dialog */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("details", test_details, NULL);
  ADD ("activate", test_activate, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (downloads); i++)
    {
      g_autofree char *path = g_strdup_printf ("/audit-window-actions/download/%s", downloads[i].target);

      g_test_add (path, AuditFixture, &downloads[i], audit_set_up, test_download, audit_tear_down);
    }
  ADD ("download-while-loading", test_download_while_loading, NULL);
  ADD ("name", test_name, NULL);

  return g_test_run ();
}
