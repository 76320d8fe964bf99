/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "acme-audit-log.h"
#include "acme-event-writer.h"

G_BEGIN_DECLS

void  acme_export_events_async  (GtkWindow            *parent,
                                 AcmeAuditLog         *log,
                                 GBytes               *order,
                                 AcmeEventFormat       format,
                                 const char           *name,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
char *acme_export_events_finish (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
