/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-args.h"

#include <string.h>

#include "acme-error.h"

static const AcmeCliOption global_options[] = {
  { "quiet", NULL, "" },
  { "format", "FORMAT", "" },
  { NULL },
};

static const AcmeCliOption list_options[] = {
  { "filter", "FIELD OP VALUE", "" },
  { "sort", "FIELD", "" },
  { NULL },
};

static const AcmeCliOption show_options[] = {
  { "secret", NULL, "" },
  { NULL },
};

static const AcmeCliOption create_options[] = {
  { "name", "NAME", "", TRUE },
  { NULL },
};

static const AcmeCliSyntax list_syntax = { "list", NULL, 0, list_options };
static const AcmeCliSyntax show_syntax = { "show", "KIND ID", 2, show_options };
static const AcmeCliSyntax create_syntax = { "thing create", NULL, 0, create_options };
static const AcmeCliSyntax delete_syntax = { "thing delete", "KIND ID…", ACME_CLI_ANY_NUMBER, NULL, 2 };
static const AcmeCliSyntax *const syntaxes[] = { &list_syntax, &show_syntax, &create_syntax, &delete_syntax, NULL };

static AcmeCliArgs *
parse (const char  *line,
       GError     **error)
{
  g_auto(GStrv) words = NULL;

  g_assert_true (line[0] == '\0' || g_shell_parse_argv (line, NULL, &words, NULL));
  if (words == NULL)
    words = g_new0 (char *, 1);
  return acme_cli_args_parse ((const char *const *) words, global_options, syntaxes, error);
}

static void
test_order (void)
{
  static const char *const lines[] = {
    "--format json list --sort name --filter name is 'a b'",
    "list --sort name --filter name is 'a b' --format json",
    "--filter name is 'a b' --sort name --format json list",
    "--format=json --sort=name list --filter name is 'a b'",
    "--format csv --sort id list --sort name --format json --filter name is 'a b'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AcmeCliArgs) args = parse (lines[i], &error);
      GPtrArray *filters;
      char **filter;

      g_assert_no_error (error);
      g_assert_true (acme_cli_args_get_syntax (args) == &list_syntax);
      g_assert_cmpstr (acme_cli_args_get (args, "format"), ==, "json");
      g_assert_cmpstr (acme_cli_args_get (args, "sort"), ==, "name");
      g_assert_false (acme_cli_args_has (args, "quiet"));
      filters = acme_cli_args_list (args, "filter");
      g_assert_cmpuint (filters->len, ==, 1);
      filter = filters->pdata[0];
      g_assert_cmpuint (g_strv_length (filter), ==, 3);
      g_assert_cmpstr (filter[0], ==, "name");
      g_assert_cmpstr (filter[1], ==, "is");
      g_assert_cmpstr (filter[2], ==, "a b");
    }
}

static void
test_repeated (void)
{
  g_autoptr(AcmeCliArgs) args = parse ("list --filter a is 1 --filter b is -2 --filter c is --quiet --quiet", NULL);
  GPtrArray *filters;

  g_assert_nonnull (args);
  filters = acme_cli_args_list (args, "filter");
  g_assert_cmpuint (filters->len, ==, 3);
  /* what belongs to an option is never taken for one */
  g_assert_cmpstr (((char **) filters->pdata[1])[2], ==, "-2");
  g_assert_cmpstr (((char **) filters->pdata[2])[2], ==, "--quiet");
  g_assert_true (acme_cli_args_has (args, "quiet"));
  g_assert_null (acme_cli_args_list (args, "sort"));
  g_assert_null (acme_cli_args_get (args, "sort"));
}

static void
test_values_with_dashes (void)
{
  g_autoptr(AcmeCliArgs) spaced = parse ("list --sort -name", NULL);
  g_autoptr(AcmeCliArgs) joined = parse ("list --sort=-name=x", NULL);
  g_autoptr(AcmeCliArgs) none = parse ("list --sort=", NULL);

  g_assert_cmpstr (acme_cli_args_get (spaced, "sort"), ==, "-name");
  g_assert_cmpstr (acme_cli_args_get (joined, "sort"), ==, "-name=x");
  g_assert_cmpstr (acme_cli_args_get (none, "sort"), ==, "");
}

