/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ACME_TYPE_WRAP_BOX (acme_wrap_box_get_type ())

G_DECLARE_FINAL_TYPE (AcmeWrapBox, acme_wrap_box, ACME, WRAP_BOX, GtkWidget)

GtkWidget *acme_wrap_box_new    (void);
void       acme_wrap_box_append (AcmeWrapBox *self,
                                 GtkWidget   *child);

G_END_DECLS
