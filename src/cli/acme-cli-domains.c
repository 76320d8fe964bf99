/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl domains: lists the domains of a Sectigo Public ACME account, after changing them if that is asked for. SCM
 * may refuse some of the names and take the others; then the list shows what there is, and the error what is not. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-cli-account.h"
#include "acme-cli-connection.h"
#include "acme-cli-domain-names.h"
#include "acme-cli-take.h"
#include "acme-domain.h"
#include "acme-error.h"
#include "acme-scm-domain-changes.h"
#include "acme-scm-domains.h"

static gboolean
check_kind (AcmeAccount  *account,
            GError      **error)
{
  if (g_strcmp0 (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_KIND), ACME_ACCOUNT_KIND_PUBLIC) == 0)
    return TRUE;

  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID,
                       _("A Universal ACME account has no domains of its own: what is delegated to its organization "
                         "decides."));
  return FALSE;
}

static gboolean
check_apart (char   **add,
             char   **remove,
             GError **error)
{
  for (guint i = 0; add[i] != NULL; i++)
    {
      if (g_strv_contains ((const char *const *) remove, add[i]))
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s” cannot be added and removed at once."), add[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static AcmeScmDomainChange *
change_domains (AcmeCli      *cli,
                AcmeAccount  *account,
                char        **add,
                char        **remove,
                GError      **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return NULL;

  acme_scm_change_domains_async (session, account, (const char *const *) add, (const char *const *) remove,
                                 cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_change_domains_finish (session, acme_cli_await_change (cli), error);
}

static GPtrArray *
list_domains (AcmeCli      *cli,
              AcmeAccount  *account,
              GError      **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);

  if (session == NULL)
    return NULL;

  acme_scm_list_domains_async (session, account, cli->cancellable, acme_cli_await_cb, cli);
  return acme_scm_list_domains_finish (session, acme_cli_await (cli), error);
}

static gboolean
print_domains (AcmeCli    *cli,
               GPtrArray  *domains,
               GError    **error)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_domain_fields);

  return acme_cli_print_list (cli, domains, query, NULL, error);
}

/* What is to be said of a change of which not all was done; NULL if all was. */
static GError *
explain_change (const AcmeScmDomainChange *change)
{
  g_autoptr(GString) sentences = g_string_new (NULL);
  gboolean is_unknown = g_error_matches (change->removal_error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME);

  acme_cli_tell_not_added (sentences, (const char *const *) change->not_added);
  acme_cli_tell_not_removed (sentences, (const char *const *) change->not_removed);
  acme_cli_tell_error (sentences, change->removal_error);
  if (sentences->len == 0)
    return NULL;
  return g_error_new_literal (ACME_ERROR, is_unknown ? ACME_ERROR_UNKNOWN_OUTCOME : ACME_ERROR_PARTIAL,
                              sentences->str);
}

static gboolean
change_and_print (AcmeCli      *cli,
                  AcmeAccount  *account,
                  char        **add,
                  char        **remove,
                  GError      **error)
{
  g_autoptr(AcmeScmDomainChange) change = change_domains (cli, account, add, remove, error);
  g_autoptr(GPtrArray) domains = NULL;
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) cause = NULL;

  if (change == NULL)
    return FALSE;

  missing = explain_change (change);
  domains = list_domains (cli, account, &cause);
  if (domains == NULL && missing == NULL)
    missing = g_error_new (ACME_ERROR, ACME_ERROR_PARTIAL,
                           _("The domains were changed, but could not be listed: %s"), cause->message);
  if (domains != NULL && !print_domains (cli, domains, error))
    return FALSE;
  if (missing == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&missing));
  return FALSE;
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeAccount) account = acme_cli_take_account (cli, error);
  g_autoptr(GPtrArray) domains = NULL;
  g_auto(GStrv) add = NULL;
  g_auto(GStrv) remove = NULL;

  if (account == NULL || !check_kind (account, error))
    return FALSE;

  add = acme_cli_take_domain_names (cli, "add", TRUE, error);
  remove = add != NULL ? acme_cli_take_domain_names (cli, "remove", FALSE, error) : NULL;
  if (remove == NULL || !check_apart (add, remove, error))
    return FALSE;
  if (add[0] != NULL || remove[0] != NULL)
    return change_and_print (cli, account, add, remove, error);

  domains = list_domains (cli, account, error);
  return domains != NULL && print_domains (cli, domains, error);
}

static const AcmeCliOption options[] = {
  { "add", "DOMAIN", N_("Add this domain; may be given several times") },
  { "remove", "DOMAIN", N_("Remove this domain; may be given several times") },
  { NULL },
};

const AcmeCliCommand acme_cli_domains = {
  { "domains", "KIND ID", 2, options, 2 },
  N_("List or change the domains of an account"),
  acme_cli_explain_kind,
  run,
};
