/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-item.h"

struct _SampleItem
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (SampleItem, sample_item, ACME_TYPE_ITEM)

static const AcmeChoice kinds[] = {
  { "PUBLIC", "Public Kind" },
  { NULL },
};

static char *
describe_parts (AcmeItem *item)
{
  GVariant *parts = acme_item_get_variant (item, SAMPLE_PARTS);

  return parts != NULL ? g_strdup_printf ("%" G_GSIZE_FORMAT " parts", g_variant_n_children (parts)) : NULL;
}

static char *
describe_shout (AcmeItem *item)
{
  const char *name = acme_item_get_string (item, SAMPLE_NAME);

  return name != NULL ? g_utf8_strup (name, -1) : NULL;
}

static const AcmeField fields[] = {
  [SAMPLE_ID] = { "id", "Id", ACME_FIELD_NUMBER, ACME_FIELD_KEY | ACME_FIELD_EXPORT, 8 },
  [SAMPLE_NAME] = { "name", "Name", ACME_FIELD_TEXT, ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 20 },
  [SAMPLE_KIND] = { "kind", "Kind", ACME_FIELD_CHOICE, ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 8, kinds },
  [SAMPLE_DATE] = { "date", "Date", ACME_FIELD_TIME, ACME_FIELD_EXPORT, 8 },
  [SAMPLE_PARTS] = { "parts", "Parts", ACME_FIELD_VARIANT, ACME_FIELD_EXPORT, 8, .describe = describe_parts },
  [SAMPLE_SHOUT] = { "shout", "Shout", ACME_FIELD_DERIVED, ACME_FIELD_EXPORT, 8, .describe = describe_shout },
  [SAMPLE_KEY] = { "key", "Key", ACME_FIELD_TEXT, ACME_FIELD_SECRET, 8 },
  [SAMPLE_HIDDEN] = { "hidden", "Hidden", ACME_FIELD_TEXT, 0, 8 },
};

const AcmeFieldTable sample_fields = ACME_FIELD_TABLE (fields);

static void
sample_item_class_init (SampleItemClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &sample_fields;
}

static void
sample_item_init (SampleItem *self)
{
}

AcmeItem *
sample_item_new (gint64      id,
                 const char *name)
{
  AcmeItem *self = g_object_new (SAMPLE_TYPE_ITEM, NULL);

  acme_item_set_number (self, SAMPLE_ID, id);
  acme_item_set_string (self, SAMPLE_NAME, name);
  return self;
}

GOutputStream *
sample_stream_new (void)
{
  return g_memory_output_stream_new_resizable ();
}

/* What was written so far; the stream ends with it. */
const char *
sample_stream_get (GOutputStream *stream)
{
  g_assert_true (g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL));
  return g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream));
}
