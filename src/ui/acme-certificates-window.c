/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The SSL certificates of an organization or department that were requested through ACME. It is as near as SCM's
 * interface comes to those of an account, and the window says so. */

#include "config.h"

#include "acme-certificates-window.h"

#include <glib/gi18n.h>

#include "acme-certificate.h"
#include "acme-child-windows.h"
#include "acme-load.h"
#include "acme-refresh-button.h"
#include "acme-scm-certificates.h"
#include "acme-table-buttons.h"

#define VIEW "certificates"

struct _AcmeCertificatesWindow
{
  AcmeListDialog parent_instance;

  gint64 organization_id;
  char *organization_name; /* (nullable) */

  AdwWindowTitle *window_title;
  AdwToastOverlay *toast_overlay;
  AcmeListPage *page;
  AcmeTable *table;
  GtkActionBar *action_bar;
  GtkLabel *count_label;
  GMenu *columns_section;
  GMenuModel *certificate_menu;
};

G_DEFINE_FINAL_TYPE (AcmeCertificatesWindow, acme_certificates_window, ACME_TYPE_LIST_DIALOG)

enum
{
  PROP_0,
  PROP_ORGANIZATION_ID,
  PROP_ORGANIZATION_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const AcmeListWords words = {
  N_("Loading Certificates…"),
  { N_("Certificates Could Not Be Loaded"), N_("Certificates Could Not Be Found"),
    N_("Ask an administrator of your Sectigo account for the right to see SSL certificates.") },
};

static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer user_data)
{
  g_autoptr(AcmeCertificatesWindow) self = acme_load_dup_owner (user_data);

  if (self != NULL)
    acme_list_page_set_progress (self->page, n_done, n_total);
}

static void
list_certificates_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) certificates = acme_scm_list_certificates_finish (ACME_SCM_SESSION (source), result, &error);
  g_autoptr(AcmeListDialog) self = acme_load_dup_owner (load);

  if (self != NULL)
    acme_list_dialog_end_load (self, certificates, error);
}

static void
acme_certificates_window_load (AcmeListDialog *dialog,
                               GCancellable   *cancellable)
{
  AcmeLoad *load = acme_load_new (dialog, cancellable);

  acme_scm_list_certificates_async (acme_dialog_get_session (ACME_DIALOG (dialog)),
                                    ACME_CERTIFICATES_WINDOW (dialog)->organization_id, progress_cb, load,
                                    cancellable, list_certificates_cb, load);
}

static void
copy_serial_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  AcmeTable *table = ACME_CERTIFICATES_WINDOW (widget)->table;

  acme_list_dialog_copy_text (ACME_LIST_DIALOG (widget),
                              acme_item_get_text (acme_table_get_selected_item (table), ACME_CERTIFICATE_SERIAL_NUMBER),
                              _("Serial number copied"));
}

static void
acme_certificates_window_update (AcmeListDialog *dialog,
                                 GPtrArray      *selected)
{
  AcmeCertificatesWindow *self = ACME_CERTIFICATES_WINDOW (dialog);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (acme_list_dialog_get_items (dialog)));
  g_autofree char *text = g_strdup_printf (ngettext ("%u certificate", "%u certificates", n), n);

  gtk_label_set_label (self->count_label, text);
  gtk_action_bar_set_revealed (self->action_bar, acme_list_page_get_has_rows (self->page));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-serial-number",
                                 selected->len == 1 &&
                                 *acme_item_get_text (selected->pdata[0], ACME_CERTIFICATE_SERIAL_NUMBER) != '\0');
}

static char *
describe_count (guint shown,
                guint total)
{
  /* Translators: the first number is how many the filter lets through, the second how many there are */
  return g_strdup_printf (ngettext ("%u of %u certificate", "%u of %u certificates", total), shown, total);
}

static void
acme_certificates_window_constructed (GObject *object)
{
  AcmeCertificatesWindow *self = ACME_CERTIFICATES_WINDOW (object);
  AcmeListDialog *dialog = ACME_LIST_DIALOG (object);

  G_OBJECT_CLASS (acme_certificates_window_parent_class)->constructed (object);

  adw_window_title_set_subtitle (self->window_title, self->organization_name);
  acme_list_dialog_set_view (dialog, &acme_certificate_fields, VIEW);
  acme_list_page_set_empty (self->page, "application-certificate-symbolic", _("No Certificates"),
                            _("No certificate has been requested through ACME for this organization yet."), NULL, NULL);
  acme_list_dialog_refresh (dialog);
}

