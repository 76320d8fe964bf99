/* SPDX-License-Identifier: GPL-3.0-or-later */

/* AcmeTable with rows that it has not made: a million, of which few exist, and more to come. */

#include "acme-group-button.h"
#include "acme-table-buttons.h"
#include "find-widget.h"
#include "sample-table.h"
#include "virtual-rows.h"

/* GTK keeps widgets for some two hundred rows, and a few more while it makes other ones of them. */
#define FEW 1000

typedef struct
{
  SampleTable sample;
  AcmeQuery *query;
  VirtualRows *rows;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  n_rows)
{
  sample_table_set_up (&fixture->sample, GUINT_TO_POINTER (3));
  fixture->sample.rows = NULL;
  fixture->query = acme_query_new (&acme_event_fields);
  acme_query_set_sort (fixture->query, ACME_EVENT_DATE, TRUE);
  fixture->rows = virtual_rows_new (fixture->query, GPOINTER_TO_UINT (n_rows));
  acme_table_set_rows (fixture->sample.table, ACME_ROWS (fixture->rows), fixture->query, NULL);
  sample_table_draw (&fixture->sample);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  sample_table_tear_down (&fixture->sample, NULL);
  g_assert_cmpuint (virtual_rows_get_n_alive (fixture->rows), ==, 0);
  g_assert_finalize_object (fixture->rows);
  g_assert_finalize_object (fixture->query);
}

/* The id of the first row that can be seen, if only in part. */
static gint64
get_top (Fixture *fixture)
{
  g_autoptr(GPtrArray) items = NULL;

  sample_table_draw (&fixture->sample);
  items = acme_table_list_visible (fixture->sample.table);
  g_assert_cmpuint (items->len, >, 0);
  return g_ascii_strtoll (acme_item_get_key (items->pdata[0]), NULL, 10);
}

static AcmeItem *
get_row (Fixture *fixture,
         guint    position)
{
  return g_list_model_get_item (G_LIST_MODEL (fixture->rows), position);
}

static double
get_row_height (Fixture *fixture)
{
  GtkWidget *list = gtk_widget_get_last_child (sample_table_get_view (&fixture->sample));

  return gtk_widget_get_height (gtk_widget_get_first_child (list));
}

static const char *
get_selected_id (Fixture *fixture)
{
  AcmeItem *item = acme_table_get_selected_item (fixture->sample.table);

  return item != NULL ? acme_item_get_key (item) : NULL;
}

static void
select_row (Fixture  *fixture,
            guint     position,
            gboolean  control)
{
  GtkWidget *list = gtk_widget_get_last_child (sample_table_get_view (&fixture->sample));

  g_assert_true (gtk_widget_activate_action (list, "list.select-item", "(ubb)", position, control, FALSE));
}

/* Whatever is done with them, no more rows are made than there are widgets for. */
static void
test_million (Fixture       *fixture,
              gconstpointer  n_rows)
{
  guint n = GPOINTER_TO_UINT (n_rows);
  g_autoptr(AcmeItem) middle = NULL;

  g_assert_true (acme_table_get_rows (fixture->sample.table) == ACME_ROWS (fixture->rows));
  g_assert_cmpint (get_top (fixture), ==, n - 1);
  g_assert_cmpuint (virtual_rows_get_n_alive (fixture->rows), <, FEW);

  sample_table_set_scroll (&fixture->sample, n / 2 * get_row_height (fixture));
  g_assert_cmpint (get_top (fixture), ==, n - 1 - n / 2);
  middle = get_row (fixture, n / 2 + 3);
  acme_table_select_item (fixture->sample.table, middle);
  g_assert_true (acme_table_get_selected_item (fixture->sample.table) == middle);

  acme_query_set_sort (fixture->query, ACME_EVENT_DATE, FALSE); /* the row in use stays where it is */
  sample_table_draw (&fixture->sample);
  g_assert_true (acme_table_get_selected_item (fixture->sample.table) == middle);
  g_assert_cmpint (get_top (fixture), ==, g_ascii_strtoll (acme_item_get_key (middle), NULL, 10) - 3);
  g_assert_cmpuint (virtual_rows_get_n_alive (fixture->rows), <, FEW);
  g_assert_cmpuint (virtual_rows_get_n_made (fixture->rows), <, 5 * FEW);

  acme_query_set_search (fixture->query, "some");
  g_assert_null (acme_table_get_selected_item (fixture->sample.table));
  g_assert_cmpint (get_top (fixture), ==, 0);
  acme_query_set_search (fixture->query, "");
  g_assert_true (acme_table_get_selected_item (fixture->sample.table) == middle); /* it is the same object */
}

