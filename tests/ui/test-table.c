/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-table.h"

#include "acme-group.h"
#include "find-widget.h"

static gboolean
accept_visible_inscription (GtkWidget *widget)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));

  return gtk_widget_get_mapped (widget) && text != NULL && text[0] != '\0';
}

static const char *
get_first_cell (SampleTable *sample)
{
  GtkWidget *cell = find_widget (sample_table_get_view (sample), GTK_TYPE_INSCRIPTION, accept_visible_inscription);

  return cell != NULL ? gtk_inscription_get_text (GTK_INSCRIPTION (cell)) : NULL;
}

static gboolean
accept_mapped (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget);
}

static GActionGroup *
get_actions (SampleTable *sample)
{
  return acme_table_get_actions (sample->table);
}

static void
test_new (void)
{
  GtkWidget *table = g_object_ref_sink (acme_table_new ());

  g_assert_null (acme_table_get_query (ACME_TABLE (table)));
  g_assert_null (acme_table_get_selected_item (ACME_TABLE (table)));
  g_assert_false (g_action_group_get_action_enabled (acme_table_get_actions (ACME_TABLE (table)), "clear-filter"));
  g_assert_finalize_object (table);
}

static void
test_items (SampleTable   *sample,
            gconstpointer  data)
{
  g_autofree char *text = acme_table_get_row_text (sample->table, sample_table_get_endpoint (sample, 1));

  g_assert_cmpstr (text, ==, "DV – Web Team\thttps://acme.example.com/v2/DV\tSectigo Public ACME");
  g_assert_cmpstr (get_first_cell (sample), ==, "DV – Web Team");
  g_assert_cmpint (g_menu_model_get_n_items (acme_table_get_columns_menu (sample->table)), ==, 7);

  acme_table_set_items (sample->table, NULL, NULL, NULL);
  g_assert_null (acme_table_get_rows (sample->table));
  g_assert_cmpint (g_menu_model_get_n_items (acme_table_get_columns_menu (sample->table)), ==, 0);
  g_assert_false (g_action_group_has_action (get_actions (sample), "show-column-name"));
  sample_table_draw (sample);

  sample_table_set_settings (sample, NULL);
  sample_table_draw (sample);
  g_assert_cmpstr (get_first_cell (sample), ==, "DV – Web Team");
}

static void
test_changed_item (SampleTable   *sample,
                   gconstpointer  data)
{
  g_autoptr(GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  AcmeItem *renamed = ACME_ITEM (acme_endpoint_new (1));

  acme_item_set_string (renamed, ACME_ENDPOINT_NAME, "Renamed");
  g_ptr_array_add (fresh, renamed);
  for (guint id = 2; id <= 6; id++)
    g_ptr_array_add (fresh, g_object_ref (sample_table_get_endpoint (sample, id)));
  acme_keyed_list_replace (sample->list, fresh);
  sample_table_draw (sample);
  g_assert_cmpstr (get_first_cell (sample), ==, "Renamed");
}

static void
test_search (SampleTable   *sample,
             gconstpointer  data)
{
  GtkWidget *entry = find_widget (GTK_WIDGET (sample->table), GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *revealer = gtk_widget_get_ancestor (find_action (GTK_WIDGET (sample->table), "table.clear-filter"),
                                                 GTK_TYPE_REVEALER);
  gboolean search_mode;

  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  g_action_group_activate_action (get_actions (sample), "find", NULL);
  g_object_get (sample->table, "search-mode", &search_mode, NULL);
  g_assert_true (search_mode);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (sample->window)), entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "web team");
  g_assert_cmpuint (acme_rows_get_n_matches (ACME_ROWS (sample->rows)), ==, 2);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  g_assert_nonnull (find_label (revealer, "2 of 6 rows"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "no such thing");
  sample_table_draw (sample);
  g_assert_null (find_widget (GTK_WIDGET (sample->table), GTK_TYPE_COLUMN_VIEW, accept_mapped));
  g_assert_nonnull (find_widget (GTK_WIDGET (sample->table), ADW_TYPE_STATUS_PAGE, accept_mapped));

  g_action_group_activate_action (get_actions (sample), "clear-filter", NULL);
  sample_table_draw (sample);
  g_assert_cmpuint (acme_rows_get_n_matches (ACME_ROWS (sample->rows)), ==, 6);
  g_assert_nonnull (find_widget (GTK_WIDGET (sample->table), GTK_TYPE_COLUMN_VIEW, accept_mapped));
  g_assert_false (acme_table_get_search_mode (sample->table));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

/* The search looks in the columns that are shown. */
static void
test_search_columns (SampleTable   *sample,
                     gconstpointer  data)
{
  acme_query_set_search (sample->query, "EV");
  g_assert_cmpuint (acme_rows_get_n_matches (ACME_ROWS (sample->rows)), ==, 2); /* "EV – Payment", "…devices" */
  acme_query_set_search (sample->query, "OV");
  g_assert_cmpuint (acme_rows_get_n_matches (ACME_ROWS (sample->rows)), ==, 1);
  g_action_group_change_action_state (get_actions (sample), "show-column-validationType", g_variant_new_boolean (TRUE));
  g_assert_cmpuint (acme_rows_get_n_matches (ACME_ROWS (sample->rows)), ==, 2);
}

static GtkColumnViewColumn *
get_column (SampleTable *sample,
            guint        i)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (sample_table_get_view (sample)));
  g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

  return column; /* the view holds it */
}

