/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-server.h"
#include "scm-double.h"

G_BEGIN_DECLS

/* The demo server in the test's process, and what tests want of it again and again */
AcmeDemoServer *scm_demo_start          (AcmeDemoData    data);
AcmeScmSession *scm_demo_make_session   (AcmeDemoServer *demo);
void            scm_demo_add_fault      (AcmeDemoServer *demo,
                                         AcmeDemoFault   fault);
GPtrArray      *scm_demo_list_endpoints (AcmeScmSession *session);
GPtrArray      *scm_demo_list_accounts  (AcmeScmSession *session);

G_END_DECLS
