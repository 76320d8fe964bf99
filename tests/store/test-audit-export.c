/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-audit-export.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "acme-error.h"
#include "sample-log.h"
#include "save-fixture.h"

#define N_EVENTS 1000

/* Far more than any of it takes; only reached when something hangs. */
#define WAIT_USEC (30 * G_USEC_PER_SEC)

/* An export in a thread of its own. */
typedef struct
{
  SaveFixture *files;
  AcmeAuditLog *log;
  GCancellable *cancellable;
  guint n_done;
  GError *error;
  GThread *thread;
} Export;

static gpointer
export_in_thread (gpointer user_data)
{
  Export *export = user_data;

  return GINT_TO_POINTER (acme_audit_export_save (export->log, NULL, ACME_EVENT_CSV, export->files->file,
                                                  &export->n_done, export->cancellable, &export->error));
}

static Export *
begin (SaveFixture *files)
{
  Export *export = g_new0 (Export, 1);

  export->files = files;
  export->log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  export->cancellable = g_cancellable_new ();
  export->thread = g_thread_new ("export", export_in_thread, export);
  return export;
}

static void
wait_for_done (Export *export,
               guint   n)
{
  gint64 deadline = g_get_monotonic_time () + WAIT_USEC;

  while ((guint) g_atomic_int_get (&export->n_done) < n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
}

/* Takes @export apart, and tells whether it went well. */
static gboolean
end (Export  *export,
     GError **error)
{
  gboolean saved = GPOINTER_TO_INT (g_thread_join (export->thread));

  if (export->error != NULL)
    g_propagate_error (error, export->error);
  g_object_unref (export->cancellable);
  g_assert_finalize_object (export->log);
  g_free (export);
  return saved;
}

static AcmeAuditLog *
create_log (void)
{
  AcmeAuditLog *log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);

  sample_log_append (log, N_EVENTS);
  acme_audit_log_complete (log);
  return log;
}

static void
test_all (SaveFixture   *fixture,
          gconstpointer  data)
{
  g_autoptr(AcmeAuditLog) log = create_log ();
  g_autofree char *expected = sample_log_make_csv (NULL, N_EVENTS);
  g_autoptr(GError) error = NULL;
  guint n_done;

  g_assert_true (acme_audit_export_save (log, NULL, ACME_EVENT_CSV, fixture->file, &n_done, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, N_EVENTS);
  save_fixture_assert_file (fixture->path, expected);
}

static void
test_order (SaveFixture   *fixture,
            gconstpointer  data)
{
  static const guint32 numbers[] = { 999, 0, 512, 0 };
  g_autoptr(AcmeAuditLog) log = create_log ();
  g_autoptr(GBytes) order = g_bytes_new_static (numbers, sizeof numbers);
  g_autoptr(GBytes) nothing = g_bytes_new_static (NULL, 0);
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autofree char *csv = sample_log_make_csv (numbers, G_N_ELEMENTS (numbers));
  g_autofree char *header = sample_log_make_csv (numbers, 0);
  g_autofree char *json = sample_log_make_json (numbers, G_N_ELEMENTS (numbers));
  guint n_done;

  g_assert_true (acme_audit_export_write (log, order, ACME_EVENT_CSV, stream, &n_done, NULL, NULL));
  g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), csv, strlen (csv));
  g_assert_cmpuint (n_done, ==, G_N_ELEMENTS (numbers));

  g_assert_true (acme_audit_export_save (log, order, ACME_EVENT_JSON_LINES, fixture->file, &n_done, NULL, NULL));
  save_fixture_assert_file (fixture->path, json);
  g_assert_true (acme_audit_export_save (log, nothing, ACME_EVENT_CSV, fixture->file, &n_done, NULL, NULL));
  save_fixture_assert_file (fixture->path, header);
  g_assert_cmpuint (n_done, ==, 0);
}

/* It does not wait for the end, but ends with it. */
static void
test_follows (SaveFixture   *fixture,
              gconstpointer  data)
{
  Export *export = begin (fixture);
  g_autofree char *expected = sample_log_make_csv (NULL, N_EVENTS + 1);
  g_autoptr(GError) error = NULL;

  sample_log_append (export->log, N_EVENTS);
  wait_for_done (export, N_EVENTS);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  sample_log_append (export->log, 1);
  acme_audit_log_complete (export->log);
  g_assert_true (end (export, &error));
  g_assert_no_error (error);
  save_fixture_assert_file (fixture->path, expected);
}

static void
test_cancelled (SaveFixture   *fixture,
                gconstpointer  data)
{
  Export *export;
  g_autoptr(GError) error = NULL;

  save_fixture_write (fixture->path, BEFORE);
  export = begin (fixture);
  sample_log_append (export->log, N_EVENTS);
  wait_for_done (export, N_EVENTS);
  g_cancellable_cancel (export->cancellable);
  g_assert_false (end (export, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  save_fixture_assert_file (fixture->path, BEFORE);
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 1);
}

/* The sentence about the file is told as it is. */
static void
test_no_room (SaveFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(AcmeAuditLog) log = create_log ();
  struct rlimit before, limit;
  g_autoptr(GError) error = NULL;
  guint n_done;

  save_fixture_write (fixture->path, BEFORE);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 40000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (acme_audit_export_save (log, NULL, ACME_EVENT_CSV, fixture->file, &n_done, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "“results.csv” is too large for the place where it is to be.");
  save_fixture_assert_file (fixture->path, BEFORE);
}

int
main (int   argc,
      char *argv[])
{
  save_fixture_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) \
  g_test_add ("/audit-export/" name, SaveFixture, NULL, save_fixture_set_up, test, save_fixture_tear_down)
  ADD ("all", test_all);
  ADD ("order", test_order);
  ADD ("follows", test_follows);
  ADD ("cancelled", test_cancelled);
  ADD ("no-room", test_no_room);
#undef ADD

  return g_test_run ();
}
