/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text that a field of many items has, and how many of them: what a filter by that field offers to choose from. */

#include "config.h"

#include "acme-text-count.h"

#include <glib/gi18n.h>

struct _AcmeTextCount
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeTextCount, acme_text_count, ACME_TYPE_ITEM)

static const AcmeField fields[] = {
  [ACME_TEXT_COUNT_TEXT] = { "text", N_("Value"), ACME_FIELD_TEXT, ACME_FIELD_KEY | ACME_FIELD_COLUMN, 30 },
  [ACME_TEXT_COUNT_COUNT] = { "count", N_("Count"), ACME_FIELD_NUMBER, ACME_FIELD_COLUMN, 8 },
};

const AcmeFieldTable acme_text_count_fields = ACME_FIELD_TABLE (fields);

static void
acme_text_count_class_init (AcmeTextCountClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_text_count_fields;
}

static void
acme_text_count_init (AcmeTextCount *self)
{
}

/**
 * acme_text_count_new:
 * @text: a text
 * @count: how many items have it
 *
 * Returns: (transfer full): both
 */
AcmeTextCount *
acme_text_count_new (const char *text,
                     guint       count)
{
  AcmeTextCount *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (ACME_TYPE_TEXT_COUNT, NULL);
  acme_item_set_string (ACME_ITEM (self), ACME_TEXT_COUNT_TEXT, text);
  acme_item_set_number (ACME_ITEM (self), ACME_TEXT_COUNT_COUNT, count);
  return self;
}
