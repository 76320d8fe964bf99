/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A question to whoever sits at the terminal, before something is done that cannot be undone. */

#include "config.h"

#include "acme-cli-confirm.h"

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "acme-cli-terminal.h"
#include "acme-error.h"

/**
 * acme_cli_is_confirmed:
 * @cli: the run of a command with %ACME_CLI_CONFIRM_OPTIONS
 *
 * Returns: whether nobody needs to be asked
 */
gboolean
acme_cli_is_confirmed (AcmeCli *cli)
{
  g_return_val_if_fail (cli != NULL, FALSE);

  return acme_cli_args_has (cli->args, "yes");
}

/**
 * acme_cli_can_confirm:
 * @cli: the run of a command with %ACME_CLI_CONFIRM_OPTIONS
 * @error: return location for an %ACME_ERROR_INVALID
 *
 * To be called before anything is asked of SCM.
 *
 * Returns: whether --yes was given or there is a terminal to ask on
 */
gboolean
acme_cli_can_confirm (AcmeCli  *cli,
                      GError  **error)
{
  if (acme_cli_is_confirmed (cli) || acme_cli_terminal_is_there ())
    return TRUE;

  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID,
                       _("There is no terminal to ask on; give --yes to do it without being asked."));
  return FALSE;
}

/* Returns what was typed, without the end of the line; "" if nothing will be. */
static char *
listen (AcmeCli  *cli,
        int       fd,
        GError  **error)
{
  g_autoptr(GInputStream) keys = g_unix_input_stream_new (fd, FALSE);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (keys);
  g_autoptr(GError) cause = NULL;
  char *line;

  g_data_input_stream_read_line_async (lines, G_PRIORITY_DEFAULT, cli->cancellable, acme_cli_await_cb, cli);
  line = g_data_input_stream_read_line_finish (lines, acme_cli_await (cli), NULL, &cause);

  if (acme_error_is_cancelled (cause))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  /* a terminal that went away has not agreed to anything */
  return line != NULL ? line : g_strdup ("");
}

static gboolean
is_yes (const char *answer)
{
  g_autofree char *word = g_utf8_make_valid (answer, -1);

  g_strstrip (word);
  return g_ascii_strcasecmp (word, "y") == 0 || g_ascii_strcasecmp (word, "yes") == 0 ||
         /* Translators: what somebody types to agree; the questions end with this and the word for no */
         strcmp (word, C_("answer", "y")) == 0 || strcmp (word, C_("answer", "yes")) == 0;
}

/**
 * acme_cli_confirm:
 * @cli: the run of a command with %ACME_CLI_CONFIRM_OPTIONS
 * @text: what will happen, in whole lines that a terminal may show
 * @question: a question that can be answered with yes
 * @error: return location for an %ACME_ERROR_FAILED if the answer is not yes
 *
 * Returns: whether to go on
 */
gboolean
acme_cli_confirm (AcmeCli     *cli,
                  const char  *text,
                  const char  *question,
                  GError     **error)
{
  g_autoptr(GOutputStream) terminal = NULL;
  g_autofree char *prompt = NULL;
  g_autofree char *answer = NULL;
  int fd;

  g_return_val_if_fail (text != NULL && question != NULL, FALSE);

  if (acme_cli_is_confirmed (cli))
    return TRUE;
  if (!acme_cli_can_confirm (cli, error))
    return FALSE;

  fd = acme_cli_terminal_open ();
  terminal = g_unix_output_stream_new (fd, TRUE);
  /* Translators: a question on the terminal, and the letters to answer it with; the answer is no unless somebody types
   * what means yes */
  prompt = g_strdup_printf (_("%s%s [y/N] "), text, question);
  if (!acme_cli_terminal_say (terminal, prompt, error))
    return FALSE;

  answer = listen (cli, fd, error);
  if (answer == NULL || answer[0] == '\0')
    acme_cli_terminal_say (terminal, "\n", NULL);
  if (answer == NULL)
    return FALSE;
  if (is_yes (answer))
    return TRUE;

  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_FAILED, _("It was not confirmed; nothing was done."));
  return FALSE;
}
