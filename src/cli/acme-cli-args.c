/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line: options, which may stand before or after the command and take any number of arguments, the
 * command, and its arguments. GOptionContext knows no option of three arguments such as --filter FIELD OP VALUE. */

#include "config.h"

#include "acme-cli-args.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-cli-unknown.h"
#include "acme-error.h"

struct _AcmeCliArgs
{
  const AcmeCliSyntax *syntax; /* (nullable): of the command */
  char *group;                 /* (nullable): the first word of commands, when nothing stands behind it */
  GHashTable *options;         /* name (unowned) -> GPtrArray of GStrv: the values of each time it was given */
  GPtrArray *arguments;        /* char *, then NULL */
};

static const AcmeCliOption *
find_option (const AcmeCliOption *options,
             const char          *name)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      if (strcmp (options->name, name) == 0)
        return options;
    }
  return NULL;
}

/* The command may come last, so any command's option is looked for; an option means the same in each. */
static const AcmeCliOption *
find_any_option (const AcmeCliOption        *global_options,
                 const AcmeCliSyntax *const *syntaxes,
                 const char                 *name)
{
  const AcmeCliOption *option = find_option (global_options, name);

  for (; option == NULL && *syntaxes != NULL; syntaxes++)
    option = find_option ((*syntaxes)->options, name);
  return option;
}

static guint
count_values (const AcmeCliOption *option)
{
  guint n = 0;

  for (const char *p = option->values; p != NULL; p = strchr (p + 1, ' '))
    n++;
  return n;
}

static void
add_occurrence (AcmeCliArgs         *self,
                const AcmeCliOption *option,
                char               **values)
{
  GPtrArray *occurrences = g_hash_table_lookup (self->options, option->name);

  if (occurrences == NULL)
    {
      occurrences = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
      g_hash_table_insert (self->options, (char *) option->name, occurrences);
    }
  g_ptr_array_add (occurrences, values);
}

/* Returns how many of the arguments after the option belong to it, or -1. */
static int
take_option (AcmeCliArgs                *self,
             const char *const          *arguments,
             const AcmeCliOption        *global_options,
             const AcmeCliSyntax *const *syntaxes,
             GError                    **error)
{
  const char *equals = strchr (arguments[0], '=');
  g_autofree char *name = equals != NULL ? g_strndup (arguments[0] + 2, equals - arguments[0] - 2)
                                         : g_strdup (arguments[0] + 2);
  const AcmeCliOption *option = find_any_option (global_options, syntaxes, name);
  g_autoptr(GStrvBuilder) values = g_strv_builder_new ();
  guint n_values;

  if (option == NULL)
    {
      g_propagate_error (error, acme_cli_unknown_option (name, global_options, syntaxes));
      return -1;
    }

  n_values = count_values (option);
  if (equals != NULL && n_values != 1)
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("Nothing can be given to the option “--%s” by “=”."), name);
      return -1;
    }
  if (equals != NULL)
    {
      g_strv_builder_add (values, equals + 1);
      add_occurrence (self, option, g_strv_builder_end (values));
      return 0;
    }
  if (g_strv_length ((char **) arguments + 1) < n_values)
    {
      /* Translators: the second %s is what the option needs, as in the help, such as FIELD OP VALUE */
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The option “--%s” needs %s after it."), name,
                   option->values);
      return -1;
    }
  for (guint i = 1; i <= n_values; i++)
    g_strv_builder_add (values, arguments[i]);
  add_occurrence (self, option, g_strv_builder_end (values));
  return n_values;
}

