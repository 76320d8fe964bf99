/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-audit-filter-private.h"

#include <string.h>

#include "sample-events.h"

/* Where a word is matters: what is beside a field that is searched is not in it. That filters mean what AcmeQuery
 * means is tried in test-audit-view.c, at random. */
typedef struct
{
  AcmeAuditLog *log;
  AcmeQuery *query;
  AcmeAuditScratch *scratch;
} Fixture;

static void
append (AcmeAuditLog *log,
        const char   *id,
        const char   *object,
        const char   *description)
{
  AcmeEventRecord record = { .time = 0, .object = { object, strlen (object) },
                             .object_type = { "scm.acme.account", strlen ("scm.acme.account") }, .raw = { "{}", 2 } };

  record.fields[ACME_EVENT_ID] = (AcmeSlice) { id, strlen (id) };
  record.fields[ACME_EVENT_DESCRIPTION] = (AcmeSlice) { description, strlen (description) };
  g_assert_true (acme_audit_log_append (log, &record, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->log = acme_audit_log_new (ACME_SCM_AUDIT_API);
  fixture->query = acme_query_new (&acme_event_fields);
  fixture->scratch = acme_audit_scratch_new (fixture->log);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->scratch, acme_audit_scratch_free);
  g_assert_finalize_object (g_steal_pointer (&fixture->log));
  g_assert_finalize_object (g_steal_pointer (&fixture->query));
}

/* Returns: which of the events are let through, as in "101" */
static char *
run (Fixture    *fixture,
     const char *search,
     int         field)
{
  static const int is_cancelled = FALSE;
  g_autoptr(AcmeAuditFilter) filter = NULL;
  guint fields[] = { (guint) field };
  guint n = acme_audit_log_get_n (fixture->log);
  char *passes = g_malloc0 (n + 1);

  if (field >= 0)
    acme_query_set_search_fields (fixture->query, fields, 1);
  acme_query_set_search (fixture->query, search);
  filter = acme_audit_filter_new (fixture->log, fixture->query, NULL);
  acme_audit_filter_prepare (filter);
  g_assert_true (acme_audit_filter_run (filter, fixture->scratch, 0, n, (guint8 *) passes, NULL, &is_cancelled));
  for (guint i = 0; i < n; i++)
    passes[i] += '0';
  return passes;
}

#define ASSERT_RUN(search, field, expected)                        \
  G_STMT_START {                                                   \
    g_autofree char *passes = run (fixture, search, field);        \
    g_assert_cmpstr (passes, ==, expected);                        \
  } G_STMT_END

static void
test_parts (Fixture       *fixture,
            gconstpointer  data)
{
  append (fixture->log, "17", "42", "web 23");
  append (fixture->log, "23", "17", "mail");
  append (fixture->log, "42", "", "WEB mail 17 17");
  append (fixture->log, "", "", "");

  ASSERT_RUN ("17", ACME_EVENT_ID, "1000");
  ASSERT_RUN ("17", ACME_EVENT_DESCRIPTION, "0010");
  ASSERT_RUN ("23", ACME_EVENT_DESCRIPTION, "1000");
  ASSERT_RUN ("42", ACME_EVENT_DESCRIPTION, "0000");
  ASSERT_RUN ("acme", ACME_EVENT_DESCRIPTION, "0000"); /* only the object's type has it */
  ASSERT_RUN ("web Mail", ACME_EVENT_DESCRIPTION, "0010");
  ASSERT_RUN ("web", ACME_EVENT_DATE, "0000");
  ASSERT_RUN ("1970", ACME_EVENT_DATE, "1111");
  ASSERT_RUN ("", ACME_EVENT_DATE, "1111");
  ASSERT_RUN ("17web", ACME_EVENT_ID, "0000"); /* no word goes on in the next field */
}

/* One line in many: these are looked at one by one; and a line whose head is longer than is noted. */
static void
test_sparse_and_long (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *id = g_strnfill (70000, '7');
  g_autofree char *passes = NULL;

  for (guint i = 0; i < 100; i++)
    append (fixture->log, i == 50 ? id : "1", "", i % 25 == 0 ? "rare word" : "word");
  passes = run (fixture, "rare word", ACME_EVENT_DESCRIPTION);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpint (passes[i], ==, i % 25 == 0 ? '1' : '0');
  g_clear_pointer (&passes, g_free);
  passes = run (fixture, "777", ACME_EVENT_DESCRIPTION);
  g_assert_null (strchr (passes, '1'));
  g_clear_pointer (&passes, g_free);
  passes = run (fixture, "777", ACME_EVENT_ID);
  g_assert_true (strchr (passes, '1') == passes + 50);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  static const int is_cancelled = TRUE;
  g_autoptr(AcmeAuditFilter) filter = NULL;
  guint8 passes[1];

  append (fixture->log, "1", "", "word");
  acme_query_set_search (fixture->query, "word");
  filter = acme_audit_filter_new (fixture->log, fixture->query, NULL);
  acme_audit_filter_prepare (filter);
  g_assert_false (acme_audit_filter_run (filter, fixture->scratch, 0, 1, passes, NULL, &is_cancelled));
}

static gpointer
cancel_soon (gpointer is_cancelled)
{
  g_usleep (10 * 1000);
  g_atomic_int_set ((int *) is_cancelled, TRUE);
  return NULL;
}

static gint64
measure_scope (Fixture         *fixture,
               AcmeAuditFilter *filter,
               gboolean         cancel)
{
  guint n = acme_audit_log_get_n (fixture->log);
  g_autofree guint8 *passes = g_malloc0 (n);
  g_autofree guint8 *scoped = g_malloc0 (n);
  int is_cancelled = FALSE;
  gint64 began = g_get_monotonic_time ();
  GThread *thread = cancel ? g_thread_new ("cancel", cancel_soon, &is_cancelled) : NULL;

  acme_audit_filter_run (filter, fixture->scratch, 0, n, passes, scoped, &is_cancelled);
  g_clear_pointer (&thread, g_thread_join);
  return g_get_monotonic_time () - began;
}

/* A few long events take as long as many short ones. */
static void
test_cancelled_meanwhile (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (17);
  g_autoptr(AcmeEventScope) scope = acme_event_scope_new_for_endpoint (endpoint, NULL);
  g_autofree char *text = g_strnfill (512 * 1024, ' ');
  g_autoptr(AcmeAuditFilter) filter = NULL;

  for (gsize i = 0; i < 512 * 1024; i += 2)
    text[i] = 'a';
  for (guint i = 0; i < 200; i++)
    append (fixture->log, "1", "", text);
  filter = acme_audit_filter_new (fixture->log, fixture->query, scope);
  acme_audit_filter_prepare (filter);
  g_assert_cmpint (measure_scope (fixture, filter, TRUE), <, measure_scope (fixture, filter, FALSE) / 2);
}

int
main (int argc, char **argv)
{
  int status;

  sample_own_cache ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/audit-filter/parts", Fixture, NULL, set_up, test_parts, tear_down);
  g_test_add ("/audit-filter/sparse-and-long", Fixture, NULL, set_up, test_sparse_and_long, tear_down);
  g_test_add ("/audit-filter/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/audit-filter/cancelled-meanwhile", Fixture, NULL, set_up, test_cancelled_meanwhile, tear_down);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
