/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-faults.h"

G_BEGIN_DECLS

AcmeDemoFaults *acme_demo_server_get_faults (AcmeDemoServer *self);

G_END_DECLS
