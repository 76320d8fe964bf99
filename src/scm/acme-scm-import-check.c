/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be said about a line of a file before anything is sent: whether what it names is there, whether SCM would
 * take it, and above all whether the account exists already. In doubt an account is not created, because one too few is
 * seen and one too many is not. */

#include "config.h"

#include "acme-scm-import-check.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-account-draft.h"
#include "acme-account.h"
#include "acme-organization-index.h"
#include "acme-outcome.h"
#include "acme-profile.h"
#include "acme-scm-endpoint-find.h"

struct _AcmeScmImportCheck
{
  GPtrArray *endpoints;
  GHashTable *by_text;                  /* endpoint as written -> AcmeEndpoint (unowned) */
  GHashTable *refused;                  /* endpoint as written -> GError */
  AcmeOrganizationIndex *organizations; /* (nullable): not known */
  GHashTable *profiles;                 /* (nullable): not known; names */
  GPtrArray *accounts;                  /* (nullable) */
  GHashTable *servers;                  /* AcmeEndpoint (unowned) -> acmeServer of its new accounts */
  GHashTable *by_name;                  /* trimmed name -> GPtrArray of AcmeAccount */
  GHashTable *lines;                    /* endpoint, organization and name -> line */
};

/**
 * acme_scm_import_check_new:
 * @endpoints: (element-type AcmeEndpoint): the endpoints there are
 *
 * Returns: (transfer full): a check that knows nothing but them
 */
AcmeScmImportCheck *
acme_scm_import_check_new (GPtrArray *endpoints)
{
  AcmeScmImportCheck *self = g_new0 (AcmeScmImportCheck, 1);

  self->endpoints = g_ptr_array_ref (endpoints);
  self->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_error_free);
  self->servers = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * acme_scm_import_check_free:
 * @self: (transfer full): a check
 */
void
acme_scm_import_check_free (AcmeScmImportCheck *self)
{
  g_hash_table_unref (self->lines);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->servers);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->profiles, g_hash_table_unref);
  g_clear_pointer (&self->organizations, acme_organization_index_unref);
  g_hash_table_unref (self->refused);
  g_hash_table_unref (self->by_text);
  g_ptr_array_unref (self->endpoints);
  g_free (self);
}

/**
 * acme_scm_import_check_find_endpoint:
 * @self: a check
 * @row: a row with an endpoint
 * @error: return location
 *
 * Returns: (transfer none): the endpoint that @row names; %NULL with an error as acme_scm_endpoint_find()
 */
AcmeEndpoint *
acme_scm_import_check_find_endpoint (AcmeScmImportCheck  *self,
                                     AcmeImportRow       *row,
                                     GError             **error)
{
  const char *text = acme_item_get_string (ACME_ITEM (row), ACME_IMPORT_ROW_ENDPOINT);
  AcmeEndpoint *endpoint = g_hash_table_lookup (self->by_text, text);
  GError *refusal = g_hash_table_lookup (self->refused, text);

  /* a file names few endpoints, each of them often */
  if (endpoint == NULL && refusal == NULL)
    {
      endpoint = acme_scm_endpoint_find (self->endpoints, text, &refusal);
      if (endpoint != NULL)
        g_hash_table_insert (self->by_text, g_strdup (text), endpoint);
      else
        g_hash_table_insert (self->refused, g_strdup (text), refusal);
    }
  if (refusal != NULL)
    g_propagate_error (error, g_error_copy (refusal));
  return endpoint;
}

/**
 * acme_scm_import_check_take_organizations:
 * @self: a check
 * @organizations: (element-type AcmeOrganization): all that there are
 */
void
acme_scm_import_check_take_organizations (AcmeScmImportCheck *self,
                                          GPtrArray          *organizations)
{
  g_clear_pointer (&self->organizations, acme_organization_index_unref);
  self->organizations = acme_organization_index_new (organizations);
}

/**
 * acme_scm_import_check_take_profiles:
 * @self: a check
 * @profiles: (element-type AcmeProfile): all that there are
 */
void
acme_scm_import_check_take_profiles (AcmeScmImportCheck *self,
                                     GPtrArray          *profiles)
{
  g_clear_pointer (&self->profiles, g_hash_table_unref);
  self->profiles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < profiles->len; i++)
    {
      const char *name = acme_item_get_string (profiles->pdata[i], ACME_PROFILE_NAME);

      if (name != NULL)
        g_hash_table_add (self->profiles, g_strdup (name));
    }
}

static char *
trim (const char *name)
{
  return g_strstrip (g_strdup (name));
}

/**
 * acme_scm_import_check_add_account:
 * @self: a check
 * @account: an account that exists
 */
