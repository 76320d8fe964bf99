/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "demo-client.h"

static DemoAnswer *
post_form (DemoClient *client,
           const char *form,
           const char *type,
           const char *authorization)
{
  g_autoptr(SoupMessage) message = soup_message_new ("POST", acme_demo_server_get_token_url (client->server));
  g_autoptr(GBytes) bytes = g_bytes_new (form, strlen (form));

  soup_message_set_request_body_from_bytes (message, type, bytes);
  if (authorization != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", authorization);
  return demo_client_send (client, message);
}

static void
test_token (void)
{
  g_autoptr(DemoClient) client = demo_client_new_plain (ACME_DEMO_DATA_SMALL);
  AcmeDemoServer *server = client->server;
  g_autofree char *form = soup_form_encode ("grant_type", "client_credentials", "client_id",
                                            acme_demo_server_get_client_id (server), "client_secret",
                                            acme_demo_server_get_client_secret (server), NULL);
  g_autoptr(DemoAnswer) answer = post_form (client, form, "application/x-www-form-urlencoded", NULL);
  g_autofree char *other = NULL;
  JsonObject *object = demo_answer_object (answer);
  const char *token = json_object_get_string_member (object, "access_token");

  demo_assert_status (answer, 200);
  g_assert_cmpint (json_object_get_int_member (object, "expires_in"), ==, 300);
  g_assert_cmpstr (json_object_get_string_member (object, "token_type"), ==, "Bearer");
  g_assert_cmpuint (strlen (token), >, 40);

  /* Each has its own, and both are good */
  other = demo_client_get_token (client, acme_demo_server_get_client_id (server),
                                 acme_demo_server_get_client_secret (server));
  g_assert_cmpstr (other, !=, token);
  client->token = g_strdup (token);
  demo_assert_list (client, "/api/endpoint/v1?size=1", 1, 15);
  g_free (client->token);
  client->token = g_strdup (other);
  demo_assert_list (client, "/api/endpoint/v1?size=1", 1, 15);
}

static void
test_token_refused (void)
{
  static const struct { const char *form; const char *type; guint status; const char *error; } cases[] = {
    { "grant_type=client_credentials&client_id=x&client_secret=y", "application/x-www-form-urlencoded", 401,
      "invalid_client" },
    { "grant_type=client_credentials", "application/x-www-form-urlencoded", 401, "invalid_client" },
    { "grant_type=password&client_id=x&client_secret=y", "application/x-www-form-urlencoded", 401,
      "unauthorized_client" },
    { "client_id=x&client_secret=y", "application/x-www-form-urlencoded", 400, "invalid_request" },
    { "grant_type=%ff", "application/x-www-form-urlencoded", 400, "invalid_request" },
    { "{\"grant_type\":\"client_credentials\"}", "application/json", 400, "invalid_request" },
  };
  g_autoptr(DemoClient) client = demo_client_new_plain (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DemoAnswer) answer = post_form (client, cases[i].form, cases[i].type, NULL);

      demo_assert_status (answer, cases[i].status);
      g_assert_cmpstr (json_object_get_string_member (demo_answer_object (answer), "error"), ==, cases[i].error);
      g_assert_true (json_object_has_member (demo_answer_object (answer), "error_description"));
    }
}

/* A client's credentials may come in the form or as HTTP's user and password. */
static void
test_token_basic (void)
{
  g_autoptr(DemoClient) client = demo_client_new_plain (ACME_DEMO_DATA_SMALL);
  g_autofree char *pair = g_strdup_printf ("%s:%s", acme_demo_server_get_client_id (client->server),
                                           acme_demo_server_get_client_secret (client->server));
  g_autofree char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  g_autofree char *header = g_strconcat ("Basic ", encoded, NULL);
  g_autoptr(DemoAnswer) good = post_form (client, "grant_type=client_credentials",
                                          "application/x-www-form-urlencoded", header);

  demo_assert_status (good, 200);
}

static void
test_bearer_refused (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  static const char *const paths[] = { "/api/endpoint/v1", "/api/acme/v2/account/126", "/api/acme/v2/account/0",
                                       "/api/nothing" };

  g_free (client->token);
  client->token = NULL;
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
        {
          g_autoptr(DemoAnswer) answer = demo_client_get (client, paths[i]);

          demo_assert_status (answer, 401);
          g_assert_cmpstr (demo_answer_header (answer, "WWW-Authenticate"), ==,
                           acme_demo_server_get_token_url (client->server));
          g_assert_cmpuint (g_bytes_get_size (answer->bytes), ==, 0);
        }
      g_free (client->token);
      client->token = g_strdup ("made-up");
    }
}

