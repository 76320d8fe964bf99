/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The domain names of an account while they are edited: those that were there, those that are added and those that are
 * to go, all in one list, so that the difference can be seen before it is sent. */

#include "config.h"

#include "acme-domain-list.h"

#include <glib/gi18n.h>

#include "acme-domain-name.h"
#include "acme-domain-names.h"

struct _AcmeDomainList
{
  GObject parent_instance;

  GPtrArray *entries; /* AcmeDomainEntry (owned) */
  GStrv original;     /* as SCM spells them */
};

static GType
get_item_type (GListModel *model)
{
  return ACME_TYPE_DOMAIN_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return ACME_DOMAIN_LIST (model)->entries->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  AcmeDomainList *self = ACME_DOMAIN_LIST (model);

  return position < self->entries->len ? g_object_ref (self->entries->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AcmeDomainList, acme_domain_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static const char *
get_name (AcmeDomainEntry *entry)
{
  return acme_item_get_string (ACME_ITEM (entry), ACME_DOMAIN_ENTRY_NAME);
}

static gboolean
is_usable (AcmeDomainEntry *entry)
{
  return !acme_domain_entry_is_removed (entry) && acme_item_get_problem (ACME_ITEM (entry)) == NULL;
}

static void
set_change (AcmeDomainEntry *entry,
            const char      *change)
{
  acme_item_set_string (ACME_ITEM (entry), ACME_DOMAIN_ENTRY_CHANGE, change);
}

static AcmeDomainEntry *
make_original (const char *name)
{
  g_autofree char *shown = acme_domain_name_to_display (name);

  return acme_domain_entry_new (name, shown);
}

static AcmeDomainEntry *
make_added (const AcmeDomainName *name)
{
  g_autofree char *shown = name->name != NULL ? acme_domain_name_to_display (name->name) : g_strdup (name->typed);
  AcmeDomainEntry *entry = acme_domain_entry_new (name->name, shown);

  set_change (entry, ACME_DOMAIN_ENTRY_ADDED);
  if (name->name == NULL)
    acme_item_set_problem (ACME_ITEM (entry), name->problem);
  return entry;
}

/* Of entries with one name the first that stays is the one; the others have that as their problem. */
static void
mark_duplicates (AcmeDomainList *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      AcmeDomainEntry *entry = self->entries->pdata[i];
      gboolean is_first = TRUE;

      if (get_name (entry) == NULL)
        continue;
      if (!acme_domain_entry_is_removed (entry))
        is_first = g_hash_table_add (seen, acme_domain_names_make_key (get_name (entry)));
      acme_item_set_problem (ACME_ITEM (entry), is_first ? NULL : _("This name is there already."));
    }
}

static GArray *
list_serials (AcmeDomainList *self)
{
  GArray *serials = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->entries->len);

  for (guint i = 0; i < self->entries->len; i++)
    {
      guint serial = acme_item_get_serial (self->entries->pdata[i]);

      g_array_append_val (serials, serial);
    }
  return serials;
}

/* One change over all that differs: few rows at the end, or where something was taken away. */
static void
tell_changes (AcmeDomainList *self,
              GPtrArray      *old_entries,
              GArray         *old_serials)
{
  guint shorter = MIN (old_entries->len, self->entries->len);
  guint prefix = 0, suffix = 0;
  g_autoptr(GArray) serials = list_serials (self);

#define SAME(i, j) (old_entries->pdata[i] == self->entries->pdata[j] && \
                    g_array_index (old_serials, guint, i) == g_array_index (serials, guint, j))
  while (prefix < shorter && SAME (prefix, prefix))
    prefix++;
  while (suffix < shorter - prefix && SAME (old_entries->len - 1 - suffix, self->entries->len - 1 - suffix))
    suffix++;
#undef SAME

  if (old_entries->len - prefix - suffix + self->entries->len - prefix - suffix > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), prefix, old_entries->len - prefix - suffix,
                                self->entries->len - prefix - suffix);
}

static GPtrArray *
copy_entries (AcmeDomainList *self)
{
  GPtrArray *copy = g_ptr_array_new_full (self->entries->len, g_object_unref);

  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (copy, g_object_ref (self->entries->pdata[i]));
  return copy;
}

