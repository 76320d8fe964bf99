/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-request.h"

G_BEGIN_DECLS

gboolean acme_demo_fault_replace (AcmeDemoRequest *request);
void     acme_demo_fault_spoil   (AcmeDemoRequest *request);

G_END_DECLS
