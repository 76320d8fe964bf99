/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-request.h"

G_BEGIN_DECLS

gboolean acme_demo_wire_is_needed (AcmeDemoFaultKind kind);
void     acme_demo_wire_send      (AcmeDemoRequest *request);
void     acme_demo_wire_stop      (gpointer wire);

G_END_DECLS
