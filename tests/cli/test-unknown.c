/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-unknown.h"

#include <string.h>

#include "acme-error.h"

static const AcmeCliOption global_options[] = {
  { "format", "FORMAT", "" },
  { "data", "WHICH", NULL },
  { NULL },
};
static const AcmeCliOption show_options[] = { { "show-secret", NULL, "" }, { NULL } };

static const AcmeCliSyntax accounts = { "accounts" };
static const AcmeCliSyntax show = { "account show", "KIND ID", 2, show_options };
static const AcmeCliSyntax rename_syntax = { "account rename", "KIND ID NAME", 3 };
static const AcmeCliSyntax clients = { "clients" };
static const AcmeCliSyntax *const syntaxes[] = { &accounts, &show, &rename_syntax, &clients, NULL };

static void
test_suggest (void)
{
  static const char *const known[] = { "list", "show", "rename", "import", NULL };
  static const struct
  {
    const char *typed;
    const char *meant;
  } cases[] = {
    { "lits", "list" },      /* two swapped */
    { "lst", "list" },       /* one left out */
    { "shows", "show" },     /* one too many */
    { "renane", "rename" },  /* a wrong one */
    { "REname", "rename" },
    { "enamed", "rename" },  /* two */
    { "emport", "import" },
    { "shut", NULL },        /* half of it is another word */
    { "ls", NULL },
    { "", NULL },
    { "frobnicate", NULL },
    { "列表", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (acme_cli_unknown_suggest (cases[i].typed, known), ==, cases[i].meant);
}

static void
test_long_words (void)
{
  g_autofree char *word = g_strnfill (100000, 'x');
  const char *const known[] = { word, "show", NULL };
  g_autofree char *typed = g_strconcat (word, "y", NULL);

  g_assert_null (acme_cli_unknown_suggest (typed, known));
  g_assert_cmpstr (acme_cli_unknown_suggest ("shw", known), ==, "show");
}

static void
check (GError     *error,
       const char *message)
{
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
  g_error_free (error);
}

static void
test_command (void)
{
  check (acme_cli_unknown_command ("frobnicate", NULL, syntaxes),
         "There is no command “frobnicate”, only: accounts, account show, account rename, clients.");
  check (acme_cli_unknown_command ("client", NULL, syntaxes),
         "There is no command “client”, only: accounts, account show, account rename, clients. "
         "Did you mean “clients”?");
  check (acme_cli_unknown_command ("acount", NULL, syntaxes),
         "There is no command “acount”, only: accounts, account show, account rename, clients. "
         "Did you mean “account”?");
  check (acme_cli_unknown_command ("account shwo", "account", syntaxes),
         "There is no command “account shwo”, only: account show, account rename. Did you mean “account show”?");
  check (acme_cli_unknown_command ("account frobnicate", "account", syntaxes),
         "There is no command “account frobnicate”, only: account show, account rename.");
}

static void
test_option (void)
{
  check (acme_cli_unknown_option ("nothing", global_options, syntaxes), "There is no option “--nothing”.");
  check (acme_cli_unknown_option ("fromat", global_options, syntaxes),
         "There is no option “--fromat”. Did you mean “--format”?");
  check (acme_cli_unknown_option ("show-secrets", global_options, syntaxes),
         "There is no option “--show-secrets”. Did you mean “--show-secret”?");
  /* what the help does not mention is not suggested */
  check (acme_cli_unknown_option ("date", global_options, syntaxes), "There is no option “--date”.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-unknown/suggest", test_suggest);
  g_test_add_func ("/cli-unknown/long-words", test_long_words);
  g_test_add_func ("/cli-unknown/command", test_command);
  g_test_add_func ("/cli-unknown/option", test_option);
  return g_test_run ();
}
