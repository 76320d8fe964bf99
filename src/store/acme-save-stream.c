/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that is written as a whole or not at all, however long that takes: what is written goes to another file beside
 * it, which takes its place when all is there. A full disk, a cancel, a crash or a loss of power before that leave what
 * was there as it was.
 *
 * Where another file cannot take its place, as with one that was lent by the document portal, one that is mounted, or
 * one in a folder that cannot be written to, it is collected out of sight and copied in one go, for which the space is
 * reserved first. Only what goes wrong within that moment costs what was there, and then it is said. */

#include "config.h"

#include "acme-save-stream.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "acme-cache-file.h"
#include "acme-error.h"
#include "acme-save-error.h"
#include "acme-save-target.h"
#include "acme-save-temp.h"

struct _AcmeSaveStream
{
  GOutputStream parent_instance;

  GFile *file;
  AcmeSaveMode mode;
  GOutputStream *other;   /* (nullable): writes to it if it has no path */
  AcmeSaveTarget *target; /* (nullable): it, if it has one */
  int fd;                 /* what is written goes there first */
  char *temp_name;        /* (nullable): what that is called beside the file; NULL if it has no name, or no more */
  gboolean in_place;
  GError *error;          /* (nullable): what went wrong, after which nothing can become of it */
};

G_DEFINE_FINAL_TYPE (AcmeSaveStream, acme_save_stream, G_TYPE_OUTPUT_STREAM)

/* ---- Opening ---- */

static gboolean
open_nameless (AcmeSaveStream *self)
{
  self->in_place = TRUE;
  self->fd = acme_cache_file_open ();
  return self->fd >= 0;
}

static gboolean
open_path (AcmeSaveStream *self,
           const char     *path)
{
  AcmeSaveTarget *target = self->target = acme_save_target_new (path, self->mode == ACME_SAVE_PRIVATE);
  int number;

  if (target == NULL)
    return FALSE;
  if (target->is_lent)
    return open_nameless (self);
  self->temp_name = acme_save_temp_open (target->folder, target->name,
                                         target->exists || target->is_private ? 0600 : 0666, &self->fd);
  if (self->temp_name != NULL)
    return TRUE;
  number = errno;
  if ((number == EACCES || number == EPERM || number == EROFS) && acme_save_target_may_copy (target))
    return open_nameless (self);
  errno = number;
  return FALSE;
}

static gboolean
open_other (AcmeSaveStream  *self,
            GCancellable    *cancellable,
            GError         **error)
{
  GFileCreateFlags flags = self->mode == ACME_SAVE_PRIVATE
                             ? G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION
                             : G_FILE_CREATE_NONE;
  g_autoptr(GError) cause = NULL;

  self->other = G_OUTPUT_STREAM (g_file_replace (self->file, NULL, FALSE, flags, cancellable, &cause));
  if (self->other == NULL)
    acme_save_error_set (error, self->file, cause);
  return self->other != NULL;
}

/* ---- Taking its place ---- */

