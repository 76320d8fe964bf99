/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-spool.h"

G_BEGIN_DECLS

/* The id of "", which is in every pool */
#define ACME_TEXT_POOL_NONE 0

/* One thread adds; others look up the ids that they were told of, at the same time. */
typedef struct _AcmeTextPool AcmeTextPool;

AcmeTextPool *acme_text_pool_new        (AcmeSpool     *spool);
void          acme_text_pool_free       (AcmeTextPool  *self);

gboolean      acme_text_pool_add        (AcmeTextPool  *self,
                                         const char    *text,
                                         gsize          length,
                                         guint32       *out_id,
                                         GError       **error);
guint         acme_text_pool_get_n      (AcmeTextPool  *self);
const char   *acme_text_pool_get_text   (AcmeTextPool  *self,
                                         guint32        id);
const char   *acme_text_pool_get_folded (AcmeTextPool  *self,
                                         guint32        id);
guint32      *acme_text_pool_rank       (AcmeTextPool  *self,
                                         guint          n,
                                         const int     *is_cancelled);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeTextPool, acme_text_pool_free)

G_END_DECLS
