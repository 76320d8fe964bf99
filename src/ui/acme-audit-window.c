/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit trail of one endpoint, in a window of its own. */

#include "config.h"

#include "acme-audit-window.h"

#include <glib/gi18n.h>

struct _AcmeAuditWindow
{
  AcmeDialog parent_instance;

  AdwWindowTitle *window_title;
  AdwStatusPage *page;
};

G_DEFINE_FINAL_TYPE (AcmeAuditWindow, acme_audit_window, ACME_TYPE_DIALOG)

static void
show_endpoint (AcmeAuditWindow *self)
{
  AcmeEndpoint *endpoint = acme_dialog_get_endpoint (ACME_DIALOG (self));
  const char *name = acme_endpoint_get_name (endpoint);
  g_autofree char *description = NULL;

  description = g_markup_printf_escaped ("<tt>%s</tt>\n%s\n\n%s",
                                         acme_endpoint_get_url (endpoint),
                                         acme_item_get_text (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE),
                                         _("The audit trail is not part of this version."));
  adw_window_title_set_subtitle (self->window_title, name);
  adw_status_page_set_title (self->page, name);
  adw_status_page_set_description (self->page, description);
}

static void
acme_audit_window_constructed (GObject *object)
{
  G_OBJECT_CLASS (acme_audit_window_parent_class)->constructed (object);

  show_endpoint (ACME_AUDIT_WINDOW (object));
}

static void
acme_audit_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_AUDIT_WINDOW);

  G_OBJECT_CLASS (acme_audit_window_parent_class)->dispose (object);
}

static void
acme_audit_window_class_init (AcmeAuditWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = acme_audit_window_constructed;
  object_class->dispose = acme_audit_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-audit-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeAuditWindow, page);
}

static void
acme_audit_window_init (AcmeAuditWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
