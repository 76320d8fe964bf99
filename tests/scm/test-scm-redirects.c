/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A redirect is refused, wherever it points to: libsoup would carry the sign-in headers along. The other side is a
 * server that counts connections, so that there is not even one over which something could have come. */

#include <string.h>

#include "acme-scm-session-private.h"
#include "scm-certificates.h"
#include "scm-double.h"
#include "scm-raw-double.h"

#define PATH "/api/thing"
#define TOKEN_PATH "/token"
#define SECRET "s3cret-of-the-test"

static const guint statuses[] = { 301, 302, 303, 307, 308 };
static const char *const methods[] = { "GET", "POST", "PUT", "DELETE" };

typedef struct
{
  const char *name;
  gboolean is_tls;   /* the server that redirects */
  const char *target; /* with %s for the port of the other side; (nullable): the same server */
} Target;

static const Target targets[] = {
  { "other-host", FALSE, "http://localhost:%s" PATH },
  { "other-port", FALSE, "http://127.0.0.1:%s" PATH },
  { "https-to-http", TRUE, "http://127.0.0.1:%s" PATH },
  { "https-to-other-host", TRUE, "https://localhost:%s" PATH },
  { "https-to-other-port", TRUE, "https://127.0.0.1:%s" PATH },
  { "without-scheme", FALSE, "//127.0.0.1:%s" PATH },
  { "same-host", FALSE, NULL },
  { "same-host-tls", TRUE, NULL },
};

typedef struct
{
  ScmCertificates *certificates;
  ScmDouble *server;
  ScmRawDouble *other;
  char *location;
  guint status;
} Fixture;

static void
redirect_cb (SoupServer        *server,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  Fixture *fixture = user_data;

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", fixture->location);
  scm_double_answer (message, fixture->status, "{}");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const Target *target = data;
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_auto(GStrv) parts = NULL;

  fixture->certificates = scm_certificates_new ();
  if (target->is_tls)
    certificate = scm_certificates_make_server (fixture->certificates, SCM_CERTIFICATE_GOOD);
  fixture->server = scm_double_new_tls (certificate, NULL);
  fixture->other = scm_raw_double_new ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", -1);
  if (target->target == NULL)
    fixture->location = g_strdup ("/api/elsewhere");
  else
    {
      parts = g_strsplit (target->target, "%s", 2);
      fixture->location = g_strconcat (parts[0], strrchr (fixture->other->url, ':') + 1, parts[1], NULL);
    }
  scm_double_add_json (fixture->server, "/api/elsewhere", "[]");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->server, scm_double_free);
  g_clear_pointer (&fixture->other, scm_raw_double_free);
  g_clear_pointer (&fixture->certificates, scm_certificates_free);
  g_clear_pointer (&fixture->location, g_free);
}

static void
assert_refused (AcmeScmConfig *config,
                const char    *method)
{
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (config);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new (method, PATH);
  g_autoptr(GBytes) body = g_bytes_new_static ("{\"name\": \"" SECRET "\"}", strlen ("{\"name\": \"" SECRET "\"}"));
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  if (strcmp (method, "GET") != 0 && strcmp (method, "DELETE") != 0)
    acme_scm_request_set_body (request, body);
  acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
  reply = acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, &error);
  g_assert_null (reply);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_nonnull (strstr (error->message, "nothing was sent"));
  g_assert_null (strstr (error->message, SECRET));
}

static void
assert_untouched (Fixture *fixture)
{
  g_assert_cmpint (g_atomic_int_get (&fixture->other->n_connections), ==, 0);
  g_assert_cmpint (g_atomic_int_get (&fixture->other->n_requests), ==, 0);
  g_assert_cmpuint (scm_double_count (fixture->server, "GET /api/elsewhere"), ==, 0);
  g_assert_cmpuint (scm_double_count (fixture->server, "POST /api/elsewhere"), ==, 0);
}

static void
test_password (Fixture       *fixture,
               gconstpointer  data)
{
  guint n = 0;

  scm_double_add (fixture->server, PATH, redirect_cb, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (methods); j++)
        {
          g_autoptr(AcmeScmConfig) config = acme_scm_config_new (fixture->server->url);

          fixture->status = statuses[i];
          acme_scm_config_set_password (config, "admin", SECRET, "example");
          acme_scm_config_set_ca_file (config, fixture->certificates->ca_file);
          assert_refused (config, methods[j]);
          n++;
        }
    }
  g_assert_cmpuint (fixture->server->requests->len, ==, n);
  assert_untouched (fixture);
}

/* The token request has the client secret in its body; the requests after it have the token */
static void
test_oauth (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *token_url = g_strconcat (fixture->server->url, TOKEN_PATH, NULL);

  scm_double_add (fixture->server, PATH, redirect_cb, fixture);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (statuses); i++)
    {
      gboolean has_token = i >= G_N_ELEMENTS (statuses);
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (fixture->server->url);

      if (i == 0)
        scm_double_add (fixture->server, TOKEN_PATH, redirect_cb, fixture);
      else if (i == G_N_ELEMENTS (statuses))
        scm_double_exchange_json (fixture->server, TOKEN_PATH, "{\"access_token\": \"" SECRET "\"}");
      fixture->status = statuses[i % G_N_ELEMENTS (statuses)];
      acme_scm_config_set_oauth (config, token_url, "id", SECRET);
      acme_scm_config_set_ca_file (config, fixture->certificates->ca_file);
      assert_refused (config, "POST");
      g_assert_cmpuint (scm_double_count (fixture->server, "POST " TOKEN_PATH), ==, i + 1);
      g_assert_cmpuint (scm_double_count (fixture->server, "POST " PATH), ==,
                        has_token ? i + 1 - G_N_ELEMENTS (statuses) : 0);
    }
  assert_untouched (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *password = g_strconcat ("/scm/redirects/password/", targets[i].name, NULL);
      g_autofree char *oauth = g_strconcat ("/scm/redirects/oauth/", targets[i].name, NULL);

      g_test_add (password, Fixture, &targets[i], set_up, test_password, tear_down);
      g_test_add (oauth, Fixture, &targets[i], set_up, test_oauth, tear_down);
    }
  return g_test_run ();
}
