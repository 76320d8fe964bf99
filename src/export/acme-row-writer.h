/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_ROW_WRITER (acme_row_writer_get_type ())

G_DECLARE_DERIVABLE_TYPE (AcmeRowWriter, acme_row_writer, ACME, ROW_WRITER, GObject)

/**
 * AcmeRowWriterClass:
 * @begin: (nullable): appends what stands before the first row
 * @group: (nullable): appends the heading of a group of rows
 * @item: appends a row
 * @end: (nullable): appends what stands after the last row
 *
 * A format only appends text; the base class hands it to the stream and sees what becomes of it.
 */
struct _AcmeRowWriterClass
{
  GObjectClass parent_class;

  void (*begin) (AcmeRowWriter *self,
                 GString       *out);
  void (*group) (AcmeRowWriter *self,
                 GString       *out,
                 const char    *title,
                 guint          count);
  void (*item)  (AcmeRowWriter *self,
                 GString       *out,
                 AcmeItem      *item);
  void (*end)   (AcmeRowWriter *self,
                 GString       *out);
};

gboolean              acme_row_writer_write_item  (AcmeRowWriter        *self,
                                                   AcmeItem             *item,
                                                   GError              **error);
gboolean              acme_row_writer_write_group (AcmeRowWriter        *self,
                                                   const char           *title,
                                                   guint                 count,
                                                   GError              **error);
gboolean              acme_row_writer_write_rows  (AcmeRowWriter        *self,
                                                   GListModel           *rows,
                                                   GError              **error);
gboolean              acme_row_writer_finish      (AcmeRowWriter        *self,
                                                   GError              **error);

/* For the formats. */
void                  acme_row_writer_set_up      (AcmeRowWriter        *self,
                                                   GOutputStream        *stream,
                                                   const AcmeFieldTable *table,
                                                   const guint          *fields,
                                                   guint                 n_fields);
void                  acme_row_writer_choose      (AcmeRowWriter        *self,
                                                   AcmeFieldFlags        flags);
guint                 acme_row_writer_get_n       (AcmeRowWriter        *self);
const AcmeField      *acme_row_writer_get_field   (AcmeRowWriter        *self,
                                                   guint                 column,
                                                   guint                *out_index);

G_END_DECLS
