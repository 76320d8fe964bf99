/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "account-form-fixture.h"

#include "acme-account-add-window.h"
#include "acme-account-edit-window.h"
#include "acme-domain.h"
#include "acme-organization.h"
#include "acme-scm-accounts.h"
#include "acme-scm-domains.h"
#include "acme-scm-session-private.h"
#include "dialog-fixture.h"
#include "find-widget.h"

void
form_set_up (FormFixture   *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  stop_animations ();
  fixture->demo = acme_demo_new (ACME_DEMO_DATA_SMALL, &error);
  g_assert_no_error (error);
  fixture->server = acme_demo_get_server (fixture->demo);
  fixture->session = acme_scm_session_new (acme_connection_get_config (acme_demo_get_connection (fixture->demo)));
}

/* Whatever became of the window, nothing holds it any more. */
void
form_tear_down (FormFixture   *fixture,
                gconstpointer  data)
{
  if (fixture->form != NULL)
    {
      if (!acme_dialog_is_gone (ACME_DIALOG (fixture->form)))
        gtk_window_destroy (GTK_WINDOW (fixture->form));
      settle ();
      wait_finalized (fixture->form);
    }
  g_clear_object (&fixture->created);
  g_clear_object (&fixture->endpoint);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->demo);
}

static void
created_cb (FormFixture *fixture,
            AcmeAccount *account)
{
  fixture->n_created++;
  g_set_object (&fixture->created, account);
}

static void
changed_cb (FormFixture *fixture,
            AcmeAccount *account)
{
  g_assert_true (ACME_IS_ACCOUNT (account));
  fixture->n_changed++;
}

static void
details_cb (FormFixture *fixture,
            AcmeAccount *account)
{
  g_assert_true (ACME_IS_ACCOUNT (account));
  fixture->n_details++;
}

static gboolean
is_drawn (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0;
}

static void
show_form (FormFixture *fixture,
           gpointer     form)
{
  fixture->form = g_object_ref (form);
  g_signal_connect_swapped (form, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (form, "details", G_CALLBACK (details_cb), fixture);
  gtk_window_present (form);
  wait_until (is_drawn, form);
}

void
open_add (FormFixture *fixture,
          const char  *endpoint)
{
  AcmeConnection *connection = acme_demo_get_connection (fixture->demo);
  AcmeAccountAddWindow *window;

  fixture->endpoint = load_demo_endpoint (fixture->demo, endpoint);
  window = acme_account_add_window_new (fixture->session, connection, fixture->endpoint);
  g_signal_connect_swapped (window, "created", G_CALLBACK (created_cb), fixture);
  show_form (fixture, window);
}

void
open_edit (FormFixture *fixture,
           const char  *endpoint,
           const char  *name)
{
  g_autoptr(AcmeAccount) account = NULL;

  fixture->endpoint = load_demo_endpoint (fixture->demo, endpoint);
  account = find_account (fixture, name);
  g_assert_nonnull (account);
  acme_demo_server_reset_counts (fixture->server);
  show_form (fixture, acme_account_edit_window_new (fixture->session, acme_demo_get_connection (fixture->demo),
                                                    fixture->endpoint, account));
}

/* Once; @number is the status or the delay in milliseconds. */
void
form_fault (FormFixture       *fixture,
            const char        *method,
            const char        *path,
            AcmeDemoFaultKind  kind,
            guint              number)
{
  AcmeDemoFault fault = { .kind = kind, .method = method, .path = path, .times = 1, .retry_after = -1 };

  if (kind == ACME_DEMO_FAULT_STATUS)
    fault.status = number;
  else
    fault.delay_ms = number;
  acme_demo_server_add_fault (fixture->server, &fault);
}

/* Forbids one request after @skip others. */
void
form_fault_later (FormFixture *fixture,
                  const char  *method,
                  const char  *path,
                  guint        skip)
{
  AcmeDemoFault fault = {
    .kind = ACME_DEMO_FAULT_STATUS, .method = method, .path = path, .skip = skip, .times = 1, .status = 403,
    .retry_after = -1,
  };

  acme_demo_server_add_fault (fixture->server, &fault);
}

guint
form_count (FormFixture *fixture,
            const char  *method,
            const char  *path)
{
  return acme_demo_server_count_requests (fixture->server, method, path);
}

/* ---- What a person does ---- */

void
type_name (FormFixture *fixture,
           const char  *name)
{
  acme_account_name_entry_set_name (acme_account_form_get_name_entry (fixture->form), name);
}

static const char *wanted_title;

static gboolean
has_wanted_title (GtkWidget *widget)
{
  return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), wanted_title) == 0;
}

AcmePicker *
get_picker (FormFixture *fixture,
            const char  *title)
{
  GtkWidget *picker;

  wanted_title = title;
  picker = find_widget (GTK_WIDGET (fixture->form), ACME_TYPE_PICKER, has_wanted_title);
  g_assert_nonnull (picker);
  return ACME_PICKER (picker);
}

typedef struct
{
  GListModel *rows; /* of the list from which is chosen */
  const char *name;
  AcmeItem *item;
} Choice;

/* Organizations and profiles have their names at the same place. */
static gboolean
is_offered (gpointer data)
{
  Choice *choice = data;

  for (guint i = 0; i < g_list_model_get_n_items (choice->rows) && choice->item == NULL; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (choice->rows, i);

      if (ACME_IS_ITEM (row) &&
          g_strcmp0 (acme_item_get_text (ACME_ITEM (row), ACME_ORGANIZATION_NAME), choice->name) == 0)
        choice->item = ACME_ITEM (g_steal_pointer (&row));
    }
  return choice->item != NULL;
}

