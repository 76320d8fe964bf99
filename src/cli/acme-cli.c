/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl: reads the command line, runs one command, and turns what became of it into an exit code. Standard output
 * is for data alone; whatever else there is to say goes to standard error, each on one line. */

#include "config.h"

#include "acme-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "acme-cli-connection.h"
#include "acme-cli-exit.h"
#include "acme-cli-help.h"
#include "acme-error.h"
#include "acme-text.h"

#define MAX_TIMEOUT (24 * 60 * 60)

static const AcmeCliCommand *const commands[] = {
  &acme_cli_endpoints,
  &acme_cli_accounts,
  &acme_cli_account_show,
  &acme_cli_account_create,
  &acme_cli_account_rename,
  &acme_cli_account_delete,
  &acme_cli_account_import,
  &acme_cli_domains,
  &acme_cli_clients,
  &acme_cli_client_deactivate,
  &acme_cli_certificates,
  &acme_cli_organizations,
  &acme_cli_profiles,
  &acme_cli_audit,
  &acme_cli_connection_list,
  &acme_cli_connection_add,
  &acme_cli_connection_remove,
  &acme_cli_connection_test,
  &acme_cli_demo_server,
  NULL,
};

static const AcmeCliOption global_options[] = {
  { "demo", NULL, N_("Use the built-in demonstration server and its sample data") },
  { "connection", "NAME", N_("Use a saved connection") },
  { "format", "table|json|csv", N_("How to print; a table unless this says otherwise") },
  { "no-header", NULL, N_("Print no line of titles") },
  { "quiet", NULL, N_("Print no warnings") },
  { "timeout", "SECONDS", N_("Give up after this time") },
  { "version", NULL, N_("Print the version") },
  { "help", NULL, N_("Print this help, or that of a command") },
  { "data", "small|large", NULL }, /* of --demo, for tests; the demo-server's own help mentions it */
  { NULL },
};

static void
print_message (const char *message)
{
  g_autofree char *line = acme_text_make_printable (message);

  g_printerr ("acmectl: %s\n", line);
}

/**
 * acme_cli_warn:
 * @cli: the run
 * @format: a message as of printf()
 * @...: what to insert
 *
 * Tells a person what the data does not show, unless that was not wanted.
 */
void
acme_cli_warn (AcmeCli    *cli,
               const char *format,
               ...)
{
  g_autofree char *message = NULL;
  va_list args;

  g_return_if_fail (cli != NULL && format != NULL);

  if (cli->quiet)
    return;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  print_message (message);
}

/**
 * acme_cli_await_cb:
 * @source: (nullable): what the operation was started on
 * @result: how it ended
 * @cli: the run
 *
 * The callback for an operation that acme_cli_await() or its like waits for next.
 */
void
acme_cli_await_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      cli)
{
  ((AcmeCli *) cli)->arrived = g_object_ref (result);
}

/**
 * acme_cli_await:
 * @cli: the run, of which one operation was started with acme_cli_await_cb()
 *
 * Runs the main loop until the operation has ended; an interrupt or the end of the time ends it too, by the run's
 * cancellable.
 *
 * Returns: (transfer none): how it ended; until the next operation is waited for
 */
GAsyncResult *
acme_cli_await (AcmeCli *cli)
{
  g_return_val_if_fail (cli != NULL, NULL);

  while (cli->arrived == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_clear_object (&cli->taken);
  cli->taken = g_steal_pointer (&cli->arrived);
  return cli->taken;
}

/**
 * acme_cli_await_change:
 * @cli: the run, of which one operation was started with acme_cli_await_cb()
 *
 * As acme_cli_await(), for an operation that changes something once: if it is interrupted, nobody knows whether it was
 * done, and that is how the run ends.
 *
 * Returns: (transfer none): how it ended; until the next operation is waited for
 */
GAsyncResult *
acme_cli_await_change (AcmeCli *cli)
{
  GAsyncResult *result = acme_cli_await (cli);

  cli->is_changing = g_cancellable_is_cancelled (cli->cancellable);
  return result;
}

/**
 * acme_cli_await_changes:
 * @cli: the run, of which one operation was started with acme_cli_await_cb()
 *
 * As acme_cli_await(), for an operation that changes many things: if it is interrupted, it begins with no other, but
 * waits for the answers to what it has sent.
 *
 * Returns: (transfer none): how it ended; until the next operation is waited for
 */
GAsyncResult *
acme_cli_await_changes (AcmeCli *cli)
{
  GAsyncResult *result;

  g_return_val_if_fail (cli != NULL, NULL);

  cli->waits_for_changes = TRUE;
  result = acme_cli_await (cli);
  cli->waits_for_changes = FALSE;
  return result;
}

/**
 * acme_cli_write:
 * @cli: the run
 * @text: what to print to standard output, at once
 * @error: return location for an %ACME_ERROR_FAILED if that did not work
 *
 * Returns: whether it was written
 */
gboolean
acme_cli_write (AcmeCli     *cli,
                const char  *text,
                GError     **error)
{
  g_autoptr(GError) cause = NULL;

  g_return_val_if_fail (cli != NULL && text != NULL, FALSE);

  if (g_output_stream_write_all (cli->output, text, strlen (text), NULL, NULL, &cause))
    return TRUE;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, ACME_ERROR, ACME_ERROR_FAILED, _("The output could not be written: %s"), cause->message);
  return FALSE;
}

