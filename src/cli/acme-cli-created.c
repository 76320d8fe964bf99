/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What account create prints: an account, and which domains it did not get. SCM knows no such account, so that this is
 * no field of AcmeAccount, where each of many thousands would keep it. */

#include "config.h"

#include "acme-cli-created.h"

#include <glib/gi18n.h>

struct _AcmeCliCreated
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeCliCreated, acme_cli_created, ACME_TYPE_ITEM)

static AcmeFieldTable table;

static char *
describe_not_added (AcmeItem *item)
{
  GVariant *names = acme_item_get_variant (item, acme_account_fields.n_fields);
  g_autofree const char **texts = names != NULL ? g_variant_get_strv (names, NULL) : NULL;

  return texts != NULL ? g_strjoinv (" ", (char **) texts) : NULL;
}

static void
acme_cli_created_class_init (AcmeCliCreatedClass *klass)
{
  guint n = acme_account_fields.n_fields;
  AcmeField *fields = g_new0 (AcmeField, n + 1); /* as long as the class */

  for (guint i = 0; i < n; i++)
    fields[i] = acme_account_fields.fields[i];
  fields[n] = (AcmeField) { "notAddedDomains", N_("Domains Not Added"), ACME_FIELD_VARIANT, ACME_FIELD_EXPORT, 30,
                            .describe = describe_not_added };
  table.fields = fields;
  table.n_fields = n + 1;
  ACME_ITEM_CLASS (klass)->table = &table;
}

static void
acme_cli_created_init (AcmeCliCreated *self)
{
}

static void
copy_field (AcmeItem *to,
            AcmeItem *from,
            guint     field)
{
  switch (table.fields[field].kind)
    {
    case ACME_FIELD_TEXT:
    case ACME_FIELD_CHOICE:
      acme_item_set_string (to, field, acme_item_get_string (from, field));
      break;
    case ACME_FIELD_NUMBER:
    case ACME_FIELD_TIME:
      acme_item_set_number (to, field, acme_item_get_number (from, field));
      break;
    case ACME_FIELD_VARIANT:
      acme_item_set_variant (to, field, acme_item_get_variant (from, field));
      break;
    case ACME_FIELD_DERIVED:
    default:
      break;
    }
}

/**
 * acme_cli_created_new:
 * @account: an account
 * @not_added: (nullable) (array zero-terminated=1): the domains that it did not get; %NULL if that is not known
 *
 * Returns: (transfer full): an item with the fields of @account, and one more
 */
AcmeItem *
acme_cli_created_new (AcmeAccount       *account,
                      const char *const *not_added)
{
  AcmeItem *self = g_object_new (ACME_TYPE_CLI_CREATED, NULL);

  g_return_val_if_fail (ACME_IS_ACCOUNT (account), self);

  for (guint i = 0; i < acme_account_fields.n_fields; i++)
    copy_field (self, ACME_ITEM (account), i);
  acme_item_set_problem (self, acme_item_get_problem (ACME_ITEM (account)));
  if (not_added != NULL)
    acme_item_set_variant (self, acme_cli_created_get_not_added_field (), g_variant_new_strv (not_added, -1));
  return self;
}

/**
 * acme_cli_created_get_not_added_field:
 *
 * Returns: the index of the field with the domains that were not added; those before it are those of #AcmeAccount
 */
guint
acme_cli_created_get_not_added_field (void)
{
  return acme_account_fields.n_fields;
}
