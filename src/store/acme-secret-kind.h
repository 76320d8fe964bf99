/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AcmeSecretKind:
 * @ACME_SECRET_CLIENT_SECRET: of an OAuth 2.0 client
 * @ACME_SECRET_PASSWORD: of an administrator's login
 * @ACME_SECRET_CERTIFICATE_PASSWORD: what opens the file of a client certificate
 * @ACME_SECRET_PIN: of a token that holds a client certificate
 * @ACME_SECRET_AUDIT_CLIENT_SECRET: of an Audit API key
 *
 * What a connection may need beside what is saved in a file. The numbers are positions in lists, and nothing else.
 */
typedef enum
{
  ACME_SECRET_CLIENT_SECRET,
  ACME_SECRET_PASSWORD,
  ACME_SECRET_CERTIFICATE_PASSWORD,
  ACME_SECRET_PIN,
  ACME_SECRET_AUDIT_CLIENT_SECRET,
} AcmeSecretKind;

#define ACME_SECRET_N_KINDS 5

/* Several kinds: the bits of 1 << kind. */
typedef guint AcmeSecretKinds;

/* The length of the longest secret, in bytes. */
#define ACME_SECRET_MAX_LENGTH 4096

const char *acme_secret_kind_get_word  (AcmeSecretKind   kind);
const char *acme_secret_kind_get_title (AcmeSecretKind   kind);
gboolean    acme_secret_kind_check     (AcmeSecretKind   kind,
                                        const char      *secret,
                                        GError         **error);

void        acme_secret_free           (char            *secret);

typedef char AcmeSecretText;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeSecretText, acme_secret_free)

G_END_DECLS
