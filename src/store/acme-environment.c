/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connection that environment variables describe, for scripts, CI and containers. The names of the variables are an
 * interface, so messages name them. What is there by half, or twice, is refused: a guess could send a secret to a place
 * that was not meant. */

#include "config.h"

#include "acme-environment.h"

#include <glib/gi18n.h>

#include "acme-error.h"

#define URL "ACME_CONSOLE_URL"
#define TOKEN_URL "ACME_CONSOLE_TOKEN_URL"
#define CLIENT_ID "ACME_CONSOLE_CLIENT_ID"
#define CLIENT_SECRET "ACME_CONSOLE_CLIENT_SECRET"
#define LOGIN "ACME_CONSOLE_LOGIN"
#define PASSWORD "ACME_CONSOLE_PASSWORD"
#define CUSTOMER_URI "ACME_CONSOLE_CUSTOMER_URI"
#define CERTIFICATE "ACME_CONSOLE_CERTIFICATE"
#define CERTIFICATE_KEY "ACME_CONSOLE_CERTIFICATE_KEY"
#define CERTIFICATE_PASSWORD "ACME_CONSOLE_CERTIFICATE_PASSWORD"
#define CA_FILE "ACME_CONSOLE_CA_FILE"
#define AUDIT_URL "ACME_CONSOLE_AUDIT_URL"
#define AUDIT_CLIENT_ID "ACME_CONSOLE_AUDIT_CLIENT_ID"
#define AUDIT_CLIENT_SECRET "ACME_CONSOLE_AUDIT_CLIENT_SECRET"

/* A way to sign in: the variables that only it has, which show that it is meant, and those that it needs. */
typedef struct
{
  AcmeSignIn sign_in;
  const char *own[4];
  const char *needed[4];
} Way;

/* The Audit API, if there is one, has a key of its own. Its tokens come from where those of SCM do. */
static const char *const audit_own[] = { AUDIT_URL, AUDIT_CLIENT_ID, AUDIT_CLIENT_SECRET, NULL };
static const char *const audit_needed[] = { AUDIT_URL, TOKEN_URL, AUDIT_CLIENT_ID, AUDIT_CLIENT_SECRET, NULL };

static const Way ways[] = {
  { ACME_SIGN_IN_OAUTH, { CLIENT_ID, CLIENT_SECRET }, { TOKEN_URL, CLIENT_ID, CLIENT_SECRET } },
  { ACME_SIGN_IN_CERTIFICATE, { CERTIFICATE, CERTIFICATE_KEY, CERTIFICATE_PASSWORD },
    { CERTIFICATE, LOGIN, CUSTOMER_URI } },
  { ACME_SIGN_IN_PASSWORD, { PASSWORD }, { LOGIN, PASSWORD, CUSTOMER_URI } },
};

/* An empty variable counts as one that is not set. */
static const char *
get (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && value[0] != '\0' ? value : NULL;
}

static const char *
find_set (const char *const *variables)
{
  for (; *variables != NULL; variables++)
    {
      if (get (*variables) != NULL)
        return *variables;
    }
  return NULL;
}

/* @sentence: has a %s for a list of names of environment variables */
static gboolean
check_complete (const char *const *needed,
                const char        *sentence,
                GError           **error)
{
  g_autoptr(GString) missing = g_string_new (NULL);
  g_autoptr(GString) message = g_string_new (sentence);

  for (const char *const *variable = needed; *variable != NULL; variable++)
    {
      if (get (*variable) == NULL)
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", *variable);
    }
  if (missing->len == 0)
    return TRUE;

  g_string_replace (message, "%s", missing->str, 1);
  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID, message->str);
  return FALSE;
}

/* A token URL alone may be there for the Audit API. */
static const char *
find_own (const Way *way)
{
  const char *set = find_set (way->own);

  if (set == NULL && way->sign_in == ACME_SIGN_IN_OAUTH && get (TOKEN_URL) != NULL && find_set (audit_own) == NULL)
    return TOKEN_URL;
  return set;
}

