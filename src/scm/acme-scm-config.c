/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where an SCM tenant is reached and how to sign in to it. It checks what a person typed before anything is sent, so
 * that a secret never goes to an address that was not meant, or over a line that anybody can read. */

#include "config.h"

#include "acme-scm-config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"

struct _AcmeScmConfig
{
  grefcount ref_count;
  AcmeSignIn sign_in;
  guint timeout; /* seconds */
  gboolean http1;

  char *url; /* without slashes at its end, /api and /private */
  char *token_url;
  char *client_id;
  char *client_secret;
  char *login;
  char *password;
  char *customer_uri;
  char *certificate_file;
  char *certificate_key_file;
  char *certificate_password;
  char *ca_file;
};

G_DEFINE_BOXED_TYPE (AcmeScmConfig, acme_scm_config, acme_scm_config_ref, acme_scm_config_unref)

static void
set_value (char       **value,
           const char  *text)
{
  char *copy = text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;

  if (*value != NULL)
    explicit_bzero (*value, strlen (*value));
  g_free (*value);
  *value = copy;
}

static void
strip_suffix (char       *text,
              const char *suffix)
{
  gsize length = strlen (text);

  while (length > 0 && text[length - 1] == '/')
    text[--length] = '\0';
  if (g_str_has_suffix (text, suffix))
    text[length - strlen (suffix)] = '\0';
  for (length = strlen (text); length > 0 && text[length - 1] == '/';)
    text[--length] = '\0';
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* GUri takes spaces for a part of a host's name */
static gboolean
has_strange_characters (const char *url)
{
  for (; *url != '\0'; url++)
    {
      if ((guchar) *url <= ' ' || *url == 0x7f || strchr ("\"<>\\^`{|}", *url) != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * acme_scm_config_check_url:
 * @url: what is to be the address of an API, or of where tokens are issued
 * @needs_tls: whether `http:` is refused for loopback too
 * @error: return location for an %ACME_ERROR_INVALID with a sentence that says what to mend
 *
 * Returns: whether secrets may be sent there
 */
gboolean
acme_scm_config_check_url (const char  *url,
                           gboolean     needs_tls,
                           GError     **error)
{
  g_autoptr(GUri) uri = NULL;
  const char *scheme;
  const char *host;
  gboolean is_https;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  is_https = g_strcmp0 (scheme, "https") == 0;

  if (uri != NULL && g_uri_get_userinfo (uri) != NULL) /* not repeated: it holds a name and a password */
    g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID,
                         _("The address must not contain a user name or password."));
  else if (host == NULL || host[0] == '\0' || (!is_https && g_strcmp0 (scheme, "http") != 0) ||
           has_strange_characters (url))
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                 /* Translators: do not translate https://scm.example.org */
                 _("“%s” is not a complete address. It must look like https://scm.example.org."), url);
  else if (g_uri_get_port (uri) == 0)
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The address “%s” has a port that cannot be used."), url);
  else if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                 _("The address “%s” must not contain “?” or “#”."), url);
  else if (!is_https && !is_loopback (host))
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                 _("The address “%s” is not secure. It must begin with https:, or others can read the sign-in."), url);
  else if (!is_https && needs_tls)
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                 _("The address “%s” must begin with https: to sign in with a client certificate."), url);
  else
    return TRUE;
  return FALSE;
}

/* What goes into an HTTP header must not be able to end it */
static gboolean
check_value (const char *value,
             const char *title,
             GError    **error)
{
  if (value == NULL)
    {
      /* Translators: %s is the name of a setting, such as “Client Secret” */
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s” is missing."), title);
      return FALSE;
    }
  if (!g_utf8_validate (value, -1, NULL) || strpbrk (value, "\r\n") != NULL)
    {
      /* Translators: %s is the name of a setting, such as “Client Secret” */
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s” contains characters that cannot be sent."), title);
      return FALSE;
    }
  return TRUE;
}

/* Of a token's URI; one that holds the PIN would have to be kept as a secret, and its errors would show it */
static gboolean
check_token_uri (const char *uri,
                 const char *title,
                 GError    **error)
{
  if (!acme_scm_config_is_token (uri))
    return TRUE;
  if (strstr (uri, "pin-value=") != NULL || strstr (uri, "pin-source=") != NULL ||
      strstr (uri, "pinfile=") != NULL)
    {
      /* Translators: %s is the name of a setting, such as “Client Certificate” */
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s” must not contain the PIN of the token."), title);
      return FALSE;
    }
  if (has_strange_characters (uri) || uri[strlen ("pkcs11:")] == '\0')
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                   /* Translators: the first %s is the name of a setting, the second an example of its value */
                   _("“%s” is not a complete address of something on a token. It must look like %s."), title,
                   "pkcs11:token=My%20Token;object=scm");
      return FALSE;
    }
  return TRUE;
}

