/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A kind of file that can be chosen. A list of them ends with { NULL }. */
typedef struct
{
  const char *name;    /* N_() */
  const char *pattern; /* such as "*.csv" */
} AcmeFileType;

extern const AcmeFileType acme_file_types_csv[];

void   acme_choose_file_to_open_async (GtkWindow           *parent,
                                       const char          *title,
                                       const AcmeFileType  *types,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
void   acme_choose_file_to_save_async (GtkWindow           *parent,
                                       const char          *title,
                                       const char          *suggested_name,
                                       const AcmeFileType  *types,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
GFile *acme_choose_file_finish        (GAsyncResult        *result,
                                       GError             **error);

G_END_DECLS
