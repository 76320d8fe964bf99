/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GSource *acme_scm_wake_source_new (void);
void     acme_scm_wake            (GSource  *source);
void     acme_scm_source_clear    (GSource **source);

G_END_DECLS
