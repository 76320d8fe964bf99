/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account-name-entry.h"

#include "acme-error.h"
#include "find-widget.h"

typedef struct
{
  GtkWidget *window;
  AcmeAccountNameEntry *entry;
  GtkEditable *row;
  guint n_changes;
  guint n_activations;
} Fixture;

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->entry = ACME_ACCOUNT_NAME_ENTRY (acme_account_name_entry_new ());
  fixture->row = GTK_EDITABLE (find_widget (GTK_WIDGET (fixture->entry), ADW_TYPE_ENTRY_ROW, NULL));
  g_signal_connect_swapped (fixture->entry, "changed", G_CALLBACK (count_cb), &fixture->n_changes);
  g_signal_connect_swapped (fixture->entry, "activate", G_CALLBACK (count_cb), &fixture->n_activations);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->entry));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->entry);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  wait_finalized (fixture->entry);
}

static char *
repeat (const char *text,
        guint       n)
{
  g_autoptr(GString) string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (string, text);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static gboolean
is_shown (Fixture    *fixture,
          const char *text)
{
  GtkWidget *label = find_label (GTK_WIDGET (fixture->entry), text);

  return label != NULL && gtk_widget_get_visible (label);
}

static gboolean
is_marked (Fixture *fixture)
{
  return gtk_widget_has_css_class (GTK_WIDGET (fixture->row), "error");
}

static void
assert_taken (Fixture    *fixture,
              const char *typed,
              const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *taken = NULL;

  acme_account_name_entry_set_name (fixture->entry, typed);
  taken = acme_account_name_entry_dup_name (fixture->entry, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (taken, ==, name);
  g_assert_false (is_marked (fixture));
}

static void
assert_refused (Fixture    *fixture,
                const char *typed,
                const char *sentence)
{
  g_autoptr(GError) error = NULL;

  acme_account_name_entry_set_name (fixture->entry, typed);
  g_assert_null (acme_account_name_entry_dup_name (fixture->entry, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_true (is_marked (fixture));
  g_assert_true (is_shown (fixture, sentence));
}

static void
test_limits (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *most = repeat ("ü", 128);
  g_autofree char *spaced = g_strconcat ("  ", most, "\t ", NULL);
  g_autofree char *too_long = g_strconcat (most, "ü", NULL);

  assert_taken (fixture, "a", "a");
  assert_taken (fixture, "R&D <test>", "R&D <test>");
  assert_taken (fixture, most, most);
  g_assert_true (is_shown (fixture, "128 of 128"));
  assert_taken (fixture, spaced, most);
  g_assert_true (is_shown (fixture, "128 of 128"));
  assert_refused (fixture, too_long, "at most 128 characters");
  g_assert_true (is_shown (fixture, "129 of 128"));
  assert_refused (fixture, "", "needs a name");
  assert_refused (fixture, "   ", "needs a name");
}

/* Nobody is told of a mistake before making one, nor of a limit that is far away */
static void
test_quiet (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *name = repeat ("x", 95);

  g_assert_null (acme_account_name_entry_dup_name (fixture->entry, NULL));
  g_assert_false (is_marked (fixture));
  g_assert_false (is_shown (fixture, "needs a name"));
  assert_taken (fixture, name, name);
  g_assert_false (is_shown (fixture, "of 128"));
}

static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  acme_account_name_entry_set_name (fixture->entry, "web");
  acme_account_name_entry_focus (fixture->entry);
  g_assert_cmpint (gtk_editable_get_position (fixture->row), ==, 3);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (fixture->row)));
  g_signal_emit_by_name (gtk_editable_get_delegate (fixture->row), "activate");
  g_assert_cmpuint (fixture->n_activations, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/account-name-entry/limits", Fixture, NULL, set_up, test_limits, tear_down);
  g_test_add ("/account-name-entry/quiet", Fixture, NULL, set_up, test_quiet, tear_down);
  g_test_add ("/account-name-entry/keys", Fixture, NULL, set_up, test_keys, tear_down);

  return g_test_run ();
}
