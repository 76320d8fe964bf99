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

static void
read_organization_id (AcmeItem   *item,
                      JsonObject *object)
{
  g_autoptr(GError) error = NULL;
  gint64 id;

  if (!acme_scm_json_get_number (object, "organizationId", &id, &error))
    acme_scm_items_add_problem (item, error->message);
  acme_item_set_number (item, ACME_ACCOUNT_ORGANIZATION_ID, id);
}

/* Documents and systems disagree on its case (C4), so that one word is kept for both */
static void
read_status (AcmeItem   *item,
             JsonObject *object)
{
  g_autofree char *status = NULL;

  if (!acme_scm_items_read_string (item, ACME_ACCOUNT_STATUS, object, "status"))
    return;
  status = g_ascii_strdown (acme_item_get_text (item, ACME_ACCOUNT_STATUS), -1);
  acme_item_set_string (item, ACME_ACCOUNT_STATUS, status);
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
  read_organization_id (item, object);
  read_status (item, object);
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