static void
acme_certificates_window_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  AcmeCertificatesWindow *self = ACME_CERTIFICATES_WINDOW (object);

  switch (prop_id)
    {
    case PROP_ORGANIZATION_ID:
      g_value_set_int64 (value, self->organization_id);
      break;
    case PROP_ORGANIZATION_NAME:
      g_value_set_string (value, self->organization_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_certificates_window_set_property (GObject      *object,
                                       guint         prop_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  AcmeCertificatesWindow *self = ACME_CERTIFICATES_WINDOW (object);

  switch (prop_id)
    {
    case PROP_ORGANIZATION_ID:
      self->organization_id = g_value_get_int64 (value);
      break;
    case PROP_ORGANIZATION_NAME:
      self->organization_name = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_certificates_window_finalize (GObject *object)
{
  g_free (ACME_CERTIFICATES_WINDOW (object)->organization_name);

  G_OBJECT_CLASS (acme_certificates_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ACME_TYPE_LIST_PAGE);
  g_type_ensure (ACME_TYPE_REFRESH_BUTTON);
  g_type_ensure (ACME_TYPE_TABLE_BUTTONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-certificates-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeCertificatesWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeCertificatesWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AcmeCertificatesWindow, page);
  gtk_widget_class_bind_template_child (widget_class, AcmeCertificatesWindow, table);
  gtk_widget_class_bind_template_child (widget_class, AcmeCertificatesWindow, action_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeCertificatesWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeCertificatesWindow, columns_section);
  gtk_widget_class_bind_template_child (widget_class, AcmeCertificatesWindow, certificate_menu);
}

static void
acme_certificates_window_class_init (AcmeCertificatesWindowClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = acme_certificates_window_constructed;
  object_class->get_property = acme_certificates_window_get_property;
  object_class->set_property = acme_certificates_window_set_property;
  object_class->finalize = acme_certificates_window_finalize;
  ACME_LIST_DIALOG_CLASS (klass)->load = acme_certificates_window_load;
  ACME_LIST_DIALOG_CLASS (klass)->update = acme_certificates_window_update;

  properties[PROP_ORGANIZATION_ID] = g_param_spec_int64 ("organization-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ORGANIZATION_NAME] = g_param_spec_string ("organization-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "win.copy-serial-number", NULL, copy_serial_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.copy-serial-number", NULL);
}

static void
acme_certificates_window_init (AcmeCertificatesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  acme_list_dialog_set_up (ACME_LIST_DIALOG (self), self->page, self->toast_overlay, self->columns_section);
  acme_list_page_set_words (self->page, &words);
  acme_table_set_count_func (self->table, describe_count);
  acme_table_set_context_menu (self->table, self->certificate_menu);
}

/**
 * acme_certificates_window_new:
 * @session: a session
 * @connection: what @session belongs to
 * @organization_id: an organization or department, or 0 for all
 * @organization_name: (nullable): what it is called
 *
 * Returns: (transfer none): a window that lists its certificates, which GTK owns until it is closed
 */
AcmeCertificatesWindow *
acme_certificates_window_new (AcmeScmSession *session,
                              AcmeConnection *connection,
                              gint64          organization_id,
                              const char     *organization_name)
{
  g_return_val_if_fail (ACME_IS_SCM_SESSION (session), NULL);
  g_return_val_if_fail (ACME_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (organization_id >= 0, NULL);

  return g_object_new (ACME_TYPE_CERTIFICATES_WINDOW, "session", session, "connection", connection,
                       "organization-id", organization_id, "organization-name", organization_name, NULL);
}

/**
 * acme_certificates_window_get_organization_id:
 * @self: the window
 *
 * Returns: the organization or department whose certificates it lists; 0 for all
 */
gint64
acme_certificates_window_get_organization_id (AcmeCertificatesWindow *self)
{
  g_return_val_if_fail (ACME_IS_CERTIFICATES_WINDOW (self), 0);

  return self->organization_id;
}

static gboolean
is_about (GtkWindow *window,
          gpointer   organization_id)
{
  return acme_certificates_window_get_organization_id (ACME_CERTIFICATES_WINDOW (window)) ==
         *(gint64 *) organization_id;
}

static char *
name_organization (AcmeAccount *account)
{
  const char *organization = acme_item_get_text (ACME_ITEM (account), ACME_ACCOUNT_ORGANIZATION);
  const char *department = acme_item_get_text (ACME_ITEM (account), ACME_ACCOUNT_DEPARTMENT);

  /* Translators: an organization and its department */
  return *department != '\0' ? g_strdup_printf (_("%s › %s"), organization, department) : g_strdup (organization);
}

/**
 * acme_certificates_window_show:
 * @parent: the window it is asked for in
 * @account: an account that tells its organization
 *
 * Shows the certificates of the organization of @account in a window of @parent.
 */
void
acme_certificates_window_show (AcmeDialog  *parent,
                               AcmeAccount *account)
{
  GtkWindow *window;
  g_autofree char *organization = NULL;
  gint64 id;

  g_return_if_fail (ACME_IS_DIALOG (parent));
  g_return_if_fail (ACME_IS_ACCOUNT (account));

  id = acme_item_get_number (ACME_ITEM (account), ACME_ACCOUNT_ORGANIZATION_ID);
  window = acme_child_windows_find (GTK_WINDOW (parent), ACME_TYPE_CERTIFICATES_WINDOW, is_about, &id);
  if (window == NULL)
    {
      organization = name_organization (account);
      window = GTK_WINDOW (acme_certificates_window_new (acme_dialog_get_session (parent),
                                                         acme_dialog_get_connection (parent), id, organization));
      gtk_window_set_transient_for (window, GTK_WINDOW (parent));
    }
  gtk_window_present (window);
}
