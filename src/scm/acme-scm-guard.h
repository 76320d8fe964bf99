/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-line.h"

G_BEGIN_DECLS

typedef struct _AcmeScmGuard AcmeScmGuard;

AcmeScmGuard *acme_scm_guard_new       (const AcmeScmLine *line,
                                        SoupMessage       *message,
                                        GCancellable      *cancellable);
void          acme_scm_guard_free      (AcmeScmGuard      *self);
void          acme_scm_guard_cut       (AcmeScmGuard      *self);
GError       *acme_scm_guard_describe  (AcmeScmGuard      *self,
                                        const GError      *failure);
gboolean      acme_scm_guard_has_ended (AcmeScmGuard      *self,
                                        const GError      *failure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmGuard, acme_scm_guard_free)

G_END_DECLS
