/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-request.h"

G_BEGIN_DECLS

void acme_demo_profiles_write (AcmeDemoRequest *request, const char *name, const AcmeDemoProfile *profile);

G_END_DECLS
