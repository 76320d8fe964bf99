/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The domain names that options give, as SCM takes them, and what to say about those that SCM did not take. */

#include "config.h"

#include "acme-cli-domain-names.h"

#include <glib/gi18n.h>

#include "acme-domain-names.h"
#include "acme-error.h"

static gboolean
take_name (GPtrArray             *names,
           const AcmeDomainName  *name,
           gboolean               strict,
           GError               **error)
{
  if (name->name == NULL && strict)
    {
      /* Translators: a domain name that cannot be used, and a sentence that says why */
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s”: %s"), name->typed, name->problem);
      return FALSE;
    }
  /* two spellings of a name are one name; what is no such name is only found as it is spelled */
  if (name->name == NULL || name->problem == NULL)
    g_ptr_array_add (names, g_strdup (name->name != NULL ? name->name : name->typed));
  return TRUE;
}

/**
 * acme_cli_take_domain_names:
 * @cli: the run
 * @option: the name of an option, given any number of times, each time with a domain name or several
 * @strict: whether what can be no domain name is refused. Without it, such a name is taken as it is, so that what SCM
 *   took once can be removed
 * @error: return location for an %ACME_ERROR_INVALID that says what is wrong with a name
 *
 * Returns: (transfer full) (nullable): the names, each once
 */
char **
acme_cli_take_domain_names (AcmeCli     *cli,
                            const char  *option,
                            gboolean     strict,
                            GError     **error)
{
  GPtrArray *given;
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) parsed = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (cli != NULL && option != NULL, NULL);

  given = acme_cli_args_list (cli->args, option);
  for (guint i = 0; given != NULL && i < given->len; i++)
    {
      const char *value = ((char **) given->pdata[i])[0];

      if (value[0] == '\0')
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The option “--%s” has no value."), option);
          return NULL;
        }
      g_string_append_printf (text, "%s\n", value);
    }

  parsed = acme_domain_names_parse (text->str);
  for (guint i = 0; i < parsed->len; i++)
    {
      if (!take_name (names, parsed->pdata[i], strict, error))
        return NULL;
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

static void
append_sentence (GString    *sentences,
                 const char *sentence)
{
  if (sentences->len > 0)
    g_string_append_c (sentences, ' ');
  g_string_append (sentences, sentence);
}

/**
 * acme_cli_tell_not_added:
 * @sentences: where to append
 * @names: (nullable) (array zero-terminated=1): the domains that were not added to an account
 */
void
acme_cli_tell_not_added (GString           *sentences,
                         const char *const *names)
{
  guint n = names != NULL ? g_strv_length ((char **) names) : 0;
  g_autofree char *list = n > 0 ? g_strjoinv (", ", (char **) names) : NULL;
  g_autofree char *sentence = NULL;

  if (n == 0)
    return;
  sentence = g_strdup_printf (ngettext ("%u domain was not added: %s.", "%u domains were not added: %s.", n), n, list);
  append_sentence (sentences, sentence);
}

/**
 * acme_cli_tell_not_removed:
 * @sentences: where to append
 * @names: (nullable) (array zero-terminated=1): the domains that were not removed from an account
 */
void
acme_cli_tell_not_removed (GString           *sentences,
                           const char *const *names)
{
  guint n = names != NULL ? g_strv_length ((char **) names) : 0;
  g_autofree char *list = n > 0 ? g_strjoinv (", ", (char **) names) : NULL;
  g_autofree char *sentence = NULL;

  if (n == 0)
    return;
  sentence = g_strdup_printf (ngettext ("%u domain was not removed: %s.", "%u domains were not removed: %s.", n), n,
                              list);
  append_sentence (sentences, sentence);
}

/**
 * acme_cli_tell_error:
 * @sentences: where to append
 * @error: (nullable): why something was not done
 */
void
acme_cli_tell_error (GString      *sentences,
                     const GError *error)
{
  if (error != NULL)
    append_sentence (sentences, error->message);
}
