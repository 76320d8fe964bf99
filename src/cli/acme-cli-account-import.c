/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl account import: creates the accounts that a CSV file asks for, those of them that are not there yet, and
 * tells for each line what became of it. */

#include "config.h"

#include "acme-cli.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "acme-cli-connection.h"
#include "acme-cli-endpoint.h"
#include "acme-cli-outcomes.h"
#include "acme-import-reader.h"
#include "acme-import-row.h"
#include "acme-outcome.h"
#include "acme-scm-import.h"

static GPtrArray *
read_rows (AcmeCli  *cli,
           GError  **error)
{
  const char *name = acme_cli_args_get_arguments (cli->args)[0];
  g_autofree char *path = NULL;
  g_autoptr(GFile) file = NULL;

  if (strcmp (name, "-") == 0)
    {
      g_autoptr(GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

      return acme_import_read_stream (input, NULL, cli->cancellable, error);
    }

  path = g_filename_from_utf8 (name, -1, NULL, NULL, NULL);
  file = g_file_new_for_path (path != NULL ? path : name);
  acme_import_read_file_async (file, NULL, cli->cancellable, acme_cli_await_cb, cli);
  return acme_import_read_file_finish (file, acme_cli_await (cli), error);
}

/* The columns of the result are those of any other; what the line asked for stands in the file. */
static GPtrArray *
make_outcomes (GPtrArray *rows)
{
  GPtrArray *outcomes = g_ptr_array_new_full (rows->len, g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      AcmeItem *row = rows->pdata[i];
      const char *word = acme_item_get_string (row, ACME_IMPORT_ROW_OUTCOME);
      AcmeOutcome *outcome = acme_outcome_new (acme_item_get_number (row, ACME_IMPORT_ROW_LINE),
                                               acme_item_get_string (row, ACME_IMPORT_ROW_NAME));

      acme_outcome_set_result (outcome, word != NULL ? word : ACME_OUTCOME_SKIPPED,
                               acme_item_get_string (row, ACME_IMPORT_ROW_MESSAGE));
      acme_item_set_number (ACME_ITEM (outcome), ACME_OUTCOME_ID, acme_item_get_number (row, ACME_IMPORT_ROW_ID));
      g_ptr_array_add (outcomes, outcome);
    }
  return outcomes;
}

static gboolean
import (AcmeCli    *cli,
        GPtrArray  *rows,
        GPtrArray  *endpoints,
        GError    **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);
  g_autoptr(GPtrArray) outcomes = NULL;
  g_autoptr(GError) cause = NULL;
  gboolean dry_run = acme_cli_args_has (cli->args, "dry-run");

  if (session == NULL)
    return FALSE;

  acme_scm_import_async (session, rows, endpoints, dry_run, NULL, NULL, cli->cancellable, acme_cli_await_cb, cli);
  acme_scm_import_finish (session, dry_run ? acme_cli_await (cli) : acme_cli_await_changes (cli), &cause);
  outcomes = make_outcomes (rows);
  return acme_cli_print_outcomes (cli, outcomes, TRUE, cause, error);
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(GPtrArray) rows = read_rows (cli, error);
  g_autoptr(GPtrArray) endpoints = rows != NULL ? acme_cli_list_endpoints (cli, error) : NULL;

  return endpoints != NULL && import (cli, rows, endpoints, error);
}

static void
explain (GString *help)
{
  /* Translators: the words are typed as they stand here */
  g_string_append (help, _("The first line of the file names its columns: name, endpoint, organizationId, domains "
                           "(with spaces\nbetween them), profile. “-” means the standard input. An account that exists "
                           "already is not created\nagain.\n"));
}

static const AcmeCliOption options[] = {
  { "dry-run", NULL, N_("Create nothing, only tell what would be done") },
  { NULL },
};

const AcmeCliCommand acme_cli_account_import = {
  { "account import", "FILE.csv", 1, options, 1 },
  N_("Create the ACME accounts of a CSV file"),
  explain,
  run,
};
