/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts imported from a file, each request 50 ms away, against the same accounts created one after the other. The
 * latter is measured with a sample in the same run and scaled, since a thousand of them take minutes. */

#include "bench.h"

#include "acme-account-draft.h"
#include "acme-account.h"
#include "acme-demo-server.h"
#include "acme-import-row.h"
#include "acme-outcome.h"
#include "acme-scm-account-creation.h"
#include "acme-scm-endpoints.h"
#include "acme-scm-import.h"

#define LATENCY_MSEC 50
#define SAMPLE 60
#define AT_MOST 0.4

typedef struct
{
  AcmeScmSession *session;
  GPtrArray *endpoints;
  gboolean done;
} Bench;

static void
wait_for (Bench *bench)
{
  while (!bench->done)
    g_main_context_iteration (NULL, TRUE);
  bench->done = FALSE;
}

static void
endpoints_cb (GObject      *session,
              GAsyncResult *result,
              gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr(GError) error = NULL;

  bench->endpoints = acme_scm_list_endpoints_finish (ACME_SCM_SESSION (session), result, &error);
  g_assert_no_error (error);
  bench->done = TRUE;
}

static void
import_cb (GObject      *session,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  acme_scm_import_finish (ACME_SCM_SESSION (session), result, &error);
  g_assert_no_error (error);
  ((Bench *) user_data)->done = TRUE;
}

static void
created_cb (GObject      *session,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeScmCreated) created = acme_scm_create_account_finish (ACME_SCM_SESSION (session), result, &error);

  g_assert_no_error (error);
  ((Bench *) user_data)->done = TRUE;
}

/* Every second account is a public one with a domain, the others are universal ones with a profile. */
static GPtrArray *
make_rows (guint n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      AcmeItem *row = ACME_ITEM (acme_import_row_new (i + 2));
      g_autofree char *name = g_strdup_printf ("account %u of %u", i, n);

      acme_item_set_string (row, ACME_IMPORT_ROW_NAME, name);
      acme_item_set_string (row, ACME_IMPORT_ROW_ENDPOINT, i % 2 == 0 ? "737" : "750");
      acme_item_set_string (row, ACME_IMPORT_ROW_ORGANIZATION_ID, "1697");
      acme_item_set_string (row, i % 2 == 0 ? ACME_IMPORT_ROW_DOMAINS : ACME_IMPORT_ROW_PROFILE,
                            i % 2 == 0 ? "www.northern.example" : "Private SSL");
      g_ptr_array_add (rows, row);
    }
  return rows;
}

/* How long it takes to import @rows, in milliseconds. */
static double
measure_import (Bench     *bench,
                GPtrArray *rows)
{
  gint64 start = g_get_monotonic_time ();

  acme_scm_import_async (bench->session, rows, bench->endpoints, FALSE, NULL, NULL, NULL, import_cb, bench);
  wait_for (bench);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (acme_item_get_string (rows->pdata[i], ACME_IMPORT_ROW_OUTCOME), ==, ACME_OUTCOME_CREATED);
  return (g_get_monotonic_time () - start) / 1e3;
}

/* How long one account takes if each waits for the one before it, in milliseconds. */
static double
measure_in_turn (Bench *bench)
{
  static const char *const domains[] = { "www.northern.example", NULL };
  g_autoptr(GPtrArray) known = g_ptr_array_new ();
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < SAMPLE; i++)
    {
      g_autofree char *name = g_strdup_printf ("in turn %u", i);
      g_autoptr(AcmeAccountDraft) draft =
        i % 2 == 0 ? acme_account_draft_new (ACME_ACCOUNT_KIND_PUBLIC, name, "https://acme.sectigo.com/v2/DV", 1697,
                                             NULL, domains)
                   : acme_account_draft_new (ACME_ACCOUNT_KIND_UNIVERSAL, name,
                                             "https://acme.enterprise.northern.example/directory", 1697,
                                             "Private SSL", NULL);

      acme_scm_create_account_async (bench->session, draft, known, NULL, created_cb, bench);
      wait_for (bench);
    }
  return (g_get_monotonic_time () - start) / 1e3 / SAMPLE;
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 250, 500, 1000 };
  const AcmeDemoFault latency = { .kind = ACME_DEMO_FAULT_LATENCY, .delay_ms = LATENCY_MSEC, .retry_after = -1 };
  g_autoptr(AcmeDemoServer) demo = acme_demo_server_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(AcmeScmConfig) config = NULL;
  g_autoptr(GError) error = NULL;
  Bench bench = { NULL };
  double each;

  acme_demo_server_start (demo, 0, &error);
  g_assert_no_error (error);
  config = acme_scm_config_new (acme_demo_server_get_url (demo));
  acme_scm_config_set_password (config, acme_demo_server_get_login (demo), acme_demo_server_get_password (demo),
                                acme_demo_server_get_customer_uri (demo));
  bench.session = acme_scm_session_new (config);
  acme_scm_list_endpoints_async (bench.session, NULL, NULL, NULL, NULL, NULL, endpoints_cb, &bench);
  wait_for (&bench);

  acme_demo_server_add_fault (demo, &latency);
  each = measure_in_turn (&bench);
  g_print ("Accounts from a file, %d ms a request: imported / created one after the other (%.0f ms each, a sample of "
           "%d), which is to be at most %.1f\n", LATENCY_MSEC, each, SAMPLE, AT_MOST);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GPtrArray) rows = make_rows (sizes[i]);
      double before = bench_get_private_mib ();
      double taken = measure_import (&bench, rows);

      g_print ("  %5u accounts: %6.0f ms / %6.0f ms = %.2f, at most %u in flight, %+.1f MiB with those of the server\n",
               sizes[i], taken, each * sizes[i], taken / (each * sizes[i]),
               acme_demo_server_get_max_in_flight (demo), bench_get_private_mib () - before);
    }
  g_ptr_array_unref (bench.endpoints);
  g_object_unref (bench.session);
  return 0;
}
