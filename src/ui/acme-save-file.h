/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-save-stream.h"

G_BEGIN_DECLS

void     acme_save_file_async      (GFile                *file,
                                    GBytes               *bytes,
                                    AcmeSaveMode          mode,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean acme_save_file_finish     (GFile                *file,
                                    GAsyncResult         *result,
                                    GError              **error);
void     acme_save_file_show_saved (AdwToastOverlay      *overlay,
                                    GFile                *file);

G_END_DECLS
