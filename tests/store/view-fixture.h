/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-view.h"

G_BEGIN_DECLS

/* A view over a log, and beside it all that the log has as objects, to be asked the slow way. */
typedef struct
{
  AcmeAuditLog *log;
  GPtrArray *events; /* AcmeEvent */
  AcmeQuery *query;
  AcmeAuditView *view;
  gint64 from;
  gint64 to;
  AcmeEventScope *scope; /* (nullable) */
  AcmeScmEventReader *reader;
  gboolean with_odd_ids;
} Fixture;

void     view_set_up    (Fixture       *fixture,
                         gconstpointer  data);
void     view_tear_down (Fixture       *fixture,
                         gconstpointer  data);
gboolean view_shows     (Fixture       *fixture,
                         guint          index);

G_END_DECLS
