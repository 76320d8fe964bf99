/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-domain-names.h"

#include <string.h>

#include "acme-error.h"

static const AcmeCliOption global_options[] = { { NULL } };
static const AcmeCliOption options[] = { { "add", "DOMAIN", "" }, { NULL } };
static const AcmeCliSyntax syntax = { "do", NULL, 0, options };
static const AcmeCliSyntax *const syntaxes[] = { &syntax, NULL };

static char **
take (gboolean            strict,
      const char *const  *values,
      GError            **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = NULL;
  g_autoptr(AcmeCliArgs) args = NULL;
  AcmeCli cli = { NULL };

  g_strv_builder_add (builder, "do");
  for (; *values != NULL; values++)
    {
      g_autofree char *option = g_strconcat ("--add=", *values, NULL);

      g_strv_builder_add (builder, option);
    }
  words = g_strv_builder_end (builder);
  cli.args = args = acme_cli_args_parse ((const char *const *) words, global_options, syntaxes, NULL);
  g_assert_nonnull (args);
  return acme_cli_take_domain_names (&cli, "add", strict, error);
}

static void
test_take (void)
{
  static const char *const none[] = { NULL };
  static const char *const some[] = {
    "WWW.Example.org.", "*.example.org", "bücher.example.org www.example.org", "a.example.org,*.EXAMPLE.org", NULL,
  };
  static const char *const expected[] = {
    "www.example.org", "*.example.org", "xn--bcher-kva.example.org", "a.example.org", NULL,
  };
  g_auto(GStrv) nothing = take (TRUE, none, NULL);
  g_auto(GStrv) names = take (TRUE, some, NULL);

  g_assert_nonnull (nothing);
  g_assert_null (nothing[0]);
  g_assert_true (g_strv_equal ((const char *const *) names, expected));
}

static void
test_wrong (void)
{
  static const char *const wrong[][3] = {
    { "", NULL }, { "a.example.org", "localhost", NULL }, { "https://a.example.org/", NULL },
    { "a..example.org", NULL }, { "192.0.2.1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (take (TRUE, wrong[i], &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
    }
}

/* What SCM took once can be removed, even if this program would not take it. */
static void
test_not_strict (void)
{
  static const char *const given[] = { "localhost", "Host_1", "www.Example.org", NULL };
  static const char *const expected[] = { "localhost", "Host_1", "www.example.org", NULL };
  static const char *const empty[] = { "", NULL };
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) names = take (FALSE, given, &error);

  g_assert_no_error (error);
  g_assert_true (g_strv_equal ((const char *const *) names, expected));
  g_assert_null (take (FALSE, empty, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
}

static void
test_tell (void)
{
  static const char *const none[] = { NULL };
  static const char *const one[] = { "a.example.org", NULL };
  static const char *const two[] = { "a.example.org", "b.example.org", NULL };
  g_autoptr(GString) sentences = g_string_new (NULL);
  g_autoptr(GError) error = g_error_new_literal (ACME_ERROR, ACME_ERROR_NETWORK, "It broke.");

  acme_cli_tell_not_added (sentences, NULL);
  acme_cli_tell_not_added (sentences, none);
  acme_cli_tell_not_removed (sentences, NULL);
  acme_cli_tell_error (sentences, NULL);
  g_assert_cmpstr (sentences->str, ==, "");

  acme_cli_tell_not_added (sentences, two);
  acme_cli_tell_not_removed (sentences, one);
  acme_cli_tell_error (sentences, error);
  g_assert_cmpstr (sentences->str, ==,
                   "2 domains were not added: a.example.org, b.example.org. "
                   "1 domain was not removed: a.example.org. It broke.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-domain-names/take", test_take);
  g_test_add_func ("/cli-domain-names/wrong", test_wrong);
  g_test_add_func ("/cli-domain-names/not-strict", test_not_strict);
  g_test_add_func ("/cli-domain-names/tell", test_tell);
  return g_test_run ();
}