static void
sort_by (SampleTable *sample,
         guint        column,
         GtkSortType  direction)
{
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (sample_table_get_view (sample)), get_column (sample, column),
                                  direction);
}

static void
test_sort (SampleTable   *sample,
           gconstpointer  data)
{
  gboolean descending;

  g_assert_cmpint (acme_query_get_sort (sample->query, NULL), ==, ACME_QUERY_NO_FIELD);
  sort_by (sample, 1, GTK_SORT_DESCENDING);
  g_assert_cmpint (acme_query_get_sort (sample->query, &descending), ==, ACME_ENDPOINT_URL);
  g_assert_true (descending);
  sort_by (sample, 0, GTK_SORT_ASCENDING);
  g_assert_cmpint (acme_query_get_sort (sample->query, &descending), ==, ACME_ENDPOINT_NAME);
  g_assert_false (descending);
  sample_table_draw (sample);
  g_assert_cmpstr (get_first_cell (sample), ==, "=cmd, \"quoted\" & <odd>");

  /* and the other way round: the header shows what the query says */
  acme_query_set_sort (sample->query, ACME_ENDPOINT_TYPE, TRUE);
  acme_query_set_sort (sample->query, ACME_ENDPOINT_TYPE, FALSE);
  acme_query_set_sort (sample->query, ACME_ENDPOINT_TYPE, TRUE);
  sort_by (sample, 2, GTK_SORT_DESCENDING);
  g_assert_cmpint (acme_query_get_sort (sample->query, &descending), ==, ACME_ENDPOINT_TYPE);
  g_assert_true (descending);

  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (sample_table_get_view (sample)), NULL, GTK_SORT_ASCENDING);
  g_assert_cmpint (acme_query_get_sort (sample->query, NULL), ==, ACME_QUERY_NO_FIELD);
}

static void
assert_action_state (SampleTable *sample,
                     const char  *name,
                     const char  *expected)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (get_actions (sample), name);
  g_autofree char *text = g_variant_print (state, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_actions (SampleTable   *sample,
              gconstpointer  data)
{
  g_action_group_change_action_state (get_actions (sample), "sort", g_variant_new ("(sb)", "url", TRUE));
  g_assert_cmpint (acme_query_get_sort (sample->query, NULL), ==, ACME_ENDPOINT_URL);
  assert_action_state (sample, "sort", "('url', true)");
  g_action_group_change_action_state (get_actions (sample), "sort", g_variant_new ("(sb)", "nothing", TRUE));
  assert_action_state (sample, "sort", "('url', true)");
  g_action_group_activate_action (get_actions (sample), "sort-descending", NULL);
  g_action_group_change_action_state (get_actions (sample), "sort-by", g_variant_new_string ("type"));
  assert_action_state (sample, "sort", "('type', false)");
  g_assert_cmpint (g_menu_model_get_n_items (acme_table_get_sort_menu (sample->table)), ==, 2);

  assert_action_state (sample, "group", "''");
  g_assert_false (g_action_group_get_action_enabled (get_actions (sample), "collapse-all"));
  g_action_group_change_action_state (get_actions (sample), "group", g_variant_new_string ("url"));
  assert_action_state (sample, "group", "''");
  g_action_group_change_action_state (get_actions (sample), "group", g_variant_new_string ("type"));
  assert_action_state (sample, "group", "'type'");
  g_assert_true (g_action_group_get_action_enabled (get_actions (sample), "collapse-all"));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 8);
  g_action_group_activate_action (get_actions (sample), "collapse-all", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 2);
  g_action_group_activate_action (get_actions (sample), "expand-all", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 8);
  g_action_group_change_action_state (get_actions (sample), "group", g_variant_new_string (""));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 6);
}

