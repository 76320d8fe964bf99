/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-event-pane.h"

#include <string.h>

#include "acme-time.h"
#include "find-widget.h"

#define RECORD "{\"id\":7,\"date\":\"2030-01-02T03:04:05.678Z\",\"tags\":[],\"n\":1.0}"
#define INDENTED "{\n  \"id\": 7,\n  \"date\": \"2030-01-02T03:04:05.678Z\",\n  \"tags\": [],\n  \"n\": 1.0\n}"

typedef struct
{
  GtkWidget *window;
  AcmeEventPane *pane;
  AcmeClipboard *clipboard;
  char *message; /* what was said about copying last */
} Fixture;

static void
copied_cb (Fixture    *fixture,
           const char *message)
{
  g_free (fixture->message);
  fixture->message = g_strdup (message);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clipboard = acme_clipboard_new (gdk_display_get_clipboard (gdk_display_get_default ()));
  fixture->pane = ACME_EVENT_PANE (acme_event_pane_new ());
  acme_event_pane_set_clipboard (fixture->pane, fixture->clipboard);
  g_signal_connect_swapped (fixture->pane, "copied", G_CALLBACK (copied_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 300);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->pane));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->pane);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_finalize_object (fixture->pane);
  g_assert_finalize_object (fixture->clipboard);
  g_clear_pointer (&fixture->message, g_free);
}

static AcmeEvent *
create_event (const char *record)
{
  AcmeEvent *event = acme_event_new ("7");
  AcmeItem *item = ACME_ITEM (event);
  gint64 time;

  g_assert_true (acme_time_parse ("2030-01-02T03:04:05.678Z", &time));
  acme_item_set_number (item, ACME_EVENT_DATE, time);
  acme_item_set_string (item, ACME_EVENT_ACTION, "ACME account: <created>");
  acme_item_set_string (item, ACME_EVENT_ADMIN, "admin13");
  acme_item_set_string (item, ACME_EVENT_ADDRESS, "198.51.100.7");
  acme_item_set_string (item, ACME_EVENT_DESCRIPTION, "account web & mail");
  acme_item_set_string (item, ACME_EVENT_RAW, record);
  return event;
}

static void
show (Fixture    *fixture,
      const char *record)
{
  g_autoptr(AcmeEvent) event = create_event (record);

  acme_event_pane_set_event (fixture->pane, event);
  g_assert_true (acme_event_pane_get_event (fixture->pane) == event);
}

static gboolean
has_title (GtkWidget  *row,
           const char *title)
{
  return g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title);
}

static GtkWidget *
get_row (Fixture    *fixture,
         const char *title)
{
  GtkWidget *list = find_widget (GTK_WIDGET (fixture->pane), GTK_TYPE_LIST_BOX, NULL);
  GtkWidget *row = gtk_widget_get_first_child (list);

  while (row != NULL && !has_title (row, title))
    row = gtk_widget_get_next_sibling (row);
  g_assert_nonnull (row);
  return row;
}

static void
assert_value (Fixture    *fixture,
              const char *title,
              const char *value)
{
  GtkWidget *label = find_label (get_row (fixture, title), title);

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (label))), ==, value);
}

static GtkTextView *
get_view (Fixture *fixture)
{
  return GTK_TEXT_VIEW (find_widget (GTK_WIDGET (fixture->pane), GTK_TYPE_TEXT_VIEW, NULL));
}

static char *
dup_shown_record (Fixture *fixture)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (get_view (fixture)), "text", &text, NULL);
  return g_steal_pointer (&text);
}

static void
assert_record (Fixture    *fixture,
               const char *text)
{
  g_autofree char *shown = dup_shown_record (fixture);

  g_assert_cmpstr (shown, ==, text);
}

static gboolean
is_page (Fixture    *fixture,
         const char *name)
{
  GtkWidget *stack = find_widget (GTK_WIDGET (fixture->pane), GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), name) == 0;
}

