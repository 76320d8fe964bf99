/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* What the server that sends events and the process that reads them both see */
typedef struct
{
  guint64 n_allowed; /* atomic by its size: so many bytes of an answer may be sent */
  guint64 n_sent;    /* likewise: so many bytes of the last answer were sent */
} BenchEventsGate;

int bench_events_start (BenchEventsGate **out_gate,
                        pid_t            *out_child);

G_END_DECLS
