/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl connection test: tries a connection step by step and says of each what became of it, so that whoever set it
 * up sees how far it goes. Nothing is changed in SCM. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-connection.h"
#include "acme-cli-list.h"
#include "acme-cli-saved.h"
#include "acme-scm-connection-check.h"

enum
{
  STEP_ID,
  STEP_TITLE,
  STEP_STATE,
  STEP_MESSAGE,
};

#define ACME_TYPE_CLI_CHECK_STEP (acme_cli_check_step_get_type ())

G_DECLARE_FINAL_TYPE (AcmeCliCheckStep, acme_cli_check_step, ACME, CLI_CHECK_STEP, AcmeItem)

/* One step and what became of it. */
struct _AcmeCliCheckStep
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeCliCheckStep, acme_cli_check_step, ACME_TYPE_ITEM)

static const AcmeChoice states[] = {
  { "running", N_("Running") },
  { "passed", N_("Passed") },
  { "warned", N_("Passed, but") },
  { "failed", N_("Failed") },
  { "left-out", N_("Not Tried") },
  { NULL },
};

static const AcmeField fields[] = {
  [STEP_ID] = { "step", N_("Step"), ACME_FIELD_TEXT, ACME_FIELD_KEY | ACME_FIELD_EXPORT, 12 },
  [STEP_TITLE] = { "title", N_("Step"), ACME_FIELD_TEXT, ACME_FIELD_COLUMN | ACME_FIELD_SHOWN, 24 },
  [STEP_STATE] = { "state", N_("Result"), ACME_FIELD_CHOICE, ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT,
    12, states },
  [STEP_MESSAGE] = { "message", N_("Message"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 60 },
};

static const AcmeFieldTable table = ACME_FIELD_TABLE (fields);

static void
acme_cli_check_step_class_init (AcmeCliCheckStepClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &table;
}

static void
acme_cli_check_step_init (AcmeCliCheckStep *self)
{
}

static void
note_step (AcmeScmCheckStep   step,
           AcmeScmCheckState  state,
           const char        *sentence,
           gpointer           user_data)
{
  GPtrArray *steps = user_data;
  g_autoptr(AcmeItem) item = NULL;

  if (state == ACME_SCM_CHECK_RUNNING)
    return;
  item = g_object_new (ACME_TYPE_CLI_CHECK_STEP, NULL);
  acme_item_set_string (item, STEP_ID, acme_scm_check_step_get_id (step));
  acme_item_set_string (item, STEP_TITLE, acme_scm_check_step_get_title (step));
  acme_item_set_string (item, STEP_STATE, acme_scm_check_state_get_id (state));
  acme_item_set_string (item, STEP_MESSAGE, sentence);
  g_ptr_array_add (steps, g_steal_pointer (&item));
}

static char *
format_day (GDateTime *time)
{
  return time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("?");
}

static void
tell_certificate (AcmeCli         *cli,
                  GTlsCertificate *certificate)
{
  g_autofree char *subject = g_tls_certificate_get_subject_name (certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (certificate);
  g_autoptr(GDateTime) not_before = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr(GDateTime) not_after = g_tls_certificate_get_not_valid_after (certificate);
  g_autofree char *from = format_day (not_before);
  g_autofree char *until = format_day (not_after);

  /* Translators: the subject of a certificate, its issuer, and the first and last day on which it is valid */
  acme_cli_warn (cli, _("The server’s certificate is of %s, issued by %s, valid from %s until %s."),
                 subject != NULL ? subject : "?", issuer != NULL ? issuer : "?", from, until);
}

static AcmeConnection *
choose (AcmeCli  *cli,
        GError  **error)
{
  const char *name = acme_cli_args_get_arguments (cli->args)[0];
  AcmeConnection *connection;

  if (name != NULL)
    return acme_cli_open_saved (cli, name, error);
  connection = acme_cli_choose_connection (cli, error);
  return connection != NULL ? g_object_ref (connection) : NULL;
}

static const guint exported[] = { STEP_ID, STEP_STATE, STEP_MESSAGE };
static const guint shown[] = { STEP_TITLE, STEP_STATE, STEP_MESSAGE };
static const AcmeCliColumns columns = ACME_CLI_COLUMNS (exported, shown);

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeConnection) connection = choose (cli, error);
  g_autoptr(AcmeQuery) query = acme_query_new (&table);
  g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GError) problem = NULL;

  if (connection == NULL)
    return FALSE;
  if (cli->timeout > 0)
    acme_connection_set_timeout (connection, cli->timeout);
  acme_scm_check_connection_async (acme_connection_get_config (connection),
                                   acme_connection_get_audit_config (connection), note_step, steps, cli->cancellable,
                                   acme_cli_await_cb, cli);
  acme_scm_check_connection_finish (acme_cli_await (cli), &certificate, &problem);

  if (!acme_cli_print_list (cli, steps, query, &columns, error))
    return FALSE;
  if (problem == NULL)
    return TRUE;
  if (certificate != NULL)
    tell_certificate (cli, certificate);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

const AcmeCliCommand acme_cli_connection_test = {
  { "connection test", "[NAME]", 1, NULL },
  N_("Try a connection step by step"),
  NULL,
  run,
};
