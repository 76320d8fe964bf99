/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ACME_TYPE_WRAP_LAYOUT (acme_wrap_layout_get_type ())

G_DECLARE_FINAL_TYPE (AcmeWrapLayout, acme_wrap_layout, ACME, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *acme_wrap_layout_new (void);

G_END_DECLS
