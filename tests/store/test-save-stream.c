/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-save-stream.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "acme-error.h"
#include "other-file.h"
#include "save-fixture.h"

#define LARGE (256 * 1024)

static void
assert_cannot_open (GFile        *file,
                    AcmeSaveMode  mode,
                    const char   *sentence)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (acme_save_stream_open (file, mode, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, sentence);
}

static void
test_new (SaveFixture   *fixture,
          gconstpointer  data)
{
  mode_t mask = umask (022);
  g_autoptr(AcmeSaveStream) stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);

  save_fixture_add (stream, "in two ");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS)); /* not before it is whole */
  save_fixture_add (stream, "parts");
  save_fixture_commit (stream);
  save_fixture_assert_file (fixture->path, "in two parts");
  g_assert_cmpuint (save_fixture_get_mode (fixture->path), ==, 0644);
  g_assert_false (acme_save_stream_is_in_place (stream));
  umask (mask);

  save_fixture_save (fixture->file, "", ACME_SAVE_PLAIN);
  save_fixture_assert_file (fixture->path, "");
}

static void
test_keeps_mode (SaveFixture   *fixture,
                 gconstpointer  data)
{
  save_fixture_write (fixture->path, BEFORE);
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  save_fixture_save (fixture->file, "new", ACME_SAVE_PLAIN);
  save_fixture_assert_file (fixture->path, "new");
  g_assert_cmpuint (save_fixture_get_mode (fixture->path), ==, 0640);
}

/* Also where others could read what was there, and while it is written. */
static void
test_private (SaveFixture   *fixture,
              gconstpointer  data)
{
  mode_t mask = umask (0);

  save_fixture_save (fixture->file, "secret", ACME_SAVE_PRIVATE);
  g_assert_cmpuint (save_fixture_get_mode (fixture->path), ==, 0600);

  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  save_fixture_save (fixture->file, "another secret", ACME_SAVE_PRIVATE);
  save_fixture_assert_file (fixture->path, "another secret");
  g_assert_cmpuint (save_fixture_get_mode (fixture->path), ==, 0600);
  umask (mask);
}

/* A link goes on leading to where it led; what is secret does not go there. */
static void
test_link (SaveFixture   *fixture,
           gconstpointer  data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (link);

  save_fixture_write (fixture->path, BEFORE);
  g_assert_cmpint (symlink ("results.csv", link), ==, 0);
  save_fixture_save (file, "new", ACME_SAVE_PLAIN);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  save_fixture_assert_file (fixture->path, "new");

  save_fixture_save (file, "secret", ACME_SAVE_PRIVATE);
  g_assert_false (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  save_fixture_assert_file (link, "secret");
  save_fixture_assert_file (fixture->path, "new");
  g_unlink (link);
}

static void
test_aborted (SaveFixture   *fixture,
              gconstpointer  data)
{
  g_autoptr(AcmeSaveStream) stream = NULL;
  AcmeSaveStream *dropped;

  save_fixture_write (fixture->path, BEFORE);
  stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  save_fixture_add (stream, "half");
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 2);
  acme_save_stream_abort (stream);
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 1);
  acme_save_stream_abort (stream);
  save_fixture_assert_file (fixture->path, BEFORE);

  dropped = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  save_fixture_add (dropped, "half");
  g_object_unref (dropped);
  save_fixture_assert_file (fixture->path, BEFORE);
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 1);
}

