/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The cells of a table. A cell is one GtkInscription, which costs half of what a GtkLabel does while scrolling, and has
 * no signal handlers: whatever changes in a row is told as a change of the rows. Only the lead column's cells have an
 * icon beside it, for a group's arrow or an item's problem; they also speak for their whole row. The mark beside a
 * status is drawn by the style sheet, which costs no widget; its shape differs as well as its colour.
 *
 * A column becomes the lead, or ceases to be it, when columns are moved or hidden. GTK 4.8 makes no new cells for a
 * column that is given another factory, so a column keeps its factory and knows its cells. */

#include "config.h"

#include "acme-table-private.h"

#include <glib/gi18n.h>

#include "acme-time.h"

/* Narrower than that a column tells nothing; further narrowing scrolls. */
#define MIN_CHARS 6
#define LEAD_MIN_CHARS 14

/* How strong a group's count stands beside its title, of 65535. */
#define DIM_ALPHA (65535 * 55 / 100)

/* Whether there is more to tell of a cell than its text: of a time, which zone it is in and what it is in UTC. */
static gboolean
has_more (const AcmeField *field)
{
  return field->describe_more != NULL || field->kind == ACME_FIELD_TIME;
}

static GtkWidget *
make_inscription (AcmeTableColumn *column,
                  gboolean         lead)
{
  const AcmeField *field = &column->table->fields->fields[column->field];
  GtkWidget *inscription = gtk_inscription_new (NULL);
  guint min_chars = lead ? LEAD_MIN_CHARS : MIN_CHARS;

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (inscription), 1);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), min_chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (inscription), MAX (field->width, min_chars));
  if (field->kind == ACME_FIELD_NUMBER)
    gtk_inscription_set_xalign (GTK_INSCRIPTION (inscription), 1);
  if (field->kind == ACME_FIELD_NUMBER || field->kind == ACME_FIELD_TIME)
    gtk_widget_add_css_class (inscription, "numeric");
  if ((field->flags & ACME_FIELD_MONOSPACE) != 0)
    gtk_widget_add_css_class (inscription, "monospace");
  if (has_more (field))
    gtk_widget_set_name (inscription, field->id); /* for its tooltip */
  return inscription;
}

static void
fill_text (AcmeTableColumn *column,
           GtkListItem     *list_item)
{
  GtkInscription *inscription = GTK_INSCRIPTION (gtk_list_item_get_child (list_item));
  gpointer row = gtk_list_item_get_item (list_item);

  gtk_inscription_set_text (inscription, ACME_IS_ITEM (row) ? acme_item_get_text (row, column->field) : "");
}

/* A time that matters by how far from today it is. */
static void
fill_relative (AcmeTableColumn *column,
               GtkListItem     *list_item)
{
  gpointer row = gtk_list_item_get_item (list_item);
  g_autofree char *text = NULL;

  if (ACME_IS_ITEM (row))
    text = acme_time_format_relative (acme_item_get_number (row, column->field), g_get_real_time ());
  if (text == NULL)
    fill_text (column, list_item);
  else
    gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (list_item)), text);
}

static void
fill_status (AcmeTableColumn *column,
             GtkListItem     *list_item)
{
  static const char *const classes[] = {
    [ACME_CHOICE_POSITIVE] = "positive", [ACME_CHOICE_ATTENTION] = "attention",
    [ACME_CHOICE_NEUTRAL] = "neutral", [ACME_CHOICE_NEGATIVE] = "negative",
  };
  GtkWidget *inscription = gtk_list_item_get_child (list_item);
  gpointer row = gtk_list_item_get_item (list_item);
  AcmeChoiceStyle style = ACME_CHOICE_PLAIN;

  fill_text (column, list_item);
  if (ACME_IS_ITEM (row))
    style = acme_field_get_style (&column->table->fields->fields[column->field],
                                  acme_item_get_string (row, column->field));
  for (guint i = ACME_CHOICE_POSITIVE; i < G_N_ELEMENTS (classes); i++)
    {
      if (i == style)
        gtk_widget_add_css_class (inscription, classes[i]);
      else
        gtk_widget_remove_css_class (inscription, classes[i]);
    }
}

