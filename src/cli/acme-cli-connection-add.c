/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl connection add: saves a connection, and its secrets in the keyring. A secret is never an argument, which
 * everybody could see: it is asked for on the terminal, or read from the standard input. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "acme-cli-list.h"
#include "acme-cli-saved.h"
#include "acme-cli-terminal.h"
#include "acme-error.h"
#include "acme-scm-config.h"
#include "acme-scm-credentials.h"

#define MAX_TIMEOUT (24 * 60 * 60) /* seconds */

/* What becomes of an option. Those of a way to sign in show that it is meant. */
static const struct
{
  const char *option;
  guint field;
  const char *kind; /* (nullable) */
} values[] = {
  { "client-id", ACME_SAVED_CONNECTION_CLIENT_ID, ACME_SAVED_CONNECTION_KIND_OAUTH },
  { "certificate", ACME_SAVED_CONNECTION_CERTIFICATE, ACME_SAVED_CONNECTION_KIND_CERTIFICATE },
  { "certificate-key", ACME_SAVED_CONNECTION_CERTIFICATE_KEY, ACME_SAVED_CONNECTION_KIND_CERTIFICATE },
  { "login", ACME_SAVED_CONNECTION_LOGIN, ACME_SAVED_CONNECTION_KIND_PASSWORD },
  { "customer-uri", ACME_SAVED_CONNECTION_CUSTOMER_URI, ACME_SAVED_CONNECTION_KIND_PASSWORD },
  { "url", ACME_SAVED_CONNECTION_URL, NULL },
  { "token-url", ACME_SAVED_CONNECTION_TOKEN_URL, NULL },
  { "ca-file", ACME_SAVED_CONNECTION_CA_FILE, NULL },
  { "audit-url", ACME_SAVED_CONNECTION_AUDIT_URL, NULL },
  { "audit-client-id", ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID, NULL },
};

static gboolean
is_file (guint field)
{
  return field == ACME_SAVED_CONNECTION_CERTIFICATE || field == ACME_SAVED_CONNECTION_CERTIFICATE_KEY ||
         field == ACME_SAVED_CONNECTION_CA_FILE;
}

/* The login and customer URI belong to a certificate as well. */
static const char *
choose_kind (AcmeCli  *cli,
             GError  **error)
{
  const char *kind = NULL;
  const char *option = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      gboolean is_shared = g_strcmp0 (kind, ACME_SAVED_CONNECTION_KIND_CERTIFICATE) == 0 &&
                           g_strcmp0 (values[i].kind, ACME_SAVED_CONNECTION_KIND_PASSWORD) == 0;

      if (values[i].kind == NULL || acme_cli_args_get (cli->args, values[i].option) == NULL || is_shared)
        continue;
      if (kind != NULL && !g_str_equal (kind, values[i].kind))
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                       _("“--%s” and “--%s” belong to different ways to sign in; only one of them may be given."),
                       option, values[i].option);
          return NULL;
        }
      kind = values[i].kind;
      option = values[i].option;
    }
  if (kind == NULL)
    g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID,
                         _("Say how to sign in: --client-id, or --login and --customer-uri, or these with "
                           "--certificate."));
  return kind;
}

static gboolean
take_value (AcmeSavedConnection  *connection,
            guint                 field,
            const char           *text,
            GError              **error)
{
  g_autofree char *path = NULL;

  if (is_file (field) && text[0] != '\0' && !acme_scm_config_is_token (text))
    {
      path = g_canonicalize_filename (text, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no file “%s”."), path);
          return FALSE;
        }
    }
  acme_saved_connection_set (connection, field, path != NULL ? path : text);
  return TRUE;
}

