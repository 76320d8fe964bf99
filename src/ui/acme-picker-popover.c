/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One item is chosen here out of as many as ten thousand: a search entry over a list. The rows are those of a
 * query, as in a table, so that searching takes slices of a frame however long the list is. The keys begin in the
 * entry; Down goes to the list, typing returns to the entry, Enter takes what is highlighted. */

#include "config.h"

#include "acme-picker-popover.h"

#include <glib/gi18n.h>

#include "acme-compat.h"
#include "acme-row-model.h"

#define PAGE_LIST "list"
#define PAGE_NO_MATCH "no-match"

/* The least width of a text and of a count */
#define MIN_CHARS 12
#define COUNT_CHARS 7

struct _AcmePickerPopover
{
  GtkPopover parent_instance;

  AcmeRowModel *rows;     /* (nullable): the items that match */
  AcmeQuery *query;       /* (nullable): which of them do */
  guint title_field;
  int subtitle_field;     /* or -1 */
  gboolean counts;        /* whether that is a number */
  AcmeItem *selected;     /* (nullable): what was chosen before */

  GListStore *none;       /* of a GtkStringObject: the choice of nothing, while it is offered */
  char *none_title;       /* (nullable) */
  GListStore *lists;      /* of GListModel: none, then the rows */
  GtkSingleSelection *selection;
  GHashTable *bound;      /* set of GtkListItem (unowned) */

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListView *view;

  guint scroll_id;        /* of a tick callback of the view */
};

G_DEFINE_FINAL_TYPE (AcmePickerPopover, acme_picker_popover, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_selected (AcmePickerPopover *self,
             gpointer           row)
{
  return ACME_IS_ITEM (row) ? row == (gpointer) self->selected : self->selected == NULL;
}

static const char *
get_row_title (AcmePickerPopover *self,
               gpointer           row)
{
  if (ACME_IS_ITEM (row))
    return acme_item_get_text (row, self->title_field);
  return gtk_string_object_get_string (row);
}

static GtkWidget *
make_inscription (guint min_chars)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), min_chars);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (inscription), 1);
  return inscription;
}

static GtkWidget *
make_subtitle (AcmePickerPopover *self)
{
  GtkWidget *subtitle = make_inscription (self->counts ? COUNT_CHARS : MIN_CHARS);

  if (self->counts)
    gtk_inscription_set_xalign (GTK_INSCRIPTION (subtitle), 1);
  gtk_widget_add_css_class (subtitle, self->counts ? "numeric" : "caption");
  gtk_widget_add_css_class (subtitle, "dim-label");
  return subtitle;
}

