/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ACME_TYPE_GROUP (acme_group_get_type ())

G_DECLARE_FINAL_TYPE (AcmeGroup, acme_group, ACME, GROUP, GObject)

AcmeGroup  *acme_group_new          (const char *title);
const char *acme_group_get_title    (AcmeGroup  *self);
guint       acme_group_get_count    (AcmeGroup  *self);
gboolean    acme_group_get_expanded (AcmeGroup  *self);
gboolean    acme_group_update       (AcmeGroup  *self,
                                     guint       count,
                                     gboolean    expanded);

G_END_DECLS
