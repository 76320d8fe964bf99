/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean  acme_scm_check_tls            (GError          **error);
char     *acme_scm_describe_certificate (GTlsCertificate  *certificate);

G_END_DECLS
