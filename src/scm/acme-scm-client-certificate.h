/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-scm-config.h"

G_BEGIN_DECLS

/* A client certificate with so many days left is told about */
#define ACME_SCM_EXPIRES_SOON 30

gint64    acme_scm_get_days_left                  (GTlsCertificate      *certificate);
char     *acme_scm_describe_days_left             (gint64                days);

void      acme_scm_load_client_certificate_async  (AcmeScmConfig        *config,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GTlsCertificate *
          acme_scm_load_client_certificate_finish (GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
