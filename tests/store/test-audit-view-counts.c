/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-audit-view.h"

#include <string.h>

#include "sample-events.h"
#include "view-fixture.h"

static guint
count_kind (Fixture    *fixture,
            const char *kind,
            gint64      from,
            gint64      to)
{
  guint n = 0;

  for (guint i = 0; i < fixture->events->len; i++)
    {
      AcmeItem *event = fixture->events->pdata[i];
      const char *action = acme_item_get_text (event, ACME_EVENT_ACTION);
      gint64 time = acme_item_get_number (event, ACME_EVENT_DATE);

      n += acme_query_matches (fixture->query, event) && time >= from && time < to &&
           g_str_has_prefix (action, kind) && strchr (":", action[strlen (kind)]) != NULL;
    }
  return n;
}

/* The histogram shows what the table would, at any time. */
static void
test_bins (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (12);
  gint64 from = G_GINT64_CONSTANT (1792886400) * G_USEC_PER_SEC;
  gint64 to = from + 41 * G_TIME_SPAN_HOUR;
  g_autoptr(AcmeHistogramData) first = NULL;
  g_autoptr(AcmeHistogramData) bins = NULL;
  guint n_total = 0;

  sample_add_events (fixture->log, fixture->events, rand, 5000, FALSE);
  acme_query_set_search (fixture->query, "e");
  acme_audit_view_set_time_range (fixture->view, from, from + G_TIME_SPAN_HOUR);
  acme_audit_view_finish (fixture->view);
  first = acme_audit_view_count_bins (fixture->view, from, to, 50);

  acme_query_set_search (fixture->query, "we");
  acme_audit_view_finish (fixture->view);
  bins = acme_audit_view_count_bins (fixture->view, from, to, 50); /* counted by the thread */
  g_assert_true (bins != first);
  g_assert_cmpuint (acme_histogram_data_count (bins, 0, bins->n_bins), <,
                    acme_histogram_data_count (first, 0, first->n_bins));

  g_assert_cmpuint (bins->n_kinds, ==, 6);
  g_assert_true (bins->has_other);
  for (guint kind = 0; kind < bins->n_kinds; kind++)
    {
      guint64 n = acme_histogram_data_count_kind (bins, kind, 0, bins->n_bins);

      if (kind < 5)
        g_assert_cmpuint (n, ==, count_kind (fixture, bins->kinds[kind], from, to));
      n_total += n;
    }
  g_assert_cmpuint (n_total, ==, acme_histogram_data_count (bins, 0, bins->n_bins));
  for (guint bin = 0; bin < bins->n_bins; bin++)
    {
      guint n = 0;

      for (guint i = 0; i < fixture->events->len; i++)
        {
          gint64 time = acme_item_get_number (fixture->events->pdata[i], ACME_EVENT_DATE);

          n += time >= bins->edges[bin] && time < bins->edges[bin + 1] &&
               acme_query_matches (fixture->query, fixture->events->pdata[i]);
        }
      g_assert_cmpuint (acme_histogram_data_count (bins, bin, 1), ==, n);
    }
}

static guint
check_texts (Fixture *fixture)
{
  g_autoptr(GPtrArray) texts = acme_rows_list_texts (ACME_ROWS (fixture->view), ACME_EVENT_ADMIN);
  gint64 before = G_MAXINT64;

  for (guint i = 0; i < texts->len; i++)
    {
      gint64 n = 0, count = acme_item_get_number (texts->pdata[i], ACME_TEXT_COUNT_COUNT);

      for (guint j = 0; j < fixture->events->len; j++)
        n += view_shows (fixture, j) && g_str_equal (acme_item_get_text (fixture->events->pdata[j], ACME_EVENT_ADMIN),
                                                   acme_item_get_text (texts->pdata[i], ACME_TEXT_COUNT_TEXT));
      g_assert_true (count == n && count <= before);
      before = count;
    }
  return texts->len;
}

/* What there is to choose from is what the scope and the time let through; a filter takes nothing of it away. */
static void
test_texts (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (13);
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (1);
  g_autoptr(GPtrArray) filtered = NULL;
  guint n = check_texts (fixture);

  g_assert_cmpuint (n, ==, 0);
  sample_add_events (fixture->log, fixture->events, rand, 6000, FALSE);
  acme_audit_view_finish (fixture->view);
  g_assert_cmpuint (check_texts (fixture), >, 1);
  g_assert_null (acme_rows_list_texts (ACME_ROWS (fixture->view), ACME_EVENT_DESCRIPTION));

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "web");
  fixture->scope = acme_event_scope_new_for_endpoint (endpoint, NULL);
  acme_audit_view_set_scope (fixture->view, fixture->scope);
  fixture->from = G_GINT64_CONSTANT (1792886400) * G_USEC_PER_SEC + G_TIME_SPAN_HOUR;
  acme_audit_view_set_time_range (fixture->view, fixture->from, fixture->to);
  acme_audit_view_finish (fixture->view);
  n = check_texts (fixture);
  g_assert_cmpuint (n, >, 1);

  acme_query_set_search (fixture->query, "there is no such text");
  acme_audit_view_finish (fixture->view);
  filtered = acme_rows_list_texts (ACME_ROWS (fixture->view), ACME_EVENT_ADMIN);
  g_assert_cmpuint (filtered->len, ==, n);
}

int
main (int argc, char **argv)
{
  int status;

  sample_own_cache ();
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/audit-view-counts/bins", Fixture, NULL, view_set_up, test_bins, view_tear_down);
  g_test_add ("/audit-view-counts/texts", Fixture, NULL, view_set_up, test_texts, view_tear_down);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
