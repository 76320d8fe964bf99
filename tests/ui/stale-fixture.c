/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window for stale clients and accounts, about all accounts of a demonstration server. */

#include "stale-fixture.h"

#include "acme-settings.h"
#include "acme-time.h"
#include "clients-fixture.h"
#include "find-widget.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

static void
changed_cb (StaleFixture *fixture,
            AcmeAccount  *account,
            gboolean      deleted)
{
  g_ptr_array_add (fixture->changed, g_object_ref (account));
  fixture->n_deleted += deleted;
}

static void
open_stale (StaleFixture *fixture)
{
  AcmeConnection *connection = acme_demo_get_connection (fixture->demo);
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));

  fixture->window = acme_stale_window_new (session, connection, fixture->endpoint, G_LIST_MODEL (fixture->accounts));
  fixture->table = ACME_TABLE (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_TABLE, NULL));
  g_signal_connect_swapped (fixture->window, "changed", G_CALLBACK (changed_cb), fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
stale_set_up (StaleFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(AcmeSettings) settings = acme_settings_new ();
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;

  acme_settings_set_idle_days (settings, 90);
  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  fixture->server = acme_demo_get_server (fixture->demo);
  fixture->endpoint = create_endpoint ();
  fixture->accounts = acme_keyed_list_new ();
  accounts = load_demo_accounts (fixture->demo);
  acme_keyed_list_replace (fixture->accounts, accounts);
  fixture->n_accounts = accounts->len;
  fixture->changed = g_ptr_array_new_with_free_func (g_object_unref);
  acme_demo_server_reset_counts (fixture->server);
  open_stale (fixture);
}

gboolean
stale_is_closed (gpointer data)
{
  return ((StaleFixture *) data)->window == NULL;
}

void
stale_tear_down (StaleFixture  *fixture,
                 gconstpointer  data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_until (stale_is_closed, fixture);
  g_clear_pointer (&fixture->changed, g_ptr_array_unref);
  g_assert_finalize_object (fixture->accounts);
  g_assert_finalize_object (fixture->endpoint);
  g_clear_object (&fixture->demo);
}

void
stale_activate (StaleFixture *fixture,
                const char   *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
}

gboolean
stale_has_ended (gpointer data)
{
  return !acme_list_dialog_is_loading (ACME_LIST_DIALOG (((StaleFixture *) data)->window));
}

void
stale_search (StaleFixture *fixture)
{
  stale_activate (fixture, "win.refresh");
  g_assert_false (stale_has_ended (fixture));
  wait_until (stale_has_ended, fixture);
}

GListModel *
stale_get_findings (StaleFixture *fixture)
{
  return G_LIST_MODEL (acme_list_dialog_get_items (ACME_LIST_DIALOG (fixture->window)));
}

gboolean
stale_has_finding (StaleFixture *fixture,
                   const char   *key)
{
  return acme_keyed_list_lookup (ACME_KEYED_LIST (stale_get_findings (fixture)), key) != NULL;
}

void
stale_assert_label (StaleFixture *fixture,
                    const char   *text)
{
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), text));
}

/* A label that has @n in the place of %u. */
void
stale_assert_count (StaleFixture *fixture,
                    const char   *words,
                    guint         n)
{
  g_auto(GStrv) parts = g_strsplit (words, "%u", 2);
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *text = g_strjoinv (number, parts);

  stale_assert_label (fixture, text);
}

void
stale_add_fault (StaleFixture      *fixture,
                 AcmeDemoFaultKind  kind,
                 const char        *method,
                 guint              skip,
                 guint              times,
                 guint              delay_ms)
{
  AcmeDemoFault fault = { .kind = kind, .method = method, .path = PATH, .skip = skip, .times = times, .status = 409,
                          .delay_ms = delay_ms, .retry_after = -1 };

  acme_demo_server_add_fault (fixture->server, &fault);
}

/* ---- What there is to find ---- */

static gboolean
is_idle (AcmeItem *client,
         guint     days)
{
  gint64 last = acme_item_get_number (client, ACME_CLIENT_LAST_ACTIVITY);

  return acme_client_is_active (ACME_CLIENT (client)) &&
         (last == ACME_TIME_NONE || last < g_get_real_time () - days * DAY);
}

/* The keys of the findings, told from what another session lists. */
static GHashTable *
list_expected (StaleFixture *fixture,
               guint         days)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)); i++)
    {
      g_autoptr(AcmeItem) account = g_list_model_get_item (G_LIST_MODEL (fixture->accounts), i);
      g_autoptr(GPtrArray) clients = load_demo_clients (fixture->demo, ACME_ACCOUNT (account));

      if (clients->len == 0)
        g_hash_table_add (keys, g_strdup_printf ("%s/", acme_item_get_key (account)));
      for (guint j = 0; j < clients->len; j++)
        {
          if (is_idle (clients->pdata[j], days))
            g_hash_table_add (keys, g_strdup_printf ("%s/%s", acme_item_get_key (account),
                                                     acme_item_get_key (clients->pdata[j])));
        }
    }
  return keys;
}

void
stale_assert_findings (StaleFixture *fixture,
                       guint         days)
{
  g_autoptr(GHashTable) expected = list_expected (fixture, days);
  GHashTableIter iter;
  gpointer key;

  g_assert_cmpuint (g_list_model_get_n_items (stale_get_findings (fixture)), ==, g_hash_table_size (expected));
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_assert_true (stale_has_finding (fixture, key));
}

guint
stale_count_requests (StaleFixture *fixture)
{
  return acme_demo_server_count_requests (fixture->server, "GET", PATH);
}

gboolean
stale_has_some (gpointer data)
{
  return g_list_model_get_n_items (stale_get_findings (data)) > 0;
}
