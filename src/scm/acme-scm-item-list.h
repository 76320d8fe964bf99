/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-items.h"
#include "acme-scm-list.h"

G_BEGIN_DECLS

typedef struct _AcmeScmItemList AcmeScmItemList;

AcmeScmItemList *acme_scm_item_list_new          (AcmeScmRequest       *request,
                                                  AcmeScmListFlags      flags,
                                                  AcmeScmItemFunc       item_func,
                                                  gpointer              item_data,
                                                  GDestroyNotify        free_item_data);
void             acme_scm_item_list_set_old_path (AcmeScmItemList      *self,
                                                  const char           *path);
void             acme_scm_item_list_set_progress (AcmeScmItemList      *self,
                                                  AcmeScmProgressFunc   progress,
                                                  gpointer              progress_data);

/* Takes over @self */
void             acme_scm_item_list_run_async    (AcmeScmItemList      *self,
                                                  AcmeScmSession       *session,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GPtrArray       *acme_scm_item_list_run_finish   (AcmeScmSession       *session,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
