/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "acme-time.h"

G_BEGIN_DECLS

/* The user's time zone from here on */
static inline void
set_zone (const char *name)
{
  g_setenv ("TZ", name, TRUE);
}

static inline gint64
parse_time (const char *text)
{
  gint64 time;

  g_assert_true (acme_time_parse (text, &time));
  return time;
}

#define assert_time(time, text) \
  G_STMT_START { g_autofree char *as_text = acme_time_format (time); g_assert_cmpstr (as_text, ==, text); } G_STMT_END

G_END_DECLS
