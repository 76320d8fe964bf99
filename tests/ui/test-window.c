/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>

#include "acme-error-bar.h"
#include "find-widget.h"
#include "window-fixture.h"

static void
assert_finalized (Fixture *fixture)
{
  AcmeWindow *window = g_object_ref (g_steal_pointer (&fixture->window));

  gtk_window_destroy (GTK_WINDOW (window));
  wait_finalized (window);
}

/* A connection to the demo with another secret. */
static AcmeConnection *
connect_with (Fixture    *fixture,
              const char *client_id,
              const char *client_secret)
{
  AcmeDemoServer *server = acme_demo_get_server (fixture->demo);

  return acme_connection_new_oauth ("test", "Test", acme_demo_server_get_url (server),
                                    acme_demo_server_get_token_url (server), client_id, client_secret);
}

static void
assert_error_page (Fixture    *fixture,
                   const char *title)
{
  g_assert_cmpstr (get_page (fixture), ==, "error");
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), title));
  g_assert_true (is_enabled (fixture, "win.refresh"));
}

/* It is made for the first error. */
static GtkWidget *
find_error_bar (Fixture *fixture)
{
  return find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_ERROR_BAR, NULL);
}

static gboolean
has_error_bar (Fixture *fixture)
{
  GtkWidget *bar = find_error_bar (fixture);

  return bar != NULL && acme_error_bar_get_revealed (ACME_ERROR_BAR (bar));
}

static void
test_first_start (Fixture       *fixture,
                  gconstpointer  data)
{
  open_window (fixture, NULL);
  settle ();
  g_assert_cmpstr (get_page (fixture), ==, "start");
  g_assert_null (acme_window_get_connection (fixture->window));
  assert_finalized (fixture);
}

static void
test_loaded (Fixture       *fixture,
             gconstpointer  data)
{
  open_demo (fixture);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Demo");
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "127.0.0.1"));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "Updated at "));
  g_assert_false (has_error_bar (fixture));
  assert_finalized (fixture);
}

static gboolean
is_shown (gpointer data)
{
  Fixture *fixture = data;

  return gtk_widget_get_mapped (GTK_WIDGET (fixture->window));
}

/* Opened as the application does it, a window waits a moment for its first rows. */
static void
test_open (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *focus;

  make_window (fixture, acme_demo_get_connection (fixture->demo));
  acme_window_open (fixture->window);
  g_assert_false (is_shown (fixture));
  wait_until (is_shown, fixture);
  wait_loaded (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "table");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->table)));
  assert_finalized (fixture);

  make_window (fixture, NULL); /* nothing to wait for */
  acme_window_open (fixture->window);
  g_assert_true (is_shown (fixture));
  assert_finalized (fixture);

  add_fault (fixture, ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, 0, 0);
  make_window (fixture, acme_demo_get_connection (fixture->demo));
  acme_window_open (fixture->window);
  wait_until (is_shown, fixture);
  g_assert_cmpstr (get_page (fixture), ==, "loading");
  assert_finalized (fixture);

  make_window (fixture, acme_demo_get_connection (fixture->demo)); /* gone before it was shown */
  acme_window_open (fixture->window);
  assert_finalized (fixture);
}

static void
test_set_connection (Fixture       *fixture,
                     gconstpointer  data)
{
  open_window (fixture, NULL);
  acme_window_set_connection (fixture->window, acme_demo_get_connection (fixture->demo));
  g_assert_cmpstr (get_page (fixture), ==, "loading");
  wait_loaded (fixture);
  g_assert_cmpuint (get_n_rows (fixture), ==, SMALL_ENDPOINTS);

  acme_window_set_connection (fixture->window, NULL);
  settle ();
  g_assert_cmpstr (get_page (fixture), ==, "start");
  assert_finalized (fixture);
}

static void
assert_focus_in_table (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->table)));
}

static void
test_refresh_keeps_place (Fixture       *fixture,
                          gconstpointer  data)
{
  AcmeItem *selected;

  open_demo (fixture);
  selected = get_row (fixture, 7);
  acme_table_select_item (fixture->table, selected);
  acme_table_grab_focus_view (fixture->table);
  settle ();
  assert_focus_in_table (fixture);

  activate (fixture, "win.refresh");
  g_assert_true (acme_window_is_refreshing (fixture->window));
  g_assert_cmpstr (get_page (fixture), ==, "table");
  wait_loaded (fixture);

  g_assert_true (acme_table_get_selected_item (fixture->table) == selected);
  g_assert_true (get_row (fixture, 7) == selected);
  assert_focus_in_table (fixture);
}

