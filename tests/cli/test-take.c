/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-take.h"

#include <string.h>

#include "acme-account.h"
#include "acme-error.h"

static const AcmeCliOption global_options[] = { { NULL } };
static const AcmeCliOption options[] = {
  { "organization", "ID", "" },
  { "idle-days", "N", "" },
  { "from", "D", "" },
  { "to", "D", "" },
  { "search", "TEXT", "" },
  { NULL },
};
static const AcmeCliSyntax syntax = { "do", "KIND ID…", ACME_CLI_ANY_NUMBER, options };
static const AcmeCliSyntax *const syntaxes[] = { &syntax, NULL };

/* Only the arguments of a run are looked at. */
static AcmeCliArgs *
parse (AcmeCli    *cli,
       const char *option,
       const char *value,
       const char *argument)
{
  g_autofree char *given = option != NULL ? g_strdup_printf ("--%s=%s", option, value) : g_strdup ("--");
  const char *words[] = { "do", given, argument, NULL };
  AcmeCliArgs *args = acme_cli_args_parse (words, global_options, syntaxes, NULL);

  g_assert_nonnull (args);
  cli->args = args;
  return args;
}

static void
test_organization (void)
{
  static const char *const wrong[] = { "", "0", "-1", "1x", "0x10", " 1", "99999999999", "Science" };
  AcmeCli cli = { NULL };
  g_autoptr(AcmeCliArgs) none = parse (&cli, NULL, NULL, NULL);
  g_autoptr(AcmeCliArgs) good = NULL;
  gint64 id = -5;

  g_assert_true (acme_cli_take_organization (&cli, &id, NULL));
  g_assert_cmpint (id, ==, 0);
  good = parse (&cli, "organization", "1697", NULL);
  g_assert_true (acme_cli_take_organization (&cli, &id, NULL));
  g_assert_cmpint (id, ==, 1697);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(AcmeCliArgs) args = parse (&cli, "organization", wrong[i], NULL);
      g_autoptr(GError) error = NULL;

      g_assert_false (acme_cli_take_organization (&cli, &id, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, wrong[i]));
    }
}