static void
test_arguments (void)
{
  g_autoptr(AcmeCliArgs) args = parse ("show public --quiet -- --12", NULL);
  g_autoptr(AcmeCliArgs) dash = parse ("show -", NULL);
  g_autoptr(AcmeCliArgs) nothing = parse ("", NULL);
  g_autoptr(AcmeCliArgs) no_command = parse ("--quiet", NULL);
  const char *const *arguments = acme_cli_args_get_arguments (args);

  g_assert_true (acme_cli_args_get_syntax (args) == &show_syntax);
  g_assert_cmpstr (arguments[0], ==, "public");
  g_assert_cmpstr (arguments[1], ==, "--12");
  g_assert_null (arguments[2]);
  g_assert_cmpstr (acme_cli_args_get_arguments (dash)[0], ==, "-");
  g_assert_null (acme_cli_args_get_syntax (nothing));
  g_assert_null (acme_cli_args_get_arguments (nothing)[0]);
  g_assert_null (acme_cli_args_get_syntax (no_command));
  g_assert_true (acme_cli_args_has (no_command, "quiet"));
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *line;
    const char *message;
  } cases[] = {
    { "frobnicate", "There is no command “frobnicate”, only: list, show, thing create, thing delete." },
    { "lists", "There is no command “lists”, only: list, show, thing create, thing delete. Did you mean “list”?" },
    { "thing list", "There is no command “thing list”, only: thing create, thing delete." },
    { "thing creat", "There is no command “thing creat”, only: thing create, thing delete. "
                     "Did you mean “thing create”?" },
    { "create", "There is no command “create”, only: list, show, thing create, thing delete." },
    { "thing create more", "The command “thing create” takes no argument “more”." },
    { "thing delete --name x a b", "The command “thing delete” has no option “--name”." },
    { "list --filtre a is 1", "There is no option “--filtre”. Did you mean “--filter”?" },
    { "list --nothing", "There is no option “--nothing”." },
    { "list --nothing=x", "There is no option “--nothing”." },
    { "list -q", "There is no option “-q”." },
    { "list --secret", "The command “list” has no option “--secret”." },
    { "--sort a show", "The command “show” has no option “--sort”." },
    { "list --sort", "The option “--sort” needs FIELD after it." },
    { "list --filter a is", "The option “--filter” needs FIELD OP VALUE after it." },
    { "list --filter=a is b", "Nothing can be given to the option “--filter” by “=”." },
    { "list --quiet=yes", "Nothing can be given to the option “--quiet” by “=”." },
    { "list more", "The command “list” takes no argument “more”." },
    { "show a b c", "The command “show” takes no argument “c”." },
    { "list -- --quiet", "The command “list” takes no argument “--quiet”." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AcmeCliArgs) args = parse (cases[i].line, &error);

      g_assert_null (args);
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_two_words (void)
{
  static const char *const lines[] = {
    "thing delete public 1 2 3 4 5 6 7 8",
    "--quiet thing delete public 1 2 --format json 3 4 5 6 7 8",
    "thing --format json delete -- public 1 2 3 4 5 6 7 8",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AcmeCliArgs) args = parse (lines[i], &error);

      g_assert_no_error (error);
      g_assert_true (acme_cli_args_get_syntax (args) == &delete_syntax);
      g_assert_null (acme_cli_args_get_group (args));
      g_assert_cmpuint (g_strv_length ((char **) acme_cli_args_get_arguments (args)), ==, 9);
      g_assert_cmpstr (acme_cli_args_get_arguments (args)[8], ==, "8");
      g_assert_true (acme_cli_args_check (args, &error));
      g_assert_no_error (error);
    }
}

static void
test_group (void)
{
  g_autoptr(AcmeCliArgs) args = parse ("--quiet thing", NULL);

  g_assert_nonnull (args);
  g_assert_null (acme_cli_args_get_syntax (args));
  g_assert_cmpstr (acme_cli_args_get_group (args), ==, "thing");

  g_assert_true (acme_cli_args_is_in_group ("thing create", "thing"));
  g_assert_false (acme_cli_args_is_in_group ("things", "thing"));
  g_assert_false (acme_cli_args_is_in_group ("thing", "thing"));
  g_assert_false (acme_cli_args_is_in_group ("things create", "thing"));
}

static void
test_missing (void)
{
  static const struct
  {
    const char *line;
    const char *message;
  } cases[] = {
    { "", "No command was given; “acmectl --help” lists them." },
    { "thing", "“thing” needs a command after it; “acmectl thing --help” lists them." },
    { "thing delete", "The command “thing delete” needs KIND ID… after it." },
    { "thing delete public", "The command “thing delete” needs KIND ID… after it." },
    { "thing create", "The command “thing create” needs the option “--name”." },
  };
  g_autoptr(AcmeCliArgs) complete = parse ("thing create --name=", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AcmeCliArgs) args = parse (cases[i].line, &error);

      /* --help must not mind */
      g_assert_no_error (error);
      g_assert_false (acme_cli_args_check (args, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
  g_assert_true (acme_cli_args_check (complete, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-args/order", test_order);
  g_test_add_func ("/cli-args/repeated", test_repeated);
  g_test_add_func ("/cli-args/values-with-dashes", test_values_with_dashes);
  g_test_add_func ("/cli-args/arguments", test_arguments);
  g_test_add_func ("/cli-args/two-words", test_two_words);
  g_test_add_func ("/cli-args/group", test_group);
  g_test_add_func ("/cli-args/missing", test_missing);
  g_test_add_func ("/cli-args/wrong", test_wrong);
  return g_test_run ();
}
