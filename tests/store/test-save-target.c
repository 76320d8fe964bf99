/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a file is that cannot simply be replaced, or finds no place. */

#include "acme-save-target.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "acme-error.h"
#include "save-fixture.h"

#define LENT "doc/1f2e3d4c"
#define LARGE (1024 * 1024)
#define NOBODY 65534
#define NO_SPACE "There is no space left for “results.csv”."

/* Whether files, which are not written to by anything else here, find no space */
static gboolean disk_is_full;

/* In place of the C library's, for every library in this process. */
ssize_t
write (int         fd,
       const void *buffer,
       size_t      length)
{
  struct stat status;

  if (disk_is_full && fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    {
      errno = ENOSPC;
      return -1;
    }
  return syscall (SYS_write, fd, buffer, length);
}

static void
assert_fails (AcmeSaveStream *stream,
              const char     *sentence)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (acme_save_stream_commit (stream, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, sentence);
}

static ino_t
get_inode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_ino;
}

static void
test_replaced (SaveFixture   *fixture,
               gconstpointer  data)
{
  g_autoptr(AcmeSaveTarget) target = acme_save_target_new (fixture->path, FALSE);
  g_autofree char *part = g_build_filename (fixture->folder, "part", NULL);
  int from;

  g_assert_nonnull (target);
  g_assert_cmpstr (target->name, ==, "results.csv");
  g_assert_false (target->exists);
  g_assert_false (target->is_lent);
  g_assert_false (acme_save_target_may_copy (target));

  save_fixture_write (part, "new");
  from = g_open (part, O_RDWR, 0);
  g_assert_true (acme_save_target_replace (target, from, "part"));
  save_fixture_assert_file (fixture->path, "new");
  g_assert_false (acme_save_target_replace (target, from, "part"));
  g_assert_cmpint (errno, ==, ENOENT);
  close (from);
}

/* Nothing else is ever in its folder, and it stays the same file. */
static void
test_lent (SaveFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(AcmeSaveStream) stream = NULL;
  ino_t inode;

  save_fixture_write (fixture->path, BEFORE BEFORE);
  inode = get_inode (fixture->path);
  stream = save_fixture_open (fixture->file, ACME_SAVE_PRIVATE);
  g_assert_true (acme_save_stream_is_in_place (stream));
  save_fixture_add (stream, "new");
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 1);
  save_fixture_assert_file (fixture->path, BEFORE BEFORE);
  save_fixture_commit (stream);
  save_fixture_assert_file (fixture->path, "new");
  g_assert_cmpuint (get_inode (fixture->path), ==, inode);
  g_assert_cmpuint (save_fixture_get_mode (fixture->path), ==, 0600);
}

static void
test_lent_anew (SaveFixture   *fixture,
                gconstpointer  data)
{
  save_fixture_save (fixture->file, "new", ACME_SAVE_PLAIN);
  save_fixture_assert_file (fixture->path, "new");
}

static void
test_lent_aborted (SaveFixture   *fixture,
                   gconstpointer  data)
{
  g_autoptr(AcmeSaveStream) stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);

  save_fixture_add (stream, "half");
  acme_save_stream_abort (stream);
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 0);
}

/* The worst that can happen is told. */
static void
test_lost (SaveFixture   *fixture,
           gconstpointer  data)
{
  g_autoptr(AcmeSaveStream) stream = NULL;

  save_fixture_write (fixture->path, BEFORE);
  stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  save_fixture_add (stream, "new");
  disk_is_full = TRUE;
  assert_fails (stream, NO_SPACE " What was in it before is lost, and it is empty now.");
  disk_is_full = FALSE;
  save_fixture_assert_file (fixture->path, "");
}

static void
test_new_not_there (SaveFixture   *fixture,
                    gconstpointer  data)
{
  g_autoptr(AcmeSaveStream) stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);

  save_fixture_add (stream, "new");
  disk_is_full = TRUE;
  assert_fails (stream, NO_SPACE);
  disk_is_full = FALSE;
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 0);
}

/* ---- A folder that cannot be written to ---- */

/* But to write out of sight. */
static void
give_up_rights (SaveFixture *fixture)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "acme-console", NULL);

  if (geteuid () != 0)
    {
      g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
      return;
    }
  g_assert_cmpint (g_mkdir_with_parents (cache, 0700), ==, 0);
  g_assert_cmpint (chown (cache, NOBODY, NOBODY), ==, 0);
  g_assert_true (setresgid (NOBODY, NOBODY, NOBODY) == 0 && setresuid (NOBODY, NOBODY, NOBODY) == 0);
}

static void
save_without_rights (gpointer data)
{
  SaveFixture *fixture = data;
  g_autofree char *path = g_build_filename (fixture->folder, "other.csv", NULL);
  g_autoptr(GFile) other = g_file_new_for_path (path);
  g_autoptr(AcmeSaveStream) stream = NULL;
  g_autoptr(GError) error = NULL;

  give_up_rights (fixture);
  stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  g_assert_true (acme_save_stream_is_in_place (stream));
  save_fixture_add (stream, "new");
  save_fixture_commit (stream);

  g_assert_null (acme_save_stream_open (other, ACME_SAVE_PLAIN, NULL, &error));
  g_assert_cmpstr (error->message, ==, "You are not allowed to write “other.csv” there.");
}

