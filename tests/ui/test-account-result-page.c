/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account-result-page.h"

#include "find-widget.h"

typedef struct
{
  GtkWidget *window;
  AcmeAccountResultPage *page;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->page = ACME_ACCOUNT_RESULT_PAGE (acme_account_result_page_new ());
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 600);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  wait_finalized (fixture->page);
}

static GListModel *
get_names (Fixture *fixture)
{
  GtkWidget *view = find_widget (GTK_WIDGET (fixture->page), GTK_TYPE_LIST_VIEW, NULL);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
}

static gboolean
is_offered (Fixture    *fixture,
            const char *action_name)
{
  return gtk_widget_get_visible (find_action (GTK_WIDGET (fixture->page), action_name));
}

static void
text_cb (GObject      *source,
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
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const add[] = { "xn--bcher-kva.example", "*.b.example", NULL };
  static const char *const remove[] = { "c.example", NULL };
  g_autofree char *copied = NULL;

  acme_account_result_page_set_names (fixture->page, add, remove, FALSE);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (get_names (fixture)), ==, 3);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->page), "Not added"));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->page), "Not removed"));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "result.copy-names", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), NULL, text_cb, &copied);
  wait_until (has_text, &copied);
  g_assert_cmpstr (copied, ==, "xn--bcher-kva.example\n*.b.example\nc.example\n");

  acme_account_result_page_set_names (fixture->page, add, remove, TRUE);
  settle ();
  g_assert_null (find_label (GTK_WIDGET (fixture->page), "Not added"));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->page), "Perhaps added"));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->page), "Perhaps removed"));

  acme_account_result_page_set_names (fixture->page, NULL, NULL, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (get_names (fixture)), ==, 0);
  g_assert_false (is_offered (fixture, "result.copy-names"));
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  acme_account_result_page_set_text (fixture->page, "Changed in Part", "1 of 2 <domains> & more",
                                     ACME_ACCOUNT_RESULT_RETRY | ACME_ACCOUNT_RESULT_DETAILS);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->page), "Changed in Part"));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->page), "1 of 2 <domains> & more"));
  g_assert_true (is_offered (fixture, "form.retry"));
  g_assert_true (is_offered (fixture, "form.details"));
  g_assert_false (is_offered (fixture, "form.look"));

  acme_account_result_page_set_text (fixture->page, "Outcome Unknown", "Nobody knows.", ACME_ACCOUNT_RESULT_LOOK);
  g_assert_false (is_offered (fixture, "form.retry"));
  g_assert_false (is_offered (fixture, "form.details"));
  g_assert_true (is_offered (fixture, "form.look"));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/account-result-page/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/account-result-page/text", Fixture, NULL, set_up, test_text, tear_down);

  return g_test_run ();
}
