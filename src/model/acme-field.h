/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _AcmeItem AcmeItem;

#define ACME_NUMBER_NONE G_MININT64

/**
 * AcmeFieldKind:
 * @ACME_FIELD_TEXT: a string
 * @ACME_FIELD_CHOICE: one of a few words of the wire, shown by its title
 * @ACME_FIELD_NUMBER: an int64, or %ACME_NUMBER_NONE
 * @ACME_FIELD_TIME: microseconds since 1970 UTC, or %ACME_TIME_NONE
 * @ACME_FIELD_VARIANT: a structure, shown through the field's describe function
 * @ACME_FIELD_DERIVED: a text made from the other values by the field's describe function; never stored
 */
typedef enum
{
  ACME_FIELD_TEXT,
  ACME_FIELD_CHOICE,
  ACME_FIELD_NUMBER,
  ACME_FIELD_TIME,
  ACME_FIELD_VARIANT,
  ACME_FIELD_DERIVED,
} AcmeFieldKind;

/**
 * AcmeFieldFlags:
 * @ACME_FIELD_KEY: part of what identifies an item over a refresh
 * @ACME_FIELD_COLUMN: can be a column of a table, a filter's field and a sort key
 * @ACME_FIELD_SHOWN: is a column unless the user hid it
 * @ACME_FIELD_GROUP: a table can be grouped by it
 * @ACME_FIELD_EXPORT: part of JSON and CSV
 * @ACME_FIELD_MONOSPACE: an address or identifier, shown in the monospace style
 * @ACME_FIELD_SECRET: never shown, searched, logged or exported unless asked for by name
 * @ACME_FIELD_RELATIVE: a TIME of which it matters how far from today it is; tables show that, and tell the time itself
 * @ACME_FIELD_UNFILTERED: a column that no filter asks for, since there is a better way to choose by it
 */
typedef enum
{
  ACME_FIELD_KEY = 1 << 0,
  ACME_FIELD_COLUMN = 1 << 1,
  ACME_FIELD_SHOWN = 1 << 2,
  ACME_FIELD_GROUP = 1 << 3,
  ACME_FIELD_EXPORT = 1 << 4,
  ACME_FIELD_MONOSPACE = 1 << 5,
  ACME_FIELD_SECRET = 1 << 6,
  ACME_FIELD_RELATIVE = 1 << 7,
  ACME_FIELD_UNFILTERED = 1 << 8,
} AcmeFieldFlags;

/**
 * AcmeChoiceStyle:
 * @ACME_CHOICE_PLAIN: a word like any other
 * @ACME_CHOICE_POSITIVE: as it should be
 * @ACME_CHOICE_ATTENTION: not as it should be yet, or no longer for long
 * @ACME_CHOICE_NEUTRAL: out of use, or left alone
 * @ACME_CHOICE_NEGATIVE: failed, or not as it should be
 *
 * What a word says of its item to somebody who looks over many.
 */
typedef enum
{
  ACME_CHOICE_PLAIN,
  ACME_CHOICE_POSITIVE,
  ACME_CHOICE_ATTENTION,
  ACME_CHOICE_NEUTRAL,
  ACME_CHOICE_NEGATIVE,
} AcmeChoiceStyle;

/* A word of the wire and what a person reads for it. A list of them ends with { NULL }. */
typedef struct
{
  const char *value;
  const char *title; /* N_() */
  AcmeChoiceStyle style;
} AcmeChoice;

typedef struct
{
  const char *id;    /* stable: JSON and CSV key, name in settings and on the command line */
  const char *title; /* N_() */
  AcmeFieldKind kind;
  AcmeFieldFlags flags;
  guint width;                          /* characters that usually suffice */
  const AcmeChoice *choices;            /* of a CHOICE */
  char *(*describe) (AcmeItem *item);   /* of a VARIANT or DERIVED field: (transfer full) (nullable) */
  char *(*describe_more) (AcmeItem *item); /* (nullable): what the text leaves out: (transfer full) (nullable) */
  const char *none;  /* (nullable): N_(): what a person reads of a TIME where there is none */
} AcmeField;

/* The fields of one kind of item, in their natural order. A field is named by its index, an enum beside the table. */
typedef struct
{
  const AcmeField *fields;
  guint n_fields;
} AcmeFieldTable;

#define ACME_FIELD_TABLE(array) { (array), G_N_ELEMENTS (array) }

gboolean    acme_field_table_find      (const AcmeFieldTable *table,
                                        const char           *id,
                                        guint                *out_index);
const char *acme_field_get_title       (const AcmeField      *field);
const char *acme_field_get_choice      (const AcmeField      *field,
                                        const char           *value);
AcmeChoiceStyle acme_field_get_style   (const AcmeField      *field,
                                        const char           *value);
gboolean    acme_field_has_styles      (const AcmeField      *field);

G_END_DECLS
