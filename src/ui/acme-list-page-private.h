/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the list page share: acme-list-page.c (the object and what it shows) and acme-list-page-loading.c
 * (what happens to its items). */

#include "acme-error-bar.h"
#include "acme-list-page.h"
#include "acme-status-view.h"

G_BEGIN_DECLS

/* What there is to say if there are no items. */
typedef struct
{
  char *icon_name;
  char *title;
  char *description; /* (nullable) */
  char *button;      /* (nullable) */
  char *action_name; /* (nullable) */
} Message;

struct _AcmeListPage
{
  AdwBin parent_instance;

  const AcmeListWords *words; /* (nullable) (unowned) */
  char *host;                 /* (nullable) */
  char *refresh_action;       /* (nullable) */
  Message empty;

  GListModel *items;          /* (nullable): the items, or the rows if they are not made of any */
  AcmeRows *rows;             /* (nullable): if so, the same; they come one after another */
  gboolean was_begun;         /* since there are these items: whether it was ever tried to load them, */
  gboolean was_complete;      /* and whether that ever succeeded */
  gboolean loading;
  gboolean has_rows;          /* as last told */
  gboolean wants_focus;       /* whether the table takes the focus when it has its rows */
  GError *error;              /* (nullable): why it failed last */

  GtkBox *box;
  GtkOverlay *overlay;
  GtkStack *stack;
  AcmeStatusView *status_view;
  AcmeTable *table;             /* (nullable) (unowned): the stack holds it */
  AcmeErrorBar *error_bar;      /* (nullable) (unowned): made for the first error */
  GtkProgressBar *progress_bar; /* (nullable) (unowned): made for the first refresh */
  GtkLabel *progress_label;     /* (nullable) (unowned): made for the first text about it */
};

void     acme_list_page_update             (AcmeListPage *self);
void     acme_list_page_focus_table        (AcmeListPage *self);
void     acme_list_page_set_progress_label (AcmeListPage *self,
                                            const char   *text);
void     acme_list_page_tell_loading       (AcmeListPage *self);
void     acme_list_page_drop_items         (AcmeListPage *self);
gboolean acme_list_page_is_partial         (AcmeListPage *self);

G_END_DECLS
