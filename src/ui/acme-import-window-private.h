/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the import window share: acme-import-window.c (the object and what it shows), -check (a file is
 * read and compared with SCM), -run (accounts are created) and -files (files are chosen and saved). */

#include "acme-error-bar.h"
#include "acme-import-start.h"
#include "acme-import-window.h"
#include "acme-keyed-list.h"
#include "acme-list-page.h"

G_BEGIN_DECLS

struct _AcmeImportWindow
{
  AcmeDialog parent_instance;

  GFile *file;            /* (nullable): what was chosen */
  GPtrArray *rows;        /* (nullable) (element-type AcmeImportRow): its lines, once they have been read */
  AcmeKeyedList *list;    /* (nullable): the same for the table */
  GPtrArray *endpoints;   /* (nullable) (element-type AcmeEndpoint): those that there were then */
  gboolean is_checked;    /* whether it is known what each line would do */
  gboolean was_run;       /* and, what came of that */

  GCancellable *checking; /* (nullable): exists while a file is read and compared */
  GCancellable *running;  /* (nullable): exists while accounts are created */
  GCancellable *asking;   /* (nullable): exists while a person is asked whether to stop that */
  GCancellable *saving;
  guint n_done;           /* of those that are created now */
  guint n_to_do;
  guint touch_id;

  AdwWindowTitle *window_title;
  GtkStack *stack;
  AcmeImportStart *start;
  AcmeErrorBar *error_bar;
  AdwToastOverlay *toast_overlay;
  GtkWidget *summary_box;
  GtkImage *summary_icon;
  GtkLabel *summary_label;
  AcmeListPage *page;
  AcmeTable *table;
  GtkActionBar *action_bar;
  GtkStack *action_stack;
  GtkWidget *import_button;
  GtkLabel *import_label;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  GMenu *columns_section;
};

void       acme_import_window_update            (AcmeImportWindow     *self);
void       acme_import_window_show_error        (AcmeImportWindow     *self,
                                                 const GError         *error,
                                                 const AcmeErrorWords *words,
                                                 const char           *action_name);
void       acme_import_window_tell_changed      (AcmeImportWindow     *self);

/* acme-import-window-check.c */
void       acme_import_window_check             (AcmeImportWindow     *self);
void       acme_import_window_stop_check        (AcmeImportWindow     *self);

/* acme-import-window-run.c */
GPtrArray *acme_import_window_list_to_do        (AcmeImportWindow     *self);
void       acme_import_window_ask_to_run        (AcmeImportWindow     *self);
void       acme_import_window_ask_to_stop       (AcmeImportWindow     *self);
void       acme_import_window_stop_run          (AcmeImportWindow     *self);

/* acme-import-window-files.c */
void       acme_import_window_choose            (AcmeImportWindow     *self);
void       acme_import_window_choose_to_save    (AcmeImportWindow     *self);
void       acme_import_window_choose_to_explain (AcmeImportWindow     *self);
void       acme_import_window_accept_drops      (AcmeImportWindow     *self,
                                                 GtkWidget            *widget);

G_END_DECLS
