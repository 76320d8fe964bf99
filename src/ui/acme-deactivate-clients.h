/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "acme-scm-session.h"

G_BEGIN_DECLS

void       acme_deactivate_clients_async  (GtkWindow            *parent,
                                           AcmeScmSession       *session,
                                           GPtrArray            *accounts,
                                           GPtrArray            *clients,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray *acme_deactivate_clients_finish (GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