static gboolean
take_format (AcmeCli     *cli,
             const char  *format,
             GError     **error)
{
  static const char *const names[] = { [ACME_CLI_TABLE] = "table", [ACME_CLI_JSON] = "json", [ACME_CLI_CSV] = "csv" };

  for (guint i = 0; format != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (strcmp (format, names[i]) == 0)
        {
          cli->format = i;
          return TRUE;
        }
    }
  if (format == NULL)
    return TRUE;

  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no format “%s”, only: %s."), format,
               "table, json, csv");
  return FALSE;
}

static gboolean
take_timeout (AcmeCli     *cli,
              const char  *timeout,
              GError     **error)
{
  guint64 seconds;

  if (timeout == NULL)
    return TRUE;

  if (!g_ascii_string_to_unsigned (timeout, 10, 1, MAX_TIMEOUT, &seconds, NULL))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                   _("“%s” is no time: give a whole number of seconds from 1 to %d."), timeout, MAX_TIMEOUT);
      return FALSE;
    }
  cli->timeout = seconds;
  return TRUE;
}

/* Another interrupt does what it does with any program. */
static void
end_run (AcmeCli *cli)
{
  acme_cli_stop_catching (cli);
  signal (SIGINT, SIG_DFL); /* GLib does so too, but only when this has returned */
  signal (SIGTERM, SIG_DFL);
  if (cli->waits_for_changes)
    acme_cli_warn (cli, "%s", _("Waiting for the answers to what was sent; interrupt again to give up."));
  g_cancellable_cancel (cli->cancellable);
}

static gboolean
timeout_cb (gpointer user_data)
{
  AcmeCli *cli = user_data;

  cli->timed_out = TRUE;
  end_run (cli);
  return G_SOURCE_REMOVE;
}

static gboolean
interrupt_cb (gpointer user_data)
{
  end_run (user_data);
  return G_SOURCE_REMOVE;
}

static void
catch_signals (AcmeCli *cli)
{
  cli->sources[0] = g_unix_signal_add (SIGINT, interrupt_cb, cli);
  cli->sources[1] = g_unix_signal_add (SIGTERM, interrupt_cb, cli);
  if (cli->timeout > 0)
    cli->sources[2] = g_timeout_add_seconds (cli->timeout, timeout_cb, cli);
}

/**
 * acme_cli_stop_catching:
 * @cli: the run
 *
 * From now on an interrupt ends the program at once, as it does with any other. To be called when all that is left to
 * do is to print: a reader that does not read would keep the interrupt from being seen.
 */
void
acme_cli_stop_catching (AcmeCli *cli)
{
  g_return_if_fail (cli != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cli->sources); i++)
    g_clear_handle_id (&cli->sources[i], g_source_remove);
}

static const AcmeCliCommand *
find_command (const AcmeCliSyntax *syntax)
{
  for (guint i = 0; syntax != NULL && commands[i] != NULL; i++)
    {
      if (&commands[i]->syntax == syntax)
        return commands[i];
    }
  return NULL;
}

static GError *
explain_end (AcmeCli *cli)
{
  g_autofree char *sentence = NULL;

  if (cli->timed_out)
    sentence = g_strdup_printf (ngettext ("It was not done within %u second.", "It was not done within %u seconds.",
                                          cli->timeout), cli->timeout);
  else
    sentence = g_strdup (_("Interrupted."));

  if (cli->is_changing)
    return g_error_new (ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME, "%s %s", sentence,
                        _("What became of the change is unknown."));
  return g_error_new_literal (ACME_ERROR, cli->timed_out ? ACME_ERROR_NETWORK : ACME_ERROR_FAILED, sentence);
}