void
acme_scm_import_check_add_account (AcmeScmImportCheck *self,
                                   AcmeAccount        *account)
{
  const char *name = acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_NAME);
  g_autofree char *trimmed = name != NULL ? trim (name) : g_strdup ("");
  GPtrArray *namesakes = g_hash_table_lookup (self->by_name, trimmed);

  if (namesakes == NULL)
    {
      namesakes = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->by_name, g_steal_pointer (&trimmed), namesakes);
    }
  g_ptr_array_add (namesakes, g_object_ref (account));
}

/**
 * acme_scm_import_check_take_accounts:
 * @self: a check
 * @accounts: (element-type AcmeAccount): all that there are, as acme_scm_list_accounts_finish() gives them for all
 *   endpoints
 */
void
acme_scm_import_check_take_accounts (AcmeScmImportCheck *self,
                                     GPtrArray          *accounts)
{
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  self->accounts = g_ptr_array_ref (accounts);
  g_hash_table_remove_all (self->servers);
  g_hash_table_remove_all (self->by_name);
  for (guint i = 0; i < accounts->len; i++)
    acme_scm_import_check_add_account (self, accounts->pdata[i]);
}

/**
 * acme_scm_import_check_get_namesakes:
 * @self: a check
 * @name: a name
 *
 * Returns: (transfer container) (element-type AcmeAccount): the accounts of that name, of any organization
 */
GPtrArray *
acme_scm_import_check_get_namesakes (AcmeScmImportCheck *self,
                                     const char         *name)
{
  g_autofree char *trimmed = trim (name);
  GPtrArray *namesakes = g_hash_table_lookup (self->by_name, trimmed);

  return namesakes != NULL ? g_ptr_array_ref (namesakes) : g_ptr_array_new ();
}

static void
refuse (AcmeImportRow *row,
        const char    *sentence)
{
  acme_import_row_set_result (row, ACME_OUTCOME_INVALID, ACME_NUMBER_NONE, sentence);
}

static const char *
get_server (AcmeScmImportCheck *self,
            AcmeEndpoint       *endpoint)
{
  char *server = g_hash_table_lookup (self->servers, endpoint);

  if (server == NULL)
    {
      server = g_strdup (acme_scm_endpoint_get_server (endpoint, self->accounts));
      g_hash_table_insert (self->servers, endpoint, server);
    }
  return server;
}

static AcmeAccountDraft *
make_draft (AcmeScmImportCheck *self,
            AcmeImportRow      *row,
            AcmeEndpoint       *endpoint,
            gint64              organization)
{
  AcmeItem *item = ACME_ITEM (row);
  const char *domains[] = { acme_item_get_string (item, ACME_IMPORT_ROW_DOMAINS), NULL };

  return acme_account_draft_new (acme_endpoint_is_universal (endpoint) ? ACME_ACCOUNT_KIND_UNIVERSAL
                                                                       : ACME_ACCOUNT_KIND_PUBLIC,
                                 acme_item_get_string (item, ACME_IMPORT_ROW_NAME),
                                 get_server (self, endpoint), organization,
                                 acme_item_get_string (item, ACME_IMPORT_ROW_PROFILE), domains);
}

static gboolean
check_draft (AcmeScmImportCheck *self,
             AcmeImportRow      *row,
             AcmeAccountDraft   *draft)
{
  gint64 organization = acme_account_draft_get_organization_id (draft);
  const char *profile = acme_account_draft_get_profile_name (draft);
  g_autofree char *sentence = NULL;
  g_autoptr(GError) error = NULL;

  if (!acme_account_draft_validate (draft, &error))
    sentence = g_strdup (error->message);
  else if (self->organizations != NULL &&
           !acme_organization_index_lookup (self->organizations, organization, NULL, NULL))
    sentence = g_strdup_printf (_("There is no organization or department with the id %s."),
                                acme_item_get_string (ACME_ITEM (row), ACME_IMPORT_ROW_ORGANIZATION_ID));
  else if (self->profiles != NULL && profile != NULL && !g_hash_table_contains (self->profiles, profile))
    sentence = g_strdup_printf (_("There is no certificate profile “%s”."), profile);

  if (sentence != NULL)
    refuse (row, sentence);
  return sentence == NULL;
}

