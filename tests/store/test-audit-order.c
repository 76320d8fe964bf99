/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-audit-order-private.h"

#include <string.h>
#include <sys/resource.h>

#include "acme-query.h"
#include "sample-events.h"

/* More than are sorted by one thread, with much that is alike at its beginning */
#define N 90000

typedef struct
{
  AcmeAuditLog *log;
  GPtrArray *texts;  /* descriptions */
  GArray *times;     /* gint64 */
  GArray *expected;  /* guint32 */
} Fixture;

static char *
make_text (GRand *rand)
{
  static const char *const beginnings[] = { "", "certificate for ", "certificate for www.host", "account \"web\" (id ",
                                            "a very long text that all of many say before they differ: " };
  const char *beginning = beginnings[g_rand_int_range (rand, 0, G_N_ELEMENTS (beginnings))];

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return g_strdup (beginning);
    case 1:
      return g_strdup_printf ("%s%d", beginning, g_rand_int_range (rand, 0, 30));
    case 2:
      return g_strdup_printf ("%s%d.example.test requested", beginning, g_rand_int_range (rand, 0, 100000));
    default:
      return g_strdup_printf ("%s\303\251%d", beginning, g_rand_int_range (rand, 0, 300));
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);

  fixture->log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  fixture->texts = g_ptr_array_new_with_free_func (g_free);
  fixture->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->expected = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < N; i++)
    {
      char *text = make_text (rand);
      AcmeEventRecord record = { .time = g_rand_int_range (rand, -50, 1000) * G_GINT64_CONSTANT (86400000000),
                                 .raw = { "{}", 2 } };

      record.fields[ACME_EVENT_DESCRIPTION] = (AcmeSlice) { text, strlen (text) };
      record.fields[ACME_EVENT_ADDRESS] = (AcmeSlice) { text, MIN (strlen (text), 18) };
      g_assert_true (acme_audit_log_append (fixture->log, &record, NULL));
      g_ptr_array_add (fixture->texts, g_steal_pointer (&text));
      g_array_append_val (fixture->times, record.time);
      g_array_append_val (fixture->expected, i);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->texts, g_ptr_array_unref);
  g_clear_pointer (&fixture->times, g_array_unref);
  g_clear_pointer (&fixture->expected, g_array_unref);
  g_assert_finalize_object (g_steal_pointer (&fixture->log));
}

static int
compare_texts (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  GPtrArray *texts = ((Fixture *) data)->texts;
  g_autofree char *x = g_ascii_strdown (texts->pdata[*(const guint32 *) a], -1);
  g_autofree char *y = g_ascii_strdown (texts->pdata[*(const guint32 *) b], -1);

  /* é is folded to e and an accent; there is no other letter of several bytes here */
  for (char *letter = x; (letter = strstr (letter, "\303\251")) != NULL; )
    memcpy (letter, "e\314", 2);
  for (char *letter = y; (letter = strstr (letter, "\303\251")) != NULL; )
    memcpy (letter, "e\314", 2);
  return strcmp (x, y);
}

static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  GArray *times = ((Fixture *) data)->times;
  gint64 x = g_array_index (times, gint64, *(const guint32 *) a);
  gint64 y = g_array_index (times, gint64, *(const guint32 *) b);

  return (x > y) - (x < y);
}

static int
compare_downwards (gconstpointer a,
                   gconstpointer b,
                   gpointer      data)
{
  return compare_texts (b, a, data);
}

static void
check (Fixture          *fixture,
       int               field,
       gboolean          descending,
       GCompareDataFunc  compare)
{
  static const int is_cancelled = FALSE;
  g_autoptr(AcmeAuditOrder) order = acme_audit_order_new (fixture->log, field, descending, &is_cancelled);
  g_autofree guint32 *indices = g_new (guint32, N);
  g_autofree guint32 *merged = NULL;

  for (guint32 i = 0; i < N; i++)
    indices[i] = i;
  if (compare != NULL)
    g_array_sort_with_data (fixture->expected, compare, fixture); /* which is stable */

  /* in two parts, and merged */
  acme_audit_order_sort (order, indices, N / 3);
  acme_audit_order_sort (order, indices + N / 3, N - N / 3);
  merged = acme_audit_order_merge (order, indices, N / 3, indices + N / 3, N - N / 3);
  g_assert_cmpmem (merged, N * sizeof (guint32), fixture->expected->data, N * sizeof (guint32));

  for (guint32 i = 0; i < N; i++)
    indices[i] = i;
  acme_audit_order_sort (order, indices, N);
  g_assert_cmpmem (indices, N * sizeof (guint32), fixture->expected->data, N * sizeof (guint32));
}

static void
test_descriptions (Fixture       *fixture,
                   gconstpointer  data)
{
  check (fixture, ACME_EVENT_DESCRIPTION, FALSE, compare_texts);
}

static void
test_descriptions_downwards (Fixture       *fixture,
                             gconstpointer  data)
{
  check (fixture, ACME_EVENT_DESCRIPTION, TRUE, compare_downwards);
}

static void
test_times (Fixture       *fixture,
            gconstpointer  data)
{
  check (fixture, ACME_EVENT_DATE, FALSE, compare_times);
}

/* By arrival, whichever way: there is nothing to turn round. */
static void
test_arrival (Fixture       *fixture,
              gconstpointer  data)
{
  check (fixture, ACME_QUERY_NO_FIELD, TRUE, NULL);
  check (fixture, ACME_EVENT_ADMIN, TRUE, NULL); /* all have the same: none */
}