static GtkWidget *
make_lead (AcmeTableColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *inscription = make_inscription (column, TRUE);

  gtk_widget_set_hexpand (inscription, TRUE);
  gtk_widget_add_css_class (box, "lead");
  gtk_box_append (GTK_BOX (box), inscription);
  return box;
}

/* Few rows have an icon, so a cell has one only after it showed such a row. */
static GtkWidget *
ensure_icon (GtkWidget *box)
{
  GtkWidget *icon = gtk_widget_get_first_child (box);

  if (GTK_IS_IMAGE (icon))
    return icon;

  icon = gtk_image_new ();
  gtk_box_prepend (GTK_BOX (box), icon);
  return icon;
}

static char *
describe_group (AcmeGroup *group)
{
  guint count = acme_group_get_count (group);

  /* Translators: a group of rows as a screen reader says it: its title and the number of rows in it */
  return g_strdup_printf (acme_group_get_expanded (group)
                            ? ngettext ("%s, %u row, expanded", "%s, %u rows, expanded", count)
                            : ngettext ("%s, %u row, collapsed", "%s, %u rows, collapsed", count),
                          acme_group_get_title (group), count);
}

static void
bind_group (AcmeGroup      *group,
            GtkWidget      *row_widget,
            GtkWidget      *box,
            GtkInscription *inscription)
{
  const char *title = acme_group_get_title (group);
  GtkWidget *icon = ensure_icon (box);
  g_autofree char *text = g_strdup_printf ("%s  %u", title, acme_group_get_count (group));
  g_autofree char *name = describe_group (group);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  PangoAttribute *dim = pango_attr_foreground_alpha_new (DIM_ALPHA);

  bold->end_index = dim->start_index = strlen (title);
  pango_attr_list_insert (attributes, bold);
  pango_attr_list_insert (attributes, dim);
  gtk_inscription_set_attributes (inscription, attributes);
  gtk_inscription_set_text (inscription, text);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon),
                                acme_group_get_expanded (group) ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_widget_remove_css_class (icon, "warning");
  gtk_widget_set_visible (icon, TRUE);
  gtk_widget_set_tooltip_text (icon, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (inscription), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (row_widget == NULL)
    return;
  gtk_widget_add_css_class (row_widget, "group");
  gtk_accessible_reset_property (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_STATE_EXPANDED,
                               (int) acme_group_get_expanded (group), -1);
}

/* An item's problem, or that it has none, where a group or a problem was before. */
static void
show_problem (const char *problem,
              GtkWidget  *row_widget,
              GtkWidget  *icon)
{
  if (problem != NULL)
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (icon), "dialog-warning-symbolic");
      gtk_widget_add_css_class (icon, "warning");
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, problem, -1);
    }
  gtk_widget_set_visible (icon, problem != NULL);
  gtk_widget_set_tooltip_text (icon, problem);

  if (row_widget == NULL)
    return;
  gtk_widget_remove_css_class (row_widget, "group");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_STATE_EXPANDED);
  if (problem != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row_widget),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* Of a jump of the scroll bar this is the greatest part, so it does no more than it must. */
