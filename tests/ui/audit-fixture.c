/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "audit-fixture.h"

#include <string.h>

#include "dialog-fixture.h"
#include "find-widget.h"

void
audit_set_up (AuditFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  stop_animations ();
  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  fixture->endpoint = load_demo_endpoint (fixture->demo, AUDIT_ENDPOINT);
  acme_demo_server_reset_counts (acme_demo_get_server (fixture->demo));
}

void
audit_tear_down (AuditFixture  *fixture,
                 gconstpointer  data)
{
  if (fixture->window != NULL)
    audit_close (fixture);
  g_clear_object (&fixture->endpoint);
  g_clear_object (&fixture->demo);
}

/* account: (nullable): whose audit it is */
void
audit_open (AuditFixture   *fixture,
            AcmeConnection *connection,
            AcmeAccount    *account)
{
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));
  GtkWidget *widget;

  fixture->window = g_object_new (ACME_TYPE_AUDIT_WINDOW, "session", session, "connection", connection, "endpoint",
                                  fixture->endpoint, "account", account, NULL);
  widget = GTK_WIDGET (fixture->window);
  fixture->page = ACME_LIST_PAGE (find_widget (widget, ACME_TYPE_LIST_PAGE, NULL));
  fixture->table = acme_list_page_get_table (fixture->page);
  fixture->histogram = ACME_HISTOGRAM (find_widget (widget, ACME_TYPE_HISTOGRAM, NULL));
  fixture->scopes = GTK_DROP_DOWN (find_widget (widget, GTK_TYPE_DROP_DOWN, NULL));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

void
audit_open_demo (AuditFixture *fixture,
                 AcmeAccount  *account)
{
  audit_open (fixture, acme_demo_get_connection (fixture->demo), account);
}

/* And nothing of it is left. */
void
audit_close (AuditFixture *fixture)
{
  AcmeAuditWindow *window = g_object_ref (g_steal_pointer (&fixture->window));

  gtk_window_destroy (GTK_WINDOW (window));
  wait_finalized (window);
}

void
audit_do (AuditFixture *fixture,
          const char   *action_name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action_name, NULL));
}

/* (transfer none): other ones after each change of what is loaded */
AcmeRows *
audit_get_rows (AuditFixture *fixture)
{
  return acme_table_get_rows (fixture->table);
}

static gboolean
is_settled (gpointer data)
{
  return !acme_rows_is_busy (audit_get_rows (data));
}

static gboolean
is_loaded (gpointer data)
{
  return !acme_list_dialog_is_loading (ACME_LIST_DIALOG (((AuditFixture *) data)->window)) && is_settled (data);
}

/* Until nothing comes any more, for whatever reason. */
void
audit_wait_loaded (AuditFixture *fixture)
{
  wait_until (is_loaded, fixture);
}

/* Until what is shown is what was asked for. */
void
audit_wait_settled (AuditFixture *fixture)
{
  wait_until (is_settled, fixture);
}

typedef struct
{
  AuditFixture *fixture;
  const char *text;
} Saying;

static const char *wanted_text;

static gboolean
shows_wanted_text (GtkWidget *label)
{
  return gtk_widget_get_mapped (label) && strstr (gtk_label_get_text (GTK_LABEL (label)), wanted_text) != NULL;
}

/* Shown, and not only there */
gboolean
audit_says (AuditFixture *fixture,
            const char   *text)
{
  wanted_text = text;
  return find_widget (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, shows_wanted_text) != NULL;
}

static gboolean
is_said (gpointer data)
{
  const Saying *saying = data;

  return audit_says (saying->fixture, saying->text);
}

void
audit_wait_says (AuditFixture *fixture,
                 const char   *text)
{
  Saying saying = { fixture, text };

  wait_until (is_said, &saying);
}

guint
audit_get_n_shown (AuditFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (audit_get_rows (fixture)));
}

AcmeEvent *
audit_dup_event (AuditFixture *fixture,
                 guint         position)
{
  return g_list_model_get_item (G_LIST_MODEL (audit_get_rows (fixture)), position);
}

/* times: 0 for always */
void
audit_add_fault (AuditFixture      *fixture,
                 AcmeDemoFaultKind  kind,
                 const char        *path,
                 guint              status,
                 guint              times)
{
  AcmeDemoFault fault = { .kind = kind, .path = path, .status = status, .times = times, .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (fixture->demo), &fault);
}
