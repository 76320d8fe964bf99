/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-choose-file.h"

G_BEGIN_DECLS

/* Something that a person saves, and is asked about. */
typedef struct
{
  const char *title;              /* N_(): of the dialog that asks where to */
  const char *failed;             /* N_(): the heading over what went wrong */
  void (*save) (GTask *attempt,   /* to be returned: a short sentence that says what was saved, or an error */
                GFile *file);
} AcmeSaveAs;

void  acme_save_as_async  (GtkWindow            *parent,
                           const AcmeSaveAs     *what,
                           const char           *suggested_name,
                           const AcmeFileType   *types,
                           gpointer              data,
                           GDestroyNotify        free_data,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data);
char *acme_save_as_finish (GAsyncResult         *result,
                           GError              **error);

G_END_DECLS
