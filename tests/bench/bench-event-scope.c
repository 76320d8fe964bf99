/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What it costs to ask of an event whether it is about an endpoint, by how many accounts that has, beside looking for
 * one name in the folded text. */

#include "bench.h"

#include <string.h>

#include "acme-event-scope.h"
#include "acme-fold.h"

#define N_EVENTS 200000
#define N_ROUNDS 5

static GPtrArray *
make_descriptions (void)
{
  GPtrArray *descriptions = g_ptr_array_new_full (N_EVENTS, g_free);

  for (guint i = 0; i < N_EVENTS; i++)
    g_ptr_array_add (descriptions,
                     g_strdup_printf ("ACME account \"Team %u of the web %u\" (id %u) at \"OV – Central IT %u\" "
                                      "(https://acme.sectigo.com/v2/OV%u) was used by a new client",
                                      i % 40000, i % 7, 100000 + i % 40000, i % 300, i % 300));
  return descriptions;
}

static AcmeEventScope *
make_scope (guint n_accounts)
{
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (9);
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "OV – Central IT");
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, "https://acme.sectigo.com/v2/OV");
  for (guint i = 0; i < n_accounts; i++)
    {
      AcmeItem *account = ACME_ITEM (acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 500000 + i));
      g_autofree char *name = g_strdup_printf ("Team %u of the web", i);

      acme_item_set_string (account, ACME_ACCOUNT_NAME, name);
      g_ptr_array_add (accounts, account);
    }
  return acme_event_scope_new_for_endpoint (endpoint, accounts);
}

static double
measure_scope (GPtrArray *descriptions,
               guint      n_accounts,
               guint     *out_n)
{
  g_autoptr(AcmeEventScope) scope = make_scope (n_accounts);
  double times[N_ROUNDS];

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      gint64 start = bench_get_cpu_time ();

      *out_n = 0;
      for (guint i = 0; i < descriptions->len; i++)
        {
          AcmeEventRecord record = { .time = 0 };

          record.fields[ACME_EVENT_DESCRIPTION] =
              (AcmeSlice) { descriptions->pdata[i], strlen (descriptions->pdata[i]) };
          *out_n += acme_event_scope_matches (scope, &record);
        }
      times[round] = (bench_get_cpu_time () - start) * 1e3 / descriptions->len;
    }
  return bench_median (times, N_ROUNDS);
}

static double
measure_plain (GPtrArray *descriptions)
{
  double times[N_ROUNDS];

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      gint64 start = bench_get_cpu_time ();
      guint n = 0;

      for (guint i = 0; i < descriptions->len; i++)
        {
          g_autofree char *folded = acme_fold (descriptions->pdata[i]);

          n += strstr (folded, "team 5 of the web") != NULL;
        }
      g_assert_cmpuint (n, >, 0);
      times[round] = (bench_get_cpu_time () - start) * 1e3 / descriptions->len;
    }
  return bench_median (times, N_ROUNDS);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 1, 100, 10000 };
  g_autoptr(GPtrArray) descriptions = make_descriptions ();
  g_autoptr(GPtrArray) ascii = g_ptr_array_new_with_free_func (g_free);
  double plain, ascii_plain;

  for (guint i = 0; i < descriptions->len; i++)
    {
      GString *text = g_string_new (descriptions->pdata[i]);

      g_string_replace (text, "–", "-", 0);
      g_ptr_array_add (ascii, g_string_free (text, FALSE));
    }
  plain = measure_plain (descriptions);
  ascii_plain = measure_plain (ascii);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint n;
      double time = measure_scope (ascii, sizes[i], &n);

      g_print ("%5u accounts, ASCII: %4.0f ns an event, %.2f of folding it and looking for one name (%.0f ns)\n",
               sizes[i], time, time / ascii_plain, ascii_plain);
      time = measure_scope (descriptions, sizes[i], &n);
      g_print ("%5u accounts, other: %4.0f ns an event, %.2f of folding it and looking for one name (%.0f ns)\n",
               sizes[i], time, time / plain, plain);
    }
  return 0;
}
