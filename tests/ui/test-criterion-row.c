/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-criterion-row.h"

#include "acme-client.h"
#include "acme-endpoint.h"
#include "find-widget.h"

typedef struct
{
  const AcmeFieldTable *table;
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
  GtkWidget *row = g_object_ref_sink (acme_criterion_row_new (table, criterion));

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
  GtkStack *stack = GTK_STACK (gtk_widget_get_parent (fixture->entry));

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
  g_test_add_func ("/criterion-row/unknown-word", test_unknown_word);
  return g_test_run ();
}
