/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean acme_scm_body_check_type (SoupMessage *message,
                                   GError     **error);
gboolean acme_scm_body_check_json (SoupMessage *message,
                                   GBytes      *body,
                                   GError     **error);
gboolean acme_scm_body_check_none (SoupMessage *message,
                                   GBytes      *body,
                                   GError     **error);

G_END_DECLS
