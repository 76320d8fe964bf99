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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyed-list/refresh-keeps-identity", test_refresh_keeps_identity);
  g_test_add_func ("/keyed-list/duplicate-keys", test_duplicate_keys);
  return g_test_run ();
}
