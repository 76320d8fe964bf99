/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thing that SCM manages: the values of a fields table. The base class keeps them, together with what filtering
 * and sorting ask for again and again (the text, its case-folded form, its collation key), each made on first use.
 *
 * There may be many thousand of them, and in some fields they say the same few things: of 10,000 accounts, most belong
 * to a handful of organizations. The texts of such fields are there once for all items. */

#include "config.h"

#include "acme-item.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-compat.h"
#include "acme-time.h"

/* All strings are kept and dropped by keep_string() and drop_string() */
typedef struct
{
  union
  {
    char *string;      /* TEXT, CHOICE: (nullable) (owned) */
    gint64 number;     /* NUMBER, TIME */
    GVariant *variant; /* VARIANT: (nullable) (owned) */
  } value;

  /* made from the value on demand: (nullable) (owned) */
  char *text;
  char *folded;
  char *collation_key;
} Slot;

typedef struct
{
  Slot *slots; /* one per field */
  char *key;
  char *problem;
  guint serial;
} AcmeItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AcmeItem, acme_item, G_TYPE_OBJECT)

static AcmeItemPrivate *
get_private (AcmeItem *self)
{
  return acme_item_get_instance_private (self);
}

static const AcmeField *
get_field (AcmeItem *self,
           guint     field)
{
  const AcmeFieldTable *table = ACME_ITEM_GET_CLASS (self)->table;

  g_assert (field < table->n_fields);
  return &table->fields[field];
}

static gboolean
is_number (const AcmeField *field)
{
  return field->kind == ACME_FIELD_NUMBER || field->kind == ACME_FIELD_TIME;
}

static gboolean
is_string (const AcmeField *field)
{
  return field->kind == ACME_FIELD_TEXT || field->kind == ACME_FIELD_CHOICE;
}

/* Whether few different texts are to be expected in this field */
static gboolean
is_shared (const AcmeField *field)
{
  return (field->kind == ACME_FIELD_CHOICE || (field->flags & ACME_FIELD_GROUP) != 0) &&
         (field->flags & ACME_FIELD_SECRET) == 0;
}

/* Takes over @string: (transfer full) (nullable) */
static char *
keep_string (const AcmeField *field,
             char            *string)
{
  g_autofree char *owned = string;

  if (owned == NULL || !is_shared (field))
    return g_steal_pointer (&owned);
  return g_ref_string_new_intern (owned);
}

static void
drop_string (const AcmeField  *field,
             char            **string)
{
  if (*string == NULL)
    return;
  /* GLib keeps no guarantee about copies it made itself, but what is ours is wiped */
  if ((field->flags & ACME_FIELD_SECRET) != 0)
    explicit_bzero (*string, strlen (*string));
  if (is_shared (field))
    g_clear_pointer (string, g_ref_string_release);
  else
    g_clear_pointer (string, g_free);
}

static void
forget_texts (AcmeItem *self)
{
  const AcmeFieldTable *table = ACME_ITEM_GET_CLASS (self)->table;
  AcmeItemPrivate *priv = get_private (self);

  for (guint i = 0; i < table->n_fields; i++)
    {
      drop_string (&table->fields[i], &priv->slots[i].text);
      drop_string (&table->fields[i], &priv->slots[i].folded);
      drop_string (&table->fields[i], &priv->slots[i].collation_key);
    }
  g_clear_pointer (&priv->key, g_free);
}

static void
note_change (AcmeItem *self)
{
  get_private (self)->serial++;
  forget_texts (self); /* all of them: a derived field may depend on any other */
}

