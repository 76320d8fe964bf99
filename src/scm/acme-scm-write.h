/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-list.h"

G_BEGIN_DECLS

/**
 * AcmeScmVerdict:
 * @ACME_SCM_VERDICT_UNCLEAR: what SCM shows does not tell either
 * @ACME_SCM_VERDICT_DONE: it was done, at least in part
 * @ACME_SCM_VERDICT_NOT_DONE: it was not done
 * @ACME_SCM_VERDICT_GONE: what it is about does not exist any more
 */
typedef enum
{
  ACME_SCM_VERDICT_UNCLEAR,
  ACME_SCM_VERDICT_DONE,
  ACME_SCM_VERDICT_NOT_DONE,
  ACME_SCM_VERDICT_GONE,
} AcmeScmVerdict;

/* A kind of write, and how to see what became of one. All functions get the data of the write. */
typedef struct
{
  /* (nullable): takes the answer; returns FALSE with an error if that does not tell what was done */
  gboolean (*read) (AcmeScmReply *reply, gpointer data, GError **error);
  /* (transfer full): asks SCM for what the write changes */
  AcmeScmRequest *(*look) (gpointer data);
  AcmeScmListFlags look_flags;
  AcmeScmPageFunc look_page;
  AcmeScmVerdict (*judge) (gpointer data);
  AcmeScmVerdict if_gone; /* the verdict if that does not exist */
  const char *not_done;   /* N_(): a sentence that says so */
} AcmeScmWriteKind;

void     acme_scm_write_set_body (AcmeScmRequest          *request,
                                  JsonBuilder             *builder);
void     acme_scm_write_async    (AcmeScmSession          *session,
                                  AcmeScmRequest          *request,
                                  const AcmeScmWriteKind  *kind,
                                  gpointer                 data,
                                  GCancellable            *cancellable,
                                  GAsyncReadyCallback      callback,
                                  gpointer                 user_data);
gboolean acme_scm_write_finish   (AcmeScmSession          *session,
                                  GAsyncResult            *result,
                                  gboolean                *out_looked,
                                  GError                 **error);
void     acme_scm_write_pass_cb  (GObject                 *source,
                                  GAsyncResult            *result,
                                  gpointer                 task);

G_END_DECLS
