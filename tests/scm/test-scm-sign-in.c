/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-field.h"
#include "acme-scm-session-private.h"
#include "scm-double.h"

#define PATH "/api/thing"
#define SECRET "s3cr3t &of=the+test%"

/* A sign-in service, and an SCM that takes its latest token only */
typedef struct
{
  ScmDouble *server;
  guint status;         /* of the token's answer */
  const char *type;     /* (nullable): JSON */
  const char *body;     /* (nullable): instead of a token */
  const char *expires;  /* (nullable): instead of 300 */
  guint n_tokens;
  char *form;           /* of the latest token request */
  gboolean accept_none; /* whether SCM takes no token at all */
  guint n_accepted;
  gboolean is_staggered; /* whether each answer takes another time */
  guint n_things;
} Service;

static void
token_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Service *service = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *json = NULL;

  service->n_tokens++;
  if (service->is_staggered)
    service->server->delay = 1;
  g_free (service->form);
  service->form = g_strndup (body->data, body->length);
  soup_server_message_set_status (message, service->status, NULL);
  if (service->body == NULL)
    json = g_strdup_printf ("{\"access_token\": \"token-%u\", \"expires_in\": %s, \"token_type\": \"Bearer\"}",
                            service->n_tokens, service->expires != NULL ? service->expires : "300");
  else
    json = g_strdup (service->body);
  soup_server_message_set_response (message, service->type != NULL ? service->type : "application/json",
                                    SOUP_MEMORY_COPY, json, strlen (json));
}

static void
thing_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Service *service = user_data;
  g_autofree char *wanted = g_strdup_printf ("Bearer token-%u", service->n_tokens);

  if (service->is_staggered)
    service->server->delay = 5 + 40 * (service->n_things++ % 4);
  g_assert_null (scm_double_get_header (message, "login"));
  g_assert_null (scm_double_get_header (message, "customerUri"));
  if (service->accept_none || g_strcmp0 (scm_double_get_header (message, "Authorization"), wanted) != 0)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "WWW-Authenticate",
                                    "Bearer realm=\"x\"");
      scm_double_answer (message, 401, NULL);
      return;
    }
  service->n_accepted++;
  scm_double_answer (message, 200, "[]");
}

static void
clear_service (Service *service)
{
  g_clear_pointer (&service->server, scm_double_free);
  g_free (service->form);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Service, clear_service)

static AcmeScmSession *
start_service (Service *service)
{
  g_autoptr(AcmeScmConfig) config = NULL;
  g_autofree char *token_url = NULL;

  service->server = scm_double_new ();
  service->status = 200;
  scm_double_add (service->server, "/token", token_cb, service);
  scm_double_add (service->server, PATH, thing_cb, service);
  config = acme_scm_config_new (service->server->url);
  token_url = g_strconcat (service->server->url, "/token", NULL);
  acme_scm_config_set_oauth (config, token_url, "the client", SECRET);
  acme_scm_config_set_timeout (config, 15);
  return acme_scm_session_new (config);
}

static void
start_request (AcmeScmSession *session,
               const char     *method,
               GCancellable   *cancellable,
               ScmOutcome     *outcome)
{
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new (method, PATH);
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);

  if (!g_str_equal (method, "GET"))
    acme_scm_request_set_body (request, body);
  acme_scm_session_send_async (session, request, cancellable, scm_outcome_cb, outcome);
}

static gboolean
finish_request (AcmeScmSession  *session,
                ScmOutcome      *outcome,
                GError         **error)
{
  g_autoptr(AcmeScmReply) reply =
    acme_scm_session_send_finish (session, scm_outcome_wait (outcome), NULL, error);

  scm_outcome_clear (outcome);
  return reply != NULL;
}

static gboolean
send_request (AcmeScmSession  *session,
              const char      *method,
              GError         **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  start_request (session, method, NULL, &outcome);
  return finish_request (session, &outcome, error);
}

