/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ACME_TYPE_SIDE_LAYOUT (acme_side_layout_get_type ())

G_DECLARE_FINAL_TYPE (AcmeSideLayout, acme_side_layout, ACME, SIDE_LAYOUT, GtkLayoutManager)

GtkLayoutManager *acme_side_layout_new (void);

G_END_DECLS
