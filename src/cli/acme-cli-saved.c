/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connections that are saved, as commands use them. Their secrets come from the keyring; where it has none, or
 * cannot be used, whoever sits at the terminal is asked, and nothing of that is kept. */

#include "config.h"

#include "acme-cli-saved.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "acme-cli-terminal.h"
#include "acme-connection-opener.h"
#include "acme-error.h"
#include "acme-text.h"

/**
 * acme_cli_load_store:
 * @cli: the run
 * @error: return location for an %ACME_ERROR_FAILED with a sentence that names the file
 *
 * Returns: (transfer none) (nullable): the connections that are saved
 */
AcmeConnectionStore *
acme_cli_load_store (AcmeCli  *cli,
                     GError  **error)
{
  g_autoptr(AcmeConnectionStore) store = NULL;

  g_return_val_if_fail (cli != NULL, NULL);

  if (cli->store != NULL)
    return cli->store;

  store = acme_connection_store_new (NULL);
  acme_connection_store_load_async (store, cli->cancellable, acme_cli_await_cb, cli);
  if (!acme_connection_store_load_finish (store, acme_cli_await (cli), error))
    return NULL;

  if (acme_connection_store_get_notice (store) != NULL)
    acme_cli_warn (cli, "%s", acme_connection_store_get_notice (store));
  cli->store = g_steal_pointer (&store);
  return cli->store;
}

/**
 * acme_cli_get_secrets:
 * @cli: the run
 *
 * Returns: (transfer none): the keyring, which is not looked for before something is asked of it
 */
AcmeSecrets *
acme_cli_get_secrets (AcmeCli *cli)
{
  g_return_val_if_fail (cli != NULL, NULL);

  if (cli->secrets == NULL)
    cli->secrets = acme_secrets_new ();
  return cli->secrets;
}

/**
 * acme_cli_find_saved:
 * @cli: the run
 * @name: the name of a connection
 * @error: return location for an %ACME_ERROR_INVALID, as of the options that name one
 *
 * Returns: (transfer none) (nullable): that connection
 */
AcmeSavedConnection *
acme_cli_find_saved (AcmeCli     *cli,
                     const char  *name,
                     GError     **error)
{
  AcmeConnectionStore *store = acme_cli_load_store (cli, error);
  AcmeSavedConnection *saved;

  if (store == NULL)
    return NULL;
  saved = acme_connection_store_find (store, name);
  if (saved == NULL)
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                 _("There is no saved connection “%s”; “acmectl connection list” lists them."), name);
  return saved;
}

/**
 * acme_cli_ask_secret:
 * @cli: the run
 * @fd: the terminal; or a pipe or file, of which one line is read
 * @kind: which secret
 * @out_secret: (out) (transfer full): the secret, to be freed with acme_secret_free()
 * @error: return location for an %ACME_ERROR_INVALID if that can be none, or for why nobody could be asked
 *
 * Returns: whether there is a secret now
 */
gboolean
acme_cli_ask_secret (AcmeCli         *cli,
                     int              fd,
                     AcmeSecretKind   kind,
                     char           **out_secret,
                     GError         **error)
{
  /* Translators: asks for a secret on the terminal; %s is its name, such as “Client Secret” */
  g_autofree char *prompt = g_strdup_printf (_("%s: "), acme_secret_kind_get_title (kind));

  *out_secret = acme_cli_terminal_read_secret (cli, fd, prompt, error);
  if (*out_secret == NULL)
    return FALSE;
  if (acme_secret_kind_check (kind, *out_secret, error))
    return TRUE;
  g_clear_pointer (out_secret, acme_secret_free);
  return FALSE;
}