static void
test_token (void)
{
  g_auto(Service) service = { NULL };
  g_autoptr(AcmeScmSession) session = start_service (&service);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    g_assert_true (send_request (session, "GET", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (service.n_tokens, ==, 1);
  g_assert_cmpuint (service.n_accepted, ==, 3);
  g_assert_cmpstr (service.form, ==, "grant_type=client_credentials&client_id=the%20client&"
                                     "client_secret=s3cr3t%20%26of%3Dthe%2Btest%25");
}

static void
test_lifetime (void)
{
  static const struct { gint64 expires_in; gint64 seconds; } cases[] = {
    { 300, 240 }, { 3600, 3540 }, { 121, 61 }, { 120, 60 }, { 100, 50 }, { 60, 30 }, { 2, 1 }, { 0, 0 }, { -5, 0 },
    { ACME_NUMBER_NONE, 240 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (acme_scm_sign_in_get_lifetime (cases[i].expires_in), ==, cases[i].seconds * G_USEC_PER_SEC);
  g_assert_cmpint (acme_scm_sign_in_get_lifetime (1), ==, G_USEC_PER_SEC / 2);
  g_assert_cmpint (acme_scm_sign_in_get_lifetime (G_MAXINT64), >, 0);
}

/* Before it expires, not after */
static void
test_renewed_early (void)
{
  g_auto(Service) service = { .expires = "\"2\"" };
  g_autoptr(AcmeScmSession) session = start_service (&service);
  g_autoptr(GError) error = NULL;

  g_assert_true (send_request (session, "GET", &error));
  g_assert_true (send_request (session, "GET", &error));
  g_assert_cmpuint (service.n_tokens, ==, 1);
  scm_spin (1100);
  g_assert_true (send_request (session, "GET", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (service.n_tokens, ==, 2);
  g_assert_cmpuint (service.n_accepted, ==, 3);
  g_assert_cmpuint (scm_double_count (service.server, "GET"), ==, 3);
}

/* A token that is gone when it comes is used once */
static void
test_no_lifetime (void)
{
  g_auto(Service) service = { .expires = "0" };
  g_autoptr(AcmeScmSession) session = start_service (&service);
  g_autoptr(GError) error = NULL;

  g_assert_true (send_request (session, "GET", &error));
  g_assert_true (send_request (session, "GET", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (service.n_tokens, ==, 2);
}

/* A 401 is answered by one fresh token, and the request, even one that changes something, is sent once more */
static void
test_renewed_on_401 (void)
{
  static const char *const methods[] = { "GET", "POST", "PUT", "DELETE" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_auto(Service) service = { NULL };
      g_autoptr(AcmeScmSession) session = start_service (&service);
      g_autoptr(GError) error = NULL;

      g_assert_true (send_request (session, "GET", &error));
      service.n_tokens++; /* from now on SCM wants another one */
      g_assert_true (send_request (session, methods[i], &error));
      g_assert_no_error (error);
      g_assert_cmpuint (scm_double_count (service.server, "POST /token"), ==, 2);
      g_assert_cmpuint (service.server->requests->len, ==, 2 + 3);
      g_assert_cmpuint (service.n_accepted, ==, 2);

      service.accept_none = TRUE;
      g_assert_false (send_request (session, methods[i], &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_AUTH);
      g_assert_cmpuint (scm_double_count (service.server, "POST /token"), ==, 3);
      g_assert_cmpuint (service.server->requests->len, ==, 5 + 3);
    }
}

/* However many wait for it, and whenever they find out that the old one is over */
static void
test_one_renewal (void)
{
  g_auto(Service) service = { NULL };
  g_autoptr(AcmeScmSession) session = start_service (&service);
  ScmOutcome outcomes[12] = { { NULL } };

  service.server->delay = 20;
  service.is_staggered = TRUE;
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
        start_request (session, "GET", NULL, &outcomes[i]);
      for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
        {
          g_autoptr(GError) error = NULL;

          g_assert_true (finish_request (session, &outcomes[i], &error));
          g_assert_no_error (error);
        }
      g_assert_cmpuint (scm_double_count (service.server, "POST /token"), ==, round + 1);
      service.n_tokens++;
    }
  g_assert_cmpuint (service.n_accepted, ==, 2 * G_N_ELEMENTS (outcomes));
}

/* Who gives up waiting does not take the token away from the others, nor when all give up */
static void
test_cancelled_waiters (void)
{
  g_auto(Service) service = { NULL };
  g_autoptr(AcmeScmSession) session = start_service (&service);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(ScmOutcome) first = { NULL };
  g_auto(ScmOutcome) second = { NULL };
  g_autoptr(GError) error = NULL;

  service.server->delay = 100;
  start_request (session, "GET", cancellable, &first);
  start_request (session, "GET", NULL, &second);
  SCM_WAIT_UNTIL (scm_double_count (service.server, "POST /token") == 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (finish_request (session, &first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (second.result);
  g_clear_error (&error);
  g_assert_true (finish_request (session, &second, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (service.n_tokens, ==, 1);

  service.n_tokens++;
  g_cancellable_reset (cancellable);
  start_request (session, "GET", cancellable, &first);
  SCM_WAIT_UNTIL (scm_double_count (service.server, "POST /token") == 2);
  g_cancellable_cancel (cancellable);
  g_assert_false (finish_request (session, &first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (send_request (session, "GET", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (scm_double_count (service.server, "POST /token"), ==, 2);
}

/* A session that is gone takes the renewal with it */
static void
test_let_go (void)
{
  g_auto(Service) service = { NULL };
  AcmeScmSession *session = start_service (&service);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;

  service.server->delay = 500;
  start_request (session, "GET", cancellable, &outcome);
  SCM_WAIT_UNTIL (scm_double_count (service.server, "POST /token") == 1);
  g_cancellable_cancel (cancellable);
  g_assert_false (finish_request (session, &outcome, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_finalize_object (session);
  scm_spin (50);
}

static void
test_token_failures (void)
{
  static const struct { guint status; const char *type; const char *body; AcmeError error;
                        const char *part; } cases[] = {
    { 401, NULL, "{\"error\": \"invalid_client\", \"error_description\": \"Bad " SECRET "\"}", ACME_ERROR_AUTH,
      "did not accept the client id and secret. It says: Bad ***" },
    { 400, NULL, "{\"error\": \"unauthorized_client\"}", ACME_ERROR_AUTH, "It says: unauthorized_client" },
    { 403, "text/html", "<html>", ACME_ERROR_AUTH, "did not accept the client id and secret." },
    { 404, NULL, "{}", ACME_ERROR_AUTH, "no sign-in service at the token URL" },
    { 405, NULL, "[]", ACME_ERROR_AUTH, "no sign-in service at the token URL" },
    { 429, NULL, "{}", ACME_ERROR_RATE_LIMIT, "too many" },
    { 500, NULL, "{}", ACME_ERROR_SERVER, "500" },
    { 302, NULL, "", ACME_ERROR_BAD_REPLY, "nothing was sent" },
    { 200, "text/html", "<html>", ACME_ERROR_BAD_REPLY, "web page" },
    { 200, NULL, "", ACME_ERROR_BAD_REPLY, "empty" },
    { 200, NULL, "[]", ACME_ERROR_BAD_REPLY, "no usable token" },
    { 200, NULL, "{}", ACME_ERROR_BAD_REPLY, "no usable token" },
    { 200, NULL, "{\"access_token\": null}", ACME_ERROR_BAD_REPLY, "no usable token" },
    { 200, NULL, "{\"access_token\": 5}", ACME_ERROR_BAD_REPLY, "no usable token" },
    { 200, NULL, "{\"access_token\": \"\"}", ACME_ERROR_BAD_REPLY, "no usable token" },
    { 200, NULL, "{\"access_token\": \"a b\"}", ACME_ERROR_BAD_REPLY, "no usable token" },
    { 200, NULL, "{\"access_token\": \"a\\r\\nX-Other: b\"}", ACME_ERROR_BAD_REPLY, "no usable token" },
    { 200, NULL, "{\"access_token\": \"ä\"}", ACME_ERROR_BAD_REPLY, "no usable token" },
    { 200, NULL, "{\"access_token\": ", ACME_ERROR_BAD_REPLY, "no usable token" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Service) service = { NULL };
      g_autoptr(AcmeScmSession) session = start_service (&service);
      g_autoptr(GError) error = NULL;

      service.status = cases[i].status;
      service.type = cases[i].type;
      service.body = cases[i].body;
      g_assert_false (send_request (session, "POST", &error));
      g_assert_error (error, ACME_ERROR, (int) cases[i].error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      g_assert_null (strstr (error->message, SECRET));
      g_clear_error (&error);

      /* and the next one can succeed */
      service.status = 200;
      service.type = service.body = NULL;
      g_assert_true (send_request (session, "GET", &error));
      g_assert_no_error (error);
      g_assert_cmpuint (scm_double_count (service.server, "POST " PATH), ==, 0);
    }
}

/* Wrong types around the token do no harm */
static void
test_odd_token (void)
{
  g_auto(Service) service = { .body = "{\"access_token\": \"token-1\", \"expires_in\": {}, \"token_type\": 5}" };
  g_autoptr(AcmeScmSession) session = start_service (&service);
  g_autoptr(GError) error = NULL;

  g_assert_true (send_request (session, "GET", &error));
  g_assert_true (send_request (session, "GET", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (service.n_tokens, ==, 1);
}

static void
headers_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  g_assert_null (scm_double_get_header (message, "Authorization"));
  g_assert_cmpstr (scm_double_get_header (message, "login"), ==, "admin");
  g_assert_cmpstr (scm_double_get_header (message, "password"), ==, "p4ssw0rd-of-the-test");
  g_assert_cmpstr (scm_double_get_header (message, "customerUri"), ==, "example");
  scm_double_answer (message, GPOINTER_TO_UINT (user_data), "[]");
}

static void
test_headers (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GError) error = NULL;

  scm_double_add (server, PATH, headers_cb, GUINT_TO_POINTER (200));
  g_assert_true (send_request (session, "GET", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (server->requests->len, ==, 1);

  /* there is nothing to renew */
  soup_server_remove_handler (server->server, PATH);
  scm_double_add (server, PATH, headers_cb, GUINT_TO_POINTER (401));
  g_assert_false (send_request (session, "GET", &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_AUTH);
  g_assert_cmpuint (server->requests->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/sign-in/token", test_token);
  g_test_add_func ("/scm/sign-in/lifetime", test_lifetime);
  g_test_add_func ("/scm/sign-in/renewed-early", test_renewed_early);
  g_test_add_func ("/scm/sign-in/no-lifetime", test_no_lifetime);
  g_test_add_func ("/scm/sign-in/renewed-on-401", test_renewed_on_401);
  g_test_add_func ("/scm/sign-in/one-renewal", test_one_renewal);
  g_test_add_func ("/scm/sign-in/cancelled-waiters", test_cancelled_waiters);
  g_test_add_func ("/scm/sign-in/let-go", test_let_go);
  g_test_add_func ("/scm/sign-in/token-failures", test_token_failures);
  g_test_add_func ("/scm/sign-in/odd-token", test_odd_token);
  g_test_add_func ("/scm/sign-in/headers", test_headers);
  return g_test_run ();
}