/* The order that the query has is the one of a table that was never sorted. */
static void
test_default_sort (Fixture       *fixture,
                   gconstpointer  data)
{
  GActionGroup *actions = acme_table_get_actions (fixture->sample.table);
  g_autoptr(AcmeViewSettings) settings = acme_view_settings_new ("table-rows-test", "sort");
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_event_fields);
  g_autoptr(AcmeRows) rows = ACME_ROWS (virtual_rows_new (query, 10));
  g_autoptr(GVariant) state = g_action_group_get_action_state (actions, "sort");
  g_autofree char *text = g_variant_print (state, FALSE);
  gboolean descending;

  g_assert_cmpstr (text, ==, "('date', true)");
  g_action_group_change_action_state (actions, "sort", g_variant_new ("(sb)", "admin", TRUE));
  acme_view_settings_save_query (settings, fixture->query);

  acme_query_set_sort (query, ACME_EVENT_DATE, TRUE);
  acme_table_set_rows (fixture->sample.table, rows, query, settings);
  g_assert_cmpint (acme_query_get_sort (query, &descending), ==, ACME_EVENT_ADMIN);
  g_assert_true (descending);
  acme_table_set_items (fixture->sample.table, NULL, NULL, NULL);
}

static void
test_no_groups (Fixture       *fixture,
                gconstpointer  data)
{
  AcmeTable *table = fixture->sample.table;
  GActionGroup *actions = acme_table_get_actions (table);
  GtkWidget *buttons = acme_table_buttons_new ();
  GtkWidget *group = find_widget (buttons, ACME_TYPE_GROUP_BUTTON, NULL);
  g_autoptr(AcmeViewSettings) settings = acme_view_settings_new ("table-rows-test", "group");

  gtk_box_append (GTK_BOX (fixture->sample.box), buttons);
  g_assert_true (gtk_widget_get_visible (group));
  acme_table_buttons_set_table (ACME_TABLE_BUTTONS (buttons), table);
  g_assert_false (gtk_widget_get_visible (group));
  g_assert_false (acme_table_can_group (table));
  g_assert_false (g_action_group_get_action_enabled (actions, "group"));
  g_assert_false (g_action_group_get_action_enabled (actions, "collapse-all"));
  g_action_group_change_action_state (actions, "group", g_variant_new_string ("action"));
  g_assert_cmpint (acme_query_get_group (fixture->query), ==, ACME_QUERY_NO_FIELD);

  acme_query_set_group (fixture->query, ACME_EVENT_ADMIN); /* as a file may say that somebody has edited */
  acme_view_settings_save_query (settings, fixture->query);
  acme_table_set_rows (table, ACME_ROWS (fixture->rows), fixture->query, settings);
  g_assert_cmpint (acme_query_get_group (fixture->query), ==, ACME_QUERY_NO_FIELD);

  acme_table_set_items (table, G_LIST_MODEL (fixture->sample.list), &acme_endpoint_fields, NULL);
  g_assert_true (acme_table_can_group (table));
  g_assert_true (gtk_widget_get_visible (group));
  g_assert_true (g_action_group_get_action_enabled (actions, "group"));
  acme_table_buttons_set_table (ACME_TABLE_BUTTONS (buttons), NULL);
  acme_table_set_rows (table, ACME_ROWS (fixture->rows), fixture->query, NULL);
  g_assert_true (gtk_widget_get_visible (group));
}

/* The newest first, and new ones all the time. */
static void
test_grow (Fixture       *fixture,
           gconstpointer  data)
{
  double height = get_row_height (fixture);
  double scroll;

  virtual_rows_grow (fixture->rows, 50); /* from a thousand */
  g_assert_cmpint (get_top (fixture), ==, 1049);
  virtual_rows_grow (fixture->rows, 5000);
  g_assert_cmpint (get_top (fixture), ==, 6049);

  sample_table_set_scroll (&fixture->sample, 100 * height);
  g_assert_cmpint (get_top (fixture), ==, 5949);
  virtual_rows_grow (fixture->rows, 50);
  g_assert_cmpint (get_top (fixture), ==, 5949); /* what is looked at stays */
  virtual_rows_replace (fixture->rows, 6050);
  virtual_rows_grow (fixture->rows, 50);
  g_assert_cmpint (get_top (fixture), ==, 5949);

  sample_table_set_scroll (&fixture->sample, 0);
  select_row (fixture, 2, FALSE);
  virtual_rows_replace (fixture->rows, 6050); /* as one change with what follows */
  virtual_rows_grow (fixture->rows, 50);
  sample_table_draw (&fixture->sample);
  g_assert_cmpstr (get_selected_id (fixture), ==, "6147");
  scroll = sample_table_get_scroll (&fixture->sample);
  g_assert_cmpfloat (scroll, ==, 50 * height); /* what is in use stays too */
}