/* Two ways of writing an endpoint can make two lines the same that did not look alike */
static gboolean
check_repetition (AcmeScmImportCheck *self,
                  AcmeImportRow      *row,
                  AcmeEndpoint       *endpoint,
                  AcmeAccountDraft   *draft)
{
  gint64 line = acme_item_get_number (ACME_ITEM (row), ACME_IMPORT_ROW_LINE);
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT " %s", acme_item_get_key (ACME_ITEM (endpoint)),
                                          acme_account_draft_get_organization_id (draft),
                                          acme_account_draft_get_name (draft));
  g_autofree char *sentence = NULL;
  gpointer first;

  if (!g_hash_table_lookup_extended (self->lines, key, NULL, &first))
    {
      g_hash_table_insert (self->lines, g_steal_pointer (&key), GUINT_TO_POINTER ((guint) line));
      return TRUE;
    }
  sentence = g_strdup_printf (_("Line %u asks for the same account already."), GPOINTER_TO_UINT (first));
  refuse (row, sentence);
  return FALSE;
}

typedef enum
{
  NOT_THE_SAME,
  PERHAPS_THE_SAME,
  THE_SAME,
} Likeness;

/* An account without an endpoint has a problem if that is not known, and none if it surely belongs to none of them */
static Likeness
compare (AcmeItem         *account,
         AcmeEndpoint     *endpoint,
         AcmeAccountDraft *draft)
{
  gint64 endpoint_id = acme_item_get_number (account, ACME_ACCOUNT_ENDPOINT);
  gint64 organization_id = acme_item_get_number (account, ACME_ACCOUNT_ORGANIZATION_ID);

  if (g_strcmp0 (acme_item_get_string (account, ACME_ACCOUNT_KIND), acme_account_draft_get_kind (draft)) != 0 ||
      (endpoint_id != ACME_NUMBER_NONE &&
       endpoint_id != acme_item_get_number (ACME_ITEM (endpoint), ACME_ENDPOINT_ID)) ||
      (organization_id != ACME_NUMBER_NONE &&
       organization_id != acme_account_draft_get_organization_id (draft)))
    return NOT_THE_SAME;
  if (endpoint_id == ACME_NUMBER_NONE && acme_item_get_problem (account) == NULL)
    return NOT_THE_SAME;
  return endpoint_id != ACME_NUMBER_NONE && organization_id != ACME_NUMBER_NONE ? THE_SAME : PERHAPS_THE_SAME;
}

static gboolean
check_existing (AcmeScmImportCheck *self,
                AcmeImportRow      *row,
                AcmeEndpoint       *endpoint,
                AcmeAccountDraft   *draft)
{
  g_autoptr(GPtrArray) namesakes =
    acme_scm_import_check_get_namesakes (self, acme_account_draft_get_name (draft));
  AcmeItem *perhaps = NULL;

  for (guint i = 0; i < namesakes->len; i++)
    {
      AcmeItem *account = namesakes->pdata[i];

      switch (compare (account, endpoint, draft))
        {
        case THE_SAME:
          acme_import_row_set_result (row, ACME_OUTCOME_EXISTS, acme_item_get_number (account, ACME_ACCOUNT_ID), NULL);
          return FALSE;
        case PERHAPS_THE_SAME:
          perhaps = account;
          break;
        case NOT_THE_SAME:
        default:
          break;
        }
    }
  if (perhaps != NULL)
    acme_import_row_set_result (row, ACME_OUTCOME_SKIPPED, acme_item_get_number (perhaps, ACME_ACCOUNT_ID),
                                _("There is an account with this name of which it cannot be told whether it is this "
                                  "one."));
  return perhaps == NULL;
}

/**
 * acme_scm_import_check_row:
 * @self: a check
 * @row: a row without a problem of its own
 *
 * Gives @row the draft of its account and an outcome, `valid` if the account can be created. Rows are checked in the
 * order of the file, each once.
 *
 * Returns: whether the account can be created
 */
gboolean
acme_scm_import_check_row (AcmeScmImportCheck *self,
                           AcmeImportRow      *row)
{
  g_autoptr(GError) error = NULL;
  AcmeEndpoint *endpoint = acme_scm_import_check_find_endpoint (self, row, &error);
  g_autoptr(AcmeAccountDraft) draft = NULL;
  gint64 organization;

  acme_import_row_set_draft (row, NULL);
  if (endpoint == NULL)
    {
      refuse (row, error->message);
      return FALSE;
    }
  organization = g_ascii_strtoll (acme_item_get_string (ACME_ITEM (row), ACME_IMPORT_ROW_ORGANIZATION_ID), NULL, 10);
  draft = make_draft (self, row, endpoint, organization);
  acme_import_row_set_draft (row, draft);
  if (!check_draft (self, row, draft) || !check_repetition (self, row, endpoint, draft) ||
      !check_existing (self, row, endpoint, draft))
    return FALSE;
  acme_import_row_set_result (row, ACME_OUTCOME_VALID, ACME_NUMBER_NONE, NULL);
  return TRUE;
}
