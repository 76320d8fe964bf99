/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "acme-export-format.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

void  acme_export_accounts_async  (GtkWindow            *parent,
                                   AcmeScmSession       *session,
                                   GPtrArray            *shown,
                                   GPtrArray            *selected,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
char *acme_export_accounts_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
