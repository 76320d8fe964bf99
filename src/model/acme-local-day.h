/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint32 acme_local_day_of    (gint64  time);
gint64  acme_local_day_start (guint32 day);

G_END_DECLS
