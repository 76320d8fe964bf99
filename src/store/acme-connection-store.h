/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-saved-connection.h"

G_BEGIN_DECLS

#define ACME_TYPE_CONNECTION_STORE (acme_connection_store_get_type ())

/* A GListModel of AcmeSavedConnection, by their names. */
G_DECLARE_FINAL_TYPE (AcmeConnectionStore, acme_connection_store, ACME, CONNECTION_STORE, GObject)

AcmeConnectionStore *acme_connection_store_new                (GFile                *file);

void                 acme_connection_store_load_async         (AcmeConnectionStore  *self,
                                                               GCancellable         *cancellable,
                                                               GAsyncReadyCallback   callback,
                                                               gpointer              user_data);
gboolean             acme_connection_store_load_finish        (AcmeConnectionStore  *self,
                                                               GAsyncResult         *result,
                                                               GError              **error);
const char          *acme_connection_store_get_notice         (AcmeConnectionStore  *self);

AcmeSavedConnection *acme_connection_store_lookup             (AcmeConnectionStore  *self,
                                                               const char           *id);
AcmeSavedConnection *acme_connection_store_find               (AcmeConnectionStore  *self,
                                                               const char           *name);
AcmeSavedConnection *acme_connection_store_get_default        (AcmeConnectionStore  *self);

void                 acme_connection_store_save_async         (AcmeConnectionStore  *self,
                                                               AcmeSavedConnection  *connection,
                                                               GCancellable         *cancellable,
                                                               GAsyncReadyCallback   callback,
                                                               gpointer              user_data);
gboolean             acme_connection_store_save_finish        (AcmeConnectionStore  *self,
                                                               GAsyncResult         *result,
                                                               GError              **error);
void                 acme_connection_store_remove_async       (AcmeConnectionStore  *self,
                                                               const char           *id,
                                                               GCancellable         *cancellable,
                                                               GAsyncReadyCallback   callback,
                                                               gpointer              user_data);
gboolean             acme_connection_store_remove_finish      (AcmeConnectionStore  *self,
                                                               GAsyncResult         *result,
                                                               GError              **error);
void                 acme_connection_store_set_default_async  (AcmeConnectionStore  *self,
                                                               const char           *id,
                                                               GCancellable         *cancellable,
                                                               GAsyncReadyCallback   callback,
                                                               gpointer              user_data);
gboolean             acme_connection_store_set_default_finish (AcmeConnectionStore  *self,
                                                               GAsyncResult         *result,
                                                               GError              **error);

G_END_DECLS
