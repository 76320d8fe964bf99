/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-server.h"
#include "scm-accounts-double.h"

G_BEGIN_DECLS

/* Seconds that a request may take in a session with the demo server: not long, and for faults of which the end is
 * certain long enough for a machine that has much to do */
#define SCM_DEMO_TIMEOUT 2
#define SCM_DEMO_LONG_TIMEOUT 15

AcmeDemoServer *scm_demo_start          (AcmeDemoData     data);
void            scm_demo_add_fault      (AcmeDemoServer  *demo,
                                         AcmeDemoFault    fault);
AcmeScmConfig  *scm_demo_make_config    (AcmeDemoServer  *demo,
                                         AcmeSignIn       sign_in);
AcmeScmSession *scm_demo_make_session   (AcmeDemoServer  *demo,
                                         AcmeSignIn       sign_in);

/* These have to work */
GPtrArray      *scm_demo_list_endpoints (AcmeScmSession  *session);
GPtrArray      *scm_demo_list_accounts  (AcmeScmSession  *session);
gint64          scm_demo_count          (AcmeScmSession  *session,
                                         AcmeAccount     *account,
                                         AcmeScmCount     what);

#define SCM_FAULT_ANY_OK (-1)
#define SCM_FAULT_SOME 2

/* Each way in which the demo server can misbehave, and what becomes of a list that meets it */
typedef struct
{
  const char *name;
  AcmeDemoFault fault;
  int error;        /* an AcmeError, or SCM_FAULT_ANY_OK */
  int detail_error; /* whether the same fault in details is a problem of the rows: 0, 1, or SCM_FAULT_SOME */
} ScmFault;

extern const ScmFault scm_faults[];
extern const guint scm_n_faults;

guint           scm_fault_get_timeout   (const ScmFault  *fault);
void            scm_fault_add           (const ScmFault  *fault,
                                         AcmeDemoServer  *demo,
                                         const char      *path);

G_END_DECLS
