/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Endpoints, and windows about them. */

#include "dialog-fixture.h"

#include "acme-scm-account-writes.h"
#include "acme-scm-endpoints.h"
#include "find-widget.h"

/* An endpoint of nowhere, with everything in its texts that markup could stumble over. */
AcmeEndpoint *
create_endpoint (void)
{
  AcmeEndpoint *endpoint = acme_endpoint_new (7);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "R&D <Web> \"Team\"");
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, "https://acme.example.org/v2/DV?a=1&b=2");
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_UNIVERSAL);
  return endpoint;
}

/* For wait_until(), with where keep_result_cb() keeps it. */
gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

/* Keeps the result where its data point to. */
void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The endpoint of that name, as the demonstration server tells it. */
AcmeEndpoint *
load_demo_endpoint (AcmeDemo   *demo,
                    const char *name)
{
  AcmeConnection *connection = acme_demo_get_connection (demo);
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) endpoints = NULL;
  g_autoptr(GError) error = NULL;

  acme_scm_list_endpoints_async (session, NULL, NULL, NULL, NULL, NULL, keep_result_cb, &result);
  wait_until (has_result, &result);
  endpoints = acme_scm_list_endpoints_finish (session, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < endpoints->len; i++)
    {
      if (g_str_equal (acme_endpoint_get_name (endpoints->pdata[i]), name))
        return g_object_ref (endpoints->pdata[i]);
    }
  g_assert_not_reached ();
}

/* As another administrator does. */
void
delete_demo_account (AcmeDemo    *demo,
                     AcmeAccount *account)
{
  AcmeConnection *connection = acme_demo_get_connection (demo);
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  acme_scm_delete_account_async (session, account, NULL, keep_result_cb, &result);
  wait_until (has_result, &result);
  acme_scm_delete_account_finish (session, result, &error);
  g_assert_no_error (error);
}

/* A window of @type about @endpoint, on @connection; not shown yet. */
gpointer
create_dialog (GType           type,
               AcmeConnection *connection,
               AcmeEndpoint   *endpoint)
{
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));

  return g_object_new (type, "session", session, "connection", connection, "endpoint", endpoint, NULL);
}

/* The same on a connection that nobody answers. */
gpointer
create_quiet_dialog (GType         type,
                     AcmeEndpoint *endpoint)
{
  g_autoptr(AcmeConnection) connection = acme_connection_new_oauth ("quiet", "Quiet", "http://127.0.0.1:9",
                                                                    "http://127.0.0.1:9/token", "client", "hidden");

  return create_dialog (type, connection, endpoint);
}

static const char *wanted_label;

static gboolean
has_wanted_label (GtkWidget *button)
{
  return g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), wanted_label) == 0;
}

static gboolean
is_asked (gpointer data)
{
  return find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

/* Waits for a question, which has that heading. (transfer none) */
AdwMessageDialog *
wait_question (const char *heading)
{
  AdwMessageDialog *dialog;

  wait_until (is_asked, NULL);
  dialog = ADW_MESSAGE_DIALOG (find_window (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, heading);
  return dialog;
}

/* Waits for a question, and presses the button that is labelled so. */
void
answer_question (const char *label)
{
  wait_until (is_asked, NULL);
  wanted_label = label;
  g_signal_emit_by_name (find_widget (GTK_WIDGET (find_window (ADW_TYPE_MESSAGE_DIALOG)), GTK_TYPE_BUTTON,
                                      has_wanted_label), "clicked");
}
