/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The terminal of whoever runs acmectl: what is asked there is asked on the terminal itself, so that neither a list of
 * ids on the standard input nor a redirected output comes between. A secret is not shown while it is typed, and is in
 * no buffer but one that is wiped. */

#include "config.h"

#include "acme-cli-terminal.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "acme-error.h"

/**
 * acme_cli_terminal_open:
 *
 * Returns: the terminal, to be closed, or -1 if there is none
 */
int
acme_cli_terminal_open (void)
{
  const char *name;
  int fd = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

  if (fd >= 0)
    return fd;

  /* one that does not control this program can be asked on all the same */
  name = isatty (STDIN_FILENO) ? ttyname (STDIN_FILENO) : NULL;
  return name != NULL ? open (name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
}

/**
 * acme_cli_terminal_is_there:
 *
 * Returns: whether somebody can be asked
 */
gboolean
acme_cli_terminal_is_there (void)
{
  int fd = acme_cli_terminal_open ();

  if (fd >= 0)
    close (fd);
  return fd >= 0;
}

/**
 * acme_cli_terminal_say:
 * @terminal: the terminal
 * @text: what to show
 * @error: return location for an %ACME_ERROR_FAILED
 *
 * Returns: whether it was shown
 */
gboolean
acme_cli_terminal_say (GOutputStream  *terminal,
                       const char     *text,
                       GError        **error)
{
  g_autoptr(GError) cause = NULL;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (terminal), FALSE);

  if (g_output_stream_write_all (terminal, text, strlen (text), NULL, NULL, &cause))
    return TRUE;

  g_set_error (error, ACME_ERROR, ACME_ERROR_FAILED, _("Nobody could be asked on the terminal: %s"), cause->message);
  return FALSE;
}

/* A byte at a time, so that what follows stays for the next; there is no buffer behind. Returns FALSE on an error; what
 * is too long is cut, and refused by who checks it. */
static gboolean
read_line (AcmeCli       *cli,
           GInputStream  *keys,
           char          *line,
           gsize          size,
           GError       **error)
{
  gsize length = 0;

  for (;;)
    {
      g_autoptr(GError) cause = NULL;
      char c = '\0';
      gssize n;

      g_input_stream_read_async (keys, &c, 1, G_PRIORITY_DEFAULT, cli->cancellable, acme_cli_await_cb, cli);
      n = g_input_stream_read_finish (keys, acme_cli_await (cli), &cause);
      if (acme_error_is_cancelled (cause))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (n <= 0 || c == '\n') /* a terminal that went away types nothing more */
        break;
      if (c == '\0')
        c = '\001'; /* a text cannot hold it, but it is not to be lost silently */
      if (length + 1 < size)
        line[length++] = c;
      explicit_bzero (&c, sizeof c);
    }
  if (length > 0 && line[length - 1] == '\r')
    length--;
  line[length] = '\0';
  return TRUE;
}

static gboolean
hide (int             fd,
      struct termios *before)
{
  struct termios hidden;

  if (tcgetattr (fd, before) != 0)
    return FALSE;
  hidden = *before;
  hidden.c_lflag &= ~(tcflag_t) (ECHO | ECHOE | ECHOK | ECHONL);
  hidden.c_lflag |= ICANON | ISIG;
  return tcsetattr (fd, TCSAFLUSH, &hidden) == 0;
}

static gboolean
ask (int          fd,
     const char  *prompt,
     GError     **error)
{
  g_autoptr(GOutputStream) terminal = g_unix_output_stream_new (fd, FALSE);

  return acme_cli_terminal_say (terminal, prompt, error);
}

/**
 * acme_cli_terminal_read_secret:
 * @cli: the run
 * @fd: the terminal; or a pipe or file, of which one line is read
 * @prompt: what to ask on a terminal
 * @error: return location for %G_IO_ERROR_CANCELLED, or for an %ACME_ERROR_FAILED if nobody can be asked
 *
 * Returns: (transfer full) (nullable): what was typed, to be freed with acme_secret_free(); "" if nothing was
 */
char *
acme_cli_terminal_read_secret (AcmeCli     *cli,
                               int          fd,
                               const char  *prompt,
                               GError     **error)
{
  g_autoptr(GInputStream) keys = NULL;
  char line[ACME_SECRET_MAX_LENGTH + 2];
  struct termios before;
  gboolean is_terminal;
  char *secret = NULL;

  g_return_val_if_fail (cli != NULL && prompt != NULL, NULL);

  is_terminal = isatty (fd);
  if (is_terminal && !hide (fd, &before)) /* before it is asked for, for those who type fast */
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_FAILED, _("The terminal cannot hide what is typed."));
      return NULL;
    }

  keys = g_unix_input_stream_new (fd, FALSE);
  if ((!is_terminal || ask (fd, prompt, error)) && read_line (cli, keys, line, sizeof line, error))
    secret = g_strdup (line);
  explicit_bzero (line, sizeof line);
  if (is_terminal)
    {
      tcsetattr (fd, TCSADRAIN, &before);
      ask (fd, "\n", NULL);
    }
  return secret;
}
