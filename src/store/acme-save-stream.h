/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AcmeSaveMode:
 * @ACME_SAVE_PLAIN: others may read it, if the user's other files may be read by them
 * @ACME_SAVE_PRIVATE: it holds secrets: nobody but the user may read it at any time
 */
typedef enum
{
  ACME_SAVE_PLAIN,
  ACME_SAVE_PRIVATE,
} AcmeSaveMode;

#define ACME_TYPE_SAVE_STREAM (acme_save_stream_get_type ())

G_DECLARE_FINAL_TYPE (AcmeSaveStream, acme_save_stream, ACME, SAVE_STREAM, GOutputStream)

AcmeSaveStream *acme_save_stream_open         (GFile           *file,
                                               AcmeSaveMode     mode,
                                               GCancellable    *cancellable,
                                               GError         **error);
gboolean        acme_save_stream_commit       (AcmeSaveStream  *self,
                                               GCancellable    *cancellable,
                                               GError         **error);
void            acme_save_stream_abort        (AcmeSaveStream  *self);
gboolean        acme_save_stream_is_in_place  (AcmeSaveStream  *self);

G_END_DECLS