static void
test_columns_remembered (SampleTable   *sample,
                         gconstpointer  data)
{
  g_autoptr(AcmeViewSettings) settings = acme_view_settings_new ("table-test", "endpoints");
  g_autoptr(GtkColumnViewColumn) moved = NULL;
  g_autofree char *text = NULL;

  sample_table_set_settings (sample, settings);
  g_action_group_change_action_state (get_actions (sample), "show-column-name", g_variant_new_boolean (FALSE));
  g_action_group_change_action_state (get_actions (sample), "show-column-id", g_variant_new_boolean (TRUE));
  gtk_column_view_column_set_fixed_width (get_column (sample, 2), 234);
  moved = g_object_ref (get_column (sample, 2)); /* the type goes first */
  gtk_column_view_insert_column (GTK_COLUMN_VIEW (sample_table_get_view (sample)), 0, moved);
  acme_query_set_sort (sample->query, ACME_ENDPOINT_URL, TRUE);
  sample_table_draw (sample);
  g_assert_cmpstr (get_first_cell (sample), ==, "Universal ACME");

  sample_table_set_settings (sample, NULL);
  g_assert_cmpint (acme_query_get_sort (sample->query, NULL), ==, ACME_QUERY_NO_FIELD);
  g_assert_true (gtk_column_view_column_get_visible (get_column (sample, 0)));

  sample_table_set_settings (sample, settings);
  sample_table_draw (sample);
  text = acme_table_get_row_text (sample->table, sample_table_get_endpoint (sample, 1));
  g_assert_cmpstr (text, ==, "Sectigo Public ACME\thttps://acme.example.com/v2/DV\t1");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (sample, 0)), ==, 234);
  g_assert_cmpint (acme_query_get_sort (sample->query, NULL), ==, ACME_ENDPOINT_URL);
  assert_action_state (sample, "show-column-name", "false");
  assert_action_state (sample, "sort", "('url', true)");
}

static void
test_last_column (SampleTable   *sample,
                  gconstpointer  data)
{
  g_action_group_activate_action (get_actions (sample), "show-column-url", NULL);
  g_action_group_activate_action (get_actions (sample), "show-column-name", NULL);
  g_assert_false (g_action_group_get_action_enabled (get_actions (sample), "show-column-type"));
  g_assert_true (g_action_group_get_action_enabled (get_actions (sample), "show-column-name"));
  g_action_group_activate_action (get_actions (sample), "show-column-name", NULL);
  g_assert_true (g_action_group_get_action_enabled (get_actions (sample), "show-column-type"));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_selection (SampleTable   *sample,
                gconstpointer  data)
{
  AcmeItem *item = sample_table_get_endpoint (sample, 3);
  guint n_notified = 0;

  g_signal_connect_swapped (sample->table, "notify::selected-item", G_CALLBACK (count_cb), &n_notified);
  acme_table_select_item (sample->table, item);
  g_assert_true (acme_table_get_selected_item (sample->table) == item);
  g_assert_cmpuint (n_notified, ==, 1);

  sample_table_fill (sample, 1, 5); /* a refresh */
  acme_query_set_sort (sample->query, ACME_ENDPOINT_NAME, TRUE);
  g_assert_true (acme_table_get_selected_item (sample->table) == item);
  g_assert_cmpuint (n_notified, ==, 1);

  acme_query_set_search (sample->query, "payment"); /* hides it */
  g_assert_null (acme_table_get_selected_item (sample->table));
  acme_query_set_search (sample->query, "");
  g_assert_true (acme_table_get_selected_item (sample->table) == item);

  acme_query_set_group (sample->query, ACME_ENDPOINT_TYPE);
  g_assert_true (acme_table_get_selected_item (sample->table) == item);
  g_action_group_activate_action (get_actions (sample), "collapse-all", NULL);
  g_assert_null (acme_table_get_selected_item (sample->table));
  g_action_group_activate_action (get_actions (sample), "expand-all", NULL);
  g_assert_true (acme_table_get_selected_item (sample->table) == item);

  acme_table_select_item (sample->table, NULL);
  g_assert_null (acme_table_get_selected_item (sample->table));
  sample_table_fill (sample, 1, 6);
  g_assert_null (acme_table_get_selected_item (sample->table));
}

/* A group is selected while it has the focus, but it is no item. */
static void
test_selected_group (SampleTable   *sample,
                     gconstpointer  data)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (
    gtk_column_view_get_model (GTK_COLUMN_VIEW (sample_table_get_view (sample))));

  acme_query_set_group (sample->query, ACME_ENDPOINT_TYPE);
  gtk_single_selection_set_selected (selection, 0);
  g_assert_true (ACME_IS_GROUP (gtk_single_selection_get_selected_item (selection)));
  g_assert_null (acme_table_get_selected_item (sample->table));
  gtk_single_selection_set_selected (selection, 1);
  g_assert_nonnull (acme_table_get_selected_item (sample->table));
}