static void
test_cancelled (SaveFixture   *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AcmeSaveStream) stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  g_autoptr(GError) error = NULL;

  save_fixture_write (fixture->path, BEFORE);
  save_fixture_add (stream, "half");
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (g_output_stream_write (G_OUTPUT_STREAM (stream), "x", 1, cancellable, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (acme_save_stream_commit (stream, NULL, &error)); /* there is a hole in it */
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  save_fixture_assert_file (fixture->path, BEFORE);

  g_assert_null (acme_save_stream_open (fixture->file, ACME_SAVE_PLAIN, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cannot_be (SaveFixture   *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "gone", "deep.csv", NULL);
  g_autoptr(GFile) gone = g_file_new_for_path (path);
  g_autoptr(GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr(GFile) device = g_file_new_for_path ("/dev/full");
  g_autoptr(GFile) resource = g_file_new_for_uri ("resource:///results.csv");
  g_autoptr(GError) error = NULL;

  assert_cannot_open (gone, ACME_SAVE_PLAIN, "The folder of “deep.csv” does not exist.");
  assert_cannot_open (folder, ACME_SAVE_PLAIN, "“folder” is something else than a file, and cannot be replaced.");
  assert_cannot_open (device, ACME_SAVE_PRIVATE, "“full” is something else than a file, and cannot be replaced.");
  g_assert_false (g_file_test ("/dev/full", G_FILE_TEST_IS_REGULAR));

  g_assert_null (acme_save_stream_open (resource, ACME_SAVE_PLAIN, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (error->message, "“results.csv” could not be written: "));
}

/* In the middle of it. */
static void
test_cut_off (SaveFixture   *fixture,
              gconstpointer  data)
{
  g_autofree char *large = g_malloc0 (LARGE);
  g_autoptr(AcmeSaveStream) stream = NULL;
  struct rlimit before, limit;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) again = NULL;

  save_fixture_write (fixture->path, BEFORE);
  stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = LARGE / 2;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (g_output_stream_write_all (G_OUTPUT_STREAM (stream), large, LARGE, NULL, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "“results.csv” is too large for the place where it is to be.");

  /* what is missing is not forgotten */
  g_assert_cmpint (g_output_stream_write (G_OUTPUT_STREAM (stream), "x", 1, NULL, NULL), ==, -1);
  g_assert_false (acme_save_stream_commit (stream, NULL, &again));
  g_assert_cmpstr (again->message, ==, error->message);
  save_fixture_assert_file (fixture->path, BEFORE);
}

/* Neither takes the other's for one that was left. */
static void
test_two_at_once (SaveFixture   *fixture,
                  gconstpointer  data)
{
  g_autoptr(AcmeSaveStream) first = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  g_autoptr(AcmeSaveStream) second = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);

  save_fixture_add (first, "first");
  save_fixture_add (second, "second");
  save_fixture_commit (first);
  save_fixture_assert_file (fixture->path, "first");
  save_fixture_commit (second);
  save_fixture_assert_file (fixture->path, "second");
}

static void
begin_and_die (gpointer data)
{
  AcmeSaveStream *stream = save_fixture_open (data, ACME_SAVE_PLAIN);
  g_autofree char *large = g_strnfill (LARGE, 'x');

  save_fixture_add (stream, large);
  kill (getpid (), SIGKILL);
}

static void
test_killed (SaveFixture   *fixture,
             gconstpointer  data)
{
  int status;

  save_fixture_write (fixture->path, BEFORE);
  status = save_fixture_run (begin_and_die, fixture->file);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  save_fixture_assert_file (fixture->path, BEFORE);
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 2);

  save_fixture_save (fixture->file, "new", ACME_SAVE_PLAIN);
  save_fixture_assert_file (fixture->path, "new");
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 1);
}

/* A file that has no path, such as one on a phone. */
static void
test_other (SaveFixture   *fixture,
            gconstpointer  data)
{
  g_autoptr(GFile) file = other_file_new (fixture->file);
  g_autoptr(AcmeSaveStream) stream = NULL;

  g_assert_null (g_file_peek_path (file));
  save_fixture_save (file, "new", ACME_SAVE_PLAIN);
  save_fixture_assert_file (fixture->path, "new");

  stream = save_fixture_open (file, ACME_SAVE_PRIVATE);
  save_fixture_add (stream, "half");
  acme_save_stream_abort (stream);
  save_fixture_assert_file (fixture->path, "new");
}

int
main (int   argc,
      char *argv[])
{
  save_fixture_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) \
  g_test_add ("/save-stream/" name, SaveFixture, NULL, save_fixture_set_up, test, save_fixture_tear_down)
  ADD ("new", test_new);
  ADD ("keeps-mode", test_keeps_mode);
  ADD ("private", test_private);
  ADD ("link", test_link);
  ADD ("aborted", test_aborted);
  ADD ("cancelled", test_cancelled);
  ADD ("cannot-be", test_cannot_be);
  ADD ("cut-off", test_cut_off);
  ADD ("two-at-once", test_two_at_once);
  ADD ("killed", test_killed);
  ADD ("other", test_other);
#undef ADD

  return g_test_run ();
}
