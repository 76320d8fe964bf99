/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-save-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "acme-error.h"
#include "find-widget.h"

#define BEFORE "what was there before"

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
save (GFile        *file,
      const char   *text,
      AcmeSaveMode  mode,
      GCancellable *cancellable)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
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
save_text (GFile        *file,
           const char   *text,
           AcmeSaveMode  mode)
{
  return save (file, text, mode, NULL);
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
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  error = save (fixture->file, "new", ACME_SAVE_PLAIN, cancellable);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/save-file/new", Fixture, NULL, set_up, test_new, tear_down);
  g_test_add ("/save-file/private", Fixture, NULL, set_up, test_private, tear_down);
  g_test_add ("/save-file/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  g_test_add ("/save-file/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);

  return g_test_run ();
}
