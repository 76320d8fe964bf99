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

static void
assert_text (GPtrArray  *counts,
             guint       i,
             const char *text,
             guint       count)
{
  g_assert_cmpuint (i, <, counts->len);
  g_assert_cmpstr (acme_item_get_text (counts->pdata[i], ACME_TEXT_COUNT_TEXT), ==, text);
  g_assert_cmpint (acme_item_get_number (counts->pdata[i], ACME_TEXT_COUNT_COUNT), ==, count);
}

/* The most frequent come first, equally frequent ones by their letters; "" is no text. */
static void
test_texts (void)
{
  static const char *const actions[] = { "b", "a", "", "b", "c", "c", "b", "d", "left out", "too late", "" };
  const guint n = G_N_ELEMENTS (actions);
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  guint8 passes[G_N_ELEMENTS (actions)];
  g_autoptr(GPtrArray) all = NULL, some = NULL, few = NULL, none = NULL;

  for (guint i = 0; i < n; i++)
    append (log, actions[i], strcmp (actions[i], "too late") == 0 ? 1000 : (gint64) i);
  memset (passes, TRUE, sizeof passes);
  passes[8] = FALSE;

  some = acme_audit_count_texts (log, ACME_EVENT_ACTION, passes, n, 0, 1000, 100);
  g_assert_cmpuint (some->len, ==, 4);
  assert_text (some, 0, "b", 3);
  assert_text (some, 1, "c", 2);
  assert_text (some, 2, "a", 1);
  assert_text (some, 3, "d", 1);

  all = acme_audit_count_texts (log, ACME_EVENT_ACTION, NULL, n, G_MININT64, G_MAXINT64, 100);
  g_assert_cmpuint (all->len, ==, 6);
  few = acme_audit_count_texts (log, ACME_EVENT_ACTION, NULL, n, 0, 1000, 2);
  g_assert_cmpuint (few->len, ==, 2);
  assert_text (few, 0, "b", 3);
  assert_text (few, 1, "c", 2);
  none = acme_audit_count_texts (log, ACME_EVENT_ADMIN, NULL, n, 0, 1000, 100);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (acme_audit_count_texts (log, ACME_EVENT_DESCRIPTION, NULL, n, 0, 1000, 100));
  g_assert_null (acme_audit_count_texts (log, ACME_EVENT_DATE, NULL, n, 0, 1000, 100));
}

/* Of many the right hundred, in whatever order they came. */
static void
test_many_texts (void)
{
  const guint n_texts = 500;
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  g_autoptr(GPtrArray) counts = NULL;
  guint n = 0;

  for (guint i = 0; i < n_texts; i++)
    {
      guint frequency = i * 7 % n_texts + 1;
      g_autofree char *text = g_strdup_printf ("text %03u", frequency);

      for (guint j = 0; j < frequency; j++, n++)
        append (log, text, 0);
    }

  counts = acme_audit_count_texts (log, ACME_EVENT_ACTION, NULL, n, 0, 1, 100);
  g_assert_cmpuint (counts->len, ==, 100);
  for (guint i = 0; i < counts->len; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %03u", n_texts - i);

      assert_text (counts, i, text, n_texts - i);
    }
}

int
main (int argc, char **argv)
{
  int status;

  sample_own_cache ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit-count/kinds", test_kinds);
  g_test_add_func ("/audit-count/few-or-none", test_few_or_none);
  g_test_add_func ("/audit-count/texts", test_texts);
  g_test_add_func ("/audit-count/many-texts", test_many_texts);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
