/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Collects the items of a list from its pages. Each item is there once: a list that changes while it is read repeats
 * entries at the borders of its pages. What is wrong with one entry does not cost the others. */

#include "config.h"

#include "acme-scm-items.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-json.h"

struct _AcmeScmItems
{
  AcmeScmItemFunc item_func;
  gpointer user_data;
  GPtrArray *items;   /* of AcmeItem */
  GHashTable *by_key; /* key -> AcmeItem (unowned) */
  guint n_elements;
  guint n_unusable;
  GError *first_error; /* (nullable): why the first of them is unusable */
};

/**
 * acme_scm_items_new:
 * @item_func: makes an item of an element
 * @user_data: for @item_func
 *
 * Returns: (transfer full): a collector, to be given to acme_scm_list_async() with acme_scm_items_take_page()
 */
AcmeScmItems *
acme_scm_items_new (AcmeScmItemFunc item_func,
                    gpointer        user_data)
{
  AcmeScmItems *self = g_new0 (AcmeScmItems, 1);

  self->item_func = item_func;
  self->user_data = user_data;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * acme_scm_items_free:
 * @self: (transfer full): a collector
 */
void
acme_scm_items_free (AcmeScmItems *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_hash_table_unref (self->by_key);
  g_clear_error (&self->first_error);
  g_free (self);
}

/* What the list does not tell may have been added to the known one meanwhile, from elsewhere */
static gboolean
agrees_in (AcmeItem *known,
           AcmeItem *again,
           guint     field)
{
  switch (acme_item_get_table (known)->fields[field].kind)
    {
    case ACME_FIELD_TEXT:
    case ACME_FIELD_CHOICE:
      {
        const char *value = acme_item_get_string (again, field);

        return value == NULL || g_strcmp0 (acme_item_get_string (known, field), value) == 0;
      }
    case ACME_FIELD_NUMBER:
    case ACME_FIELD_TIME:
      {
        gint64 value = acme_item_get_number (again, field);

        return value == ACME_NUMBER_NONE || acme_item_get_number (known, field) == value;
      }
    case ACME_FIELD_VARIANT:
      {
        GVariant *x = acme_item_get_variant (known, field);
        GVariant *y = acme_item_get_variant (again, field);

        return y == NULL || x == y || (x != NULL && g_variant_equal (x, y));
      }
    case ACME_FIELD_DERIVED:
    default:
      return TRUE;
    }
}

static gboolean
agrees (AcmeItem *known,
        AcmeItem *again)
{
  for (guint i = 0; i < acme_item_get_table (known)->n_fields; i++)
    {
      if (!agrees_in (known, again, i))
        return FALSE;
    }
  return TRUE;
}

static void
take_element (AcmeScmItems *self,
              JsonNode     *element)
{
  g_autoptr(AcmeItem) item = NULL;
  g_autoptr(GError) error = NULL;
  AcmeItem *known;

  self->n_elements++;
  if (JSON_NODE_HOLDS_OBJECT (element))
    item = self->item_func (json_node_get_object (element), self->user_data, &error);
  else
    error = g_error_new_literal (ACME_ERROR, ACME_ERROR_BAD_REPLY,
                                 _("SCM's list contains something else than objects."));
  if (error != NULL)
    {
      g_debug ("An entry of a list cannot be used: %s", error->message);
      self->n_unusable++;
      if (self->first_error == NULL)
        self->first_error = g_steal_pointer (&error);
    }
  if (item == NULL)
    return;

  known = g_hash_table_lookup (self->by_key, acme_item_get_key (item));
  if (known != NULL)
    {
      if (!agrees (known, item))
        acme_scm_items_add_problem (known, _("SCM listed this more than once, with different values."));
      return;
    }
  g_hash_table_insert (self->by_key, g_strdup (acme_item_get_key (item)), item);
  g_ptr_array_add (self->items, g_steal_pointer (&item));
}

/**
 * acme_scm_items_take_page:
 * @page: a page of a list
 * @self: the collector
 * @error: not set
 *
 * An #AcmeScmPageFunc.
 *
 * Returns: %TRUE
 */
gboolean
acme_scm_items_take_page (JsonArray  *page,
                          gpointer    self,
                          GError    **error)
{
  for (guint i = 0; i < json_array_get_length (page); i++)
    take_element (self, json_array_get_element (page, i));
  return TRUE;
}

/**
 * acme_scm_items_get_all:
 * @self: a collector
 *
 * Returns: (transfer none) (element-type AcmeItem): the items that were found so far; none that is there goes away or
 *   gets another place
 */
GPtrArray *
acme_scm_items_get_all (AcmeScmItems *self)
{
  return self->items;
}

/**
 * acme_scm_items_steal:
 * @self: a collector that has seen the whole list
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeItem): the items, each key once, in the order of the list; %NULL with
 *   %ACME_ERROR_BAD_REPLY if the list had entries and not a single one of them is one
 */
GPtrArray *
acme_scm_items_steal (AcmeScmItems  *self,
                      GError       **error)
{
  if (self->first_error != NULL && self->n_unusable == self->n_elements)
    {
      g_propagate_error (error, g_steal_pointer (&self->first_error));
      return NULL;
    }
  return g_steal_pointer (&self->items);
}

/**
 * acme_scm_items_get_n_unusable:
 * @self: a collector
 *
 * Returns: how many entries could not be used
 */
guint
acme_scm_items_get_n_unusable (AcmeScmItems *self)
{
  return self->n_unusable;
}

/**
 * acme_scm_items_add_problem:
 * @item: an item
 * @problem: a sentence
 *
 * Adds @problem to what is wrong with @item already.
 */
void
acme_scm_items_add_problem (AcmeItem   *item,
                            const char *problem)
{
  const char *known = acme_item_get_problem (item);
  g_autofree char *all = NULL;

  if (known != NULL && strstr (known, problem) != NULL)
    return;
  all = known != NULL ? g_strconcat (known, " ", problem, NULL) : g_strdup (problem);
  acme_item_set_problem (item, all);
}

/**
 * acme_scm_items_read_string:
 * @item: an item
 * @field: the index of a TEXT or CHOICE field
 * @object: what SCM says about it
 * @name: the name of the member that holds the field
 *
 * Sets the field if the member is there. If it is of a wrong type, that becomes a problem of @item.
 *
 * Returns: whether the field was set
 */
gboolean
acme_scm_items_read_string (AcmeItem   *item,
                            guint       field,
                            JsonObject *object,
                            const char *name)
{
  g_autoptr(GError) error = NULL;
  const char *value;

  if (!acme_scm_json_get_string (object, name, &value, &error))
    acme_scm_items_add_problem (item, error->message);
  if (value == NULL)
    return FALSE;
  acme_item_set_string (item, field, value);
  return TRUE;
}

/**
 * acme_scm_items_read_word:
 * @item: an item
 * @field: the index of a CHOICE field whose words are in small letters
 * @object: what SCM says about it
 * @name: the name of the member that holds the field
 *
 * Like acme_scm_items_read_string(), in small letters: SCM's documents and systems disagree on the case of such words,
 * and a table must not take them for two.
 */
void
acme_scm_items_read_word (AcmeItem   *item,
                          guint       field,
                          JsonObject *object,
                          const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *word = NULL;
  const char *value;

  if (!acme_scm_json_get_string (object, name, &value, &error))
    acme_scm_items_add_problem (item, error->message);
  if (value == NULL)
    return;
  word = g_ascii_strdown (value, -1);
  acme_item_set_string (item, field, word);
}

static void
take_number (AcmeItem     *item,
             guint         field,
             gint64        value,
             const GError *error)
{
  if (error != NULL)
    acme_scm_items_add_problem (item, error->message);
  if (value != ACME_NUMBER_NONE) /* and ACME_TIME_NONE, which is the same */
    acme_item_set_number (item, field, value);
}

/**
 * acme_scm_items_read_number:
 * @item: an item
 * @field: the index of a NUMBER field
 * @object: what SCM says about it
 * @name: the name of the member that holds the field
 *
 * Sets the field if the member is there. If it is of a wrong type, that becomes a problem of @item.
 */
void
acme_scm_items_read_number (AcmeItem   *item,
                            guint       field,
                            JsonObject *object,
                            const char *name)
{
  g_autoptr(GError) error = NULL;
  gint64 value;

  acme_scm_json_get_number (object, name, &value, &error);
  take_number (item, field, value, error);
}

/**
 * acme_scm_items_read_time:
 * @item: an item
 * @field: the index of a TIME field
 * @object: what SCM says about it
 * @name: the name of the member that holds the field
 *
 * Sets the field if the member is there. If it is not a date, that becomes a problem of @item.
 */
void
acme_scm_items_read_time (AcmeItem   *item,
                          guint       field,
                          JsonObject *object,
                          const char *name)
{
  g_autoptr(GError) error = NULL;
  gint64 value;

  acme_scm_json_get_time (object, name, &value, &error);
  take_number (item, field, value, error);
}
