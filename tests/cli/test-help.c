/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-help.h"

#include <string.h>

static const AcmeCliOption global_options[] = { { "quiet", NULL, "Say nothing" }, { NULL } };

static const AcmeCliOption create_options[] = {
  { "name", "NAME", "Call it so", TRUE },
  { "domain", "D", "Add this domain" },
  { "hidden", NULL, NULL },
  { NULL },
};
static const AcmeCliOption needed_options[] = { { "name", "NAME", "Call it so", TRUE }, { NULL } };

static const AcmeCliCommand list = { { "accounts" }, "List the accounts" };
static const AcmeCliCommand create = { { "account create", NULL, 0, create_options }, "Create an account" };
static const AcmeCliCommand rename_command = { { "account rename", "KIND ID", 2, needed_options }, "Rename it" };
static const AcmeCliCommand *const commands[] = { &list, &create, &rename_command, NULL };

static void
test_all (void)
{
  g_autofree char *help = acme_cli_help_make (NULL, NULL, commands, global_options);

  g_assert_true (g_str_has_prefix (help, "Usage: acmectl [GLOBAL OPTIONS] COMMAND [ARGUMENTS]\n"));
  for (guint i = 0; commands[i] != NULL; i++)
    {
      g_assert_nonnull (strstr (help, commands[i]->syntax.command));
      g_assert_nonnull (strstr (help, commands[i]->title));
    }
  g_assert_nonnull (strstr (help, "--quiet"));
  g_assert_null (strstr (help, "--name"));
}

static void
test_group (void)
{
  g_autofree char *help = acme_cli_help_make (NULL, "account", commands, global_options);

  g_assert_true (g_str_has_prefix (help, "Usage: acmectl [GLOBAL OPTIONS] account COMMAND [ARGUMENTS]\n"));
  g_assert_nonnull (strstr (help, "\n  account create  "));
  g_assert_nonnull (strstr (help, "\n  account rename  "));
  g_assert_null (strstr (help, "accounts"));
  g_assert_nonnull (strstr (help, "--quiet"));
}

static void
test_command (void)
{
  g_autofree char *help = acme_cli_help_make (&create, NULL, commands, global_options);
  g_autofree char *other = acme_cli_help_make (&rename_command, NULL, commands, global_options);

  g_assert_true (g_str_has_prefix (help, "Usage: acmectl [GLOBAL OPTIONS] account create --name NAME [OPTIONS]\n\n"
                                         "Create an account.\n\n"));
  g_assert_nonnull (strstr (help, "\n  --domain D  "));
  g_assert_null (strstr (help, "--hidden"));
  /* all its options stand there already */
  g_assert_true (g_str_has_prefix (other, "Usage: acmectl [GLOBAL OPTIONS] account rename --name NAME KIND ID\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-help/all", test_all);
  g_test_add_func ("/cli-help/group", test_group);
  g_test_add_func ("/cli-help/command", test_command);
  return g_test_run ();
}
