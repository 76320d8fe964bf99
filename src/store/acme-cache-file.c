/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Room on a disk for what is too much for the memory: files that nobody else sees and that are gone with the program,
 * however it ends. */

#include "config.h"

#include "acme-cache-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/**
 * acme_cache_file_dup_folder:
 *
 * Returns: (transfer full): the folder whose disk the files of acme_cache_file_open() are on
 */
char *
acme_cache_file_dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "acme-console", NULL);
}

/* For file systems that know no files without a name */
static int
open_unlinked (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "nameless-XXXXXX", NULL);
  int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);

  if (fd != -1)
    g_unlink (path);
  return fd;
}

/**
 * acme_cache_file_open:
 *
 * Makes an empty file without a name, which goes when it is closed. Its folder is made if need be, and nobody else may
 * look into that.
 *
 * Returns: what to write to and to read from; -1 with `errno` if there can be none
 */
int
acme_cache_file_open (void)
{
  g_autofree char *folder = acme_cache_file_dup_folder ();
  GStatBuf status;
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return -1;
  if (g_stat (folder, &status) == 0 && (status.st_mode & 0077) != 0 && g_chmod (folder, 0700) != 0)
    return -1;

  fd = open (folder, O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  return fd != -1 ? fd : open_unlinked (folder);
}