static const Way *
choose_way (GError **error)
{
  static const char *const shared[] = { LOGIN, CUSTOMER_URI, NULL };
  const Way *way = NULL;
  const char *reason = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const char *set = find_own (&ways[i]);

      if (set != NULL && way != NULL)
        {
          /* Translators: both are names of environment variables */
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                       _("%s and %s belong to different ways to sign in; only one of them may be set."), reason, set);
          return NULL;
        }
      if (set != NULL)
        {
          way = &ways[i];
          reason = set;
        }
    }

  if (way == NULL && find_set (shared) != NULL)
    way = &ways[G_N_ELEMENTS (ways) - 1];
  if (way == NULL)
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                 /* Translators: all are names of environment variables */
                 _("%s is set, but nothing to sign in with: either %s, %s and %s, or %s, %s and %s."), URL,
                 TOKEN_URL, CLIENT_ID, CLIENT_SECRET, LOGIN, PASSWORD, CUSTOMER_URI);
  return way;
}

static void
take_sign_in (AcmeScmConfig *config,
              AcmeSignIn     sign_in)
{
  switch (sign_in)
    {
    case ACME_SIGN_IN_OAUTH:
      acme_scm_config_set_oauth (config, get (TOKEN_URL), get (CLIENT_ID), get (CLIENT_SECRET));
      break;
    case ACME_SIGN_IN_PASSWORD:
      acme_scm_config_set_password (config, get (LOGIN), get (PASSWORD), get (CUSTOMER_URI));
      break;
    case ACME_SIGN_IN_CERTIFICATE:
      acme_scm_config_set_certificate (config, get (LOGIN), get (CUSTOMER_URI), get (CERTIFICATE),
                                       get (CERTIFICATE_KEY), get (CERTIFICATE_PASSWORD));
      break;
    default:
      g_return_if_reached ();
    }
}

static gboolean
take_audit (AcmeConnection  *connection,
            GError         **error)
{
  if (find_set (audit_own) == NULL)
    return TRUE;

  /* Translators: %s is a list of names of environment variables */
  if (!check_complete (audit_needed, _("For the Audit API that the environment names, this is missing: %s."), error))
    return FALSE;
  acme_connection_set_audit (connection, get (AUDIT_URL), get (TOKEN_URL), get (AUDIT_CLIENT_ID),
                             get (AUDIT_CLIENT_SECRET));
  return acme_scm_config_check (acme_connection_get_audit_config (connection), error);
}

/* The same for the same account at the same place, so that what is remembered for a connection finds it again. */
static char *
make_id (AcmeScmConfig *config)
{
  const char *who = acme_scm_config_get_sign_in (config) == ACME_SIGN_IN_OAUTH
                      ? acme_scm_config_get_client_id (config) : acme_scm_config_get_login (config);
  const char *customer = acme_scm_config_get_customer_uri (config);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%s", acme_scm_config_get_url (config), who,
                                           customer != NULL ? customer : "");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("environment-%.16s", hash);
}

/**
 * acme_connection_new_from_environment:
 * @out_connection: (out) (transfer full) (nullable): the connection; %NULL if ACME_CONSOLE_URL is not set, or on error
 * @error: return location for an %ACME_ERROR_INVALID that names the variable to mend
 *
 * Reads the ACME_CONSOLE_ variables. Nothing is sent and no file is opened.
 *
 * Returns: %FALSE if the environment describes a connection that cannot be used; to describe none is no error
 */
gboolean
acme_connection_new_from_environment (AcmeConnection **out_connection,
                                      GError         **error)
{
  g_autoptr(AcmeConnection) connection = NULL;
  g_autoptr(AcmeScmConfig) config = NULL;
  g_autofree char *id = NULL;
  const Way *way;

  g_return_val_if_fail (out_connection != NULL, FALSE);

  *out_connection = NULL;
  if (get (URL) == NULL)
    return TRUE;

  way = choose_way (error);
  /* Translators: %s is a list of names of environment variables */
  if (way == NULL ||
      !check_complete (way->needed, _("To sign in as the environment says, this is missing: %s."), error))
    return FALSE;

  config = acme_scm_config_new (get (URL));
  take_sign_in (config, way->sign_in);
  acme_scm_config_set_ca_file (config, get (CA_FILE));
  if (!acme_scm_config_check (config, error))
    return FALSE;

  id = make_id (config);
  /* Translators: the name of the connection that environment variables describe */
  connection = acme_connection_new (id, _("Environment"), config);
  if (!take_audit (connection, error))
    return FALSE;
  *out_connection = g_steal_pointer (&connection);
  return TRUE;
}
