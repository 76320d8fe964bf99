/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which SCM tenant a command speaks with: the embedded demonstration server, a saved connection, or the one that the
 * environment describes. Nothing is started before a command asks for it. */

#include "config.h"

#include "acme-cli-connection.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-cli-saved.h"
#include "acme-connection.h"
#include "acme-environment.h"
#include "acme-error.h"

struct _AcmeCliConnection
{
  AcmeDemoServer *demo_server; /* (nullable) */
  AcmeConnection *connection;
  AcmeScmSession *session;
  AcmeScmSession *audit_session; /* (nullable): with the Audit API, once it was asked for */
};

/**
 * acme_cli_take_demo_data:
 * @cli: the run
 * @out_data: (out): which sample data --data asks for
 * @error: return location for an %ACME_ERROR_INVALID
 *
 * Returns: whether there is such sample data
 */
gboolean
acme_cli_take_demo_data (AcmeCli       *cli,
                         AcmeDemoData  *out_data,
                         GError       **error)
{
  const char *data = acme_cli_args_get (cli->args, "data");

  *out_data = ACME_DEMO_DATA_SMALL;
  if (data == NULL || strcmp (data, "small") == 0)
    return TRUE;

  *out_data = ACME_DEMO_DATA_LARGE;
  if (strcmp (data, "large") == 0)
    return TRUE;

  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no sample data “%s”, only: %s."), data,
               "small, large");
  return FALSE;
}

static AcmeConnection *
start_demo (AcmeCli            *cli,
            AcmeCliConnection  *self,
            GError            **error)
{
  AcmeConnection *connection;
  AcmeDemoData data;

  if (!acme_cli_take_demo_data (cli, &data, error))
    return NULL;

  self->demo_server = acme_demo_server_new (data);
  if (!acme_demo_server_start (self->demo_server, 0, error))
    return NULL;

  connection = acme_connection_new_oauth (ACME_CONNECTION_DEMO_ID, _("Demo"),
                                          acme_demo_server_get_url (self->demo_server),
                                          acme_demo_server_get_token_url (self->demo_server),
                                          acme_demo_server_get_client_id (self->demo_server),
                                          acme_demo_server_get_client_secret (self->demo_server));
  acme_connection_set_audit (connection, acme_demo_server_get_audit_url (self->demo_server), NULL,
                             acme_demo_server_get_audit_client_id (self->demo_server),
                             acme_demo_server_get_audit_client_secret (self->demo_server));
  return connection;
}

static AcmeConnection *
choose_connection (AcmeCli            *cli,
                   AcmeCliConnection  *self,
                   GError            **error)
{
  const char *name = acme_cli_args_get (cli->args, "connection");
  AcmeConnection *connection;

  if (acme_cli_args_has (cli->args, "demo"))
    return start_demo (cli, self, error);

  if (name != NULL)
    return acme_cli_open_saved (cli, name, error);

  if (!acme_connection_new_from_environment (&connection, error))
    return NULL;
  return connection != NULL ? connection : acme_cli_open_default (cli, error);
}

/**
 * acme_cli_connect:
 * @cli: the run
 * @error: return location for an %ACME_ERROR_INVALID that says what to do if there is no connection
 *
 * Returns: (transfer none) (nullable): the session with the tenant that was chosen; it signs in by the first request
 */
AcmeScmSession *
acme_cli_connect (AcmeCli  *cli,
                  GError  **error)
{
  AcmeCliConnection *self;

  g_return_val_if_fail (cli != NULL, NULL);

  if (cli->connection != NULL)
    return cli->connection->session;

  self = cli->connection = g_new0 (AcmeCliConnection, 1);
  self->connection = choose_connection (cli, self, error);
  if (self->connection == NULL)
    {
      g_clear_pointer (&cli->connection, acme_cli_connection_free);
      return NULL;
    }
  if (cli->timeout > 0)
    acme_connection_set_timeout (self->connection, cli->timeout);
  self->session = acme_scm_session_new (acme_connection_get_config (self->connection));
  return self->session;
}

/**
 * acme_cli_choose_connection:
 * @cli: the run
 * @error: return location, as of acme_cli_connect()
 *
 * Returns: (transfer none) (nullable): the tenant that was chosen
 */
AcmeConnection *
acme_cli_choose_connection (AcmeCli  *cli,
                            GError  **error)
{
  return acme_cli_connect (cli, error) != NULL ? cli->connection->connection : NULL;
}

/**
 * acme_cli_connect_audit:
 * @cli: the run
 * @source: where audit events are to come from
 * @error: return location for an %ACME_ERROR_INVALID that says what to do if there is no such connection
 *
 * Returns: (transfer none) (nullable): the session with @source; it signs in by the first request
 */
AcmeScmSession *
acme_cli_connect_audit (AcmeCli             *cli,
                        AcmeScmAuditSource   source,
                        GError             **error)
{
  AcmeScmSession *session = acme_cli_connect (cli, error);
  AcmeCliConnection *self = cli->connection;
  AcmeScmConfig *config;

  if (session == NULL || source == ACME_SCM_AUDIT_ACTIVITY)
    return session;

  config = acme_connection_get_audit_config (self->connection);
  if (config == NULL)
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID,
                           _("There is no Audit API: set ACME_CONSOLE_AUDIT_URL and what to sign in with, or save "
                             "them with the connection (see “man acmectl”)."));
      return NULL;
    }
  if (self->audit_session == NULL)
    self->audit_session = acme_scm_session_new (config);
  return self->audit_session;
}

/**
 * acme_cli_connection_free:
 * @self: (transfer full): a connection
 *
 * Ends the session, and the demonstration server with its data.
 */
void
acme_cli_connection_free (AcmeCliConnection *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->session);
  g_clear_object (&self->audit_session);
  g_clear_object (&self->connection);
  if (self->demo_server != NULL)
    acme_demo_server_stop (self->demo_server);
  g_clear_object (&self->demo_server);
  g_free (self);
}
