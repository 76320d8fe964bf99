/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is asking. Signing in works as on SCM's two front doors: an API key's client credentials for a token that
 * lasts five minutes, or login, password and customer in headers, the password replaced by a TLS client
 * certificate under /private. */

#include "config.h"

#include "acme-demo-auth.h"

#include <string.h>

#include "acme-demo-random.h"
#include "acme-demo-request.h"

#define TOKEN_SECONDS 300

static const AcmeDemoPrincipal principals[ACME_DEMO_N_KEYS] = {
  [ACME_DEMO_KEY_FULL] = { ACME_DEMO_KEY_FULL, "demo-api-key", "demo-client-secret-of-northern", ACME_DEMO_LOGIN,
                           "MRAO", ACME_DEMO_SCOPE_ALL },
  [ACME_DEMO_KEY_LIMITED] = { ACME_DEMO_KEY_LIMITED, "demo-department-key", "demo-client-secret-of-web-team",
                              "demo-drao", "DRAO_SSL", ACME_DEMO_DEPARTMENT },
  [ACME_DEMO_KEY_FORBIDDEN] = { ACME_DEMO_KEY_FORBIDDEN, "demo-mail-key", "demo-client-secret-of-mail", "demo-smime",
                                "RAO_SMIME", ACME_DEMO_SCOPE_NOTHING },
  [ACME_DEMO_KEY_AUDIT] = { ACME_DEMO_KEY_AUDIT, "demo-audit-key", "demo-client-secret-of-audit", "demo-audit",
                            "MRAO", ACME_DEMO_SCOPE_ALL },
};

typedef struct
{
  const AcmeDemoPrincipal *principal;
  gint64 expires; /* monotonic */
} Token;

struct _AcmeDemoAuth
{
  GHashTable *tokens; /* token -> Token */
};

/**
 * acme_demo_auth_principal:
 * @key: an API key
 *
 * Returns: (transfer none): its owner
 */
const AcmeDemoPrincipal *
acme_demo_auth_principal (AcmeDemoKey key)
{
  return &principals[key];
}

AcmeDemoAuth *
acme_demo_auth_new (void)
{
  AcmeDemoAuth *auth = g_new0 (AcmeDemoAuth, 1);

  auth->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return auth;
}

void
acme_demo_auth_free (AcmeDemoAuth *auth)
{
  g_hash_table_unref (auth->tokens);
  g_free (auth);
}

static gboolean
is_expired (gpointer key,
            gpointer value,
            gpointer data)
{
  return ((Token *) value)->expires <= *(gint64 *) data;
}

static char *
make_token (AcmeDemoAuth            *auth,
            const AcmeDemoPrincipal *principal)
{
  g_autofree char *first = g_uuid_string_random ();
  g_autofree char *second = g_uuid_string_random ();
  g_autofree char *seed = g_strconcat (first, second, NULL);
  gint64 now = g_get_monotonic_time ();
  Token *token = g_new (Token, 1);
  char *text = acme_demo_base64url ((const guchar *) seed, strlen (seed), FALSE);

  g_hash_table_foreach_remove (auth->tokens, is_expired, &now);
  *token = (Token) { principal, now + TOKEN_SECONDS * G_USEC_PER_SEC };
  g_hash_table_insert (auth->tokens, g_strdup (text), token);
  return text;
}

/* The sign-in server's errors look different from SCM's. */
static void
fail_token (AcmeDemoRequest *request,
            guint            status,
            const char      *error,
            const char      *description)
{
  AcmeDemoJson *json = acme_demo_request_json (request);

  request->status = status;
  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_string (json, "error", error);
  acme_demo_json_string (json, "error_description", description);
  acme_demo_json_close (json, '}');
}

static const AcmeDemoPrincipal *
find_client (const char *id,
             const char *secret)
{
  for (guint i = 0; i < G_N_ELEMENTS (principals); i++)
    if (g_strcmp0 (id, principals[i].client_id) == 0 && g_strcmp0 (secret, principals[i].client_secret) == 0)
      return &principals[i];

  return NULL;
}

/* A client may also sign in with its credentials as user and password of HTTP's Basic scheme. */
static const AcmeDemoPrincipal *
find_basic_client (AcmeDemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *header = soup_message_headers_get_one (headers, "Authorization");
  g_autofree guchar *decoded = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;
  gsize length = 0;

  if (header == NULL || g_ascii_strncasecmp (header, "Basic ", strlen ("Basic ")) != 0)
    return NULL;

  decoded = g_base64_decode (header + strlen ("Basic "), &length);
  text = g_strndup ((const char *) decoded, length);
  parts = g_strsplit (text, ":", 2);
  return g_strv_length (parts) == 2 ? find_client (parts[0], parts[1]) : NULL;
}

/**
 * acme_demo_auth_answer_token:
 * @auth: the sign-in
 * @request: a request for a token
 *
 * Answers with a token, or with an error as the sign-in server words it.
 */
