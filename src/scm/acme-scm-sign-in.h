/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "acme-scm-config.h"
#include "acme-scm-exchange.h"

G_BEGIN_DECLS

#define ACME_TYPE_SCM_SIGN_IN (acme_scm_sign_in_get_type ())

G_DECLARE_FINAL_TYPE (AcmeScmSignIn, acme_scm_sign_in, ACME, SCM_SIGN_IN, GObject)

AcmeScmSignIn     *acme_scm_sign_in_new            (AcmeScmConfig        *config,
                                                    SoupSession          *soup);
void               acme_scm_sign_in_set_watch      (AcmeScmSignIn        *self,
                                                    AcmeScmWatchFunc      watch,
                                                    gpointer              watch_data);
void               acme_scm_sign_in_abort          (AcmeScmSignIn        *self);
void               acme_scm_sign_in_prepare_async  (AcmeScmSignIn        *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean           acme_scm_sign_in_prepare_finish (AcmeScmSignIn        *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
gboolean           acme_scm_sign_in_apply          (AcmeScmSignIn        *self,
                                                    SoupMessage          *message,
                                                    guint                *out_generation);
gboolean           acme_scm_sign_in_reject         (AcmeScmSignIn        *self,
                                                    guint                 generation);
const AcmeScmLine *acme_scm_sign_in_get_line       (AcmeScmSignIn        *self);
char              *acme_scm_sign_in_redact         (AcmeScmSignIn        *self,
                                                    const char           *text);

gint64             acme_scm_sign_in_get_lifetime   (gint64                expires_in);

G_END_DECLS
