/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the import window shows before there is a file: what such a file is, and the buttons that choose one (win.open)
 * and save an example (win.save-example). */

#include "config.h"

#include "acme-import-start.h"

#include <glib/gi18n.h>

struct _AcmeImportStart
{
  AdwBin parent_instance;

  GtkWidget *choose_button;
  AdwActionRow *endpoint_row;
};

G_DEFINE_FINAL_TYPE (AcmeImportStart, acme_import_start, ADW_TYPE_BIN)

static gboolean
acme_import_start_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ACME_IMPORT_START (widget)->choose_button);
}

static void
acme_import_start_dispose (GObject *object)
{
  /* First, because both would unparent it */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_IMPORT_START);

  G_OBJECT_CLASS (acme_import_start_parent_class)->dispose (object);
}

static void
acme_import_start_class_init (AcmeImportStartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_import_start_dispose;
  widget_class->grab_focus = acme_import_start_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-import-start.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeImportStart, choose_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeImportStart, endpoint_row);
}

static void
acme_import_start_init (AcmeImportStart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_import_start_set_endpoint:
 * @self: the page
 * @endpoint: the endpoint of lines that name none
 */
void
acme_import_start_set_endpoint (AcmeImportStart *self,
                                AcmeEndpoint    *endpoint)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ACME_IS_IMPORT_START (self));
  g_return_if_fail (ACME_IS_ENDPOINT (endpoint));

  /* Translators: %s is the name of an endpoint */
  text = g_markup_printf_escaped (_("Its name, id or URL. Lines without one are for “%s”."),
                                  acme_endpoint_get_name (endpoint));
  adw_action_row_set_subtitle (self->endpoint_row, text);
}
