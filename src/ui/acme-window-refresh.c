/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the window loads its endpoints. One refresh runs at a time; whatever becomes of it, what is on the screen stays
 * until there is something newer. */

#include "config.h"

#include "acme-window-private.h"

#include "acme-load.h"
#include "acme-scm-endpoints.h"

/* How long a new window waits for its first rows before it is shown without them, in ms: nobody notices it. */
#define OPEN_DELAY 100

static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer user_data)
{
  g_autoptr(AcmeWindow) self = acme_load_dup_owner (user_data);

  if (self != NULL && n_total > 0)
    acme_list_page_set_progress (self->page, n_done, n_total);
}

static void
open_cb (gpointer user_data)
{
  AcmeWindow *self = user_data;

  self->open_id = 0;
  gtk_window_present (GTK_WINDOW (self));
}

/* A window that waits for its first rows has them, or they are not going to come. */
static void
end_waiting (AcmeWindow *self)
{
  if (self->open_id == 0)
    return;

  g_clear_handle_id (&self->open_id, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

/* Names and types are there long before the last of the URLs: a person who waits sees them. */
static void
found_cb (GPtrArray *endpoints,
          gpointer   user_data)
{
  g_autoptr(AcmeWindow) self = acme_load_dup_owner (user_data);

  if (self == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->endpoints)) > 0)
    return;

  acme_keyed_list_add (self->endpoints, endpoints);
  acme_window_update (self);
  end_waiting (self);
}

static void
list_endpoints_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GPtrArray) endpoints = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeWindow) self = NULL;

  endpoints = acme_scm_list_endpoints_finish (ACME_SCM_SESSION (source), result, &error);
  self = acme_load_dup_owner (load);
  if (self == NULL)
    return;

  g_clear_object (&self->refreshing);
  if (endpoints != NULL)
    {
      acme_keyed_list_replace (self->endpoints, endpoints);
      g_clear_pointer (&self->updated, g_date_time_unref);
      self->updated = g_date_time_new_now_local ();
    }
  else
    {
      g_debug ("The endpoints could not be listed: %s", error->message);
    }
  acme_list_page_end (self->page, error);
  acme_window_update (self);
  end_waiting (self);
}

/* Loads the endpoints of the connection anew, unless that is going on already. */
void
acme_window_refresh (AcmeWindow *self)
{
  AcmeLoad *load;

  g_assert (ACME_IS_WINDOW (self));

  if (self->session == NULL || self->refreshing != NULL)
    return;

  self->refreshing = g_cancellable_new ();
  load = acme_load_new (self, self->refreshing);
  acme_list_page_begin (self->page);
  acme_window_update (self);
  acme_scm_list_endpoints_async (self->session, found_cb, load, progress_cb, load, self->refreshing,
                                 list_endpoints_cb, load);
}

/* Ends a refresh and leaves everything as it was before it. */
void
acme_window_stop (AcmeWindow *self)
{
  g_assert (ACME_IS_WINDOW (self));

  if (self->refreshing == NULL)
    return;

  g_cancellable_cancel (self->refreshing);
  g_clear_object (&self->refreshing);
  acme_list_page_stop (self->page);
  acme_window_update (self);
  end_waiting (self);
}

/**
 * acme_window_open:
 * @self: a new window
 *
 * Shows the window with its rows if they come in no time, or else after a moment that nobody notices: to draw a window
 * twice takes longer than to wait for a server that is near.
 */
void
acme_window_open (AcmeWindow *self)
{
  g_return_if_fail (ACME_IS_WINDOW (self));

  if (self->refreshing == NULL)
    gtk_window_present (GTK_WINDOW (self));
  else if (self->open_id == 0)
    self->open_id = g_timeout_add_once (OPEN_DELAY, open_cb, self);
}
