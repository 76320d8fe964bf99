/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-audit-worker-private.h"

#include "sample-events.h"

typedef struct
{
  guint n_done;
  guint n_answers;
  guint n_rows;
} Found;

static void
found_cb (GBytes          *part,
          AcmeAuditAnswer *answer,
          gboolean         is_done,
          gpointer         user_data)
{
  Found *found = user_data;

  found->n_done += is_done;
  if (answer->order != NULL)
    {
      found->n_answers++;
      found->n_rows = g_bytes_get_size (answer->order) / sizeof (guint32);
    }
}

static AcmeAuditQuestion
ask (AcmeAuditLog *log,
     AcmeQuery    *query)
{
  return (AcmeAuditQuestion) { .filter = acme_audit_filter_new (log, query, NULL), .from = G_MININT64,
                               .to = G_MAXINT64, .sort_field = ACME_QUERY_NO_FIELD };
}

/* An answer comes once, by the main loop, at once, or to who waits; and nobody is told of what nobody wants. */
static void
test_answers (void)
{
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_event_fields);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(AcmeAuditWorker) worker = NULL;
  Found found = { 0 };
  AcmeAuditQuestion question = ask (log, query);

  sample_add_events (log, events, rand, 20000, FALSE);
  worker = acme_audit_worker_new (log, found_cb, &found);
  acme_audit_worker_start (worker, &question, TRUE);
  g_assert_false (acme_audit_worker_is_running (worker));
  g_assert_cmpuint (found.n_answers, ==, 1);
  g_assert_cmpuint (found.n_rows, ==, 20000);

  question = ask (log, query);
  acme_audit_worker_start (worker, &question, FALSE);
  g_assert_true (acme_audit_worker_is_running (worker));
  acme_audit_worker_wait (worker);
  g_assert_cmpuint (found.n_answers, ==, 2);

  question = ask (log, query);
  acme_audit_worker_start (worker, &question, FALSE);
  while (acme_audit_worker_is_running (worker)) /* which ends: meson's time limit is the deadline */
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (found.n_answers, ==, 3);
  g_assert_cmpuint (found.n_done, ==, 3);

  acme_query_set_search (query, "e");
  question = ask (log, query);
  acme_audit_worker_start (worker, &question, FALSE);
  acme_audit_worker_cancel (worker);
  acme_audit_worker_wait (worker);
  g_assert_cmpuint (found.n_done, ==, 4);

  question = ask (log, query);
  acme_audit_worker_start (worker, &question, FALSE);
  g_clear_pointer (&worker, acme_audit_worker_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (found.n_done, ==, 4);
}

int
main (int argc, char **argv)
{
  int status;

  sample_own_cache ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit-worker/answers", test_answers);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
