/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-endpoint.h"
#include "acme-event-record.h"

G_BEGIN_DECLS

typedef struct _AcmeEventScope AcmeEventScope;

AcmeEventScope *acme_event_scope_new_for_endpoint (AcmeEndpoint          *endpoint,
                                                   GPtrArray             *accounts);
AcmeEventScope *acme_event_scope_new_for_account  (AcmeEndpoint          *endpoint,
                                                   AcmeAccount           *account);
AcmeEventScope *acme_event_scope_ref              (AcmeEventScope        *self);
void            acme_event_scope_unref            (AcmeEventScope        *self);

gboolean        acme_event_scope_matches          (AcmeEventScope        *self,
                                                   const AcmeEventRecord *record);
gboolean        acme_event_scope_matches_folded   (AcmeEventScope        *self,
                                                   const char            *text,
                                                   gsize                  length,
                                                   const AcmeSlice       *object,
                                                   const AcmeSlice       *object_type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeEventScope, acme_event_scope_unref)

G_END_DECLS