static gboolean
run_command (AcmeCli               *cli,
             const AcmeCliCommand  *command,
             GError               **error)
{
  g_autoptr(GError) cause = NULL;

  catch_signals (cli);
  if (command->run (cli, &cause))
    return TRUE;

  g_propagate_error (error, acme_error_is_cancelled (cause) ? explain_end (cli) : g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  const AcmeCliCommand *command = find_command (acme_cli_args_get_syntax (cli->args));
  g_autofree char *text = NULL;

  if (acme_cli_args_has (cli->args, "version"))
    return acme_cli_write (cli, "acmectl " PACKAGE_VERSION "\n", error);

  if (acme_cli_args_has (cli->args, "help"))
    {
      text = acme_cli_help_make (command, acme_cli_args_get_group (cli->args), commands, global_options);
      return acme_cli_write (cli, text, error);
    }

  cli->quiet = acme_cli_args_has (cli->args, "quiet");
  cli->with_header = !acme_cli_args_has (cli->args, "no-header");
  if (!take_format (cli, acme_cli_args_get (cli->args, "format"), error) ||
      !take_timeout (cli, acme_cli_args_get (cli->args, "timeout"), error))
    return FALSE;

  return acme_cli_args_check (cli->args, error) && run_command (cli, command, error);
}

static char **
take_words (int       argc,
            char    **argv,
            GError  **error)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();

  for (int i = 1; i < argc; i++)
    {
      g_autofree char *word = g_utf8_validate (argv[i], -1, NULL) ? g_strdup (argv[i])
                                                                  : g_locale_to_utf8 (argv[i], -1, NULL, NULL, NULL);

      if (word == NULL)
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                       _("Argument %d is no text in your locale’s encoding."), i);
          return NULL;
        }
      g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}

static gboolean
parse_and_run (AcmeCli  *cli,
               int       argc,
               char    **argv,
               GError  **error)
{
  const AcmeCliSyntax *syntaxes[G_N_ELEMENTS (commands)] = { NULL };
  g_auto(GStrv) words = take_words (argc, argv, error);
  g_autoptr(AcmeCliArgs) args = NULL;
  gboolean done;

  for (guint i = 0; commands[i] != NULL; i++)
    syntaxes[i] = &commands[i]->syntax;
  if (words != NULL)
    args = acme_cli_args_parse ((const char *const *) words, global_options, syntaxes, error);
  if (args == NULL)
    return FALSE;

  cli->args = args;
  done = run (cli, error);
  acme_cli_stop_catching (cli);
  g_clear_object (&cli->taken);
  g_clear_pointer (&cli->connection, acme_cli_connection_free);
  g_clear_object (&cli->store);
  g_clear_object (&cli->secrets);
  cli->args = NULL;
  return done;
}

/* A program that is started without its standard streams would take the first socket for one of them. */
static void
hold_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    {
      /* unreadable or unwritable, so that using it fails as it should */
      if (fcntl (fd, F_GETFD) < 0 && errno == EBADF && open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
        abort ();
    }
}

static gboolean
close_output (GError **error)
{
  /* the last chance of a network file system to say that it has no space */
  if (close (STDOUT_FILENO) == 0 || errno == EBADF)
    return TRUE;

  g_set_error (error, ACME_ERROR, ACME_ERROR_FAILED, _("The output could not be written: %s"), g_strerror (errno));
  return FALSE;
}

/**
 * acme_cli_main:
 * @argc: how many arguments
 * @argv: the program's name and its arguments
 *
 * Returns: the exit code
 */
int
acme_cli_main (int    argc,
               char **argv)
{
  g_autoptr(GOutputStream) output = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  AcmeCli cli = { .with_header = TRUE };

  hold_standard_streams ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_log_writer_default_set_use_stderr (TRUE);
  signal (SIGPIPE, SIG_IGN);

  cli.output = output = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  cli.cancellable = cancellable;
  if (parse_and_run (&cli, argc, argv, &error))
    close_output (&error);

  /* who stopped reading has seen enough and needs no message */
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    print_message (error->message);
  return acme_cli_exit_from_error (error);
}
