/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the window share: acme-window.c (the object and what it shows), acme-window-refresh.c (how it
 * loads) and acme-window-actions.c (what can be done with an endpoint). */

#include "acme-endpoint.h"
#include "acme-keyed-list.h"
#include "acme-list-page.h"
#include "acme-scm-session.h"
#include "acme-window.h"

G_BEGIN_DECLS

struct _AcmeWindow
{
  AdwApplicationWindow parent_instance;

  AcmeSettings *settings;
  AcmeConnection *connection; /* (nullable) */
  AcmeScmSession *session;    /* (nullable) */
  char *host;                 /* (nullable) what the person sees of the connection's address */
  AcmeKeyedList *endpoints;
  GDateTime *updated;         /* (nullable) when a refresh of this connection last succeeded */

  AdwToastOverlay *toast_overlay;
  AdwWindowTitle *window_title;
  GtkWidget *refresh_button;
  GtkWidget *table_buttons;
  AcmeListPage *page;
  AcmeTable *table;
  GtkActionBar *action_bar;
  GtkWidget *copy_button;
  GtkWidget *copy_icon;
  GtkWidget *copy_label;
  GtkWidget *open_button;
  GtkWidget *open_icon;
  GtkWidget *open_label;
  GtkLabel *updated_label;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  GMenu *columns_section;
  GMenuModel *endpoint_menu;

  GCancellable *refreshing; /* (nullable) exists while a refresh runs */
  gboolean wide;            /* whether there is room for every button's label */
  guint wide_id;
  guint open_id;            /* while it waits for its first rows to be shown with them */
};

void acme_window_update            (AcmeWindow     *self);
void acme_window_refresh           (AcmeWindow     *self);
void acme_window_stop              (AcmeWindow     *self);
void acme_window_open_accounts     (AcmeWindow     *self,
                                    AcmeItem       *item);
void acme_window_update_actions    (AcmeWindow     *self);
void acme_window_class_add_actions (GtkWidgetClass *widget_class);

G_END_DECLS