static gboolean
take_timeout (AcmeCli              *cli,
              AcmeSavedConnection  *connection,
              GError              **error)
{
  const char *text = acme_cli_args_get (cli->args, "request-timeout");
  guint64 seconds;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, MAX_TIMEOUT, &seconds, NULL))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                   _("“%s” is no time: give a whole number of seconds from 1 to %d."), text, MAX_TIMEOUT);
      return FALSE;
    }
  acme_item_set_number (ACME_ITEM (connection), ACME_SAVED_CONNECTION_TIMEOUT, seconds);
  return TRUE;
}

static AcmeSavedConnection *
take_connection (AcmeCli  *cli,
                 GError  **error)
{
  const char *name = acme_cli_args_get_arguments (cli->args)[0];
  const char *kind = choose_kind (cli, error);
  g_autoptr(AcmeSavedConnection) connection = NULL;

  if (kind == NULL)
    return NULL;
  connection = acme_saved_connection_new (name, kind);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const char *text = acme_cli_args_get (cli->args, values[i].option);

      if (text != NULL && !take_value (connection, values[i].field, text, error))
        return NULL;
    }
  acme_saved_connection_set_flag (connection, ACME_SAVED_CONNECTION_HTTP1, acme_cli_args_has (cli->args, "http1"));
  if (!take_timeout (cli, connection, error) || !acme_saved_connection_check (connection, error))
    return NULL;
  return g_steal_pointer (&connection);
}

/* Before anybody types a secret in vain. */
static gboolean
check_name (AcmeCli              *cli,
            AcmeSavedConnection  *connection,
            GError              **error)
{
  AcmeConnectionStore *store = acme_cli_load_store (cli, error);
  AcmeSavedConnection *other;

  if (store == NULL)
    return FALSE;
  other = acme_connection_store_find (store, acme_saved_connection_get_name (connection));
  if (other == NULL)
    return TRUE;
  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is a connection “%s” already."),
               acme_saved_connection_get_name (other));
  return FALSE;
}

static AcmeSecretKinds
find_kinds (AcmeSavedConnection *connection)
{
  AcmeSecretKinds kinds = acme_saved_connection_get_secret_kinds (connection);
  AcmeSecretKinds password = 1 << ACME_SECRET_CERTIFICATE_PASSWORD;

  if ((kinds & password) != 0 &&
      !acme_scm_credentials_wants_password (acme_saved_connection_get (connection,
                                                                       ACME_SAVED_CONNECTION_CERTIFICATE)))
    kinds &= ~password;
  return kinds;
}

static gboolean
ask_secrets (AcmeCli          *cli,
             AcmeSecretKinds   kinds,
             char            **secrets,
             GError          **error)
{
  int fd = isatty (STDIN_FILENO) ? acme_cli_terminal_open () : STDIN_FILENO;
  gboolean done = TRUE;

  for (guint kind = 0; done && kind < ACME_SECRET_N_KINDS; kind++)
    {
      if ((kinds & (1u << kind)) != 0)
        done = acme_cli_ask_secret (cli, fd >= 0 ? fd : STDIN_FILENO, kind, &secrets[kind], error);
    }
  if (fd > STDIN_FILENO)
    close (fd);
  return done;
}

static gboolean
store_secrets (AcmeCli              *cli,
               AcmeSavedConnection  *connection,
               char                **secrets,
               GError              **error)
{
  AcmeSecrets *keyring = acme_cli_get_secrets (cli);
  g_autoptr(GError) cause = NULL;

  for (guint kind = 0; cause == NULL && kind < ACME_SECRET_N_KINDS; kind++)
    {
      if (secrets[kind] == NULL)
        continue;
      acme_secrets_store_async (keyring, acme_saved_connection_get_id (connection),
                                acme_saved_connection_get_name (connection), kind, secrets[kind], cli->cancellable,
                                acme_cli_await_cb, cli);
      acme_secrets_store_finish (keyring, acme_cli_await (cli), &cause);
    }
  if (cause == NULL)
    return TRUE;
  /* Translators: the first %s is the name of a connection, the second a sentence that says why */
  g_set_error (error, ACME_ERROR, ACME_ERROR_PARTIAL,
               _("The connection “%s” was saved without its secrets, which will be asked for: %s"),
               acme_saved_connection_get_name (connection), cause->message);
  return FALSE;
}

