/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes an account of what SCM says about it, the same for a list and for a single account. SCM sends the HMAC key with
 * every account, asked for or not; it is kept only where somebody is going to look at it. */

#include "config.h"

#include "acme-scm-account-reader.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-items.h"
#include "acme-scm-json.h"

/**
 * acme_scm_account_get_path:
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 *
 * Returns: (transfer none): the path of the accounts of this kind; that of one account has `/` and its id behind it
 */
const char *
acme_scm_account_get_path (const char *kind)
{
  return g_strcmp0 (kind, ACME_ACCOUNT_KIND_UNIVERSAL) == 0 ? "/api/acme/v1/pca/account" : "/api/acme/v2/account";
}

/**
 * acme_scm_account_request_new:
 * @method: GET, POST, PUT or DELETE
 * @account: an account; only its kind and id are looked at
 * @sub_path: what is meant of it, such as `/domain`, or "" for itself; texts in it must be made by acme_scm_escape()
 *
 * Returns: (transfer full): a request without query and body that expects JSON
 */
AcmeScmRequest *
acme_scm_account_request_new (const char  *method,
                              AcmeAccount *account,
                              const char  *sub_path)
{
  AcmeItem *item = ACME_ITEM (account);

  return acme_scm_request_new (method, "%s/%" G_GINT64_FORMAT "%s",
                               acme_scm_account_get_path (acme_item_get_string (item, ACME_ACCOUNT_KIND)),
                               acme_item_get_number (item, ACME_ACCOUNT_ID), sub_path);
}

/**
 * acme_scm_account_read:
 * @object: what SCM says about an account
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 * @secrets: whether to keep its HMAC key
 * @error: return location
 *
 * A member that is missing, null or an empty string is none. One of a wrong type becomes the account's problem. Its
 * endpoint and the names of its organization are not in @object and stay unset.
 *
 * Returns: (transfer full): the account; %NULL with %ACME_ERROR_BAD_REPLY if it has no usable id
 */
AcmeAccount *
acme_scm_account_read (JsonObject             *object,
                       const char             *kind,
                       AcmeScmAccountSecrets   secrets,
                       GError                **error)
{
  AcmeItem *item;
  gint64 id;

  if (!acme_scm_json_get_id (object, "id", &id, error))
    return NULL;

  item = ACME_ITEM (acme_account_new (kind, id));
  acme_scm_items_read_string (item, ACME_ACCOUNT_NAME, object, "name");
  acme_scm_items_read_string (item, ACME_ACCOUNT_ACME_SERVER, object, "acmeServer");
  acme_scm_items_read_number (item, ACME_ACCOUNT_ORGANIZATION_ID, object, "organizationId");
  acme_scm_items_read_word (item, ACME_ACCOUNT_STATUS, object, "status");
  acme_scm_items_read_string (item, ACME_ACCOUNT_VALIDATION_TYPE, object, "certValidationType");
  acme_scm_items_read_string (item, ACME_ACCOUNT_PROFILE_NAME, object, "profileName");
  acme_scm_items_read_string (item, ACME_ACCOUNT_ACCOUNT_ID, object, "accountId");
  acme_scm_items_read_string (item, ACME_ACCOUNT_KEY_ID, object, "macId");
  acme_scm_items_read_string (item, ACME_ACCOUNT_CONTACTS, object, "contacts");
  if (secrets == ACME_SCM_ACCOUNT_WITH_SECRETS)
    acme_scm_items_read_string (item, ACME_ACCOUNT_HMAC_KEY, object, "macKey");
  return ACME_ACCOUNT (item);
}

/**
 * acme_scm_account_read_reply:
 * @reply: what came for `GET` of one account
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 * @id: the id of the account that was asked for
 * @secrets: whether to keep its HMAC key
 * @error: return location
 *
 * Like acme_scm_account_read(), for the answer as a whole. The answer must be about the account that was asked for.
 *
 * Returns: (transfer full): the account; %NULL with %ACME_ERROR_BAD_REPLY if @reply is something else
 */
AcmeAccount *
acme_scm_account_read_reply (AcmeScmReply           *reply,
                             const char             *kind,
                             gint64                  id,
                             AcmeScmAccountSecrets   secrets,
                             GError                **error)
{
  g_autoptr(AcmeAccount) account = NULL;

  if (reply->json == NULL || !JSON_NODE_HOLDS_OBJECT (reply->json))
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY, _("SCM sent something else than an object."));
      return NULL;
    }

  account = acme_scm_account_read (json_node_get_object (reply->json), kind, secrets, error);
  if (account == NULL)
    return NULL;
  if (acme_item_get_number (ACME_ITEM (account), ACME_ACCOUNT_ID) != id)
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_BAD_REPLY,
                           _("SCM answered with another account than the one that was asked for."));
      return NULL;
    }
  return g_steal_pointer (&account);
}

/**
 * acme_scm_account_name:
 * @account: an account
 * @index: (nullable): the names of organizations
 * @error: (nullable): why there is no @index
 *
 * Sets the names of @account's organization and department, or says in its problem why there are none.
 */
void
acme_scm_account_name (AcmeAccount           *account,
                       AcmeOrganizationIndex *index,
                       const GError          *error)
{
  g_autofree char *problem = NULL;

  if (index != NULL)
    {
      acme_organization_index_name_account (index, account);
      return;
    }
  /* Translators: the %s is a sentence that says what failed */
  problem = g_strdup_printf (_("The name of its organization could not be read. %s"), error->message);
  acme_scm_items_add_problem (ACME_ITEM (account), problem);
}
