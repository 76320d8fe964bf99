/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_TEXT_COUNT (acme_text_count_get_type ())

G_DECLARE_FINAL_TYPE (AcmeTextCount, acme_text_count, ACME, TEXT_COUNT, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_TEXT_COUNT_TEXT,
  ACME_TEXT_COUNT_COUNT,
};

AcmeTextCount *acme_text_count_new (const char *text,
                                    guint       count);

extern const AcmeFieldTable acme_text_count_fields;

G_END_DECLS
