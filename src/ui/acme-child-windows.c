/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The windows that belong to another one: opening one again brings it to the front, and they go with their parent.
 * GtkWindow:destroy-with-parent would leave a stale pointer to the parent in a window that something still holds on
 * to, as GTK 4.8 clears it only when that is disposed of. */

#include "config.h"

#include "acme-child-windows.h"

static GList *
list_children (GtkWindow *parent)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GList *children = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (window) == parent)
        children = g_list_prepend (children, g_steal_pointer (&window));
    }
  return children;
}

/**
 * acme_child_windows_find:
 * @parent: a window
 * @type: what kind of window is sought
 * @is_wanted: (nullable): tells it from others of its kind
 * @user_data: for @is_wanted
 *
 * Returns: (transfer none) (nullable): a window of @parent, if there is such a one
 */
GtkWindow *
acme_child_windows_find (GtkWindow           *parent,
                         GType                type,
                         AcmeChildWindowFunc  is_wanted,
                         gpointer             user_data)
{
  g_autolist(GtkWindow) children = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);

  children = list_children (parent);
  for (GList *l = children; l != NULL; l = l->next)
    {
      if (G_OBJECT_TYPE (l->data) == type && (is_wanted == NULL || is_wanted (l->data, user_data)))
        return l->data;
    }
  return NULL;
}

/**
 * acme_child_windows_destroy:
 * @parent: a window that is going
 *
 * Destroys every window that belongs to @parent, and with each what belongs to that.
 */
void
acme_child_windows_destroy (GtkWindow *parent)
{
  g_autolist(GtkWindow) children = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  children = list_children (parent);
  for (GList *l = children; l != NULL; l = l->next)
    {
      gtk_window_set_transient_for (l->data, NULL);
      gtk_window_destroy (l->data);
    }
}
