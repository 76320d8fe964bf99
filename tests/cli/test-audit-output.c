/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-audit-output.h"

#include <glib/gstdio.h>
#include <string.h>

#include "acme-error.h"

typedef struct
{
  char *folder;
  char *path;
  GCancellable *cancellable;
  AcmeCli cli;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("audit-output-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "events.csv", NULL);
  fixture->cancellable = g_cancellable_new ();
  fixture->cli = (AcmeCli) { .format = ACME_CLI_CSV, .with_header = TRUE, .cancellable = fixture->cancellable };
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* nothing else is left in it */
  g_clear_object (&fixture->cancellable);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
write_event (AcmeCliAuditOutput *output)
{
  AcmeEventRecord record = { .time = 0 };

  record.fields[ACME_EVENT_ACTION] = (AcmeSlice) { "login", 5 };
  g_assert_true (acme_cli_audit_output_write (output, &record, NULL));
}

static void
assert_contents (Fixture    *fixture,
                 const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

static void
test_finished (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const expected[] = {
    [ACME_CLI_CSV] = "date,action,admin,accessMethod,address,organization,description\r\n"
                     "1970-01-01T00:00:00.000Z,login,,,,,\r\n",
    [ACME_CLI_JSON] = "{\"id\":null,\"date\":\"1970-01-01T00:00:00.000Z\",\"action\":\"login\",\"admin\":null,"
                      "\"adminName\":null,\"accessMethod\":null,\"address\":null,\"organization\":null,"
                      "\"description\":null}\n",
  };

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  for (AcmeCliFormat format = ACME_CLI_JSON; format <= ACME_CLI_CSV; format++)
    {
      g_autoptr(AcmeCliAuditOutput) output = NULL;

      fixture->cli.format = format;
      output = acme_cli_audit_output_new (&fixture->cli, fixture->path, NULL);
      write_event (output);
      g_assert_true (acme_cli_audit_output_finish (output, NULL));
      assert_contents (fixture, expected[format]);
    }
}

/* A table in a file is not shortened. */
static void
test_table (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(AcmeCliAuditOutput) output = NULL;
  g_autofree char *long_text = g_strnfill (500, 'x');
  g_autofree char *contents = NULL;
  AcmeEventRecord record = { .time = 0 };

  fixture->cli.format = ACME_CLI_TABLE;
  output = acme_cli_audit_output_new (&fixture->cli, fixture->path, NULL);
  record.fields[ACME_EVENT_DESCRIPTION] = (AcmeSlice) { long_text, 500 };
  g_assert_true (acme_cli_audit_output_write (output, &record, NULL));
  g_assert_true (acme_cli_audit_output_finish (output, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "Date"));
  g_assert_nonnull (strstr (contents, long_text));
}

/* What is broken off leaves the old file as it was. */
static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(AcmeCliAuditOutput) output = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  output = acme_cli_audit_output_new (&fixture->cli, fixture->path, NULL);
  for (guint i = 0; i < 10000; i++)
    write_event (output);
  assert_contents (fixture, "old");
  acme_cli_audit_output_break (output);
  g_clear_pointer (&output, acme_cli_audit_output_free);
  assert_contents (fixture, "old");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(AcmeCliAuditOutput) output = acme_cli_audit_output_new (&fixture->cli, fixture->path, NULL);
  g_autoptr(GError) error = NULL;

  write_event (output);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_false (acme_cli_audit_output_finish (output, &error));
  g_assert_true (acme_error_is_cancelled (error));
  g_clear_pointer (&output, acme_cli_audit_output_free);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "events.csv", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (acme_cli_audit_output_new (&fixture->cli, path, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli-audit-output/finished", Fixture, NULL, set_up, test_finished, tear_down);
  g_test_add ("/cli-audit-output/table", Fixture, NULL, set_up, test_table, tear_down);
  g_test_add ("/cli-audit-output/broken", Fixture, NULL, set_up, test_broken, tear_down);
  g_test_add ("/cli-audit-output/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/cli-audit-output/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  return g_test_run ();
}