static void
test_days (void)
{
  static const char *const wrong[] = { "", "-1", "1.5", "a week", "36501" };
  AcmeCli cli = { NULL };
  g_autoptr(AcmeCliArgs) none = parse (&cli, NULL, NULL, NULL);
  g_autoptr(AcmeCliArgs) good = NULL;
  int days = 5;

  g_assert_true (acme_cli_take_days (&cli, "idle-days", &days, NULL));
  g_assert_cmpint (days, ==, -1);
  good = parse (&cli, "idle-days", "0", NULL);
  g_assert_true (acme_cli_take_days (&cli, "idle-days", &days, NULL));
  g_assert_cmpint (days, ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(AcmeCliArgs) args = parse (&cli, "idle-days", wrong[i], NULL);
      g_autoptr(GError) error = NULL;

      g_assert_false (acme_cli_take_days (&cli, "idle-days", &days, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
    }
}

static void
test_kind (void)
{
  static const char *const wrong[] = { "", "Public", "PRIVATE_ACME", "privat", "public " };
  AcmeCli cli = { NULL };
  g_autoptr(AcmeCliArgs) public = parse (&cli, NULL, NULL, "public");
  g_autoptr(AcmeCliArgs) universal = NULL;

  g_assert_cmpstr (acme_cli_take_kind (&cli, NULL), ==, ACME_ACCOUNT_KIND_PUBLIC);
  universal = parse (&cli, NULL, NULL, "universal");
  g_assert_cmpstr (acme_cli_take_kind (&cli, NULL), ==, ACME_ACCOUNT_KIND_UNIVERSAL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(AcmeCliArgs) args = parse (&cli, NULL, NULL, wrong[i]);
      g_autoptr(GError) error = NULL;

      g_assert_null (acme_cli_take_kind (&cli, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "public, universal"));
    }
}

static void
test_id (void)
{
  static const char *const wrong[] = { "", "0", "-7", "7/domain", "7 ", "１２", "2147483648" };
  gint64 id;

  g_assert_true (acme_cli_take_id ("2147483647", &id, NULL));
  g_assert_cmpint (id, ==, 2147483647);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (acme_cli_take_id (wrong[i], &id, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
    }
}

static void
test_text (void)
{
  AcmeCli cli = { NULL };
  g_autoptr(AcmeCliArgs) none = parse (&cli, NULL, NULL, NULL);
  g_autoptr(AcmeCliArgs) given = NULL;
  g_autoptr(AcmeCliArgs) empty = NULL;
  g_autoptr(GError) error = NULL;
  const char *text = "?";

  g_assert_true (acme_cli_take_text (&cli, "search", &text, NULL));
  g_assert_null (text);
  given = parse (&cli, "search", " a", NULL);
  g_assert_true (acme_cli_take_text (&cli, "search", &text, NULL));
  g_assert_cmpstr (text, ==, " a");
  empty = parse (&cli, "search", " ", NULL);
  g_assert_false (acme_cli_take_text (&cli, "search", &text, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
}

#define DAY G_TIME_SPAN_DAY
#define NOW (G_GINT64_CONSTANT (20000) * DAY + 5) /* 2024-10-04 */

static void
test_range (void)
{
  static const struct { const char *from; const char *to; gint64 expected_from; gint64 expected_to; } cases[] = {
    { NULL, NULL, NOW - 30 * DAY, NOW },
    { "2024-10-04", NULL, 20000 * DAY, NOW },
    { NULL, "2024-10-04", (20001 - 30) * DAY, 20001 * DAY },
    { "2024-10-04", "2024-10-04", 20000 * DAY, 20001 * DAY },
    { "2024-10-03", "2024-10-04T00:00:00Z", 19999 * DAY, 20000 * DAY },
    { "2024-10-04T02:00:00.001+02:00", "2024-10-05", 20000 * DAY + 1000, 20002 * DAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *words[] = { "do", "--from", cases[i].from, "--to", cases[i].to, NULL };
      g_autoptr(GStrvBuilder) given = g_strv_builder_new ();
      g_auto(GStrv) all = NULL;
      g_autoptr(AcmeCliArgs) args = NULL;
      AcmeCli cli = { NULL };
      gint64 from, to;

      g_strv_builder_add (given, words[0]);
      for (guint w = 1; w < 5; w += 2)
        {
          if (words[w + 1] != NULL)
            g_strv_builder_add_many (given, words[w], words[w + 1], NULL);
        }
      all = g_strv_builder_end (given);
      cli.args = args = acme_cli_args_parse ((const char *const *) all, global_options, syntaxes, NULL);
      g_assert_true (acme_cli_take_range (&cli, NOW, &from, &to, NULL));
      g_assert_cmpint (from, ==, cases[i].expected_from);
      g_assert_cmpint (to, ==, cases[i].expected_to);
    }
}

static void
test_wrong_range (void)
{
  static const struct { const char *option; const char *value; } cases[] = {
    { "from", "" }, { "from", "yesterday" }, { "from", "2024-13-01" }, { "to", "2024-10-32" }, { "to", "04.10.2024" },
    { "from", "2024-10-05" }, /* after now */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcmeCli cli = { NULL };
      g_autoptr(AcmeCliArgs) args = parse (&cli, cases[i].option, cases[i].value, NULL);
      g_autoptr(GError) error = NULL;
      gint64 from, to;

      g_assert_false (acme_cli_take_range (&cli, NOW, &from, &to, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-take/organization", test_organization);
  g_test_add_func ("/cli-take/days", test_days);
  g_test_add_func ("/cli-take/kind", test_kind);
  g_test_add_func ("/cli-take/id", test_id);
  g_test_add_func ("/cli-take/text", test_text);
  g_test_add_func ("/cli-take/range", test_range);
  g_test_add_func ("/cli-take/wrong-range", test_wrong_range);
  return g_test_run ();
}