static void
test_numbers (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  static const char *const ids[] = { "10", "9", "", "100", "9" };
  static const int is_cancelled = FALSE;
  guint32 indices[] = { 0, 1, 2, 3, 4 };
  const guint32 expected[] = { 2, 1, 4, 0, 3 };
  const guint32 by_letters[] = { 2, 0, 3, 1, 4 };
  AcmeEventRecord record = { .raw = { "{}", 2 } };
  g_autoptr(AcmeAuditOrder) order = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      record.fields[ACME_EVENT_ID] = (AcmeSlice) { ids[i], strlen (ids[i]) };
      g_assert_true (acme_audit_log_append (log, &record, NULL));
    }
  order = acme_audit_order_new (log, ACME_EVENT_ID, FALSE, &is_cancelled);
  g_assert_true (acme_audit_order_by_numbers (order));
  acme_audit_order_sort (order, indices, G_N_ELEMENTS (indices));
  g_assert_cmpmem (indices, sizeof indices, expected, sizeof expected);
  g_clear_pointer (&order, acme_audit_order_free);

  record.fields[ACME_EVENT_ID] = (AcmeSlice) { "x", 1 };
  g_assert_true (acme_audit_log_append (log, &record, NULL));
  order = acme_audit_order_new (log, ACME_EVENT_ID, FALSE, &is_cancelled);
  g_assert_false (acme_audit_order_by_numbers (order));
  for (guint32 i = 0; i < G_N_ELEMENTS (indices); i++)
    indices[i] = i;
  acme_audit_order_sort (order, indices, G_N_ELEMENTS (indices));
  g_assert_cmpmem (indices, sizeof indices, by_letters, sizeof by_letters);
}

/* (transfer full): texts of so many letters that are alike, and one that is not */
static AcmeAuditLog *
make_log (guint n,
          gsize (*get_length) (guint i))
{
  AcmeAuditLog *log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  AcmeEventRecord record = { .raw = { "{}", 2 } };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strnfill (get_length (i) + 1, 'a');

      text[get_length (i)] = 'b';
      record.fields[ACME_EVENT_DESCRIPTION] = (AcmeSlice) { text, strlen (text) };
      g_assert_true (acme_audit_log_append (log, &record, NULL));
    }
  return log;
}

static gsize
get_growing_length (guint i)
{
  return 8 * i;
}

/* Each goes on a little longer than those before like those behind it: there is no end to it on a stack. */
static void
test_steps (void)
{
  static const int is_cancelled = FALSE;
  const guint n = 3000;
  g_autoptr(AcmeAuditLog) log = make_log (n, get_growing_length);
  g_autoptr(AcmeAuditOrder) order = acme_audit_order_new (log, ACME_EVENT_DESCRIPTION, FALSE, &is_cancelled);
  g_autofree guint32 *indices = g_new (guint32, n);
  struct rlimit before, small;

  for (guint32 i = 0; i < n; i++)
    indices[i] = i;
  g_assert_cmpint (getrlimit (RLIMIT_STACK, &before), ==, 0);
  small = before;
  small.rlim_cur = 384 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_STACK, &small), ==, 0);
  acme_audit_order_sort (order, indices, n);
  g_assert_cmpint (setrlimit (RLIMIT_STACK, &before), ==, 0);
  for (guint32 i = 0; i < n; i++)
    g_assert_cmpuint (indices[i], ==, n - 1 - i);
}

static gsize
get_one_length (guint i)
{
  return 256 * 1024;
}

static gpointer
cancel_soon (gpointer is_cancelled)
{
  g_usleep (10 * 1000);
  g_atomic_int_set ((int *) is_cancelled, TRUE);
  return NULL;
}

static gint64
measure_sort (AcmeAuditLog *log,
              gboolean      cancel)
{
  int is_cancelled = FALSE;
  g_autoptr(AcmeAuditOrder) order = acme_audit_order_new (log, ACME_EVENT_DESCRIPTION, FALSE, &is_cancelled);
  guint n = acme_audit_log_get_n (log);
  g_autofree guint32 *indices = g_new (guint32, n);
  gint64 began = g_get_monotonic_time ();
  GThread *thread = cancel ? g_thread_new ("cancel", cancel_soon, &is_cancelled) : NULL;

  for (guint32 i = 0; i < n; i++)
    indices[i] = i;
  acme_audit_order_sort (order, indices, n);
  g_clear_pointer (&thread, g_thread_join);
  return g_get_monotonic_time () - began;
}

/* Long texts that are all alike take long, and a window that is closed meanwhile waits. */
static void
test_cancel (void)
{
  g_autoptr(AcmeAuditLog) log = make_log (300, get_one_length);

  g_assert_cmpint (measure_sort (log, TRUE), <, measure_sort (log, FALSE) / 2);
}

int
main (int argc, char **argv)
{
  int status;

  sample_own_cache ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/audit-order/descriptions", Fixture, NULL, set_up, test_descriptions, tear_down);
  g_test_add ("/audit-order/descriptions-downwards", Fixture, NULL, set_up, test_descriptions_downwards, tear_down);
  g_test_add ("/audit-order/times", Fixture, NULL, set_up, test_times, tear_down);
  g_test_add ("/audit-order/arrival", Fixture, NULL, set_up, test_arrival, tear_down);
  g_test_add ("/audit-order/numbers", Fixture, NULL, set_up, test_numbers, tear_down);
  g_test_add_func ("/audit-order/steps", test_steps);
  g_test_add_func ("/audit-order/cancel", test_cancel);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
