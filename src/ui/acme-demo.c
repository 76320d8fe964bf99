/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The demonstration server inside this process, together with the connection to it. It lives as long as this object:
 * the application keeps one until it exits, so that every window sees the same sample data. */

#include "config.h"

#include "acme-demo.h"

#include <glib/gi18n.h>

struct _AcmeDemo
{
  GObject parent_instance;

  AcmeDemoServer *server;
  AcmeConnection *connection;
};

G_DEFINE_FINAL_TYPE (AcmeDemo, acme_demo, G_TYPE_OBJECT)

static void
acme_demo_dispose (GObject *object)
{
  AcmeDemo *self = ACME_DEMO (object);

  g_clear_object (&self->connection);
  if (self->server != NULL)
    acme_demo_server_stop (self->server);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (acme_demo_parent_class)->dispose (object);
}

static void
acme_demo_class_init (AcmeDemoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acme_demo_dispose;
}

static void
acme_demo_init (AcmeDemo *self)
{
}

/**
 * acme_demo_new:
 * @data: which sample data
 * @error: return location for an error, if no server can be started here
 *
 * Starts a demonstration server on a free port of the loopback interface. It ends with the object.
 *
 * Returns: (transfer full) (nullable): the server and the connection to it
 */
AcmeDemo *
acme_demo_new (AcmeDemoData   data,
               GError       **error)
{
  g_autoptr(AcmeDemo) self = g_object_new (ACME_TYPE_DEMO, NULL);

  self->server = acme_demo_server_new (data);
  if (!acme_demo_server_start (self->server, 0, error))
    return NULL;

  self->connection = acme_connection_new_oauth (ACME_CONNECTION_DEMO_ID, _("Demo"),
                                                acme_demo_server_get_url (self->server),
                                                acme_demo_server_get_token_url (self->server),
                                                acme_demo_server_get_client_id (self->server),
                                                acme_demo_server_get_client_secret (self->server));
  acme_connection_set_audit (self->connection, acme_demo_server_get_audit_url (self->server), NULL,
                             acme_demo_server_get_audit_client_id (self->server),
                             acme_demo_server_get_audit_client_secret (self->server));
  return g_steal_pointer (&self);
}

/**
 * acme_demo_get_connection:
 * @self: a demo
 *
 * Returns: (transfer none): the connection to its server
 */
AcmeConnection *
acme_demo_get_connection (AcmeDemo *self)
{
  g_return_val_if_fail (ACME_IS_DEMO (self), NULL);

  return self->connection;
}

/**
 * acme_demo_get_server:
 * @self: a demo
 *
 * Returns: (transfer none): its server
 */
AcmeDemoServer *
acme_demo_get_server (AcmeDemo *self)
{
  g_return_val_if_fail (ACME_IS_DEMO (self), NULL);

  return self->server;
}
