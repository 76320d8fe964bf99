/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The conditions of a query's filter, applied as they are typed, and the filters saved by name. */

#include "config.h"

#include "acme-filter-popover.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-criterion-row.h"

/* In a window narrower than this a condition takes two lines. */
#define WIDE 600

struct _AcmeFilterPopover
{
  GtkPopover parent_instance;

  AcmeQuery *query;           /* (nullable) */
  AcmeViewSettings *settings; /* (nullable) */
  AcmeRows *rows;             /* (nullable) */
  gboolean is_compact;

  GtkBox *rows_box;
  GtkButton *add_button;
  GtkWidget *saved_box;
  GtkBox *saved_list;
  GtkStack *bottom_stack;
  GtkWidget *buttons_box;
  GtkWidget *save_as_button;
  GtkWidget *clear_button;
  GtkWidget *name_box;
  GtkSizeGroup *field_sizes;
  GtkSizeGroup *operator_sizes;
  GtkEntry *name_entry;
  GtkButton *save_button;
};

G_DEFINE_FINAL_TYPE (AcmeFilterPopover, acme_filter_popover, GTK_TYPE_POPOVER)

static AcmeCriterionRow *
get_first_row (AcmeFilterPopover *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->rows_box));

  return child != NULL ? ACME_CRITERION_ROW (child) : NULL;
}

static AcmeCriterionRow *
get_next_row (AcmeCriterionRow *row)
{
  GtkWidget *child = gtk_widget_get_next_sibling (GTK_WIDGET (row));

  return child != NULL ? ACME_CRITERION_ROW (child) : NULL;
}

static void
add_if_active (GPtrArray     *criteria,
               AcmeCriterion *criterion)
{
  if (acme_criterion_is_active (criterion))
    g_ptr_array_add (criteria, acme_criterion_ref (criterion));
}

/* Rows without a value are not part of the filter yet. */
static GPtrArray *
list_edited (AcmeFilterPopover *self)
{
  GPtrArray *criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);

  for (AcmeCriterionRow *row = get_first_row (self); row != NULL; row = get_next_row (row))
    add_if_active (criteria, acme_criterion_row_get_criterion (row));
  return criteria;
}

static GPtrArray *
list_applied (AcmeFilterPopover *self)
{
  GPtrArray *criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
  GPtrArray *all = acme_query_get_criteria (self->query);

  for (guint i = 0; i < all->len; i++)
    add_if_active (criteria, all->pdata[i]);
  return criteria;
}

static gboolean
is_applied (AcmeFilterPopover *self,
            GPtrArray         *edited)
{
  g_autoptr(GPtrArray) applied = list_applied (self);

  return edited->len == applied->len &&
         (edited->len == 0 || memcmp (edited->pdata, applied->pdata, edited->len * sizeof (gpointer)) == 0);
}

static void
apply (AcmeFilterPopover *self)
{
  g_autoptr(GPtrArray) edited = list_edited (self);

  if (!is_applied (self, edited))
    acme_query_set_criteria (self->query, edited);
}

static void add_row (AcmeFilterPopover *self,
                     AcmeCriterion     *criterion);

static void
remove_row_cb (AcmeFilterPopover *self,
               AcmeCriterionRow  *row)
{
  AcmeCriterionRow *next = get_next_row (row);

  gtk_box_remove (self->rows_box, GTK_WIDGET (row));
  if (get_first_row (self) == NULL)
    add_row (self, NULL);
  acme_criterion_row_focus_value (next != NULL ? next : get_first_row (self));
  apply (self);
}

static void
add_row (AcmeFilterPopover *self,
         AcmeCriterion     *criterion)
{
  GtkWidget *row = acme_criterion_row_new (acme_query_get_table (self->query), criterion, self->rows);

  acme_criterion_row_set_compact (ACME_CRITERION_ROW (row), self->is_compact);
  acme_criterion_row_align (ACME_CRITERION_ROW (row), self->field_sizes, self->operator_sizes);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (apply), self);
  g_signal_connect_swapped (row, "remove", G_CALLBACK (remove_row_cb), self);
  gtk_box_append (self->rows_box, row);
}

static void
remove_rows (AcmeFilterPopover *self)
{
  AcmeCriterionRow *row;

  while ((row = get_first_row (self)) != NULL)
    gtk_box_remove (self->rows_box, GTK_WIDGET (row));
}

