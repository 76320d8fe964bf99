/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked of clients most often, always in view: their status, and whether they have been idle for long. It is no
 * filter of its own but shows and changes two criteria of the table's query, and leaves alone what else is there. */

#include "config.h"

#include "acme-client-filter.h"

#include <glib/gi18n.h>

#include "acme-client.h"
#include "acme-wrap-layout.h"

/* The first in the list of statuses, before those there are */
#define ANY 0

struct _AcmeClientFilter
{
  GtkWidget parent_instance;

  AcmeQuery *query; /* (nullable) */
  gboolean is_filling;

  GtkDropDown *status_drop_down;
  GtkCheckButton *idle_button;
  GtkSpinButton *days_spin;
  GtkLabel *days_label;
};

G_DEFINE_FINAL_TYPE (AcmeClientFilter, acme_client_filter, GTK_TYPE_WIDGET)

static gboolean
is_about (const AcmeCriterion *criterion,
          guint                field,
          AcmeOperator         operator)
{
  return acme_criterion_get_field (criterion) == field && acme_criterion_get_operator (criterion) == operator &&
         acme_criterion_is_active (criterion);
}

static AcmeCriterion *
find_criterion (AcmeClientFilter *self,
                guint             field,
                AcmeOperator      operator)
{
  GPtrArray *criteria = acme_query_get_criteria (self->query);

  for (guint i = 0; i < criteria->len; i++)
    {
      if (is_about (criteria->pdata[i], field, operator))
        return criteria->pdata[i];
    }
  return NULL;
}

/* Puts a criterion with @value in the place of the one that is there, or takes that away if @value is %NULL. */
static void
set_criterion (AcmeClientFilter *self,
               guint             field,
               AcmeOperator      operator,
               const char       *value)
{
  GPtrArray *before = acme_query_get_criteria (self->query);
  AcmeCriterion *known = find_criterion (self, field, operator);
  g_autoptr(AcmeCriterion) criterion = NULL;
  g_autoptr(GPtrArray) criteria = g_ptr_array_new ();

  if (g_strcmp0 (known != NULL ? acme_criterion_get_value (known) : NULL, value) == 0)
    return;

  if (value != NULL)
    criterion = acme_criterion_new (&acme_client_fields, field, operator, value, NULL);
  for (guint i = 0; i < before->len; i++)
    {
      if (before->pdata[i] != known)
        g_ptr_array_add (criteria, before->pdata[i]);
      else if (criterion != NULL)
        g_ptr_array_add (criteria, criterion);
    }
  if (known == NULL)
    g_ptr_array_add (criteria, criterion);
  acme_query_set_criteria (self->query, criteria);
}

static void
update_days (AcmeClientFilter *self)
{
  int days = gtk_spin_button_get_value_as_int (self->days_spin);

  /* Translators: in “Idle for more than 90 days”, which has the number in an entry of its own */
  gtk_label_set_label (self->days_label, ngettext ("day", "days", days));
  gtk_widget_set_sensitive (GTK_WIDGET (self->days_spin), gtk_check_button_get_active (self->idle_button));
}

static void
status_changed_cb (AcmeClientFilter *self)
{
  guint selected = gtk_drop_down_get_selected (self->status_drop_down);

  if (self->is_filling || self->query == NULL)
    return;

  set_criterion (self, ACME_CLIENT_STATUS, ACME_OPERATOR_IS,
                 selected > ANY && selected != GTK_INVALID_LIST_POSITION ? acme_client_statuses[selected - 1].value
                                                                         : NULL);
}

static void
idle_changed_cb (AcmeClientFilter *self)
{
  g_autofree char *days = NULL;

  update_days (self);
  if (self->is_filling || self->query == NULL)
    return;

  if (gtk_check_button_get_active (self->idle_button))
    days = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (self->days_spin));
  set_criterion (self, ACME_CLIENT_LAST_ACTIVITY, ACME_OPERATOR_OLDER_THAN, days);
}

static guint
find_status (const AcmeCriterion *criterion)
{
  for (guint i = 0; criterion != NULL && acme_client_statuses[i].value != NULL; i++)
    {
      if (g_ascii_strcasecmp (acme_client_statuses[i].value, acme_criterion_get_value (criterion)) == 0)
        return i + 1;
    }
  return ANY;
}

/* Shows what is asked, by whomever. */
static void
fill (AcmeClientFilter *self)
{
  AcmeCriterion *idle = find_criterion (self, ACME_CLIENT_LAST_ACTIVITY, ACME_OPERATOR_OLDER_THAN);

  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->status_drop_down,
                              find_status (find_criterion (self, ACME_CLIENT_STATUS, ACME_OPERATOR_IS)));
  gtk_check_button_set_active (self->idle_button, idle != NULL);
  if (idle != NULL)
    gtk_spin_button_set_value (self->days_spin, g_ascii_strtod (acme_criterion_get_value (idle), NULL));
  self->is_filling = FALSE;
}

static void
acme_client_filter_dispose (GObject *object)
{
  AcmeClientFilter *self = ACME_CLIENT_FILTER (object);
  GtkWidget *child;

  acme_client_filter_set_query (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_CLIENT_FILTER);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (acme_client_filter_parent_class)->dispose (object);
}

static void
acme_client_filter_class_init (AcmeClientFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_client_filter_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, ACME_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-client-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeClientFilter, status_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientFilter, idle_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientFilter, days_spin);
  gtk_widget_class_bind_template_child (widget_class, AcmeClientFilter, days_label);
  gtk_widget_class_bind_template_callback (widget_class, status_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, idle_changed_cb);
}

static void
acme_client_filter_init (AcmeClientFilter *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (titles, _("Any Status"));
  for (const AcmeChoice *status = acme_client_statuses; status->value != NULL; status++)
    gtk_string_list_append (titles, _(status->title));
  gtk_drop_down_set_model (self->status_drop_down, G_LIST_MODEL (titles));
  update_days (self);
}

/**
 * acme_client_filter_new:
 *
 * Returns: (transfer floating): a filter without a query
 */
GtkWidget *
acme_client_filter_new (void)
{
  return g_object_new (ACME_TYPE_CLIENT_FILTER, NULL);
}

/**
 * acme_client_filter_set_query:
 * @self: the filter
 * @query: (nullable): what is asked of a list of #AcmeClient
 */
void
acme_client_filter_set_query (AcmeClientFilter *self,
                              AcmeQuery        *query)
{
  g_return_if_fail (ACME_IS_CLIENT_FILTER (self));
  g_return_if_fail (query == NULL || acme_query_get_table (query) == &acme_client_fields);

  if (self->query == query)
    return;

  if (self->query != NULL)
    g_signal_handlers_disconnect_by_data (self->query, self);
  g_set_object (&self->query, query);
  if (query == NULL)
    return;
  g_signal_connect_swapped (query, "changed", G_CALLBACK (fill), self);
  fill (self);
}
