/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_KEYED_LIST (acme_keyed_list_get_type ())

G_DECLARE_FINAL_TYPE (AcmeKeyedList, acme_keyed_list, ACME, KEYED_LIST, GObject)

AcmeKeyedList *acme_keyed_list_new     (void);
void           acme_keyed_list_replace (AcmeKeyedList *self,
                                        GPtrArray     *fresh);
void           acme_keyed_list_add     (AcmeKeyedList *self,
                                        GPtrArray     *items);
gboolean       acme_keyed_list_remove  (AcmeKeyedList *self,
                                        const char    *key);
void           acme_keyed_list_touch   (AcmeKeyedList *self,
                                        AcmeItem      *item);
AcmeItem      *acme_keyed_list_lookup  (AcmeKeyedList *self,
                                        const char    *key);

G_END_DECLS