static gboolean
save (AcmeCli              *cli,
      AcmeSavedConnection  *connection,
      GError              **error)
{
  AcmeConnectionStore *store = acme_cli_load_store (cli, error);

  acme_connection_store_save_async (store, connection, cli->cancellable, acme_cli_await_cb, cli);
  if (!acme_connection_store_save_finish (store, acme_cli_await (cli), error))
    return FALSE;
  if (!acme_cli_args_has (cli->args, "default"))
    return TRUE;
  acme_connection_store_set_default_async (store, acme_saved_connection_get_id (connection), cli->cancellable,
                                           acme_cli_await_cb, cli);
  return acme_connection_store_set_default_finish (store, acme_cli_await (cli), error);
}

static gboolean
print (AcmeCli              *cli,
       AcmeSavedConnection  *connection,
       GError              **error)
{
  guint shown[ACME_SAVED_CONNECTION_N_FIELDS];
  AcmeItem *item = ACME_ITEM (acme_connection_store_lookup (cli->store, acme_saved_connection_get_id (connection)));
  guint n = 0;

  for (guint i = 0; i < ACME_SAVED_CONNECTION_N_FIELDS; i++)
    {
      if ((acme_saved_connection_fields.fields[i].flags & ACME_FIELD_EXPORT) != 0 &&
          (cli->format != ACME_CLI_TABLE || acme_item_get_text (item, i)[0] != '\0'))
        shown[n++] = i;
    }
  return acme_cli_print_item (cli, item, shown, n, error);
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeSavedConnection) connection = take_connection (cli, error);
  g_autoptr(GError) problem = NULL;
  char *secrets[ACME_SECRET_N_KINDS] = { NULL };
  gboolean done;

  done = connection != NULL && check_name (cli, connection, error) &&
         ask_secrets (cli, find_kinds (connection), secrets, error) && save (cli, connection, error);
  if (done)
    store_secrets (cli, connection, secrets, &problem);
  for (guint i = 0; i < ACME_SECRET_N_KINDS; i++)
    g_clear_pointer (&secrets[i], acme_secret_free);
  if (!done || !print (cli, connection, error))
    return FALSE;
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
explain (GString *help)
{
  g_string_append (help, _("Secrets are asked for on the terminal, or read from the standard input if that is none, a "
                           "line for each:\nthe client secret, password, certificate password or PIN, then the client "
                           "secret of the Audit API.\nThey are kept in the keyring.\n"));
}

static const AcmeCliOption options[] = {
  { "url", "URL", N_("The address of the API, such as https://admin.enterprise.sectigo.com"), TRUE },
  { "client-id", "ID", N_("Sign in with an API key, whose client id this is") },
  { "token-url", "URL", N_("Where tokens are issued, if not at the usual place") },
  { "login", "NAME", N_("Sign in with this login name and a password") },
  { "customer-uri", "URI", N_("The last part of the address at which administrators sign in") },
  { "certificate", "FILE", N_("Sign in with a client certificate, in PKCS#12 or PEM, or on a token (pkcs11:…)") },
  { "certificate-key", "FILE", N_("The private key of the certificate, in PEM, if it is in another file") },
  { "ca-file", "FILE", N_("Trust the certificates in this file, too") },
  { "audit-url", "URL", N_("The address of the Audit API") },
  { "audit-client-id", "ID", N_("The client id of a key for the Audit API") },
  { "request-timeout", "SECONDS", N_("How long a request may take") },
  { "http1", NULL, N_("Speak only HTTP/1.1") },
  { "default", NULL, N_("Use this connection when none is named") },
  { NULL },
};

const AcmeCliCommand acme_cli_connection_add = {
  { "connection add", "NAME", 1, options, 1 },
  N_("Save a connection, and its secrets in the keyring"),
  explain,
  run,
};
