/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A long list in pages of 200, each request 50 ms away: with the total told, which lets pages be asked for side by
 * side, against the same list without it, which has to be read page after page. */

#include "bench.h"

#include <libsoup/soup.h>
#include <stdlib.h>

#include "acme-organization.h"
#include "acme-scm-items.h"
#include "acme-scm-json.h"
#include "acme-scm-list.h"

#define LATENCY_MSEC 50

typedef struct
{
  guint n_items;
  gboolean tells_total;
  guint n_requests;
} Source;

static gboolean
answer_cb (gpointer message)
{
  soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

static void
handle_request (SoupServer        *server,
                SoupServerMessage *message,
                const char        *path,
                GHashTable        *query,
                gpointer           user_data)
{
  Source *source = user_data;
  g_autoptr(GString) body = g_string_new ("[");
  guint position = strtoul (query != NULL ? g_hash_table_lookup (query, "position") ?: "0" : "0", NULL, 10);
  guint size = strtoul (query != NULL ? g_hash_table_lookup (query, "size") ?: "0" : "0", NULL, 10);

  source->n_requests++;
  for (guint i = position; i < MIN (position + size, source->n_items); i++)
    g_string_append_printf (body, "%s{\"id\":%u,\"name\":\"Organization %u of Northern University\"}",
                            i > position ? "," : "", i + 1, i + 1);
  g_string_append_c (body, ']');

  if (source->tells_total)
    {
      g_autofree char *total = g_strdup_printf ("%u", source->n_items);

      soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Total-Count", total);
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body->str, body->len);
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, LATENCY_MSEC, answer_cb, g_object_ref (message), g_object_unref);
}

static AcmeItem *
read_item (JsonObject  *element,
           gpointer     user_data,
           GError     **error)
{
  AcmeItem *item;
  gint64 id;

  if (!acme_scm_json_get_id (element, "id", &id, error))
    return NULL;
  item = ACME_ITEM (acme_organization_new (id));
  acme_scm_items_read_string (item, ACME_ORGANIZATION_NAME, element, "name");
  return item;
}

static void
list_cb (GObject      *session,
         GAsyncResult *result,
         gpointer      done)
{
  g_autoptr(GError) error = NULL;

  acme_scm_list_finish (ACME_SCM_SESSION (session), result, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

/* How long it takes to list everything, in milliseconds. */
static double
measure (AcmeScmSession *session,
         Source         *source)
{
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", "/api/acme/v2/account");
  g_autoptr(AcmeScmItems) items = acme_scm_items_new (read_item, NULL);
  g_autoptr(GPtrArray) list = NULL;
  gint64 start = g_get_monotonic_time ();
  gboolean done = FALSE;

  source->n_requests = 0;
  acme_scm_list_async (session, request, ACME_SCM_LIST_PAGED, acme_scm_items_take_page, items, NULL, NULL, NULL,
                       list_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  list = acme_scm_items_steal (items, NULL);
  g_assert_cmpuint (list->len, ==, source->n_items);
  return (g_get_monotonic_time () - start) / 1e3;
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 2000, 10000, 20000 };
  g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr(AcmeScmConfig) config = NULL;
  g_autoptr(AcmeScmSession) session = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  GSList *uris;
  Source source = { 0, };

  soup_server_add_handler (server, NULL, handle_request, &source, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  config = acme_scm_config_new (url);
  acme_scm_config_set_password (config, "bench", "bench", "bench");
  session = acme_scm_session_new (config);

  g_print ("A list in pages of %d, %d ms a request: side by side / one after the other\n", ACME_SCM_PAGE_SIZE,
           LATENCY_MSEC);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double side_by_side, in_turn;

      source.n_items = sizes[i];
      source.tells_total = TRUE;
      side_by_side = measure (session, &source);
      source.tells_total = FALSE;
      in_turn = measure (session, &source);
      g_print ("  %6u items, %3u requests: %6.0f ms / %6.0f ms = %.2f, %.0f MiB\n", sizes[i], source.n_requests,
               side_by_side, in_turn, side_by_side / in_turn, bench_get_private_mib ());
    }
  return 0;
}
