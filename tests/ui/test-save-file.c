/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-save-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "acme-error.h"
#include "find-widget.h"

#define BEFORE "what was there before"

#define LARGE (256 * 1024)

/* Whether files, which are not written to by anything else here, find no space */
static int disk_is_full;

/* In place of the C library's, for every library in this process. */
ssize_t
write (int         fd,
       const void *buffer,
       size_t      length)
{
  struct stat status;

  if (g_atomic_int_get (&disk_is_full) && fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    {
      errno = ENOSPC;
      return -1;
    }
  return syscall (SYS_write, fd, buffer, length);
}

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("acme-save-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "results.csv", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0); /* nothing is left beside it */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static GError *
save (GFile            *file,
      const char       *contents,
      gsize             length,
      AcmeSaveMode      mode,
      GCancellable     *cancellable)
{
  g_autoptr(GBytes) bytes = g_bytes_new (contents, length);
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;
  gboolean saved;

  acme_save_file_async (file, bytes, mode, cancellable, saved_cb, &result);
  g_assert_null (result);
  wait_until (has_result, &result);
  saved = acme_save_file_finish (file, result, &error);
  g_assert_true (saved == (error == NULL));
  return error;
}

static GError *
save_text (GFile            *file,
           const char       *text,
           AcmeSaveMode      mode)
{
  return save (file, text, strlen (text), mode, NULL);
}

static void
assert_contents (const char *path,
                 const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  mode_t mask = umask (022);

  g_assert_no_error (save_text (fixture->file, "new", ACME_SAVE_PLAIN));
  assert_contents (fixture->path, "new");
  g_assert_cmpuint (get_mode (fixture->path), ==, 0644);

  g_assert_no_error (save_text (fixture->file, "", ACME_SAVE_PLAIN));
  assert_contents (fixture->path, "");
  umask (mask);
}

static void
test_keeps_mode (Fixture       *fixture,
                 gconstpointer  data)
{
  g_assert_true (g_file_set_contents (fixture->path, BEFORE, -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  g_assert_no_error (save_text (fixture->file, "new", ACME_SAVE_PLAIN));
  assert_contents (fixture->path, "new");
  g_assert_cmpuint (get_mode (fixture->path), ==, 0640);
}

/* Also where others could read what was there. */
static void
test_private (Fixture       *fixture,
              gconstpointer  data)
{
  mode_t mask = umask (0);

  g_assert_no_error (save_text (fixture->file, "secret", ACME_SAVE_PRIVATE));
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);

  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  g_assert_no_error (save_text (fixture->file, "another secret", ACME_SAVE_PRIVATE));
  assert_contents (fixture->path, "another secret");
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  umask (mask);
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GFile) nowhere = g_file_get_child (fixture->file, "deep.csv");
  g_autofree char *path = g_build_filename (fixture->folder, "gone", "deep.csv", NULL);
  g_autoptr(GFile) gone = g_file_new_for_path (path);
  g_autoptr(GError) error = save_text (gone, "new", ACME_SAVE_PLAIN);
  g_autoptr(GError) other = NULL;

  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "The folder of “deep.csv” does not exist.");

  g_assert_true (g_file_set_contents (fixture->path, BEFORE, -1, NULL));
  other = save_text (nowhere, "new", ACME_SAVE_PLAIN);
  g_assert_error (other, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_true (g_str_has_prefix (other->message, "“deep.csv” could not be written: "));
}

static void
test_not_a_file (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr(GFile) device = g_file_new_for_path ("/dev/full");
  g_autoptr(GError) error = save_text (folder, "new", ACME_SAVE_PLAIN);
  g_autoptr(GError) other = save_text (device, "new", ACME_SAVE_PRIVATE);

  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_error (other, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (other->message, ==, "“full” is something else than a file, and cannot be replaced.");
  g_assert_false (g_file_test ("/dev/full", G_FILE_TEST_IS_REGULAR));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  error = save (fixture->file, "new", 3, ACME_SAVE_PLAIN, cancellable);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* By a place where even the one user may not write who may write everywhere else. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/proc/results.csv");
  g_autoptr(GError) error = save_text (file, "new", ACME_SAVE_PLAIN);

  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "“results.csv”"));
}

/* In the middle of the file. */
static void
test_cut_off (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *large = g_malloc0 (LARGE);
  struct rlimit before, limit;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, BEFORE, -1, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = LARGE / 2;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  error = save (fixture->file, large, LARGE, ACME_SAVE_PLAIN, NULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "“results.csv” is too large for the place where it is to be.");
  assert_contents (fixture->path, BEFORE);
}

static void
test_no_space (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) other = NULL;

  g_atomic_int_set (&disk_is_full, TRUE);
  error = save_text (fixture->file, "new", ACME_SAVE_PRIVATE);
  g_atomic_int_set (&disk_is_full, FALSE);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "There is no space left for “results.csv”.");
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);

  g_assert_true (g_file_set_contents (fixture->path, BEFORE, -1, NULL));
  g_atomic_int_set (&disk_is_full, TRUE);
  other = save_text (fixture->file, "new", ACME_SAVE_PLAIN);
  g_atomic_int_set (&disk_is_full, FALSE);
  g_assert_error (other, ACME_ERROR, ACME_ERROR_FAILED);
  assert_contents (fixture->path, BEFORE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/save-file/new", Fixture, NULL, set_up, test_new, tear_down);
  g_test_add ("/save-file/keeps-mode", Fixture, NULL, set_up, test_keeps_mode, tear_down);
  g_test_add ("/save-file/private", Fixture, NULL, set_up, test_private, tear_down);
  g_test_add ("/save-file/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  g_test_add ("/save-file/not-a-file", Fixture, NULL, set_up, test_not_a_file, tear_down);
  g_test_add ("/save-file/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/save-file/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/save-file/cut-off", Fixture, NULL, set_up, test_cut_off, tear_down);
  g_test_add ("/save-file/no-space", Fixture, NULL, set_up, test_no_space, tear_down);

  return g_test_run ();
}
