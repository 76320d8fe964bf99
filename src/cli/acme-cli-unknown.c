/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What to say about a command or an option that does not exist. A list of fifteen commands does not show which letter
 * is wrong in the one that was typed; a suggestion does. */

#include "config.h"

#include "acme-cli-unknown.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"

/* Words that differ in more letters than this are different words. */
#define MAX_DISTANCE 2

/* What is longer than this is no misspelt command, whatever it is. */
#define MAX_LENGTH 48

/* How many letters must be left out, added, replaced, or swapped with the next one to make @b of @a. */
static guint
measure_distance (const char *a,
                  const char *b)
{
  guint rows[3][MAX_LENGTH + 1]; /* the row before the last, the last one, and the one that is being filled */
  gsize n = strlen (b);

  for (guint j = 0; j <= n; j++)
    rows[1][j] = j;

  for (guint i = 1; a[i - 1] != '\0'; i++)
    {
      rows[2][0] = i;
      for (guint j = 1; j <= n; j++)
        {
          guint cost = MIN (rows[1][j], rows[2][j - 1]) + 1;

          cost = MIN (cost, rows[1][j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            cost = MIN (cost, rows[0][j - 2] + 1);
          rows[2][j] = cost;
        }
      memcpy (rows[0], rows[1], sizeof rows[0]);
      memcpy (rows[1], rows[2], sizeof rows[1]);
    }
  return rows[1][n];
}

/**
 * acme_cli_unknown_suggest:
 * @typed: a word that is none of @known
 * @known: (array zero-terminated=1): the words there are
 *
 * Returns: (transfer none) (nullable): the one of @known that is most like @typed, the first of several; %NULL if none
 *   is like it
 */
const char *
acme_cli_unknown_suggest (const char        *typed,
                          const char *const *known)
{
  g_autofree char *lower = NULL;
  const char *best = NULL;
  guint best_distance = MAX_DISTANCE + 1;

  g_return_val_if_fail (typed != NULL && known != NULL, NULL);

  if (strlen (typed) > MAX_LENGTH)
    return NULL;

  lower = g_ascii_strdown (typed, -1);
  for (; *known != NULL; known++)
    {
      guint distance;

      if (strlen (*known) > MAX_LENGTH)
        continue;
      distance = measure_distance (lower, *known);
      /* of a short word most letters must be right, or anything would be like it */
      if (distance < best_distance && distance * 2 < strlen (*known))
        {
          best = *known;
          best_distance = distance;
        }
    }
  return best;
}

/**
 * acme_cli_unknown_command:
 * @typed: what was taken for a command
 * @group: (nullable): its first word, if that is one of a group of commands
 * @syntaxes: (array zero-terminated=1): the commands
 *
 * Returns: (transfer full): an %ACME_ERROR_INVALID that lists the commands there are, and says which was perhaps meant
 */
GError *
acme_cli_unknown_command (const char                 *typed,
                          const char                 *group,
                          const AcmeCliSyntax *const *syntaxes)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) words = g_strv_builder_new (); /* the same, and the groups */
  g_auto(GStrv) all_names = NULL;
  g_auto(GStrv) all_words = NULL;
  g_autofree char *list = NULL;
  const char *meant;

  g_return_val_if_fail (typed != NULL && syntaxes != NULL, NULL);

  for (; *syntaxes != NULL; syntaxes++)
    {
      const char *command = (*syntaxes)->command;
      g_autofree char *first = g_strndup (command, strcspn (command, " "));

      if (group != NULL && strcmp (group, first) != 0)
        continue;
      g_strv_builder_add_many (names, command, NULL);
      g_strv_builder_add_many (words, command, first, NULL);
    }
  all_names = g_strv_builder_end (names);
  all_words = g_strv_builder_end (words);
  list = g_strjoinv (", ", all_names);

  meant = acme_cli_unknown_suggest (typed, (const char *const *) all_words);
  if (meant == NULL)
    /* Translators: the second %s lists the commands there are */
    return g_error_new (ACME_ERROR, ACME_ERROR_INVALID, _("There is no command “%s”, only: %s."), typed, list);

  /* Translators: the second %s lists the commands there are, the third is the one of them that was perhaps meant */
  return g_error_new (ACME_ERROR, ACME_ERROR_INVALID, _("There is no command “%s”, only: %s. Did you mean “%s”?"),
                      typed, list, meant);
}

static void
collect_names (GPtrArray           *names,
               const AcmeCliOption *options)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      if (options->help != NULL)
        g_ptr_array_add (names, (char *) options->name);
    }
}

/**
 * acme_cli_unknown_option:
 * @name: what was taken for an option, without the dashes
 * @global_options: the options of every command
 * @syntaxes: (array zero-terminated=1): the commands
 *
 * Returns: (transfer full): an %ACME_ERROR_INVALID that says which option was perhaps meant
 */
GError *
acme_cli_unknown_option (const char                 *name,
                         const AcmeCliOption        *global_options,
                         const AcmeCliSyntax *const *syntaxes)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  const char *meant;

  g_return_val_if_fail (name != NULL && global_options != NULL && syntaxes != NULL, NULL);

  collect_names (names, global_options);
  for (; *syntaxes != NULL; syntaxes++)
    collect_names (names, (*syntaxes)->options);
  g_ptr_array_add (names, NULL);

  meant = acme_cli_unknown_suggest (name, (const char *const *) names->pdata);
  if (meant == NULL)
    return g_error_new (ACME_ERROR, ACME_ERROR_INVALID, _("There is no option “--%s”."), name);

  /* Translators: the second %s is the option that was perhaps meant */
  return g_error_new (ACME_ERROR, ACME_ERROR_INVALID, _("There is no option “--%s”. Did you mean “--%s”?"), name,
                      meant);
}
