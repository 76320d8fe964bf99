/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-criterion.h"
#include "acme-rows.h"

G_BEGIN_DECLS

#define ACME_TYPE_CRITERION_ROW (acme_criterion_row_get_type ())

G_DECLARE_FINAL_TYPE (AcmeCriterionRow, acme_criterion_row, ACME, CRITERION_ROW, AdwBin)

GtkWidget     *acme_criterion_row_new           (const AcmeFieldTable *table,
                                                 AcmeCriterion        *criterion,
                                                 AcmeRows             *rows);
AcmeCriterion *acme_criterion_row_get_criterion (AcmeCriterionRow     *self);
void           acme_criterion_row_set_compact   (AcmeCriterionRow     *self,
                                                 gboolean              compact);
void           acme_criterion_row_align         (AcmeCriterionRow     *self,
                                                 GtkSizeGroup         *fields,
                                                 GtkSizeGroup         *operators);
void           acme_criterion_row_focus_value   (AcmeCriterionRow     *self);

G_END_DECLS
