/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-scm-config.h"

G_BEGIN_DECLS

/**
 * AcmeScmCheckStep:
 * @ACME_SCM_CHECK_NAME: the name of the host is found
 * @ACME_SCM_CHECK_CONNECTION: it takes the connection
 * @ACME_SCM_CHECK_TRUST: its certificate is trusted
 * @ACME_SCM_CHECK_SIGN_IN: the sign-in is accepted
 * @ACME_SCM_CHECK_ENDPOINTS: ACME endpoints may be read
 * @ACME_SCM_CHECK_ACCOUNTS: ACME accounts may be read
 * @ACME_SCM_CHECK_AUDIT: the Audit API answers; only where one is configured
 * @ACME_SCM_N_CHECK_STEPS: how many there are
 *
 * What is tried of a connection, in this order.
 */
typedef enum
{
  ACME_SCM_CHECK_NAME,
  ACME_SCM_CHECK_CONNECTION,
  ACME_SCM_CHECK_TRUST,
  ACME_SCM_CHECK_SIGN_IN,
  ACME_SCM_CHECK_ENDPOINTS,
  ACME_SCM_CHECK_ACCOUNTS,
  ACME_SCM_CHECK_AUDIT,
  ACME_SCM_N_CHECK_STEPS,
} AcmeScmCheckStep;

/**
 * AcmeScmCheckState:
 * @ACME_SCM_CHECK_RUNNING: it is being tried
 * @ACME_SCM_CHECK_PASSED: it works
 * @ACME_SCM_CHECK_WARNED: it works, but there is something to know
 * @ACME_SCM_CHECK_FAILED: it does not work
 * @ACME_SCM_CHECK_LEFT_OUT: it was not tried, because it makes no sense here or an earlier step failed
 */
typedef enum
{
  ACME_SCM_CHECK_RUNNING,
  ACME_SCM_CHECK_PASSED,
  ACME_SCM_CHECK_WARNED,
  ACME_SCM_CHECK_FAILED,
  ACME_SCM_CHECK_LEFT_OUT,
} AcmeScmCheckState;

/**
 * AcmeScmCheckFunc:
 * @step: a step
 * @state: what became of it
 * @sentence: (nullable): what a person should read about that, without secrets; %NULL while it runs
 * @user_data: what was given with the function
 *
 * Called in the caller's main context, for the first time before acme_scm_check_connection_async() returns, and never
 * after the operation's callback. Steps come in their order; each has one state in the end, before which it may have
 * been running. Without an Audit API nothing is told about %ACME_SCM_CHECK_AUDIT.
 */
typedef void (*AcmeScmCheckFunc) (AcmeScmCheckStep   step,
                                  AcmeScmCheckState  state,
                                  const char        *sentence,
                                  gpointer           user_data);

const char *acme_scm_check_step_get_id       (AcmeScmCheckStep      step);
const char *acme_scm_check_step_get_title    (AcmeScmCheckStep      step);
const char *acme_scm_check_state_get_id      (AcmeScmCheckState     state);

void        acme_scm_check_connection_async  (AcmeScmConfig        *config,
                                              AcmeScmConfig        *audit_config,
                                              AcmeScmCheckFunc      func,
                                              gpointer              func_data,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean    acme_scm_check_connection_finish (GAsyncResult         *result,
                                              GTlsCertificate     **out_certificate,
                                              GError              **error);

G_END_DECLS
