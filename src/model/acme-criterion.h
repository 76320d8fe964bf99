/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"

G_BEGIN_DECLS

/* The ways a filter compares a field with a value. */
typedef enum
{
  ACME_OPERATOR_CONTAINS,
  ACME_OPERATOR_NOT_CONTAINS,
  ACME_OPERATOR_IS,
  ACME_OPERATOR_IS_NOT,
  ACME_OPERATOR_STARTS_WITH,
  ACME_OPERATOR_ENDS_WITH,
  ACME_OPERATOR_MATCHES,
  ACME_OPERATOR_OLDER_THAN, /* of times only: by more than so many days, or not known at all */
} AcmeOperator;

#define ACME_N_OPERATORS (ACME_OPERATOR_OLDER_THAN + 1)

const char *acme_operator_get_id    (AcmeOperator     operator);
const char *acme_operator_get_title (AcmeOperator     operator);
gboolean    acme_operator_parse     (const char      *id,
                                     AcmeOperator    *out_operator);
gboolean    acme_operator_suits     (AcmeOperator     operator,
                                     const AcmeField *field);

#define ACME_TYPE_CRITERION (acme_criterion_get_type ())

typedef struct _AcmeCriterion AcmeCriterion;

GType          acme_criterion_get_type     (void) G_GNUC_CONST;

AcmeCriterion *acme_criterion_new          (const AcmeFieldTable *table,
                                            guint                 field,
                                            AcmeOperator          operator,
                                            const char           *value,
                                            GError              **error);
AcmeCriterion *acme_criterion_parse        (const AcmeFieldTable *table,
                                            const char           *field_id,
                                            const char           *operator_id,
                                            const char           *value,
                                            GError              **error);
AcmeCriterion *acme_criterion_ref          (AcmeCriterion        *self);
void           acme_criterion_unref        (AcmeCriterion        *self);

guint          acme_criterion_get_field    (const AcmeCriterion  *self);
AcmeOperator   acme_criterion_get_operator (const AcmeCriterion  *self);
const char    *acme_criterion_get_value    (const AcmeCriterion  *self);
gboolean       acme_criterion_is_active    (const AcmeCriterion  *self);
gboolean       acme_criterion_matches      (const AcmeCriterion  *self,
                                            AcmeItem             *item);
gboolean       acme_criterion_takes_folded (const AcmeCriterion  *self);
gboolean       acme_criterion_matches_folded (const AcmeCriterion  *self,
                                              const char           *folded);
char          *acme_criterion_describe     (const AcmeCriterion  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeCriterion, acme_criterion_unref)

G_END_DECLS
