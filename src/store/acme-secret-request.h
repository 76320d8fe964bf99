/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-saved-connection.h"

G_BEGIN_DECLS

#define ACME_TYPE_SECRET_REQUEST (acme_secret_request_get_type ())

G_DECLARE_FINAL_TYPE (AcmeSecretRequest, acme_secret_request, ACME, SECRET_REQUEST, GObject)

/**
 * AcmeSecretAskFunc:
 * @request: (transfer none): what is wanted; to be held until it is answered
 * @user_data: what was given with the function
 *
 * Asks a person for secrets. Ends with acme_secret_request_done() or acme_secret_request_refuse(), at once or later.
 */
typedef void (*AcmeSecretAskFunc) (AcmeSecretRequest *request,
                                   gpointer           user_data);

AcmeSecretRequest   *acme_secret_request_new            (AcmeSavedConnection  *connection,
                                                         AcmeSecretKinds       wanted,
                                                         const char           *why,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean             acme_secret_request_finish         (AcmeSecretRequest    *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);

AcmeSavedConnection *acme_secret_request_get_connection (AcmeSecretRequest    *self);
AcmeSecretKinds      acme_secret_request_get_wanted     (AcmeSecretRequest    *self);
const char          *acme_secret_request_get_why        (AcmeSecretRequest    *self);
gboolean             acme_secret_request_can_keep       (AcmeSecretRequest    *self);
GCancellable        *acme_secret_request_get_cancellable
                                                        (AcmeSecretRequest    *self);

void                 acme_secret_request_answer         (AcmeSecretRequest    *self,
                                                         AcmeSecretKind        kind,
                                                         const char           *secret);
const char          *acme_secret_request_get_answer     (AcmeSecretRequest    *self,
                                                         AcmeSecretKind        kind);
void                 acme_secret_request_set_can_keep   (AcmeSecretRequest    *self,
                                                         gboolean              can_keep);
void                 acme_secret_request_set_keep       (AcmeSecretRequest    *self,
                                                         gboolean              keep);
gboolean             acme_secret_request_get_keep       (AcmeSecretRequest    *self);
void                 acme_secret_request_done           (AcmeSecretRequest    *self);
void                 acme_secret_request_refuse         (AcmeSecretRequest    *self,
                                                         const GError         *reason);

G_END_DECLS
