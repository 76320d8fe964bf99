/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "acme-item.h"

G_BEGIN_DECLS

/* Returns the item (transfer full) that an element of a list describes; NULL without an error if the element is none of
 * those that are wanted, NULL with an error if it cannot be told which item it describes. Whatever else is wrong with
 * it becomes the item's problem. */
typedef AcmeItem *(*AcmeScmItemFunc) (JsonObject  *element,
                                      gpointer     user_data,
                                      GError     **error);

typedef struct _AcmeScmItems AcmeScmItems;

AcmeScmItems *acme_scm_items_new            (AcmeScmItemFunc   item_func,
                                             gpointer          user_data);
void          acme_scm_items_free           (AcmeScmItems     *self);
gboolean      acme_scm_items_take_page      (JsonArray        *page,
                                             gpointer          self,
                                             GError          **error);
GPtrArray    *acme_scm_items_get_all        (AcmeScmItems     *self);
GPtrArray    *acme_scm_items_steal          (AcmeScmItems     *self,
                                             GError          **error);
guint         acme_scm_items_get_n_unusable (AcmeScmItems     *self);

void          acme_scm_items_add_problem    (AcmeItem         *item,
                                             const char       *problem);
gboolean      acme_scm_items_read_string    (AcmeItem         *item,
                                             guint             field,
                                             JsonObject       *object,
                                             const char       *name);
void          acme_scm_items_read_word      (AcmeItem         *item,
                                             guint             field,
                                             JsonObject       *object,
                                             const char       *name);
void          acme_scm_items_read_number    (AcmeItem         *item,
                                             guint             field,
                                             JsonObject       *object,
                                             const char       *name);
void          acme_scm_items_read_time      (AcmeItem         *item,
                                             guint             field,
                                             JsonObject       *object,
                                             const char       *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmItems, acme_scm_items_free)

G_END_DECLS
