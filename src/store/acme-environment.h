/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-connection.h"

G_BEGIN_DECLS

gboolean acme_connection_new_from_environment (AcmeConnection **out_connection,
                                               GError         **error);

G_END_DECLS
