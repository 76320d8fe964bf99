/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody waits for an answer: a window, which may be closed before it comes, or which may have given this up and
 * asked anew. A reference would keep the window from going, and with it from giving up; so this holds a weak one. */

#include "config.h"

#include "acme-load.h"

struct _AcmeLoad
{
  GWeakRef owner;
  GCancellable *cancellable;
};

/**
 * acme_load_new:
 * @owner: a #GObject that waits for an answer
 * @cancellable: what @owner cancels when it gives up waiting
 *
 * Returns: (transfer full): what to give to callbacks
 */
AcmeLoad *
acme_load_new (gpointer      owner,
               GCancellable *cancellable)
{
  AcmeLoad *self;

  g_return_val_if_fail (G_IS_OBJECT (owner), NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  self = g_new0 (AcmeLoad, 1);
  g_weak_ref_init (&self->owner, owner);
  self->cancellable = g_object_ref (cancellable);
  return self;
}

/**
 * acme_load_free:
 * @self: (transfer full): what a callback got
 */
void
acme_load_free (AcmeLoad *self)
{
  g_weak_ref_clear (&self->owner);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/**
 * acme_load_dup_owner:
 * @self: what a callback got
 *
 * Returns: (transfer full) (nullable): who waits for it, or %NULL when nobody does any more
 */
gpointer
acme_load_dup_owner (AcmeLoad *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_cancellable_is_cancelled (self->cancellable) ? NULL : g_weak_ref_get (&self->owner);
}
