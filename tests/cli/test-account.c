/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-account.h"

#include <string.h>

#include "acme-cli-created.h"
#include "acme-error.h"

static const AcmeCliOption global_options[] = { { NULL } };
static const AcmeCliOption options[] = { { "show-secret", NULL, "" }, { NULL } };
static const AcmeCliSyntax syntax = { "do", "KIND ID…", ACME_CLI_ANY_NUMBER, options };
static const AcmeCliSyntax *const syntaxes[] = { &syntax, NULL };

static AcmeCliArgs *
parse (const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", -1);
  AcmeCliArgs *args = acme_cli_args_parse ((const char *const *) words, global_options, syntaxes, NULL);

  g_assert_nonnull (args);
  return args;
}

static void
test_take (void)
{
  g_autoptr(AcmeCliArgs) args = parse ("do universal 7 5 7 2147483647 5");
  AcmeCli cli = { .args = args };
  g_autoptr(AcmeAccount) account = acme_cli_take_account (&cli, NULL);
  g_autoptr(GPtrArray) accounts = acme_cli_take_accounts (&cli, NULL);

  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (account)), ==, "universal/7");
  g_assert_cmpuint (accounts->len, ==, 3);
  g_assert_cmpstr (acme_item_get_key (accounts->pdata[0]), ==, "universal/7");
  g_assert_cmpstr (acme_item_get_key (accounts->pdata[1]), ==, "universal/5");
  g_assert_cmpstr (acme_item_get_key (accounts->pdata[2]), ==, "universal/2147483647");
}

static void
test_wrong (void)
{
  static const char *const lines[] = { "do private 7", "do public x", "do public 0", "do public 99999999999" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr(AcmeCliArgs) args = parse (lines[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(GError) other_error = NULL;
      AcmeCli cli = { .args = args };

      g_assert_null (acme_cli_take_account (&cli, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_null (acme_cli_take_accounts (&cli, &other_error));
      g_assert_cmpstr (other_error->message, ==, error->message);
    }
}

static AcmeAccount *
make_account (void)
{
  AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 126);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, "web \x1b[2J");
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY, "hidden-key");
  return account;
}

static void
test_describe (void)
{
  g_autoptr(AcmeAccount) account = make_account ();
  g_autofree char *text = acme_cli_describe_account (account);

  g_assert_null (strchr (text, '\x1b'));
  g_assert_true (g_str_has_prefix (text, "“web "));
  g_assert_true (g_str_has_suffix (text, "” (public 126)"));
}

static char *
print (const char    *line,
       AcmeCliFormat  format,
       AcmeItem      *item)
{
  g_autoptr(AcmeCliArgs) args = parse (line);
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) error = NULL;
  AcmeCli cli = { .args = args, .format = format, .with_header = TRUE, .output = output };

  g_assert_true (acme_cli_print_account (&cli, item, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (output, "", 1, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (output, NULL, NULL));
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

static void
test_print (void)
{
  g_autoptr(AcmeAccount) account = make_account ();
  g_autoptr(AcmeItem) created = acme_cli_created_new (account, NULL);

  for (AcmeCliFormat format = ACME_CLI_TABLE; format <= ACME_CLI_CSV; format++)
    {
      g_autofree char *open = print ("do --show-secret public 126", format, ACME_ITEM (account));
      g_autofree char *closed = print ("do public 126", format, ACME_ITEM (account));
      g_autofree char *more = print ("do public 126", format, created);

      g_assert_nonnull (strstr (open, "hidden-key"));
      g_assert_null (strstr (closed, "hidden-key"));
      g_assert_null (strstr (more, "hidden-key"));
      g_assert_true (g_str_has_prefix (closed, format == ACME_CLI_JSON ? "{\"kind\":\"public\",\"id\":126,\"name\":" :
                                               format == ACME_CLI_CSV ? "kind,id,name,endpoint,acmeServer," : "Kind"));
      g_assert_cmpint (strstr (more, "otAdded") != NULL || strstr (more, "Not Added") != NULL, ==, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-account/take", test_take);
  g_test_add_func ("/cli-account/wrong", test_wrong);
  g_test_add_func ("/cli-account/describe", test_describe);
  g_test_add_func ("/cli-account/print", test_print);
  return g_test_run ();
}
