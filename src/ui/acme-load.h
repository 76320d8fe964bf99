/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the callbacks of something that is being loaded get in place of the window or widget that waits for it. */
typedef struct _AcmeLoad AcmeLoad;

AcmeLoad *acme_load_new       (gpointer      owner,
                               GCancellable *cancellable);
void      acme_load_free      (AcmeLoad     *self);
gpointer  acme_load_dup_owner (AcmeLoad     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeLoad, acme_load_free)

G_END_DECLS
