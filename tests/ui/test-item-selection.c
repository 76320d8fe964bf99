/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-item-selection.h"

#include "acme-endpoint.h"
#include "acme-keyed-list.h"
#include "acme-row-model.h"
#include "virtual-rows.h"

typedef struct
{
  AcmeKeyedList *list;
  AcmeQuery *query;
  AcmeRowModel *rows;
  AcmeItemSelection *selection;
  GtkSelectionModel *model; /* the same (unowned) */
  guint n_told;
} Fixture;

/* Endpoints named A, B, C and so on. */
static void
fill (Fixture    *fixture,
      const char *names)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *name = names; *name != '\0'; name++)
    {
      AcmeItem *item = ACME_ITEM (acme_endpoint_new (*name));
      char text[] = { *name, '\0' };

      acme_item_set_string (item, ACME_ENDPOINT_NAME, text);
      acme_item_set_string (item, ACME_ENDPOINT_TYPE, *name < 'D' ? ACME_ENDPOINT_TYPE_PUBLIC
                                                                  : ACME_ENDPOINT_TYPE_UNIVERSAL);
      g_ptr_array_add (items, item);
    }
  acme_keyed_list_replace (fixture->list, items);
}

static void
told_cb (Fixture *fixture)
{
  fixture->n_told++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->list = acme_keyed_list_new ();
  fill (fixture, "ABCDEF");
  fixture->query = acme_query_new (&acme_endpoint_fields);
  fixture->rows = acme_row_model_new (G_LIST_MODEL (fixture->list), fixture->query);
  fixture->selection = acme_item_selection_new (ACME_ROWS (fixture->rows), G_LIST_MODEL (fixture->list));
  fixture->model = GTK_SELECTION_MODEL (fixture->selection);
  fixture->n_told = 0;
  g_signal_connect_swapped (fixture->selection, "selection-changed", G_CALLBACK (told_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->selection);
  g_assert_finalize_object (fixture->rows);
  g_object_unref (fixture->query);
  g_assert_finalize_object (fixture->list);
}

/* The names of what is selected, and the same as the rows' numbers tell it. */
static void
assert_selected (Fixture    *fixture,
                 const char *expected)
{
  g_autoptr(GPtrArray) items = acme_item_selection_list (fixture->selection);
  g_autoptr(GtkBitset) positions = gtk_selection_model_get_selection (fixture->model);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append (names, acme_endpoint_get_name (items->pdata[i]));
  g_assert_cmpstr (names->str, ==, expected);

  g_assert_cmpuint (gtk_bitset_get_size (positions), ==, items->len);
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (fixture->model), gtk_bitset_get_nth (positions, i));

      g_assert_true (row == items->pdata[i]);
    }
}

static void
test_select (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GtkBitset) selected = gtk_bitset_new_range (0, 2);
  g_autoptr(GtkBitset) mask = gtk_bitset_new_range (1, 3);

  assert_selected (fixture, "");
  g_assert_null (acme_item_selection_get_last (fixture->selection));
  g_assert_true (gtk_selection_model_select_item (fixture->model, 4, TRUE));
  g_assert_true (gtk_selection_model_select_item (fixture->model, 1, FALSE));
  assert_selected (fixture, "BE");
  g_assert_cmpstr (acme_endpoint_get_name (ACME_ENDPOINT (acme_item_selection_get_last (fixture->selection))), ==, "B");
  gtk_selection_model_select_range (fixture->model, 3, 2, FALSE);
  assert_selected (fixture, "BDE");
  gtk_selection_model_unselect_item (fixture->model, 3);
  assert_selected (fixture, "BE");
  gtk_selection_model_select_range (fixture->model, 2, 2, TRUE);
  assert_selected (fixture, "CD");
  gtk_selection_model_set_selection (fixture->model, selected, mask); /* of B, C and D only B */
  assert_selected (fixture, "B");
  gtk_selection_model_select_all (fixture->model);
  assert_selected (fixture, "ABCDEF");
  gtk_selection_model_unselect_range (fixture->model, 0, 5);
  assert_selected (fixture, "F");
  gtk_selection_model_unselect_all (fixture->model);
  assert_selected (fixture, "");
  g_assert_cmpuint (fixture->n_told, ==, 9);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  gtk_selection_model_select_item (fixture->model, 0, TRUE);
  gtk_selection_model_select_item (fixture->model, 4, FALSE);
  acme_query_set_sort (fixture->query, ACME_ENDPOINT_NAME, TRUE);
  assert_selected (fixture, "EA");
  fill (fixture, "FCEAX"); /* a refresh */
  assert_selected (fixture, "EA");
  acme_query_set_sort (fixture->query, ACME_QUERY_NO_FIELD, FALSE);
  assert_selected (fixture, "EA");
}

