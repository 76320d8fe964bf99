/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts are added and edited from their table, which hears of it. */

#include "acme-accounts-window.h"

#include "acme-account-add-window.h"
#include "acme-account-details-window.h"
#include "acme-account-edit-window.h"
#include "account-form-fixture.h"
#include "acme-audit-window.h"
#include "acme-list-dialog.h"
#include "acme-table.h"
#include "dialog-fixture.h"
#include "find-widget.h"

typedef struct
{
  FormFixture form;
  GtkWindow *window;
  AcmeTable *table;
} Fixture;

static gboolean
is_loaded (gpointer data)
{
  Fixture *fixture = data;

  return !acme_list_dialog_is_loading (ACME_LIST_DIALOG (fixture->window)) &&
         g_list_model_get_n_items (G_LIST_MODEL (acme_table_get_rows (fixture->table))) > 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  form_set_up (&fixture->form, data);
  fixture->form.endpoint = load_demo_endpoint (fixture->form.demo, PUBLIC_ENDPOINT);
  fixture->window = create_dialog (ACME_TYPE_ACCOUNTS_WINDOW, acme_demo_get_connection (fixture->form.demo),
                                   fixture->form.endpoint);
  fixture->table = ACME_TABLE (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_TABLE, NULL));
  gtk_window_present (fixture->window);
  wait_until (is_loaded, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWindow *window = g_object_ref (fixture->window);

  gtk_window_destroy (window);
  settle ();
  wait_finalized (window);
  form_tear_down (&fixture->form, data);
}

/* (transfer none) (nullable): the list holds it */
static AcmeItem *
find_row (Fixture    *fixture,
          const char *name)
{
  GListModel *rows = G_LIST_MODEL (acme_table_get_rows (fixture->table));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(AcmeItem) item = g_list_model_get_item (rows, i);

      if (g_strcmp0 (acme_item_get_string (item, ACME_ACCOUNT_NAME), name) == 0)
        return item;
    }
  return NULL;
}

/* Opens a form twice, which is once. */
static void
open_form (Fixture    *fixture,
           const char *action_name,
           GType       type)
{
  GtkWindow *form;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action_name, NULL));
  form = find_window (type);
  g_assert_true (gtk_window_get_transient_for (form) == fixture->window);
  fixture->form.form = g_object_ref (ACME_ACCOUNT_FORM (form));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action_name, NULL));
  gtk_widget_set_visible (GTK_WIDGET (form), FALSE);
  g_assert_null (find_window (type));
  gtk_window_present (form);
}

static gboolean
has_new_row (gpointer data)
{
  return find_row (data, "web new") != NULL;
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  AcmeItem *row;
  GtkWindow *details;

  open_form (fixture, "win.add", ACME_TYPE_ACCOUNT_ADD_WINDOW);
  type_name (&fixture->form, "web new");
  choose (&fixture->form, "Organization", "Faculty of Science");
  form_do (&fixture->form, "form.apply");
  wait_closed (&fixture->form);
  wait_until (has_new_row, fixture);

  row = find_row (fixture, "web new");
  g_assert_cmpstr (acme_item_get_text (row, ACME_ACCOUNT_ORGANIZATION), ==, "Faculty of Science");
  g_assert_null (acme_item_get_string (row, ACME_ACCOUNT_HMAC_KEY));
  details = find_window (ACME_TYPE_ACCOUNT_DETAILS_WINDOW);
  g_assert_nonnull (details);
  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (acme_account_details_window_get_account (
                     ACME_ACCOUNT_DETAILS_WINDOW (details)))), ==, acme_item_get_key (row));
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  AcmeItem *row = find_row (fixture, "moodle");

  acme_table_select_item (fixture->table, row);
  open_form (fixture, "win.edit", ACME_TYPE_ACCOUNT_EDIT_WINDOW);
  type_name (&fixture->form, "web new");
  form_do (&fixture->form, "form.apply");
  wait_closed (&fixture->form);
  wait_until (has_new_row, fixture);
  g_assert_true (find_row (fixture, "web new") == row);
}

static gboolean
is_gone (gpointer data)
{
  return find_row (data, "moodle") == NULL;
}

/* What the form was opened for is not there any more, and leaves the table too */
static void
test_somebody_else_deletes (Fixture       *fixture,
                            gconstpointer  data)
{
  AcmeItem *row = find_row (fixture, "moodle");

  acme_table_select_item (fixture->table, row);
  open_form (fixture, "win.edit", ACME_TYPE_ACCOUNT_EDIT_WINDOW);
  delete_demo_account (fixture->form.demo, ACME_ACCOUNT (row));
  type_name (&fixture->form, "web new");
  form_do (&fixture->form, "form.apply");
  wait_page (&fixture->form, "gone");
  wait_until (is_gone, fixture);
  g_assert_null (find_row (fixture, "web new"));
}

static guint
count_audits (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GObject) window = g_list_model_get_item (toplevels, i);

      n += ACME_IS_AUDIT_WINDOW (window);
    }
  return n;
}

static void
open_audit (Fixture  *fixture,
            AcmeItem *row)
{
  acme_table_select_item (fixture->table, row);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.audit", NULL));
}

/* One window for each account, which goes with this one */
static void
test_audit (Fixture       *fixture,
            gconstpointer  data)
{
  AcmeItem *row = find_row (fixture, "moodle");
  g_autoptr(AcmeItem) account = NULL;
  g_autoptr(AcmeItem) other = NULL;
  GtkWindow *audit;

  open_audit (fixture, row);
  audit = find_window (ACME_TYPE_AUDIT_WINDOW);
  g_assert_true (gtk_window_get_transient_for (audit) == fixture->window);
  g_assert_true (acme_dialog_get_endpoint (ACME_DIALOG (audit)) == fixture->form.endpoint);
  g_object_get (audit, "account", &account, NULL);
  g_assert_true (account == row);
  open_audit (fixture, row);
  g_assert_cmpuint (count_audits (), ==, 1);

  other = g_list_model_get_item (G_LIST_MODEL (acme_table_get_rows (fixture->table)), 0);
  if (other == row)
    g_set_object (&other, find_row (fixture, "wiki 2"));
  open_audit (fixture, other);
  g_assert_cmpuint (count_audits (), ==, 2);
}

static void
add_test (const char *path,
          void        (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add_test ("/accounts-window-open/add", test_add);
  add_test ("/accounts-window-open/edit", test_edit);
  add_test ("/accounts-window-open/audit", test_audit);
  add_test ("/accounts-window-open/somebody-else-deletes", test_somebody_else_deletes);

  return g_test_run ();
}