static gboolean
focus_has_row (gpointer data)
{
  return sample_table_get_focus_row (data) != NULL;
}

static void
test_keys (SampleTable   *sample,
           gconstpointer  data)
{
  g_assert_false (sample_table_press (sample, GDK_KEY_Right, 0)); /* nothing to open */

  acme_query_set_group (sample->query, ACME_ENDPOINT_TYPE);
  sample_table_draw (sample);
  acme_table_select_item (sample->table, sample_table_get_endpoint (sample, 6));
  acme_table_grab_focus_view (sample->table);
  sample_table_draw (sample);
  g_assert_cmpstr (sample_table_get_focus_text (sample), ==, "EV – Payment");

  g_assert_true (sample_table_press (sample, GDK_KEY_Left, 0));
  g_assert_cmpstr (sample_table_get_focus_text (sample), ==, "Sectigo Public ACME  4");
  g_assert_null (acme_table_get_selected_item (sample->table));
  g_assert_true (sample_table_press (sample, GDK_KEY_Left, 0));
  g_assert_true (acme_query_is_collapsed (sample->query, "Sectigo Public ACME"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 4);
  g_assert_cmpstr (sample_table_get_focus_text (sample), ==, "Sectigo Public ACME  4");
  g_assert_true (sample_table_press (sample, GDK_KEY_Right, 0));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 8);
  g_assert_true (sample_table_press (sample, GDK_KEY_Right, 0));
  g_assert_cmpstr (sample_table_get_focus_text (sample), ==, "DV – Web Team");
  g_assert_false (sample_table_press (sample, GDK_KEY_space, 0)); /* an item's row is GTK's */
  g_assert_true (sample_table_press (sample, GDK_KEY_Left, 0));
  g_assert_false (sample_table_press (sample, GDK_KEY_Left, GDK_CONTROL_MASK));
  g_assert_true (sample_table_press (sample, GDK_KEY_space, 0));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 4);

  gtk_widget_set_direction (GTK_WIDGET (sample->table), GTK_TEXT_DIR_RTL);
  g_assert_true (sample_table_press (sample, GDK_KEY_Left, 0)); /* towards the text */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 8);
}

/* The focused row is the one that changes, then the one that moves. */
static void
test_focus (SampleTable   *sample,
            gconstpointer  data)
{
  AcmeItem *item = sample_table_get_endpoint (sample, 2);

  acme_table_select_item (sample->table, item);
  acme_table_grab_focus_view (sample->table);
  sample_table_draw (sample);
  acme_item_set_string (item, ACME_ENDPOINT_NAME, "Changed");
  g_list_model_items_changed (G_LIST_MODEL (sample->list), 1, 1, 1);
  sample_table_draw (sample);
  g_assert_cmpstr (sample_table_get_focus_text (sample), ==, "Changed");

  acme_query_set_sort (sample->query, ACME_ENDPOINT_ID, TRUE);
  sample_table_draw (sample);
  g_assert_cmpstr (sample_table_get_focus_text (sample), ==, "Changed");
  acme_query_set_group (sample->query, ACME_ENDPOINT_TYPE);
  sample_table_draw (sample);
  g_assert_cmpstr (sample_table_get_focus_text (sample), ==, "Changed");
  sample_table_fill (sample, 2, 3); /* a refresh that renames it again and takes others away */
  sample_table_draw (sample);
  g_assert_cmpstr (sample_table_get_focus_text (sample), ==, "OV – Web Team");
}

static void
note_item_cb (AcmeItem **noted,
              AcmeItem  *item)
{
  *noted = item;
}

static void
test_activate (SampleTable   *sample,
               gconstpointer  data)
{
  GtkWidget *view = sample_table_get_view (sample);
  AcmeItem *activated = NULL;

  g_signal_connect_swapped (sample->table, "activate", G_CALLBACK (note_item_cb), &activated);
  g_signal_emit_by_name (view, "activate", 1);
  g_assert_true (activated == sample_table_get_endpoint (sample, 2));

  activated = NULL;
  acme_query_set_group (sample->query, ACME_ENDPOINT_TYPE);
  g_signal_emit_by_name (view, "activate", 0);
  g_assert_null (activated);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 4);
  g_signal_emit_by_name (view, "activate", 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sample->rows)), ==, 8);
}

