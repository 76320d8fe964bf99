/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-audit-worker.h"

#include <string.h>

#include "acme-scm-wake.h"
#include "scm-double.h"

typedef struct
{
  GSource *wake;
  AcmeScmAuditWorker *worker;
  AcmeScmPipe *pipe;
  ScmOutcome outcome;
  guint n_wakes;
  guint n_events; /* of the thread, while it works */
  gboolean is_refusing;
} Fixture;

static gboolean
take_event (const AcmeEventRecord  *record,
            gpointer                user_data,
            GError                **error)
{
  Fixture *fixture = user_data;

  fixture->n_events++;
  if (!fixture->is_refusing)
    return TRUE;
  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_FAILED, "No");
  return FALSE;
}

static gboolean
wake_cb (gpointer user_data)
{
  ((Fixture *) user_data)->n_wakes++;
  return G_SOURCE_CONTINUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  source)
{
  fixture->wake = acme_scm_wake_source_new ();
  g_source_set_callback (fixture->wake, wake_cb, fixture, NULL);
  g_source_attach (fixture->wake, NULL);
  fixture->worker = acme_scm_audit_worker_new (GPOINTER_TO_INT (source), take_event, fixture, fixture->wake);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  source)
{
  g_source_destroy (fixture->wake);
  g_source_unref (fixture->wake);
  acme_scm_audit_worker_free (fixture->worker);
  g_clear_pointer (&fixture->pipe, acme_scm_pipe_unref);
  scm_outcome_clear (&fixture->outcome);
}

static void
push (Fixture    *fixture,
      const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  acme_scm_pipe_push (fixture->pipe, bytes);
}

static void
begin (Fixture *fixture)
{
  g_clear_pointer (&fixture->pipe, acme_scm_pipe_unref);
  scm_outcome_clear (&fixture->outcome);
  fixture->pipe = acme_scm_pipe_new (1000);
  acme_scm_audit_worker_read_async (fixture->worker, fixture->pipe, scm_outcome_cb, &fixture->outcome);
}

static AcmeScmAuditAnswer *
finish (Fixture   *fixture,
        gboolean  *out_is_answer,
        GError   **error)
{
  return acme_scm_audit_worker_read_finish (scm_outcome_wait (&fixture->outcome), out_is_answer, error);
}

/* One after the other, in pieces that end anywhere */
static void
test_answers (Fixture       *fixture,
              gconstpointer  source)
{
  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr(AcmeScmAuditAnswer) answer = NULL;
      g_autoptr(GError) error = NULL;
      AcmeScmAuditProgress progress;
      gboolean is_answer;

      begin (fixture);
      acme_scm_pipe_set_size (fixture->pipe, 1234);
      push (fixture, "{\"statusCode\": 3, \"reports\": [{\"id\": 1}, {\"i");
      push (fixture, "d\": 2}, 7], \"message\": \"wo");
      push (fixture, "rds\"}");
      acme_scm_pipe_end (fixture->pipe, TRUE);
      answer = finish (fixture, &is_answer, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (answer->n_records, ==, 3);
      g_assert_cmpint (answer->status_code, ==, 3);
      g_assert_cmpstr (answer->message, ==, "words");

      acme_scm_audit_worker_get_progress (fixture->worker, &progress);
      g_assert_cmpuint (progress.n_events, ==, 2 * i);
      g_assert_cmpuint (progress.n_events, ==, fixture->n_events);
      g_assert_cmpuint (progress.n_unreadable, ==, i);
      g_assert_cmpuint (progress.n_bytes, ==, 75 * i);
      /* the size of a page says nothing about the whole */
      g_assert_cmpint (progress.size, ==, GPOINTER_TO_INT (source) == ACME_SCM_AUDIT_ACTIVITY ? 1234 : -1);
    }
  SCM_WAIT_UNTIL (fixture->n_wakes > 0);
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  source)
{
  static const struct { const char *text; gboolean is_whole, is_refusing, is_answer; int error; } cases[] = {
    { "[{}", TRUE, FALSE, TRUE, ACME_ERROR_BAD_REPLY },
    { "[{}", FALSE, FALSE, TRUE, -1 }, /* who ends it knows why */
    { "nonsense", FALSE, FALSE, TRUE, ACME_ERROR_BAD_REPLY },
    { "[{}]", TRUE, TRUE, FALSE, ACME_ERROR_FAILED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeScmAuditAnswer) answer = NULL;
      g_autoptr(GError) error = NULL;
      gboolean is_answer;

      fixture->is_refusing = cases[i].is_refusing;
      begin (fixture);
      push (fixture, cases[i].text);
      acme_scm_pipe_end (fixture->pipe, cases[i].is_whole);
      answer = finish (fixture, &is_answer, &error);
      g_assert_cmpint (is_answer, ==, cases[i].is_answer);
      g_assert_cmpint (acme_scm_pipe_is_aborted (fixture->pipe), ==, cases[i].error >= 0);
      if (cases[i].error >= 0)
        g_assert_error (error, ACME_ERROR, cases[i].error);
      else
        g_assert_cmpuint (answer->n_records, ==, 1);
    }
}

static void
test_aborted (Fixture       *fixture,
              gconstpointer  source)
{
  g_autoptr(GError) error = NULL;
  gboolean is_answer;

  begin (fixture);
  push (fixture, "[{}");
  scm_spin (20);
  acme_scm_pipe_abort (fixture->pipe);
  g_assert_null (finish (fixture, &is_answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (is_answer);
  g_assert_cmpuint (fixture->n_events, <=, 1);
}

#define ADD(path, source, func) \
  g_test_add ("/scm/audit-worker/" path, Fixture, GINT_TO_POINTER (source), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("answers/activity", ACME_SCM_AUDIT_ACTIVITY, test_answers);
  ADD ("answers/api", ACME_SCM_AUDIT_API, test_answers);
  ADD ("failures", ACME_SCM_AUDIT_ACTIVITY, test_failures);
  ADD ("aborted", ACME_SCM_AUDIT_API, test_aborted);
  return g_test_run ();
}
