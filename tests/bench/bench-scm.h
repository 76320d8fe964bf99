/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/types.h>

#include "acme-connection.h"
#include "acme-endpoint.h"

G_BEGIN_DECLS

int             bench_scm_start           (guint  latency,
                                           pid_t *out_child);
void            bench_scm_stop            (pid_t  child);
AcmeConnection *bench_scm_make_connection (int    port,
                                           guint  n);
AcmeEndpoint   *bench_scm_make_endpoint   (void);

G_END_DECLS