static void
update_sensitivity (AcmeFilterPopover *self)
{
  g_autoptr(GPtrArray) applied = list_applied (self);

  gtk_widget_set_sensitive (self->save_as_button, applied->len > 0 && self->settings != NULL);
  gtk_widget_set_sensitive (self->clear_button, applied->len > 0);
}

/* The filter may have been changed elsewhere: cleared, or restored. */
static void
query_changed_cb (AcmeFilterPopover *self,
                  guint              changes)
{
  g_autoptr(GPtrArray) edited = NULL;

  if ((changes & ACME_QUERY_FILTER) == 0)
    return;

  edited = list_edited (self);
  if (get_first_row (self) == NULL || !is_applied (self, edited))
    {
      g_autoptr(GPtrArray) applied = list_applied (self);

      remove_rows (self);
      for (guint i = 0; i < applied->len; i++)
        add_row (self, applied->pdata[i]);
      if (applied->len == 0)
        add_row (self, NULL);
    }
  update_sensitivity (self);
}

static void
apply_saved (GtkWidget  *widget,
             const char *action_name,
             GVariant   *name)
{
  AcmeFilterPopover *self = ACME_FILTER_POPOVER (widget);
  g_autoptr(GPtrArray) criteria = NULL;

  criteria = acme_view_settings_dup_filter (self->settings, g_variant_get_string (name, NULL),
                                            acme_query_get_table (self->query));
  if (criteria != NULL)
    acme_query_set_criteria (self->query, criteria);
}

static void
delete_saved (GtkWidget  *widget,
              const char *action_name,
              GVariant   *name)
{
  AcmeFilterPopover *self = ACME_FILTER_POPOVER (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->add_button)); /* the button pressed goes */
  acme_view_settings_delete_filter (self->settings, g_variant_get_string (name, NULL));
}

static GtkWidget *
make_saved_button (const char *name,
                   const char *action_name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
make_saved_row (const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *apply_button = make_saved_button (name, "filter.apply-saved");
  GtkWidget *delete_button = make_saved_button (name, "filter.delete-saved");
  /* Translators: deletes the saved filter of this name */
  g_autofree char *delete_text = g_strdup_printf (_("Delete “%s”"), name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (apply_button), label);
  gtk_widget_set_hexpand (apply_button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (apply_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  gtk_button_set_icon_name (GTK_BUTTON (delete_button), "user-trash-symbolic");
  gtk_widget_add_css_class (delete_button, "circular");
  gtk_widget_set_tooltip_text (delete_button, delete_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (delete_button), GTK_ACCESSIBLE_PROPERTY_LABEL, delete_text, -1);

  gtk_box_append (GTK_BOX (box), apply_button);
  gtk_box_append (GTK_BOX (box), delete_button);
  return box;
}

static void
update_saved (AcmeFilterPopover *self)
{
  GtkWidget *child;
  g_auto(GStrv) names = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->saved_list))) != NULL)
    gtk_box_remove (self->saved_list, child);

  names = self->settings != NULL ? acme_view_settings_dup_filter_names (self->settings) : NULL;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    gtk_box_append (self->saved_list, make_saved_row (names[i]));
  gtk_widget_set_visible (self->saved_box, gtk_widget_get_first_child (GTK_WIDGET (self->saved_list)) != NULL);
}

static void
add_cb (AcmeFilterPopover *self)
{
  GtkWidget *row;

  add_row (self, NULL);
  row = gtk_widget_get_last_child (GTK_WIDGET (self->rows_box));
  acme_criterion_row_focus_value (ACME_CRITERION_ROW (row));
}

static void
clear_cb (AcmeFilterPopover *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  acme_query_set_criteria (self->query, none);
  acme_criterion_row_focus_value (get_first_row (self));
}

static char *
dup_name (AcmeFilterPopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_entry))));
}

static void
name_changed_cb (AcmeFilterPopover *self)
{
  g_autofree char *name = dup_name (self);
  g_auto(GStrv) names = acme_view_settings_dup_filter_names (self->settings);

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), name[0] != '\0');
  gtk_button_set_label (self->save_button,
                        g_strv_contains ((const char *const *) names, name) ? _("Replace") : _("Save"));
}

static void
save_as_cb (AcmeFilterPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), "");
  name_changed_cb (self);
  gtk_stack_set_visible_child (self->bottom_stack, self->name_box);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

