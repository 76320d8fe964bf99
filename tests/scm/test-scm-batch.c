/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The runner alone: its things do nothing but wait, and then fail or not as they were told. */

#include "acme-scm-batch.h"
#include "scm-double.h"

typedef struct
{
  int code; /* of ACME_ERROR, or -1 for a success */
  guint n_begun;
  guint n_ended;
  char *reason; /* (nullable): why it was skipped */
} Thing;

typedef struct
{
  GPtrArray *things;
  guint n_in_flight;
  guint max_in_flight;
  guint n_progress;
  guint last_done;
  guint cancel_at; /* after so many are done; 0 for never */
  GCancellable *cancellable;
  ScmOutcome outcome;
} Run;

static void
free_thing (gpointer data)
{
  Thing *thing = data;

  g_free (thing->reason);
  g_free (thing);
}

static void
clear_run (Run *run)
{
  scm_outcome_clear (&run->outcome);
  g_clear_pointer (&run->things, g_ptr_array_unref);
  g_clear_object (&run->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

static void
set_up (Run   *run,
        guint  n)
{
  run->things = g_ptr_array_new_with_free_func (free_thing);
  run->cancellable = g_cancellable_new ();
  for (guint i = 0; i < n; i++)
    {
      Thing *thing = g_new0 (Thing, 1);

      thing->code = -1;
      g_ptr_array_add (run->things, thing);
    }
}

static Thing *
get_thing (Run   *run,
           guint  index)
{
  return run->things->pdata[index];
}

static gboolean
done_cb (gpointer user_data)
{
  GTask *task = user_data;
  Thing *thing = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (thing->code >= 0)
    g_task_return_new_error (task, ACME_ERROR, thing->code, "It failed.");
  else
    g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
start (AcmeScmSession      *session,
       gpointer             thing,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data,
       gpointer             data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Run *run = data;

  ((Thing *) thing)->n_begun++;
  run->n_in_flight++;
  run->max_in_flight = MAX (run->max_in_flight, run->n_in_flight);
  g_task_set_task_data (task, thing, NULL);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 2, done_cb, task, g_object_unref);
}

static GError *
end (AcmeScmSession *session,
     GAsyncResult   *result,
     gpointer        thing,
     gpointer        data)
{
  Run *run = data;
  GError *error = NULL;

  g_assert_true (g_task_get_task_data (G_TASK (result)) == thing);
  ((Thing *) thing)->n_ended++;
  run->n_in_flight--;
  g_task_propagate_boolean (G_TASK (result), &error);
  return error;
}

static void
skip (gpointer    thing,
      const char *reason,
      gpointer    data)
{
  g_assert_null (((Thing *) thing)->reason);
  ((Thing *) thing)->reason = g_strdup (reason);
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  Run *run = user_data;

  g_assert_cmpuint (run->outcome.n_calls, ==, 0);
  g_assert_cmpuint (total, ==, run->things->len);
  g_assert_cmpuint (done, ==, run->last_done + 1);
  run->last_done = done;
  run->n_progress++;
  if (done == run->cancel_at)
    g_cancellable_cancel (run->cancellable);
}

static const AcmeScmBatchFuncs writing = { FALSE, start, end, skip };
static const AcmeScmBatchFuncs reading = { TRUE, start, end, skip };
static const AcmeScmBatchFuncs not_skipping = { FALSE, start, end, NULL };

static gboolean
run_batch (Run                      *run,
           const AcmeScmBatchFuncs  *funcs,
           GError                  **error)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new ("http://127.0.0.1:1");
  AcmeScmSession *session = acme_scm_session_new (config);
  gboolean success;

  acme_scm_batch_async (session, run->things, funcs, run, progress_cb, run, run->cancellable, scm_outcome_cb,
                        &run->outcome);
  g_assert_cmpuint (run->outcome.n_calls, ==, 0); /* never from within the call */
  success = acme_scm_batch_finish (session, scm_outcome_wait (&run->outcome), error);
  scm_spin (10);
  g_assert_cmpuint (run->outcome.n_calls, ==, 1);
  g_assert_cmpuint (run->n_in_flight, ==, 0);
  scm_outcome_clear (&run->outcome);
  g_assert_finalize_object (session);

  for (guint i = 0; i < run->things->len; i++)
    {
      Thing *thing = get_thing (run, i);

      g_assert_cmpuint (thing->n_ended, ==, thing->n_begun);
      if (funcs->skip != NULL) /* each is either done once or skipped once */
        g_assert_cmpuint (thing->n_begun + (thing->reason != NULL ? 1 : 0), ==, 1);
    }
  return success;
}

static void
test_all (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&run, 50);
  g_assert_true (run_batch (&run, &writing, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 50; i++)
    g_assert_cmpuint (get_thing (&run, i)->n_ended, ==, 1);
  g_assert_cmpuint (run.max_in_flight, ==, 4);
  g_assert_cmpuint (run.n_progress, ==, 50);
}

static void
test_nothing (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&run, 0);
  g_assert_true (run_batch (&run, &writing, &error));
  g_assert_no_error (error);
}

