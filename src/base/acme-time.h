/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Points in time are int64 microseconds since 1970-01-01 UTC everywhere in this program. */
#define ACME_TIME_NONE G_MININT64

/* What acme_time_print() writes at most, with the NUL at the end */
#define ACME_TIME_PRINT_SIZE sizeof "2030-01-02T03:04:05.678Z"

gboolean acme_time_parse           (const char *text,
                                    gint64     *out_time);
gboolean acme_time_parse_len       (const char *text,
                                    gsize       length,
                                    gint64     *out_time);
gsize    acme_time_print           (gint64      time,
                                    char       *out);
char    *acme_time_format          (gint64      time);
char    *acme_time_format_local    (gint64      time);
char    *acme_time_format_exact    (gint64      time);
char    *acme_time_format_relative (gint64      time,
                                    gint64      now);
gboolean acme_time_count_days      (gint64      time,
                                    gint64      now,
                                    gint64     *out_days);

G_END_DECLS
