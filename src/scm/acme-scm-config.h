/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AcmeSignIn:
 * @ACME_SIGN_IN_OAUTH: OAuth 2.0 client credentials
 * @ACME_SIGN_IN_PASSWORD: the headers login, password and customerUri
 * @ACME_SIGN_IN_CERTIFICATE: a TLS client certificate, with the headers login and customerUri, under `/private`
 */
typedef enum
{
  ACME_SIGN_IN_OAUTH,
  ACME_SIGN_IN_PASSWORD,
  ACME_SIGN_IN_CERTIFICATE,
} AcmeSignIn;

/* Where the client credentials of the vendor's own instances are exchanged for a token */
#define ACME_SCM_DEFAULT_TOKEN_URL "https://auth.sso.sectigo.com/auth/realms/apiclients/protocol/openid-connect/token"

#define ACME_SCM_DEFAULT_TIMEOUT 60 /* seconds */

#define ACME_TYPE_SCM_CONFIG (acme_scm_config_get_type ())

typedef struct _AcmeScmConfig AcmeScmConfig;

GType          acme_scm_config_get_type                 (void) G_GNUC_CONST;

AcmeScmConfig *acme_scm_config_new                      (const char    *url);
AcmeScmConfig *acme_scm_config_ref                      (AcmeScmConfig *self);
void           acme_scm_config_unref                    (AcmeScmConfig *self);

void           acme_scm_config_set_oauth                (AcmeScmConfig *self,
                                                         const char    *token_url,
                                                         const char    *client_id,
                                                         const char    *client_secret);
void           acme_scm_config_set_password             (AcmeScmConfig *self,
                                                         const char    *login,
                                                         const char    *password,
                                                         const char    *customer_uri);
void           acme_scm_config_set_certificate          (AcmeScmConfig *self,
                                                         const char    *login,
                                                         const char    *customer_uri,
                                                         const char    *certificate_file,
                                                         const char    *certificate_key_file,
                                                         const char    *certificate_password);
void           acme_scm_config_set_ca_file              (AcmeScmConfig *self,
                                                         const char    *ca_file);
void           acme_scm_config_set_timeout              (AcmeScmConfig *self,
                                                         guint          seconds);
void           acme_scm_config_set_http1                (AcmeScmConfig *self,
                                                         gboolean       http1);
gboolean       acme_scm_config_check                    (AcmeScmConfig *self,
                                                         GError       **error);
gboolean       acme_scm_config_check_url                (const char    *url,
                                                         gboolean       needs_tls,
                                                         GError       **error);
gboolean       acme_scm_config_is_token                 (const char    *certificate);
char          *acme_scm_config_redact                   (AcmeScmConfig *self,
                                                         const char    *text);

const char    *acme_scm_config_get_url                  (AcmeScmConfig *self);
AcmeSignIn     acme_scm_config_get_sign_in              (AcmeScmConfig *self);
const char    *acme_scm_config_get_token_url            (AcmeScmConfig *self);
const char    *acme_scm_config_get_client_id            (AcmeScmConfig *self);
const char    *acme_scm_config_get_client_secret        (AcmeScmConfig *self);
const char    *acme_scm_config_get_login                (AcmeScmConfig *self);
const char    *acme_scm_config_get_password             (AcmeScmConfig *self);
const char    *acme_scm_config_get_customer_uri         (AcmeScmConfig *self);
const char    *acme_scm_config_get_certificate_file     (AcmeScmConfig *self);
const char    *acme_scm_config_get_certificate_key_file (AcmeScmConfig *self);
const char    *acme_scm_config_get_certificate_password (AcmeScmConfig *self);
const char    *acme_scm_config_get_ca_file              (AcmeScmConfig *self);
guint          acme_scm_config_get_timeout              (AcmeScmConfig *self);
gboolean       acme_scm_config_get_http1                (AcmeScmConfig *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmConfig, acme_scm_config_unref)

G_END_DECLS