static void
test_single_failures (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(GError) error = NULL;

  /* what is about one thing never stops the others; what is about the connection does not while others succeed */
  set_up (&run, 40);
  for (guint i = 0; i < 40; i++)
    get_thing (&run, i)->code = i < 20 ? ACME_ERROR_FAILED : i % 3 != 0 ? ACME_ERROR_NETWORK : -1;
  g_assert_true (run_batch (&run, &writing, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (run.n_progress, ==, 40);
}

static void
test_gives_up (void)
{
  static const AcmeError codes[] = { ACME_ERROR_NETWORK, ACME_ERROR_AUTH, ACME_ERROR_TLS, ACME_ERROR_RATE_LIMIT,
                                     ACME_ERROR_UNKNOWN_OUTCOME };

  for (guint n = 0; n < G_N_ELEMENTS (codes); n++)
    {
      g_auto(Run) run = { NULL };
      g_autoptr(GError) error = NULL;

      set_up (&run, 40);
      for (guint i = 10; i < 40; i++)
        get_thing (&run, i)->code = codes[n];
      g_assert_false (run_batch (&run, &writing, &error));
      g_assert_error (error, ACME_ERROR, (int) codes[n]);
      for (guint i = 0; i < 40; i++)
        {
          if (get_thing (&run, i)->n_begun > 0)
            g_assert_cmpuint (i, <, 10 + 4 + 3); /* and what was on its way then */
          else
            g_assert_nonnull (strstr (get_thing (&run, i)->reason, "It failed."));
        }
    }
}

/* The last ones failed, but there was nothing left to skip */
static void
test_fails_at_the_end (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&run, 8);
  for (guint i = 4; i < 8; i++)
    get_thing (&run, i)->code = ACME_ERROR_NETWORK;
  g_assert_true (run_batch (&run, &writing, &error));
  g_assert_no_error (error);
}

static void
test_cancel_before (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&run, 10);
  g_cancellable_cancel (run.cancellable);
  g_assert_false (run_batch (&run, &writing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint i = 0; i < 10; i++)
    g_assert_nonnull (strstr (get_thing (&run, i)->reason, "cancelled"));
}

static void
test_cancel_during (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(GError) error = NULL;

  /* changes on their way end as they would have */
  set_up (&run, 40);
  run.cancel_at = 10;
  g_assert_false (run_batch (&run, &writing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (run.n_progress, >=, 10);
  g_assert_cmpuint (run.n_progress, <=, 13);
  for (guint i = 0; i < 40; i++)
    g_assert_true ((i < run.n_progress) == (get_thing (&run, i)->reason == NULL));
}

static void
test_cancel_reading (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(GError) error = NULL;

  /* nothing is left to begin, but what is on its way is given up */
  set_up (&run, 4);
  run.cancel_at = 1;
  g_assert_false (run_batch (&run, &reading, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_after (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&run, 10);
  run.cancel_at = 10;
  g_assert_true (run_batch (&run, &writing, &error));
  g_assert_no_error (error);
}

static void
test_without_skip (void)
{
  g_auto(Run) run = { NULL };
  g_autoptr(GError) error = NULL;

  set_up (&run, 10);
  run.cancel_at = 2;
  g_assert_false (run_batch (&run, &not_skipping, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/batch/all", test_all);
  g_test_add_func ("/scm/batch/nothing", test_nothing);
  g_test_add_func ("/scm/batch/single-failures", test_single_failures);
  g_test_add_func ("/scm/batch/gives-up", test_gives_up);
  g_test_add_func ("/scm/batch/fails-at-the-end", test_fails_at_the_end);
  g_test_add_func ("/scm/batch/cancel-before", test_cancel_before);
  g_test_add_func ("/scm/batch/cancel-during", test_cancel_during);
  g_test_add_func ("/scm/batch/cancel-reading", test_cancel_reading);
  g_test_add_func ("/scm/batch/cancel-after", test_cancel_after);
  g_test_add_func ("/scm/batch/without-skip", test_without_skip);
  return g_test_run ();
}
