/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line under a header bar that says what did not work, and why, with a button that tries it again. It has the look of
 * AdwBanner, which the floor does not have. */

#include "config.h"

#include "acme-error-bar.h"

struct _AcmeErrorBar
{
  AdwBin parent_instance;

  const AcmeErrorWords *words; /* (nullable) (unowned) */

  GtkRevealer *revealer;
  GtkLabel *label;
  GtkButton *button;
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
  gtk_widget_class_bind_template_child (widget_class, AcmeErrorBar, button);
}

static void
acme_error_bar_init (AcmeErrorBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_error_bar_new:
 *
 * Returns: (transfer floating): a bar without an error, whose button is for the action "win.refresh"
 */
GtkWidget *
acme_error_bar_new (void)
{
  return g_object_new (ACME_TYPE_ERROR_BAR, NULL);
}

/**
 * acme_error_bar_set_words:
 * @self: the bar
 * @words: (nullable): what the next errors are about; it has to live as long as the bar
 */
void
acme_error_bar_set_words (AcmeErrorBar         *self,
                          const AcmeErrorWords *words)
{
  g_return_if_fail (ACME_IS_ERROR_BAR (self));

  self->words = words;
}

/**
 * acme_error_bar_set_action_name:
 * @self: the bar
 * @action_name: (nullable): what tries it again; without it there is no button
 */
void
acme_error_bar_set_action_name (AcmeErrorBar *self,
                                const char   *action_name)
{
  g_return_if_fail (ACME_IS_ERROR_BAR (self));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action_name);
  gtk_widget_set_visible (GTK_WIDGET (self->button), action_name != NULL);
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
 * acme_error_bar_set_message:
 * @self: the bar
 * @message: a sentence about what is not as it should be, as plain text
 *
 * As acme_error_bar_set_error(), where nothing failed.
 */
void
acme_error_bar_set_message (AcmeErrorBar *self,
                            const char   *message)
{
  g_return_if_fail (ACME_IS_ERROR_BAR (self));
  g_return_if_fail (message != NULL);

  gtk_label_set_label (self->label, message);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), message);
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE); /* from the first one on */
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
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
  g_autofree char *text = NULL;

  g_return_if_fail (ACME_IS_ERROR_BAR (self));

  if (error != NULL)
    text = acme_error_ui_describe_bar (error, host, self->words);
  if (text != NULL)
    acme_error_bar_set_message (self, text);
  else
    gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
