/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 acme_demo_hash        (guint64     index,
                               guint       salt);
guint   acme_demo_pick        (guint64     index,
                               guint       salt,
                               guint       n);
char   *acme_demo_key         (const char *purpose,
                               guint64     index,
                               guint       n_bytes,
                               gboolean    padded);
char   *acme_demo_hex         (const char *purpose,
                               guint64     index,
                               guint       n_bytes);
char   *acme_demo_uuid        (const char *purpose,
                               guint64     index);
char   *acme_demo_base64url   (const guchar *bytes,
                               gsize         length,
                               gboolean      padded);

G_END_DECLS
