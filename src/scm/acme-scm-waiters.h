/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AcmeScmWaiters AcmeScmWaiters;

AcmeScmWaiters *acme_scm_waiters_new      (void);
void            acme_scm_waiters_free     (AcmeScmWaiters *self);
void            acme_scm_waiters_add      (AcmeScmWaiters *self,
                                           GTask          *task);
GTask          *acme_scm_waiters_pop      (AcmeScmWaiters *self);
gboolean        acme_scm_waiters_is_empty (AcmeScmWaiters *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmWaiters, acme_scm_waiters_free)

G_END_DECLS
