/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "acme-item.h"
#include "acme-rows.h"

G_BEGIN_DECLS

#define ACME_TYPE_ITEM_SELECTION (acme_item_selection_get_type ())

G_DECLARE_FINAL_TYPE (AcmeItemSelection, acme_item_selection, ACME, ITEM_SELECTION, GObject)

AcmeItemSelection *acme_item_selection_new      (AcmeRows          *rows,
                                                 GListModel        *items);
GPtrArray         *acme_item_selection_list     (AcmeItemSelection *self);
AcmeItem          *acme_item_selection_get_last (AcmeItemSelection *self);

G_END_DECLS
