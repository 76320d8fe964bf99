/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-export-format.h"

G_BEGIN_DECLS

#define ACME_TYPE_EXPORT_OPTIONS (acme_export_options_get_type ())

G_DECLARE_FINAL_TYPE (AcmeExportOptions, acme_export_options, ACME, EXPORT_OPTIONS, AdwBin)

GtkWidget        *acme_export_options_new               (guint              n_shown,
                                                         guint              n_selected);
gboolean          acme_export_options_get_selected_only (AcmeExportOptions *self);
AcmeExportFormat  acme_export_options_get_format        (AcmeExportOptions *self);
gboolean          acme_export_options_get_with_keys     (AcmeExportOptions *self);

G_END_DECLS
