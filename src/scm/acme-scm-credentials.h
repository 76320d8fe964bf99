/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-scm-config.h"

G_BEGIN_DECLS

/* What the files of a configuration hold */
typedef struct
{
  GTlsDatabase *trust;          /* (nullable) */
  GPtrArray *revocations;       /* (nullable): see acme_scm_peer_load_revocations() */
  GTlsCertificate *certificate; /* (nullable) */
} AcmeScmCredentials;

AcmeScmCredentials *acme_scm_credentials_load (AcmeScmConfig      *config,
                                               GError            **error);
gboolean            acme_scm_credentials_wants_password
                                              (const char         *file);
GTlsCertificate    *acme_scm_credentials_load_certificate
                                              (AcmeScmConfig      *config,
                                               GError            **error);
void                acme_scm_credentials_free (AcmeScmCredentials *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmCredentials, acme_scm_credentials_free)

G_END_DECLS
