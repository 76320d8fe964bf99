/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An SCM tenant by the name that a person gave it, with how to sign in to it. Where it comes from (the environment, the
 * demonstration server, the connections that are saved) makes no difference to whoever uses it. */

#include "config.h"

#include "acme-connection.h"

#include <string.h>

struct _AcmeConnection
{
  GObject parent_instance;

  char *id;
  char *name;
  AcmeScmConfig *config;
  AcmeScmConfig *audit_config; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AcmeConnection, acme_connection, G_TYPE_OBJECT)

static void
acme_connection_finalize (GObject *object)
{
  AcmeConnection *self = ACME_CONNECTION (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->config, acme_scm_config_unref);
  g_clear_pointer (&self->audit_config, acme_scm_config_unref);

  G_OBJECT_CLASS (acme_connection_parent_class)->finalize (object);
}

static void
acme_connection_class_init (AcmeConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_connection_finalize;
}

static void
acme_connection_init (AcmeConnection *self)
{
}

/**
 * acme_connection_new:
 * @id: what stays the same when it is renamed; settings are kept by it
 * @name: what a person calls it
 * @config: where it is and how to sign in to it
 *
 * Returns: (transfer full): a connection
 */
AcmeConnection *
acme_connection_new (const char    *id,
                     const char    *name,
                     AcmeScmConfig *config)
{
  AcmeConnection *self;

  g_return_val_if_fail (id != NULL && id[0] != '\0', NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (config != NULL, NULL);

  self = g_object_new (ACME_TYPE_CONNECTION, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->config = acme_scm_config_ref (config);
  return self;
}

/**
 * acme_connection_new_oauth:
 * @id: what stays the same when it is renamed; %ACME_CONNECTION_DEMO_ID for the demonstration server
 * @name: what a person calls it
 * @url: the base of the API
 * @token_url: where tokens are issued
 * @client_id: the client id
 * @client_secret: the client secret
 *
 * Returns: (transfer full): a connection that signs in with OAuth 2.0 client credentials
 */
AcmeConnection *
acme_connection_new_oauth (const char *id,
                           const char *name,
                           const char *url,
                           const char *token_url,
                           const char *client_id,
                           const char *client_secret)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (url);

  acme_scm_config_set_oauth (config, token_url, client_id, client_secret);
  return acme_connection_new (id, name, config);
}

/**
 * acme_connection_get_id:
 * @self: a connection
 *
 * Returns: (transfer none): what stays the same when it is renamed
 */
const char *
acme_connection_get_id (AcmeConnection *self)
{
  g_return_val_if_fail (ACME_IS_CONNECTION (self), NULL);

  return self->id;
}

/**
 * acme_connection_get_name:
 * @self: a connection
 *
 * Returns: (transfer none): what a person calls it
 */
const char *
acme_connection_get_name (AcmeConnection *self)
{
  g_return_val_if_fail (ACME_IS_CONNECTION (self), NULL);

  return self->name;
}

/**
 * acme_connection_get_config:
 * @self: a connection
 *
 * Returns: (transfer none): where it is and how to sign in to it
 */
AcmeScmConfig *
acme_connection_get_config (AcmeConnection *self)
{
  g_return_val_if_fail (ACME_IS_CONNECTION (self), NULL);

  return self->config;
}

/**
 * acme_connection_set_audit:
 * @self: a connection for which nothing was done yet
 * @url: the base of the Audit API, a product of its own beside SCM
 * @token_url: (nullable): where tokens for it are issued; %NULL for where those of the connection are
 * @client_id: the client id of an Audit API key
 * @client_secret: its client secret
 *
 * Adds the Audit API of the same tenant. Whom it trusts and how long it waits are as they are for the rest; so those
 * have to be set before.
 */
void
acme_connection_set_audit (AcmeConnection *self,
                           const char     *url,
                           const char     *token_url,
                           const char     *client_id,
                           const char     *client_secret)
{
  g_return_if_fail (ACME_IS_CONNECTION (self));

  g_clear_pointer (&self->audit_config, acme_scm_config_unref);
  self->audit_config = acme_scm_config_new (url);
  acme_scm_config_set_oauth (self->audit_config,
                             token_url != NULL ? token_url : acme_scm_config_get_token_url (self->config), client_id,
                             client_secret);
  acme_scm_config_set_ca_file (self->audit_config, acme_scm_config_get_ca_file (self->config));
  acme_scm_config_set_timeout (self->audit_config, acme_scm_config_get_timeout (self->config));
  acme_scm_config_set_http1 (self->audit_config, acme_scm_config_get_http1 (self->config));
}

/**
 * acme_connection_get_audit_config:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): where its Audit API is and how to sign in to it, if it has one
 */
AcmeScmConfig *
acme_connection_get_audit_config (AcmeConnection *self)
{
  g_return_val_if_fail (ACME_IS_CONNECTION (self), NULL);

  return self->audit_config;
}

/**
 * acme_connection_set_timeout:
 * @self: a connection for which nothing was done yet
 * @seconds: how long one request may take, or 0 for %ACME_SCM_DEFAULT_TIMEOUT
 */
void
acme_connection_set_timeout (AcmeConnection *self,
                             guint           seconds)
{
  g_return_if_fail (ACME_IS_CONNECTION (self));

  acme_scm_config_set_timeout (self->config, seconds);
  if (self->audit_config != NULL)
    acme_scm_config_set_timeout (self->audit_config, seconds);
}

/**
 * acme_connection_is_demo:
 * @self: a connection
 *
 * Returns: whether it leads to the embedded demonstration server, so that nothing in it is real
 */
gboolean
acme_connection_is_demo (AcmeConnection *self)
{
  g_return_val_if_fail (ACME_IS_CONNECTION (self), FALSE);

  return strcmp (self->id, ACME_CONNECTION_DEMO_ID) == 0;
}

/**
 * acme_connection_dup_host:
 * @self: a connection
 *
 * Returns: (transfer full) (nullable): what a person sees of its address: the host, and the port if it says one
 */
char *
acme_connection_dup_host (AcmeConnection *self)
{
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (ACME_IS_CONNECTION (self), NULL);

  uri = g_uri_parse (acme_scm_config_get_url (self->config), G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;
  if (g_uri_get_port (uri) < 0)
    return g_strdup (g_uri_get_host (uri));
  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}