/* What is found so far is shown, and the user need not wait for the rest. */
static void
test_select_meanwhile (Fixture       *fixture,
                       gconstpointer  data)
{
  select_row (fixture, 0, FALSE);
  g_assert_cmpstr (get_selected_id (fixture), ==, "999");
  virtual_rows_replace (fixture->rows, 500);
  sample_table_draw (&fixture->sample);
  select_row (fixture, 4, FALSE);
  g_assert_cmpstr (get_selected_id (fixture), ==, "495");
  virtual_rows_replace (fixture->rows, 1000);
  sample_table_draw (&fixture->sample);
  acme_rows_updated (ACME_ROWS (fixture->rows));
  g_assert_cmpstr (get_selected_id (fixture), ==, "495");
}

/* Several, but not all of a million: each of them is an object. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *list = gtk_widget_get_last_child (sample_table_get_view (&fixture->sample));
  g_autoptr(GPtrArray) items = NULL;

  acme_table_set_multiple (fixture->sample.table, TRUE);
  sample_table_draw (&fixture->sample);
  select_row (fixture, 7, FALSE);
  select_row (fixture, 3, TRUE);
  gtk_widget_activate_action (list, "list.select-all", NULL);
  items = acme_table_get_selected_items (fixture->sample.table);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (acme_item_get_key (items->pdata[0]), ==, "999996");
  g_assert_cmpstr (acme_item_get_key (items->pdata[1]), ==, "999992");
  gtk_widget_activate_action (list, "list.unselect-all", NULL);
  g_clear_pointer (&items, g_ptr_array_unref);
  items = acme_table_get_selected_items (fixture->sample.table);
  g_assert_cmpuint (items->len, ==, 0);
  g_assert_cmpuint (virtual_rows_get_n_made (fixture->rows), <, FEW);
}

static gboolean
is_revealed (GtkWidget *widget)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (widget));
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  AcmeTable *table = fixture->sample.table;
  GtkWidget *root = GTK_WIDGET (table);
  GtkWidget *clear = find_action (root, "table.clear-filter");

  virtual_rows_replace (fixture->rows, 400); /* for another reason than a filter */
  acme_rows_updated (ACME_ROWS (fixture->rows));
  g_assert_nonnull (find_widget (root, GTK_TYPE_REVEALER, is_revealed));
  g_assert_nonnull (find_label (root, "400 of 1000 rows"));
  g_assert_false (gtk_widget_get_visible (clear));
  acme_query_set_search (fixture->query, "some");
  g_assert_true (gtk_widget_get_visible (clear));
  acme_query_set_search (fixture->query, "");

  virtual_rows_replace (fixture->rows, 0);
  acme_rows_updated (ACME_ROWS (fixture->rows));
  g_assert_true (gtk_widget_get_child_visible (gtk_widget_get_parent (sample_table_get_view (&fixture->sample))));
  acme_table_set_nothing (table, "Nothing <of> Them", "Show & see", "_All", "win.show-all");
  g_assert_nonnull (find_label (root, "Nothing <of> Them"));
  g_assert_nonnull (find_label (root, "Show & see"));
  g_assert_nonnull (find_action (root, "win.show-all"));
  g_assert_false (gtk_widget_get_child_visible (gtk_widget_get_parent (sample_table_get_view (&fixture->sample))));
  virtual_rows_grow (fixture->rows, 1);
  g_assert_true (gtk_widget_get_child_visible (gtk_widget_get_parent (sample_table_get_view (&fixture->sample))));
}

/* Rows that follow the query at once, and have heard of it before the table. */
static void
test_row_model (Fixture       *fixture,
                gconstpointer  data)
{
  SampleTable *sample = &fixture->sample;
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_endpoint_fields);
  g_autoptr(AcmeRowModel) rows = NULL;

  sample_table_fill (sample, 1, 600);
  rows = acme_row_model_new (G_LIST_MODEL (sample->list), query);
  acme_table_set_rows (sample->table, ACME_ROWS (rows), query, NULL);
  g_assert_true (acme_table_can_group (sample->table));
  sample_table_draw (sample);
  sample_table_set_scroll (sample, 300 * get_row_height (fixture));
  acme_query_set_sort (query, ACME_ENDPOINT_ID, TRUE); /* from the top again */
  g_assert_cmpint (get_top (fixture), ==, 600);
  acme_query_set_group (query, ACME_ENDPOINT_TYPE);
  g_action_group_activate_action (acme_table_get_actions (sample->table), "collapse-all", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 2);
  acme_table_set_items (sample->table, NULL, NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, n, function) \
  g_test_add ("/table-rows/" name, Fixture, GUINT_TO_POINTER (n), set_up, function, tear_down)
  ADD ("million", 1000000, test_million);
  ADD ("default-sort", 1000, test_default_sort);
  ADD ("no-groups", 1000, test_no_groups);
  ADD ("grow", 1000, test_grow);
  ADD ("select-meanwhile", 1000, test_select_meanwhile);
  ADD ("several", 1000000, test_several);
  ADD ("nothing", 1000, test_nothing);
  ADD ("row-model", 10, test_row_model);
#undef ADD
  return g_test_run ();
}
