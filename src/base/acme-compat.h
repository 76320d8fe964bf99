/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What GLib has only after the floor (2.74). Each entry goes when the floor rises past its version; oldest first. */

#include <glib.h>

G_BEGIN_DECLS

/* 2.76: g_set_str(). Returns TRUE if *field now differs. The old value is freed after the new one is copied, so that
 * value may point into it. */
static inline gboolean
acme_set_str (char **field, const char *value)
{
  char *copy;

  if (g_strcmp0 (*field, value) == 0)
    return FALSE;

  copy = g_strdup (value);
  g_free (*field);
  *field = copy;
  return TRUE;
}

G_END_DECLS
