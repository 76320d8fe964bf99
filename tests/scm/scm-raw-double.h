/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-session.h"

G_BEGIN_DECLS

/* A server that answers each connection with bytes, of whatever kind, for what no HTTP server would ever send. Each
 * connection has its own thread. If the script contains "X-Then: close", the connection is kept after it until the next
 * request comes, which gets no answer. */
typedef struct
{
  GSocketService *service;
  char *url;
  char *script;        /* what is sent after the header of a request has come */
  gsize script_length;
  guint linger;        /* milliseconds until the connection is closed */
  guint repeat;        /* how often the last byte of the script is sent once more */
  int is_over;         /* (atomic) */
  guint n_requests;    /* (atomic) */
  guint n_connections; /* (atomic) */
} ScmRawDouble;

char           *scm_raw_double_listen       (GSocketService *service,
                                             const char     *scheme);
ScmRawDouble   *scm_raw_double_new          (const char   *script,
                                             gssize        length);
void            scm_raw_double_free         (ScmRawDouble *self);
AcmeScmSession *scm_raw_double_make_session (ScmRawDouble *self,
                                             guint         timeout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScmRawDouble, scm_raw_double_free)

G_END_DECLS
