/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-request.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

/* What SCM gives on one page at most */
#define ACME_SCM_PAGE_SIZE 200

/* More is not a list of a tenant any more */
#define ACME_SCM_MAX_ITEMS 1000000

/**
 * AcmeScmListFlags:
 * @ACME_SCM_LIST_PAGED: the list comes in pages (size and position)
 * @ACME_SCM_LIST_SINGLE: one object instead of an array counts as a list of one
 */
typedef enum
{
  ACME_SCM_LIST_DEFAULT = 0,
  ACME_SCM_LIST_PAGED = 1 << 0,
  ACME_SCM_LIST_SINGLE = 1 << 1,
} AcmeScmListFlags;

/* Takes the next page, in order; returns FALSE with an error to end the list */
typedef gboolean (*AcmeScmPageFunc) (JsonArray  *page,
                                     gpointer    user_data,
                                     GError    **error);

void     acme_scm_list_async  (AcmeScmSession       *session,
                               AcmeScmRequest       *request,
                               AcmeScmListFlags      flags,
                               AcmeScmPageFunc       page_func,
                               gpointer              page_data,
                               AcmeScmProgressFunc   progress,
                               gpointer              progress_data,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean acme_scm_list_finish (AcmeScmSession       *session,
                               GAsyncResult         *result,
                               guint                *out_status,
                               GError              **error);

G_END_DECLS