/* Waits until it is there to be chosen. */
void
choose (FormFixture *fixture,
        const char  *title,
        const char  *name)
{
  AcmePicker *picker = get_picker (fixture, title);
  GtkWidget *view = find_widget (GTK_WIDGET (picker), GTK_TYPE_LIST_VIEW, NULL);
  Choice choice = { G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view))), name, NULL };

  wait_until (is_offered, &choice);
  acme_picker_set_selected (picker, choice.item);
  g_object_unref (choice.item);
}

AcmeDomainsEditor *
get_editor (FormFixture *fixture)
{
  return ACME_DOMAINS_EDITOR (find_widget (GTK_WIDGET (fixture->form), ACME_TYPE_DOMAINS_EDITOR, NULL));
}

GtkWidget *
get_button (FormFixture *fixture,
            const char  *action_name)
{
  return find_action (GTK_WIDGET (fixture->form), action_name);
}

gboolean
can_do (FormFixture *fixture,
        const char  *action_name)
{
  return gtk_widget_is_sensitive (get_button (fixture, action_name));
}

void
form_do (FormFixture *fixture,
         const char  *action_name)
{
  g_assert_true (can_do (fixture, action_name));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->form), action_name, NULL));
}

static gboolean
is_mapped (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_LABEL (widget) && is_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  if (GTK_IS_INSCRIPTION (widget) && is_mapped (widget) &&
      g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_text (child, text))
        return TRUE;
    }
  return FALSE;
}

/* Whether a person reads it: a part of a sentence, or a name. */
gboolean
shows (FormFixture *fixture,
       const char  *text)
{
  settle ();
  return has_text (GTK_WIDGET (fixture->form), text);
}

typedef struct
{
  FormFixture *fixture;
  const char *page;
} Page;

static gboolean
is_idle (gpointer data)
{
  FormFixture *fixture = data;

  return !acme_dialog_is_writing (ACME_DIALOG (fixture->form)) &&
         (can_do (fixture, "form.apply") || can_do (fixture, "form.look") ||
          gtk_widget_is_sensitive (GTK_WIDGET (acme_account_form_get_name_entry (fixture->form))));
}

static gboolean
is_on_page (gpointer data)
{
  Page *page = data;
  GtkWidget *stack = find_widget (GTK_WIDGET (page->fixture->form), GTK_TYPE_STACK, NULL);

  return !acme_dialog_is_writing (ACME_DIALOG (page->fixture->form)) &&
         g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), page->page) == 0;
}

void
wait_page (FormFixture *fixture,
           const char  *page)
{
  Page wanted = { fixture, page };

  wait_until (is_on_page, &wanted);
}

/* Waits until what was sent or asked has ended. */
void
wait_idle (FormFixture *fixture)
{
  wait_until (is_idle, fixture);
}

static gboolean
is_closed (gpointer form)
{
  return acme_dialog_is_gone (form) && !acme_dialog_is_writing (form);
}

void
wait_closed (FormFixture *fixture)
{
  wait_until (is_closed, fixture->form);
}

/* ---- What somebody else sees and does ---- */

GPtrArray *
list_accounts (FormFixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *accounts;

  acme_scm_list_accounts_async (fixture->session, fixture->endpoint, NULL, 0, NULL, NULL, NULL, NULL, NULL,
                                keep_result_cb, &result);
  wait_until (has_result, &result);
  accounts = acme_scm_list_accounts_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  return accounts;
}

/* (transfer full) (nullable): the one account of that name */
AcmeAccount *
find_account (FormFixture *fixture,
              const char  *name)
{
  g_autoptr(GPtrArray) accounts = list_accounts (fixture);
  g_autoptr(AcmeAccount) found = NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      if (g_strcmp0 (acme_item_get_string (accounts->pdata[i], ACME_ACCOUNT_NAME), name) != 0)
        continue;
      g_assert_null (found);
      found = g_object_ref (accounts->pdata[i]);
    }
  return g_steal_pointer (&found);
}

/* (transfer full): their names, in a line */
char *
list_domains (FormFixture *fixture,
              AcmeAccount *account)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) domains = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  acme_scm_list_domains_async (fixture->session, account, NULL, keep_result_cb, &result);
  wait_until (has_result, &result);
  domains = acme_scm_list_domains_finish (fixture->session, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < domains->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", acme_item_get_text (domains->pdata[i], ACME_DOMAIN_NAME));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Makes @domain one that the organization's accounts may have. */
void
delegate_domain (FormFixture *fixture,
                 const char  *domain,
                 gint64       organization_id)
{
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("POST", "/api/domain/v1");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GError) error = NULL;
  char *json = g_strdup_printf ("{\"name\":\"%s\",\"delegations\":[{\"orgId\":%" G_GINT64_FORMAT "}]}", domain,
                                organization_id);

  body = g_bytes_new_take (json, strlen (json));
  acme_scm_request_set_body (request, body);
  acme_scm_request_set_expect (request, ACME_SCM_EXPECT_NONE);
  acme_scm_session_send_async (fixture->session, request, NULL, keep_result_cb, &result);
  wait_until (has_result, &result);
  reply = acme_scm_session_send_finish (fixture->session, result, NULL, &error);
  g_assert_no_error (error);
}