static void
test_one_refresh_at_a_time (Fixture       *fixture,
                            gconstpointer  data)
{
  AcmeDemoServer *server = acme_demo_get_server (fixture->demo);
  guint n_alone;

  open_demo (fixture);
  acme_demo_server_reset_counts (server);
  activate (fixture, "win.refresh");
  wait_loaded (fixture);
  n_alone = acme_demo_server_count_requests (server, "GET", "/api/endpoint/v1");
  g_assert_cmpuint (n_alone, >, 0);

  acme_demo_server_reset_counts (server);
  activate (fixture, "win.refresh");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.refresh", NULL);
  wait_loaded (fixture);
  g_assert_cmpuint (acme_demo_server_count_requests (server, "GET", "/api/endpoint/v1"), ==, n_alone);
}

static void
test_wrong_secret (Fixture       *fixture,
                   gconstpointer  data)
{
  AcmeDemoServer *server = acme_demo_get_server (fixture->demo);
  g_autoptr(AcmeConnection) connection = NULL;

  connection = connect_with (fixture, acme_demo_server_get_client_id (server), "not the secret");
  open_window (fixture, connection);
  wait_loaded (fixture);
  assert_error_page (fixture, "Cannot Sign In");
  assert_finalized (fixture);
}

static void
test_forbidden (Fixture       *fixture,
                gconstpointer  data)
{
  AcmeDemoServer *server = acme_demo_get_server (fixture->demo);
  g_autoptr(AcmeConnection) connection = NULL;

  connection = connect_with (fixture, acme_demo_server_get_forbidden_client_id (server),
                             acme_demo_server_get_forbidden_client_secret (server));
  open_window (fixture, connection);
  wait_loaded (fixture);
  assert_error_page (fixture, "Not Allowed");
}

static void
test_closed_port (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(AcmeConnection) connection = g_object_ref (acme_demo_get_connection (fixture->demo));

  g_clear_object (&fixture->demo);
  open_window (fixture, connection);
  wait_loaded (fixture);
  assert_error_page (fixture, "Cannot Reach 127.0.0.1");
  assert_finalized (fixture);
}

typedef struct
{
  const char *name;
  AcmeDemoFaultKind kind;
  guint status;
  const char *title;
} Fault;

static const Fault faults[] = {
  { "server", ACME_DEMO_FAULT_STATUS, 501, "The Server Has a Problem" },
  { "html", ACME_DEMO_FAULT_HTML, 0, "Unexpected Answer" },
  { "not-json", ACME_DEMO_FAULT_NOT_JSON, 0, "Unexpected Answer" },
  { "deep", ACME_DEMO_FAULT_DEEP, 0, "Unexpected Answer" },
  { "wrong-types", ACME_DEMO_FAULT_WRONG_TYPES, 0, "Unexpected Answer" },
  { "redirect", ACME_DEMO_FAULT_REDIRECT, 302, "Unexpected Answer" },
  { "reset", ACME_DEMO_FAULT_RESET, 0, "Cannot Reach 127.0.0.1" },
};

/* After each fault the window works again: Try Again is all it takes. */
static void
test_fault (Fixture       *fixture,
            gconstpointer  data)
{
  const Fault *fault = data;

  add_fault (fixture, fault->kind, fault->status, 0);
  open_window (fixture, acme_demo_get_connection (fixture->demo));
  wait_loaded (fixture);
  assert_error_page (fixture, fault->title);

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  activate (fixture, "win.refresh");
  wait_loaded (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "table");
  g_assert_cmpuint (get_n_rows (fixture), ==, SMALL_ENDPOINTS);
}

static void
test_error_bar (Fixture       *fixture,
                gconstpointer  data)
{
  AcmeItem *selected;

  open_demo (fixture);
  selected = get_row (fixture, 3);
  acme_table_select_item (fixture->table, selected);

  add_fault (fixture, ACME_DEMO_FAULT_HTML, 0, 0);
  activate (fixture, "win.refresh");
  wait_loaded (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "table");
  g_assert_true (has_error_bar (fixture));
  g_assert_nonnull (find_label (find_error_bar (fixture), "Unexpected Answer: "));
  g_assert_cmpuint (get_n_rows (fixture), ==, SMALL_ENDPOINTS);
  g_assert_true (acme_table_get_selected_item (fixture->table) == selected);

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  activate (fixture, "win.refresh");
  wait_loaded (fixture);
  g_assert_false (has_error_bar (fixture));
}

static void
test_stop_first_load (Fixture       *fixture,
                      gconstpointer  data)
{
  add_fault (fixture, ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, 0, 0);
  open_window (fixture, acme_demo_get_connection (fixture->demo));
  settle ();
  g_assert_cmpstr (get_page (fixture), ==, "loading");

  activate (fixture, "win.stop");
  g_assert_false (acme_window_is_refreshing (fixture->window));
  settle ();
  g_assert_cmpstr (get_page (fixture), ==, "stopped");

  acme_demo_server_clear_faults (acme_demo_get_server (fixture->demo));
  activate (fixture, "win.refresh");
  wait_loaded (fixture);
  g_assert_cmpuint (get_n_rows (fixture), ==, SMALL_ENDPOINTS);
  assert_finalized (fixture);
}

