/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-query.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-endpoint.h"
#include "acme-error.h"

static const AcmeCliOption global_options[] = { { NULL } };
static const AcmeCliOption options[] = { ACME_CLI_QUERY_OPTIONS, { NULL } };
static const AcmeCliSyntax syntax = { "list", NULL, 0, options };
static const AcmeCliSyntax *const syntaxes[] = { &syntax, NULL };

static AcmeQuery *
parse (const char  *line,
       GError     **error)
{
  g_auto(GStrv) words = NULL;
  g_autoptr(AcmeCliArgs) args = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  args = acme_cli_args_parse ((const char *const *) words, global_options, syntaxes, NULL);
  g_assert_nonnull (args);
  return acme_cli_query_parse (args, &acme_endpoint_fields, error);
}

static void
test_nothing (void)
{
  g_autoptr(AcmeQuery) query = parse ("list", NULL);

  g_assert_false (acme_query_is_filtered (query));
  g_assert_cmpint (acme_query_get_sort (query, NULL), ==, ACME_QUERY_NO_FIELD);
  g_assert_cmpint (acme_query_get_group (query), ==, ACME_QUERY_NO_FIELD);
}

static void
test_filter (void)
{
  g_autoptr(AcmeQuery) query = parse ("list --filter name starts-with DV --filter type is PRIVATE_ACME", NULL);
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (1);

  g_assert_cmpuint (acme_query_get_criteria (query)->len, ==, 2);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "dv one");
  g_assert_false (acme_query_matches (query, ACME_ITEM (endpoint)));
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_UNIVERSAL);
  g_assert_true (acme_query_matches (query, ACME_ITEM (endpoint)));
}

static void
test_sort (void)
{
  static const struct
  {
    const char *line;
    int field;
    gboolean descending;
  } cases[] = {
    { "list --sort name", ACME_ENDPOINT_NAME, FALSE },
    { "list --sort name:asc", ACME_ENDPOINT_NAME, FALSE },
    { "list --sort -name", ACME_ENDPOINT_NAME, TRUE },
    { "list --sort=-url", ACME_ENDPOINT_URL, TRUE },
    { "list --sort id:desc", ACME_ENDPOINT_ID, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeQuery) query = parse (cases[i].line, NULL);
      gboolean descending;

      g_assert_cmpint (acme_query_get_sort (query, &descending), ==, cases[i].field);
      g_assert_cmpint (descending, ==, cases[i].descending);
    }
}

static void
test_group (void)
{
  g_autoptr(AcmeQuery) query = parse ("list --group urlHost", NULL);

  g_assert_cmpint (acme_query_get_group (query), ==, ACME_ENDPOINT_URL_HOST);
}

static void
test_wrong (void)
{
  static const struct
  {
    const char *line;
    const char *message;
  } cases[] = {
    { "list --filter nam is x",
      "There is no field “nam”, only: id, name, url, type, typeTitle, validationType, urlHost, delegationMode, "
      "organizations." },
    { "list --filter name has x",
      "There is no way to compare called “has”, only: contains, not-contains, is, is-not, starts-with, ends-with, "
      "matches." },
    { "list --filter name is ''", "The filter on “name” has no value." },
    { "list --filter name matches '['", NULL },
    { "list --sort nam", NULL },
    { "list --sort ''", NULL },
    { "list --sort -", NULL },
    { "list --group name",
      "There is no field “name” to group by, only: type, validationType, urlHost, delegationMode." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AcmeQuery) query = parse (cases[i].line, &error);

      g_assert_null (query);
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      if (cases[i].message != NULL)
        g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_explain (void)
{
  g_autoptr(GString) help = g_string_new (NULL);

  acme_cli_query_explain (&acme_endpoint_fields, help);
  g_assert_nonnull (strstr (help->str, "delegationMode"));
  g_assert_nonnull (strstr (help->str, "starts-with"));
  g_assert_true (g_str_has_suffix (help->str, "\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-query/nothing", test_nothing);
  g_test_add_func ("/cli-query/filter", test_filter);
  g_test_add_func ("/cli-query/sort", test_sort);
  g_test_add_func ("/cli-query/group", test_group);
  g_test_add_func ("/cli-query/wrong", test_wrong);
  g_test_add_func ("/cli-query/explain", test_explain);
  return g_test_run ();
}
