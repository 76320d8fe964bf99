/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The standard output for another thread than the main one. A reader that does not read would keep a plain write
 * waiting for ever, whatever is cancelled meanwhile; this one writes only what finds room. */

#include "config.h"

#include "acme-cli-pipe.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

struct _AcmeCliPipe
{
  GOutputStream parent_instance;

  int fd;
  gsize limit; /* bytes that one write takes at most */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AcmeCliPipe, acme_cli_pipe, G_TYPE_OUTPUT_STREAM)

static gboolean
wait_for_room (AcmeCliPipe  *self,
               GError      **error)
{
  GPollFD cancelled;
  gboolean can_cancel = g_cancellable_make_pollfd (self->cancellable, &cancelled);
  struct pollfd fds[] = {
    { .fd = self->fd, .events = POLLOUT },
    { .fd = can_cancel ? cancelled.fd : -1, .events = POLLIN },
  };
  int n;

  do
    n = poll (fds, G_N_ELEMENTS (fds), -1);
  while (n < 0 && errno == EINTR);
  if (can_cancel)
    g_cancellable_release_fd (self->cancellable);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gssize
acme_cli_pipe_write (GOutputStream  *stream,
                     const void     *buffer,
                     gsize           count,
                     GCancellable   *cancellable,
                     GError        **error)
{
  AcmeCliPipe *self = ACME_CLI_PIPE (stream);
  gssize written;

  do
    {
      if (!wait_for_room (self, error))
        return -1;
      written = write (self->fd, buffer, MIN (count, self->limit));
    }
  while (written < 0 && (errno == EINTR || errno == EAGAIN));

  if (written < 0)
    {
      int code = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
    }
  return written;
}

static void
acme_cli_pipe_finalize (GObject *object)
{
  AcmeCliPipe *self = ACME_CLI_PIPE (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (acme_cli_pipe_parent_class)->finalize (object);
}

static void
acme_cli_pipe_class_init (AcmeCliPipeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_cli_pipe_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = acme_cli_pipe_write;
}

static void
acme_cli_pipe_init (AcmeCliPipe *self)
{
}

/**
 * acme_cli_pipe_new:
 * @fd: what to write to; it stays open
 * @cancellable: ends every write, also one that waits for a reader
 *
 * Returns: (transfer full): a stream to @fd
 */
GOutputStream *
acme_cli_pipe_new (int           fd,
                   GCancellable *cancellable)
{
  AcmeCliPipe *self;
  struct stat status;

  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  self = g_object_new (ACME_TYPE_CLI_PIPE, NULL);
  self->fd = fd;
  self->cancellable = g_object_ref (cancellable);
  /* a pipe that has room at all has room for so much; a file always has */
  self->limit = fstat (fd, &status) == 0 && S_ISREG (status.st_mode) ? G_MAXSSIZE : PIPE_BUF;
  return G_OUTPUT_STREAM (self);
}
