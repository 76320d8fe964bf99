/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_PROFILE (acme_profile_get_type ())

G_DECLARE_FINAL_TYPE (AcmeProfile, acme_profile, ACME, PROFILE, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_PROFILE_ID,
  ACME_PROFILE_NAME,
  ACME_PROFILE_DESCRIPTION,
};

AcmeProfile *acme_profile_new (gint64 id);

extern const AcmeFieldTable acme_profile_fields;

G_END_DECLS
