/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An ACME client that registered with an account. */

#include "config.h"

#include "acme-client.h"

#include <glib/gi18n.h>

#include "acme-time.h"
#include "acme-user-agent.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

struct _AcmeClient
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeClient, acme_client, ACME_TYPE_ITEM)

const AcmeChoice acme_client_statuses[] = {
  { "pending", N_("Pending"), ACME_CHOICE_ATTENTION },
  { "valid", N_("Valid"), ACME_CHOICE_POSITIVE },
  { ACME_CLIENT_STATUS_DEACTIVATED, N_("Deactivated"), ACME_CHOICE_NEUTRAL },
  { ACME_CLIENT_STATUS_REVOKED, N_("Revoked"), ACME_CHOICE_NEGATIVE },
  { NULL },
};

static char *
describe_client (AcmeItem *item)
{
  const char *user_agent = acme_item_get_string (item, ACME_CLIENT_USER_AGENT);
  char *name = user_agent != NULL ? acme_user_agent_recognize (user_agent) : NULL;

  return name != NULL ? name : g_strdup (user_agent);
}

static char *
describe_user_agent (AcmeItem *item)
{
  const char *user_agent = acme_item_get_string (item, ACME_CLIENT_USER_AGENT);

  return g_strcmp0 (user_agent, acme_item_get_text (item, ACME_CLIENT_CLIENT)) != 0 ? g_strdup (user_agent) : NULL;
}

static const AcmeField fields[] = {
  [ACME_CLIENT_ACCOUNT_ID] = { "accountId", N_("Client Account ID"), ACME_FIELD_TEXT,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 28 },
  /* Translators: the program that uses the account, such as “Certbot 2.1” */
  [ACME_CLIENT_CLIENT] = { "client", N_("Client"), ACME_FIELD_DERIVED,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP, 20, .describe = describe_client,
    .describe_more = describe_user_agent },
  [ACME_CLIENT_IP_ADDRESS] = { "ipAddress", N_("IP Address"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 18 },
  [ACME_CLIENT_USER_AGENT] = { "userAgent", N_("User Agent"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 30 },
  [ACME_CLIENT_STATUS] = { "status", N_("Status"), ACME_FIELD_CHOICE,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 12, acme_client_statuses },
  [ACME_CLIENT_LAST_ACTIVITY] = { "lastActivity", N_("Last Activity"), ACME_FIELD_TIME,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT | ACME_FIELD_RELATIVE, 20,
    .none = N_("No activity known") },
  [ACME_CLIENT_CONTACTS] = { "contacts", N_("Contacts"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 24 },
};

const AcmeFieldTable acme_client_fields = ACME_FIELD_TABLE (fields);

static void
acme_client_class_init (AcmeClientClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_client_fields;
}

static void
acme_client_init (AcmeClient *self)
{
}

/**
 * acme_client_new:
 * @account_id: the client's own ACME account id at the CA
 *
 * Returns: (transfer full): a client of which nothing else is known yet
 */
AcmeClient *
acme_client_new (const char *account_id)
{
  AcmeClient *self = g_object_new (ACME_TYPE_CLIENT, NULL);

  acme_item_set_string (ACME_ITEM (self), ACME_CLIENT_ACCOUNT_ID, account_id);
  return self;
}

/**
 * acme_client_is_active:
 * @self: a client
 *
 * Returns: whether it may still obtain certificates, for all that is known of its status
 */
gboolean
acme_client_is_active (AcmeClient *self)
{
  const char *status;

  g_return_val_if_fail (ACME_IS_CLIENT (self), FALSE);

  status = acme_item_get_string (ACME_ITEM (self), ACME_CLIENT_STATUS);
  return status == NULL || (g_ascii_strcasecmp (status, ACME_CLIENT_STATUS_DEACTIVATED) != 0 &&
                            g_ascii_strcasecmp (status, ACME_CLIENT_STATUS_REVOKED) != 0);
}

/**
 * acme_client_get_idle_days:
 * @self: a client
 * @now: the present time, in microseconds since 1970 UTC
 *
 * Returns: the whole days since its last activity; -1 if none is known
 */
gint64
acme_client_get_idle_days (AcmeClient *self,
                           gint64      now)
{
  gint64 last;

  g_return_val_if_fail (ACME_IS_CLIENT (self), -1);

  last = acme_item_get_number (ACME_ITEM (self), ACME_CLIENT_LAST_ACTIVITY);
  if (last == ACME_TIME_NONE)
    return -1;
  return last < now ? (now - last) / DAY : 0;
}
