/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Rows as those of a great log: any number of events, of which an object is made when somebody asks for it and lasts as
 * long as somebody holds it. They are in the order of their dates, which are a second apart. A descending sort turns
 * them round; of a filter only the first ten are left. Nothing is told as changed until "updated" follows it. */

#include "acme-event.h"
#include "acme-query.h"
#include "acme-rows.h"

#define VIRTUAL_TYPE_ROWS (virtual_rows_get_type ())

G_DECLARE_FINAL_TYPE (VirtualRows, virtual_rows, VIRTUAL, ROWS, GObject)

VirtualRows *virtual_rows_new         (AcmeQuery   *query,
                                       guint        n);
void         virtual_rows_grow        (VirtualRows *self,
                                       guint        n_more);
void         virtual_rows_replace     (VirtualRows *self,
                                       guint        n_shown);
guint        virtual_rows_get_n_alive (VirtualRows *self);
guint        virtual_rows_get_n_made  (VirtualRows *self);
