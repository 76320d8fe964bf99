/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts of one endpoint over three sizes, each request 50 ms away: how long until the first of them are there,
 * against a single request, and how much memory one takes: when they are listed, and when a table has searched and
 * sorted them. */

#include "bench.h"

#include <malloc.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "acme-keyed-list.h"
#include "acme-row-model.h"
#include "acme-scm-accounts.h"
#include "acme-scm-organizations.h"
#include "bench-scm.h"

#define LATENCY_MSEC 50
#define N_ROUNDS 7

static AcmeScmSession *
make_session (int   port,
              guint n)
{
  g_autoptr(AcmeConnection) connection = bench_scm_make_connection (port, n);

  return acme_scm_session_new (acme_connection_get_config (connection));
}

typedef struct
{
  gint64 start;
  gint64 first_page; /* microseconds, or 0 */
  GPtrArray *accounts; /* (nullable) */
  gboolean is_done;
} Run;

static void
page_cb (GPtrArray *accounts,
         gpointer   user_data)
{
  Run *run = user_data;

  if (run->first_page == 0)
    run->first_page = g_get_monotonic_time () - run->start;
}

static void
accounts_cb (GObject      *session,
             GAsyncResult *result,
             gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;

  run->accounts = acme_scm_list_accounts_finish (ACME_SCM_SESSION (session), result, &error);
  g_assert_no_error (error);
  run->is_done = TRUE;
}

static void
organizations_cb (GObject      *session,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) organizations = NULL;

  organizations = acme_scm_list_organizations_finish (ACME_SCM_SESSION (session), result, &error);
  g_assert_no_error (error);
  run->is_done = TRUE;
}

static void
finish (Run *run)
{
  while (!run->is_done)
    g_main_context_iteration (NULL, TRUE);
}

/* Milliseconds of one request that is no more than one */
static double
measure_request (AcmeScmSession *session)
{
  Run run = { g_get_monotonic_time () };

  acme_scm_list_organizations_async (session, NULL, organizations_cb, &run);
  finish (&run);
  return (g_get_monotonic_time () - run.start) / 1e3;
}

static GPtrArray *
list_accounts (AcmeScmSession *session,
               double         *out_first,
               double         *out_all)
{
  g_autoptr(AcmeEndpoint) endpoint = bench_scm_make_endpoint ();
  Run run = { g_get_monotonic_time () };

  acme_scm_list_accounts_async (session, endpoint, NULL, 0, page_cb, &run, NULL, NULL, NULL, accounts_cb, &run);
  finish (&run);
  *out_first = run.first_page / 1e3;
  *out_all = (g_get_monotonic_time () - run.start) / 1e3;
  return run.accounts;
}

static void
measure_time (int   port,
              guint n)
{
  g_autoptr(AcmeScmSession) session = make_session (port, n);
  double first[N_ROUNDS], all[N_ROUNDS], single[N_ROUNDS], ratios[N_ROUNDS];

  measure_request (session); /* the connection is made */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr(GPtrArray) accounts = list_accounts (session, &first[i], &all[i]);

      g_assert_cmpuint (accounts->len, ==, n);
      single[i] = measure_request (session);
      ratios[i] = first[i] / single[i];
    }
  g_print ("  %6u accounts: first page %5.1f ms / one request %5.1f ms = %.2f, all %6.0f ms\n", n,
           bench_median (first, N_ROUNDS), bench_median (single, N_ROUNDS), bench_median (ratios, N_ROUNDS),
           bench_median (all, N_ROUNDS));
}

static double
get_used (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) info.uordblks + info.hblkhd;
}

static gboolean
is_idle (gpointer rows)
{
  return !acme_rows_is_busy (ACME_ROWS (rows));
}

/* What is there once for all: connections, threads, caches */
static void
warm_up (int port)
{
  g_autoptr(AcmeScmSession) session = make_session (port, 1000);
  double first, all;
  g_autoptr(GPtrArray) accounts = list_accounts (session, &first, &all);

  g_assert_cmpuint (accounts->len, ==, 1000);
}

/* In a process of its own, so that nothing of another size is left over */
static void
measure_memory (int   port,
                guint n)
{
  g_autoptr(AcmeScmSession) session = make_session (port, n);
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_account_fields);
  g_autoptr(AcmeRowModel) rows = acme_row_model_new (G_LIST_MODEL (list), query);
  double first, all, used_before, listed;
  BenchLoop loop = { 0, };

  warm_up (port);
  used_before = get_used ();
  {
    g_autoptr(GPtrArray) accounts = list_accounts (session, &first, &all);

    acme_keyed_list_add (list, accounts);
  }
  bench_run_loop (&loop, is_idle, rows);
  listed = get_used () - used_before;

  acme_query_set_sort (query, ACME_ACCOUNT_NAME, FALSE);
  acme_query_set_search (query, "nowhere to be found");
  bench_run_loop (&loop, is_idle, rows);
  acme_query_set_search (query, "");
  bench_run_loop (&loop, is_idle, rows);
  g_print ("  %6u accounts: %5.0f bytes each in a list, %5.0f searched and sorted, %.0f MiB the whole process\n", n,
           listed / n, (get_used () - used_before) / n, bench_get_private_mib ());
}

static void
measure_memory_apart (int   port,
                      guint n)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      measure_memory (port, n);
      _exit (EXIT_SUCCESS);
    }
  if (child < 0 || waitpid (child, &status, 0) != child || status != 0)
    g_error ("The memory of %u accounts could not be measured", n);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 1000, 10000, 20000 };
  pid_t server;
  int port = bench_scm_start (LATENCY_MSEC, &server);

  g_print ("Accounts of an endpoint, %d ms a request\n", LATENCY_MSEC);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure_memory_apart (port, sizes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure_time (port, sizes[i]);
  bench_scm_stop (server);
  return EXIT_SUCCESS;
}
