/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SCM as the benchmarks of accounts need it: as many accounts of one endpoint as the login says, each answer late, in a
 * process of its own, so that what it needs is not counted. */

#include "bench-scm.h"

#include <libsoup/soup.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ORGANIZATIONS 40
#define SERVER_URL "https://acme.example.test/v2/OV"

static guint latency_msec;

static gboolean
answer_cb (gpointer message)
{
  soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

static guint
get_number (GHashTable *query,
            const char *name)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return text != NULL ? strtoul (text, NULL, 10) : 0;
}

/* As long as real ones: ids of 16 bytes and keys of 64 in base64url */
static void
add_account (GString *body,
             guint    i)
{
  g_string_append_printf (body,
                          "{\"id\":%u,\"accountId\":\"qVh3w%017u\",\"macId\":\"qVh3w%017u\","
                          "\"macKey\":\"%086u\",\"acmeServer\":\"%s\",\"name\":\"web server %u of the team\","
                          "\"organizationId\":%u,\"certValidationType\":\"OV\",\"status\":\"%s\","
                          "\"ovOrderNumber\":%u,\"ovAnchorID\":\"%u\",\"validationId\":\"%u\","
                          "\"contacts\":\"pki@northern.example, ops@northern.example\"}",
                          i + 1, i * 7919u, i * 7919u, i, i % 2 == 0 ? SERVER_URL : "OV ACME Server", i,
                          1001 + i % N_ORGANIZATIONS * 2, i % 5 == 0 ? "pending" : "valid", 1000000 + i, i, i);
}

static void
add_organization (GString *body,
                  guint    i)
{
  g_string_append_printf (body, "{\"id\":%u,\"name\":\"School %u of Northern University\",\"departments\":"
                                "[{\"id\":%u,\"name\":\"Department %u\"}]}", 1000 + 2 * i, i, 1001 + 2 * i, i);
}

static void
add_server (GString *body,
            guint    i)
{
  g_string_append (body, "{\"name\":\"OV ACME Server\",\"url\":\"" SERVER_URL "\",\"certValidationType\":\"OV\"}");
}

typedef struct
{
  guint n; /* 0: as many as the login of the request says */
  void (*add) (GString *body, guint i);
} Source;

static void
handle_request (SoupServer        *server,
                SoupServerMessage *message,
                const char        *path,
                GHashTable        *query,
                gpointer           user_data)
{
  const Source *source = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  guint n = source->n > 0 ? source->n : strtoul (soup_message_headers_get_one (headers, "login"), NULL, 10);
  guint size = get_number (query, "size");
  guint position = get_number (query, "position");
  g_autofree char *total = g_strdup_printf ("%u", n);
  g_autoptr(GString) body = g_string_new ("[");

  for (guint i = position; i < MIN (n, size > 0 ? position + size : n); i++)
    {
      if (body->len > 1)
        g_string_append_c (body, ',');
      source->add (body, i);
    }
  g_string_append_c (body, ']');
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Total-Count", total);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body->str, body->len);
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, latency_msec, answer_cb, g_object_ref (message), g_object_unref);
}

static void
serve (int output)
{
  static const Source accounts = { 0, add_account };
  static const Source organizations = { N_ORGANIZATIONS, add_organization };
  static const Source servers = { 1, add_server };
  SoupServer *server = soup_server_new (NULL, NULL);
  GSList *uris;
  int port;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  soup_server_add_handler (server, "/api/acme/v2/account", handle_request, (gpointer) &accounts, NULL);
  soup_server_add_handler (server, "/api/organization/v1", handle_request, (gpointer) &organizations, NULL);
  soup_server_add_handler (server, "/api/acme/v1/server", handle_request, (gpointer) &servers, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    _exit (EXIT_FAILURE);
  uris = soup_server_get_uris (server);
  port = g_uri_get_port (uris->data);
  if (write (output, &port, sizeof port) != sizeof port)
    _exit (EXIT_FAILURE);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* Starts SCM with accounts of one endpoint, in a process of its own, each answer @latency milliseconds late. Returns
 * its port. */
int
bench_scm_start (guint  latency,
                 pid_t *out_child)
{
  int ends[2];
  int port = 0;

  g_assert_no_errno (pipe (ends));
  latency_msec = latency;
  *out_child = fork ();
  if (*out_child == 0)
    serve (ends[1]);
  if (read (ends[0], &port, sizeof port) != sizeof port)
    g_error ("The server did not start");
  close (ends[0]);
  close (ends[1]);
  return port;
}

void
bench_scm_stop (pid_t child)
{
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
}

/* (transfer full): to a tenant with that many accounts */
AcmeConnection *
bench_scm_make_connection (int   port,
                           guint n)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%d", port);
  g_autofree char *login = g_strdup_printf ("%u", n);
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (url);

  acme_scm_config_set_password (config, login, "bench", "bench");
  return acme_connection_new ("bench", "Bench", config);
}

/* (transfer full): the endpoint that all accounts belong to */
AcmeEndpoint *
bench_scm_make_endpoint (void)
{
  AcmeEndpoint *endpoint = acme_endpoint_new (738);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_PUBLIC);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "Central OV");
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, SERVER_URL);
  return endpoint;
}
