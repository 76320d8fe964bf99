/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the commands about accounts ask of SCM: an account, its clients, and for a question to a person the names of
 * several accounts and how many clients they have, several at a time. */

#include "config.h"

#include "acme-cli-account-read.h"

#include <glib/gi18n.h>

#include "acme-cli-connection.h"
#include "acme-cli-endpoint.h"
#include "acme-client.h"
#include "acme-error.h"
#include "acme-scm-account-matcher.h"
#include "acme-scm-accounts.h"
#include "acme-scm-batch.h"
#include "acme-scm-clients.h"
#include "acme-scm-servers.h"

/**
 * acme_cli_get_account:
 * @cli: the run
 * @account: an account of which kind and id are known
 * @error: return location for why it could not be read
 *
 * Returns: (transfer full) (nullable): the account as SCM has it, with its HMAC key
 */
AcmeAccount *
acme_cli_get_account (AcmeCli      *cli,
                      AcmeAccount  *account,
                      GError      **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);
  AcmeItem *item = ACME_ITEM (account);

  if (session == NULL)
    return NULL;

  acme_scm_get_account_async (session, acme_item_get_string (item, ACME_ACCOUNT_KIND),
                              acme_item_get_number (item, ACME_ACCOUNT_ID), cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_get_account_finish (session, acme_cli_await (cli), error);
}

static AcmeScmServers *
list_servers (AcmeCli  *cli,
              GError  **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return NULL;

  acme_scm_list_servers_async (session, cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_list_servers_finish (session, acme_cli_await (cli), error);
}

static AcmeScmMatch
match_account (AcmeScmAccountMatcher  *matcher,
               AcmeItem               *account,
               AcmeEndpoint          **out_endpoint)
{
  return acme_scm_account_matcher_find (matcher, acme_item_get_string (account, ACME_ACCOUNT_KIND),
                                        acme_item_get_string (account, ACME_ACCOUNT_ACME_SERVER), out_endpoint);
}

/**
 * acme_cli_place_account:
 * @cli: the run
 * @account: an account as SCM has it
 * @error: return location for an interruption
 *
 * Sets the id of the endpoint that @account belongs to, as far as that can be found out; of what stands in the way of
 * it a person is told.
 *
 * Returns: %FALSE if it was interrupted
 */
gboolean
acme_cli_place_account (AcmeCli      *cli,
                        AcmeAccount  *account,
                        GError      **error)
{
  g_autoptr(AcmeScmAccountMatcher) matcher = acme_scm_account_matcher_new ();
  g_autoptr(AcmeScmServers) servers = NULL;
  g_autoptr(GError) cause = NULL;
  g_autoptr(GPtrArray) endpoints = acme_cli_list_endpoints (cli, &cause);
  AcmeEndpoint *endpoint = NULL;
  AcmeScmMatch match;

  for (guint i = 0; endpoints != NULL && i < endpoints->len; i++)
    acme_scm_account_matcher_add (matcher, endpoints->pdata[i]);
  match = match_account (matcher, ACME_ITEM (account), &endpoint);
  if (endpoints != NULL && match == ACME_SCM_MATCH_LATER)
    {
      servers = list_servers (cli, &cause);
      acme_scm_account_matcher_set_servers (matcher, servers);
      match = match_account (matcher, ACME_ITEM (account), &endpoint);
    }

  if (acme_error_is_cancelled (cause))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (match == ACME_SCM_MATCH_YES)
    acme_item_set_number (ACME_ITEM (account), ACME_ACCOUNT_ENDPOINT,
                          acme_item_get_number (ACME_ITEM (endpoint), ACME_ENDPOINT_ID));
  else if (cause != NULL)
    acme_cli_warn (cli, _("The endpoint of the account could not be found out: %s"), cause->message);
  return TRUE;
}

/**
 * acme_cli_list_clients:
 * @cli: the run
 * @account: an account of which kind and id are known
 * @statuses: (nullable) (array zero-terminated=1): only clients with one of these statuses; %NULL for any
 * @error: return location for why they could not be listed
 *
 * Returns: (transfer container) (nullable) (element-type AcmeClient): the ACME clients that registered with it
 */
GPtrArray *
acme_cli_list_clients (AcmeCli            *cli,
                       AcmeAccount        *account,
                       const char *const  *statuses,
                       GError            **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return NULL;

  acme_scm_list_clients_async (session, account, statuses, cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_list_clients_finish (session, acme_cli_await (cli), error);
}

/* @failure: the first of the errors, of which the caller may want none. */
static GError *
note_failure (GError       **failure,
              const GError  *error)
{
  if (error != NULL && *failure == NULL)
    *failure = g_error_copy (error);
  return error != NULL ? g_error_copy (error) : NULL;
}

static void
start_account (AcmeScmSession      *session,
               gpointer             account,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data,
               gpointer             failure)
{
  acme_scm_get_account_async (session, acme_item_get_string (account, ACME_ACCOUNT_KIND),
                              acme_item_get_number (account, ACME_ACCOUNT_ID), cancellable, callback, user_data);
}

static GError *
end_account (AcmeScmSession *session,
             GAsyncResult   *result,
             gpointer        account,
             gpointer        failure)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeAccount) fresh = acme_scm_get_account_finish (session, result, &error);

  if (fresh != NULL)
    acme_item_set_string (account, ACME_ACCOUNT_NAME, acme_item_get_string (ACME_ITEM (fresh), ACME_ACCOUNT_NAME));
  return note_failure (failure, error);
}

