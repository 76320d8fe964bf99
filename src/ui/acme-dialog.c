/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window about something of a connection: the base of all windows but the main one. It keeps the session, the
 * connection and the endpoint that it was opened for, whatever is selected elsewhere meanwhile; Escape closes it, and
 * its own windows go with it.
 *
 * What has been sent to SCM to change something must not be given up half-way. So a window that is closed while it
 * writes only disappears, and goes when the answer is there; an answer that needs a person brings it back. */

#include "config.h"

#include "acme-dialog.h"

#include "acme-child-windows.h"

typedef struct
{
  AcmeScmSession *session;
  AcmeConnection *connection;
  AcmeEndpoint *endpoint; /* (nullable) */
  char *host;             /* (nullable) */

  gboolean is_writing;
  gboolean is_closing;    /* closed by the user while it writes */
} AcmeDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AcmeDialog, acme_dialog, ADW_TYPE_WINDOW)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_CONNECTION,
  PROP_ENDPOINT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static AcmeDialogPrivate *
get_private (AcmeDialog *self)
{
  return acme_dialog_get_instance_private (self);
}

static gboolean
acme_dialog_close_request (GtkWindow *window)
{
  AcmeDialogPrivate *priv = get_private (ACME_DIALOG (window));

  if (!priv->is_writing)
    return GTK_WINDOW_CLASS (acme_dialog_parent_class)->close_request (window);

  priv->is_closing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  return GDK_EVENT_STOP;
}

static void
acme_dialog_constructed (GObject *object)
{
  AcmeDialogPrivate *priv = get_private (ACME_DIALOG (object));

  G_OBJECT_CLASS (acme_dialog_parent_class)->constructed (object);

  priv->host = acme_connection_dup_host (priv->connection);
}

static void
acme_dialog_dispose (GObject *object)
{
  AcmeDialogPrivate *priv = get_private (ACME_DIALOG (object));

  acme_child_windows_destroy (GTK_WINDOW (object));
  g_clear_object (&priv->session);
  g_clear_object (&priv->connection);
  g_clear_object (&priv->endpoint);

  G_OBJECT_CLASS (acme_dialog_parent_class)->dispose (object);
}

static void
acme_dialog_finalize (GObject *object)
{
  g_clear_pointer (&get_private (ACME_DIALOG (object))->host, g_free);

  G_OBJECT_CLASS (acme_dialog_parent_class)->finalize (object);
}

static void
acme_dialog_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AcmeDialogPrivate *priv = get_private (ACME_DIALOG (object));

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_CONNECTION:
      g_value_set_object (value, priv->connection);
      break;
    case PROP_ENDPOINT:
      g_value_set_object (value, priv->endpoint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_dialog_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  AcmeDialogPrivate *priv = get_private (ACME_DIALOG (object));

  switch (prop_id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    case PROP_CONNECTION:
      priv->connection = g_value_dup_object (value);
      break;
    case PROP_ENDPOINT:
      priv->endpoint = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_dialog_class_init (AcmeDialogClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = acme_dialog_constructed;
  object_class->dispose = acme_dialog_dispose;
  object_class->finalize = acme_dialog_finalize;
  object_class->get_property = acme_dialog_get_property;
  object_class->set_property = acme_dialog_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = acme_dialog_close_request;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, ACME_TYPE_SCM_SESSION, flags);
  properties[PROP_CONNECTION] = g_param_spec_object ("connection", NULL, NULL, ACME_TYPE_CONNECTION, flags);
  properties[PROP_ENDPOINT] = g_param_spec_object ("endpoint", NULL, NULL, ACME_TYPE_ENDPOINT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

/* GTK 4.8 gives the role of a window to some of its derived classes only; without it no screen reader is told that the
 * window is shown or active. */
static void
acme_dialog_init (AcmeDialog *self)
{
  g_object_set (self, "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW, NULL);
}

/**
 * acme_dialog_get_session:
 * @self: the window
 *
 * Returns: (transfer none): the session with SCM
 */
AcmeScmSession *
acme_dialog_get_session (AcmeDialog *self)
{
  g_return_val_if_fail (ACME_IS_DIALOG (self), NULL);

  return get_private (self)->session;
}

/**
 * acme_dialog_get_connection:
 * @self: the window
 *
 * Returns: (transfer none): the connection that the session belongs to
 */
AcmeConnection *
acme_dialog_get_connection (AcmeDialog *self)
{
  g_return_val_if_fail (ACME_IS_DIALOG (self), NULL);

  return get_private (self)->connection;
}

/**
 * acme_dialog_get_endpoint:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): the endpoint that it is about
 */
AcmeEndpoint *
acme_dialog_get_endpoint (AcmeDialog *self)
{
  g_return_val_if_fail (ACME_IS_DIALOG (self), NULL);

  return get_private (self)->endpoint;
}

/**
 * acme_dialog_get_host:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): what a person sees of the connection's address
 */
const char *
acme_dialog_get_host (AcmeDialog *self)
{
  g_return_val_if_fail (ACME_IS_DIALOG (self), NULL);

  return get_private (self)->host;
}

/**
 * acme_dialog_is_gone:
 * @self: the window
 *
 * Returns: whether it has been destroyed, and only the callback of a write still holds it. It can be changed then, but
 *   not shown, and no other window can belong to it.
 */
gboolean
acme_dialog_is_gone (AcmeDialog *self)
{
  GListModel *toplevels;

  g_return_val_if_fail (ACME_IS_DIALOG (self), TRUE);

  toplevels = gtk_window_get_toplevels ();
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (window == GTK_WINDOW (self))
        return FALSE;
    }
  return TRUE;
}

/**
 * acme_dialog_is_writing:
 * @self: the window
 *
 * Returns: whether something that changes SCM is on its way
 */
gboolean
acme_dialog_is_writing (AcmeDialog *self)
{
  g_return_val_if_fail (ACME_IS_DIALOG (self), FALSE);

  return get_private (self)->is_writing;
}

/**
 * acme_dialog_begin_write:
 * @self: the window
 *
 * To be called before something is sent that changes SCM. It must go on without the window: no cancellable that ends
 * with it, and a reference to @self for its callback, which asks acme_dialog_is_gone() before it opens another window.
 */
void
acme_dialog_begin_write (AcmeDialog *self)
{
  g_return_if_fail (ACME_IS_DIALOG (self));
  g_return_if_fail (!get_private (self)->is_writing);

  get_private (self)->is_writing = TRUE;
}

/**
 * acme_dialog_end_write:
 * @self: the window
 * @attention: whether what became of it needs a person
 *
 * To be called when the answer is there, as the last step: a window that the user closed meanwhile goes now, or comes
 * back if it needs attention.
 */
void
acme_dialog_end_write (AcmeDialog *self,
                       gboolean    attention)
{
  AcmeDialogPrivate *priv;

  g_return_if_fail (ACME_IS_DIALOG (self));

  priv = get_private (self);
  priv->is_writing = FALSE;
  if (!priv->is_closing || acme_dialog_is_gone (self))
    return;

  priv->is_closing = FALSE;
  if (attention)
    gtk_window_present (GTK_WINDOW (self));
  else
    gtk_window_destroy (GTK_WINDOW (self));
}
