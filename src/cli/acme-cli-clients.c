/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl clients: lists the ACME clients of an account, perhaps only those that look forgotten. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-account-read.h"
#include "acme-cli-account.h"
#include "acme-cli-take.h"
#include "acme-client.h"
#include "acme-error.h"
#include "acme-time.h"

static gboolean
take_statuses (AcmeCli   *cli,
               char    ***out_statuses,
               GError   **error)
{
  GPtrArray *given = acme_cli_args_list (cli->args, "status");
  g_autoptr(GStrvBuilder) statuses = g_strv_builder_new ();

  for (guint i = 0; given != NULL && i < given->len; i++)
    {
      g_autofree char *status = g_ascii_strdown (((char **) given->pdata[i])[0], -1);

      /* a script with an unset variable must not get all */
      if (status[0] == '\0')
        {
          g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID, _("The option “--status” has no value."));
          return FALSE;
        }
      g_strv_builder_add (statuses, status);
    }
  *out_statuses = given != NULL ? g_strv_builder_end (statuses) : NULL;
  return TRUE;
}

/* A client of which SCM tells no activity has been idle for ever. */
static gboolean
is_idle (AcmeItem *client,
         int       days)
{
  gint64 last = acme_item_get_number (client, ACME_CLIENT_LAST_ACTIVITY);

  return last == ACME_TIME_NONE || g_get_real_time () - last > days * G_TIME_SPAN_DAY;
}

static void
keep_idle (GPtrArray *clients,
           int        days)
{
  for (guint i = clients->len; i > 0; i--)
    {
      if (!is_idle (clients->pdata[i - 1], days))
        g_ptr_array_remove_index (clients, i - 1);
    }
}

/* Those who ask for JSON or CSV get the rest. */
static const guint shown[] = {
  ACME_CLIENT_ACCOUNT_ID,
  ACME_CLIENT_CLIENT,
  ACME_CLIENT_IP_ADDRESS,
  ACME_CLIENT_STATUS,
  ACME_CLIENT_LAST_ACTIVITY,
};

static const AcmeCliColumns columns = { NULL, 0, shown, G_N_ELEMENTS (shown) };

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_client_fields);
  g_autoptr(AcmeAccount) account = acme_cli_take_account (cli, error);
  g_auto(GStrv) statuses = NULL;
  g_autoptr(GPtrArray) clients = NULL;
  int idle_days;

  if (account == NULL || !take_statuses (cli, &statuses, error) ||
      !acme_cli_take_days (cli, "idle-days", &idle_days, error))
    return FALSE;

  clients = acme_cli_list_clients (cli, account, (const char *const *) statuses, error);
  if (clients == NULL)
    return FALSE;
  if (idle_days >= 0)
    keep_idle (clients, idle_days);
  return acme_cli_print_list (cli, clients, query, &columns, error);
}

static void
explain (GString *help)
{
  acme_cli_explain_kind (help);
  /* Translators: the words are typed as they stand here */
  g_string_append (help, _("A status is one of: valid, pending, deactivated, revoked.\n"));
}

static const AcmeCliOption options[] = {
  { "status", "STATUS", N_("List only clients with this status; may be given several times") },
  { "idle-days", "N", N_("List only clients that did nothing for more than N days") },
  { NULL },
};

const AcmeCliCommand acme_cli_clients = {
  { "clients", "KIND ID", 2, options, 2 },
  N_("List the ACME clients of an account"),
  explain,
  run,
};
