/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a thread tells a main loop that there is something to see: a source that is dispatched when it is woken. However
 * often that happens before its turn comes, it is dispatched once, and never after it was destroyed. */

#include "config.h"

#include "acme-scm-wake.h"

static gboolean
dispatch_wake (GSource     *source,
               GSourceFunc  callback,
               gpointer     user_data)
{
  g_source_set_ready_time (source, -1);
  return callback != NULL ? callback (user_data) : G_SOURCE_REMOVE;
}

static GSourceFuncs wake_funcs = { .dispatch = dispatch_wake };

/**
 * acme_scm_wake_source_new:
 *
 * Returns: (transfer full): a source that sleeps; its callback is a #GSourceFunc
 */
GSource *
acme_scm_wake_source_new (void)
{
  return g_source_new (&wake_funcs, sizeof (GSource));
}

/**
 * acme_scm_wake:
 * @source: a source of acme_scm_wake_source_new()
 *
 * Has it dispatched by its main loop, soon. May be called in any thread.
 */
void
acme_scm_wake (GSource *source)
{
  g_source_set_ready_time (source, 0);
}

/**
 * acme_scm_source_clear:
 * @source: (inout) (nullable): a source, or %NULL
 *
 * Takes it out of its main loop, drops it, and leaves %NULL.
 */
void
acme_scm_source_clear (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}