static void
bind_item (AcmeItem       *item,
           guint           field,
           GtkWidget      *row_widget,
           GtkWidget      *box,
           GtkInscription *inscription)
{
  const char *problem = acme_item_get_problem (item);
  const char *text = acme_item_get_text (item, field);
  GtkWidget *first = gtk_widget_get_first_child (box);

  if (gtk_inscription_get_attributes (inscription) != NULL)
    gtk_inscription_set_attributes (inscription, NULL);
  gtk_inscription_set_text (inscription, text);
  if (row_widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (problem != NULL || (first != GTK_WIDGET (inscription) && gtk_widget_get_visible (first)))
    show_problem (problem, row_widget, ensure_icon (box));
}

static void
fill_lead (AcmeTableColumn *column,
           GtkListItem     *list_item)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkInscription *inscription = GTK_INSCRIPTION (gtk_widget_get_last_child (box));
  GtkWidget *row_widget = acme_table_get_row_widget (list_item);
  gpointer row = gtk_list_item_get_item (list_item);

  if (ACME_IS_GROUP (row))
    bind_group (row, row_widget, box, inscription);
  else
    bind_item (row, column->field, row_widget, box, inscription);
}

static void
make_cell (AcmeTableColumn *column,
           GtkListItem     *list_item)
{
  GtkWidget *child = column->fill == fill_lead ? make_lead (column) : make_inscription (column, FALSE);

  if (column->fill == fill_status)
    gtk_widget_add_css_class (child, "status");
  gtk_list_item_set_child (list_item, child);
}

static void
setup_cb (AcmeTableColumn *column,
          GtkListItem     *list_item)
{
  g_hash_table_add (column->cells, list_item);
  make_cell (column, list_item);
}

static void
bind_cb (AcmeTableColumn *column,
         GtkListItem     *list_item)
{
  column->fill (column, list_item);
}

static void
teardown_cb (AcmeTableColumn *column,
             GtkListItem     *list_item)
{
  g_hash_table_remove (column->cells, list_item);
}

/*
 * acme_table_init_cells:
 * @column: a column, which must outlive the view's cells
 *
 * Gives it what makes its cells, which are those of no lead until acme_table_set_lead_cells() says so.
 */
void
acme_table_init_cells (AcmeTableColumn *column)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  column->cells = g_hash_table_new (NULL, NULL);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), column);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect_swapped (factory, "teardown", G_CALLBACK (teardown_cb), column);
  acme_table_set_lead_cells (column, FALSE);
  gtk_column_view_column_set_factory (column->column, factory);
}

/*
 * acme_table_set_lead_cells:
 * @column: a column
 * @lead: whether it is the first one shown
 *
 * Makes its cells, also those that exist, what they have to be.
 */
void
acme_table_set_lead_cells (AcmeTableColumn *column,
                           gboolean         lead)
{
  const AcmeField *field = &column->table->fields->fields[column->field];
  GHashTableIter iter;
  gpointer list_item;

  if (lead)
    column->fill = fill_lead;
  else if (acme_field_has_styles (field))
    column->fill = fill_status;
  else
    column->fill = (field->flags & ACME_FIELD_RELATIVE) != 0 ? fill_relative : fill_text;

  g_hash_table_iter_init (&iter, column->cells);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    {
      make_cell (column, list_item);
      if (gtk_list_item_get_item (list_item) != NULL)
        column->fill (column, list_item);
    }
}

/*
 * acme_table_list_rows:
 *
 * Returns: (transfer container) (element-type GtkListItem): the rows that there are widgets for, by their cells in the
 *   lead column, in no particular order
 */
GList *
acme_table_list_rows (AcmeTable *self)
{
  return self->lead != NULL ? g_hash_table_get_keys (self->lead->cells) : NULL;
}

/*
 * acme_table_get_row_widget:
 * @list_item: a cell of the lead column
 *
 * Returns: (nullable): the widget of the whole row, which takes the focus and which screen readers read. GTK has no way
 *   to ask for it; it is the one that the style sheets call "row".
 */
