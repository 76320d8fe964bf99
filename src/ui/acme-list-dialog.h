/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-dialog.h"
#include "acme-keyed-list.h"
#include "acme-list-page.h"

G_BEGIN_DECLS

#define ACME_TYPE_LIST_DIALOG (acme_list_dialog_get_type ())

G_DECLARE_DERIVABLE_TYPE (AcmeListDialog, acme_list_dialog, ACME, LIST_DIALOG, AcmeDialog)

struct _AcmeListDialogClass
{
  AcmeDialogClass parent_class;

  /* Begins to list the items; @cancellable ends it. */
  void (*load)   (AcmeListDialog *self,
                  GCancellable   *cancellable);
  /* Shows the state in what only the subclass has, @selected being a list of the selected items. */
  void (*update) (AcmeListDialog *self,
                  GPtrArray      *selected);
};

void           acme_list_dialog_set_up       (AcmeListDialog       *self,
                                              AcmeListPage         *page,
                                              AdwToastOverlay      *toast_overlay,
                                              GMenu                *columns_section);
void           acme_list_dialog_set_view     (AcmeListDialog       *self,
                                              const AcmeFieldTable *fields,
                                              const char           *view_id);
void           acme_list_dialog_set_rows     (AcmeListDialog       *self,
                                              AcmeRows             *rows,
                                              AcmeQuery            *query,
                                              const char           *view_id);
AcmeKeyedList *acme_list_dialog_get_items    (AcmeListDialog       *self);

void           acme_list_dialog_refresh      (AcmeListDialog       *self);
void           acme_list_dialog_stop         (AcmeListDialog       *self);
gboolean       acme_list_dialog_is_loading   (AcmeListDialog       *self);
void           acme_list_dialog_end_load     (AcmeListDialog       *self,
                                              GPtrArray            *items,
                                              const GError         *error);

void           acme_list_dialog_update       (AcmeListDialog       *self);
void           acme_list_dialog_keep_focus   (AcmeListDialog       *self);
void           acme_list_dialog_show_message (AcmeListDialog       *self,
                                              const char           *message);
void           acme_list_dialog_copy_text    (AcmeListDialog       *self,
                                              const char           *text,
                                              const char           *message);

G_END_DECLS
