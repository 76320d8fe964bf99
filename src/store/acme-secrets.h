/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-secret-kind.h"

G_BEGIN_DECLS

/* How long the keyring may take. Somebody may have to type its password meanwhile. */
#define ACME_SECRETS_TIMEOUT 120 /* seconds */

#define ACME_TYPE_SECRETS (acme_secrets_get_type ())

G_DECLARE_FINAL_TYPE (AcmeSecrets, acme_secrets, ACME, SECRETS, GObject)

AcmeSecrets *acme_secrets_new           (void);
void         acme_secrets_set_timeout   (AcmeSecrets          *self,
                                         guint                 milliseconds);

void         acme_secrets_lookup_async  (AcmeSecrets          *self,
                                         const char           *connection_id,
                                         AcmeSecretKind        kind,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
char        *acme_secrets_lookup_finish (AcmeSecrets          *self,
                                         GAsyncResult         *result,
                                         GError              **error);

void         acme_secrets_store_async   (AcmeSecrets          *self,
                                         const char           *connection_id,
                                         const char           *connection_name,
                                         AcmeSecretKind        kind,
                                         const char           *secret,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean     acme_secrets_store_finish  (AcmeSecrets          *self,
                                         GAsyncResult         *result,
                                         GError              **error);

void         acme_secrets_clear_async   (AcmeSecrets          *self,
                                         const char           *connection_id,
                                         AcmeSecretKinds       kinds,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean     acme_secrets_clear_finish  (AcmeSecrets          *self,
                                         GAsyncResult         *result,
                                         GError              **error);

void         acme_secrets_remember      (AcmeSecrets          *self,
                                         const char           *connection_id,
                                         AcmeSecretKind        kind,
                                         const char           *secret);
void         acme_secrets_forget        (AcmeSecrets          *self,
                                         const char           *connection_id);

/* For acme_secrets_clear_async(): all that a connection has. */
#define ACME_SECRET_ALL_KINDS ((AcmeSecretKinds) ((1 << ACME_SECRET_N_KINDS) - 1))

G_END_DECLS
