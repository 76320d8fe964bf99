/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-accounts-window.h"

#include "acme-account.h"
#include "acme-list-page.h"
#include "dialog-fixture.h"
#include "find-widget.h"
#include "scm-accounts-double.h"

#define N_ACCOUNTS 450
#define PAGE_SIZE 200
#define SERVER "https://acme.example.org/v2/OV"

typedef struct
{
  ScmDouble *server;
  GPtrArray *held; /* SoupServerMessage: the answers with later pages, until the first rows are painted */
  AcmeAccountsWindow *window; /* (nullable) */
  GListModel *rows;
  guint n_painted; /* of the first frame that had rows, or 0 */
} Fixture;

static void
painted_cb (Fixture *fixture)
{
  if (fixture->n_painted == 0)
    fixture->n_painted = g_list_model_get_n_items (fixture->rows);
}

static void
release (Fixture *fixture)
{
  for (guint i = 0; i < fixture->held->len; i++)
    soup_server_message_unpause (fixture->held->pdata[i]);
  g_ptr_array_set_size (fixture->held, 0);
}

static void
list_accounts_cb (SoupServer        *server,
                  SoupServerMessage *message,
                  const char        *path,
                  GHashTable        *query,
                  gpointer           user_data)
{
  Fixture *fixture = user_data;
  gint64 position = scm_double_get_number (query, "position");
  g_autoptr(GString) json = g_string_new ("[");

  for (gint64 i = position; i < MIN (position + PAGE_SIZE, N_ACCOUNTS); i++)
    g_string_append_printf (json, "%s{\"id\": %d, \"name\": \"account %d\", \"acmeServer\": \"" SERVER "\"}",
                            i > position ? "," : "", (int) i + 1, (int) i + 1);
  g_string_append_c (json, ']');
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Total-Count",
                                G_STRINGIFY (N_ACCOUNTS));
  scm_double_answer (message, 200, json->str);
  if (position == 0 || fixture->n_painted > 0)
    return;
  soup_server_message_pause (message);
  g_ptr_array_add (fixture->held, g_object_ref (message));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(AcmeConnection) connection = NULL;
  g_autoptr(AcmeScmConfig) config = NULL;
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (7);

  fixture->server = scm_double_new ();
  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
  scm_double_add (fixture->server, SCM_ACCOUNTS_PUBLIC, list_accounts_cb, fixture);
  scm_double_add_pages (fixture->server, SCM_ACCOUNTS_SERVERS, 0, "{}");
  scm_double_add_pages (fixture->server, SCM_ACCOUNTS_ORGANIZATIONS, 0, "{}");
  config = scm_double_make_config (fixture->server);
  connection = acme_connection_new ("double", "Double", config);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "OV");
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, SERVER);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_PUBLIC);

  fixture->window = create_dialog (ACME_TYPE_ACCOUNTS_WINDOW, connection, endpoint);
  fixture->rows = G_LIST_MODEL (acme_table_get_rows (ACME_TABLE (find_widget (GTK_WIDGET (fixture->window),
                                                                              ACME_TYPE_TABLE, NULL))));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window)), "after-paint",
                            G_CALLBACK (painted_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window)), fixture);
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_finalized (fixture->window);
  release (fixture);
  g_ptr_array_unref (fixture->held);
  scm_double_free (fixture->server);
}

static gboolean
has_painted (gpointer data)
{
  return ((Fixture *) data)->n_painted > 0;
}

static gboolean
is_loaded (gpointer data)
{
  Fixture *fixture = data;

  return has_painted (fixture) && find_action (GTK_WIDGET (fixture->window), "win.stop") == NULL;
}

/* What is seen first is painted first; in the end everything is there once. */
static void
test_first_rows (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  wait_until (has_painted, fixture);
  g_assert_cmpuint (fixture->n_painted, <, PAGE_SIZE);
  g_assert_cmpuint (fixture->n_painted, >, 20);

  release (fixture);
  wait_until (is_loaded, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, N_ACCOUNTS);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autoptr(AcmeItem) item = g_list_model_get_item (fixture->rows, i);

      g_assert_true (g_hash_table_add (keys, g_strdup (acme_item_get_key (item))));
    }
}

static gboolean
has_first_page (gpointer data)
{
  return g_list_model_get_n_items (((Fixture *) data)->rows) == PAGE_SIZE;
}

/* What came stays when it is stopped, also what was held back. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  wait_until (has_painted, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.stop", NULL);
  wait_until (has_first_page, fixture);
}

/* Closed with rows still held back */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  wait_until (has_painted, fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/accounts-window-load/first-rows", Fixture, NULL, set_up, test_first_rows, tear_down);
  g_test_add ("/accounts-window-load/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/accounts-window-load/close", Fixture, NULL, set_up, test_close, tear_down);
  return g_test_run ();
}
