/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file that is to be saved, and the two ways in which what was written elsewhere comes to be in it: that takes its
 * place, or is copied into it where nothing can take its place. What goes wrong here is told by `errno`. */

#include "config.h"

#include "acme-save-target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define CHUNK (128 * 1024)

/* What the document portal lends is one file in a folder of its own. */
static gboolean
is_lent (const char *path)
{
  g_autofree char *documents = g_build_filename (g_get_user_runtime_dir (), "doc", "/", NULL);

  return g_str_has_prefix (path, documents) || g_str_has_prefix (path, "/run/flatpak/doc/") ||
         g_pattern_match_simple ("/run/user/*/doc/*", path);
}

/* (transfer full): a link stays a link, but what is secret goes nowhere else than where it was meant to */
static char *
resolve (const char *path,
         gboolean    is_private)
{
  char *real = is_private ? NULL : realpath (path, NULL);

  return real != NULL ? real : g_strdup (path);
}

static gboolean
look_at (AcmeSaveTarget *self,
         const char     *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  self->name = g_path_get_basename (path);
  self->is_lent = is_lent (path);
  self->folder = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (self->folder < 0)
    return FALSE;
  self->exists = fstatat (self->folder, self->name, &self->status, 0) == 0;
  /* a device would be replaced just so */
  if (self->exists && !S_ISREG (self->status.st_mode))
    {
      errno = EISDIR;
      return FALSE;
    }
  return TRUE;
}

/**
 * acme_save_target_new:
 * @path: where to save
 * @is_private: whether nobody but the user may read it
 *
 * Returns: (transfer full) (nullable): what is there, or can be; %NULL with `errno` if it cannot be a file
 */
AcmeSaveTarget *
acme_save_target_new (const char *path,
                      gboolean    is_private)
{
  g_autoptr(AcmeSaveTarget) self = NULL;
  g_autofree char *real = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (AcmeSaveTarget, 1);
  self->is_private = is_private;
  real = resolve (path, is_private);
  return look_at (self, real) ? g_steal_pointer (&self) : NULL;
}

/**
 * acme_save_target_free:
 * @self: (transfer full): a target
 */
void
acme_save_target_free (AcmeSaveTarget *self)
{
  int number = errno;

  g_return_if_fail (self != NULL);

  if (self->folder >= 0)
    close (self->folder);
  g_free (self->name);
  g_free (self);
  errno = number;
}

/**
 * acme_save_target_may_copy:
 * @self: a target
 *
 * Returns: whether there is a file that can be written to, whatever its folder allows
 */
gboolean
acme_save_target_may_copy (AcmeSaveTarget *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->exists && faccessat (self->folder, self->name, W_OK, AT_EACCESS) == 0;
}

/* Not every file system knows what it is asked for. */
static gboolean
flush (int fd)
{
  return fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS;
}

/* As far as the system lets it. What it does not let is less than was allowed before, and never more. */
static void
keep_owner_and_mode (AcmeSaveTarget *self,
                     int             from)
{
  const struct stat *before = &self->status;
  gboolean is_same = before->st_uid == geteuid () && before->st_gid == getegid ();
  int mode = before->st_mode & 0777;

  if (!self->exists || self->is_private)
    return;
  if (!is_same && fchown (from, before->st_uid, before->st_gid) != 0 &&
      fchown (from, (uid_t) -1, before->st_gid) != 0)
    mode &= 0707;
  if (fchmod (from, mode) != 0)
    g_debug ("The mode of a file could not be kept");
}

static void
flush_folder (AcmeSaveTarget *self)
{
  int fd = openat (self->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/**
 * acme_save_target_replace:
 * @self: a target
 * @from: what was written
 * @temp_name: what that is called in the folder of @self
 *
 * Lets a file take the place of another, and be on the disk before it does.
 *
 * Returns: whether it did; else @temp_name is there still, and what was there before
 */
gboolean
acme_save_target_replace (AcmeSaveTarget *self,
                          int             from,
                          const char     *temp_name)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (temp_name != NULL, FALSE);

  keep_owner_and_mode (self, from);
  if (!flush (from) || renameat (self->folder, temp_name, self->folder, self->name) != 0)
    return FALSE;
  flush_folder (self);
  return TRUE;
}

static gboolean
write_all (int         fd,
           const char *buffer,
           gsize       length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, buffer, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      buffer += MAX (n, 0);
      length -= MAX (n, 0);
    }
  return TRUE;
}

static gboolean
copy (int from,
      int to)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  off_t offset = 0;
  ssize_t n;

  while ((n = pread (from, buffer, CHUNK, offset)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0 || !write_all (to, buffer, n))
        return FALSE;
      offset += n;
    }
  return ftruncate (to, offset) == 0 && flush (to);
}

/* Reserves the space before anything of what was there is touched. Where that cannot be, it is tried all the same. */
static gboolean
prepare (AcmeSaveTarget *self,
         int             from,
         int             to)
{
  struct stat before, after;
  int number;

  if (fstat (to, &before) != 0 || fstat (from, &after) != 0)
    return FALSE;
  if (self->is_private && (before.st_mode & 0077) != 0 && fchmod (to, 0600) != 0)
    return FALSE;
  if (after.st_size <= before.st_size ||
      fallocate (to, 0, before.st_size, after.st_size - before.st_size) == 0 ||
      (errno != ENOSPC && errno != EDQUOT && errno != EFBIG))
    return TRUE;
  number = errno;
  if (ftruncate (to, before.st_size) != 0)
    return FALSE;
  errno = number;
  return FALSE;
}

/* Half of it would look like all of it. */
static void
drop (AcmeSaveTarget *self,
      int             to)
{
  if (!self->exists)
    unlinkat (self->folder, self->name, 0);
  else if (ftruncate (to, 0) != 0)
    g_debug ("What was written of a file could not be removed");
}

/**
 * acme_save_target_copy:
 * @self: a target
 * @from: what was written
 * @out_lost: (out): whether what was there before is lost, and the file empty
 *
 * Writes over what is there.
 *
 * Returns: whether all of it is there now
 */
gboolean
acme_save_target_copy (AcmeSaveTarget *self,
                       int             from,
                       gboolean       *out_lost)
{
  gboolean is_ready, is_copied;
  int to, number;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (out_lost != NULL, FALSE);

  *out_lost = FALSE;
  to = openat (self->folder, self->name, O_WRONLY | O_CLOEXEC | (self->exists ? 0 : O_CREAT),
               self->is_private ? 0600 : 0666);
  if (to < 0)
    return FALSE;

  is_ready = prepare (self, from, to);
  is_copied = is_ready && copy (from, to);
  number = errno;
  if (!is_copied && (is_ready || !self->exists))
    drop (self, to);
  *out_lost = is_ready && !is_copied && self->exists;
  close (to);
  errno = number;
  return is_copied;
}
