/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-criterion-row.h"

#include "acme-client.h"
#include "acme-endpoint.h"
#include "find-widget.h"
#include "virtual-rows.h"

typedef struct
{
  const AcmeFieldTable *table;
  AcmeRows *rows; /* (nullable) */
  AcmeCriterionRow *row;
  GtkDropDown *field;
  GtkDropDown *operator;
  GtkDropDown *choice;
  GtkWidget *entry;
  guint n_changes;
} Fixture;

static gboolean
accept_choice (GtkWidget *widget)
{
  return GTK_IS_STACK (gtk_widget_get_parent (widget));
}

static gboolean
accept_operator (GtkWidget *widget)
{
  return GTK_IS_STACK (gtk_widget_get_next_sibling (widget));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
set_up_row (Fixture              *fixture,
            const AcmeFieldTable *table,
            AcmeCriterion        *criterion)
{
  GtkWidget *row = g_object_ref_sink (acme_criterion_row_new (table, criterion, fixture->rows));

  fixture->table = table;
  fixture->row = ACME_CRITERION_ROW (row);
  fixture->field = GTK_DROP_DOWN (find_widget (row, GTK_TYPE_DROP_DOWN, NULL));
  fixture->operator = GTK_DROP_DOWN (find_widget (row, GTK_TYPE_DROP_DOWN, accept_operator));
  fixture->choice = GTK_DROP_DOWN (find_widget (row, GTK_TYPE_DROP_DOWN, accept_choice));
  fixture->entry = find_widget (row, GTK_TYPE_ENTRY, NULL);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (count_cb), &fixture->n_changes);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  table)
{
  set_up_row (fixture, table, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->row);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), text);
}

static void
choose_field (Fixture *fixture,
              guint    field)
{
  GListModel *titles = gtk_drop_down_get_model (fixture->field);

  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    {
      const char *title = gtk_string_list_get_string (GTK_STRING_LIST (titles), i);

      if (g_str_equal (title, acme_field_get_title (&fixture->table->fields[field])))
        {
          gtk_drop_down_set_selected (fixture->field, i);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
assert_criterion (Fixture    *fixture,
                  const char *expected)
{
  g_autofree char *text = acme_criterion_describe (acme_criterion_row_get_criterion (fixture->row));

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_choosing (Fixture *fixture)
{
  GtkStack *stack = GTK_STACK (gtk_widget_get_parent (GTK_WIDGET (fixture->choice)));

  return gtk_stack_get_visible_child (stack) == GTK_WIDGET (fixture->choice);
}

static void
test_typed (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_false (acme_criterion_is_active (acme_criterion_row_get_criterion (fixture->row)));
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (fixture->field)), 0), ==,
                   "Name"); /* identifiers come last */
  type (fixture, "web");
  assert_criterion (fixture, "Name contains web");
  gtk_drop_down_set_selected (fixture->operator, ACME_OPERATOR_ENDS_WITH);
  assert_criterion (fixture, "Name ends with web");
  choose_field (fixture, ACME_ENDPOINT_URL);
  assert_criterion (fixture, "URL ends with web");
  g_assert_cmpuint (fixture->n_changes, ==, 3);
}

static void
test_chosen (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_false (is_choosing (fixture));
  choose_field (fixture, ACME_ENDPOINT_TYPE);
  g_assert_true (is_choosing (fixture));
  assert_criterion (fixture, "Type is Sectigo Public ACME");
  gtk_drop_down_set_selected (fixture->choice, 1);
  assert_criterion (fixture, "Type is Universal ACME");
  g_assert_cmpstr (acme_criterion_get_value (acme_criterion_row_get_criterion (fixture->row)), ==,
                   ACME_ENDPOINT_TYPE_UNIVERSAL);

  gtk_drop_down_set_selected (fixture->operator, ACME_OPERATOR_CONTAINS); /* to be typed, beginning with the same */
  g_assert_false (is_choosing (fixture));
  assert_criterion (fixture, "Type contains Universal ACME");
  gtk_drop_down_set_selected (fixture->operator, ACME_OPERATOR_IS_NOT);
  assert_criterion (fixture, "Type is not Universal ACME");

  choose_field (fixture, ACME_ENDPOINT_VALIDATION_TYPE);
  assert_criterion (fixture, "Validation Type is DV");
}

static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  gtk_drop_down_set_selected (fixture->operator, ACME_OPERATOR_MATCHES);
  type (fixture, "^web");
  fixture->n_changes = 0;

  type (fixture, "^web(");
  assert_criterion (fixture, "Name matches the pattern ^web");
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_true (gtk_widget_has_css_class (fixture->entry, "error"));
  g_assert_nonnull (gtk_widget_get_tooltip_text (fixture->entry));

  type (fixture, "^web(team)");
  assert_criterion (fixture, "Name matches the pattern ^web(team)");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_false (gtk_widget_has_css_class (fixture->entry, "error"));
  g_assert_null (gtk_widget_get_tooltip_text (fixture->entry));
}

