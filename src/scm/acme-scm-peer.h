/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GError    *acme_scm_peer_describe         (const GError         *error,
                                           GTlsCertificate      *certificate,
                                           GTlsCertificateFlags  certificate_errors,
                                           const char           *host);
GError    *acme_scm_peer_refuse           (GTlsProtocolVersion   version,
                                           GTlsCertificate      *certificate,
                                           GPtrArray            *revocations,
                                           const char           *host);
gboolean   acme_scm_peer_refuses_client   (const GError         *error);
GPtrArray *acme_scm_peer_load_revocations (const char           *file);

G_END_DECLS