static gboolean
copy_in_place (AcmeSaveStream  *self,
               GError         **error)
{
  g_autoptr(GError) reason = NULL;
  gboolean lost;

  self->in_place = TRUE;
  if (acme_save_target_copy (self->target, self->fd, &lost))
    return TRUE;
  acme_save_error_errno (&reason, self->file, errno);
  if (lost)
    /* Translators: %s is a sentence that says why a file could not be written */
    g_set_error (error, ACME_ERROR, ACME_ERROR_FAILED, _("%s What was in it before is lost, and it is empty now."),
                 reason->message);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
commit_path (AcmeSaveStream  *self,
             GError         **error)
{
  int number;

  if (self->temp_name == NULL)
    return copy_in_place (self, error);
  if (acme_save_target_replace (self->target, self->fd, self->temp_name))
    {
      g_clear_pointer (&self->temp_name, g_free);
      return TRUE;
    }
  number = errno;
  if ((number == EACCES || number == EPERM || number == EBUSY) && acme_save_target_may_copy (self->target))
    return copy_in_place (self, error);
  acme_save_error_errno (error, self->file, number);
  return FALSE;
}

static gboolean
commit_other (AcmeSaveStream  *self,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr(GError) cause = NULL;

  if (g_output_stream_close (self->other, cancellable, &cause))
    return TRUE;
  acme_save_error_set (error, self->file, cause);
  return FALSE;
}

/* ---- The stream ---- */

static gssize
write_other (AcmeSaveStream  *self,
             const void      *buffer,
             gsize            count,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr(GError) cause = NULL;
  gssize n = g_output_stream_write (self->other, buffer, count, cancellable, &cause);

  if (n < 0)
    acme_save_error_set (error, self->file, cause);
  return n;
}

static gssize
write_path (AcmeSaveStream  *self,
            const void      *buffer,
            gsize            count,
            GError         **error)
{
  gssize n;

  do
    n = write (self->fd, buffer, count);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    acme_save_error_errno (error, self->file, errno);
  return n;
}

static gssize
acme_save_stream_write (GOutputStream  *stream,
                        const void     *buffer,
                        gsize           count,
                        GCancellable   *cancellable,
                        GError        **error)
{
  AcmeSaveStream *self = ACME_SAVE_STREAM (stream);
  gssize n = -1;

  if (self->error == NULL && !g_cancellable_set_error_if_cancelled (cancellable, &self->error))
    n = self->other != NULL ? write_other (self, buffer, count, cancellable, &self->error)
                            : write_path (self, buffer, count, &self->error);
  if (n < 0)
    g_propagate_error (error, g_error_copy (self->error));
  return n;
}

/* What was not committed is not to be. */
static gboolean
acme_save_stream_close (GOutputStream  *stream,
                        GCancellable   *cancellable,
                        GError        **error)
{
  AcmeSaveStream *self = ACME_SAVE_STREAM (stream);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  if (self->other != NULL)
    g_output_stream_close (self->other, cancelled, NULL);
  if (self->temp_name != NULL)
    unlinkat (self->target->folder, self->temp_name, 0);
  g_clear_pointer (&self->temp_name, g_free);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  return TRUE;
}

static void
acme_save_stream_finalize (GObject *object)
{
  AcmeSaveStream *self = ACME_SAVE_STREAM (object);

  g_clear_pointer (&self->target, acme_save_target_free);
  g_clear_object (&self->other);
  g_clear_object (&self->file);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (acme_save_stream_parent_class)->finalize (object);
}

static void
acme_save_stream_class_init (AcmeSaveStreamClass *klass)
{
  GOutputStreamClass *stream_class = G_OUTPUT_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = acme_save_stream_finalize;
  stream_class->write_fn = acme_save_stream_write;
  stream_class->close_fn = acme_save_stream_close;
}

static void
acme_save_stream_init (AcmeSaveStream *self)
{
  self->fd = -1;
}

/**
 * acme_save_stream_open:
 * @file: where to save; what is there stays as it is until acme_save_stream_commit()
 * @mode: who may read it; with %ACME_SAVE_PLAIN what is there keeps its owner and mode
 * @cancellable: (nullable): a cancellable
 * @error: return location for an %ACME_ERROR_FAILED with a sentence that names the file, or %G_IO_ERROR_CANCELLED
 *
 * Begins to save a file. Blocks, as all of this does, so it is not for the main thread. Writing to it fails with the
 * same errors as this does. Closing it, or dropping it, without a commit ends it as acme_save_stream_abort() does.
 *
 * Returns: (transfer full) (nullable): a stream that takes what is to be in the file
 */
AcmeSaveStream *
acme_save_stream_open (GFile         *file,
                       AcmeSaveMode   mode,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(AcmeSaveStream) self = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  self = g_object_new (ACME_TYPE_SAVE_STREAM, NULL);
  self->file = g_object_ref (file);
  self->mode = mode;
  path = g_file_get_path (file);
  if (path == NULL)
    return open_other (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
  if (open_path (self, path))
    return g_steal_pointer (&self);
  acme_save_error_errno (error, file, errno);
  return NULL;
}

/**
 * acme_save_stream_commit:
 * @self: a stream to which all was written
 * @cancellable: (nullable): a cancellable; it is heeded at the beginning only
 * @error: return location for an %ACME_ERROR_FAILED with a sentence that names the file, and tells if what was there is
 *   lost; %G_IO_ERROR_CANCELLED; or, if a write failed before, what that said
 *
 * Lets what was written take the place of the file, for good: it is on the disk when this returns. Whatever comes of
 * it, @self is closed then.
 *
 * Returns: whether the file is there now
 */
gboolean
acme_save_stream_commit (AcmeSaveStream  *self,
                         GCancellable    *cancellable,
                         GError         **error)
{
  gboolean committed = FALSE;

  g_return_val_if_fail (ACME_IS_SAVE_STREAM (self), FALSE);
  g_return_val_if_fail (!g_output_stream_is_closed (G_OUTPUT_STREAM (self)), FALSE);

  if (self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  else if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    committed = self->other != NULL ? commit_other (self, cancellable, error) : commit_path (self, error);
  acme_save_stream_abort (self);
  return committed;
}

/**
 * acme_save_stream_abort:
 * @self: a stream; nothing happens if it was committed or ended already
 *
 * Drops what was written: the file is what it was before, or not there.
 */
void
acme_save_stream_abort (AcmeSaveStream *self)
{
  g_return_if_fail (ACME_IS_SAVE_STREAM (self));

  g_output_stream_close (G_OUTPUT_STREAM (self), NULL, NULL);
}

/**
 * acme_save_stream_is_in_place:
 * @self: a stream
 *
 * Returns: whether nothing can take the place of the file, so that it has to be written over. It may turn out only
 *   while it is committed.
 */
gboolean
acme_save_stream_is_in_place (AcmeSaveStream *self)
{
  g_return_val_if_fail (ACME_IS_SAVE_STREAM (self), FALSE);

  return self->in_place;
}
