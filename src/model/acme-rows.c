/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a table shows, wherever its items are kept: a few thousand objects that stand in memory, or a million records of
 * which an object is made only while somebody looks at it. */

#include "config.h"

#include "acme-rows.h"

G_DEFINE_INTERFACE (AcmeRows, acme_rows, G_TYPE_LIST_MODEL)

enum
{
  UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
acme_rows_default_init (AcmeRowsInterface *iface)
{
  /**
   * AcmeRows:busy:
   *
   * Whether rows are being found or ordered; meanwhile the rows before are shown.
   */
  g_object_interface_install_property (iface, g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));

  /**
   * AcmeRows::updated:
   *
   * The rows are those that the query asks for now. A view checks its selection: a large change drops it.
   */
  signals[UPDATED] = g_signal_new ("updated", ACME_TYPE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * acme_rows_get_n_matches:
 * @self: the rows
 *
 * Returns: how many items the query lets through, in collapsed groups too
 */
guint
acme_rows_get_n_matches (AcmeRows *self)
{
  g_return_val_if_fail (ACME_IS_ROWS (self), 0);

  return ACME_ROWS_GET_IFACE (self)->get_n_matches (self);
}

/**
 * acme_rows_get_n_total:
 * @self: the rows
 *
 * Returns: how many items there are
 */
guint
acme_rows_get_n_total (AcmeRows *self)
{
  g_return_val_if_fail (ACME_IS_ROWS (self), 0);

  return ACME_ROWS_GET_IFACE (self)->get_n_total (self);
}

/**
 * acme_rows_is_busy:
 * @self: the rows
 *
 * Returns: whether rows are still being found or ordered
 */
gboolean
acme_rows_is_busy (AcmeRows *self)
{
  gboolean busy;

  g_return_val_if_fail (ACME_IS_ROWS (self), FALSE);

  g_object_get (self, "busy", &busy, NULL);
  return busy;
}

/**
 * acme_rows_find:
 * @self: the rows
 * @row: an item or group; only its address is looked at
 * @out_position: (out) (optional): where it is shown
 *
 * Returns: whether it is shown
 */
gboolean
acme_rows_find (AcmeRows *self,
                gpointer  row,
                guint    *out_position)
{
  g_return_val_if_fail (ACME_IS_ROWS (self), FALSE);

  return ACME_ROWS_GET_IFACE (self)->find (self, row, out_position);
}

/**
 * acme_rows_list_texts:
 * @self: the rows
 * @field: the index of a field
 *
 * What a filter by that field has to choose from, whatever is filtered now.
 *
 * Returns: (transfer full) (nullable) (element-type AcmeTextCount): the texts that items have there, the most frequent
 *   first and no more than %ACME_ROWS_MAX_TEXTS; %NULL if that is not known, or if almost every item says something
 *   else
 */
GPtrArray *
acme_rows_list_texts (AcmeRows *self,
                      guint     field)
{
  AcmeRowsInterface *iface;

  g_return_val_if_fail (ACME_IS_ROWS (self), NULL);

  iface = ACME_ROWS_GET_IFACE (self);
  return iface->list_texts != NULL ? iface->list_texts (self, field) : NULL;
}

/**
 * acme_rows_updated:
 * @self: the rows
 *
 * For what implements them: emits #AcmeRows::updated.
 */
void
acme_rows_updated (AcmeRows *self)
{
  g_return_if_fail (ACME_IS_ROWS (self));

  g_signal_emit (self, signals[UPDATED], 0);
}
