/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-filter-popover.h"

#include "acme-criterion-row.h"
#include "acme-endpoint.h"
#include "find-widget.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *popover;
  AcmeQuery *query;
  AcmeViewSettings *settings;
  guint n_changes;
} Fixture;

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  connection)
{
  GtkWidget *button;

  fixture->query = acme_query_new (&acme_endpoint_fields);
  fixture->settings = acme_view_settings_new (connection, "endpoints");
  fixture->popover = g_object_ref_sink (acme_filter_popover_new ());
  fixture->window = gtk_window_new (); /* without one its buttons do not find its actions */
  button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), fixture->popover);
  gtk_window_set_child (GTK_WINDOW (fixture->window), button);
  acme_filter_popover_set_query (ACME_FILTER_POPOVER (fixture->popover), fixture->query, fixture->settings,
                                 NULL);
  g_signal_connect_swapped (fixture->query, "changed", G_CALLBACK (count_cb), &fixture->n_changes);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->popover);
  g_assert_finalize_object (fixture->query);
  settle (); /* the settings tell their changes later */
  g_assert_finalize_object (fixture->settings);
}

static guint wanted_row;

static gboolean
accept_wanted_row (GtkWidget *widget)
{
  return wanted_row-- == 0;
}

static GtkWidget *
get_row (Fixture *fixture,
         guint    n)
{
  wanted_row = n;
  return find_widget (fixture->popover, ACME_TYPE_CRITERION_ROW, accept_wanted_row);
}

static void
type (Fixture    *fixture,
      guint       row,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_widget (get_row (fixture, row), GTK_TYPE_ENTRY, NULL)), text);
}

static void
click (GtkWidget *root,
       const char *text)
{
  GtkWidget *label = find_label (root, text);
  GtkWidget *button = label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
assert_filter (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *text = acme_query_describe (fixture->query);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_stack (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_nonnull (get_row (fixture, 0)); /* one to begin with */
  g_assert_null (get_row (fixture, 1));
  type (fixture, 0, "web");
  assert_filter (fixture, "Name contains web");
  click (fixture->popover, "Add Filter");
  assert_filter (fixture, "Name contains web"); /* without a value it is none */
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  type (fixture, 1, "team");
  assert_filter (fixture, "Name contains web · Name contains team");

  g_signal_emit_by_name (get_row (fixture, 0), "remove");
  assert_filter (fixture, "Name contains team");
  g_signal_emit_by_name (get_row (fixture, 0), "remove");
  assert_filter (fixture, "");
  g_assert_nonnull (get_row (fixture, 0));
}

static gboolean
accept_operator (GtkWidget *widget)
{
  return GTK_IS_STACK (gtk_widget_get_next_sibling (widget));
}

static void
test_half_typed (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWidget *entry = find_widget (get_row (fixture, 0), GTK_TYPE_ENTRY, NULL);
  GtkWidget *operator = find_widget (get_row (fixture, 0), GTK_TYPE_DROP_DOWN, accept_operator);

  type (fixture, 0, "we");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (operator), ACME_OPERATOR_MATCHES);
  type (fixture, 0, "we[");
  assert_filter (fixture, "Name matches the pattern we");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  /* another row's change takes nothing away from what is being typed */
  click (fixture->popover, "Add Filter");
  type (fixture, 1, "x");
  assert_filter (fixture, "Name matches the pattern we · Name contains x");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "we[");
}

static void
test_clear (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  type (fixture, 0, "web");
  click (fixture->popover, "Clear");
  assert_filter (fixture, "");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_widget (get_row (fixture, 0), GTK_TYPE_ENTRY, NULL))),
                   ==, "");

  type (fixture, 0, "web"); /* and from elsewhere */
  acme_query_set_criteria (fixture->query, none);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_widget (get_row (fixture, 0), GTK_TYPE_ENTRY, NULL))),
                   ==, "");
}

static gboolean
accept_name_entry (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, ACME_TYPE_CRITERION_ROW) == NULL;
}

static void
save_as (Fixture    *fixture,
         const char *name)
{
  GtkWidget *entry = find_widget (fixture->popover, GTK_TYPE_ENTRY, accept_name_entry);

  click (fixture->popover, "Save As…");
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
  settle ();
}

static void
test_saved (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto(GStrv) names = NULL;
  GtkWidget *other;

  type (fixture, 0, "web");
  save_as (fixture, "  ");
  g_assert_null (find_label (fixture->popover, "Web"));
  save_as (fixture, " Web ");
  type (fixture, 0, "other");
  save_as (fixture, "Other");
  click (fixture->popover, "Clear");

  click (fixture->popover, "Web");
  assert_filter (fixture, "Name contains web");
  click (fixture->popover, "Other");
  assert_filter (fixture, "Name contains other");

  other = gtk_widget_get_ancestor (find_label (fixture->popover, "Other"), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (gtk_widget_get_next_sibling (other), "clicked"); /* deletes it */
  settle ();
  g_assert_null (find_label (fixture->popover, "Other"));
  names = acme_view_settings_dup_filter_names (fixture->settings);
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "Web");
}

/* Other items, then none. */
static void
test_exchange (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(AcmeQuery) other = acme_query_new (&acme_endpoint_fields);

  type (fixture, 0, "web");
  acme_filter_popover_set_query (ACME_FILTER_POPOVER (fixture->popover), other, NULL, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_widget (get_row (fixture, 0), GTK_TYPE_ENTRY, NULL))),
                   ==, "");
  type (fixture, 0, "other");
  assert_filter (fixture, "Name contains web");
  acme_filter_popover_set_query (ACME_FILTER_POPOVER (fixture->popover), NULL, NULL, NULL);
  g_assert_null (get_row (fixture, 0));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) g_test_add ("/filter-popover/" name, Fixture, name, set_up, function, tear_down)
  ADD ("stack", test_stack);
  ADD ("half-typed", test_half_typed);
  ADD ("clear", test_clear);
  ADD ("saved", test_saved);
  ADD ("exchange", test_exchange);
#undef ADD
  return g_test_run ();
}
