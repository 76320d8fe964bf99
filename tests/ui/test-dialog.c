/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-dialog.h"

#include "acme-account-add-window.h"
#include "acme-audit-window.h"
#include "acme-child-windows.h"
#include "acme-import-window.h"
#include "dialog-fixture.h"
#include "find-widget.h"

static void
test_what_it_is_about (void)
{
  AcmeEndpoint *endpoint = create_endpoint ();
  AcmeDialog *dialog = create_quiet_dialog (ACME_TYPE_IMPORT_WINDOW, endpoint);

  g_assert_true (acme_dialog_get_endpoint (dialog) == endpoint);
  g_assert_true (ACME_IS_SCM_SESSION (acme_dialog_get_session (dialog)));
  g_assert_cmpstr (acme_connection_get_id (acme_dialog_get_connection (dialog)), ==, "quiet");
  g_assert_cmpstr (acme_dialog_get_host (dialog), ==, "127.0.0.1:9");

  g_object_ref (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_true (acme_dialog_is_gone (dialog));
  g_assert_finalize_object (dialog);
  g_assert_finalize_object (endpoint);
}

static void
test_role (void)
{
  const GType types[] = { ACME_TYPE_AUDIT_WINDOW, ACME_TYPE_ACCOUNT_ADD_WINDOW, ACME_TYPE_IMPORT_WINDOW };
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *dialog = create_quiet_dialog (types[i], endpoint);

      g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (dialog)), ==, GTK_ACCESSIBLE_ROLE_WINDOW);
      gtk_window_destroy (GTK_WINDOW (dialog));
      settle ();
    }
}

static void
close_dialog (AcmeDialog *dialog)
{
  gtk_window_close (GTK_WINDOW (dialog));
  settle ();
}

static void
test_close_while_writing (void)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();
  AcmeDialog *dialog = g_object_ref (create_quiet_dialog (ACME_TYPE_IMPORT_WINDOW, endpoint));

  gtk_window_present (GTK_WINDOW (dialog));
  acme_dialog_begin_write (dialog);
  close_dialog (dialog);
  g_assert_false (acme_dialog_is_gone (dialog));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog)));

  acme_dialog_end_write (dialog, FALSE);
  g_assert_true (acme_dialog_is_gone (dialog));
  g_assert_finalize_object (dialog);
}

static void
test_attention_brings_it_back (void)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();
  AcmeDialog *dialog = g_object_ref (create_quiet_dialog (ACME_TYPE_IMPORT_WINDOW, endpoint));

  gtk_window_present (GTK_WINDOW (dialog));
  acme_dialog_begin_write (dialog);
  close_dialog (dialog);
  acme_dialog_end_write (dialog, TRUE);
  g_assert_false (acme_dialog_is_gone (dialog));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog)));

  close_dialog (dialog);
  g_assert_finalize_object (dialog);
}

static void
test_destroyed_while_writing (void)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();
  AcmeDialog *dialog = g_object_ref (create_quiet_dialog (ACME_TYPE_IMPORT_WINDOW, endpoint));

  gtk_window_present (GTK_WINDOW (dialog));
  acme_dialog_begin_write (dialog);
  close_dialog (dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  acme_dialog_end_write (dialog, TRUE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  g_assert_finalize_object (dialog);
}

static gboolean
is_about (GtkWindow *window,
          gpointer   endpoint)
{
  return acme_dialog_get_endpoint (ACME_DIALOG (window)) == endpoint;
}

static void
test_children_go_with_it (void)
{
  g_autoptr(AcmeEndpoint) endpoint = create_endpoint ();
  g_autoptr(AcmeEndpoint) other = create_endpoint ();
  AcmeDialog *dialog = create_quiet_dialog (ACME_TYPE_IMPORT_WINDOW, endpoint);
  AcmeDialog *child = g_object_ref (create_quiet_dialog (ACME_TYPE_IMPORT_WINDOW, endpoint));

  gtk_window_set_transient_for (GTK_WINDOW (child), GTK_WINDOW (dialog));
  g_assert_true (acme_child_windows_find (GTK_WINDOW (dialog), ACME_TYPE_IMPORT_WINDOW, is_about, endpoint) ==
                 GTK_WINDOW (child));
  g_assert_true (acme_child_windows_find (GTK_WINDOW (dialog), ACME_TYPE_IMPORT_WINDOW, NULL, NULL) ==
                 GTK_WINDOW (child));
  g_assert_null (acme_child_windows_find (GTK_WINDOW (dialog), ACME_TYPE_IMPORT_WINDOW, is_about, other));
  g_assert_null (acme_child_windows_find (GTK_WINDOW (dialog), ADW_TYPE_WINDOW, NULL, NULL));
  g_assert_null (acme_child_windows_find (GTK_WINDOW (child), ACME_TYPE_IMPORT_WINDOW, NULL, NULL));

  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_true (acme_dialog_is_gone (child));
  g_assert_finalize_object (child);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/dialog/what-it-is-about", test_what_it_is_about);
  g_test_add_func ("/dialog/role", test_role);
  g_test_add_func ("/dialog/close-while-writing", test_close_while_writing);
  g_test_add_func ("/dialog/attention-brings-it-back", test_attention_brings_it_back);
  g_test_add_func ("/dialog/destroyed-while-writing", test_destroyed_while_writing);
  g_test_add_func ("/dialog/children-go-with-it", test_children_go_with_it);

  return g_test_run ();
}
