/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl demo-server: runs the demonstration server in the foreground, for whoever wants to point a client at it. The
 * first line that it prints says where it is and how to sign in. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-connection.h"
#include "acme-error.h"
#include "acme-json-text.h"

static gboolean
take_port (AcmeCli  *cli,
           guint16  *out_port,
           GError  **error)
{
  const char *text = acme_cli_args_get (cli->args, "port");
  guint64 port = 0;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT16, &port, NULL))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s” is no port: give a number from 0 to %d."), text,
                   G_MAXUINT16);
      return FALSE;
    }
  *out_port = port;
  return TRUE;
}

static char *
describe (AcmeDemoServer *server)
{
  g_autoptr(GString) line = g_string_new ("{");
  const struct
  {
    const char *key;
    const char *value;
  } members[] = {
    { "url", acme_demo_server_get_url (server) },
    { "tokenUrl", acme_demo_server_get_token_url (server) },
    { "clientId", acme_demo_server_get_client_id (server) },
    { "clientSecret", acme_demo_server_get_client_secret (server) },
    { "login", acme_demo_server_get_login (server) },
    { "password", acme_demo_server_get_password (server) },
    { "customerUri", acme_demo_server_get_customer_uri (server) },
    { "auditUrl", acme_demo_server_get_audit_url (server) },
    { "auditClientId", acme_demo_server_get_audit_client_id (server) },
    { "auditClientSecret", acme_demo_server_get_audit_client_secret (server) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      acme_json_append_string (line, members[i].key);
      g_string_append_c (line, ':');
      acme_json_append_string (line, members[i].value);
    }
  g_string_append (line, "}\n");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeDemoServer) server = NULL;
  g_autofree char *line = NULL;
  AcmeDemoData data;
  gboolean done;
  guint16 port;

  if (!take_port (cli, &port, error) || !acme_cli_take_demo_data (cli, &data, error))
    return FALSE;

  server = acme_demo_server_new (data);
  if (!acme_demo_server_start (server, port, error))
    return FALSE;

  line = describe (server);
  done = acme_cli_write (cli, line, error);

  /* an interrupt is how this command ends well; so is the end of the time, if one was given */
  while (done && !g_cancellable_is_cancelled (cli->cancellable))
    g_main_context_iteration (NULL, TRUE);
  acme_demo_server_stop (server);
  return done;
}

static const AcmeCliOption options[] = {
  { "port", "N", N_("Listen on this port of the loopback address; 0, unless given, for any that is free") },
  { "data", "small|large", N_("Which sample data to offer: 12 endpoints (unless given) or 100") },
  { NULL },
};

const AcmeCliCommand acme_cli_demo_server = {
  { "demo-server", NULL, 0, options },
  N_("Run the demonstration server in the foreground"),
  NULL,
  run,
};
