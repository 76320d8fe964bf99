/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a file is written before it takes its place. It is hidden and locked, for as long as somebody writes to it and
 * not longer, whatever ends that: one that nobody has locked was left by a program that was killed or by a computer
 * that was switched off, and is removed by the next who saves a file of the same name. */

#include "config.h"

#include "acme-save-temp.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX ".part"
#define N_DIGITS 8
#define N_TRIES 100

/* The longest name that still has room for the rest of it wherever it may be. */
#define MAX_NAME 100

static char *
make_prefix (const char *name)
{
  g_autofree char *checksum = NULL;

  if (strlen (name) <= MAX_NAME)
    return g_strdup_printf (".%s.", name);
  checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, name, -1);
  return g_strdup_printf (".%s.", checksum);
}

static gboolean
is_temp (const char *name,
         const char *prefix)
{
  gsize length = strlen (prefix);

  return g_str_has_prefix (name, prefix) && strspn (name + length, "0123456789abcdef") == N_DIGITS &&
         g_str_equal (name + length + N_DIGITS, SUFFIX);
}

static void
remove_if_left (int         folder,
                const char *name)
{
  struct stat status;
  int fd = openat (folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0)
    return;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && flock (fd, LOCK_EX | LOCK_NB) == 0)
    unlinkat (folder, name, 0);
  close (fd);
}

static void
remove_all_left (int         folder,
                 const char *prefix)
{
  int fd = openat (folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *directory = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;

  if (directory == NULL)
    {
      if (fd >= 0)
        close (fd);
      return;
    }
  while ((entry = readdir (directory)) != NULL)
    {
      if (is_temp (entry->d_name, prefix))
        remove_if_left (folder, entry->d_name);
    }
  closedir (directory);
}

/* Whether it has its name still: between its making and its locking it looked like one that was left. */
static gboolean
lock (int fd)
{
  struct stat status;

  /* where there are no locks, nobody can remove it by mistake */
  return (flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) &&
         (fstat (fd, &status) != 0 || status.st_nlink > 0);
}

/**
 * acme_save_temp_open:
 * @folder: a folder
 * @name: the name of the file there that is to be written
 * @mode: who may read what is being written, as for open()
 * @out_fd: (out): what to write to; locked until it is closed
 *
 * Makes an empty file beside the file @name, and removes those that were left there.
 *
 * Returns: (transfer full) (nullable): its name in @folder; %NULL with `errno` if there can be none
 */
char *
acme_save_temp_open (int         folder,
                     const char *name,
                     mode_t      mode,
                     int        *out_fd)
{
  g_autofree char *prefix = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (out_fd != NULL, NULL);

  prefix = make_prefix (name);
  remove_all_left (folder, prefix);
  for (guint i = 0; i < N_TRIES; i++)
    {
      g_autofree char *temp = g_strdup_printf ("%s%08x" SUFFIX, prefix, g_random_int ());

      *out_fd = openat (folder, temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
      if (*out_fd >= 0 && lock (*out_fd))
        return g_steal_pointer (&temp);
      if (*out_fd >= 0)
        close (*out_fd);
      else if (errno != EEXIST)
        return NULL;
    }
  errno = EEXIST;
  return NULL;
}
