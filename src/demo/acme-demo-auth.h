/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ACME_DEMO_TOKEN_PATH "/auth/realms/apiclients/protocol/openid-connect/token"
#define ACME_DEMO_LOGIN "demo-admin"
#define ACME_DEMO_PASSWORD "demo-password-of-northern"
#define ACME_DEMO_CUSTOMER_URI "northern"

typedef enum
{
  ACME_DEMO_KEY_FULL,
  ACME_DEMO_KEY_LIMITED,
  ACME_DEMO_KEY_FORBIDDEN,
  ACME_DEMO_KEY_AUDIT,
  ACME_DEMO_N_KEYS,
} AcmeDemoKey;

/* Somebody who may sign in */
typedef struct
{
  AcmeDemoKey key;
  const char *client_id;
  const char *client_secret;
  const char *login; /* who this is in the audit trail */
  const char *role;
  int scope;         /* what they see */
} AcmeDemoPrincipal;

typedef struct _AcmeDemoRequest AcmeDemoRequest;
typedef struct _AcmeDemoAuth AcmeDemoAuth;

const AcmeDemoPrincipal *acme_demo_auth_principal     (AcmeDemoKey      key);

AcmeDemoAuth            *acme_demo_auth_new           (void);
void                     acme_demo_auth_free          (AcmeDemoAuth    *auth);
void                     acme_demo_auth_answer_token  (AcmeDemoAuth    *auth,
                                                       AcmeDemoRequest *request);
gboolean                 acme_demo_auth_check         (AcmeDemoAuth    *auth,
                                                       AcmeDemoRequest *request);
void                     acme_demo_auth_expire        (AcmeDemoAuth    *auth,
                                                       AcmeDemoRequest *request);

G_END_DECLS
