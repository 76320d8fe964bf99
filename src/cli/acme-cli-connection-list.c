/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl connection list: the connections that are saved. Nothing in them is a secret, and nothing is asked of SCM or
 * of the keyring. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>

#include "acme-cli-list.h"
#include "acme-cli-saved.h"

static const guint exported[] = {
  ACME_SAVED_CONNECTION_ID, ACME_SAVED_CONNECTION_NAME, ACME_SAVED_CONNECTION_DEFAULT, ACME_SAVED_CONNECTION_KIND,
  ACME_SAVED_CONNECTION_URL, ACME_SAVED_CONNECTION_TOKEN_URL, ACME_SAVED_CONNECTION_CLIENT_ID,
  ACME_SAVED_CONNECTION_LOGIN, ACME_SAVED_CONNECTION_CUSTOMER_URI, ACME_SAVED_CONNECTION_CERTIFICATE,
  ACME_SAVED_CONNECTION_CERTIFICATE_KEY, ACME_SAVED_CONNECTION_CA_FILE, ACME_SAVED_CONNECTION_AUDIT_URL,
  ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID, ACME_SAVED_CONNECTION_TIMEOUT, ACME_SAVED_CONNECTION_HTTP1,
};
static const guint shown[] = {
  ACME_SAVED_CONNECTION_NAME, ACME_SAVED_CONNECTION_DEFAULT, ACME_SAVED_CONNECTION_KIND, ACME_SAVED_CONNECTION_URL,
};
static const AcmeCliColumns columns = ACME_CLI_COLUMNS (exported, shown);

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_saved_connection_fields);
  g_autoptr(GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  AcmeConnectionStore *store = acme_cli_load_store (cli, error);

  if (store == NULL)
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    g_ptr_array_add (connections, g_list_model_get_item (G_LIST_MODEL (store), i));
  return acme_cli_print_list (cli, connections, query, &columns, error);
}

const AcmeCliCommand acme_cli_connection_list = {
  { "connection list", NULL, 0, NULL },
  N_("List the saved connections"),
  NULL,
  run,
};
