/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-dialog.h"

G_BEGIN_DECLS

#define ACME_TYPE_IMPORT_WINDOW (acme_import_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeImportWindow, acme_import_window, ACME, IMPORT_WINDOW, AcmeDialog)

void acme_import_window_open         (AcmeImportWindow *self,
                                      GFile            *file);
void acme_import_window_save         (AcmeImportWindow *self,
                                      GFile            *file);
void acme_import_window_save_example (AcmeImportWindow *self,
                                      GFile            *file);

G_END_DECLS
