/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where hundreds of megabytes are kept that a window may want to look at again: in a file without a name, mapped into
 * memory. The kernel keeps of it what is in use and drops the rest, and the file is gone with the process, however
 * that ends.
 *
 * It is mapped segment by segment, so that what is there never moves and readers need no lock. Room is asked for before
 * it is written to: with a full disk that fails in posix_fallocate(), and not by SIGBUS in the middle of a memcpy(). */

#include "config.h"

#include "acme-spool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "acme-cache-file.h"
#include "acme-error.h"

#define SEGMENT ACME_SPOOL_MAX_PIECE
#define MAX_SEGMENTS 4096
/* So much room is asked for at a time */
#define STEP ((guint64) 4 * 1024 * 1024)

G_STATIC_ASSERT (SEGMENT % STEP == 0);

struct _AcmeSpool
{
  int fd;              /* -1 until something is appended */
  guint64 size;        /* where the next piece goes, or a little before */
  guint64 allocated;   /* so much room there is */
  guint64 relaxed;     /* up to here the writer let go of the pages */
  int n_segments;      /* atomic */
  char *segments[MAX_SEGMENTS];
};

/**
 * acme_spool_new:
 *
 * Returns: (transfer full): an empty spool; the file is made when something is appended
 */
AcmeSpool *
acme_spool_new (void)
{
  AcmeSpool *self = g_new0 (AcmeSpool, 1);

  self->fd = -1;
  return self;
}

/**
 * acme_spool_free:
 * @self: (transfer full): a spool that nobody reads any more
 */
void
acme_spool_free (AcmeSpool *self)
{
  g_return_if_fail (self != NULL);

  for (int i = 0; i < self->n_segments; i++)
    munmap (self->segments[i], SEGMENT);
  if (self->fd != -1)
    close (self->fd);
  g_free (self);
}

static gboolean
set_failure (int      code,
             GError **error)
{
  g_autofree char *folder = acme_cache_file_dup_folder ();

  if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    g_set_error (error, ACME_ERROR, ACME_ERROR_FAILED, _("There is no more room in “%s” for what has to be kept."),
                 folder);
  else
    g_set_error (error, ACME_ERROR, ACME_ERROR_FAILED, _("Nothing can be kept in “%s”: %s"), folder, g_strerror (code));
  return FALSE;
}

static gboolean
open_file (AcmeSpool  *self,
           GError    **error)
{
  if (self->fd == -1)
    self->fd = acme_cache_file_open ();
  return self->fd != -1 || set_failure (errno, error);
}

/* Beyond the limit the kernel would send a signal, which ends a program. */
static gboolean
is_within_limit (guint64 end)
{
  struct rlimit limit;

  return getrlimit (RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || end <= limit.rlim_cur;
}

static gboolean
allocate (AcmeSpool  *self,
          guint64     end,
          GError    **error)
{
  guint64 rounded = (end + STEP - 1) / STEP * STEP;
  int code;

  if (end <= self->allocated)
    return TRUE;
  if (!is_within_limit (rounded))
    return set_failure (EFBIG, error);

  do
    code = posix_fallocate (self->fd, self->allocated, rounded - self->allocated);
  while (code == EINTR);
  if (code != 0)
    return set_failure (code, error);

  self->allocated = rounded;
  return TRUE;
}

static gboolean
map_segment (AcmeSpool  *self,
             guint64     segment,
             GError    **error)
{
  char *address;

  if (segment < (guint64) self->n_segments)
    return TRUE;
  if (segment >= MAX_SEGMENTS)
    return set_failure (EFBIG, error);

  address = mmap (NULL, SEGMENT, PROT_READ | PROT_WRITE, MAP_SHARED, self->fd, segment * SEGMENT);
  if (address == MAP_FAILED)
    return set_failure (errno, error);

  self->segments[segment] = address;
  g_atomic_int_set (&self->n_segments, (int) segment + 1);
  return TRUE;
}

/* What was written is the file's now, and it is seldom read soon. */
static void
let_go (AcmeSpool *self,
        guint64    start)
{
  while (self->relaxed + STEP <= start)
    {
      madvise (self->segments[self->relaxed / SEGMENT] + self->relaxed % SEGMENT, STEP, MADV_DONTNEED);
      self->relaxed += STEP;
    }
}

/**
 * acme_spool_reserve:
 * @self: a spool
 * @length: up to so many bytes are to be written, at most %ACME_SPOOL_MAX_PIECE
 * @error: return location for an %ACME_ERROR_FAILED: there is no room
 *
 * Called by the one thread that appends, which then calls acme_spool_take().
 *
 * Returns: (transfer none) (nullable): where to write them
 */
char *
acme_spool_reserve (AcmeSpool  *self,
                    gsize       length,
                    GError    **error)
{
  guint64 start;

  g_return_val_if_fail (self != NULL, NULL);

  if (length > SEGMENT)
    {
      set_failure (EFBIG, error);
      return NULL;
    }
  start = self->size;
  if (start % SEGMENT + length > SEGMENT)
    start = (start / SEGMENT + 1) * SEGMENT; /* what is together stays together */

  if (!open_file (self, error) || !map_segment (self, start / SEGMENT, error) ||
      !allocate (self, start + length, error))
    return NULL;

  self->size = start;
  let_go (self, start);
  return self->segments[start / SEGMENT] + start % SEGMENT;
}

/**
 * acme_spool_take:
 * @self: a spool, in which room was reserved
 * @length: so many bytes of it were written
 *
 * Returns: their offset, for acme_spool_get()
 */
guint64
acme_spool_take (AcmeSpool *self,
                 gsize      length)
{
  guint64 offset;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (self->size + length <= self->allocated, 0);

  offset = self->size;
  self->size += length;
  return offset;
}

/**
 * acme_spool_append:
 * @self: a spool
 * @bytes: what to keep
 * @length: how much
 * @out_offset: (out): where it is, for acme_spool_get()
 * @error: return location for an %ACME_ERROR_FAILED: there is no room
 *
 * Called by the one thread that appends.
 *
 * Returns: whether it is kept
 */
gboolean
acme_spool_append (AcmeSpool   *self,
                   const char  *bytes,
                   gsize        length,
                   guint64     *out_offset,
                   GError     **error)
{
  char *room;

  g_return_val_if_fail (self != NULL && out_offset != NULL, FALSE);

  room = acme_spool_reserve (self, length, error);
  if (room == NULL)
    return FALSE;

  if (length > 0)
    memcpy (room, bytes, length);
  *out_offset = acme_spool_take (self, length);
  return TRUE;
}

/**
 * acme_spool_get_size:
 * @self: a spool
 *
 * Called by the one thread that appends.
 *
 * Returns: how many bytes are kept, with the gaps between them
 */
guint64
acme_spool_get_size (AcmeSpool *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

/**
 * acme_spool_get:
 * @self: a spool
 * @offset: an offset that the appending thread handed on
 *
 * Called in any thread.
 *
 * Returns: (transfer none): what is kept there; it stays until @self is freed
 */
const char *
acme_spool_get (AcmeSpool *self,
                guint64    offset)
{
  return self->segments[offset / SEGMENT] + offset % SEGMENT;
}

/**
 * acme_spool_relax:
 * @self: a spool
 *
 * Says that what is there will not be read again soon: the kernel may have the memory. Nothing is lost. Called in any
 * thread.
 */
void
acme_spool_relax (AcmeSpool *self)
{
  g_return_if_fail (self != NULL);

  for (int i = 0; i < g_atomic_int_get (&self->n_segments); i++)
    madvise (self->segments[i], SEGMENT, MADV_DONTNEED);
}
