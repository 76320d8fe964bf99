/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-domain-row.h"

#include <adwaita.h>

#include "find-widget.h"

typedef struct
{
  GtkWidget *parent; /* stands for the row of a list view */
  AcmeDomainRow *row;
  AcmeDomainEntry *entry;
  guint n_edits;
  guint n_removes;
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
  fixture->parent = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  fixture->row = ACME_DOMAIN_ROW (acme_domain_row_new ());
  gtk_box_append (GTK_BOX (fixture->parent), GTK_WIDGET (fixture->row));
  fixture->entry = acme_domain_entry_new ("xn--bcher-kva.example", "bücher.example");
  g_signal_connect_swapped (fixture->row, "edit", G_CALLBACK (count_cb), &fixture->n_edits);
  g_signal_connect_swapped (fixture->row, "remove", G_CALLBACK (count_cb), &fixture->n_removes);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->row);
  g_assert_finalize_object (fixture->parent);
  g_assert_finalize_object (fixture->row);
  g_assert_finalize_object (fixture->entry);
}

static void
show (Fixture    *fixture,
      const char *change,
      const char *problem)
{
  acme_item_set_string (ACME_ITEM (fixture->entry), ACME_DOMAIN_ENTRY_CHANGE, change);
  acme_item_set_problem (ACME_ITEM (fixture->entry), problem);
  acme_domain_row_set_entry (fixture->row, fixture->entry, TRUE);
}

static void
assert_told (Fixture    *fixture,
             const char *description)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "bücher.example");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->parent), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       description);
}

static GtkWidget *
get_name (Fixture *fixture)
{
  return find_widget (GTK_WIDGET (fixture->row), GTK_TYPE_INSCRIPTION, NULL);
}

static void
assert_icon (Fixture    *fixture,
             const char *icon_name)
{
  GtkWidget *icon = gtk_widget_get_first_child (GTK_WIDGET (fixture->row));

  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (icon)), ==, icon_name);
}

static GtkWidget *
get_remove_button (Fixture *fixture)
{
  return gtk_widget_get_last_child (GTK_WIDGET (fixture->row));
}

static void
assert_button (Fixture    *fixture,
               const char *name)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_remove_button (fixture)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       name);
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *row = GTK_WIDGET (fixture->row);
  GtkWidget *detail, *edit_button;

  show (fixture, NULL, NULL);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (get_name (fixture))), ==, "bücher.example");
  g_assert_nonnull (find_label (row, "xn--bcher-kva.example"));
  assert_told (fixture, "xn--bcher-kva.example");
  assert_button (fixture, "Remove “bücher.example”");
  assert_icon (fixture, NULL);

  show (fixture, ACME_DOMAIN_ENTRY_REMOVED, NULL);
  detail = find_label (row, "Will be removed");
  g_assert_nonnull (detail);
  g_assert_nonnull (gtk_inscription_get_attributes (GTK_INSCRIPTION (get_name (fixture))));
  assert_told (fixture, "Will be removed");
  assert_button (fixture, "Restore “bücher.example”");
  assert_icon (fixture, "list-remove-symbolic");

  show (fixture, ACME_DOMAIN_ENTRY_ADDED, "This name is there already.");
  g_assert_true (find_label (row, "This name is there already.") == detail);
  g_assert_null (gtk_inscription_get_attributes (GTK_INSCRIPTION (get_name (fixture))));
  assert_told (fixture, "This name is there already.");
  assert_icon (fixture, "dialog-warning-symbolic");
  edit_button = gtk_widget_get_prev_sibling (get_remove_button (fixture));
  g_assert_true (GTK_IS_BUTTON (edit_button));
  g_assert_true (gtk_widget_get_visible (edit_button));

  g_signal_emit_by_name (edit_button, "clicked");
  g_signal_emit_by_name (get_remove_button (fixture), "clicked");
  g_assert_cmpuint (fixture->n_edits, ==, 1);
  g_assert_cmpuint (fixture->n_removes, ==, 1);
  g_assert_true (acme_domain_row_get_entry (fixture->row) == fixture->entry);

  show (fixture, ACME_DOMAIN_ENTRY_ADDED, NULL);
  g_assert_false (gtk_widget_get_visible (edit_button));
  assert_icon (fixture, "list-add-symbolic");
}

/* Of a new account every name is new, which need not be said. */
static void
test_plain (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(AcmeDomainEntry) entry = acme_domain_entry_new ("a.example", "a.example");

  acme_item_set_string (ACME_ITEM (entry), ACME_DOMAIN_ENTRY_CHANGE, ACME_DOMAIN_ENTRY_ADDED);
  acme_domain_row_set_entry (fixture->row, entry, FALSE);
  g_assert_null (find_widget (GTK_WIDGET (fixture->row), GTK_TYPE_LABEL, NULL));
  g_assert_true (GTK_IS_BOX (gtk_widget_get_first_child (GTK_WIDGET (fixture->row)))); /* no icon before the name */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (fixture->parent), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE); /* remembers what a screen reader would be told */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/domain-row/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/domain-row/plain", Fixture, NULL, set_up, test_plain, tear_down);
  return g_test_run ();
}
