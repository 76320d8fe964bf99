/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-item.h"
#include "acme-secret-kind.h"

G_BEGIN_DECLS

/* The fields of a saved connection, as indices of acme_saved_connection_fields. None of them is a secret. */
enum
{
  ACME_SAVED_CONNECTION_ID,              /* never changes */
  ACME_SAVED_CONNECTION_NAME,
  ACME_SAVED_CONNECTION_DEFAULT,         /* boolean: as the store says */
  ACME_SAVED_CONNECTION_KIND,            /* one of the words below */
  ACME_SAVED_CONNECTION_URL,
  ACME_SAVED_CONNECTION_TOKEN_URL,       /* none for that of the vendor's own instances */
  ACME_SAVED_CONNECTION_CLIENT_ID,
  ACME_SAVED_CONNECTION_LOGIN,
  ACME_SAVED_CONNECTION_CUSTOMER_URI,
  ACME_SAVED_CONNECTION_CERTIFICATE,     /* a file, PKCS#12 or PEM, or a pkcs11: URI */
  ACME_SAVED_CONNECTION_CERTIFICATE_KEY, /* a PEM file or pkcs11: URI, if it is not there too */
  ACME_SAVED_CONNECTION_CA_FILE,
  ACME_SAVED_CONNECTION_AUDIT_URL,
  ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID,
  ACME_SAVED_CONNECTION_TIMEOUT,         /* a number of seconds, or none for the usual */
  ACME_SAVED_CONNECTION_HTTP1,           /* boolean: only HTTP/1.1 is spoken */
  ACME_SAVED_CONNECTION_REVISION,        /* how often it was saved: who saves an old one would undo a change unseen */
  ACME_SAVED_CONNECTION_N_FIELDS
};

#define ACME_SAVED_CONNECTION_KIND_OAUTH "oauth"
#define ACME_SAVED_CONNECTION_KIND_PASSWORD "password"
#define ACME_SAVED_CONNECTION_KIND_CERTIFICATE "certificate"

/* The length of the longest name or other value, in characters. */
#define ACME_SAVED_CONNECTION_MAX_LENGTH 256

#define ACME_TYPE_SAVED_CONNECTION (acme_saved_connection_get_type ())

G_DECLARE_FINAL_TYPE (AcmeSavedConnection, acme_saved_connection, ACME, SAVED_CONNECTION, AcmeItem)

extern const AcmeFieldTable acme_saved_connection_fields;

AcmeSavedConnection *acme_saved_connection_new              (const char           *name,
                                                             const char           *kind);
AcmeSavedConnection *acme_saved_connection_new_with_id      (const char           *id);
AcmeSavedConnection *acme_saved_connection_copy             (AcmeSavedConnection  *self);
AcmeSavedConnection *acme_saved_connection_duplicate        (AcmeSavedConnection  *self,
                                                             const char           *name);

const char          *acme_saved_connection_get_id           (AcmeSavedConnection  *self);
const char          *acme_saved_connection_get_name         (AcmeSavedConnection  *self);
const char          *acme_saved_connection_get              (AcmeSavedConnection  *self,
                                                             guint                 field);
void                 acme_saved_connection_set              (AcmeSavedConnection  *self,
                                                             guint                 field,
                                                             const char           *text);
gboolean             acme_saved_connection_get_flag         (AcmeSavedConnection  *self,
                                                             guint                 field);
void                 acme_saved_connection_set_flag         (AcmeSavedConnection  *self,
                                                             guint                 field,
                                                             gboolean              value);

gboolean             acme_saved_connection_uses             (AcmeSavedConnection  *self,
                                                             guint                 field);
char                *acme_saved_connection_find_problem     (AcmeSavedConnection  *self,
                                                             guint                 field);
gboolean             acme_saved_connection_check            (AcmeSavedConnection  *self,
                                                             GError              **error);
AcmeSecretKinds      acme_saved_connection_get_secret_kinds (AcmeSavedConnection  *self);

G_END_DECLS