static gboolean
ask_all (AcmeCli            *cli,
         AcmeSecretRequest  *request,
         int                 fd,
         GError            **error)
{
  g_autoptr(GOutputStream) terminal = g_unix_output_stream_new (fd, FALSE);
  AcmeSavedConnection *connection = acme_secret_request_get_connection (request);
  const char *why = acme_secret_request_get_why (request);
  /* Translators: shown on the terminal before secrets are asked for; %s is the name of a connection */
  g_autofree char *title = g_strdup_printf (_("To sign in to “%s”:"), acme_saved_connection_get_name (connection));
  g_autofree char *text = g_strdup_printf ("%s%s%s", why != NULL ? why : "", why != NULL ? " " : "", title);
  g_autofree char *printable = acme_text_make_printable (text);

  if (!acme_cli_terminal_say (terminal, printable, error) || !acme_cli_terminal_say (terminal, "\n", error))
    return FALSE;
  for (guint kind = 0; kind < ACME_SECRET_N_KINDS; kind++)
    {
      g_autoptr(AcmeSecretText) secret = NULL;

      if ((acme_secret_request_get_wanted (request) & (1u << kind)) == 0)
        continue;
      if (!acme_cli_ask_secret (cli, fd, kind, &secret, error))
        return FALSE;
      acme_secret_request_answer (request, kind, secret);
    }
  return TRUE;
}

/* Comes from within acme_cli_await(), and waits itself; the other goes on when this has answered. */
static void
ask (AcmeSecretRequest *request,
     gpointer           user_data)
{
  g_autoptr(GError) error = NULL;
  int fd = acme_cli_terminal_open ();

  if (fd >= 0 && ask_all (user_data, request, fd, &error))
    acme_secret_request_done (request);
  else
    acme_secret_request_refuse (request, error);
  if (fd >= 0)
    close (fd);
}

static AcmeConnection *
open_connection (AcmeCli              *cli,
                 AcmeSavedConnection  *saved,
                 GError              **error)
{
  g_autoptr(AcmeConnectionOpener) opener = NULL;

  /* the standard input is for other things, and is not read here */
  opener = acme_connection_opener_new (acme_cli_get_secrets (cli), acme_cli_terminal_is_there () ? ask : NULL, cli,
                                       NULL);
  acme_connection_opener_open_async (opener, saved, NULL, cli->cancellable, acme_cli_await_cb, cli);
  return acme_connection_opener_open_finish (opener, acme_cli_await (cli), NULL, error);
}

/**
 * acme_cli_open_saved:
 * @cli: the run
 * @name: the name of a saved connection
 * @error: return location for an %ACME_ERROR_INVALID if there is none or it cannot be used, or an %ACME_ERROR_KEYRING
 *   if a secret is not there and nobody can be asked
 *
 * Returns: (transfer full) (nullable): the connection
 */
AcmeConnection *
acme_cli_open_saved (AcmeCli     *cli,
                     const char  *name,
                     GError     **error)
{
  AcmeSavedConnection *saved = acme_cli_find_saved (cli, name, error);

  return saved != NULL ? open_connection (cli, saved, error) : NULL;
}

/**
 * acme_cli_open_default:
 * @cli: the run
 * @error: return location, as of acme_cli_open_saved()
 *
 * Returns: (transfer full) (nullable): the saved connection that is meant if none is named
 */
AcmeConnection *
acme_cli_open_default (AcmeCli  *cli,
                       GError  **error)
{
  AcmeConnectionStore *store = acme_cli_load_store (cli, error);
  AcmeSavedConnection *saved;

  if (store == NULL)
    return NULL;
  saved = acme_connection_store_get_default (store);
  if (saved != NULL)
    return open_connection (cli, saved, error);

  if (g_list_model_get_n_items (G_LIST_MODEL (store)) > 0)
    g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID,
                         _("No saved connection is the default: choose one with --connection; “acmectl connection "
                           "list” lists them."));
  else
    g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID,
                         _("There is no connection: save one with “acmectl connection add”, or set ACME_CONSOLE_URL "
                           "and what to sign in with (see “man acmectl”), or try --demo."));
  return NULL;
}
