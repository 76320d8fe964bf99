/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files that make up AcmeTable share: acme-table.c (the class), -actions, -cells, -columns, -filter, -input,
 * -place (the focus and the scroll position), -selection, -sort, -values and -visible. */

#include "acme-group.h"
#include "acme-item-selection.h"
#include "acme-table.h"

G_BEGIN_DECLS

typedef struct _AcmeTableColumn AcmeTableColumn;

struct _AcmeTableColumn
{
  AcmeTable *table;            /* (unowned) */
  guint field;
  GtkColumnViewColumn *column; /* (owned) */
  GSimpleAction *action;       /* (owned): whether it is shown */

  /* -cells */
  GHashTable *cells;           /* set of GtkListItem (unowned): those that exist */
  void (*fill) (AcmeTableColumn *column,
                GtkListItem     *list_item);
};

/* Where a row is to be seen. */
typedef struct
{
  GObject *row;  /* (nullable) (owned): an AcmeItem or AcmeGroup */
  double offset; /* of its upper edge from the upper edge of what is visible, in pixels */
} AcmeTablePlace;

struct _AcmeTable
{
  AdwBin parent_instance;

  const AcmeFieldTable *fields; /* (nullable) */
  AcmeQuery *query;             /* (nullable) */
  AcmeRows *rows;               /* (nullable) */
  AcmeViewSettings *settings;   /* (nullable) */
  GListModel *items;            /* (nullable): what the rows are made of, if the table made them */
  char *title;
  AcmeTableCountFunc count_func; /* (nullable) */
  char *nothing_title;          /* (nullable): what to say of rows of which none is shown, without a filter */
  char *nothing_description;    /* (nullable) */
  char *nothing_label;          /* (nullable): of a button */
  char *nothing_action;         /* (nullable): what it does */
  guint save_id;

  /* -columns, -sort */
  GPtrArray *columns;          /* AcmeTableColumn, in the fields' natural order */
  AcmeTableColumn *lead;       /* (nullable) (unowned): the first one that is shown */
  int probed_field;
  gboolean is_sorting;

  /* -selection: one of the first two, as it was asked for */
  GtkSingleSelection *single;  /* (nullable) */
  AcmeItemSelection *several;  /* (nullable) */
  gboolean multiple;
  gboolean is_restoring;       /* while the table selects, and not the user */
  GPtrArray *selected;         /* AcmeItem (owned), as last told */
  AcmeItem *selected_item;     /* (nullable) (owned): if it is only one */
  gpointer last_selected;      /* (nullable) (unowned): of several, only to be compared */

  /* -place */
  GObject *current;            /* (nullable) (owned): the row that the user selected or focused, shown or not */
  gboolean is_changing;        /* between the first change of the rows and "updated" */
  gboolean is_telling;         /* while the view hears of such a change */
  gboolean was_emptied;        /* by that change */
  gboolean had_focus;          /* before it */
  gboolean was_at_top;         /* before it */
  guint changes;               /* AcmeQueryChange flags since the last "updated" */
  AcmeTablePlace top;          /* the first visible row before the change */
  AcmeTablePlace chosen;       /* the current row, if it was visible */
  AcmeTablePlace target;       /* what the next layout has to achieve */
  gboolean wants_focus;
  gboolean wants_first;         /* whether the focus is for the first row if it is for no other */
  gboolean is_fresh;           /* the list was filled and has not been scrolled since */
  double fresh_value;          /* where it was then */
  GdkFrameClock *clock;        /* (nullable) (owned): whose layout is waited for */
  gulong layout_id;
  guint focus_id;

  /* -visible */
  GdkFrameClock *visible_clock; /* (nullable) (owned): whose next frame is waited for */
  gulong visible_id;

  /* -actions, -input */
  GSimpleActionGroup *actions;
  GMenu *columns_menu;
  GMenu *sort_menu;
  GMenu *sort_section;         /* of it: the columns */
  GMenuModel *context_menu;    /* (nullable) (owned) */
  GtkWidget *context_popover;  /* (nullable): of it, once it was opened */
  GMenu *value_menu;           /* its part that filters by what a cell says */

  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkRevealer *filter_revealer;
  GtkLabel *filter_label;
  GtkButton *clear_button;
  GtkStack *stack;
  AdwStatusPage *nothing_page;
  GtkButton *nothing_button;
  GtkColumnView *view;
};

