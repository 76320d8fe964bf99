/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* That many take the better part of an hour to create */
#define ACME_IMPORT_MAX_ROWS 100000

GPtrArray *acme_import_read             (GBytes               *bytes,
                                         const char           *endpoint,
                                         GError              **error);
GPtrArray *acme_import_read_stream      (GInputStream         *stream,
                                         const char           *endpoint,
                                         GCancellable         *cancellable,
                                         GError              **error);
void       acme_import_read_file_async  (GFile                *file,
                                         const char           *endpoint,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray *acme_import_read_file_finish (GFile                *file,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