static void
start_clients (AcmeScmSession      *session,
               gpointer             account,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data,
               gpointer             failure)
{
  acme_scm_list_clients_async (session, account, NULL, cancellable, callback, user_data);
}

static gboolean
works (AcmeItem *client)
{
  const char *status = acme_item_get_string (client, ACME_CLIENT_STATUS);

  return g_strcmp0 (status, "deactivated") != 0 && g_strcmp0 (status, "revoked") != 0;
}

static GError *
end_clients (AcmeScmSession *session,
             GAsyncResult   *result,
             gpointer        account,
             gpointer        failure)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) clients = acme_scm_list_clients_finish (session, result, &error);
  guint n = 0;

  for (guint i = 0; clients != NULL && i < clients->len; i++)
    n += works (clients->pdata[i]);
  if (clients != NULL)
    acme_item_set_number (account, ACME_ACCOUNT_CLIENTS, n);
  return note_failure (failure, error);
}

static gboolean
read_all (AcmeCli                  *cli,
          GPtrArray                *accounts,
          const AcmeScmBatchFuncs  *funcs,
          GError                  **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);
  g_autoptr(GError) failure = NULL;

  if (session == NULL)
    return FALSE;

  acme_scm_batch_async (session, accounts, funcs, &failure, NULL, NULL, cli->cancellable, acme_cli_await_cb, cli);
  if (!acme_scm_batch_finish (session, acme_cli_await (cli), error))
    return FALSE;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * acme_cli_name_accounts:
 * @cli: the run
 * @accounts: (element-type AcmeAccount): accounts of which kind and id are known
 * @error: return location for why one of them could not be read
 *
 * Sets the names of accounts, of as many as can be read.
 *
 * Returns: whether all have their names
 */
gboolean
acme_cli_name_accounts (AcmeCli    *cli,
                        GPtrArray  *accounts,
                        GError    **error)
{
  static const AcmeScmBatchFuncs funcs = { TRUE, start_account, end_account, NULL };

  g_return_val_if_fail (cli != NULL && accounts != NULL, FALSE);

  return read_all (cli, accounts, &funcs, error);
}

/**
 * acme_cli_count_clients:
 * @cli: the run
 * @accounts: (element-type AcmeAccount): accounts of which kind and id are known
 * @error: return location for why those of one account could not be counted
 *
 * Sets how many ACME clients each of the accounts has that work.
 *
 * Returns: whether all were counted
 */
gboolean
acme_cli_count_clients (AcmeCli    *cli,
                        GPtrArray  *accounts,
                        GError    **error)
{
  static const AcmeScmBatchFuncs funcs = { TRUE, start_clients, end_clients, NULL };

  g_return_val_if_fail (cli != NULL && accounts != NULL, FALSE);

  return read_all (cli, accounts, &funcs, error);
}