static void
test_folder_is_closed (SaveFixture   *fixture,
                       gconstpointer  data)
{
  save_fixture_write (fixture->path, BEFORE);
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  g_assert_cmpint (save_fixture_run (save_without_rights, fixture), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  save_fixture_assert_file (fixture->path, "new");
}

/* ---- A disk that is full, a file that is mounted ---- */

/* Whether it could be tried; the process has said why not. */
static gboolean
run_mounted (void      (*run) (gpointer data),
             gpointer    data)
{
  int status = save_fixture_run (run, data);

  g_assert_true (WIFEXITED (status));
  g_assert_true (WEXITSTATUS (status) == 0 || WEXITSTATUS (status) == EPERM || WEXITSTATUS (status) == EACCES);
  return WEXITSTATUS (status) == 0;
}

static void
write_too_much (SaveFixture *fixture)
{
  g_autofree char *large = g_strnfill (LARGE, 'x');
  g_autoptr(AcmeSaveStream) stream = NULL;
  g_autoptr(GError) error = NULL;

  save_fixture_write (fixture->path, BEFORE);
  stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  g_assert_false (g_output_stream_write_all (G_OUTPUT_STREAM (stream), large, LARGE, NULL, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, NO_SPACE);
  assert_fails (stream, NO_SPACE);
  save_fixture_assert_file (fixture->path, BEFORE);
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 1);
}

static void
write_too_much_in_place (SaveFixture *fixture)
{
  g_autofree char *large = g_strnfill (LARGE, 'x');
  g_autoptr(AcmeSaveStream) stream = NULL;

  save_fixture_write (fixture->path, BEFORE);
  stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  save_fixture_add (stream, large);
  assert_fails (stream, NO_SPACE);
  save_fixture_assert_file (fixture->path, BEFORE);
}

static void
fill_disk (gpointer data)
{
  SaveFixture *fixture = data;

  save_fixture_mount_or_exit ("tmpfs", fixture->folder, "size=256k");
  if (strstr (fixture->folder, LENT) == NULL)
    write_too_much (fixture);
  else
    write_too_much_in_place (fixture);
}

/* What cannot be written is as much as one can have that nobody may mount. */
static void
write_nothing (SaveFixture *fixture)
{
  g_autoptr(AcmeSaveStream) stream = NULL;
  g_autoptr(GError) error = NULL;

  save_fixture_write (fixture->path, BEFORE);
  stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  disk_is_full = TRUE;
  g_assert_cmpint (g_output_stream_write (G_OUTPUT_STREAM (stream), "new", 3, NULL, &error), ==, -1);
  disk_is_full = FALSE;
  g_assert_cmpstr (error->message, ==, NO_SPACE);
  acme_save_stream_abort (stream);
  save_fixture_assert_file (fixture->path, BEFORE);
}

static void
test_disk_is_full (SaveFixture   *fixture,
                   gconstpointer  data)
{
  if (!run_mounted (fill_disk, fixture))
    write_nothing (fixture);
}

/* A single file can be mounted in a container, and then nothing can take its place. */
static void
save_mounted (gpointer data)
{
  SaveFixture *fixture = data;
  g_autofree char *what = g_build_filename (fixture->folder, "outside.csv", NULL);
  g_autoptr(AcmeSaveStream) stream = NULL;

  save_fixture_mount_or_exit (what, fixture->path, NULL);
  stream = save_fixture_open (fixture->file, ACME_SAVE_PLAIN);
  g_assert_false (acme_save_stream_is_in_place (stream));
  save_fixture_add (stream, "new");
  save_fixture_commit (stream);
  g_assert_true (acme_save_stream_is_in_place (stream));
}

static void
test_mounted (SaveFixture   *fixture,
              gconstpointer  data)
{
  g_autofree char *what = g_build_filename (fixture->folder, "outside.csv", NULL);

  save_fixture_write (fixture->path, "what is below");
  save_fixture_write (what, BEFORE);
  if (run_mounted (save_mounted, fixture))
    {
      save_fixture_assert_file (what, "new");
      save_fixture_assert_file (fixture->path, "what is below");
    }
  g_unlink (what);
}

int
main (int   argc,
      char *argv[])
{
  save_fixture_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, folder, test) \
  g_test_add ("/save-target/" name, SaveFixture, folder, save_fixture_set_up, test, save_fixture_tear_down)
  ADD ("replaced", NULL, test_replaced);
  ADD ("lent", LENT, test_lent);
  ADD ("lent-anew", LENT, test_lent_anew);
  ADD ("lent-aborted", LENT, test_lent_aborted);
  ADD ("lost", LENT, test_lost);
  ADD ("new-not-there", LENT, test_new_not_there);
  ADD ("folder-is-closed", NULL, test_folder_is_closed);
  ADD ("disk-is-full", NULL, test_disk_is_full);
  ADD ("disk-is-full/lent", LENT, test_disk_is_full);
  ADD ("mounted", NULL, test_mounted);
#undef ADD

  return g_test_run ();
}
