/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-keyed-list.h"

#include "acme-endpoint.h"

static AcmeItem *
add (GPtrArray  *items,
     gint64      id,
     const char *name)
{
  AcmeItem *item = ACME_ITEM (acme_endpoint_new (id));

  acme_item_set_string (item, ACME_ENDPOINT_NAME, name);
  g_ptr_array_add (items, item);
  return item;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_refresh_keeps_identity (void)
{
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) second = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(AcmeItem) shown = NULL;
  AcmeItem *one = add (first, 1, "one");
  AcmeItem *fresh_three;
  guint n_changes = 0;

  add (first, 2, "two");
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (count_cb), &n_changes);
  acme_keyed_list_replace (list, first);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);

  fresh_three = add (second, 3, "three");
  add (second, 1, "uno");
  acme_keyed_list_replace (list, second);

  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  shown = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (shown == one);
  g_assert_cmpstr (acme_item_get_text (one, ACME_ENDPOINT_NAME), ==, "uno");
  g_assert_true (acme_keyed_list_lookup (list, "3") == fresh_three);
  g_assert_null (acme_keyed_list_lookup (list, "2"));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 2));
}

static void
test_duplicate_keys (void)
{
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  add (items, 1, "first");
  add (items, 1, "second");
  for (guint i = 0; i < 2; i++)
    {
      acme_keyed_list_replace (list, items);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
      g_assert_cmpstr (acme_item_get_text (acme_keyed_list_lookup (list, "1"), ACME_ENDPOINT_NAME), ==, "first");
    }
}

/* One change of a list as its views were told it */
typedef struct
{
  guint position, n_removed, n_added;
  guint n_changes;
} Change;

static void
note_cb (GListModel *list,
         guint       position,
         guint       n_removed,
         guint       n_added,
         Change     *change)
{
  *change = (Change) { position, n_removed, n_added, change->n_changes + 1 };
}

#define assert_change(change, p, removed, added)   \
  G_STMT_START                                     \
    {                                              \
      g_assert_cmpuint ((change).n_changes, ==, 1);  \
      g_assert_cmpuint ((change).position, ==, p); \
      g_assert_cmpuint ((change).n_removed, ==, removed); \
      g_assert_cmpuint ((change).n_added, ==, added); \
      (change).n_changes = 0;                      \
    }                                              \
  G_STMT_END

static void
test_add (void)
{
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) second = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) again = g_ptr_array_new_with_free_func (g_object_unref);
  AcmeItem *one = add (first, 1, "one");
  AcmeItem *two = add (first, 2, "two");
  AcmeItem *three;
  Change change = { 0, };

  g_signal_connect (list, "items-changed", G_CALLBACK (note_cb), &change);
  acme_keyed_list_add (list, first);
  assert_change (change, 0, 0, 2);

  /* new ones only: the others are not touched */
  three = add (second, 3, "three");
  add (second, 1, "one");
  add (second, 3, "three once more");
  acme_keyed_list_add (list, second);
  assert_change (change, 2, 0, 1);
  g_assert_true (acme_keyed_list_lookup (list, "3") == three);
  g_assert_cmpstr (acme_item_get_text (three, ACME_ENDPOINT_NAME), ==, "three once more");

  /* a known one that differs keeps its place and identity */
  add (again, 2, "zwei");
  add (again, 4, "four");
  acme_keyed_list_add (list, again);
  assert_change (change, 1, 2, 3);
  g_assert_true (acme_keyed_list_lookup (list, "2") == two);
  g_assert_cmpstr (acme_item_get_text (two, ACME_ENDPOINT_NAME), ==, "zwei");

  /* nothing new */
  g_ptr_array_set_size (again, 0);
  add (again, 4, "four");
  acme_keyed_list_add (list, again);
  g_ptr_array_set_size (again, 0);
  acme_keyed_list_add (list, again);
  g_assert_cmpuint (change.n_changes, ==, 0);

  /* the list's own items were changed by whoever adds them again */
  acme_item_set_string (one, ACME_ENDPOINT_NAME, "uno");
  acme_keyed_list_add (list, first);
  assert_change (change, 0, 4, 4);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
}

static void
test_remove (void)
{
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  Change change = { 0, };

  for (guint i = 1; i <= 3; i++)
    add (items, i, "name");
  acme_keyed_list_replace (list, items);
  g_signal_connect (list, "items-changed", G_CALLBACK (note_cb), &change);

  g_assert_true (acme_keyed_list_remove (list, acme_item_get_key (items->pdata[1])));
  assert_change (change, 1, 1, 0);
  g_assert_null (acme_keyed_list_lookup (list, "2"));
  g_assert_false (acme_keyed_list_remove (list, "2"));
  g_assert_false (acme_keyed_list_remove (list, "17"));
  g_assert_cmpuint (change.n_changes, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);

  /* it may come back */
  acme_keyed_list_add (list, items);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  g_assert_true (acme_keyed_list_lookup (list, "2") == items->pdata[1]);
}

static void
test_touch (void)
{
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) strangers = g_ptr_array_new_with_free_func (g_object_unref);
  AcmeItem *stranger = add (strangers, 2, "not the one in the list");
  Change change = { 0, };

  for (guint i = 1; i <= 3; i++)
    add (items, i, "name");
  acme_keyed_list_replace (list, items);
  g_signal_connect (list, "items-changed", G_CALLBACK (note_cb), &change);

  acme_keyed_list_touch (list, items->pdata[1]);
  assert_change (change, 1, 1, 1);
  acme_keyed_list_touch (list, NULL);
  assert_change (change, 0, 3, 3);
  acme_keyed_list_touch (list, stranger);
  g_assert_cmpuint (change.n_changes, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyed-list/refresh-keeps-identity", test_refresh_keeps_identity);
  g_test_add_func ("/keyed-list/duplicate-keys", test_duplicate_keys);
  g_test_add_func ("/keyed-list/add", test_add);
  g_test_add_func ("/keyed-list/remove", test_remove);
  g_test_add_func ("/keyed-list/touch", test_touch);
  return g_test_run ();
}
