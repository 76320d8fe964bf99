/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The button of a table's filter. */

#include "config.h"

#include "acme-filter-button.h"

#include <glib/gi18n.h>

#include "acme-filter-popover.h"

struct _AcmeFilterButton
{
  AcmeTableButton parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeFilterButton, acme_filter_button, ACME_TYPE_TABLE_BUTTON)

static GtkWidget *
acme_filter_button_make_popover (AcmeTableButton *button)
{
  return acme_filter_popover_new ();
}

static void
acme_filter_button_fill_popover (AcmeTableButton *button,
                                 GtkWidget       *popover,
                                 AcmeTable       *table,
                                 AcmeQuery       *query)
{
  acme_filter_popover_set_query (ACME_FILTER_POPOVER (popover), query,
                                 query != NULL ? acme_table_get_settings (table) : NULL,
                                 query != NULL ? acme_table_get_rows (table) : NULL);
}

static char *
acme_filter_button_describe (AcmeTableButton *button,
                             AcmeQuery       *query)
{
  GPtrArray *criteria = acme_query_get_criteria (query);
  guint n_active = 0;

  for (guint i = 0; i < criteria->len; i++)
    n_active += acme_criterion_is_active (criteria->pdata[i]) ? 1 : 0;
  if (n_active == 0)
    return NULL;
  return g_strdup_printf (ngettext ("Filter (%u active)", "Filter (%u active)", n_active), n_active);
}

static void
acme_filter_button_class_init (AcmeFilterButtonClass *klass)
{
  AcmeTableButtonClass *button_class = ACME_TABLE_BUTTON_CLASS (klass);

  button_class->make_popover = acme_filter_button_make_popover;
  button_class->fill_popover = acme_filter_button_fill_popover;
  button_class->describe = acme_filter_button_describe;
}

static void
acme_filter_button_init (AcmeFilterButton *self)
{
  acme_table_button_set_up (ACME_TABLE_BUTTON (self), "acme-filter-symbolic", _("Filter"));
}

/**
 * acme_filter_button_new:
 *
 * Returns: (transfer floating): a button that belongs to no table yet
 */
GtkWidget *
acme_filter_button_new (void)
{
  return g_object_new (ACME_TYPE_FILTER_BUTTON, NULL);
}