static void
cancel_cb (AcmeFilterPopover *self)
{
  gtk_stack_set_visible_child (self->bottom_stack, self->buttons_box);
  gtk_widget_grab_focus (self->save_as_button);
}

static void
save_cb (AcmeFilterPopover *self)
{
  g_autofree char *name = dup_name (self);
  g_autoptr(GPtrArray) criteria = list_applied (self);

  if (name[0] == '\0')
    return;
  acme_view_settings_save_filter (self->settings, name, acme_query_get_table (self->query), criteria);
  cancel_cb (self);
}

/* Escape leaves the name before it leaves the popover. */
static gboolean
name_key_cb (AcmeFilterPopover *self,
             guint              keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  cancel_cb (self);
  return GDK_EVENT_STOP;
}

static void
show_cb (AcmeFilterPopover *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->query == NULL)
    return;

  self->is_compact = root != NULL && gtk_widget_get_width (GTK_WIDGET (root)) < WIDE;
  gtk_box_set_spacing (self->rows_box, self->is_compact ? 18 : 6);
  gtk_size_group_set_mode (self->operator_sizes, self->is_compact ? GTK_SIZE_GROUP_NONE : GTK_SIZE_GROUP_HORIZONTAL);
  for (AcmeCriterionRow *row = get_first_row (self); row != NULL; row = get_next_row (row))
    acme_criterion_row_set_compact (row, self->is_compact);
  gtk_stack_set_visible_child (self->bottom_stack, self->buttons_box);
  acme_criterion_row_focus_value (get_first_row (self));
}

static void
drop_query (AcmeFilterPopover *self)
{
  if (self->query != NULL)
    g_signal_handlers_disconnect_by_data (self->query, self);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->query);
  g_clear_object (&self->settings);
  g_clear_object (&self->rows);
}

static void
acme_filter_popover_dispose (GObject *object)
{
  AcmeFilterPopover *self = ACME_FILTER_POPOVER (object);

  drop_query (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_FILTER_POPOVER);

  G_OBJECT_CLASS (acme_filter_popover_parent_class)->dispose (object);
}

static void
acme_filter_popover_class_init (AcmeFilterPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_filter_popover_dispose;

  gtk_widget_class_install_action (widget_class, "filter.apply-saved", "s", apply_saved);
  gtk_widget_class_install_action (widget_class, "filter.delete-saved", "s", delete_saved);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, rows_box);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, add_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, saved_box);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, saved_list);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, bottom_stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, buttons_box);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, save_as_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, clear_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, name_box);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, field_sizes);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, operator_sizes);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, name_entry);
  gtk_widget_class_bind_template_child (widget_class, AcmeFilterPopover, save_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_as_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
acme_filter_popover_init (AcmeFilterPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (name_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->name_entry), keys);
}

/**
 * acme_filter_popover_new:
 *
 * Returns: (transfer floating): a popover without conditions
 */
GtkWidget *
acme_filter_popover_new (void)
{
  return g_object_new (ACME_TYPE_FILTER_POPOVER, NULL);
}

/**
 * acme_filter_popover_set_query:
 * @self: a popover
 * @query: (nullable): whose conditions to edit
 * @settings: (nullable): where filters are saved by name
 * @rows: (nullable): what is filtered, which may know the texts to choose from
 */
void
acme_filter_popover_set_query (AcmeFilterPopover *self,
                               AcmeQuery         *query,
                               AcmeViewSettings  *settings,
                               AcmeRows          *rows)
{
  g_return_if_fail (ACME_IS_FILTER_POPOVER (self));
  g_return_if_fail (query == NULL || ACME_IS_QUERY (query));
  g_return_if_fail (settings == NULL || ACME_IS_VIEW_SETTINGS (settings));
  g_return_if_fail (rows == NULL || ACME_IS_ROWS (rows));

  drop_query (self);
  remove_rows (self);
  if (query != NULL)
    {
      self->query = g_object_ref (query);
      g_set_object (&self->settings, settings);
      g_set_object (&self->rows, rows);
      g_signal_connect_swapped (query, "changed", G_CALLBACK (query_changed_cb), self);
      if (settings != NULL)
        g_signal_connect_swapped (settings, "filters-changed", G_CALLBACK (update_saved), self);
      query_changed_cb (self, ACME_QUERY_FILTER);
    }
  update_saved (self);
}
