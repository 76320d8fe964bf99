/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a user sends to a maintainer when asked for the output with G_MESSAGES_DEBUG=all. */

#include "acme-scm-endpoints.h"
#include "acme-scm-session-private.h"
#include "scm-double.h"

#define CLIENT_SECRET "client-SECRET-1"
#define PASSWORD "password-SECRET-2"
#define TOKEN "token-SECRET-3"
#define MAC_KEY "mac-key-SECRET-4"
#define FILTER "filter-SECRET-5"
#define COOKIE "cookie-SECRET-6"

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Set-Cookie", COOKIE);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Total-Count", "1");
  if (g_str_equal (path, "/token"))
    scm_double_answer (message, 200, "{\"access_token\": \"" TOKEN "\", \"expires_in\": 300}");
  else if (g_str_has_suffix (path, "/refused"))
    {
      const char *bearer = scm_double_get_header (message, "Authorization");
      const char *password = scm_double_get_header (message, "password");
      g_autofree char *json =
        g_strdup_printf ("{\"description\": \"you sent %s\"}", bearer != NULL ? bearer : password);

      scm_double_answer (message, 400, json);
    }
  else if (g_str_has_suffix (path, "/moved"))
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location",
                                    "https://login.example.net/?token=" TOKEN);
      scm_double_answer (message, 302, NULL);
    }
  else
    scm_double_answer (message, 200, "[{\"id\": 1, \"macKey\": \"" MAC_KEY "\"}]");
}

static void
send_all (AcmeScmConfig *config)
{
  static const char *const paths[] = { "/api/acme/v2/account", "/api/refused", "/api/moved" };
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (config);
  g_autoptr(GBytes) body = g_bytes_new_static ("{\"macKey\": \"" MAC_KEY "\"}", 30);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(AcmeScmRequest) request = acme_scm_request_new (i % 2 ? "POST" : "GET", "%s", paths[i / 2]);
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(AcmeScmReply) reply = NULL;
      g_autoptr(GError) error = NULL;

      acme_scm_request_add_string (request, "name", FILTER);
      acme_scm_request_add_number (request, "size", 200);
      if (i % 2)
        acme_scm_request_set_body (request, body);
      acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
      reply = acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, &error);
      if (error != NULL)
        g_debug ("An error: %s", error->message);
    }
}

static void
talk (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmConfig) oauth = acme_scm_config_new (server->url);
  g_autoptr(AcmeScmConfig) password = acme_scm_config_new (server->url);
  g_autofree char *token_url = g_strconcat (server->url, "/token", NULL);

  soup_server_remove_handler (server->server, NULL);
  scm_double_add (server, NULL, answer_cb, NULL);
  acme_scm_config_set_oauth (oauth, token_url, "id", CLIENT_SECRET);
  acme_scm_config_set_password (password, "admin", PASSWORD, "example");
  send_all (oauth);
  send_all (password);
}

static void
test_no_secrets (void)
{
  if (g_test_subprocess ())
    {
      talk ();
      return;
    }

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched ("*SECRET*");
  g_test_trap_assert_stderr_unmatched ("*SECRET*");
  g_test_trap_assert_stdout ("*> GET http://127.0.0.1:*/api/acme/v2/account?name=...&size=200, 0 bytes*");
  g_test_trap_assert_stdout ("*> POST http://127.0.0.1:*/api/acme/v2/account?*, 30 bytes*");
  g_test_trap_assert_stdout ("*> POST http://127.0.0.1:*/token, *");
  g_test_trap_assert_stdout ("*< GET http://127.0.0.1:*/api/acme/v2/account?*: 200, * bytes, * ms*X-Total-Count: 1*");
  g_test_trap_assert_stdout ("*< GET http://127.0.0.1:*/api/moved?*: 302, *");
  g_test_trap_assert_stdout ("*you sent Bearer ***");
}

/* Not asked for, nothing is printed */
static void
test_silence (void)
{
  if (g_test_subprocess ())
    {
      talk ();
      return;
    }

  g_unsetenv ("G_MESSAGES_DEBUG");
  g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/log/no-secrets", test_no_secrets);
  g_test_add_func ("/scm/log/silence", test_silence);
  return g_test_run ();
}
