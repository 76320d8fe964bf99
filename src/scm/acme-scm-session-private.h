/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-pipe.h"
#include "acme-scm-request.h"
#include "acme-scm-session.h"
#include "acme-scm-sign-in.h"

G_BEGIN_DECLS

/* How many requests a session has in flight at most */
#define ACME_SCM_MAX_IN_FLIGHT 4

/* The one way to SCM */
void           acme_scm_session_send_async     (AcmeScmSession       *self,
                                                AcmeScmRequest       *request,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
AcmeScmReply  *acme_scm_session_send_finish    (AcmeScmSession       *self,
                                                GAsyncResult         *result,
                                                guint                *out_status,
                                                GError              **error);
const char    *acme_scm_session_send_get_cause (GAsyncResult         *result);
void           acme_scm_session_stream_async   (AcmeScmSession       *self,
                                                AcmeScmRequest       *request,
                                                AcmeScmPipe          *pipe,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
AcmeScmReply  *acme_scm_session_stream_finish  (AcmeScmSession       *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* For the above only */
void           acme_scm_session_acquire_async  (AcmeScmSession       *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       acme_scm_session_acquire_finish (AcmeScmSession       *self,
                                                GAsyncResult         *result,
                                                GError              **error);
void           acme_scm_session_release        (AcmeScmSession       *self);
AcmeScmSignIn *acme_scm_session_get_sign_in    (AcmeScmSession       *self);

G_END_DECLS