static guint
call_with_headers (DemoClient *client,
                   const char *path,
                   const char *login,
                   const char *password,
                   const char *customer,
                   int        *out_code)
{
  g_autoptr(SoupMessage) message = demo_client_message (client, "GET", path, NULL);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr(DemoAnswer) answer = NULL;

  if (login != NULL)
    soup_message_headers_append (headers, "login", login);
  if (password != NULL)
    soup_message_headers_append (headers, "password", password);
  if (customer != NULL)
    soup_message_headers_append (headers, "customerUri", customer);
  answer = demo_client_send (client, message);
  *out_code = 0;
  if (answer->json != NULL && JSON_NODE_HOLDS_OBJECT (answer->json))
    *out_code = (int) json_object_get_int_member_with_default (demo_answer_object (answer), "code", 0);
  return answer->status;
}

static void
test_headers (void)
{
  g_autoptr(DemoClient) client = demo_client_new_plain (ACME_DEMO_DATA_SMALL);
  const char *login = acme_demo_server_get_login (client->server);
  const char *password = acme_demo_server_get_password (client->server);
  const char *customer = acme_demo_server_get_customer_uri (client->server);
  const char *path = "/api/endpoint/v1";
  int code;

  g_assert_cmpuint (call_with_headers (client, path, login, password, customer, &code), ==, 200);
  g_assert_cmpuint (call_with_headers (client, path, "x", password, customer, &code), ==, 401);
  g_assert_cmpint (code, ==, -16);
  g_assert_cmpuint (call_with_headers (client, path, login, "x", customer, &code), ==, 401);
  g_assert_cmpint (code, ==, -16);
  g_assert_cmpuint (call_with_headers (client, path, login, password, "x", &code), ==, 401);
  g_assert_cmpuint (call_with_headers (client, path, login, password, NULL, &code), ==, 401);
  g_assert_cmpuint (call_with_headers (client, path, login, NULL, customer, &code), ==, 401);

  /* A proxy may want a bearer token beside them */
  client->token = g_strdup ("for-a-proxy");
  g_assert_cmpuint (call_with_headers (client, path, login, password, customer, &code), ==, 200);
}

static void
start_with_tls (DemoClient *client)
{
  g_autofree char *ca_path = g_test_build_filename (G_TEST_DIST, "demo", "data", "ca.pem", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "demo", "data", "server.pem", NULL);
  g_autoptr(GTlsDatabase) ca = NULL;
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GError) error = NULL;

  ca = g_tls_file_database_new (ca_path, &error);
  g_assert_no_error (error);
  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  acme_demo_server_stop (client->server);
  acme_demo_server_set_tls (client->server, certificate, ca);
  g_assert_true (acme_demo_server_start (client->server, 0, &error));
  g_assert_no_error (error);
  soup_session_set_tls_database (client->session, ca);
}

static void
show_certificate (DemoClient *client,
                  const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "demo", "data", file, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  g_object_set_data_full (G_OBJECT (client->session), "certificate", g_steal_pointer (&certificate), g_object_unref);
}

static guint
call_private (DemoClient *client,
              const char *login)
{
  g_autoptr(SoupMessage) message = demo_client_message (client, "GET", "/private/api/endpoint/v1", NULL);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr(DemoAnswer) answer = NULL;
  GTlsCertificate *certificate = g_object_get_data (G_OBJECT (client->session), "certificate");

  if (certificate != NULL)
    soup_message_set_tls_client_certificate (message, certificate);
  soup_message_headers_append (headers, "login", login);
  soup_message_headers_append (headers, "customerUri", acme_demo_server_get_customer_uri (client->server));
  answer = demo_client_send (client, message);
  return answer->error != NULL ? 0 : answer->status;
}

static void
test_client_certificate (void)
{
  g_autoptr(DemoClient) client = demo_client_new_plain (ACME_DEMO_DATA_SMALL);
  const char *login = acme_demo_server_get_login (client->server);

  start_with_tls (client);
  g_assert_cmpuint (call_private (client, login), ==, 401);

  soup_session_abort (client->session);
  show_certificate (client, "client.pem");
  g_assert_cmpuint (call_private (client, login), ==, 200);
  g_assert_cmpuint (call_private (client, "somebody"), ==, 401);

  soup_session_abort (client->session);
  show_certificate (client, "stranger.pem");
  client->quiet = TRUE;
  g_assert_cmpuint (call_private (client, login), ==, 0);
}

