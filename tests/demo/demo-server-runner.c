/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the demonstration server in the foreground, for pointing other people's clients at it:
 *   demo-server-runner [PORT [small|large]]
 * The first line on stdout is one JSON object with its URLs and sign-in values. Ends when stdin does. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "acme-demo-server.h"

int
main (int    argc,
      char **argv)
{
  AcmeDemoData data = argc > 2 && strcmp (argv[2], "large") == 0 ? ACME_DEMO_DATA_LARGE : ACME_DEMO_DATA_SMALL;
  g_autoptr(AcmeDemoServer) server = acme_demo_server_new (data);
  g_autoptr(GError) error = NULL;

  if (!acme_demo_server_start (server, argc > 1 ? (guint16) atoi (argv[1]) : 0, &error))
    {
      g_printerr ("demo-server-runner: %s\n", error->message);
      return 1;
    }

  g_print (
      "{\"url\":\"%s\",\"tokenUrl\":\"%s\",\"clientId\":\"%s\",\"clientSecret\":\"%s\",\"login\":\"%s\",\"password\":\"%s\","
      "\"customerUri\":\"%s\",\"auditUrl\":\"%s\",\"auditClientId\":\"%s\",\"auditClientSecret\":\"%s\","
      "\"limitedClientId\":\"%s\",\"limitedClientSecret\":\"%s\",\"forbiddenClientId\":\"%s\",\"forbiddenClientSecret\":\"%s\"}\n",
      acme_demo_server_get_url (server), acme_demo_server_get_token_url (server),
      acme_demo_server_get_client_id (server), acme_demo_server_get_client_secret (server),
      acme_demo_server_get_login (server), acme_demo_server_get_password (server),
      acme_demo_server_get_customer_uri (server), acme_demo_server_get_audit_url (server),
      acme_demo_server_get_audit_client_id (server), acme_demo_server_get_audit_client_secret (server),
      acme_demo_server_get_limited_client_id (server), acme_demo_server_get_limited_client_secret (server),
      acme_demo_server_get_forbidden_client_id (server), acme_demo_server_get_forbidden_client_secret (server));
  fflush (stdout);

  while (getchar () != EOF)
    ;
  return 0;
}
