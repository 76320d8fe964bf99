/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-client.h"

G_BEGIN_DECLS

#define ACME_TYPE_STALE (acme_stale_get_type ())

G_DECLARE_FINAL_TYPE (AcmeStale, acme_stale, ACME, STALE, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_STALE_ACCOUNT,
  ACME_STALE_FINDING,
  ACME_STALE_ORGANIZATION,
  ACME_STALE_DEPARTMENT,
  ACME_STALE_CLIENT,
  ACME_STALE_IP_ADDRESS,
  ACME_STALE_STATUS,
  ACME_STALE_LAST_ACTIVITY,
  ACME_STALE_IDLE_DAYS,
  ACME_STALE_DETAIL,
  ACME_STALE_KIND,
  ACME_STALE_ACCOUNT_ID,
  ACME_STALE_CLIENT_ID,
};

/* The words of the field finding. */
#define ACME_STALE_NO_CLIENTS "no-clients"
#define ACME_STALE_IDLE_CLIENT "idle-client"

AcmeStale   *acme_stale_new_no_clients  (AcmeAccount *account);
AcmeStale   *acme_stale_new_idle_client (AcmeAccount *account,
                                         AcmeClient  *client,
                                         gint64       now);
AcmeAccount *acme_stale_get_account     (AcmeStale   *self);
AcmeClient  *acme_stale_get_client      (AcmeStale   *self);

extern const AcmeFieldTable acme_stale_fields;

G_END_DECLS