/* What is filtered out is not acted on, and comes back as it went, unless something else was chosen meanwhile. */
static void
test_filter (Fixture       *fixture,
             gconstpointer  data)
{
  guint search_field = ACME_ENDPOINT_NAME;

  acme_query_set_search_fields (fixture->query, &search_field, 1);
  gtk_selection_model_select_range (fixture->model, 0, 3, TRUE);
  acme_query_set_search (fixture->query, "B");
  assert_selected (fixture, "B");
  acme_query_set_search (fixture->query, "E");
  assert_selected (fixture, "");
  gtk_selection_model_select_item (fixture->model, 0, FALSE); /* one more */
  acme_query_set_search (fixture->query, "");
  assert_selected (fixture, "ABCE");

  acme_query_set_search (fixture->query, "F");
  gtk_selection_model_select_item (fixture->model, 0, TRUE); /* this one alone */
  acme_query_set_search (fixture->query, "");
  assert_selected (fixture, "F");
  acme_query_set_search (fixture->query, "B");
  gtk_selection_model_select_all (fixture->model);
  acme_query_set_search (fixture->query, "");
  assert_selected (fixture, "B");
}

/* An item that is gone is not selected, and neither is another one that stands in its place or has its id. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_selection_model_select_range (fixture->model, 1, 3, TRUE);
  fixture->n_told = 0;
  fill (fixture, "ACEF");
  assert_selected (fixture, "C");
  g_assert_cmpuint (fixture->n_told, ==, 1);
  g_assert_null (acme_item_selection_get_last (fixture->selection)); /* it was D */
  fill (fixture, "ABCDEF");
  assert_selected (fixture, "C");

  acme_query_set_search (fixture->query, "nothing");
  fill (fixture, "AB"); /* gone while it is filtered out */
  fill (fixture, "ABC");
  acme_query_set_search (fixture->query, "");
  assert_selected (fixture, "");
}

/* Headers are passed over, and a click on one unselects as one beside the rows would. */
static void
test_groups (Fixture       *fixture,
             gconstpointer  data)
{
  acme_query_set_group (fixture->query, ACME_ENDPOINT_TYPE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), ==, 8);
  gtk_selection_model_select_all (fixture->model);
  assert_selected (fixture, "ABCDEF");
  gtk_selection_model_select_range (fixture->model, 3, 3, TRUE); /* C, a header, D */
  assert_selected (fixture, "CD");

  acme_row_model_collapse_all (fixture->rows, TRUE);
  assert_selected (fixture, "");
  acme_row_model_collapse_all (fixture->rows, FALSE);
  assert_selected (fixture, "CD");
  gtk_selection_model_select_item (fixture->model, 0, TRUE);
  assert_selected (fixture, "");
}

/* Of rows without a list no more are selected than may be held, and none is made to look for what is selected. */
static void
test_no_list (void)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_event_fields);
  g_autoptr(VirtualRows) rows = virtual_rows_new (query, 1000000);
  g_autoptr(AcmeItemSelection) selection = acme_item_selection_new (ACME_ROWS (rows), NULL);
  g_autoptr(GtkBitset) all = gtk_bitset_new_range (0, 1000000);
  g_autoptr(GtkBitset) some = gtk_bitset_new_range (500000, 10);
  g_autoptr(GtkBitset) positions = NULL;
  g_autoptr(GPtrArray) items = NULL;
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);

  g_assert_false (gtk_selection_model_select_all (model));
  g_assert_false (gtk_selection_model_select_range (model, 0, 1001, TRUE));
  g_assert_true (gtk_selection_model_select_range (model, 0, 1000, TRUE));
  g_assert_false (gtk_selection_model_select_item (model, 999999, FALSE)); /* one too many */
  g_assert_false (gtk_selection_model_set_selection (model, all, all));
  g_assert_true (gtk_selection_model_select_item (model, 999999, TRUE));
  g_assert_true (gtk_selection_model_set_selection (model, some, all));
  g_assert_true (gtk_selection_model_unselect_range (model, 500005, 400000));

  virtual_rows_replace (rows, 500003);
  positions = gtk_selection_model_get_selection (model);
  g_assert_cmpuint (gtk_bitset_get_size (positions), ==, 3);
  g_assert_cmpuint (gtk_bitset_get_minimum (positions), ==, 500000);
  virtual_rows_replace (rows, 1000000);
  items = acme_item_selection_list (selection);
  g_assert_cmpuint (items->len, ==, 5);
  g_assert_cmpstr (acme_item_get_key (items->pdata[4]), ==, "500004");
  g_assert_cmpuint (virtual_rows_get_n_made (rows), <, 1100);
  g_clear_pointer (&items, g_ptr_array_unref);
  g_assert_finalize_object (g_steal_pointer (&selection));
  g_assert_cmpuint (virtual_rows_get_n_alive (rows), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/item-selection/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("select", test_select);
  ADD ("order", test_order);
  ADD ("filter", test_filter);
  ADD ("gone", test_gone);
  ADD ("groups", test_groups);
#undef ADD
  g_test_add_func ("/item-selection/no-list", test_no_list);
  return g_test_run ();
}
