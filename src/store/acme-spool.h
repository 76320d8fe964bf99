/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The longest piece that fits */
#define ACME_SPOOL_MAX_PIECE ((gsize) 32 * 1024 * 1024)

/* One thread appends; others read what they were told of, at the same time. */
typedef struct _AcmeSpool AcmeSpool;

AcmeSpool *acme_spool_new      (void);
void       acme_spool_free     (AcmeSpool   *self);

char      *acme_spool_reserve  (AcmeSpool   *self,
                                gsize        length,
                                GError     **error);
guint64    acme_spool_take     (AcmeSpool   *self,
                                gsize        length);
gboolean   acme_spool_append   (AcmeSpool   *self,
                                const char  *bytes,
                                gsize        length,
                                guint64     *out_offset,
                                GError     **error);
guint64    acme_spool_get_size (AcmeSpool   *self);
const char *acme_spool_get     (AcmeSpool   *self,
                                guint64      offset);
void       acme_spool_relax    (AcmeSpool   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeSpool, acme_spool_free)

G_END_DECLS
