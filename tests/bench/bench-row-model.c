/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long filter, sort and group hold the main loop, without any view: over three sizes, with the memory. */

#include "bench.h"

#include "acme-endpoint.h"
#include "acme-keyed-list.h"
#include "acme-row-model.h"

static gboolean
is_idle (gpointer rows)
{
  return !acme_rows_is_busy (ACME_ROWS (rows));
}

/* Times what one change of the query costs: the call itself and all iterations until the rows are there. */
#define MEASURE(what, change)                                                                           \
  G_STMT_START {                                                                                        \
    BenchLoop loop = { 0, };                                                                            \
    gint64 start = bench_get_cpu_time ();                                                               \
    change;                                                                                             \
    loop.longest = loop.total = bench_get_cpu_time () - start;                                          \
    bench_run_loop (&loop, is_idle, rows);                                                              \
    g_print ("  %-34s %7.1f ms in all, %5.1f ms the longest block\n", what, loop.total / 1e3,           \
             loop.longest / 1e3);                                                                       \
  } G_STMT_END

static void
measure (guint n)
{
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_endpoint_fields);
  g_autoptr(AcmeRowModel) rows = acme_row_model_new (G_LIST_MODEL (list), query);
  double before = bench_get_private_mib ();

  {
    g_autoptr(GPtrArray) items = bench_make_endpoints (n);

    acme_keyed_list_replace (list, items);
    acme_row_model_finish (rows);
  }
  g_print ("%u rows, %.0f MiB\n", n, bench_get_private_mib () - before);
  MEASURE ("first search", acme_query_set_search (query, "team 1"));
  MEASURE ("another keystroke", acme_query_set_search (query, "team 12"));
  MEASURE ("search cleared", acme_query_set_search (query, ""));
  MEASURE ("sort by name, first", acme_query_set_sort (query, ACME_ENDPOINT_NAME, FALSE));
  MEASURE ("sort by name, descending", acme_query_set_sort (query, ACME_ENDPOINT_NAME, TRUE));
  MEASURE ("group by type", acme_query_set_group (query, ACME_ENDPOINT_TYPE));
  MEASURE ("collapse all", acme_row_model_collapse_all (rows, TRUE));
  g_print ("  with all keys made                 %.0f MiB\n", bench_get_private_mib () - before);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 1000, 10000, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure (sizes[i]);
  return 0;
}
