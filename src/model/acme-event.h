/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_EVENT (acme_event_get_type ())

G_DECLARE_FINAL_TYPE (AcmeEvent, acme_event, ACME, EVENT, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_EVENT_ID,
  ACME_EVENT_DATE,
  ACME_EVENT_ACTION,
  ACME_EVENT_ADMIN,
  ACME_EVENT_ADMIN_NAME,
  ACME_EVENT_ACCESS_METHOD,
  ACME_EVENT_ADDRESS,
  ACME_EVENT_ORGANIZATION,
  ACME_EVENT_DESCRIPTION,
  ACME_EVENT_N_FIELDS, /* so many of them come from the wire one by one */
  ACME_EVENT_RAW = ACME_EVENT_N_FIELDS,
};

AcmeEvent *acme_event_new (const char *id);

extern const AcmeFieldTable acme_event_fields;

G_END_DECLS