/* No more widgets than must be: GTK makes two hundred rows, and binds all of them anew with each search. */
static void
setup_cb (AcmePickerPopover *self,
          GtkListItem       *list_item)
{
  GtkWidget *box = gtk_box_new (self->counts ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = make_inscription (MIN_CHARS);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  if (self->subtitle_field >= 0)
    gtk_box_append (GTK_BOX (box), make_subtitle (self));
  gtk_list_item_set_child (list_item, box);
}

/* A check mark, and the same in words. */
static void
show_mark (AcmePickerPopover *self,
           GtkListItem       *list_item)
{
  GtkWidget *row_widget = gtk_widget_get_parent (gtk_list_item_get_child (list_item));
  gboolean selected = is_selected (self, gtk_list_item_get_item (list_item));

  if (row_widget == NULL || selected == gtk_widget_has_css_class (row_widget, "chosen"))
    return;
  if (selected)
    {
      gtk_widget_add_css_class (row_widget, "chosen");
      gtk_accessible_update_property (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      /* Translators: of an entry in a list: it is the one in use */
                                      C_("list entry", "Chosen"), -1);
    }
  else
    {
      gtk_widget_remove_css_class (row_widget, "chosen");
      gtk_accessible_reset_property (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

static char *
make_row_subtitle (AcmePickerPopover *self,
                   AcmeItem          *item)
{
  if (self->counts)
    return g_strdup_printf ("%'" G_GINT64_FORMAT, acme_item_get_number (item, self->subtitle_field));
  return g_strdup (acme_item_get_text (item, self->subtitle_field));
}

static void
bind_cb (AcmePickerPopover *self,
         GtkListItem       *list_item)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *subtitle = gtk_widget_get_next_sibling (title);
  GtkWidget *row_widget = gtk_widget_get_parent (box);
  gpointer row = gtk_list_item_get_item (list_item);
  const char *text = get_row_title (self, row);
  g_autofree char *more = subtitle != NULL && ACME_IS_ITEM (row) ? make_row_subtitle (self, row) : NULL;
  g_autofree char *both = NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (title), text);
  if (subtitle != NULL)
    {
      gtk_inscription_set_text (GTK_INSCRIPTION (subtitle), more);
      gtk_widget_set_visible (subtitle, more != NULL && *more != '\0');
    }
  if (self->counts && more != NULL)
    /* Translators: a value and how often there is that, as a screen reader says it */
    both = g_strdup_printf (_("%s, %s"), text, more);
  if (row_widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row_widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    both != NULL ? both : text, -1);

  g_hash_table_add (self->bound, list_item);
  show_mark (self, list_item);
}

static void
unbind_cb (AcmePickerPopover *self,
           GtkListItem       *list_item)
{
  g_hash_table_remove (self->bound, list_item);
}

/* The widget of a row, if it has been made: those that can be seen are, and many around them. */
static GtkWidget *
find_row_widget (AcmePickerPopover *self,
                 guint              position)
{
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    {
      if (gtk_list_item_get_position (list_item) == position)
        return gtk_widget_get_parent (gtk_list_item_get_child (list_item));
    }
  return NULL;
}

static guint
get_n_rows (AcmePickerPopover *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

/* GTK 4.8 shows a part of the rows only if it is to scroll before it has a size. */
static gboolean
scroll_cb (GtkWidget     *view,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  AcmePickerPopover *self = user_data;
  guint position = gtk_single_selection_get_selected (self->selection);

  if (gtk_widget_get_height (view) == 0)
    return G_SOURCE_CONTINUE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (view, "list.scroll-to-item", "u", position);
  self->scroll_id = 0;
  return G_SOURCE_REMOVE;
}

static void
stop_scrolling (AcmePickerPopover *self)
{
  if (self->scroll_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->scroll_id);
  self->scroll_id = 0;
}

static void
highlight (AcmePickerPopover *self,
           guint              position)
{
  gtk_single_selection_set_selected (self->selection, position);
  if (self->scroll_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->scroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), scroll_cb, self, NULL);
}

static guint
find_selected (AcmePickerPopover *self)
{
  guint n_none = g_list_model_get_n_items (G_LIST_MODEL (self->none));
  guint position = 0;

  if (self->selected == NULL)
    return n_none > 0 ? 0 : GTK_INVALID_LIST_POSITION;
  if (self->rows == NULL || !acme_rows_find (ACME_ROWS (self->rows), self->selected, &position))
    return GTK_INVALID_LIST_POSITION;
  return n_none + position;
}

/* While something is searched for the first match is highlighted, otherwise what was chosen before. */
static void
rows_updated_cb (AcmePickerPopover *self)
{
  gboolean searching = *acme_query_get_search (self->query) != '\0';
  gboolean empty = get_n_rows (self) == 0;
  gboolean is_all = searching || acme_rows_get_n_total (ACME_ROWS (self->rows)) == 0; /* or more will come */

  gtk_stack_set_visible_child_name (self->stack, empty && is_all ? PAGE_NO_MATCH : PAGE_LIST);
  if (!searching)
    highlight (self, find_selected (self));
  else
    highlight (self, empty ? GTK_INVALID_LIST_POSITION : 0);
}

/* The choice of nothing is no match of anything. */
static void
update_none (AcmePickerPopover *self)
{
  gboolean searching = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';

  g_list_store_remove_all (self->none);
  if (self->none_title != NULL && !searching)
    {
      g_autoptr(GtkStringObject) none = gtk_string_object_new (self->none_title);

      g_list_store_append (self->none, none);
    }
}

static void
search_changed_cb (AcmePickerPopover *self)
{
  update_none (self);
  if (self->query == NULL)
    return;
  acme_query_set_search (self->query, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
choose (AcmePickerPopover *self,
        guint              position)
{
  g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, ACME_IS_ITEM (row) ? row : NULL);
}

static void
entry_activate_cb (AcmePickerPopover *self)
{
  if (self->rows != NULL)
    acme_row_model_finish (self->rows); /* what was typed last counts */
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
view_activate_cb (AcmePickerPopover *self,
                  guint              position)
{
  choose (self, position);
}

static void
focus_row (AcmePickerPopover *self,
           guint              position)
{
  GtkWidget *row_widget;

  highlight (self, position);
  row_widget = find_row_widget (self, position);
  if (row_widget != NULL)
    gtk_widget_grab_focus (row_widget);
}

static void
focus_entry (AcmePickerPopover *self)
{
  gtk_text_grab_focus_without_selecting (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->entry))));
}

/* From the entry into the list, and back over its upper end. */
static gboolean
key_pressed_cb (AcmePickerPopover *self,
                guint              keyval)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  gboolean in_list = gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL;
  gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  gboolean up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;

  if (in_list && up && position == 0)
    {
      focus_entry (self);
      return GDK_EVENT_STOP;
    }
  if (in_list || !(down || up))
    return GDK_EVENT_PROPAGATE;

  if (down && get_n_rows (self) > 0)
    focus_row (self, position == GTK_INVALID_LIST_POSITION ? 0 : MIN (position + 1, get_n_rows (self) - 1));
  else if (up && position != GTK_INVALID_LIST_POSITION && position > 0)
    focus_row (self, position - 1);
  return GDK_EVENT_STOP;
}

