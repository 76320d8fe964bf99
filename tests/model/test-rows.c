/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-rows.h"

#include "acme-endpoint.h"
#include "acme-row-model.h"

/* More than can be sorted in one go, on whatever machine. */
#define N_ITEMS 200000

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Through the interface, of what implements it. */
static void
test_row_model (void)
{
  g_autoptr(GListStore) store = g_list_store_new (ACME_TYPE_ENDPOINT);
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_endpoint_fields);
  g_autoptr(AcmeRowModel) model = NULL;
  g_autoptr(AcmeItem) last = NULL;
  guint n_updated = 0, n_busy = 0;
  guint position = 0;
  gboolean busy;
  AcmeRows *rows;

  for (guint id = 1; id <= N_ITEMS; id++)
    {
      g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (id);

      g_list_store_append (store, endpoint);
    }
  model = acme_row_model_new (G_LIST_MODEL (store), query);
  acme_row_model_finish (model);
  rows = ACME_ROWS (model);
  g_signal_connect_swapped (rows, "updated", G_CALLBACK (count_cb), &n_updated);
  g_signal_connect_swapped (rows, "notify::busy", G_CALLBACK (count_cb), &n_busy);
  g_assert_cmpuint (acme_rows_get_n_total (rows), ==, N_ITEMS);
  g_assert_cmpuint (acme_rows_get_n_matches (rows), ==, N_ITEMS);

  acme_query_set_sort (query, ACME_ENDPOINT_ID, TRUE);
  g_object_get (rows, "busy", &busy, NULL);
  g_assert_true (busy);
  g_assert_true (acme_rows_is_busy (rows));
  acme_row_model_finish (model);
  g_assert_false (acme_rows_is_busy (rows));
  g_assert_cmpuint (n_updated, ==, 1);
  g_assert_cmpuint (n_busy, ==, 2);

  last = g_list_model_get_item (G_LIST_MODEL (store), N_ITEMS - 1);
  g_assert_true (acme_rows_find (rows, last, &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_false (acme_rows_find (rows, store, NULL));
  g_assert_null (acme_rows_list_texts (rows, ACME_ENDPOINT_NAME)); /* nobody counts them */
  acme_rows_updated (rows);
  g_assert_cmpuint (n_updated, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rows/row-model", test_row_model);
  return g_test_run ();
}
