/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an export is asked about: which accounts, which format, and whether with the keys. Those are never included but
 * by somebody who has just said so, which is why nothing here is remembered. */

#include "config.h"

#include "acme-export-options.h"

#include <glib/gi18n.h>

struct _AcmeExportOptions
{
  AdwBin parent_instance;

  AdwComboRow *accounts_row;
  AdwComboRow *format_row;
  GtkSwitch *keys_switch;
};

G_DEFINE_FINAL_TYPE (AcmeExportOptions, acme_export_options, ADW_TYPE_BIN)

/* The positions in the rows. */
enum
{
  ACCOUNTS_SHOWN,
  ACCOUNTS_SELECTED,
};

enum
{
  FORMAT_CSV,
  FORMAT_JSON,
};

static void
acme_export_options_dispose (GObject *object)
{
  /* First, because both would unparent it */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_EXPORT_OPTIONS);

  G_OBJECT_CLASS (acme_export_options_parent_class)->dispose (object);
}

static void
acme_export_options_class_init (AcmeExportOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_export_options_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-export-options.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeExportOptions, accounts_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeExportOptions, format_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeExportOptions, keys_switch);
}

static void
acme_export_options_init (AcmeExportOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Of several that are selected it is to be supposed that they are meant; one always is, more or less. */
static void
offer_accounts (AcmeExportOptions *self,
                guint              n_shown,
                guint              n_selected)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  /* Translators: which accounts are exported: all that the filter lets through */
  gtk_string_list_take (list, g_strdup_printf (ngettext ("%u Shown", "All %u Shown", n_shown), n_shown));
  if (n_selected > 0)
    /* Translators: which accounts are exported */
    gtk_string_list_take (list, g_strdup_printf (ngettext ("%u Selected", "%u Selected", n_selected), n_selected));
  adw_combo_row_set_model (self->accounts_row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->accounts_row, n_selected > 1 ? ACCOUNTS_SELECTED : ACCOUNTS_SHOWN);
}

/**
 * acme_export_options_new:
 * @n_shown: how many accounts there are to be seen
 * @n_selected: how many of them are selected
 *
 * Returns: (transfer floating): the options, as they are at first
 */
GtkWidget *
acme_export_options_new (guint n_shown,
                         guint n_selected)
{
  AcmeExportOptions *self = g_object_new (ACME_TYPE_EXPORT_OPTIONS, NULL);

  offer_accounts (self, n_shown, n_selected);
  return GTK_WIDGET (self);
}

/**
 * acme_export_options_get_selected_only:
 * @self: the options
 *
 * Returns: whether only what is selected is exported
 */
gboolean
acme_export_options_get_selected_only (AcmeExportOptions *self)
{
  g_return_val_if_fail (ACME_IS_EXPORT_OPTIONS (self), FALSE);

  return adw_combo_row_get_selected (self->accounts_row) == ACCOUNTS_SELECTED;
}

/**
 * acme_export_options_get_format:
 * @self: the options
 *
 * Returns: the format
 */
AcmeExportFormat
acme_export_options_get_format (AcmeExportOptions *self)
{
  g_return_val_if_fail (ACME_IS_EXPORT_OPTIONS (self), ACME_EXPORT_CSV);

  return adw_combo_row_get_selected (self->format_row) == FORMAT_JSON ? ACME_EXPORT_JSON : ACME_EXPORT_CSV;
}

/**
 * acme_export_options_get_with_keys:
 * @self: the options
 *
 * Returns: whether the HMAC keys are asked for
 */
gboolean
acme_export_options_get_with_keys (AcmeExportOptions *self)
{
  g_return_val_if_fail (ACME_IS_EXPORT_OPTIONS (self), FALSE);

  return gtk_switch_get_active (self->keys_switch);
}
