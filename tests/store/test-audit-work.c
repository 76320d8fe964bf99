/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-audit-work-private.h"

#include <string.h>

#include "sample-events.h"

static void
never_cb (GBytes   *order,
          gpointer  user_data)
{
  g_assert_not_reached ();
}

static void
fill (AcmeAuditLog *log,
      guint         n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("word %u", acme_audit_log_get_n (log));
      AcmeEventRecord record = { .time = acme_audit_log_get_n (log), .raw = { "{}", 2 } };

      record.fields[ACME_EVENT_DESCRIPTION] = (AcmeSlice) { text, strlen (text) };
      record.fields[ACME_EVENT_ACTION] = (AcmeSlice) { i % 3 == 0 ? "SSL: issued" : "Login", i % 3 == 0 ? 11 : 5 };
      g_assert_true (acme_audit_log_append (log, &record, NULL));
    }
}

static guint
count_rows (const AcmeAuditAnswer *answer)
{
  return g_bytes_get_size (answer->order) / sizeof (guint32);
}

/* What was found is found again without a filter, and what is new besides; a run that was stopped spoils nothing. */
static void
test_goes_on (void)
{
  static const int never = FALSE, at_once = TRUE;
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_event_fields);
  g_autoptr(AcmeAuditWork) work = acme_audit_work_new (log);
  g_auto(AcmeAuditAnswer) answer = { 0 };
  AcmeAuditQuestion question = { .from = G_MININT64, .to = G_MAXINT64, .sort_field = ACME_EVENT_DATE,
                                 .descending = TRUE, .max_bins = 4, .bins_from = 0, .bins_to = 100000 };
  guint fields[] = { ACME_EVENT_DESCRIPTION };

  fill (log, 40000);
  acme_query_set_search_fields (query, fields, 1);
  acme_query_set_search (query, "7 word");
  question.filter = acme_audit_filter_new (log, query, NULL);
  g_assert_false (acme_audit_work_run (work, &question, &at_once, never_cb, NULL, &answer));
  g_assert_null (answer.order);

  question.filter = NULL; /* that of before */
  g_assert_true (acme_audit_work_run (work, &question, &never, never_cb, NULL, &answer));
  g_assert_cmpuint (answer.n, ==, 40000);
  g_assert_cmpuint (count_rows (&answer), ==, 13756); /* of the numbers below it, so many have a 7 */
  g_assert_cmpuint (((const guint32 *) g_bytes_get_data (answer.order, NULL))[0], ==, 39997);
  g_assert_cmpuint (g_bytes_get_size (answer.passes), ==, 40000);
  g_assert_cmpuint (acme_histogram_data_count (answer.bins, 0, answer.bins->n_bins), ==, 13756);
  acme_audit_answer_clear (&answer);

  fill (log, 30000);
  g_assert_false (acme_audit_work_run (work, &question, &at_once, never_cb, NULL, &answer));
  g_assert_true (acme_audit_work_run (work, &question, &never, never_cb, NULL, &answer));
  g_assert_cmpuint (answer.n, ==, 70000);
  g_assert_cmpuint (count_rows (&answer), ==, 24073);
  acme_audit_answer_clear (&answer);

  question.from = 69997;
  question.max_bins = 0;
  g_assert_true (acme_audit_work_run (work, &question, &never, never_cb, NULL, &answer));
  g_assert_cmpuint (count_rows (&answer), ==, 1);
  g_assert_null (answer.bins);
}

typedef struct
{
  guint n_parts;
  guint n_rows;
} Parts;

static void
part_cb (GBytes   *order,
         gpointer  user_data)
{
  g_autoptr(GBytes) owned = order;
  Parts *parts = user_data;
  const guint32 *indices = g_bytes_get_data (owned, NULL);
  guint n = g_bytes_get_size (owned) / sizeof (guint32);

  /* the newest come first, so those that came last are found first, and each part goes on where the last one ended */
  g_assert_cmpuint (n, >, parts->n_rows);
  g_assert_cmpuint (indices[0], ==, 149999);
  g_assert_cmpuint (indices[n - 1], ==, 150000 - n);
  parts->n_rows = n;
  parts->n_parts++;
}

/* What takes long is told in parts. */
static void
test_parts (void)
{
  static const int never = FALSE;
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_event_fields);
  g_autoptr(AcmeAuditWork) work = acme_audit_work_new (log);
  g_autoptr(GPtrArray) criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
  g_auto(AcmeAuditAnswer) answer = { 0 };
  AcmeAuditQuestion question = { .from = G_MININT64, .to = G_MAXINT64, .sort_field = ACME_EVENT_DATE,
                                 .descending = TRUE };
  Parts parts = { 0 };
  gint64 start;

  fill (log, 150000);
  for (guint i = 0; i < 4; i++) /* which all are asked of each record anew */
    g_ptr_array_add (criteria, acme_criterion_new (&acme_event_fields, ACME_EVENT_RAW, ACME_OPERATOR_MATCHES, "^{}$",
                                                   NULL));
  acme_query_set_criteria (query, criteria);
  question.filter = acme_audit_filter_new (log, query, NULL);
  start = g_get_monotonic_time ();
  g_assert_true (acme_audit_work_run (work, &question, &never, part_cb, &parts, &answer));
  g_assert_true (parts.n_parts >= 1 || g_get_monotonic_time () - start < G_USEC_PER_SEC / 2);
  g_assert_cmpuint (count_rows (&answer), ==, 150000);
}

int
main (int argc, char **argv)
{
  int status;

  sample_own_cache ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit-work/goes-on", test_goes_on);
  g_test_add_func ("/audit-work/parts", test_parts);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
