/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "acme-list-page.h"
#include "find-widget.h"

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  static GtkApplication *application;
  g_autoptr(GError) error = NULL;

  /* There can be only one in a process */
  if (application == NULL)
    {
      application = GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
      g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
      g_assert_no_error (error);
    }
  fixture->application = application;
  fixture->settings = acme_settings_new ();
  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_clear_object (&fixture->demo);
  g_clear_object (&fixture->settings);
}

/* Makes the window; it begins to load. */
void
make_window (Fixture        *fixture,
             AcmeConnection *connection)
{
  fixture->window = acme_window_new (fixture->application, fixture->settings, connection);
  fixture->table = ACME_TABLE (find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_TABLE, NULL));
}

/* Opens the window at once. */
void
open_window (Fixture        *fixture,
             AcmeConnection *connection)
{
  make_window (fixture, connection);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static gboolean
is_loaded (gpointer data)
{
  Fixture *fixture = data;
  AcmeRows *rows = acme_table_get_rows (fixture->table);

  return !acme_window_is_refreshing (fixture->window) && (rows == NULL || !acme_rows_is_busy (rows));
}

/* Waits until a refresh has ended, however it did. */
void
wait_loaded (Fixture *fixture)
{
  wait_until (is_loaded, fixture);
  settle ();
}

/* Opens the window and waits for its rows. */
void
open_demo (Fixture *fixture)
{
  open_window (fixture, acme_demo_get_connection (fixture->demo));
  wait_loaded (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "table");
  g_assert_cmpuint (get_n_rows (fixture), ==, SMALL_ENDPOINTS);
}

/* What is in the middle of the window: the table, or which status. */
const char *
get_page (Fixture *fixture)
{
  static const char *const names[] = {
    [ACME_LIST_PAGE_EMPTY] = "empty", [ACME_LIST_PAGE_LOADING] = "loading", [ACME_LIST_PAGE_STOPPED] = "stopped",
    [ACME_LIST_PAGE_ERROR] = "error", [ACME_LIST_PAGE_ROWS] = "table",
  };
  GtkWidget *page = find_widget (GTK_WIDGET (fixture->window), ACME_TYPE_LIST_PAGE, NULL);
  AcmeListPageState state = acme_list_page_get_state (ACME_LIST_PAGE (page));

  if (state == ACME_LIST_PAGE_EMPTY && find_label (page, "Welcome to ACME Console") != NULL)
    return "start";
  return names[state];
}

guint
get_n_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (acme_table_get_rows (fixture->table)));
}

/* (transfer none): the list holds it */
AcmeItem *
get_row (Fixture *fixture,
         guint    position)
{
  g_autoptr(AcmeItem) item = g_list_model_get_item (G_LIST_MODEL (acme_table_get_rows (fixture->table)), position);

  g_assert_true (ACME_IS_ITEM (item));
  return item;
}

void
activate (Fixture    *fixture,
          const char *action_name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action_name, NULL));
}

/* As its button tells. */
gboolean
is_enabled (Fixture    *fixture,
            const char *action_name)
{
  return gtk_widget_is_sensitive (find_action (GTK_WIDGET (fixture->window), action_name));
}

/* Makes the server misbehave from now on wherever endpoints are asked for. */
void
add_fault (Fixture           *fixture,
           AcmeDemoFaultKind  kind,
           guint              status,
           guint              delay_ms)
{
  AcmeDemoFault fault = {
    .kind = kind, .path = "/api/endpoint/v1", .status = status, .delay_ms = delay_ms, .retry_after = -1,
  };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
}
