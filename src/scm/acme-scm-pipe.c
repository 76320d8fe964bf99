/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The body of an answer on its way from the main loop, which gets it in pieces from the network, to the thread that
 * reads it. It holds little: when the thread does not keep up, the network has to wait, and so does the server. The
 * main loop never blocks on it, the thread does. */

#include "config.h"

#include "acme-scm-pipe.h"

#include "acme-scm-wake.h"

/* A server may send one byte at a time, and each piece has a buffer behind it that is made for many: so many do,
 * however small they are. */
#define MAX_PIECES 64

struct _AcmeScmPipe
{
  gatomicrefcount ref_count;
  gsize max_bytes;

  GMutex mutex; /* of all that follows */
  GCond cond;   /* there is something to pop, or nothing will come any more */
  GQueue pieces; /* of GBytes */
  gsize n_bytes;
  gint64 size;
  GSource *room; /* (nullable): to be told when there is room */
  gboolean has_ended;
  gboolean is_whole;
  int is_aborted; /* (atomic) */
};

/**
 * acme_scm_pipe_new:
 * @max_bytes: with so many bytes in it, it is full, and with some dozens of pieces, too
 *
 * Returns: (transfer full): an empty pipe, for one thread that fills it and one that empties it
 */
AcmeScmPipe *
acme_scm_pipe_new (gsize max_bytes)
{
  AcmeScmPipe *self = g_new0 (AcmeScmPipe, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->pieces);
  self->max_bytes = max_bytes;
  self->size = -1;
  return self;
}

/**
 * acme_scm_pipe_ref:
 * @self: a pipe
 *
 * Returns: (transfer full): @self
 */
AcmeScmPipe *
acme_scm_pipe_ref (AcmeScmPipe *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * acme_scm_pipe_unref:
 * @self: (transfer full): a pipe
 */
void
acme_scm_pipe_unref (AcmeScmPipe *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_queue_clear_full (&self->pieces, (GDestroyNotify) g_bytes_unref);
  g_clear_pointer (&self->room, g_source_unref);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* With the mutex. The second half of the pipe may still be there to work on while the first is on its way. */
static gboolean
has_room (AcmeScmPipe *self)
{
  return (self->n_bytes <= self->max_bytes / 2 && self->pieces.length <= MAX_PIECES / 2) ||
         g_atomic_int_get (&self->is_aborted);
}

/* With the mutex */
static void
tell_room (AcmeScmPipe *self)
{
  if (self->room == NULL || !has_room (self))
    return;
  acme_scm_wake (self->room);
  g_clear_pointer (&self->room, g_source_unref);
}

/**
 * acme_scm_pipe_push:
 * @self: a pipe that has not ended
 * @bytes: the next piece
 *
 * Adds @bytes, which are dropped if the pipe was aborted.
 *
 * Returns: %FALSE if it is full now, so that the next piece has to wait for acme_scm_pipe_create_room_source()
 */
gboolean
acme_scm_pipe_push (AcmeScmPipe *self,
                    GBytes      *bytes)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (g_atomic_int_get (&self->is_aborted))
    return TRUE;
  g_queue_push_tail (&self->pieces, g_bytes_ref (bytes));
  self->n_bytes += g_bytes_get_size (bytes);
  g_cond_signal (&self->cond);
  return self->n_bytes < self->max_bytes && self->pieces.length < MAX_PIECES;
}

/**
 * acme_scm_pipe_create_room_source:
 * @self: a pipe
 * @cancellable: (nullable): a cancellable
 *
 * There is one such source at a time: an earlier one is told no more.
 *
 * Returns: (transfer full): a source that is dispatched when half of @self is free, when it was aborted, or when
 *   @cancellable was cancelled; its callback is a #GSourceFunc
 */
GSource *
acme_scm_pipe_create_room_source (AcmeScmPipe  *self,
                                  GCancellable *cancellable)
{
  GSource *source = acme_scm_wake_source_new ();
  g_autoptr(GMutexLocker) locker = NULL;

  if (cancellable != NULL)
    {
      g_autoptr(GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (source, cancelled);
    }
  locker = g_mutex_locker_new (&self->mutex);
  g_clear_pointer (&self->room, g_source_unref);
  self->room = g_source_ref (source);
  tell_room (self);
  return source;
}

/**
 * acme_scm_pipe_end:
 * @self: a pipe
 * @is_whole: whether the last piece is the end of the answer, and not just the last one that came
 *
 * Tells that nothing more will be pushed. What is in it can still be popped.
 */
void
acme_scm_pipe_end (AcmeScmPipe *self,
                   gboolean     is_whole)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->has_ended = TRUE;
  self->is_whole = is_whole;
  g_cond_signal (&self->cond);
}

/**
 * acme_scm_pipe_pop:
 * @self: a pipe
 *
 * Waits for the next piece.
 *
 * Returns: (transfer full) (nullable): the piece, or %NULL if there will be none: it has ended or was aborted
 */
GBytes *
acme_scm_pipe_pop (AcmeScmPipe *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GBytes *bytes;

  while (g_queue_is_empty (&self->pieces) && !self->has_ended && !g_atomic_int_get (&self->is_aborted))
    g_cond_wait (&self->cond, &self->mutex);

  bytes = g_queue_pop_head (&self->pieces);
  if (bytes != NULL)
    self->n_bytes -= g_bytes_get_size (bytes);
  tell_room (self);
  return bytes;
}

/**
 * acme_scm_pipe_is_whole:
 * @self: a pipe
 *
 * Returns: whether it has ended with the end of the answer
 */
gboolean
acme_scm_pipe_is_whole (AcmeScmPipe *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->has_ended && self->is_whole && !g_atomic_int_get (&self->is_aborted);
}

/**
 * acme_scm_pipe_abort:
 * @self: a pipe
 *
 * Drops what is in it: nobody wants it any more. Both sides may do so, and both notice it at once.
 */
void
acme_scm_pipe_abort (AcmeScmPipe *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_atomic_int_set (&self->is_aborted, TRUE);
  g_queue_clear_full (&self->pieces, (GDestroyNotify) g_bytes_unref);
  self->n_bytes = 0;
  tell_room (self);
  g_cond_signal (&self->cond);
}

/**
 * acme_scm_pipe_is_aborted:
 * @self: a pipe
 *
 * Costs next to nothing.
 *
 * Returns: whether acme_scm_pipe_abort() was called
 */
gboolean
acme_scm_pipe_is_aborted (AcmeScmPipe *self)
{
  return g_atomic_int_get (&self->is_aborted);
}

/**
 * acme_scm_pipe_set_size:
 * @self: a pipe
 * @size: how many bytes will go through it, or -1 if that is not known
 */
void
acme_scm_pipe_set_size (AcmeScmPipe *self,
                        gint64       size)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->size = size;
}

/**
 * acme_scm_pipe_get_size:
 * @self: a pipe
 *
 * Returns: how many bytes will go through it, or -1 if that is not known
 */
gint64
acme_scm_pipe_get_size (AcmeScmPipe *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->size;
}