static guint
count_operators (Fixture *fixture)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (fixture->operator));
}

static void
test_days (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpuint (count_operators (fixture), ==, ACME_OPERATOR_OLDER_THAN);
  choose_field (fixture, ACME_CLIENT_LAST_ACTIVITY);
  g_assert_cmpuint (count_operators (fixture), ==, ACME_N_OPERATORS);
  gtk_drop_down_set_selected (fixture->operator, ACME_OPERATOR_OLDER_THAN);
  type (fixture, "90");
  assert_criterion (fixture, "Last Activity is more than 90 days ago");
  type (fixture, "90 days");
  assert_criterion (fixture, "Last Activity is more than 90 days ago");
  g_assert_true (gtk_widget_has_css_class (fixture->entry, "error"));

  type (fixture, "90");
  choose_field (fixture, ACME_CLIENT_IP_ADDRESS);
  g_assert_cmpuint (count_operators (fixture), ==, ACME_OPERATOR_OLDER_THAN);
  assert_criterion (fixture, "IP Address contains 90");
}

typedef struct
{
  Fixture row;
  AcmeQuery *query;
  GtkWidget *window;
  GtkWidget *button;
} TextsFixture;

static gboolean
is_shown (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_height (widget) > 0;
}

/* In a window, or nothing pops up. */
static void
set_up_texts (TextsFixture  *fixture,
              gconstpointer  n)
{
  fixture->query = acme_query_new (&acme_event_fields);
  fixture->row.rows = ACME_ROWS (virtual_rows_new (fixture->query, GPOINTER_TO_UINT (n)));
  set_up_row (&fixture->row, &acme_event_fields, NULL);
  fixture->button = find_widget (GTK_WIDGET (fixture->row.row), GTK_TYPE_MENU_BUTTON, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->row.row));
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (is_shown, fixture->row.entry);
}

static void
tear_down_texts (TextsFixture  *fixture,
                 gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tear_down (&fixture->row, NULL);
  g_assert_finalize_object (fixture->row.rows);
  g_assert_finalize_object (fixture->query);
}

static GtkPopover *
get_popover (TextsFixture *fixture)
{
  return gtk_menu_button_get_popover (GTK_MENU_BUTTON (fixture->button));
}

static gboolean
is_open (gpointer fixture)
{
  return get_popover (fixture) != NULL && gtk_widget_get_mapped (GTK_WIDGET (get_popover (fixture)));
}

/* Alt+Down, as in a combo box */
static gboolean
press_down (TextsFixture    *fixture,
            GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (fixture->row.entry);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Down, 0, state, &handled);
    }
  return handled;
}

/* Opens the list, looks for @search, and takes the first that is found. */
static void
choose_text (TextsFixture *fixture,
             const char   *search)
{
  GtkWidget *entry;

  g_assert_true (press_down (fixture, GDK_ALT_MASK));
  wait_until (is_open, fixture);
  entry = find_widget (GTK_WIDGET (get_popover (fixture)), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), search);
  g_signal_emit_by_name (entry, "activate");
  close_popover (get_popover (fixture));
}

static void
test_texts (TextsFixture  *fixture,
            gconstpointer  data)
{
  Fixture *row = &fixture->row;

  g_assert_false (gtk_widget_get_visible (fixture->button)); /* nobody knows the actions */
  g_assert_false (press_down (fixture, GDK_ALT_MASK));
  choose_field (row, ACME_EVENT_ADMIN);
  g_assert_true (gtk_widget_get_visible (fixture->button));
  g_assert_false (press_down (fixture, 0));

  row->n_changes = 0;
  choose_text (fixture, "admin");
  assert_criterion (row, "Admin is admin (1)");
  g_assert_cmpuint (row->n_changes, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row->entry)), ==, "admin (1)");
  g_assert_cmpuint (gtk_drop_down_get_selected (row->operator), ==, ACME_OPERATOR_IS);

  gtk_drop_down_set_selected (row->operator, ACME_OPERATOR_IS_NOT); /* what was decided stays */
  choose_text (fixture, "root");
  assert_criterion (row, "Admin is not root");
  type (row, "ro"); /* it can be typed still */
  gtk_drop_down_set_selected (row->operator, ACME_OPERATOR_CONTAINS);
  choose_text (fixture, "admin");
  assert_criterion (row, "Admin contains admin (1)");
  gtk_drop_down_set_selected (row->operator, ACME_OPERATOR_MATCHES);
  choose_text (fixture, "admin"); /* which is no pattern that matches itself */
  assert_criterion (row, "Admin is admin (1)");

  choose_field (row, ACME_EVENT_DESCRIPTION);
  g_assert_false (gtk_widget_get_visible (fixture->button));
}

