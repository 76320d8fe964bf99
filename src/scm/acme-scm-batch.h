/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-session.h"

G_BEGIN_DECLS

/**
 * AcmeScmBatchFuncs:
 * @is_read: whether nothing is changed, so that what is on its way is given up when the batch is cancelled; a change
 *   is waited for, because nobody would know whether it was made
 * @start: begins what is to be done with @thing, and calls @callback with @user_data when it is done
 * @end: takes the result of that, and returns what went wrong with it: (transfer full) (nullable)
 * @skip: (nullable): called for each thing that was not begun, with the sentence that says why
 *
 * What a batch does with each of its things.
 */
typedef struct
{
  gboolean is_read;
  void (*start) (AcmeScmSession      *session,
                 gpointer             thing,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data,
                 gpointer             data);
  GError *(*end) (AcmeScmSession *session,
                  GAsyncResult   *result,
                  gpointer        thing,
                  gpointer        data);
  void (*skip) (gpointer    thing,
                const char *reason,
                gpointer    data);
} AcmeScmBatchFuncs;

void     acme_scm_batch_async  (AcmeScmSession           *session,
                                GPtrArray                *things,
                                const AcmeScmBatchFuncs  *funcs,
                                gpointer                  data,
                                AcmeScmProgressFunc       progress,
                                gpointer                  progress_data,
                                GCancellable             *cancellable,
                                GAsyncReadyCallback       callback,
                                gpointer                  user_data);
gboolean acme_scm_batch_finish (AcmeScmSession           *session,
                                GAsyncResult             *result,
                                GError                  **error);
void     acme_scm_batch_end_cb (GObject                  *session,
                                GAsyncResult             *result,
                                gpointer                  task);

G_END_DECLS
