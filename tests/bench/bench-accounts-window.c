/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of an endpoint's accounts: how long after it was asked for the first of them are painted, against a single
 * request, how long all of them take, and what that costs the main loop. Needs a display. */

#include "bench.h"

#include <stdlib.h>

#include "acme-accounts-window.h"
#include "acme-list-page.h"
#include "acme-scm-organizations.h"
#include "bench-scm.h"
#include "find-widget.h"

#define N_ROUNDS 7

typedef struct
{
  AcmeAccountsWindow *window;
  AcmeListPage *page;
  AcmeRowModel *rows;
  guint n;
  gint64 start;
  gint64 first_painted; /* microseconds after the start, or 0 */
} Bench;

static void
painted_cb (Bench *bench)
{
  if (bench->first_painted == 0 && g_list_model_get_n_items (G_LIST_MODEL (bench->rows)) > 0)
    bench->first_painted = g_get_monotonic_time () - bench->start;
}

static gboolean
is_complete (gpointer data)
{
  Bench *bench = data;

  return bench->first_painted > 0 && !acme_list_page_get_loading (bench->page) &&
         g_list_model_get_n_items (G_LIST_MODEL (bench->rows)) == bench->n;
}

static void
organizations_cb (GObject      *session,
                  GAsyncResult *result,
                  gpointer      is_done)
{
  g_autoptr(GPtrArray) organizations = acme_scm_list_organizations_finish (ACME_SCM_SESSION (session), result, NULL);

  g_assert_nonnull (organizations);
  *(gboolean *) is_done = TRUE;
}

/* Milliseconds of one request that is no more than one */
static double
measure_request (AcmeScmSession *session)
{
  gint64 start = g_get_monotonic_time ();
  gboolean is_done = FALSE;

  acme_scm_list_organizations_async (session, NULL, organizations_cb, &is_done);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  return (g_get_monotonic_time () - start) / 1e3;
}

static void
measure (int   port,
         guint latency,
         guint n)
{
  g_autoptr(AcmeConnection) connection = bench_scm_make_connection (port, n);
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));
  g_autoptr(AcmeEndpoint) endpoint = bench_scm_make_endpoint ();
  double first[N_ROUNDS], all[N_ROUNDS], single[N_ROUNDS], ratios[N_ROUNDS], blocks[N_ROUNDS];
  double mib = 0;

  measure_request (session); /* the connection is made */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Bench bench = { .n = n, .start = g_get_monotonic_time () };
      BenchLoop loop = { 0, };

      bench.window = g_object_new (ACME_TYPE_ACCOUNTS_WINDOW, "session", session, "connection", connection,
                                   "endpoint", endpoint, NULL);
      bench.page = ACME_LIST_PAGE (find_widget (GTK_WIDGET (bench.window), ACME_TYPE_LIST_PAGE, NULL));
      bench.rows = ACME_ROW_MODEL (acme_table_get_rows (acme_list_page_get_table (bench.page)));
      gtk_window_present (GTK_WINDOW (bench.window));
      g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (bench.window)), "after-paint",
                                G_CALLBACK (painted_cb), &bench);
      bench_run_loop (&loop, is_complete, &bench);
      all[i] = (g_get_monotonic_time () - bench.start) / 1e3;
      first[i] = bench.first_painted / 1e3;
      blocks[i] = loop.longest / 1e3;
      mib = bench_get_private_mib ();
      gtk_window_destroy (GTK_WINDOW (bench.window));
      while (g_main_context_iteration (NULL, FALSE))
        ;
      single[i] = measure_request (session);
      ratios[i] = first[i] / single[i];
    }
  g_print ("%3u ms a request, %6u accounts: first painted %5.0f ms / one request %5.0f ms = %.2f; all %6.0f ms, "
           "longest block %4.0f ms, %.0f MiB\n",
           latency, n, bench_median (first, N_ROUNDS), bench_median (single, N_ROUNDS), bench_median (ratios, N_ROUNDS),
           bench_median (all, N_ROUNDS), bench_median (blocks, N_ROUNDS), mib);
}

int
main (int argc, char **argv)
{
  static const guint latencies[] = { 50, 200 };
  static const guint sizes[] = { 1000, 10000, 20000 };

  pid_t servers[G_N_ELEMENTS (latencies)];
  int ports[G_N_ELEMENTS (latencies)];

  for (guint i = 0; i < G_N_ELEMENTS (latencies); i++)
    ports[i] = bench_scm_start (latencies[i], &servers[i]); /* before there are threads */
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (latencies); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
        measure (ports[i], latencies[i], sizes[j]);
      bench_scm_stop (servers[i]);
    }
  return EXIT_SUCCESS;
}
