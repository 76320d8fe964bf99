/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-audit-count-private.h"

#include <string.h>

#include "sample-events.h"

static void
append (AcmeAuditLog *log,
        const char   *action,
        gint64        time)
{
  AcmeEventRecord record = { .time = time, .raw = { "{}", 2 } };

  record.fields[ACME_EVENT_ACTION] = (AcmeSlice) { action, strlen (action) };
  g_assert_true (acme_audit_log_append (log, &record, NULL));
}

/* The kind is what is before the colon, the most frequent come first, and the rest is together. */
static void
test_kinds (void)
{
  static const char *const actions[] = {
    "a: x", "a: y", "a", "b : x", "b: y", "c", "c", "d", "d", "e", "e", "f", "", ": x", "too late", "left out",
  };
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  guint8 passes[G_N_ELEMENTS (actions)];
  g_autoptr(AcmeHistogramData) data = NULL;
  static const guint counts[] = { 3, 2, 2, 2, 2, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    append (log, actions[i], strcmp (actions[i], "too late") == 0 ? 1000 : (gint64) i);
  memset (passes, TRUE, sizeof passes);
  passes[G_N_ELEMENTS (actions) - 1] = FALSE;

  data = acme_audit_count (log, passes, G_N_ELEMENTS (actions), 0, 1000, 10);
  g_assert_cmpuint (data->n_kinds, ==, 6);
  g_assert_true (data->has_other);
  g_assert_cmpstr (data->kinds[0], ==, "a");
  g_assert_cmpstr (data->kinds[1], ==, "b");
  g_assert_cmpstr (data->kinds[4], ==, "e");
  for (guint kind = 0; kind < data->n_kinds; kind++)
    g_assert_cmpuint (acme_histogram_data_count_kind (data, kind, 0, data->n_bins), ==, counts[kind]);
}

static void
test_few_or_none (void)
{
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  g_autoptr(AcmeHistogramData) none = acme_audit_count (log, NULL, 0, 0, 1000, 10);
  g_autoptr(AcmeHistogramData) one = NULL;
  const guint8 passes[] = { TRUE };

  g_assert_cmpuint (none->n_kinds, ==, 0);
  append (log, "SSL: issued", 5);
  one = acme_audit_count (log, passes, 1, 0, 1000, 10);
  g_assert_cmpuint (one->n_kinds, ==, 1);
  g_assert_false (one->has_other);
  g_assert_cmpstr (one->kinds[0], ==, "SSL");
  g_assert_cmpuint (acme_histogram_data_count (one, 0, one->n_bins), ==, 1);
}

int
main (int argc, char **argv)
{
  int status;

  sample_own_cache ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit-count/kinds", test_kinds);
  g_test_add_func ("/audit-count/few-or-none", test_few_or_none);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
