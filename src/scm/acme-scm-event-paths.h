/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-event.h"
#include "acme-scm-audit-source.h"

G_BEGIN_DECLS

/* What the paths lead to: a field of an event, by ACME_EVENT_…, or one of these */
enum
{
  ACME_SCM_EVENT_OBJECT = ACME_EVENT_N_FIELDS,
  ACME_SCM_EVENT_OBJECT_TYPE,
  ACME_SCM_EVENT_N_PARTS,
};

typedef struct _AcmeScmEventPaths AcmeScmEventPaths;

/* Places in a record, for acme_scm_event_paths_step() */
#define ACME_SCM_EVENT_NOWHERE 0
#define ACME_SCM_EVENT_RECORD 1

AcmeScmEventPaths *acme_scm_event_paths_new       (AcmeScmAuditSource  source);
void               acme_scm_event_paths_free      (AcmeScmEventPaths  *self);
guint              acme_scm_event_paths_step      (AcmeScmEventPaths  *self,
                                                   guint               place,
                                                   const char         *name,
                                                   gsize               length);
guint64            acme_scm_event_paths_get_place (AcmeScmEventPaths  *self,
                                                   guint               place);
guint64            acme_scm_event_paths_get_below (AcmeScmEventPaths  *self,
                                                   guint               place);
guint64            acme_scm_event_paths_get_part  (AcmeScmEventPaths  *self,
                                                   guint               part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmEventPaths, acme_scm_event_paths_free)

G_END_DECLS
