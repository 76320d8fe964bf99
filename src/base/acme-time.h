/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Points in time are int64 microseconds since 1970-01-01 UTC everywhere in this program. */
#define ACME_TIME_NONE G_MININT64

gboolean acme_time_parse           (const char *text,
                                    gint64     *out_time);
char    *acme_time_format          (gint64      time);
char    *acme_time_format_local    (gint64      time);
char    *acme_time_format_exact    (gint64      time);
char    *acme_time_format_relative (gint64      time,
                                    gint64      now);
gboolean acme_time_count_days      (gint64      time,
                                    gint64      now,
                                    gint64     *out_days);

G_END_DECLS