static char *
make_key (AcmeItem *self)
{
  const AcmeFieldTable *table = ACME_ITEM_GET_CLASS (self)->table;
  g_autoptr(GString) key = g_string_new (NULL);

  for (guint i = 0; i < table->n_fields; i++)
    {
      const AcmeField *field = &table->fields[i];

      if ((field->flags & ACME_FIELD_KEY) == 0)
        continue;
      if (key->len > 0)
        g_string_append_c (key, '/');
      if (is_number (field))
        g_string_append_printf (key, "%" G_GINT64_FORMAT, acme_item_get_number (self, i));
      else
        g_string_append (key, acme_item_get_string (self, i) != NULL ? acme_item_get_string (self, i) : "");
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

static char *
make_text (AcmeItem        *self,
           const AcmeField *field,
           const Slot      *slot)
{
  switch (field->kind)
    {
    case ACME_FIELD_TEXT:
      return g_strdup (slot->value.string);
    case ACME_FIELD_CHOICE:
      return g_strdup (acme_field_get_choice (field, slot->value.string));
    case ACME_FIELD_NUMBER:
      return slot->value.number != ACME_NUMBER_NONE
               ? g_strdup_printf ("%" G_GINT64_FORMAT, slot->value.number) : NULL;
    case ACME_FIELD_TIME:
      if (slot->value.number == ACME_TIME_NONE && field->none != NULL)
        return g_strdup (_(field->none));
      return acme_time_format_local (slot->value.number);
    case ACME_FIELD_VARIANT:
    case ACME_FIELD_DERIVED:
      return field->describe (self);
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
acme_item_constructed (GObject *object)
{
  AcmeItem *self = ACME_ITEM (object);
  const AcmeFieldTable *table = ACME_ITEM_GET_CLASS (self)->table;
  AcmeItemPrivate *priv = get_private (self);

  G_OBJECT_CLASS (acme_item_parent_class)->constructed (object);

  priv->slots = g_new0 (Slot, table->n_fields);
  for (guint i = 0; i < table->n_fields; i++)
    {
      if (is_number (&table->fields[i]))
        priv->slots[i].value.number = ACME_NUMBER_NONE;
    }
}

static void
acme_item_finalize (GObject *object)
{
  AcmeItem *self = ACME_ITEM (object);
  const AcmeFieldTable *table = ACME_ITEM_GET_CLASS (self)->table;
  AcmeItemPrivate *priv = get_private (self);

  for (guint i = 0; i < table->n_fields; i++)
    {
      if (is_string (&table->fields[i]))
        drop_string (&table->fields[i], &priv->slots[i].value.string);
      else if (table->fields[i].kind == ACME_FIELD_VARIANT)
        g_clear_pointer (&priv->slots[i].value.variant, g_variant_unref);
    }
  forget_texts (self);
  g_clear_pointer (&priv->slots, g_free);
  g_clear_pointer (&priv->problem, g_free);

  G_OBJECT_CLASS (acme_item_parent_class)->finalize (object);
}

static void
acme_item_class_init (AcmeItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = acme_item_constructed;
  object_class->finalize = acme_item_finalize;
}

static void
acme_item_init (AcmeItem *self)
{
}

/**
 * acme_item_get_table:
 * @self: an item
 *
 * Returns: (transfer none): the fields table of its kind
 */
const AcmeFieldTable *
acme_item_get_table (AcmeItem *self)
{
  g_return_val_if_fail (ACME_IS_ITEM (self), NULL);

  return ACME_ITEM_GET_CLASS (self)->table;
}

/**
 * acme_item_get_key:
 * @self: an item
 *
 * Returns: (transfer none): what identifies this item among its kind: its key fields joined by `/`
 */
const char *
acme_item_get_key (AcmeItem *self)
{
  AcmeItemPrivate *priv;

  g_return_val_if_fail (ACME_IS_ITEM (self), NULL);

  priv = get_private (self);
  if (priv->key == NULL)
    priv->key = make_key (self);
  return priv->key;
}

/**
 * acme_item_get_serial:
 * @self: an item
 *
 * Returns: a number that differs after each change of @self
 */
guint
acme_item_get_serial (AcmeItem *self)
{
  g_return_val_if_fail (ACME_IS_ITEM (self), 0);

  return get_private (self)->serial;
}

/**
 * acme_item_set_string:
 * @self: an item
 * @field: the index of a TEXT or CHOICE field
 * @value: (nullable): its new value; an empty string counts as none
 */
void
acme_item_set_string (AcmeItem   *self,
                      guint       field,
                      const char *value)
{
  const AcmeField *description;
  char *value_before;
  Slot *slot;

  g_return_if_fail (ACME_IS_ITEM (self));
  description = get_field (self, field);
  g_return_if_fail (is_string (description));

  slot = &get_private (self)->slots[field];
  if (value != NULL && value[0] == '\0')
    value = NULL;
  if (g_strcmp0 (slot->value.string, value) == 0)
    return;

  value_before = slot->value.string;
  slot->value.string = keep_string (description, g_strdup (value));
  drop_string (description, &value_before);
  note_change (self);
}

/**
 * acme_item_set_number:
 * @self: an item
 * @field: the index of a NUMBER or TIME field
 * @value: its new value, or %ACME_NUMBER_NONE
 */
void
acme_item_set_number (AcmeItem *self,
                      guint     field,
                      gint64    value)
{
  Slot *slot;

  g_return_if_fail (ACME_IS_ITEM (self));
  g_return_if_fail (is_number (get_field (self, field)));

  slot = &get_private (self)->slots[field];
  if (slot->value.number == value)
    return;

  slot->value.number = value;
  note_change (self);
}

/**
 * acme_item_set_variant:
 * @self: an item
 * @field: the index of a VARIANT field
 * @value: (nullable): its new value; a floating reference is taken over
 */
void
acme_item_set_variant (AcmeItem *self,
                       guint     field,
                       GVariant *value)
{
  g_autoptr(GVariant) owned = value != NULL ? g_variant_ref_sink (value) : NULL;
  Slot *slot;

  g_return_if_fail (ACME_IS_ITEM (self));
  g_return_if_fail (get_field (self, field)->kind == ACME_FIELD_VARIANT);

  slot = &get_private (self)->slots[field];
  if (slot->value.variant == owned ||
      (slot->value.variant != NULL && owned != NULL && g_variant_equal (slot->value.variant, owned)))
    return;

  g_clear_pointer (&slot->value.variant, g_variant_unref);
  slot->value.variant = g_steal_pointer (&owned);
  note_change (self);
}

/**
 * acme_item_set_problem:
 * @self: an item
 * @problem: (nullable): a sentence that says what could not be read about this item
 */
void
acme_item_set_problem (AcmeItem   *self,
                       const char *problem)
{
  g_return_if_fail (ACME_IS_ITEM (self));

  if (acme_set_str (&get_private (self)->problem, problem))
    note_change (self);
}

/**
 * acme_item_get_string:
 * @self: an item
 * @field: the index of a TEXT or CHOICE field
 *
 * Returns: (transfer none) (nullable): its value as on the wire
 */
const char *
acme_item_get_string (AcmeItem *self,
                      guint     field)
{
  g_return_val_if_fail (ACME_IS_ITEM (self), NULL);
  g_return_val_if_fail (is_string (get_field (self, field)), NULL);

  return get_private (self)->slots[field].value.string;
}

/**
 * acme_item_get_number:
 * @self: an item
 * @field: the index of a NUMBER or TIME field
 *
 * Returns: its value, or %ACME_NUMBER_NONE
 */
gint64
acme_item_get_number (AcmeItem *self,
                      guint     field)
{
  g_return_val_if_fail (ACME_IS_ITEM (self), ACME_NUMBER_NONE);
  g_return_val_if_fail (is_number (get_field (self, field)), ACME_NUMBER_NONE);

  return get_private (self)->slots[field].value.number;
}

/**
 * acme_item_get_variant:
 * @self: an item
 * @field: the index of a VARIANT field
 *
 * Returns: (transfer none) (nullable): its value
 */
GVariant *
acme_item_get_variant (AcmeItem *self,
                       guint     field)
{
  g_return_val_if_fail (ACME_IS_ITEM (self), NULL);
  g_return_val_if_fail (get_field (self, field)->kind == ACME_FIELD_VARIANT, NULL);

  return get_private (self)->slots[field].value.variant;
}

/**
 * acme_item_get_problem:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): a sentence that says what could not be read about this item
 */
const char *
acme_item_get_problem (AcmeItem *self)
{
  g_return_val_if_fail (ACME_IS_ITEM (self), NULL);

  return get_private (self)->problem;
}

/**
 * acme_item_get_text:
 * @self: an item
 * @field: the index of a field
 *
 * Returns: (transfer none): what a person reads in this field, valid until the item changes; "" for none and for a
 *   secret
 */
const char *
acme_item_get_text (AcmeItem *self,
                    guint     field)
{
  const AcmeField *description;
  Slot *slot;

  g_return_val_if_fail (ACME_IS_ITEM (self), "");
  description = get_field (self, field);

  if ((description->flags & ACME_FIELD_SECRET) != 0)
    return "";

  slot = &get_private (self)->slots[field];
  if (description->kind == ACME_FIELD_TEXT)
    return slot->value.string != NULL ? slot->value.string : "";

  if (slot->text == NULL)
    slot->text = keep_string (description, make_text (self, description, slot));
  if (slot->text == NULL)
    slot->text = keep_string (description, g_strdup (""));
  return slot->text;
}

/**
 * acme_item_get_folded:
 * @self: an item
 * @field: the index of a field
 *
 * Returns: (transfer none): the text of @field as acme_fold() makes it, valid until the item changes
 */
const char *
acme_item_get_folded (AcmeItem *self,
                      guint     field)
{
  const AcmeField *description;
  Slot *slot;

  g_return_val_if_fail (ACME_IS_ITEM (self), "");
  description = get_field (self, field);

  slot = &get_private (self)->slots[field];
  if (slot->folded == NULL)
    slot->folded = keep_string (description, acme_fold (acme_item_get_text (self, field)));
  return slot->folded;
}

static const char *
get_collation_key (AcmeItem *self,
                   guint     field)
{
  Slot *slot = &get_private (self)->slots[field];

  if (slot->collation_key == NULL)
    slot->collation_key = keep_string (get_field (self, field),
                                       g_utf8_collate_key (acme_item_get_folded (self, field), -1));
  return slot->collation_key;
}

/**
 * acme_item_compare:
 * @a: an item
 * @b: another item of the same kind
 * @field: the index of a field
 *
 * Compares numbers and times by value, all else by the locale's order without regard to case.
 *
 * Returns: less than, equal to or greater than 0
 */
int
acme_item_compare (AcmeItem *a,
                   AcmeItem *b,
                   guint     field)
{
  if (is_number (get_field (a, field)))
    {
      gint64 x = get_private (a)->slots[field].value.number;
      gint64 y = get_private (b)->slots[field].value.number;

      return (x > y) - (x < y);
    }
  return strcmp (get_collation_key (a, field), get_collation_key (b, field));
}

static gboolean
take_value (AcmeItem *self,
            AcmeItem *fresh,
            guint     field)
{
  guint before = get_private (self)->serial;
  const AcmeField *description = get_field (self, field);

  if (is_string (description))
    acme_item_set_string (self, field, acme_item_get_string (fresh, field));
  else if (is_number (description))
    acme_item_set_number (self, field, acme_item_get_number (fresh, field));
  else if (description->kind == ACME_FIELD_VARIANT)
    acme_item_set_variant (self, field, acme_item_get_variant (fresh, field));

  return get_private (self)->serial != before;
}

/**
 * acme_item_update_from:
 * @self: an item that is on screen
 * @fresh: the same item as SCM describes it now
 *
 * Takes over every value and the problem, so that @self keeps its identity and with it the selection.
 *
 * Returns: whether anything changed
 */
gboolean
acme_item_update_from (AcmeItem *self,
                       AcmeItem *fresh)
{
  gboolean changed = FALSE;
  guint n_fields;

  g_return_val_if_fail (ACME_IS_ITEM (self), FALSE);
  g_return_val_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (fresh), FALSE);

  n_fields = ACME_ITEM_GET_CLASS (self)->table->n_fields;
  for (guint i = 0; i < n_fields; i++)
    changed |= take_value (self, fresh, i);

  if (g_strcmp0 (get_private (self)->problem, get_private (fresh)->problem) != 0)
    {
      acme_item_set_problem (self, get_private (fresh)->problem);
      changed = TRUE;
    }
  return changed;
}
