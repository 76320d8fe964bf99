/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

void acme_scm_log_request (SoupMessage  *message,
                           gsize         body_size);
void acme_scm_log_reply   (SoupMessage  *message,
                           gsize         body_size,
                           gint64        began);
void acme_scm_log_failure (SoupMessage  *message,
                           const GError *error,
                           gint64        began);

G_END_DECLS
