/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AcmeSaveFileMode:
 * @ACME_SAVE_FILE_PLAIN: others may read it, if the user's other files may be read by them
 * @ACME_SAVE_FILE_PRIVATE: it holds secrets: nobody but the user may read it at any time
 */
typedef enum
{
  ACME_SAVE_FILE_PLAIN,
  ACME_SAVE_FILE_PRIVATE,
} AcmeSaveFileMode;

void     acme_save_file_async      (GFile                *file,
                                    GBytes               *bytes,
                                    AcmeSaveFileMode      mode,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean acme_save_file_finish     (GFile                *file,
                                    GAsyncResult         *result,
                                    GError              **error);
void     acme_save_file_show_saved (AdwToastOverlay      *overlay,
                                    GFile                *file);

G_END_DECLS
