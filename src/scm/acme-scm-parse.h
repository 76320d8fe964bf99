/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *acme_scm_parse        (GBytes               *bytes,
                                 GError              **error);
void      acme_scm_parse_async  (GBytes               *bytes,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
JsonNode *acme_scm_parse_finish (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
