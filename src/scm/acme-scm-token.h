/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "acme-scm-config.h"

G_BEGIN_DECLS

SoupMessage *acme_scm_token_make_message (AcmeScmConfig *config);
gboolean     acme_scm_token_read_answer  (AcmeScmConfig *config,
                                          SoupMessage   *message,
                                          GBytes        *body,
                                          char         **out_token,
                                          gint64        *out_expires_in,
                                          GError       **error);

G_END_DECLS
