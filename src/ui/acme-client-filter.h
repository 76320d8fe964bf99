/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "acme-query.h"

G_BEGIN_DECLS

#define ACME_TYPE_CLIENT_FILTER (acme_client_filter_get_type ())

G_DECLARE_FINAL_TYPE (AcmeClientFilter, acme_client_filter, ACME, CLIENT_FILTER, GtkWidget)

GtkWidget *acme_client_filter_new       (void);
void       acme_client_filter_set_query (AcmeClientFilter *self,
                                         AcmeQuery        *query);

G_END_DECLS
