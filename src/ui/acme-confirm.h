/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     acme_confirm_async  (GtkWindow           *parent,
                              const char          *heading,
                              const char          *body,
                              GtkWidget           *extra,
                              const char          *accept_label,
                              gboolean             destructive,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
gboolean acme_confirm_finish (GAsyncResult        *result,
                              GError             **error);
char    *acme_confirm_list   (GPtrArray           *names);

G_END_DECLS