GtkWidget *
acme_table_get_row_widget (GtkListItem *list_item)
{
  GtkWidget *widget = gtk_list_item_get_child (list_item);

  while (widget != NULL && g_strcmp0 (gtk_widget_get_css_name (widget), "row") != 0)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

/*
 * acme_table_find_row_at:
 * @descendant: (nullable): any widget
 *
 * Returns: (nullable): the row that it belongs to, by its cell in the lead column
 */
GtkListItem *
acme_table_find_row_at (AcmeTable *self,
                        GtkWidget *descendant)
{
  g_autoptr(GList) rows = NULL;

  while (descendant != NULL && descendant != GTK_WIDGET (self->view) &&
         g_strcmp0 (gtk_widget_get_css_name (descendant), "row") != 0)
    descendant = gtk_widget_get_parent (descendant);
  if (descendant == NULL)
    return NULL;

  rows = acme_table_list_rows (self);
  for (GList *l = rows; l != NULL; l = l->next)
    {
      if (acme_table_get_row_widget (l->data) == descendant)
        return l->data;
    }
  return NULL;
}

/*
 * acme_table_find_row:
 * @row: an item or group
 *
 * Returns: (nullable): its cell in the lead column, if there are widgets for it
 */
GtkListItem *
acme_table_find_row (AcmeTable *self,
                     gpointer   row)
{
  g_autoptr(GList) rows = acme_table_list_rows (self);

  for (GList *l = rows; l != NULL; l = l->next)
    {
      if (gtk_list_item_get_item (l->data) == row)
        return l->data;
    }
  return NULL;
}

static gboolean
is_cut_off (GtkInscription *inscription)
{
  g_autoptr(PangoLayout) layout = NULL;
  int width;

  if (gtk_inscription_get_text (inscription) == NULL)
    return FALSE;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (inscription), gtk_inscription_get_text (inscription));
  pango_layout_set_attributes (layout, gtk_inscription_get_attributes (inscription));
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width > gtk_widget_get_width (GTK_WIDGET (inscription));
}

/*
 * acme_table_describe_cell:
 * @inscription: the text of a cell
 *
 * Returns: (transfer full) (nullable): what there is to tell of it beside its text, or else all of the text if it had
 *   to be cut off
 */
char *
acme_table_describe_cell (AcmeTable      *self,
                          GtkInscription *inscription)
{
  GtkListItem *list_item = acme_table_find_row_at (self, GTK_WIDGET (inscription));
  gpointer row = list_item != NULL ? gtk_list_item_get_item (list_item) : NULL;
  g_autofree char *text = NULL;
  guint field;

  if (ACME_IS_ITEM (row) &&
      acme_field_table_find (self->fields, gtk_widget_get_name (GTK_WIDGET (inscription)), &field))
    {
      if (self->fields->fields[field].describe_more != NULL)
        text = self->fields->fields[field].describe_more (row);
      else
        text = acme_time_format_exact (acme_item_get_number (row, field));
    }
  if (text == NULL && is_cut_off (inscription))
    text = g_strdup (gtk_inscription_get_text (inscription));
  return g_steal_pointer (&text);
}

/* More about a cell; asked for one cell at a time, so that no cell needs a handler. With the keyboard there is no cell,
 * and the row tells its problem. */
gboolean
acme_table_query_tooltip (AcmeTable  *self,
                          int         x,
                          int         y,
                          gboolean    keyboard_mode,
                          GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;
  GtkWidget *widget;
  graphene_rect_t bounds;

  if (keyboard_mode)
    {
      GtkListItem *focus = acme_table_get_focus_row (self);
      gpointer row = focus != NULL ? gtk_list_item_get_item (focus) : NULL;

      if (!ACME_IS_ITEM (row) || acme_item_get_problem (row) == NULL)
        return FALSE;
      gtk_tooltip_set_text (tooltip, acme_item_get_problem (row));
      return TRUE;
    }

  widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  if (!GTK_IS_INSCRIPTION (widget) ||
      !gtk_widget_compute_bounds (widget, GTK_WIDGET (self->view), &bounds))
    return FALSE;
  text = acme_table_describe_cell (self, GTK_INSCRIPTION (widget));
  if (text == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { bounds.origin.x, bounds.origin.y,
                                                       bounds.size.width, bounds.size.height });
  return TRUE;
}
