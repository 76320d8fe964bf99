/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An ACME account of SCM: whoever holds its EAB values may register ACME clients with it. */

#include "config.h"

#include "acme-account.h"

#include <glib/gi18n.h>
#include <string.h>

struct _AcmeAccount
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeAccount, acme_account, ACME_TYPE_ITEM)

static const AcmeChoice kinds[] = {
  { ACME_ACCOUNT_KIND_PUBLIC, N_("Sectigo Public ACME") },
  { ACME_ACCOUNT_KIND_UNIVERSAL, N_("Universal ACME") },
  { NULL },
};

static const AcmeChoice statuses[] = {
  /* Translators: an account that no ACME client has used yet */
  { "pending", N_("Pending"), ACME_CHOICE_ATTENTION },
  { "valid", N_("Valid"), ACME_CHOICE_POSITIVE },
  { NULL },
};

static const AcmeField fields[] = {
  [ACME_ACCOUNT_KIND] = { "kind", N_("Kind"), ACME_FIELD_CHOICE,
    ACME_FIELD_KEY | ACME_FIELD_EXPORT, 10, kinds },
  [ACME_ACCOUNT_ID] = { "id", N_("Id"), ACME_FIELD_NUMBER,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 8 },
  [ACME_ACCOUNT_NAME] = { "name", N_("Name"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 28 },
  [ACME_ACCOUNT_ENDPOINT] = { "endpoint", N_("Endpoint"), ACME_FIELD_NUMBER,
    ACME_FIELD_EXPORT, 8 },
  [ACME_ACCOUNT_ACME_SERVER] = { "acmeServer", N_("ACME Server"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 30 },
  [ACME_ACCOUNT_ORGANIZATION_ID] = { "organizationId", N_("Organization Id"), ACME_FIELD_NUMBER,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 8 },
  [ACME_ACCOUNT_ORGANIZATION] = { "organization", N_("Organization"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 20 },
  [ACME_ACCOUNT_DEPARTMENT] = { "department", N_("Department"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 20 },
  [ACME_ACCOUNT_STATUS] = { "status", N_("Status"), ACME_FIELD_CHOICE,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 10, statuses },
  [ACME_ACCOUNT_VALIDATION_TYPE] = { "validationType", N_("Validation Type"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 14 },
  [ACME_ACCOUNT_PROFILE_NAME] = { "profileName", N_("Certificate Profile"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 24 },
  [ACME_ACCOUNT_DOMAINS] = { "domains", N_("Domains"), ACME_FIELD_NUMBER,
    ACME_FIELD_COLUMN, 8 },
  [ACME_ACCOUNT_CLIENTS] = { "clients", N_("Clients"), ACME_FIELD_NUMBER,
    ACME_FIELD_COLUMN, 8 },
  [ACME_ACCOUNT_ACCOUNT_ID] = { "accountId", N_("Account ID"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 24 },
  [ACME_ACCOUNT_KEY_ID] = { "keyId", N_("Key ID"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 24 },
  [ACME_ACCOUNT_HMAC_KEY] = { "hmacKey", N_("HMAC Key"), ACME_FIELD_TEXT,
    ACME_FIELD_SECRET | ACME_FIELD_MONOSPACE, 24 },
  [ACME_ACCOUNT_CONTACTS] = { "contacts", N_("Contacts"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN, 24 },
};

const AcmeFieldTable acme_account_fields = ACME_FIELD_TABLE (fields);

/* What only accounts of one kind have. */
static const struct
{
  guint field;
  gboolean universal;
  gboolean shown;
} particulars[] = {
  { ACME_ACCOUNT_STATUS, FALSE, TRUE },
  { ACME_ACCOUNT_VALIDATION_TYPE, FALSE, TRUE },
  { ACME_ACCOUNT_DOMAINS, FALSE, TRUE },
  { ACME_ACCOUNT_CONTACTS, FALSE, FALSE },
  { ACME_ACCOUNT_PROFILE_NAME, TRUE, TRUE },
};

/* What a table of either kind shows besides. */
static const guint shared[] = { ACME_ACCOUNT_KEY_ID, ACME_ACCOUNT_CLIENTS };

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == ACME_ACCOUNT_CONTACTS + 1);

static void
make_columns (AcmeField *columns,
              gboolean   universal)
{
  memcpy (columns, fields, sizeof fields);
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    columns[shared[i]].flags |= ACME_FIELD_SHOWN;
  for (guint i = 0; i < G_N_ELEMENTS (particulars); i++)
    {
      AcmeField *column = &columns[particulars[i].field];

      if (particulars[i].universal != universal)
        column->flags &= ~(ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP);
      else if (particulars[i].shown)
        column->flags |= ACME_FIELD_SHOWN;
    }
}

static void
acme_account_class_init (AcmeAccountClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_account_fields;
}

static void
acme_account_init (AcmeAccount *self)
{
}

/**
 * acme_account_new:
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 * @id: SCM's id of it among its kind
 *
 * Returns: (transfer full): an account of which nothing else is known yet
 */
AcmeAccount *
acme_account_new (const char *kind,
                  gint64      id)
{
  AcmeAccount *self = g_object_new (ACME_TYPE_ACCOUNT, NULL);

  acme_item_set_string (ACME_ITEM (self), ACME_ACCOUNT_KIND, kind);
  acme_item_set_number (ACME_ITEM (self), ACME_ACCOUNT_ID, id);
  return self;
}

/**
 * acme_account_get_columns:
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 *
 * The same fields by the same indices as #acme_account_fields, for a table of accounts of one kind: what the other kind
 * alone has is no column of it.
 *
 * Returns: (transfer none): the fields
 */
const AcmeFieldTable *
acme_account_get_columns (const char *kind)
{
  static AcmeField columns[2][G_N_ELEMENTS (fields)];
  static const AcmeFieldTable tables[] = { ACME_FIELD_TABLE (columns[0]), ACME_FIELD_TABLE (columns[1]) };
  static gsize made;
  gboolean universal = g_strcmp0 (kind, ACME_ACCOUNT_KIND_UNIVERSAL) == 0;

  if (g_once_init_enter (&made))
    {
      make_columns (columns[0], FALSE);
      make_columns (columns[1], TRUE);
      g_once_init_leave (&made, 1);
    }
  return &tables[universal ? 1 : 0];
}

/**
 * acme_account_is_universal:
 * @self: an account
 *
 * Returns: whether it is one of Universal ACME, which has a certificate profile in place of domains
 */
gboolean
acme_account_is_universal (AcmeAccount *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT (self), FALSE);

  return g_strcmp0 (acme_item_get_string (ACME_ITEM (self), ACME_ACCOUNT_KIND), ACME_ACCOUNT_KIND_UNIVERSAL) == 0;
}
