/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the audit window share: acme-audit-window.c (the object and what it shows), -load (how the events
 * come), -scope (which of them are about what the window is about) and -actions (what can be done with them). */

#include "acme-account.h"
#include "acme-audit-view.h"
#include "acme-audit-window.h"
#include "acme-clipboard.h"
#include "acme-date-range-button.h"
#include "acme-event-pane.h"
#include "acme-histogram.h"
#include "acme-list-dialog.h"

G_BEGIN_DECLS

struct _AcmeAuditWindow
{
  AcmeListDialog parent_instance;

  AcmeAccount *account;          /* (nullable): whose events; NULL for those of the whole endpoint */
  AcmeScmAuditSource source;
  AcmeScmSession *audit_session; /* (nullable): with the Audit API, from its first use on */
  AcmeClipboard *clipboard;

  AcmeAuditLog *log;             /* (nullable): what is shown, which may still be loading */
  AcmeQuery *query;              /* (nullable): what is asked of it */
  AcmeAuditView *view;           /* (nullable): what is shown of it */
  gint64 from;                   /* microseconds since 1970 UTC: the days that it is of */
  gint64 to;

  /* -scope */
  GCancellable *listing;         /* (nullable): exists while the accounts of the endpoint are listed */
  GPtrArray *accounts;           /* (nullable): AcmeAccount, once they are known */

  AdwWindowTitle *window_title;
  AdwToastOverlay *toast_overlay;
  AcmeDateRangeButton *range_button;
  GtkDropDown *scope_drop_down;
  GtkWidget *narrowed_button;
  AdwButtonContent *narrowed_content;
  GtkToggleButton *details_button;
  AcmeHistogram *histogram;
  GtkWidget *note_bar;
  GtkLabel *note_label;
  AcmeListPage *page;
  AcmeTable *table;
  AcmeEventPane *event_pane;
  GMenu *columns_section;
  GMenu *source_section;
  GMenuModel *event_menu;
};

/* acme-audit-window.c */
void        acme_audit_window_take_log          (AcmeAuditWindow *self,
                                                 AcmeAuditLog    *log,
                                                 gint64           from,
                                                 gint64           to);
void        acme_audit_window_narrow            (AcmeAuditWindow *self,
                                                 gint64           from,
                                                 gint64           to);

/* acme-audit-window-load.c */
void        acme_audit_window_load              (AcmeListDialog  *dialog,
                                                 GCancellable    *cancellable);
void        acme_audit_window_reload            (AcmeAuditWindow *self);
char       *acme_audit_window_dup_host          (AcmeAuditWindow *self);

/* acme-audit-window-scope.c */
void        acme_audit_window_set_up_scope      (AcmeAuditWindow *self);
void        acme_audit_window_list_accounts     (AcmeAuditWindow *self);
void        acme_audit_window_drop_scope        (AcmeAuditWindow *self);
void        acme_audit_window_take_scope        (AcmeAuditWindow *self);
void        acme_audit_window_show_all_events   (AcmeAuditWindow *self);

/* acme-audit-window-actions.c */
void        acme_audit_window_class_add_actions (GtkWidgetClass  *widget_class);
void        acme_audit_window_update_actions    (AcmeAuditWindow *self);
void        acme_audit_window_add_sources       (AcmeAuditWindow *self);
void        acme_audit_window_show_details      (AcmeAuditWindow *self);
void        acme_audit_window_show_all_times    (AcmeAuditWindow *self);

G_END_DECLS