/* Without TLS nobody can show a certificate, and no token or password replaces it. */
static void
test_private_without_tls (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  int code;

  demo_assert_refused (client, "GET", "/private/api/endpoint/v1", NULL, 401, -16);
  g_assert_cmpuint (call_with_headers (client, "/private/api/endpoint/v1", acme_demo_server_get_login (client->server),
                                       acme_demo_server_get_password (client->server),
                                       acme_demo_server_get_customer_uri (client->server), &code),
                    ==, 401);
  g_assert_cmpint (code, ==, -16);
}

static void
test_limited (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) organizations = NULL;
  g_autoptr(DemoAnswer) accounts = NULL;
  JsonArray *list;

  demo_client_use_key (client, acme_demo_server_get_limited_client_id (client->server),
                       acme_demo_server_get_limited_client_secret (client->server));

  organizations = demo_client_get (client, "/api/organization/v1");
  list = demo_answer_array (organizations);
  g_assert_cmpint (json_array_get_length (list), ==, 1);
  list = json_object_get_array_member (json_array_get_object_element (list, 0), "departments");
  g_assert_cmpint (json_array_get_length (list), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (list, 0), "id"), ==, 1699);

  accounts = demo_client_get (client, "/api/acme/v1/pca/account");
  list = demo_answer_array (accounts);
  g_assert_cmpint (json_array_get_length (list), >, 0);
  g_assert_cmpint (json_array_get_length (list), <, 15);
  g_assert_cmpint (demo_answer_total (accounts), ==, json_array_get_length (list));
  for (guint i = 0; i < json_array_get_length (list); i++)
    g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (list, i), "organizationId"), ==, 1699);

  demo_assert_list (client, "/api/endpoint/v1", 7, 7);
  demo_assert_refused (client, "GET", "/api/endpoint/v1/753", NULL, 400, -37);
  demo_assert_refused (client, "GET", "/api/acme/v2/account/126", NULL, 400, -37);
  demo_assert_refused (client, "GET", "/api/acme/v2/account/99999", NULL, 404, 0);
  demo_assert_refused (client, "GET", "/api/organization/v1/1697", NULL, 400, -37);
  demo_assert_refused (client, "POST", "/api/organization/v1", "{\"name\":\"x\"}", 400, -25);
  demo_assert_refused (client, "POST", "/api/acme/v2/account",
                       "{\"name\":\"x\",\"acmeServer\":\"DV ACME Server\",\"organizationId\":1697}", 400, -1021);
  demo_assert_refused (client, "POST", "/api/acme/v2/account",
                       "{\"name\":\"x\",\"acmeServer\":\"EV ACME Server\",\"organizationId\":1699}", 400, -1601);
}

static void
test_forbidden (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  static const char *const paths[] = { "/api/endpoint/v1", "/api/endpoint/v1/737", "/api/acme/v1/server",
                                       "/api/acme/v2/account", "/api/acme/v1/pca/account", "/api/ssl/v2",
                                       "/api/ssl/v2/types", "/api/domain/v1" };
  g_autoptr(DemoAnswer) organizations = NULL;

  demo_client_use_key (client, acme_demo_server_get_forbidden_client_id (client->server),
                       acme_demo_server_get_forbidden_client_secret (client->server));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    demo_assert_refused (client, "GET", paths[i], NULL, 400, -25);
  demo_assert_refused (client, "POST", "/api/report/v1/activity", "{}", 400, -25);

  organizations = demo_client_get (client, "/api/organization/v1");
  g_assert_cmpint (json_array_get_length (demo_answer_array (organizations)), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-auth/token", test_token);
  g_test_add_func ("/demo-auth/token/refused", test_token_refused);
  g_test_add_func ("/demo-auth/token/basic", test_token_basic);
  g_test_add_func ("/demo-auth/bearer/refused", test_bearer_refused);
  g_test_add_func ("/demo-auth/headers", test_headers);
  g_test_add_func ("/demo-auth/client-certificate", test_client_certificate);
  g_test_add_func ("/demo-auth/private-without-tls", test_private_without_tls);
  g_test_add_func ("/demo-auth/limited", test_limited);
  g_test_add_func ("/demo-auth/forbidden", test_forbidden);
  return g_test_run ();
}