/**
 * acme_scm_config_new:
 * @url: (nullable): the base of the API; a `/api` or `/private/api` at its end is taken off
 *
 * Returns: (transfer full): a configuration that lacks everything else; it signs in with OAuth until told otherwise
 */
AcmeScmConfig *
acme_scm_config_new (const char *url)
{
  AcmeScmConfig *self = g_new0 (AcmeScmConfig, 1);

  g_ref_count_init (&self->ref_count);
  self->timeout = ACME_SCM_DEFAULT_TIMEOUT;
  self->url = g_strstrip (g_strdup (url != NULL ? url : ""));
  strip_suffix (self->url, "/api");
  strip_suffix (self->url, "/private");
  set_value (&self->token_url, ACME_SCM_DEFAULT_TOKEN_URL);
  return self;
}

/**
 * acme_scm_config_ref:
 * @self: a configuration
 *
 * Returns: (transfer full): @self
 */
AcmeScmConfig *
acme_scm_config_ref (AcmeScmConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * acme_scm_config_unref:
 * @self: (transfer full): a configuration
 *
 * The last one wipes the secrets.
 */
void
acme_scm_config_unref (AcmeScmConfig *self)
{
  char **values[] = {
    &self->url, &self->token_url, &self->client_id, &self->client_secret, &self->login, &self->password,
    &self->customer_uri, &self->certificate_file, &self->certificate_key_file, &self->certificate_password,
    &self->ca_file,
  };

  if (!g_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    set_value (values[i], NULL);
  g_free (self);
}

/**
 * acme_scm_config_set_oauth:
 * @self: a configuration that no session uses yet
 * @token_url: (nullable): where tokens are issued; %NULL for %ACME_SCM_DEFAULT_TOKEN_URL
 * @client_id: (nullable): the client id
 * @client_secret: (nullable): the client secret
 *
 * Makes it sign in with OAuth 2.0 client credentials. As in every setter, an empty text counts as none.
 */
void
acme_scm_config_set_oauth (AcmeScmConfig *self,
                           const char    *token_url,
                           const char    *client_id,
                           const char    *client_secret)
{
  g_return_if_fail (self != NULL);

  self->sign_in = ACME_SIGN_IN_OAUTH;
  set_value (&self->token_url, token_url != NULL && token_url[0] != '\0' ? token_url : ACME_SCM_DEFAULT_TOKEN_URL);
  set_value (&self->client_id, client_id);
  set_value (&self->client_secret, client_secret);
}

/**
 * acme_scm_config_set_password:
 * @self: a configuration that no session uses yet
 * @login: (nullable): the administrator's login name
 * @password: (nullable): the password
 * @customer_uri: (nullable): the last part of the address at which administrators sign in
 *
 * Makes it sign in with header authentication.
 */
void
acme_scm_config_set_password (AcmeScmConfig *self,
                              const char    *login,
                              const char    *password,
                              const char    *customer_uri)
{
  g_return_if_fail (self != NULL);

  self->sign_in = ACME_SIGN_IN_PASSWORD;
  set_value (&self->login, login);
  set_value (&self->password, password);
  set_value (&self->customer_uri, customer_uri);
}

/**
 * acme_scm_config_set_certificate:
 * @self: a configuration that no session uses yet
 * @login: (nullable): the administrator's login name
 * @customer_uri: (nullable): the last part of the address at which administrators sign in
 * @certificate_file: (nullable): PEM, PKCS#12, or the `pkcs11:` URI of a certificate on a token
 * @certificate_key_file: (nullable): PEM, if the key is not in @certificate_file; or the `pkcs11:` URI of the key, if
 *   it is another one
 * @certificate_password: (nullable): what opens @certificate_file; for a token its PIN
 *
 * Makes it sign in with a client certificate.
 */
void
acme_scm_config_set_certificate (AcmeScmConfig *self,
                                 const char    *login,
                                 const char    *customer_uri,
                                 const char    *certificate_file,
                                 const char    *certificate_key_file,
                                 const char    *certificate_password)
{
  g_return_if_fail (self != NULL);

  self->sign_in = ACME_SIGN_IN_CERTIFICATE;
  set_value (&self->login, login);
  set_value (&self->customer_uri, customer_uri);
  set_value (&self->certificate_file, certificate_file);
  set_value (&self->certificate_key_file, certificate_key_file);
  set_value (&self->certificate_password, certificate_password);
}

/**
 * acme_scm_config_set_ca_file:
 * @self: a configuration that no session uses yet
 * @ca_file: (nullable): PEM; its certificates are trusted in addition to the system's
 */
void
acme_scm_config_set_ca_file (AcmeScmConfig *self,
                             const char    *ca_file)
{
  g_return_if_fail (self != NULL);

  set_value (&self->ca_file, ca_file);
}

/**
 * acme_scm_config_set_timeout:
 * @self: a configuration that no session uses yet
 * @seconds: how long one request may take from its first byte to the last byte of its answer, or the silence between
 *   two pieces of one that comes in pieces; 0 for %ACME_SCM_DEFAULT_TIMEOUT
 */
void
acme_scm_config_set_timeout (AcmeScmConfig *self,
                             guint          seconds)
{
  g_return_if_fail (self != NULL);

  self->timeout = seconds != 0 ? MIN (seconds, 24 * 60 * 60) : ACME_SCM_DEFAULT_TIMEOUT;
}

/**
 * acme_scm_config_set_http1:
 * @self: a configuration that no session uses yet
 * @http1: whether HTTP/2 is not to be used even where the server knows it, because something in between breaks it
 */
void
acme_scm_config_set_http1 (AcmeScmConfig *self,
                           gboolean       http1)
{
  g_return_if_fail (self != NULL);

  self->http1 = http1;
}

/**
 * acme_scm_config_check:
 * @self: a configuration
 * @error: return location
 *
 * Looks whether everything that the chosen way to sign in needs is there and can be used. Opens no file.
 *
 * Returns: %FALSE with %ACME_ERROR_INVALID and a sentence that says what to mend
 */
gboolean
acme_scm_config_check (AcmeScmConfig *self,
                       GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!check_value (self->url[0] != '\0' ? self->url : NULL, _("URL"), error) ||
      !acme_scm_config_check_url (self->url, self->sign_in == ACME_SIGN_IN_CERTIFICATE, error))
    return FALSE;

  switch (self->sign_in)
    {
    case ACME_SIGN_IN_OAUTH:
      return check_value (self->token_url, _("Token URL"), error) &&
             acme_scm_config_check_url (self->token_url, FALSE, error) &&
             check_value (self->client_id, _("Client Id"), error) &&
             check_value (self->client_secret, _("Client Secret"), error);

    case ACME_SIGN_IN_PASSWORD:
      return check_value (self->login, _("Login"), error) &&
             check_value (self->password, _("Password"), error) &&
             check_value (self->customer_uri, _("Customer URI"), error);

    case ACME_SIGN_IN_CERTIFICATE:
      return check_value (self->login, _("Login"), error) &&
             check_value (self->customer_uri, _("Customer URI"), error) &&
             check_value (self->certificate_file, _("Client Certificate"), error) &&
             check_token_uri (self->certificate_file, _("Client Certificate"), error) &&
             check_token_uri (self->certificate_key_file, _("Key of the Client Certificate"), error);

    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * acme_scm_config_is_token:
 * @certificate: (nullable): where a client certificate or its key is
 *
 * Returns: whether that is on a token, rather than in a file
 */
gboolean
acme_scm_config_is_token (const char *certificate)
{
  return certificate != NULL && g_ascii_strncasecmp (certificate, "pkcs11:", strlen ("pkcs11:")) == 0;
}

/**
 * acme_scm_config_redact:
 * @self: a configuration
 * @text: text in which somebody may have repeated what was sent
 *
 * Returns: (transfer full): @text without the secrets of @self
 */
char *
acme_scm_config_redact (AcmeScmConfig *self,
                        const char    *text)
{
  const char *secrets[] = { self->client_secret, self->password, self->certificate_password };
  GString *redacted;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  redacted = g_string_new (text);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      /* shorter ones would be found in any text, and so be told by their absence */
      if (secrets[i] != NULL && strlen (secrets[i]) >= 4)
        g_string_replace (redacted, secrets[i], "***", 0);
    }
  return g_string_free (redacted, FALSE);
}

/**
 * acme_scm_config_get_url:
 * @self: a configuration
 *
 * The getters of the other values are alike: each returns what was set, (transfer none) (nullable).
 *
 * Returns: (transfer none): the base of the API, without `/api` and slashes at its end
 */
const char *
acme_scm_config_get_url (AcmeScmConfig *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->url;
}

AcmeSignIn
acme_scm_config_get_sign_in (AcmeScmConfig *self)
{
  g_return_val_if_fail (self != NULL, ACME_SIGN_IN_OAUTH);

  return self->sign_in;
}

guint
acme_scm_config_get_timeout (AcmeScmConfig *self)
{
  g_return_val_if_fail (self != NULL, ACME_SCM_DEFAULT_TIMEOUT);

  return self->timeout;
}

gboolean
acme_scm_config_get_http1 (AcmeScmConfig *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->http1;
}

#define DEFINE_GETTER(name)                                \
  const char *                                             \
  acme_scm_config_get_##name (AcmeScmConfig *self)         \
  {                                                        \
    g_return_val_if_fail (self != NULL, NULL);             \
                                                           \
    return self->name;                                     \
  }

DEFINE_GETTER (token_url)
DEFINE_GETTER (client_id)
DEFINE_GETTER (client_secret)
DEFINE_GETTER (login)
DEFINE_GETTER (password)
DEFINE_GETTER (customer_uri)
DEFINE_GETTER (certificate_file)
DEFINE_GETTER (certificate_key_file)
DEFINE_GETTER (certificate_password)
DEFINE_GETTER (ca_file)
