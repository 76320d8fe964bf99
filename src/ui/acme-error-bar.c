/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line under a header bar that says why what the window shows could not be renewed, with a button that tries it again
 * (win.refresh). It has the look of AdwBanner, which the floor does not have. */

#include "config.h"

#include "acme-error-bar.h"

#include "acme-error-ui.h"

struct _AcmeErrorBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (AcmeErrorBar, acme_error_bar, ADW_TYPE_BIN)

static void
acme_error_bar_dispose (GObject *object)
{
  /* First, because both would unparent it */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_ERROR_BAR);

  G_OBJECT_CLASS (acme_error_bar_parent_class)->dispose (object);
}

static void
acme_error_bar_class_init (AcmeErrorBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_error_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/acme_console/AcmeConsole/acme-error-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeErrorBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, AcmeErrorBar, label);
}

static void
acme_error_bar_init (AcmeErrorBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_error_bar_get_revealed:
 * @self: the bar
 *
 * Returns: whether it shows an error
 */
gboolean
acme_error_bar_get_revealed (AcmeErrorBar *self)
{
  g_return_val_if_fail (ACME_IS_ERROR_BAR (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * acme_error_bar_set_error:
 * @self: the bar
 * @error: (nullable): what to show; the bar goes away without one
 * @host: (nullable): the host that was to answer
 */
void
acme_error_bar_set_error (AcmeErrorBar *self,
                          const GError *error,
                          const char   *host)
{
  g_return_if_fail (ACME_IS_ERROR_BAR (self));

  if (error != NULL)
    {
      g_autofree char *text = acme_error_ui_describe_bar (error, host);

      gtk_label_set_label (self->label, text);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), text);
      gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE); /* from the first error on */
    }
  gtk_revealer_set_reveal_child (self->revealer, error != NULL);
}