/* Every change is made between begin and end. */
typedef struct
{
  GPtrArray *entries;
  GArray *serials;
} Before;

static Before
begin (AcmeDomainList *self)
{
  return (Before) { copy_entries (self), list_serials (self) };
}

static void
end (AcmeDomainList *self,
     Before          before)
{
  g_autoptr(GPtrArray) entries = before.entries;
  g_autoptr(GArray) serials = before.serials;

  mark_duplicates (self);
  tell_changes (self, entries, serials);
}

static void
acme_domain_list_finalize (GObject *object)
{
  AcmeDomainList *self = ACME_DOMAIN_LIST (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->original, g_strfreev);

  G_OBJECT_CLASS (acme_domain_list_parent_class)->finalize (object);
}

static void
acme_domain_list_class_init (AcmeDomainListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_domain_list_finalize;
}

static void
acme_domain_list_init (AcmeDomainList *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->original = g_new0 (char *, 1);
}

/**
 * acme_domain_list_new:
 *
 * Returns: (transfer full): an empty list, the original of which is empty too
 */
AcmeDomainList *
acme_domain_list_new (void)
{
  return g_object_new (ACME_TYPE_DOMAIN_LIST, NULL);
}

/**
 * acme_domain_list_set_original:
 * @self: a list
 * @names: the names that an account has, as SCM spells them
 *
 * Makes the list consist of @names, without any change.
 */
void
acme_domain_list_set_original (AcmeDomainList    *self,
                               const char *const *names)
{
  Before before;

  g_return_if_fail (ACME_IS_DOMAIN_LIST (self));
  g_return_if_fail (names != NULL);

  before = begin (self);
  g_strfreev (self->original);
  self->original = g_strdupv ((char **) names);
  g_ptr_array_set_size (self->entries, 0);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (self->entries, make_original (names[i]));
  end (self, before);
}

static GHashTable *
list_removed (AcmeDomainList *self)
{
  GHashTable *removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      AcmeDomainEntry *entry = self->entries->pdata[i];

      if (acme_domain_entry_is_removed (entry))
        g_hash_table_insert (removed, acme_domain_names_make_key (get_name (entry)), entry);
    }
  return removed;
}

/**
 * acme_domain_list_add_text:
 * @self: a list
 * @text: names as a person types or pastes them
 *
 * Adds them at the end, each with its problem if it has one. A name that is to go stays instead.
 *
 * Returns: how many there were in @text
 */
guint
acme_domain_list_add_text (AcmeDomainList *self,
                           const char     *text)
{
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GHashTable) removed = NULL;
  Before before;

  g_return_val_if_fail (ACME_IS_DOMAIN_LIST (self), 0);
  g_return_val_if_fail (text != NULL, 0);

  before = begin (self);
  names = acme_domain_names_parse (text);
  removed = list_removed (self);
  for (guint i = 0; i < names->len; i++)
    {
      const AcmeDomainName *name = names->pdata[i];
      AcmeDomainEntry *entry = name->name != NULL ? g_hash_table_lookup (removed, name->name) : NULL;

      if (entry != NULL && acme_domain_entry_is_removed (entry))
        set_change (entry, NULL);
      else
        g_ptr_array_add (self->entries, make_added (name));
    }
  end (self, before);
  return names->len;
}

/**
 * acme_domain_list_remove:
 * @self: a list
 * @entries: (element-type AcmeDomainEntry): some of its entries
 *
 * Those that were there before stay in the list as what is to go.
 */
void
acme_domain_list_remove (AcmeDomainList *self,
                         GPtrArray      *entries)
{
  g_autoptr(GHashTable) wanted = NULL;
  g_autoptr(GPtrArray) left = NULL;
  Before before;

  g_return_if_fail (ACME_IS_DOMAIN_LIST (self));
  g_return_if_fail (entries != NULL);

  before = begin (self);
  wanted = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_add (wanted, entries->pdata[i]);

  left = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->entries->len; i++)
    {
      AcmeDomainEntry *entry = self->entries->pdata[i];
      gboolean is_wanted = g_hash_table_contains (wanted, entry);

      if (is_wanted && acme_domain_entry_is_added (entry))
        continue;
      if (is_wanted)
        set_change (entry, ACME_DOMAIN_ENTRY_REMOVED);
      g_ptr_array_add (left, g_object_ref (entry));
    }
  g_ptr_array_unref (self->entries);
  self->entries = g_steal_pointer (&left);
  end (self, before);
}

