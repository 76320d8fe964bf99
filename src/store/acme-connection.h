/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-scm-config.h"

G_BEGIN_DECLS

/* The id of the connection with the embedded demonstration server. */
#define ACME_CONNECTION_DEMO_ID "demo"

#define ACME_TYPE_CONNECTION (acme_connection_get_type ())

G_DECLARE_FINAL_TYPE (AcmeConnection, acme_connection, ACME, CONNECTION, GObject)

AcmeConnection *acme_connection_new        (const char     *id,
                                            const char     *name,
                                            AcmeScmConfig  *config);
AcmeConnection *acme_connection_new_oauth  (const char     *id,
                                            const char     *name,
                                            const char     *url,
                                            const char     *token_url,
                                            const char     *client_id,
                                            const char     *client_secret);

const char     *acme_connection_get_id     (AcmeConnection *self);
const char     *acme_connection_get_name   (AcmeConnection *self);
AcmeScmConfig  *acme_connection_get_config (AcmeConnection *self);
void            acme_connection_set_audit  (AcmeConnection *self,
                                            const char     *url,
                                            const char     *token_url,
                                            const char     *client_id,
                                            const char     *client_secret);
AcmeScmConfig  *acme_connection_get_audit_config
                                           (AcmeConnection *self);
void            acme_connection_set_timeout
                                           (AcmeConnection *self,
                                            guint           seconds);
char           *acme_connection_dup_host   (AcmeConnection *self);
gboolean        acme_connection_is_demo    (AcmeConnection *self);

G_END_DECLS
