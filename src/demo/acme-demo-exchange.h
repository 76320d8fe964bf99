/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-request.h"

G_BEGIN_DECLS

AcmeDemoCore *acme_demo_core_new    (AcmeDemoData       data,
                                     AcmeDemoFaults    *faults,
                                     const char        *url,
                                     const char        *token_url,
                                     GMainContext      *context);
void          acme_demo_core_stop   (AcmeDemoCore      *core);
void          acme_demo_core_free   (AcmeDemoCore      *core);
void          acme_demo_core_handle (AcmeDemoCore      *core,
                                     SoupServerMessage *message);

G_END_DECLS
