/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-pipe.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define MORE_THAN_A_PIPE_HOLDS (4 * 1024 * 1024)

static gpointer
read_all_cb (gpointer fd)
{
  GString *all = g_string_new (NULL);
  char buffer[5000];
  gssize n;

  while ((n = read (GPOINTER_TO_INT (fd), buffer, sizeof buffer)) > 0)
    g_string_append_len (all, buffer, n);
  return all;
}

static char *
make_text (gsize length)
{
  char *text = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    text[i] = 'a' + i % 23;
  return text;
}

static void
check_all_arrives (gboolean nonblocking)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *text = make_text (MORE_THAN_A_PIPE_HOLDS);
  g_autoptr(GOutputStream) stream = NULL;
  g_autoptr(GString) all = NULL;
  int fds[2];
  GThread *reader;

  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_true (g_unix_set_fd_nonblocking (fds[1], nonblocking, NULL));
  reader = g_thread_new ("reader", read_all_cb, GINT_TO_POINTER (fds[0]));
  stream = acme_cli_pipe_new (fds[1], cancellable);
  g_assert_true (g_output_stream_write_all (stream, text, MORE_THAN_A_PIPE_HOLDS, NULL, NULL, NULL));
  close (fds[1]);
  all = g_thread_join (reader);
  g_assert_cmpmem (all->str, all->len, text, MORE_THAN_A_PIPE_HOLDS);
  close (fds[0]);
}

static void
test_all_arrives (void)
{
  check_all_arrives (FALSE);
  check_all_arrives (TRUE);
}

static gpointer
write_cb (gpointer stream)
{
  g_autofree char *text = make_text (MORE_THAN_A_PIPE_HOLDS);
  GError *error = NULL;

  g_assert_false (g_output_stream_write_all (stream, text, MORE_THAN_A_PIPE_HOLDS, NULL, NULL, &error));
  return error;
}

/* A reader that does not read does not keep it. */
static void
test_cancel (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GOutputStream) stream = NULL;
  g_autoptr(GError) error = NULL;
  GThread *writer;
  int fds[2];
  GPollFD full;

  g_assert_cmpint (pipe (fds), ==, 0);
  stream = acme_cli_pipe_new (fds[1], cancellable);
  writer = g_thread_new ("writer", write_cb, stream);
  do
    {
      full = (GPollFD) { fds[1], G_IO_OUT, 0 };
      g_usleep (1000);
    }
  while (g_poll (&full, 1, 0) != 0);
  g_cancellable_cancel (cancellable);
  error = g_thread_join (writer);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (fds[0]);
  close (fds[1]);
}

static void
test_reader_gone (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GOutputStream) stream = NULL;
  g_autoptr(GError) error = NULL;
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  close (fds[0]);
  stream = acme_cli_pipe_new (fds[1], cancellable);
  g_assert_false (g_output_stream_write_all (stream, "x", 1, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  close (fds[1]);
}

/* A file has room for everything at once, unless the disk has none. */
static void
test_file (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *text = make_text (MORE_THAN_A_PIPE_HOLDS);
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp (NULL, &path, NULL);
  int full = open ("/dev/full", O_WRONLY);
  g_autoptr(GOutputStream) stream = acme_cli_pipe_new (fd, cancellable);
  g_autoptr(GOutputStream) full_stream = acme_cli_pipe_new (full, cancellable);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_output_stream_write (stream, text, MORE_THAN_A_PIPE_HOLDS, NULL, NULL), ==,
                   MORE_THAN_A_PIPE_HOLDS);
  g_assert_false (g_output_stream_write_all (full_stream, "x", 1, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  close (full);
  close (fd);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-pipe/all-arrives", test_all_arrives);
  g_test_add_func ("/cli-pipe/cancel", test_cancel);
  g_test_add_func ("/cli-pipe/reader-gone", test_reader_gone);
  g_test_add_func ("/cli-pipe/file", test_file);
  return g_test_run ();
}
