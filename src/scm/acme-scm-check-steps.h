/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "acme-scm-connection-check.h"

G_BEGIN_DECLS

/* How far the test of a connection has come */
typedef struct
{
  AcmeScmCheckFunc func;          /* (nullable) */
  gpointer func_data;
  char *host;
  char *proxy;                    /* (nullable): the host of the one on the way */
  gboolean is_tls;
  gboolean has_audit;
  gint64 days_left;               /* of the client certificate, or ACME_NUMBER_NONE */
  gboolean has_bad_certificate;   /* for signing in: the file or token with it cannot be read */

  AcmeScmCheckStep step;          /* the one that runs */
  SoupMessage *message;           /* (nullable): the first one to SCM */
  GIOStream *stream;              /* (nullable): the latest connection with TLS */
  GTlsCertificate *certificate;   /* (nullable): to be shown */
  gboolean has_shaken_hands;
  GError *error;                  /* (nullable): of the first step that failed */
} AcmeScmCheckSteps;

void acme_scm_check_steps_init         (AcmeScmCheckSteps  *self,
                                        AcmeScmConfig      *config,
                                        AcmeScmCheckFunc    func,
                                        gpointer            func_data);
void acme_scm_check_steps_clear        (AcmeScmCheckSteps  *self);
void acme_scm_check_steps_run          (AcmeScmCheckSteps  *self,
                                        AcmeScmCheckStep    step);
void acme_scm_check_steps_end          (AcmeScmCheckSteps  *self,
                                        AcmeScmCheckState   state,
                                        const char         *sentence);
void acme_scm_check_steps_pass_before  (AcmeScmCheckSteps  *self,
                                        AcmeScmCheckStep    step);
void acme_scm_check_steps_pass_sign_in (AcmeScmCheckSteps  *self);
void acme_scm_check_steps_fail         (AcmeScmCheckSteps  *self,
                                        GError             *error);
void acme_scm_check_steps_watch        (SoupMessage        *message,
                                        GSocketClientEvent  event,
                                        GIOStream          *stream,
                                        gpointer            steps);

G_END_DECLS