void
acme_demo_auth_answer_token (AcmeDemoAuth    *auth,
                             AcmeDemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (request->message));
  g_autoptr(GPtrArray) form = acme_demo_form_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  const AcmeDemoPrincipal *principal;
  g_autofree char *token = NULL;
  AcmeDemoJson *json;

  acme_demo_request_header (request, "Cache-Control", "no-store");
  if (form == NULL || g_strcmp0 (type, "application/x-www-form-urlencoded") != 0 ||
      acme_demo_form_get (form, "grant_type") == NULL)
    {
      fail_token (request, 400, "invalid_request", "Missing form parameter: grant_type");
      return;
    }
  if (strcmp (acme_demo_form_get (form, "grant_type"), "client_credentials") != 0)
    {
      fail_token (request, 401, "unauthorized_client", "The client may only use the grant client_credentials");
      return;
    }

  principal = find_client (acme_demo_form_get (form, "client_id"), acme_demo_form_get (form, "client_secret"));
  if (principal == NULL)
    principal = find_basic_client (request);
  if (principal == NULL)
    {
      fail_token (request, 401, "invalid_client", "Invalid client or Invalid client credentials");
      acme_demo_request_header (request, "WWW-Authenticate", "Basic realm=\"apiclients\"");
      return;
    }

  token = make_token (auth, principal);
  json = acme_demo_request_json (request);
  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_string (json, "access_token", token);
  acme_demo_json_int (json, "expires_in", TOKEN_SECONDS);
  acme_demo_json_int (json, "refresh_expires_in", 0);
  acme_demo_json_string (json, "token_type", "Bearer");
  acme_demo_json_int (json, "not-before-policy", 0);
  acme_demo_json_string (json, "scope", "");
  acme_demo_json_close (json, '}');
}

static const char *
get_bearer (AcmeDemoRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *header = soup_message_headers_get_one (headers, "Authorization");

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", strlen ("Bearer ")) != 0)
    return NULL;

  return header + strlen ("Bearer ");
}

static const AcmeDemoPrincipal *
check_bearer (AcmeDemoAuth    *auth,
              AcmeDemoRequest *request)
{
  const char *bearer = get_bearer (request);
  Token *token = bearer == NULL ? NULL : g_hash_table_lookup (auth->tokens, bearer);

  return token != NULL && token->expires > g_get_monotonic_time () ? token->principal : NULL;
}

static gboolean
has_client_certificate (AcmeDemoRequest *request)
{
  return soup_server_message_get_tls_peer_certificate (request->message) != NULL &&
         soup_server_message_get_tls_peer_certificate_errors (request->message) == 0;
}

static gboolean
check_headers (AcmeDemoRequest *request,
               gboolean        *out_present)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *login = soup_message_headers_get_one (headers, "login");
  const char *password = soup_message_headers_get_one (headers, "password");
  const char *customer = soup_message_headers_get_one (headers, "customerUri");

  *out_present = login != NULL || password != NULL || customer != NULL;
  if (g_strcmp0 (login, ACME_DEMO_LOGIN) != 0 || g_strcmp0 (customer, ACME_DEMO_CUSTOMER_URI) != 0)
    return FALSE;

  return request->is_private ? has_client_certificate (request) : g_strcmp0 (password, ACME_DEMO_PASSWORD) == 0;
}

static void
refuse (AcmeDemoRequest *request,
        gboolean         by_headers)
{
  if (by_headers)
    acme_demo_request_fail (request, 401, ACME_DEMO_CODE_UNKNOWN_USER, "Unknown user");
  else
    acme_demo_request_empty (request, 401);
  acme_demo_request_header (request, "WWW-Authenticate", request->core->token_url);
}

/**
 * acme_demo_auth_check:
 * @auth: the sign-in
 * @request: a request to the API
 *
 * Finds out who is asking. The Audit API has keys of its own, and only tokens.
 *
 * Returns: whether somebody known is; otherwise the request was answered with 401
 */
gboolean
acme_demo_auth_check (AcmeDemoAuth    *auth,
                      AcmeDemoRequest *request)
{
  gboolean is_audit = g_str_has_prefix (request->path, "/audit/");
  const AcmeDemoPrincipal *principal = request->is_private ? NULL : check_bearer (auth, request);
  gboolean by_headers = FALSE;

  if (principal != NULL && (principal->key == ACME_DEMO_KEY_AUDIT) != is_audit)
    principal = NULL;
  if (principal == NULL && !is_audit && check_headers (request, &by_headers))
    principal = &principals[ACME_DEMO_KEY_FULL];
  if (principal == NULL)
    {
      refuse (request, by_headers || request->is_private);
      return FALSE;
    }

  request->principal = principal;
  request->scope = principal->scope;
  return TRUE;
}

/**
 * acme_demo_auth_expire:
 * @auth: the sign-in
 * @request: a request
 *
 * Lets the request's token expire, and says so.
 */
void
acme_demo_auth_expire (AcmeDemoAuth    *auth,
                       AcmeDemoRequest *request)
{
  const char *bearer = get_bearer (request);

  if (bearer != NULL)
    g_hash_table_remove (auth->tokens, bearer);
  refuse (request, bearer == NULL);
}
