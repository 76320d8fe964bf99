/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-row-model.h"

#include "acme-endpoint.h"
#include "acme-group.h"
#include "acme-keyed-list.h"

typedef struct
{
  AcmeKeyedList *list;
  AcmeQuery *query;
  AcmeRowModel *rows;
  GString *changes; /* "position-removed+added " of each change told */
  guint n_updates;
} Fixture;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       n_removed,
            guint       n_added,
            Fixture    *fixture)
{
  g_string_append_printf (fixture->changes, "%u-%u+%u ", position, n_removed, n_added);
}

static void
updated_cb (Fixture *fixture)
{
  fixture->n_updates++;
}

static void
set_items (Fixture *fixture,
           guint    n,
           guint    first)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < first + n; i++)
    {
      AcmeItem *item = ACME_ITEM (acme_endpoint_new (i));
      g_autofree char *name = g_strdup_printf ("endpoint %06u", (i * 7919) % 100003);

      acme_item_set_string (item, ACME_ENDPOINT_NAME, name);
      acme_item_set_string (item, ACME_ENDPOINT_TYPE,
                            i % 3 == 0 ? ACME_ENDPOINT_TYPE_UNIVERSAL : ACME_ENDPOINT_TYPE_PUBLIC);
      g_ptr_array_add (items, item);
    }
  acme_keyed_list_replace (fixture->list, items);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  n_items)
{
  fixture->list = acme_keyed_list_new ();
  fixture->query = acme_query_new (&acme_endpoint_fields);
  fixture->rows = acme_row_model_new (G_LIST_MODEL (fixture->list), fixture->query);
  fixture->changes = g_string_new (NULL);
  g_signal_connect (fixture->rows, "items-changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->rows, "updated", G_CALLBACK (updated_cb), fixture);
  set_items (fixture, GPOINTER_TO_UINT (n_items), 1);
  acme_row_model_finish (fixture->rows);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->rows);
  g_assert_finalize_object (fixture->query);
  g_assert_finalize_object (fixture->list);
  g_string_free (fixture->changes, TRUE);
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->rows));
}

static gpointer
peek_row (Fixture *fixture,
          guint    position)
{
  g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), position);

  return row; /* the model holds it */
}

static void
test_filter_and_sort (Fixture       *fixture,
                      gconstpointer  data)
{
  g_assert_cmpuint (count_rows (fixture), ==, 30);
  acme_query_set_sort (fixture->query, ACME_ENDPOINT_NAME, TRUE);
  for (guint i = 1; i < 30; i++)
    g_assert_cmpint (acme_item_compare (peek_row (fixture, i - 1), peek_row (fixture, i), ACME_ENDPOINT_NAME), >=, 0);

  acme_query_set_search (fixture->query, "universal");
  g_assert_cmpuint (count_rows (fixture), ==, 10);
  g_assert_cmpuint (acme_rows_get_n_matches (ACME_ROWS (fixture->rows)), ==, 10);
  g_assert_cmpuint (acme_rows_get_n_total (ACME_ROWS (fixture->rows)), ==, 30);
  acme_query_set_search (fixture->query, "nowhere");
  g_assert_cmpuint (count_rows (fixture), ==, 0);
}

static void
test_groups (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) matches = NULL;
  g_autoptr(GPtrArray) found = NULL;
  AcmeGroup *group;

  acme_query_set_group (fixture->query, ACME_ENDPOINT_TYPE);
  g_assert_cmpuint (count_rows (fixture), ==, 32);
  group = peek_row (fixture, 0);
  g_assert_true (ACME_IS_GROUP (group));
  g_assert_cmpstr (acme_group_get_title (group), ==, "Sectigo Public ACME");
  g_assert_cmpuint (acme_group_get_count (group), ==, 20);
  g_assert_true (ACME_IS_GROUP (peek_row (fixture, 21)));

  acme_query_collapse (fixture->query, "Sectigo Public ACME", TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 12);
  g_assert_true (peek_row (fixture, 0) == group);
  g_assert_false (acme_group_get_expanded (group));
  g_assert_cmpuint (acme_group_get_count (group), ==, 20);
  g_assert_cmpuint (acme_rows_get_n_matches (ACME_ROWS (fixture->rows)), ==, 30);

  acme_row_model_collapse_all (fixture->rows, TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  matches = acme_query_list_matches (fixture->query, G_LIST_MODEL (fixture->list));
  g_assert_cmpuint (matches->len, ==, 30);
  g_assert_cmpint (acme_item_compare (matches->pdata[0], matches->pdata[29], ACME_ENDPOINT_TYPE), <, 0);
  acme_row_model_collapse_all (fixture->rows, FALSE);
  g_assert_cmpuint (count_rows (fixture), ==, 32);

  acme_query_set_search (fixture->query, "universal");
  g_assert_cmpuint (count_rows (fixture), ==, 11);
  acme_query_set_group (fixture->query, ACME_QUERY_NO_FIELD);
  g_assert_cmpuint (count_rows (fixture), ==, 10);
  found = acme_query_list_matches (fixture->query, G_LIST_MODEL (fixture->list));
  g_assert_cmpuint (found->len, ==, 10);
  for (guint i = 0; i < found->len; i++)
    g_assert_true (found->pdata[i] == peek_row (fixture, i));
}

