/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-query.h"
#include "acme-rows.h"

G_BEGIN_DECLS

#define ACME_TYPE_ROW_MODEL (acme_row_model_get_type ())

G_DECLARE_FINAL_TYPE (AcmeRowModel, acme_row_model, ACME, ROW_MODEL, GObject)

AcmeRowModel *acme_row_model_new          (GListModel   *source,
                                           AcmeQuery    *query);
void          acme_row_model_collapse_all (AcmeRowModel *self,
                                           gboolean      collapsed);
void          acme_row_model_finish       (AcmeRowModel *self);

G_END_DECLS