static void
test_stop_refresh (Fixture       *fixture,
                   gconstpointer  data)
{
  AcmeItem *selected;

  open_demo (fixture);
  selected = get_row (fixture, 5);
  acme_table_select_item (fixture->table, selected);

  add_fault (fixture, ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, 0, 0);
  activate (fixture, "win.refresh");
  settle ();
  activate (fixture, "win.stop");
  settle ();

  g_assert_cmpstr (get_page (fixture), ==, "table");
  g_assert_cmpuint (get_n_rows (fixture), ==, SMALL_ENDPOINTS);
  g_assert_true (acme_table_get_selected_item (fixture->table) == selected);
  g_assert_false (has_error_bar (fixture));
  assert_finalized (fixture);
}

/* The answer of a refresh that was stopped must not be taken for that of the next one. */
static void
test_stop_and_refresh (Fixture       *fixture,
                       gconstpointer  data)
{
  open_demo (fixture);
  for (guint i = 0; i < 5; i++)
    {
      activate (fixture, "win.refresh");
      activate (fixture, "win.stop");
    }
  activate (fixture, "win.refresh");
  g_assert_true (acme_window_is_refreshing (fixture->window));
  wait_loaded (fixture);
  g_assert_cmpuint (get_n_rows (fixture), ==, SMALL_ENDPOINTS);
  g_assert_false (has_error_bar (fixture));
}

static void
test_closed_during_load (Fixture       *fixture,
                         gconstpointer  data)
{
  open_window (fixture, acme_demo_get_connection (fixture->demo));
  g_assert_true (acme_window_is_refreshing (fixture->window));
  assert_finalized (fixture);

  add_fault (fixture, ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, 0, 0);
  open_window (fixture, acme_demo_get_connection (fixture->demo));
  settle ();
  assert_finalized (fixture);
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  const char *body = g_str_has_suffix (path, "/token") ? "{\"access_token\":\"t\",\"expires_in\":300}" : "[]";

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_append (soup_server_message_get_response_headers (message), "X-Total-Count", "0");
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, body, strlen (body));
}

static void
test_no_endpoints (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeConnection) connection = NULL;
  g_autofree char *url = NULL;
  g_autofree char *token_url = NULL;
  g_autoslist(GUri) uris = NULL;

  soup_server_add_handler (server, NULL, answer_cb, NULL, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  token_url = g_strconcat (url, "/token", NULL);
  connection = acme_connection_new_oauth ("none", "Nothing", url, token_url, "id", "secret");

  open_window (fixture, connection);
  wait_loaded (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "empty");
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "Contact your Sectigo account manager"));
  g_assert_true (is_enabled (fixture, "win.refresh"));
  assert_finalized (fixture);
}

static void
test_size_is_remembered (Fixture       *fixture,
                         gconstpointer  data)
{
  int width;
  int height;

  acme_settings_set_window_size (fixture->settings, 700, 500);
  open_window (fixture, NULL);
  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  g_assert_cmpint (width, ==, 700);
  g_assert_cmpint (height, ==, 500);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 820, 610);
  settle ();
  gtk_window_close (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  settle ();
  acme_settings_get_window_size (fixture->settings, &width, &height);
  g_assert_cmpint (width, ==, 820);
  g_assert_cmpint (height, ==, 610);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("/window/first-start", test_first_start);
  ADD ("/window/loaded", test_loaded);
  ADD ("/window/open", test_open);
  ADD ("/window/set-connection", test_set_connection);
  ADD ("/window/refresh-keeps-place", test_refresh_keeps_place);
  ADD ("/window/one-refresh-at-a-time", test_one_refresh_at_a_time);
  ADD ("/window/wrong-secret", test_wrong_secret);
  ADD ("/window/forbidden", test_forbidden);
  ADD ("/window/closed-port", test_closed_port);
  ADD ("/window/error-bar", test_error_bar);
  ADD ("/window/stop-first-load", test_stop_first_load);
  ADD ("/window/stop-refresh", test_stop_refresh);
  ADD ("/window/stop-and-refresh", test_stop_and_refresh);
  ADD ("/window/closed-during-load", test_closed_during_load);
  ADD ("/window/no-endpoints", test_no_endpoints);
  ADD ("/window/size-is-remembered", test_size_is_remembered);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/window/fault/", faults[i].name, NULL);

      g_test_add (path, Fixture, &faults[i], fixture_set_up, test_fault, fixture_tear_down);
    }

  return g_test_run ();
}