static void
test_refresh_tells_what_changed (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  AcmeItem *tenth;

  for (guint i = 0; i < 30; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (fixture->list), i));

  g_string_truncate (fixture->changes, 0);
  acme_keyed_list_replace (fixture->list, items);
  g_assert_cmpstr (fixture->changes->str, ==, "");

  /* one item changed in place */
  tenth = ACME_ITEM (acme_endpoint_new (11));
  acme_item_set_string (tenth, ACME_ENDPOINT_NAME, "renamed");
  g_object_unref (items->pdata[10]);
  items->pdata[10] = tenth;
  acme_keyed_list_replace (fixture->list, items);
  g_assert_cmpstr (fixture->changes->str, ==, "10-1+1 ");
  g_assert_cmpstr (acme_item_get_text (peek_row (fixture, 10), ACME_ENDPOINT_NAME), ==, "renamed");
  g_assert_true (peek_row (fixture, 10) != (gpointer) tenth);

  /* one item gone */
  g_string_truncate (fixture->changes, 0);
  g_ptr_array_remove_index (items, 5);
  acme_keyed_list_replace (fixture->list, items);
  g_assert_cmpstr (fixture->changes->str, ==, "5-1+0 ");
}

static void
test_large_change_is_told_in_two (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_string_truncate (fixture->changes, 0);
  acme_query_set_sort (fixture->query, ACME_ENDPOINT_NAME, FALSE);
  acme_row_model_finish (fixture->rows);
  g_assert_cmpstr (fixture->changes->str, ==, "0-3000+0 0-0+3000 ");
  g_assert_cmpuint (count_rows (fixture), ==, 3000);
}

static void
test_old_rows_stay_while_busy (Fixture       *fixture,
                               gconstpointer  data)
{
  guint n_updates = fixture->n_updates;
  guint position;
  gpointer row = peek_row (fixture, 5);

  acme_query_set_sort (fixture->query, ACME_ENDPOINT_NAME, FALSE);
  g_assert_true (acme_rows_is_busy (ACME_ROWS (fixture->rows)));
  g_assert_cmpuint (count_rows (fixture), ==, 100000);
  g_assert_true (peek_row (fixture, 5) == row);

  /* another wish before the first is fulfilled */
  acme_query_set_search (fixture->query, "universal");
  while (acme_rows_is_busy (ACME_ROWS (fixture->rows)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 33333);
  g_assert_cmpuint (fixture->n_updates, ==, n_updates + 1);
  g_assert_cmpint (acme_item_compare (peek_row (fixture, 0), peek_row (fixture, 1), ACME_ENDPOINT_NAME), <=, 0);
  g_assert_true (acme_rows_find (ACME_ROWS (fixture->rows), peek_row (fixture, 33332), &position));
  g_assert_cmpuint (position, ==, 33332);
  g_assert_false (acme_rows_find (ACME_ROWS (fixture->rows), fixture, NULL));
}

static void
test_dropped_while_busy (Fixture       *fixture,
                         gconstpointer  data)
{
  acme_query_set_sort (fixture->query, ACME_ENDPOINT_NAME, FALSE);
  g_assert_true (acme_rows_is_busy (ACME_ROWS (fixture->rows)));
  /* tear_down() asserts that nothing keeps it alive */
}

int
main (int argc, char **argv)
{
#define ADD(name, n, function) \
  g_test_add ("/row-model/" name, Fixture, GUINT_TO_POINTER (n), set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("filter-and-sort", 30, test_filter_and_sort);
  ADD ("groups", 30, test_groups);
  ADD ("refresh-tells-what-changed", 30, test_refresh_tells_what_changed);
  ADD ("large-change-is-told-in-two", 3000, test_large_change_is_told_in_two);
  ADD ("old-rows-stay-while-busy", 100000, test_old_rows_stay_while_busy);
  ADD ("dropped-while-busy", 100000, test_dropped_while_busy);
  return g_test_run ();
}
