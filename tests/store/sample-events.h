/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-log.h"

G_BEGIN_DECLS

void        sample_own_cache   (void);
void        sample_drop_cache  (void);

const char *sample_pick_text  (GRand        *rand);
void        sample_add_events (AcmeAuditLog *log,
                               GPtrArray    *events,
                               GRand        *rand,
                               guint         n,
                               gboolean      with_odd_ids);

G_END_DECLS
