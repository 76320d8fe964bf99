/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_OUTCOME (acme_outcome_get_type ())

G_DECLARE_FINAL_TYPE (AcmeOutcome, acme_outcome, ACME, OUTCOME, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_OUTCOME_LINE,
  ACME_OUTCOME_NAME,
  ACME_OUTCOME_OUTCOME,
  ACME_OUTCOME_ID,
  ACME_OUTCOME_MESSAGE,
};

/* The words of the field outcome, here and in AcmeImportRow. */
#define ACME_OUTCOME_CREATED "created"
#define ACME_OUTCOME_EXISTS "exists"
#define ACME_OUTCOME_PARTIAL "partial"
#define ACME_OUTCOME_VALID "valid"
#define ACME_OUTCOME_INVALID "invalid"
#define ACME_OUTCOME_FAILED "failed"
#define ACME_OUTCOME_UNKNOWN "unknown"
#define ACME_OUTCOME_SKIPPED "skipped"
#define ACME_OUTCOME_DELETED "deleted"
#define ACME_OUTCOME_DEACTIVATED "deactivated"

AcmeOutcome  *acme_outcome_new         (gint64        line,
                                        const char   *name);
void          acme_outcome_set_result  (AcmeOutcome  *self,
                                        const char   *outcome,
                                        const char   *message);
void          acme_outcome_set_error   (AcmeOutcome  *self,
                                        const GError *error);
const GError *acme_outcome_get_error   (AcmeOutcome  *self);
void          acme_outcome_set_subject (AcmeOutcome  *self,
                                        AcmeItem     *subject);
AcmeItem     *acme_outcome_get_subject (AcmeOutcome  *self);

const char   *acme_outcome_from_error  (const GError *error);

extern const AcmeChoice acme_outcome_choices[];
extern const AcmeFieldTable acme_outcome_fields;

G_END_DECLS
