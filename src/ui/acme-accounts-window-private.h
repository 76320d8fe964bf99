/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the accounts window share: acme-accounts-window.c (the object and what it shows), -load (how the
 * accounts come), -actions (what can be done with them) and -open (the windows that it opens). */

#include "acme-account-counts.h"
#include "acme-accounts-window.h"

G_BEGIN_DECLS

struct _AcmeAccountsWindow
{
  AcmeListDialog parent_instance;

  AcmeAccountCounts *counts;
  gboolean is_complete; /* whether all accounts have been listed once */
  GPtrArray *rest;      /* (nullable): AcmeAccount (owned): held back until the first rows are painted */
  guint n_ticks;        /* frames since then */

  AdwWindowTitle *window_title;
  AdwToastOverlay *toast_overlay;
  AcmeListPage *page;
  AcmeTable *table;
  GtkActionBar *action_bar;
  GtkWidget *one_box;
  GtkLabel *delete_label;
  GtkWidget *export_button;
  GtkLabel *export_label;
  GtkLabel *count_label;
  GMenu *columns_section;
  GMenuModel *account_menu;
};

const char *acme_accounts_window_get_kind          (AcmeAccountsWindow *self);

/* acme-accounts-window-load.c */
void        acme_accounts_window_load              (AcmeListDialog     *dialog,
                                                    GCancellable       *cancellable);
void        acme_accounts_window_take              (AcmeAccountsWindow *self,
                                                    AcmeAccount        *account);
void        acme_accounts_window_reload            (AcmeAccountsWindow *self,
                                                    AcmeAccount        *account);

/* acme-accounts-window-actions.c */
void        acme_accounts_window_class_add_actions (GtkWidgetClass     *widget_class);
void        acme_accounts_window_update_actions    (AcmeAccountsWindow *self,
                                                    GPtrArray          *selected);

/* acme-accounts-window-open.c */
void        acme_accounts_window_open_details      (AcmeAccountsWindow *self,
                                                    AcmeItem           *item);
void        acme_accounts_window_open_add          (AcmeAccountsWindow *self);
void        acme_accounts_window_open_audit        (AcmeAccountsWindow *self,
                                                    AcmeAccount        *account);
void        acme_accounts_window_open_clients      (AcmeAccountsWindow *self,
                                                    AcmeAccount        *account);
void        acme_accounts_window_open_edit         (AcmeAccountsWindow *self,
                                                    AcmeAccount        *account);
void        acme_accounts_window_open_stale        (AcmeAccountsWindow *self);
void        acme_accounts_window_open_import       (AcmeAccountsWindow *self);

G_END_DECLS