static gboolean
split (AcmeCliArgs                *self,
       const char *const          *arguments,
       const AcmeCliOption        *global_options,
       const AcmeCliSyntax *const *syntaxes,
       GError                    **error)
{
  gboolean options_may_follow = TRUE;

  for (; *arguments != NULL; arguments++)
    {
      int n_taken;

      if (!options_may_follow || (*arguments)[0] != '-' || strcmp (*arguments, "-") == 0)
        {
          g_ptr_array_add (self->arguments, g_strdup (*arguments));
          continue;
        }
      if (strcmp (*arguments, "--") == 0)
        {
          options_may_follow = FALSE;
          continue;
        }
      if ((*arguments)[1] != '-')
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no option “%s”."), *arguments);
          return FALSE;
        }
      n_taken = take_option (self, arguments, global_options, syntaxes, error);
      if (n_taken < 0)
        return FALSE;
      arguments += n_taken;
    }
  return TRUE;
}

static gboolean
is_group (const AcmeCliSyntax *const *syntaxes,
          const char                 *word)
{
  for (; *syntaxes != NULL; syntaxes++)
    {
      if (acme_cli_args_is_in_group ((*syntaxes)->command, word))
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_command (AcmeCliArgs                *self,
              const AcmeCliSyntax *const *syntaxes,
              GError                    **error)
{
  const char *first = self->arguments->len > 0 ? self->arguments->pdata[0] : NULL;
  const char *second = self->arguments->len > 1 ? self->arguments->pdata[1] : NULL;
  g_autofree char *both = second != NULL ? g_strconcat (first, " ", second, NULL) : NULL;

  if (first == NULL)
    return TRUE;

  for (guint i = 0; syntaxes[i] != NULL; i++)
    {
      if (strcmp (syntaxes[i]->command, first) == 0 || g_strcmp0 (syntaxes[i]->command, both) == 0)
        {
          self->syntax = syntaxes[i];
          g_ptr_array_remove_range (self->arguments, 0, strcmp (syntaxes[i]->command, first) == 0 ? 1 : 2);
          return TRUE;
        }
    }

  if (is_group (syntaxes, first) && both == NULL)
    {
      self->group = g_strdup (first);
      return TRUE;
    }
  if (is_group (syntaxes, first))
    g_propagate_error (error, acme_cli_unknown_command (both, first, syntaxes));
  else
    g_propagate_error (error, acme_cli_unknown_command (first, NULL, syntaxes));
  return FALSE;
}

static gboolean
check_command (AcmeCliArgs          *self,
               const AcmeCliOption  *global_options,
               GError              **error)
{
  GHashTableIter iter;
  gpointer name;

  if (self->syntax == NULL)
    return TRUE;

  g_hash_table_iter_init (&iter, self->options);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (find_option (global_options, name) == NULL && find_option (self->syntax->options, name) == NULL)
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The command “%s” has no option “--%s”."),
                       self->syntax->command, (char *) name);
          return FALSE;
        }
    }
  if (self->arguments->len > self->syntax->max_arguments)
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The command “%s” takes no argument “%s”."),
                   self->syntax->command, (char *) self->arguments->pdata[self->syntax->max_arguments]);
      return FALSE;
    }
  return TRUE;
}

/**
 * acme_cli_args_parse:
 * @arguments: (array zero-terminated=1): what was typed after the program's name, in UTF-8
 * @global_options: the options of every command
 * @syntaxes: (array zero-terminated=1): the commands
 * @error: return location for an %ACME_ERROR_INVALID that says what is wrong
 *
 * Returns: (transfer full) (nullable): what was typed, in order
 */
AcmeCliArgs *
acme_cli_args_parse (const char *const           *arguments,
                     const AcmeCliOption         *global_options,
                     const AcmeCliSyntax *const  *syntaxes,
                     GError                     **error)
{
  g_autoptr(AcmeCliArgs) self = g_new0 (AcmeCliArgs, 1);

  g_return_val_if_fail (arguments != NULL && global_options != NULL && syntaxes != NULL, NULL);

  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->arguments = g_ptr_array_new_with_free_func (g_free);

  if (!split (self, arguments, global_options, syntaxes, error) ||
      !take_command (self, syntaxes, error) ||
      !check_command (self, global_options, error))
    return NULL;

  g_ptr_array_add (self->arguments, NULL);
  return g_steal_pointer (&self);
}

