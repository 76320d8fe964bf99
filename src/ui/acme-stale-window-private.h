/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the window for stale clients and accounts share: acme-stale-window.c (the object and what it
 * shows), -search (how the findings come) and -actions (what can be done with them). */

#include "acme-account.h"
#include "acme-scm-stale.h"
#include "acme-settings.h"
#include "acme-stale-window.h"

G_BEGIN_DECLS

struct _AcmeStaleWindow
{
  AcmeListDialog parent_instance;

  GListModel *accounts;      /* AcmeAccount: those there are */
  AcmeSettings *settings;

  AcmeScmStaleSweep *sweep;  /* (nullable): the present search, or the latest one */
  guint idle_days;           /* of it */
  guint n_done;              /* accounts of it that have been asked for, for better or worse */
  gboolean is_running;       /* also when it was stopped and what is on its way has not ended yet */
  GCancellable *waiting;     /* (nullable): of the run that is to begin as soon as that is so */

  GPtrArray *found;          /* (nullable): AcmeStale: those that are not shown yet */
  guint show_id;

  GPtrArray *acting;         /* (nullable): AcmeStale: what is being acted on */

  AdwWindowTitle *window_title;
  AdwToastOverlay *toast_overlay;
  GtkSpinButton *days_spin;
  GtkLabel *days_label;
  GtkWidget *run_button;
  GtkLabel *run_label;
  GtkLabel *state_label;
  GtkStack *stack;
  AdwStatusPage *start_page;
  AcmeListPage *page;
  AcmeTable *table;
  GtkActionBar *action_bar;
  GtkLabel *deactivate_label;
  GtkLabel *delete_label;
  GtkLabel *count_label;
  GMenu *columns_section;
  GMenuModel *finding_menu;
};

void       acme_stale_window_tell_changed      (AcmeStaleWindow *self,
                                                AcmeAccount     *account,
                                                gboolean         deleted);
void       acme_stale_window_show_list         (AcmeStaleWindow *self);

/* acme-stale-window-search.c */
void       acme_stale_window_load              (AcmeListDialog  *dialog,
                                                GCancellable    *cancellable);
void       acme_stale_window_forget_found      (AcmeStaleWindow *self);
guint      acme_stale_window_get_idle_days     (AcmeStaleWindow *self);
gboolean   acme_stale_window_can_continue      (AcmeStaleWindow *self);
gboolean   acme_stale_window_is_complete       (AcmeStaleWindow *self);

/* acme-stale-window-actions.c */
void       acme_stale_window_class_add_actions (GtkWidgetClass  *widget_class);
void       acme_stale_window_update_actions    (AcmeStaleWindow *self,
                                                GPtrArray       *selected);

G_END_DECLS