static void
test_context_menu (SampleTable   *sample,
                   gconstpointer  data)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  GtkWidget *popover;

  acme_table_select_item (sample->table, sample_table_get_endpoint (sample, 2));
  acme_table_grab_focus_view (sample->table);
  sample_table_draw (sample);
  g_assert_false (sample_table_press (sample, GDK_KEY_Menu, 0)); /* there is none yet */

  g_menu_append (menu, "Find", "table.find");
  acme_table_set_context_menu (sample->table, G_MENU_MODEL (menu));
  g_assert_true (sample_table_press (sample, GDK_KEY_F10, GDK_SHIFT_MASK));
  popover = find_widget (GTK_WIDGET (sample->table), GTK_TYPE_POPOVER_MENU, accept_mapped);
  g_assert_nonnull (popover);
  gtk_popover_popdown (GTK_POPOVER (popover));
  sample_table_draw (sample);
  g_assert_true (acme_table_get_selected_item (sample->table) == sample_table_get_endpoint (sample, 2));
}

/* What is selected, focused and on top stays so when everything around it is exchanged. */
static void
test_large_change (SampleTable   *sample,
                   gconstpointer  data)
{
  AcmeItem *item = sample_table_get_endpoint (sample, 2003);
  GtkWidget *row;
  double before;

  sample_table_set_scroll (sample, 40000);
  g_assert_nonnull (get_first_cell (sample));
  acme_table_select_item (sample->table, item);
  sample_table_draw (sample);
  acme_table_grab_focus_view (sample->table);
  wait_until (focus_has_row, sample);
  sample_table_draw (sample);
  before = sample_table_get_scroll (sample);
  g_assert_cmpfloat (before, >, 1000);

  sample_table_fill (sample, 1001, 4000); /* a thousand above it are gone, as many come below */
  sample_table_draw (sample);
  g_assert_true (acme_table_get_selected_item (sample->table) == item);
  wait_until (focus_has_row, sample);
  row = sample_table_get_focus_row (sample);
  g_assert_true ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0);
  /* 1000 rows of one height */
  g_assert_cmpfloat (fabs (before - sample_table_get_scroll (sample) - 1000.0 * gtk_widget_get_height (row)), <, 2);

  acme_query_set_sort (sample->query, ACME_ENDPOINT_NAME, TRUE);
  acme_row_model_finish (sample->rows);
  sample_table_draw (sample);
  g_assert_true (acme_table_get_selected_item (sample->table) == item);
  wait_until (focus_has_row, sample);
  row = sample_table_get_focus_row (sample);
  g_assert_true ((gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0);
}

/* A new order starts at its top, unless the selected row is in sight. */
static void
test_sort_scrolls_up (SampleTable   *sample,
                      gconstpointer  data)
{
  g_assert_cmpfloat (sample_table_get_scroll (sample), ==, 0);
  sample_table_set_scroll (sample, 2000);
  acme_query_set_sort (sample->query, ACME_ENDPOINT_ID, TRUE);
  sample_table_draw (sample);
  g_assert_cmpfloat (sample_table_get_scroll (sample), ==, 0);

  sample_table_set_scroll (sample, 2000);
  sample_table_fill (sample, 1, 400); /* a refresh does not */
  sample_table_draw (sample);
  g_assert_cmpfloat (sample_table_get_scroll (sample), ==, 2000);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/table/new", test_new);
#define ADD(name, n, function) \
  g_test_add ("/table/" name, SampleTable, GUINT_TO_POINTER (n), sample_table_set_up, function, sample_table_tear_down)
  ADD ("items", 6, test_items);
  ADD ("changed-item", 6, test_changed_item);
  ADD ("search", 6, test_search);
  ADD ("search-columns", 6, test_search_columns);
  ADD ("sort", 6, test_sort);
  ADD ("actions", 6, test_actions);
  ADD ("columns-remembered", 6, test_columns_remembered);
  ADD ("last-column", 6, test_last_column);
  ADD ("selection", 6, test_selection);
  ADD ("selected-group", 6, test_selected_group);
  ADD ("keys", 6, test_keys);
  ADD ("focus", 6, test_focus);
  ADD ("activate", 6, test_activate);
  ADD ("context-menu", 6, test_context_menu);
  ADD ("large-change", 4000, test_large_change);
  ADD ("sort-scrolls-up", 400, test_sort_scrolls_up);
#undef ADD
  return g_test_run ();
}