/* The list tells what is chosen, and how many have it; the most frequent is the first. */
static void
test_texts_shown (TextsFixture  *fixture,
                  gconstpointer  data)
{
  GtkWidget *popover;

  choose_field (&fixture->row, ACME_EVENT_ADMIN);
  type (&fixture->row, "root");
  g_assert_true (press_down (fixture, GDK_ALT_MASK));
  wait_until (is_open, fixture);
  popover = GTK_WIDGET (get_popover (fixture));
  if (GPOINTER_TO_UINT (data) > 0)
    {
      GtkListView *view = GTK_LIST_VIEW (find_widget (popover, GTK_TYPE_LIST_VIEW, NULL));
      GtkSingleSelection *rows = GTK_SINGLE_SELECTION (gtk_list_view_get_model (view));

      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 2);
      g_assert_cmpuint (gtk_single_selection_get_selected (rows), ==, 1); /* what there is now */
      gtk_editable_set_text (GTK_EDITABLE (find_widget (popover, GTK_TYPE_SEARCH_ENTRY, NULL)), "1234");
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 0); /* a count is not looked for */
    }
  else
    {
      GtkStack *stack = GTK_STACK (find_widget (popover, GTK_TYPE_STACK, NULL));

      g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "no-match"); /* instead of an empty list */
    }
  close_popover (GTK_POPOVER (popover));
}

/* A list beside the value takes no width that there was not. */
static void
test_texts_width (TextsFixture  *fixture,
                  gconstpointer  data)
{
  int before, after;

  choose_field (&fixture->row, ACME_EVENT_DESCRIPTION);
  acme_criterion_row_set_compact (fixture->row.row, TRUE);
  gtk_widget_measure (GTK_WIDGET (fixture->row.row), GTK_ORIENTATION_HORIZONTAL, -1, &before, NULL, NULL, NULL);
  choose_field (&fixture->row, ACME_EVENT_ADMIN);
  gtk_widget_measure (GTK_WIDGET (fixture->row.row), GTK_ORIENTATION_HORIZONTAL, -1, &after, NULL, NULL, NULL);
  g_assert_cmpint (after, <=, before + 6);
  acme_criterion_row_focus_value (fixture->row.row);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), fixture->row.entry));
}

/* What a saved filter says is shown, even if this version does not know the word. */
static void
test_unknown_word (void)
{
  g_autoptr(AcmeCriterion) criterion = NULL;
  Fixture fixture = { NULL };

  criterion = acme_criterion_new (&acme_endpoint_fields, ACME_ENDPOINT_TYPE, ACME_OPERATOR_IS, "NEW_ACME", NULL);
  set_up_row (&fixture, &acme_endpoint_fields, criterion);
  g_assert_true (is_choosing (&fixture));
  g_assert_cmpuint (gtk_drop_down_get_selected (fixture.choice), ==, 2);
  g_assert_true (acme_criterion_row_get_criterion (fixture.row) == criterion);
  acme_criterion_row_set_compact (fixture.row, TRUE);
  acme_criterion_row_set_compact (fixture.row, FALSE);
  tear_down (&fixture, NULL);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/criterion-row/typed", Fixture, &acme_endpoint_fields, set_up, test_typed, tear_down);
  g_test_add ("/criterion-row/chosen", Fixture, &acme_endpoint_fields, set_up, test_chosen, tear_down);
  g_test_add ("/criterion-row/error", Fixture, &acme_endpoint_fields, set_up, test_error, tear_down);
  g_test_add ("/criterion-row/days", Fixture, &acme_client_fields, set_up, test_days, tear_down);
  g_test_add ("/criterion-row/texts", TextsFixture, GUINT_TO_POINTER (10), set_up_texts, test_texts, tear_down_texts);
  g_test_add ("/criterion-row/texts-shown", TextsFixture, GUINT_TO_POINTER (10), set_up_texts, test_texts_shown,
              tear_down_texts);
  g_test_add ("/criterion-row/texts-none", TextsFixture, NULL, set_up_texts, test_texts_shown, tear_down_texts);
  g_test_add ("/criterion-row/texts-width", TextsFixture, GUINT_TO_POINTER (10), set_up_texts, test_texts_width,
              tear_down_texts);
  g_test_add_func ("/criterion-row/unknown-word", test_unknown_word);
  return g_test_run ();
}
