/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl connection remove: forgets connections, with their secrets. Nothing is changed in SCM. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-confirm.h"
#include "acme-cli-saved.h"
#include "acme-error.h"
#include "acme-text.h"

static GPtrArray *
take_connections (AcmeCli  *cli,
                  GError  **error)
{
  g_autoptr(GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *const *name = acme_cli_args_get_arguments (cli->args); *name != NULL; name++)
    {
      AcmeSavedConnection *saved = acme_cli_find_saved (cli, *name, error);

      if (saved == NULL)
        return NULL;
      if (!g_ptr_array_find (connections, saved, NULL))
        g_ptr_array_add (connections, g_object_ref (saved));
    }
  return g_steal_pointer (&connections);
}

static gboolean
confirm (AcmeCli    *cli,
         GPtrArray  *connections,
         GError    **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n", ngettext ("This connection would be removed, with its secrets:",
                                                  "These connections would be removed, with their secrets:",
                                                  connections->len));
  for (guint i = 0; i < connections->len; i++)
    {
      const char *url = acme_item_get_text (connections->pdata[i], ACME_SAVED_CONNECTION_URL);
      g_autofree char *line = g_strdup_printf ("  %s, %s", acme_saved_connection_get_name (connections->pdata[i]), url);
      g_autofree char *printable = acme_text_make_printable (line); /* whoever wrote the file */

      g_string_append_printf (text, "%s\n", printable);
    }
  return acme_cli_confirm (cli, text->str, _("Remove?"), error);
}

static gboolean
remove_connection (AcmeCli              *cli,
                   AcmeSavedConnection  *connection,
                   GError              **error)
{
  acme_connection_store_remove_async (cli->store, acme_saved_connection_get_id (connection), cli->cancellable,
                                      acme_cli_await_cb, cli);
  return acme_connection_store_remove_finish (cli->store, acme_cli_await (cli), error);
}

static void
clear_secrets (AcmeCli              *cli,
               AcmeSavedConnection  *connection,
               GError              **error)
{
  AcmeSecrets *secrets = acme_cli_get_secrets (cli);
  g_autoptr(GError) cause = NULL;

  acme_secrets_clear_async (secrets, acme_saved_connection_get_id (connection), ACME_SECRET_ALL_KINDS,
                            cli->cancellable, acme_cli_await_cb, cli);
  if (acme_secrets_clear_finish (secrets, acme_cli_await (cli), &cause))
    return;
  /* Translators: the first %s is the name of a connection, the second a sentence that says why */
  g_set_error (error, ACME_ERROR, ACME_ERROR_PARTIAL,
               _("The connection “%s” was removed, but its secrets may still be in the keyring: %s"),
               acme_saved_connection_get_name (connection), cause->message);
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(GPtrArray) connections = NULL;
  g_autoptr(GError) problem = NULL;

  if (!acme_cli_can_confirm (cli, error))
    return FALSE;
  connections = take_connections (cli, error);
  if (connections == NULL || !confirm (cli, connections, error))
    return FALSE;

  for (guint i = 0; i < connections->len; i++)
    {
      if (!remove_connection (cli, connections->pdata[i], error))
        return FALSE;
      clear_secrets (cli, connections->pdata[i], problem == NULL ? &problem : NULL);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static const AcmeCliOption options[] = {
  ACME_CLI_CONFIRM_OPTIONS,
  { NULL },
};

const AcmeCliCommand acme_cli_connection_remove = {
  { "connection remove", "NAME…", ACME_CLI_ANY_NUMBER, options, 1 },
  N_("Remove saved connections and their secrets"),
  NULL,
  run,
};
