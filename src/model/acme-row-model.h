/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-query.h"

G_BEGIN_DECLS

#define ACME_TYPE_ROW_MODEL (acme_row_model_get_type ())

G_DECLARE_FINAL_TYPE (AcmeRowModel, acme_row_model, ACME, ROW_MODEL, GObject)

AcmeRowModel *acme_row_model_new           (GListModel   *source,
                                            AcmeQuery    *query);
guint         acme_row_model_get_n_matches (AcmeRowModel *self);
guint         acme_row_model_get_n_total   (AcmeRowModel *self);
gboolean      acme_row_model_is_busy       (AcmeRowModel *self);
gboolean      acme_row_model_find          (AcmeRowModel *self,
                                            gpointer      row,
                                            guint        *out_position);
void          acme_row_model_collapse_all  (AcmeRowModel *self,
                                            gboolean      collapsed);
void          acme_row_model_finish        (AcmeRowModel *self);

G_END_DECLS