/**
 * acme_cli_args_free:
 * @self: (transfer full): arguments
 */
void
acme_cli_args_free (AcmeCliArgs *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->group);
  g_hash_table_unref (self->options);
  g_ptr_array_unref (self->arguments);
  g_free (self);
}

/**
 * acme_cli_args_check:
 * @self: arguments
 * @error: return location for an %ACME_ERROR_INVALID that says what is missing
 *
 * Finds out whether a command was given, with all that it needs. Apart from acme_cli_args_parse(), since the help is
 * asked for without any of it.
 *
 * Returns: whether nothing is missing
 */
gboolean
acme_cli_args_check (const AcmeCliArgs  *self,
                     GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->syntax == NULL && self->group != NULL)
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                   _("“%s” needs a command after it; “acmectl %s --help” lists them."), self->group, self->group);
      return FALSE;
    }
  if (self->syntax == NULL)
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID,
                           _("No command was given; “acmectl --help” lists them."));
      return FALSE;
    }
  /* the NULL at the end is no argument */
  if (self->arguments->len - 1 < self->syntax->min_arguments)
    {
      /* Translators: the second %s is what the command needs, as in the help, such as KIND ID */
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The command “%s” needs %s after it."),
                   self->syntax->command, self->syntax->arguments);
      return FALSE;
    }
  for (const AcmeCliOption *option = self->syntax->options; option != NULL && option->name != NULL; option++)
    {
      if (option->is_required && !acme_cli_args_has (self, option->name))
        {
          g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The command “%s” needs the option “--%s”."),
                       self->syntax->command, option->name);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * acme_cli_args_get_syntax:
 * @self: arguments
 *
 * Returns: (transfer none) (nullable): the command, if one was given
 */
const AcmeCliSyntax *
acme_cli_args_get_syntax (const AcmeCliArgs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->syntax;
}

/**
 * acme_cli_args_get_group:
 * @self: arguments
 *
 * Returns: (transfer none) (nullable): the group of commands that was named without one of its commands
 */
const char *
acme_cli_args_get_group (const AcmeCliArgs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->group;
}

/**
 * acme_cli_args_get_arguments:
 * @self: arguments
 *
 * Returns: (transfer none) (array zero-terminated=1): the arguments of the command
 */
const char *const *
acme_cli_args_get_arguments (const AcmeCliArgs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->arguments->pdata;
}

/**
 * acme_cli_args_has:
 * @self: arguments
 * @option: the name of an option
 *
 * Returns: whether it was given
 */
gboolean
acme_cli_args_has (const AcmeCliArgs *self,
                   const char        *option)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_hash_table_contains (self->options, option);
}

/**
 * acme_cli_args_get:
 * @self: arguments
 * @option: the name of an option of one value
 *
 * Returns: (transfer none) (nullable): its value; the last one if it was given more than once
 */
const char *
acme_cli_args_get (const AcmeCliArgs *self,
                   const char        *option)
{
  GPtrArray *occurrences = acme_cli_args_list (self, option);

  return occurrences != NULL ? ((char **) occurrences->pdata[occurrences->len - 1])[0] : NULL;
}

/**
 * acme_cli_args_list:
 * @self: arguments
 * @option: the name of an option
 *
 * Returns: (transfer none) (nullable) (element-type GStrv): its values, for each time that it was given
 */
GPtrArray *
acme_cli_args_list (const AcmeCliArgs *self,
                    const char        *option)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (option != NULL, NULL);

  return g_hash_table_lookup (self->options, option);
}

/**
 * acme_cli_args_is_in_group:
 * @command: the words of a command
 * @group: a word
 *
 * Returns: whether @command begins with the word @group and goes on with another
 */
gboolean
acme_cli_args_is_in_group (const char *command,
                           const char *group)
{
  gsize length;

  g_return_val_if_fail (command != NULL && group != NULL, FALSE);

  length = strlen (group);
  return strncmp (command, group, length) == 0 && command[length] == ' ';
}
