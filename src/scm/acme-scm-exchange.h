/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "acme-scm-line.h"
#include "acme-scm-pipe.h"

G_BEGIN_DECLS

/* What an exchange reads at most of an answer that is an error, and, unless told otherwise, of any answer */
#define ACME_SCM_MAX_ERROR_SIZE (64 * 1024)
#define ACME_SCM_MAX_SIZE (16 * 1024 * 1024)

/* How far an exchange came */
typedef enum
{
  ACME_SCM_NOT_SENT,
  ACME_SCM_SENT,     /* the request may have reached the server */
  ACME_SCM_ANSWERED, /* the status and headers of the answer are there */
} AcmeScmStage;

void    acme_scm_exchange_set_body (SoupMessage          *message,
                                    const char           *content_type,
                                    GBytes               *bytes);
void    acme_scm_exchange_async    (const AcmeScmLine    *line,
                                    SoupMessage          *message,
                                    gsize                 max_size,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
void    acme_scm_exchange_stream_async
                                   (const AcmeScmLine    *line,
                                    SoupMessage          *message,
                                    AcmeScmPipe          *pipe,
                                    guint                 patience,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GBytes *acme_scm_exchange_finish   (GAsyncResult         *result,
                                    AcmeScmStage         *out_stage,
                                    GError              **error);

G_END_DECLS