static GtkListItem *
find_list_item_at (AcmePickerPopover *self,
                   double             x,
                   double             y)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *widget = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GHashTableIter iter;
  gpointer list_item;

  while (widget != NULL && widget != view && gtk_widget_get_parent (widget) != view)
    widget = gtk_widget_get_parent (widget);

  g_hash_table_iter_init (&iter, self->bound);
  while (widget != NULL && g_hash_table_iter_next (&iter, &list_item, NULL))
    {
      if (gtk_widget_get_parent (gtk_list_item_get_child (list_item)) == widget)
        return list_item;
    }
  return NULL;
}

/* A click chooses. The view's own single-click mode would also highlight what the pointer happens to rest on, which
 * Enter would then take in place of the first match. */
static void
click_released_cb (AcmePickerPopover *self,
                   int                n_press,
                   double             x,
                   double             y)
{
  GtkListItem *list_item = find_list_item_at (self, x, y);

  if (list_item != NULL && n_press == 1)
    choose (self, gtk_list_item_get_position (list_item));
}

/* The name in full. */
static gboolean
query_tooltip_cb (AcmePickerPopover *self,
                  int                x,
                  int                y,
                  gboolean           keyboard_mode,
                  GtkTooltip        *tooltip)
{
  GtkListItem *list_item = keyboard_mode ? NULL : find_list_item_at (self, x, y);

  if (list_item == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, get_row_title (self, gtk_list_item_get_item (list_item)));
  return TRUE;
}

