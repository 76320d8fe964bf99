/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of domain names as people type or paste it: from mails, tables and other programs, with whatever stands
 * between the names there. Each entry is kept with what is wrong with it, so that nobody has to search for the one bad
 * name among a hundred. */

#include "config.h"

#include "acme-domain-names.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * acme_domain_name_free:
 * @self: (transfer full): an entry
 */
void
acme_domain_name_free (AcmeDomainName *self)
{
  g_free (self->typed);
  g_free (self->name);
  g_free (self->problem);
  g_free (self);
}

/**
 * acme_domain_names_is_separator:
 * @c: a character
 *
 * Returns: whether it stands between names and not in them
 */
gboolean
acme_domain_names_is_separator (gunichar c)
{
  /* the others: their counterparts in East Asian text */
  return c == ',' || c == ';' || c == 0x3001 || c == 0xff0c || c == 0xff1b || g_unichar_isspace (c);
}

static char *
describe_duplicate (const AcmeDomainName *self,
                    const AcmeDomainName *first)
{
  if (strcmp (self->typed, first->typed) == 0)
    return g_strdup (_("This name is there already."));
  return g_strdup_printf (_("This is the same name as “%s”."), first->typed);
}

static AcmeDomainName *
make_entry (const char *token,
            GHashTable *by_name)
{
  AcmeDomainName *self = g_new0 (AcmeDomainName, 1);
  g_autoptr(GError) error = NULL;
  const AcmeDomainName *first;

  self->typed = acme_domain_name_clean (token);
  self->name = acme_domain_name_normalize (token, &error);
  if (self->name == NULL)
    {
      self->problem = g_strdup (error->message);
      return self;
    }

  first = g_hash_table_lookup (by_name, self->name);
  if (first == NULL)
    g_hash_table_insert (by_name, self->name, self);
  else
    self->problem = describe_duplicate (self, first);
  return self;
}

/**
 * acme_domain_names_parse:
 * @text: names between white space, commas or semicolons; of any bytes
 *
 * Returns: (transfer full) (element-type AcmeDomainName): an entry for each of them, in their order
 */
GPtrArray *
acme_domain_names_parse (const char *text)
{
  GPtrArray *names;
  g_autoptr(GHashTable) by_name = NULL;
  g_autofree char *valid = NULL;
  const char *p;

  g_return_val_if_fail (text != NULL, NULL);

  names = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_domain_name_free);
  by_name = g_hash_table_new (g_str_hash, g_str_equal);
  valid = g_utf8_make_valid (text, -1);
  for (p = valid; *p != '\0';)
    {
      const char *begin = p;
      g_autofree char *token = NULL;

      while (*p != '\0' && !acme_domain_names_is_separator (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      token = g_strndup (begin, p - begin);
      if (p > begin)
        g_ptr_array_add (names, make_entry (token, by_name));
      while (*p != '\0' && acme_domain_names_is_separator (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
    }
  return names;
}

/**
 * acme_domain_names_get_usable:
 * @names: (element-type AcmeDomainName): a list
 *
 * Returns: (transfer full): the names of those entries that have no problem
 */
char **
acme_domain_names_get_usable (GPtrArray *names)
{
  g_autoptr(GStrvBuilder) builder = NULL;

  g_return_val_if_fail (names != NULL, NULL);

  builder = g_strv_builder_new ();
  for (guint i = 0; i < names->len; i++)
    {
      const AcmeDomainName *name = names->pdata[i];

      if (name->problem == NULL)
        g_strv_builder_add (builder, name->name);
    }
  return g_strv_builder_end (builder);
}

/**
 * acme_domain_names_make_key:
 * @name: a domain name, of SCM or typed
 *
 * SCM may have names that are not accepted here, so each has a key.
 *
 * Returns: (transfer full): what the spellings of one name have in common
 */
char *
acme_domain_names_make_key (const char *name)
{
  char *key;

  g_return_val_if_fail (name != NULL, NULL);

  key = acme_domain_name_normalize (name, NULL);

  return key != NULL ? key : g_ascii_strdown (name, -1);
}

/**
 * acme_domain_names_subtract:
 * @names: names
 * @others: other names
 *
 * Two spellings of one name count as the same.
 *
 * Returns: (transfer full): those of @names that are not among @others, each once, in their order and spelling
 */
char **
acme_domain_names_subtract (const char *const *names,
                            const char *const *others)
{
  g_autoptr(GHashTable) seen = NULL;
  g_autoptr(GStrvBuilder) builder = NULL;

  g_return_val_if_fail (names != NULL, NULL);
  g_return_val_if_fail (others != NULL, NULL);

  seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  builder = g_strv_builder_new ();
  for (guint i = 0; others[i] != NULL; i++)
    g_hash_table_add (seen, acme_domain_names_make_key (others[i]));
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_hash_table_add (seen, acme_domain_names_make_key (names[i])))
        g_strv_builder_add (builder, names[i]);
    }
  return g_strv_builder_end (builder);
}

/**
 * acme_domain_names_intersect:
 * @names: names
 * @others: other names
 *
 * Two spellings of one name count as the same.
 *
 * Returns: (transfer full): those of @names that are among @others, each once, in their order and spelling
 */
char **
acme_domain_names_intersect (const char *const *names,
                             const char *const *others)
{
  g_auto(GStrv) missing = acme_domain_names_subtract (names, others);

  return missing != NULL ? acme_domain_names_subtract (names, (const char *const *) missing) : NULL;
}

/**
 * acme_domain_names_diff:
 * @old_names: the names that an account has, as SCM spells them
 * @new_names: the names that it is to have
 * @out_added: (out) (transfer full): what has to be added, in the order and spelling of @new_names
 * @out_removed: (out) (transfer full): what has to be removed, in the order and spelling of @old_names
 *
 * Two spellings of one name count as the same.
 */
void
acme_domain_names_diff (const char *const   *old_names,
                        const char *const   *new_names,
                        char              ***out_added,
                        char              ***out_removed)
{
  g_return_if_fail (old_names != NULL);
  g_return_if_fail (new_names != NULL);
  g_return_if_fail (out_added != NULL);
  g_return_if_fail (out_removed != NULL);

  *out_added = acme_domain_names_subtract (new_names, old_names);
  *out_removed = acme_domain_names_subtract (old_names, new_names);
}
