/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-list-dialog.h"

#include "acme-certificate.h"
#include "acme-certificates-window.h"
#include "acme-error-bar.h"
#include "dialog-fixture.h"
#include "find-widget.h"

/* The base, as the certificates window uses it, on a server that stalls or answers. */
typedef struct
{
  AcmeDemo *demo;
  AcmeListDialog *dialog;
  AcmeListPage *page;
  AcmeTable *table;
} Fixture;

static void
stall (Fixture *fixture)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, .method = "GET", .path = "/api/ssl/",
                          .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  stalls)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  if (GPOINTER_TO_INT (stalls))
    stall (fixture);
  fixture->dialog = create_dialog (ACME_TYPE_CERTIFICATES_WINDOW, acme_demo_get_connection (fixture->demo), NULL);
  fixture->page = ACME_LIST_PAGE (find_widget (GTK_WIDGET (fixture->dialog), ACME_TYPE_LIST_PAGE, NULL));
  fixture->table = acme_list_page_get_table (fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  stalls)
{
  g_object_ref (fixture->dialog);
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  wait_finalized (fixture->dialog);
  g_clear_object (&fixture->demo);
}

static gboolean
is_loaded (gpointer data)
{
  Fixture *fixture = data;

  return !acme_list_dialog_is_loading (fixture->dialog) &&
         !acme_rows_is_busy (acme_table_get_rows (fixture->table));
}

static guint
get_n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (acme_list_dialog_get_items (fixture->dialog)));
}

static gboolean
activate (Fixture    *fixture,
          const char *action_name)
{
  return gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), action_name, NULL);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  stalls)
{
  g_assert_true (acme_list_dialog_is_loading (fixture->dialog));
  g_assert_true (activate (fixture, "win.stop"));
  g_assert_false (acme_list_dialog_is_loading (fixture->dialog));
  g_assert_cmpint (acme_list_page_get_state (fixture->page), ==, ACME_LIST_PAGE_STOPPED);

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  g_assert_true (activate (fixture, "win.refresh"));
  wait_until (is_loaded, fixture);
  g_assert_cmpint (acme_list_page_get_state (fixture->page), ==, ACME_LIST_PAGE_ROWS);
}

static void
test_closed_while_loading (Fixture       *fixture,
                           gconstpointer  stalls)
{
  g_assert_true (acme_list_dialog_is_loading (fixture->dialog)); /* and it is finalized at once in the end */
}

static void
test_failed_refresh_keeps_rows (Fixture       *fixture,
                                gconstpointer  stalls)
{
  AcmeDemoFault fault = { .kind = ACME_DEMO_FAULT_NOT_JSON, .method = "GET", .path = "/api/ssl/", .retry_after = -1 };
  guint n;

  wait_until (is_loaded, fixture);
  n = get_n_items (fixture);
  g_assert_cmpuint (n, >, 0);
  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
  acme_list_dialog_refresh (fixture->dialog);
  wait_until (is_loaded, fixture);
  g_assert_cmpuint (get_n_items (fixture), ==, n);
  g_assert_cmpint (acme_list_page_get_state (fixture->page), ==, ACME_LIST_PAGE_ROWS);
  g_assert_nonnull (find_widget (GTK_WIDGET (fixture->dialog), ACME_TYPE_ERROR_BAR, NULL));
}

static void
test_not_while_writing (Fixture       *fixture,
                        gconstpointer  stalls)
{
  wait_until (is_loaded, fixture);
  acme_dialog_begin_write (ACME_DIALOG (fixture->dialog));
  acme_list_dialog_update (fixture->dialog);
  acme_list_dialog_refresh (fixture->dialog);
  g_assert_false (acme_list_dialog_is_loading (fixture->dialog));
  acme_dialog_end_write (ACME_DIALOG (fixture->dialog), FALSE);
  acme_list_dialog_refresh (fixture->dialog);
  g_assert_true (acme_list_dialog_is_loading (fixture->dialog));
}

static void
read_text_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
has_text (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_copy_rows (Fixture       *fixture,
                gconstpointer  stalls)
{
  GtkWidget *view = find_widget (GTK_WIDGET (fixture->table), GTK_TYPE_COLUMN_VIEW, NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  wait_until (is_loaded, fixture);
  gtk_selection_model_select_all (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
  settle ();
  g_assert_true (activate (fixture, "win.copy-row"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->dialog)), NULL, read_text_cb, &text);
  wait_until (has_text, &text);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, get_n_items (fixture));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->dialog), "Rows copied"));
}

static void
test_find (Fixture       *fixture,
           gconstpointer  stalls)
{
  wait_until (is_loaded, fixture);
  g_assert_true (activate (fixture, "win.find"));
  g_assert_true (acme_table_get_search_mode (fixture->table));
}

static void
test_message_is_plain (Fixture       *fixture,
                       gconstpointer  stalls)
{
  acme_list_dialog_show_message (fixture->dialog, "<b>R&D</b>");
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->dialog), "<b>R&D</b>"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, stalls, function) \
  g_test_add ("/list-dialog/" name, Fixture, GINT_TO_POINTER (stalls), set_up, function, tear_down)
  ADD ("stop", TRUE, test_stop);
  ADD ("closed-while-loading", TRUE, test_closed_while_loading);
  ADD ("failed-refresh-keeps-rows", FALSE, test_failed_refresh_keeps_rows);
  ADD ("not-while-writing", FALSE, test_not_while_writing);
  ADD ("copy-rows", FALSE, test_copy_rows);
  ADD ("find", FALSE, test_find);
  ADD ("message-is-plain", FALSE, test_message_is_plain);
#undef ADD

  return g_test_run ();
}
