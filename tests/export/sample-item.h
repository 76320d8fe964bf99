/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-row-writer.h"

G_BEGIN_DECLS

/* An item with a field of every kind, and a stream to write it to. */

#define SAMPLE_TYPE_ITEM (sample_item_get_type ())

G_DECLARE_FINAL_TYPE (SampleItem, sample_item, SAMPLE, ITEM, AcmeItem)

enum
{
  SAMPLE_ID,
  SAMPLE_NAME,
  SAMPLE_KIND,
  SAMPLE_DATE,
  SAMPLE_PARTS,
  SAMPLE_SHOUT,
  SAMPLE_KEY,
  SAMPLE_HIDDEN,
};

extern const AcmeFieldTable sample_fields;

AcmeItem      *sample_item_new   (gint64         id,
                                  const char    *name);
GOutputStream *sample_stream_new (void);
const char    *sample_stream_get (GOutputStream *stream);

G_END_DECLS
