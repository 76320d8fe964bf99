/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_CLIENT (acme_client_get_type ())

G_DECLARE_FINAL_TYPE (AcmeClient, acme_client, ACME, CLIENT, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_CLIENT_ACCOUNT_ID,
  ACME_CLIENT_CLIENT,
  ACME_CLIENT_IP_ADDRESS,
  ACME_CLIENT_USER_AGENT,
  ACME_CLIENT_STATUS,
  ACME_CLIENT_LAST_ACTIVITY,
  ACME_CLIENT_CONTACTS,
};

AcmeClient *acme_client_new           (const char *account_id);
gboolean    acme_client_is_active     (AcmeClient *self);
gint64      acme_client_get_idle_days (AcmeClient *self,
                                       gint64      now);

/* Some of the words of its status. */
#define ACME_CLIENT_STATUS_DEACTIVATED "deactivated"
#define ACME_CLIENT_STATUS_REVOKED "revoked"

extern const AcmeChoice acme_client_statuses[];
extern const AcmeFieldTable acme_client_fields;

G_END_DECLS
