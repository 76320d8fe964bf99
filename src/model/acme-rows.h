/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-text-count.h"

G_BEGIN_DECLS

/* So many texts of a field are told at most */
#define ACME_ROWS_MAX_TEXTS 100

#define ACME_TYPE_ROWS (acme_rows_get_type ())

G_DECLARE_INTERFACE (AcmeRows, acme_rows, ACME, ROWS, GListModel)

/* What a table shows: a GListModel of AcmeItem, or AcmeGroup, that follows an AcmeQuery. It has a property "busy" and
 * emits "updated"; see acme-rows.c. */
struct _AcmeRowsInterface
{
  GTypeInterface parent_iface;

  guint    (*get_n_matches) (AcmeRows *self);
  guint    (*get_n_total)   (AcmeRows *self);
  gboolean (*find)          (AcmeRows *self,
                             gpointer  row,
                             guint    *out_position);

  /* optional */
  GPtrArray *(*list_texts)  (AcmeRows *self,
                             guint     field);
};

guint      acme_rows_get_n_matches (AcmeRows *self);
guint      acme_rows_get_n_total   (AcmeRows *self);
gboolean   acme_rows_is_busy       (AcmeRows *self);
gboolean   acme_rows_find          (AcmeRows *self,
                                    gpointer  row,
                                    guint    *out_position);
GPtrArray *acme_rows_list_texts    (AcmeRows *self,
                                    guint     field);
void       acme_rows_updated       (AcmeRows *self);

G_END_DECLS
