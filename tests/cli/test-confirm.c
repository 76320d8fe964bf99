/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-confirm.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "acme-error.h"

#define LIMIT (30 * 1000) /* milliseconds */

static const AcmeCliOption global_options[] = { { NULL } };
static const AcmeCliOption options[] = { ACME_CLI_CONFIRM_OPTIONS, { NULL } };
static const AcmeCliSyntax syntax = { "do", NULL, 0, options };
static const AcmeCliSyntax *const syntaxes[] = { &syntax, NULL };

static AcmeCliArgs *
parse (gboolean with_yes)
{
  const char *const words[] = { "do", with_yes ? "--yes" : NULL, NULL };

  return acme_cli_args_parse (words, global_options, syntaxes, NULL);
}

/* Makes @fd the standard input of a process that no terminal controls. */
static void
take_input (int fd)
{
  g_assert_cmpint (setsid (), !=, -1);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (dup2 (fd, STDIN_FILENO), ==, STDIN_FILENO);
}

static void
test_yes (void)
{
  g_autoptr(AcmeCliArgs) args = parse (TRUE);
  g_autoptr(GError) error = NULL;
  AcmeCli cli = { .args = args };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  take_input (open ("/dev/null", O_RDONLY));
  g_assert_true (acme_cli_is_confirmed (&cli));
  g_assert_true (acme_cli_can_confirm (&cli, &error));
  g_assert_true (acme_cli_confirm (&cli, "", "Do it?", &error));
  g_assert_no_error (error);
}

static void
test_no_terminal (void)
{
  g_autoptr(AcmeCliArgs) args = parse (FALSE);
  g_autoptr(GError) error = NULL;
  AcmeCli cli = { .args = args };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  take_input (open ("/dev/null", O_RDONLY));
  g_assert_false (acme_cli_is_confirmed (&cli));
  g_assert_false (acme_cli_can_confirm (&cli, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "--yes"));
  g_clear_error (&error);
  g_assert_false (acme_cli_confirm (&cli, "", "Do it?", &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
}

/* A terminal, of which the person's side is returned. */
static int
open_terminal (void)
{
  int person = posix_openpt (O_RDWR | O_NOCTTY);

  g_assert_cmpint (person, >=, 0);
  g_assert_cmpint (grantpt (person), ==, 0);
  g_assert_cmpint (unlockpt (person), ==, 0);
  take_input (open (ptsname (person), O_RDWR | O_NOCTTY));
  return person;
}

static void
wait_for_text (int         person,
               const char *text)
{
  g_autoptr(GString) seen = g_string_new (NULL);
  gint64 end = g_get_monotonic_time () + LIMIT * G_TIME_SPAN_MILLISECOND;

  while (strstr (seen->str, text) == NULL)
    {
      struct pollfd ready = { .fd = person, .events = POLLIN };
      char bytes[512];
      gssize n;

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_assert_cmpint (poll (&ready, 1, LIMIT), ==, 1);
      n = read (person, bytes, sizeof bytes);
      g_assert_cmpint (n, >, 0);
      g_string_append_len (seen, bytes, n);
    }
}

static void
answer_in_subprocess (const char *answer,
                      gboolean    agrees)
{
  g_autoptr(AcmeCliArgs) args = parse (FALSE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  AcmeCli cli = { .args = args, .cancellable = cancellable };
  int person = open_terminal ();

  /* typed ahead, as people do */
  g_assert_cmpint (write (person, answer, strlen (answer)), ==, strlen (answer));
  g_assert_cmpint (acme_cli_confirm (&cli, "This will happen.\n", "Do it?", &error), ==, agrees);
  if (agrees)
    g_assert_no_error (error);
  else
    g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  wait_for_text (person, "This will happen.\r\nDo it? [y/N] ");
  close (person);
  g_clear_object (&cli.taken);
}

static const struct
{
  const char *name;
  const char *answer;
  gboolean agrees;
} answers[] = {
  { "y", "y\n", TRUE },
  { "yes", "Yes\n", TRUE },
  { "spaces", "  y \n", TRUE },
  { "n", "n\n", FALSE },
  { "nothing", "\n", FALSE },
  { "end", "\x04", FALSE },
  { "something", "yesterday\n", FALSE },
  { "no-text", "\xff\xfe\n", FALSE },
};

static void
test_answer (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  if (g_test_subprocess ())
    {
      answer_in_subprocess (answers[i].answer, answers[i].agrees);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_interrupted (void)
{
  g_autoptr(AcmeCliArgs) args = parse (FALSE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  AcmeCli cli = { .args = args, .cancellable = cancellable };
  int person;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }
  person = open_terminal ();
  g_timeout_add_once (1, (GSourceOnceFunc) g_cancellable_cancel, cancellable);
  g_assert_false (acme_cli_confirm (&cli, "", "Do it?", &error));
  g_assert_true (acme_error_is_cancelled (error));
  wait_for_text (person, "Do it? [y/N] \r\n");
  close (person);
  g_clear_object (&cli.taken);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-confirm/yes", test_yes);
  g_test_add_func ("/cli-confirm/no-terminal", test_no_terminal);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/cli-confirm/answer/", answers[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_answer);
    }
  g_test_add_func ("/cli-confirm/interrupted", test_interrupted);
  return g_test_run ();
}