static void
test_fields (Fixture       *fixture,
             gconstpointer  data)
{
  show (fixture, RECORD);
  g_assert_true (is_page (fixture, "event"));
  assert_value (fixture, "Date", "2030-01-02 04:04:05 CET");
  assert_value (fixture, "Date in UTC", "2030-01-02T03:04:05.678Z");
  assert_value (fixture, "Action", "ACME account: <created>");
  assert_value (fixture, "Admin", "admin13");
  assert_value (fixture, "Admin Name", "None");
  assert_value (fixture, "Access Method", "None");
  assert_value (fixture, "Address", "198.51.100.7");
  assert_value (fixture, "Organization", "None");
  assert_value (fixture, "Description", "account web & mail");
  assert_value (fixture, "Id", "7");
}

/* Whatever of it is missing, even the time. */
static void
test_nothing_known (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(AcmeEvent) event = g_object_new (ACME_TYPE_EVENT, NULL);

  show (fixture, RECORD);
  acme_event_pane_set_event (fixture->pane, event);
  assert_value (fixture, "Date", "None");
  assert_value (fixture, "Date in UTC", "None");
  assert_value (fixture, "Action", "None");
  assert_value (fixture, "Id", "None");
  assert_record (fixture, "");
  g_assert_false (gtk_widget_get_sensitive (find_action (GTK_WIDGET (fixture->pane), "event.copy-record")));
}

static void
test_record (Fixture       *fixture,
             gconstpointer  data)
{
  GtkTextView *view = get_view (fixture);

  show (fixture, RECORD);
  assert_record (fixture, INDENTED);
  g_assert_false (gtk_text_view_get_editable (view));
  g_assert_true (gtk_text_view_get_monospace (view));

  show (fixture, "{\"id\":7,");
  assert_record (fixture, "{\"id\":7,");
}

static void
test_long_record (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *note = find_label (GTK_WIDGET (fixture->pane), "This record is too long to be shown as a whole.");
  g_autoptr(GString) record = g_string_new ("{\"description\":\"x");
  g_autofree char *shown = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (record, "é");
  g_string_append (record, "\"}");
  show (fixture, record->str);
  shown = dup_shown_record (fixture);
  g_assert_true (g_str_has_prefix (record->str, shown));
  g_assert_cmpuint (strlen (shown), <=, 32 * 1024);
  g_assert_cmpuint (strlen (shown), >=, 32 * 1024 - 4);
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  g_assert_true (gtk_widget_get_visible (note));
  gtk_widget_activate_action (GTK_WIDGET (fixture->pane), "event.copy-record", NULL);
  assert_clipboard_text (record->str);

  show (fixture, RECORD);
  g_assert_false (gtk_widget_get_visible (note));
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  show (fixture, RECORD);
  g_signal_emit_by_name (find_action (GTK_WIDGET (fixture->pane), "event.copy-record"), "clicked");
  g_assert_cmpstr (fixture->message, ==, "Record copied");
  assert_clipboard_text (RECORD);

  gtk_widget_activate_action (get_row (fixture, "Date in UTC"), "value.copy", NULL);
  g_assert_cmpstr (fixture->message, ==, "Date in UTC copied");
  assert_clipboard_text ("2030-01-02T03:04:05.678Z");
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_true (is_page (fixture, "empty"));
  g_assert_null (acme_event_pane_get_event (fixture->pane));
  show (fixture, RECORD);
  acme_event_pane_set_event (fixture->pane, NULL);
  g_assert_true (is_page (fixture, "empty"));
  assert_record (fixture, "");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/event-pane/fields", Fixture, NULL, set_up, test_fields, tear_down);
  g_test_add ("/event-pane/nothing-known", Fixture, NULL, set_up, test_nothing_known, tear_down);
  g_test_add ("/event-pane/record", Fixture, NULL, set_up, test_record, tear_down);
  g_test_add ("/event-pane/long-record", Fixture, NULL, set_up, test_long_record, tear_down);
  g_test_add ("/event-pane/copy", Fixture, NULL, set_up, test_copy, tear_down);
  g_test_add ("/event-pane/empty", Fixture, NULL, set_up, test_empty, tear_down);

  return g_test_run ();
}
