/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of saving share: a folder that is empty again at the end, since nothing may be left beside a file, and
 * processes that may be killed, lose their rights or have a disk of their own. */

#include "save-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *base;

static void
remove_base (void)
{
  g_autofree char *own = g_build_filename (base, "cache", "acme-console", NULL);
  g_autofree char *cache = g_build_filename (base, "cache", NULL);

  g_rmdir (own);
  g_rmdir (cache);
  g_rmdir (base);
}

/* Before anything else: everything is in one folder, which is that of the session and of the cache, too. */
void
save_fixture_init (void)
{
  g_autofree char *cache = NULL;

  base = g_dir_make_tmp ("acme-save-XXXXXX", NULL);
  g_assert_nonnull (base);
  g_assert_cmpint (g_chmod (base, 0711), ==, 0);
  cache = g_build_filename (base, "cache", NULL);
  g_assert_cmpint (g_mkdir (cache, 0700), ==, 0);
  g_assert_cmpint (g_chmod (cache, 0777), ==, 0);
  g_setenv ("XDG_RUNTIME_DIR", base, TRUE);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  atexit (remove_base);
}

/* In the folder @data of the base, or in one with any other name. */
void
save_fixture_set_up (SaveFixture   *fixture,
                     gconstpointer  data)
{
  fixture->folder = g_build_filename (base, data != NULL ? data : "folder", NULL);
  fixture->path = g_build_filename (fixture->folder, "results.csv", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0755), ==, 0);
}

void
save_fixture_tear_down (SaveFixture   *fixture,
                        gconstpointer  data)
{
  g_unlink (fixture->path);
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  if (data != NULL)
    {
      g_autofree char *parent = g_path_get_dirname (fixture->folder);

      g_rmdir (parent);
    }
  g_object_unref (fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

void
save_fixture_write (const char *path,
                    const char *contents)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

void
save_fixture_assert_file (const char *path,
                          const char *contents)
{
  g_autofree char *actual = NULL;

  g_assert_true (g_file_get_contents (path, &actual, NULL, NULL));
  g_assert_cmpstr (actual, ==, contents);
}

/* Hidden ones, too. */
guint
save_fixture_count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

guint
save_fixture_get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

AcmeSaveStream *
save_fixture_open (GFile        *file,
                   AcmeSaveMode  mode)
{
  g_autoptr(GError) error = NULL;
  AcmeSaveStream *stream = acme_save_stream_open (file, mode, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (stream);
  return stream;
}

void
save_fixture_add (AcmeSaveStream *stream,
                  const char     *text)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (G_OUTPUT_STREAM (stream), text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
}

void
save_fixture_commit (AcmeSaveStream *stream)
{
  g_autoptr(GError) error = NULL;

  acme_save_stream_commit (stream, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_is_closed (G_OUTPUT_STREAM (stream)));
}

void
save_fixture_save (GFile        *file,
                   const char   *text,
                   AcmeSaveMode  mode)
{
  g_autoptr(AcmeSaveStream) stream = save_fixture_open (file, mode);

  save_fixture_add (stream, text);
  save_fixture_commit (stream);
}

/* In a process of its own. An assertion that fails there fails the test, too. Returns the status as waitpid() tells. */
int
save_fixture_run (void     (*run) (gpointer data),
                  gpointer   data)
{
  int status;
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      run (data);
      _exit (0);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static void
write_line (const char *path,
            const char *line)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  if (fd < 0 || write (fd, line, strlen (line)) < 0)
    g_test_message ("%s: %s", path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
}

/* As root of a name space of one's own, if need be. */
static gboolean
enter_namespace (void)
{
  g_autofree char *users = g_strdup_printf ("0 %u 1", (guint) geteuid ());
  g_autofree char *groups = g_strdup_printf ("0 %u 1", (guint) getegid ());

  if (unshare (CLONE_NEWNS) == 0)
    return TRUE;
  if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
    return FALSE;
  write_line ("/proc/self/uid_map", users);
  write_line ("/proc/self/setgroups", "deny");
  write_line ("/proc/self/gid_map", groups);
  return TRUE;
}

/* Mounts a file system in memory with @options, or the file @what if there are none, for this process alone. Where that
 * is not allowed the process says so and ends with the number of the reason. */
void
save_fixture_mount_or_exit (const char *what,
                            const char *where,
                            const char *options)
{
  if (enter_namespace () && mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
      mount (what, where, options != NULL ? "tmpfs" : NULL, options != NULL ? 0 : MS_BIND, options) == 0)
    return;
  g_printerr ("# Nothing can be mounted here: %s\n", g_strerror (errno));
  _exit (errno);
}
