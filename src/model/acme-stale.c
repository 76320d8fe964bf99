/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Something that nobody seems to use any more: an account without a client, or a client that has been idle for long.
 * It holds the account and the client it is about, so that whoever deactivates or deletes acts on exactly those. */

#include "config.h"

#include "acme-stale.h"

#include <glib/gi18n.h>

struct _AcmeStale
{
  AcmeItem parent_instance;

  AcmeAccount *account;
  AcmeClient *client; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AcmeStale, acme_stale, ACME_TYPE_ITEM)

static const AcmeChoice findings[] = {
  /* Translators: an ACME account with which no ACME client has registered */
  { ACME_STALE_NO_CLIENTS, N_("No Clients") },
  { ACME_STALE_IDLE_CLIENT, N_("Idle Client") },
  { NULL },
};

static char *
describe_detail (AcmeItem *item)
{
  gint64 days = acme_item_get_number (item, ACME_STALE_IDLE_DAYS);

  if (g_strcmp0 (acme_item_get_string (item, ACME_STALE_FINDING), ACME_STALE_NO_CLIENTS) == 0)
    return g_strdup (_("No client has registered with this account."));
  if (days == ACME_NUMBER_NONE)
    return g_strdup (_("SCM knows of no activity of this client at all."));
  return g_strdup_printf (ngettext ("Idle for %u day.", "Idle for %u days.", (guint) days), (guint) days);
}

static const AcmeField fields[] = {
  [ACME_STALE_ACCOUNT] = { "account", N_("Account"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 24 },
  [ACME_STALE_FINDING] = { "finding", N_("Finding"), ACME_FIELD_CHOICE,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 12, findings,
    .describe_more = describe_detail },
  [ACME_STALE_ORGANIZATION] = { "organization", N_("Organization"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 20 },
  [ACME_STALE_DEPARTMENT] = { "department", N_("Department"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 20 },
  [ACME_STALE_CLIENT] = { "client", N_("Client"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 20 },
  [ACME_STALE_IP_ADDRESS] = { "ipAddress", N_("IP Address"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 18 },
  [ACME_STALE_STATUS] = { "status", N_("Status"), ACME_FIELD_CHOICE,
    ACME_FIELD_COLUMN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 12, acme_client_statuses },
  [ACME_STALE_LAST_ACTIVITY] = { "lastActivity", N_("Last Activity"), ACME_FIELD_TIME,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT | ACME_FIELD_RELATIVE, 20,
    .none = N_("No activity known") },
  [ACME_STALE_IDLE_DAYS] = { "idleDays", N_("Idle Days"), ACME_FIELD_NUMBER,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 8 },
  [ACME_STALE_DETAIL] = { "detail", N_("Detail"), ACME_FIELD_DERIVED,
    ACME_FIELD_COLUMN, 30, NULL, describe_detail },
  [ACME_STALE_KIND] = { "kind", N_("Kind"), ACME_FIELD_TEXT,
    ACME_FIELD_KEY | ACME_FIELD_EXPORT, 10 },
  [ACME_STALE_ACCOUNT_ID] = { "id", N_("Account Id"), ACME_FIELD_NUMBER,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 8 },
  [ACME_STALE_CLIENT_ID] = { "clientId", N_("Client Account ID"), ACME_FIELD_TEXT,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 28 },
};

const AcmeFieldTable acme_stale_fields = ACME_FIELD_TABLE (fields);

static void
acme_stale_dispose (GObject *object)
{
  AcmeStale *self = ACME_STALE (object);

  g_clear_object (&self->account);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (acme_stale_parent_class)->dispose (object);
}

static void
acme_stale_class_init (AcmeStaleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acme_stale_dispose;
  ACME_ITEM_CLASS (klass)->table = &acme_stale_fields;
}

static void
acme_stale_init (AcmeStale *self)
{
}

static AcmeStale *
new_finding (const char  *finding,
             AcmeAccount *account)
{
  AcmeStale *self = g_object_new (ACME_TYPE_STALE, NULL);
  AcmeItem *item = ACME_ITEM (self);
  AcmeItem *from = ACME_ITEM (account);

  self->account = g_object_ref (account);
  acme_item_set_string (item, ACME_STALE_FINDING, finding);
  acme_item_set_string (item, ACME_STALE_ACCOUNT, acme_item_get_string (from, ACME_ACCOUNT_NAME));
  acme_item_set_string (item, ACME_STALE_ORGANIZATION, acme_item_get_string (from, ACME_ACCOUNT_ORGANIZATION));
  acme_item_set_string (item, ACME_STALE_DEPARTMENT, acme_item_get_string (from, ACME_ACCOUNT_DEPARTMENT));
  acme_item_set_string (item, ACME_STALE_KIND, acme_item_get_string (from, ACME_ACCOUNT_KIND));
  acme_item_set_number (item, ACME_STALE_ACCOUNT_ID, acme_item_get_number (from, ACME_ACCOUNT_ID));
  return self;
}

/**
 * acme_stale_new_no_clients:
 * @account: an account with which no client has registered
 *
 * Returns: (transfer full): the finding
 */
AcmeStale *
acme_stale_new_no_clients (AcmeAccount *account)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT (account), NULL);

  return new_finding (ACME_STALE_NO_CLIENTS, account);
}

/**
 * acme_stale_new_idle_client:
 * @account: an account
 * @client: one of its clients, idle for long or without any known activity
 * @now: the present time, in microseconds since 1970 UTC
 *
 * Returns: (transfer full): the finding
 */
AcmeStale *
acme_stale_new_idle_client (AcmeAccount *account,
                            AcmeClient  *client,
                            gint64       now)
{
  AcmeItem *from;
  AcmeItem *item;
  gint64 days;

  g_return_val_if_fail (ACME_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (ACME_IS_CLIENT (client), NULL);

  from = ACME_ITEM (client);
  item = ACME_ITEM (new_finding (ACME_STALE_IDLE_CLIENT, account));
  ACME_STALE (item)->client = g_object_ref (client);
  acme_item_set_string (item, ACME_STALE_CLIENT_ID, acme_item_get_string (from, ACME_CLIENT_ACCOUNT_ID));
  acme_item_set_string (item, ACME_STALE_CLIENT, acme_item_get_text (from, ACME_CLIENT_CLIENT));
  acme_item_set_string (item, ACME_STALE_STATUS, acme_item_get_string (from, ACME_CLIENT_STATUS));
  acme_item_set_string (item, ACME_STALE_IP_ADDRESS, acme_item_get_string (from, ACME_CLIENT_IP_ADDRESS));
  acme_item_set_number (item, ACME_STALE_LAST_ACTIVITY, acme_item_get_number (from, ACME_CLIENT_LAST_ACTIVITY));
  days = acme_client_get_idle_days (client, now);
  acme_item_set_number (item, ACME_STALE_IDLE_DAYS, days >= 0 ? days : ACME_NUMBER_NONE);
  return ACME_STALE (item);
}

/**
 * acme_stale_get_account:
 * @self: a finding
 *
 * Returns: (transfer none): the account it is about, or whose client it is about
 */
AcmeAccount *
acme_stale_get_account (AcmeStale *self)
{
  g_return_val_if_fail (ACME_IS_STALE (self), NULL);

  return self->account;
}

/**
 * acme_stale_get_client:
 * @self: a finding
 *
 * Returns: (transfer none) (nullable): the client it is about; %NULL if it is about an account without one
 */
AcmeClient *
acme_stale_get_client (AcmeStale *self)
{
  g_return_val_if_fail (ACME_IS_STALE (self), NULL);

  return self->client;
}
