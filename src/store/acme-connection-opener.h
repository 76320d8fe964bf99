/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-connection.h"
#include "acme-saved-connection.h"
#include "acme-secret-request.h"
#include "acme-secrets.h"

G_BEGIN_DECLS

#define ACME_TYPE_CONNECTION_OPENER (acme_connection_opener_get_type ())

G_DECLARE_FINAL_TYPE (AcmeConnectionOpener, acme_connection_opener, ACME, CONNECTION_OPENER, GObject)

AcmeConnectionOpener *acme_connection_opener_new         (AcmeSecrets           *secrets,
                                                          AcmeSecretAskFunc      ask,
                                                          gpointer               ask_data,
                                                          GDestroyNotify         ask_destroy);

void                  acme_connection_opener_open_async  (AcmeConnectionOpener  *self,
                                                          AcmeSavedConnection   *saved,
                                                          const char            *why,
                                                          GCancellable          *cancellable,
                                                          GAsyncReadyCallback    callback,
                                                          gpointer               user_data);
AcmeConnection       *acme_connection_opener_open_finish (AcmeConnectionOpener  *self,
                                                          GAsyncResult          *result,
                                                          char                 **out_notice,
                                                          GError               **error);

G_END_DECLS
