/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GError   *acme_scm_error_from_status     (guint                 status,
                                          gint64                code,
                                          const char           *description);
GError   *acme_scm_error_from_transport  (const GError         *error,
                                          GTlsCertificateFlags  certificate_errors,
                                          const char           *host);
GError   *acme_scm_error_from_redirect   (const char           *host,
                                          const char           *location);
GError   *acme_scm_error_unknown_outcome (const char           *cause);
void      acme_scm_error_read_body       (GBytes               *body,
                                          gint64               *out_code,
                                          char                **out_description);
char     *acme_scm_error_clean           (const char           *text);

gboolean  acme_scm_error_is_about_connection (const GError *error);

G_END_DECLS
