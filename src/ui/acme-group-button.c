/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The button of a table's groups. */

#include "config.h"

#include "acme-group-button.h"

#include <glib/gi18n.h>

#include "acme-group-popover.h"

struct _AcmeGroupButton
{
  AcmeTableButton parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeGroupButton, acme_group_button, ACME_TYPE_TABLE_BUTTON)

static GtkWidget *
acme_group_button_make_popover (AcmeTableButton *button)
{
  return acme_group_popover_new ();
}

static void
acme_group_button_fill_popover (AcmeTableButton *button,
                                GtkWidget       *popover,
                                AcmeTable       *table,
                                AcmeQuery       *query)
{
  acme_group_popover_set_fields (ACME_GROUP_POPOVER (popover),
                                 query != NULL ? acme_query_get_table (query) : NULL);
}

static char *
acme_group_button_describe (AcmeTableButton *button,
                            AcmeQuery       *query)
{
  int group = acme_query_get_group (query);

  if (group == ACME_QUERY_NO_FIELD)
    return NULL;
  /* Translators: by what the rows of a table are grouped, as in “Group (by Type)” */
  return g_strdup_printf (_("Group (by %s)"),
                          acme_field_get_title (&acme_query_get_table (query)->fields[group]));
}

static void
acme_group_button_class_init (AcmeGroupButtonClass *klass)
{
  AcmeTableButtonClass *button_class = ACME_TABLE_BUTTON_CLASS (klass);

  button_class->make_popover = acme_group_button_make_popover;
  button_class->fill_popover = acme_group_button_fill_popover;
  button_class->describe = acme_group_button_describe;
}

static void
acme_group_button_init (AcmeGroupButton *self)
{
  acme_table_button_set_up (ACME_TABLE_BUTTON (self), "acme-group-symbolic", _("Group"));
}

/**
 * acme_group_button_new:
 *
 * Returns: (transfer floating): a button that belongs to no table yet
 */
GtkWidget *
acme_group_button_new (void)
{
  return g_object_new (ACME_TYPE_GROUP_BUTTON, NULL);
}