/**
 * acme_domain_list_restore:
 * @self: a list
 * @entry: an entry of it that is to go
 *
 * Makes it stay.
 */
void
acme_domain_list_restore (AcmeDomainList  *self,
                          AcmeDomainEntry *entry)
{
  Before before;

  g_return_if_fail (ACME_IS_DOMAIN_LIST (self));
  g_return_if_fail (ACME_IS_DOMAIN_ENTRY (entry));

  if (!acme_domain_entry_is_removed (entry))
    return;
  before = begin (self);
  set_change (entry, NULL);
  end (self, before);
}

/**
 * acme_domain_list_get_counts:
 * @self: a list
 *
 * Returns: how many of its entries are what
 */
AcmeDomainCounts
acme_domain_list_get_counts (AcmeDomainList *self)
{
  AcmeDomainCounts counts = { 0 };

  g_return_val_if_fail (ACME_IS_DOMAIN_LIST (self), counts);

  for (guint i = 0; i < self->entries->len; i++)
    {
      AcmeDomainEntry *entry = self->entries->pdata[i];

      if (acme_domain_entry_is_removed (entry))
        counts.removed++;
      else
        counts.names++;
      if (acme_item_get_problem (ACME_ITEM (entry)) != NULL)
        counts.problems++;
      else if (acme_domain_entry_is_added (entry))
        counts.added++;
    }
  return counts;
}

/**
 * acme_domain_list_dup_names:
 * @self: a list
 *
 * Returns: (transfer full): the names that it is to have, without those that have a problem
 */
char **
acme_domain_list_dup_names (AcmeDomainList *self)
{
  g_autoptr(GStrvBuilder) names = NULL;

  g_return_val_if_fail (ACME_IS_DOMAIN_LIST (self), NULL);

  names = g_strv_builder_new ();
  for (guint i = 0; i < self->entries->len; i++)
    {
      if (is_usable (self->entries->pdata[i]))
        g_strv_builder_add (names, get_name (self->entries->pdata[i]));
    }
  return g_strv_builder_end (names);
}

/**
 * acme_domain_list_get_changes:
 * @self: a list
 * @out_added: (out) (transfer full): the names that the original did not have, without those that have a problem
 * @out_removed: (out) (transfer full): the names of the original that are to go
 */
void
acme_domain_list_get_changes (AcmeDomainList   *self,
                              char           ***out_added,
                              char           ***out_removed)
{
  g_auto(GStrv) names = NULL;

  g_return_if_fail (ACME_IS_DOMAIN_LIST (self));

  names = acme_domain_list_dup_names (self);
  acme_domain_names_diff ((const char *const *) self->original, (const char *const *) names, out_added, out_removed);
}

/**
 * acme_domain_list_find:
 * @self: a list
 * @entry: an entry
 * @out_position: (out) (optional): where it is
 *
 * Returns: whether @entry is in the list
 */
gboolean
acme_domain_list_find (AcmeDomainList  *self,
                       AcmeDomainEntry *entry,
                       guint           *out_position)
{
  g_return_val_if_fail (ACME_IS_DOMAIN_LIST (self), FALSE);

  return g_ptr_array_find (self->entries, entry, out_position);
}

/**
 * acme_domain_list_find_problem:
 * @self: a list
 * @start: where to begin
 * @out_position: (out): the next entry with a problem, the first of all if there is none from @start on
 *
 * Returns: whether there is any
 */
gboolean
acme_domain_list_find_problem (AcmeDomainList *self,
                               guint           start,
                               guint          *out_position)
{
  g_return_val_if_fail (ACME_IS_DOMAIN_LIST (self), FALSE);
  g_return_val_if_fail (out_position != NULL, FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    {
      guint position = (start + i) % self->entries->len;

      if (acme_item_get_problem (self->entries->pdata[position]) != NULL)
        {
          *out_position = position;
          return TRUE;
        }
    }
  return FALSE;
}
