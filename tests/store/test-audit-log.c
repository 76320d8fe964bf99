/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-audit-log.h"

#include <string.h>
#include <sys/resource.h>

#include "acme-error.h"
#include "sample-events.h"

typedef struct
{
  AcmeAuditLog *log;
  GPtrArray *events; /* AcmeEvent */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  fixture->events = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->events, g_ptr_array_unref);
  g_assert_finalize_object (g_steal_pointer (&fixture->log));
}

static void
assert_same (AcmeItem *a,
             AcmeItem *b)
{
  for (guint field = 0; field <= ACME_EVENT_RAW; field++)
    g_assert_cmpstr (acme_item_get_text (a, field), ==, acme_item_get_text (b, field));
  g_assert_cmpint (acme_item_get_number (a, ACME_EVENT_DATE), ==, acme_item_get_number (b, ACME_EVENT_DATE));
}

/* What went in comes out, over more than one chunk. */
static void
test_keeps (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY);

  sample_add_events (fixture->log, fixture->events, rand, 40000, TRUE);
  g_assert_cmpuint (acme_audit_log_get_n (fixture->log), ==, 40000);
  g_assert_cmpint (acme_audit_log_get_source (fixture->log), ==, ACME_SCM_AUDIT_ACTIVITY);
  for (guint i = 0; i < 40000; i += 7)
    {
      g_autoptr(AcmeEvent) event = acme_audit_log_get_event (fixture->log, i);
      g_autoptr(AcmeEvent) copy = NULL;
      AcmeEventRecord record;
      AcmeSlice raw = acme_audit_log_get_raw (fixture->log, i);

      assert_same (ACME_ITEM (event), fixture->events->pdata[i]);
      g_assert_cmpint (acme_audit_log_get_time (fixture->log, i), ==,
                       acme_item_get_number (fixture->events->pdata[i], ACME_EVENT_DATE));
      g_assert_true (acme_audit_log_get_record (fixture->log, i, reader, &record));
      g_assert_cmpmem (record.raw.text, record.raw.length, raw.text, raw.length);
      copy = acme_event_new_from_record (&record);
      assert_same (ACME_ITEM (copy), fixture->events->pdata[i]);
    }
}

static void
test_identity (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (2);
  g_autoptr(AcmeEvent) event = NULL;
  gpointer gone;
  guint index;

  sample_add_events (fixture->log, fixture->events, rand, 10, FALSE);
  event = acme_audit_log_get_event (fixture->log, 3);
  {
    g_autoptr(AcmeEvent) again = acme_audit_log_get_event (fixture->log, 3);
    g_autoptr(AcmeEvent) other = acme_audit_log_get_event (fixture->log, 4);

    g_assert_true (again == event);
    g_assert_true (other != event);
    gone = other;
  }
  g_assert_true (acme_audit_log_find_event (fixture->log, event, &index));
  g_assert_cmpuint (index, ==, 3);
  g_assert_false (acme_audit_log_find_event (fixture->log, gone, &index));
  g_assert_false (acme_audit_log_find_event (fixture->log, fixture->log, NULL));
}

/* An event may outlive the log. */
static void
test_event_stays (void)
{
  AcmeAuditLog *log = acme_audit_log_new (ACME_SCM_AUDIT_API);
  g_autoptr(AcmeEvent) event = NULL;
  AcmeEventRecord record = { .time = 5, .raw = { "{\"action\":\"create\"}", 19 } };

  g_assert_true (acme_audit_log_append (log, &record, NULL));
  event = acme_audit_log_get_event (log, 0);
  g_assert_finalize_object (log);
  g_assert_cmpstr (acme_item_get_text (ACME_ITEM (event), ACME_EVENT_ACTION), ==, "create");
}

/* An event for which there is no room is not there, and those before it are. */
static void
test_no_room (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  AcmeEventRecord record = { .raw = { text, 1024 * 1024 } };
  g_autoptr(GError) error = NULL;
  struct rlimit before, limit;
  guint n = 0;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 8 * 1024 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  while (n < 100 && acme_audit_log_append (fixture->log, &record, &error))
    n++;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpuint (n, ==, 8);
  g_assert_cmpuint (acme_audit_log_get_n (fixture->log), ==, 8);
  g_assert_cmpuint (acme_audit_log_get_raw (fixture->log, 7).length, ==, 1024 * 1024);
}

typedef struct
{
  AcmeAuditLog *log;
  guint n_read;
} Reader;

/* Follows the log as an export does: reads what is there, waits for more, until no more comes. */
static gpointer
follow (gpointer data)
{
  Reader *reader = data;
  g_autoptr(AcmeScmEventReader) records = acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY);
  guint n;

  while ((n = acme_audit_log_wait (reader->log, reader->n_read, NULL)) > reader->n_read)
    {
      for (; reader->n_read < n; reader->n_read++)
        {
          g_autoptr(AcmeEvent) event = NULL;
          AcmeEventRecord record;

          g_assert_true (acme_audit_log_get_record (reader->log, reader->n_read, records, &record));
          event = acme_event_new_from_record (&record);
          g_assert_nonnull (strstr (acme_item_get_text (ACME_ITEM (event), ACME_EVENT_RAW), "\"email\""));
        }
    }
  return NULL;
}

static void
test_followed (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);
  Reader reader = { fixture->log, 0 };
  GThread *thread = g_thread_new ("reader", follow, &reader);

  for (guint i = 0; i < 50; i++)
    sample_add_events (fixture->log, fixture->events, rand, 400, FALSE);
  g_assert_false (acme_audit_log_is_complete (fixture->log));
  acme_audit_log_complete (fixture->log);
  g_assert_true (acme_audit_log_is_complete (fixture->log));
  g_thread_join (thread);
  g_assert_cmpuint (reader.n_read, ==, 20000);
}

static gpointer
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_wait_cancelled (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", cancel, cancellable);

  g_assert_cmpuint (acme_audit_log_wait (fixture->log, 0, cancellable), ==, 0);
  g_thread_join (thread);
  g_assert_cmpuint (acme_audit_log_wait (fixture->log, 0, cancellable), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  sample_own_cache ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/audit-log/keeps", Fixture, NULL, set_up, test_keeps, tear_down);
  g_test_add ("/audit-log/identity", Fixture, NULL, set_up, test_identity, tear_down);
  g_test_add_func ("/audit-log/event-stays", test_event_stays);
  g_test_add ("/audit-log/no-room", Fixture, NULL, set_up, test_no_room, tear_down);
  g_test_add ("/audit-log/followed", Fixture, NULL, set_up, test_followed, tear_down);
  g_test_add ("/audit-log/wait-cancelled", Fixture, NULL, set_up, test_wait_cancelled, tear_down);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
