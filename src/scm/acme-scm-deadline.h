/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AcmeScmDeadline AcmeScmDeadline;

AcmeScmDeadline *acme_scm_deadline_new             (GCancellable    *parent,
                                                    guint            seconds);
void             acme_scm_deadline_restart         (AcmeScmDeadline *self,
                                                    guint            seconds);
void             acme_scm_deadline_free            (AcmeScmDeadline *self);
GCancellable    *acme_scm_deadline_get_cancellable (AcmeScmDeadline *self);
gboolean         acme_scm_deadline_has_passed      (AcmeScmDeadline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmDeadline, acme_scm_deadline_free)

G_END_DECLS