/* acme-table.c */
void             acme_table_queue_save        (AcmeTable             *self);
void             acme_table_tell_selected     (AcmeTable             *self,
                                               gboolean               only_item_changed);

/* acme-table-actions.c */
void             acme_table_init_actions      (AcmeTable             *self);
void             acme_table_update_actions    (AcmeTable             *self);
void             acme_table_toggle_group      (AcmeTable             *self,
                                               AcmeGroup             *group);

/* acme-table-cells.c */
void             acme_table_init_cells        (AcmeTableColumn       *column);
void             acme_table_set_lead_cells    (AcmeTableColumn       *column,
                                               gboolean               lead);
GList           *acme_table_list_rows         (AcmeTable             *self);
GtkWidget       *acme_table_get_row_widget    (GtkListItem           *list_item);
GtkListItem     *acme_table_find_row_at       (AcmeTable             *self,
                                               GtkWidget             *descendant);
GtkListItem     *acme_table_find_row          (AcmeTable             *self,
                                               gpointer               row);
char            *acme_table_describe_cell     (AcmeTable             *self,
                                               GtkInscription        *inscription);
gboolean         acme_table_query_tooltip     (AcmeTable             *self,
                                               int                    x,
                                               int                    y,
                                               gboolean               keyboard_mode,
                                               GtkTooltip            *tooltip);

/* acme-table-columns.c */
void             acme_table_init_menus        (AcmeTable             *self);
void             acme_table_build_columns     (AcmeTable             *self);
void             acme_table_drop_columns      (AcmeTable             *self);
void             acme_table_save_columns      (AcmeTable             *self);
AcmeTableColumn *acme_table_get_shown_column  (AcmeTable             *self,
                                               guint                  n);

/* acme-table-filter.c */
void             acme_table_init_filter       (AcmeTable             *self);
void             acme_table_update_filter     (AcmeTable             *self);

/* acme-table-input.c */
void             acme_table_init_input        (AcmeTable             *self);
GtkListItem     *acme_table_get_focus_row     (AcmeTable             *self);

/* acme-table-place.c */
gboolean         acme_table_place_is_visible  (AcmeTable             *self,
                                               GtkListItem           *list_item,
                                               double                *out_y);
void             acme_table_place_rows_change (AcmeTable             *self);
void             acme_table_place_rows_changed (AcmeTable            *self);
void             acme_table_place_updated     (AcmeTable             *self);
void             acme_table_place_show        (AcmeTable             *self,
                                               gpointer               row,
                                               gboolean               focus);
void             acme_table_place_start       (AcmeTable             *self);
void             acme_table_place_forget      (AcmeTable             *self);
void             acme_table_place_cancel      (AcmeTable             *self);

/* acme-table-selection.c */
void             acme_table_take_selection    (AcmeTable             *self);
void             acme_table_drop_selection    (AcmeTable             *self);
void             acme_table_choose_row        (AcmeTable             *self,
                                               gpointer               row,
                                               gboolean               focus);
void             acme_table_choose_for_menu   (AcmeTable             *self,
                                               gpointer               row,
                                               gboolean               focus);
gboolean         acme_table_is_selected       (AcmeTable             *self,
                                               gpointer               row);
void             acme_table_restore_selection (AcmeTable             *self);
void             acme_table_notify_selected   (AcmeTable             *self);

/* acme-table-sort.c */
GtkSorter       *acme_table_new_sorter        (AcmeTableColumn       *column);
void             acme_table_follow_sort       (AcmeTable             *self);
void             acme_table_show_sort         (AcmeTable             *self);

/* acme-table-values.c */
void             acme_table_fill_value_menu   (AcmeTable             *self,
                                               AcmeItem              *item,
                                               AcmeTableColumn       *column);
AcmeTableColumn *acme_table_find_column_at    (AcmeTable             *self,
                                               GtkWidget             *widget);
void             acme_table_add_criterion     (AcmeTable             *self,
                                               const char            *id,
                                               AcmeOperator           operator,
                                               const char            *value);

/* acme-table-visible.c */
void             acme_table_init_visible      (AcmeTable             *self);
void             acme_table_visible_queue     (AcmeTable             *self);
void             acme_table_visible_cancel    (AcmeTable             *self);

G_END_DECLS