static void
show_cb (AcmePickerPopover *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  highlight (self, find_selected (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
drop_rows (AcmePickerPopover *self)
{
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
  g_clear_object (&self->query);
}

static void
acme_picker_popover_dispose (GObject *object)
{
  AcmePickerPopover *self = ACME_PICKER_POPOVER (object);

  stop_scrolling (self);
  drop_rows (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_PICKER_POPOVER);
  g_clear_object (&self->selected);
  g_clear_object (&self->none);
  g_clear_object (&self->lists);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (acme_picker_popover_parent_class)->dispose (object);
}

static void
acme_picker_popover_finalize (GObject *object)
{
  AcmePickerPopover *self = ACME_PICKER_POPOVER (object);

  g_clear_pointer (&self->none_title, g_free);
  g_clear_pointer (&self->bound, g_hash_table_unref);

  G_OBJECT_CLASS (acme_picker_popover_parent_class)->finalize (object);
}

static void
acme_picker_popover_class_init (AcmePickerPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acme_picker_popover_dispose;
  object_class->finalize = acme_picker_popover_finalize;

  /**
   * AcmePickerPopover::chosen:
   * @item: (nullable): what was chosen; nothing if that was offered
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, ACME_TYPE_ITEM);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-picker-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmePickerPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, AcmePickerPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, AcmePickerPopover, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, click_released_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_entry);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
acme_picker_popover_init (AcmePickerPopover *self)
{
  GListModel *flat;

  self->subtitle_field = -1;
  self->bound = g_hash_table_new (NULL, NULL);
  self->none = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->lists = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (self->lists, self->none);
  flat = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->lists))));
  self->selection = gtk_single_selection_new (flat);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self->view));
}

/**
 * acme_picker_popover_new:
 *
 * Returns: (transfer floating): a popover without items
 */
GtkWidget *
acme_picker_popover_new (void)
{
  return g_object_new (ACME_TYPE_PICKER_POPOVER, NULL);
}

/**
 * acme_picker_popover_set_items:
 * @self: a popover
 * @items: (nullable): a list of #AcmeItem of one kind
 * @fields: (nullable): their fields table; needed with @items
 * @title_field: the index of the field that names an item, by which they are ordered
 * @subtitle_field: the index of a field shown below it, or -1; the search looks into both. If it is a number it is
 *   shown beside the name, the search passes over it, and the greatest come first. Rows are made for one way only, so
 *   it remains whether there is such a field, and whether it is a number.
 */
void
acme_picker_popover_set_items (AcmePickerPopover    *self,
                               GListModel           *items,
                               const AcmeFieldTable *fields,
                               guint                 title_field,
                               int                   subtitle_field)
{
  guint search_fields[2] = { title_field, MAX (subtitle_field, 0) };

  g_return_if_fail (ACME_IS_PICKER_POPOVER (self));
  g_return_if_fail (items == NULL || G_IS_LIST_MODEL (items));
  g_return_if_fail (items == NULL || fields != NULL);

  drop_rows (self);
  g_list_store_splice (self->lists, 1, g_list_model_get_n_items (G_LIST_MODEL (self->lists)) - 1, NULL, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (items == NULL)
    return;

  self->title_field = title_field;
  self->subtitle_field = subtitle_field;
  self->counts = subtitle_field >= 0 && fields->fields[subtitle_field].kind == ACME_FIELD_NUMBER;
  self->query = acme_query_new (fields);
  acme_query_set_search_fields (self->query, search_fields, subtitle_field >= 0 && !self->counts ? 2 : 1);
  acme_query_set_sort (self->query, self->counts ? (guint) subtitle_field : title_field, self->counts);
  self->rows = acme_row_model_new (items, self->query);
  g_signal_connect_swapped (self->rows, "updated", G_CALLBACK (rows_updated_cb), self);
  g_list_store_append (self->lists, self->rows);
  rows_updated_cb (self);
}

/**
 * acme_picker_popover_set_selected:
 * @self: a popover
 * @item: (nullable): what is chosen now, to be marked
 */
void
acme_picker_popover_set_selected (AcmePickerPopover *self,
                                  AcmeItem          *item)
{
  GHashTableIter iter;
  gpointer list_item;

  g_return_if_fail (ACME_IS_PICKER_POPOVER (self));
  g_return_if_fail (item == NULL || ACME_IS_ITEM (item));

  if (!g_set_object (&self->selected, item))
    return;
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    show_mark (self, list_item);
}

/**
 * acme_picker_popover_set_none_title:
 * @self: a popover
 * @title: (nullable): what the choice of nothing is called; without it there is none
 */
void
acme_picker_popover_set_none_title (AcmePickerPopover *self,
                                    const char        *title)
{
  g_return_if_fail (ACME_IS_PICKER_POPOVER (self));

  if (acme_set_str (&self->none_title, title))
    update_none (self);
}
