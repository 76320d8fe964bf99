/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What --help prints, made from the same tables as the parser reads. */

#include "config.h"

#include "acme-cli-help.h"

#include <glib/gi18n.h>

#include "acme-text.h"

static void
append_line (GString    *help,
             const char *left,
             const char *right)
{
  guint width = acme_text_get_width (left);

  g_string_append_printf (help, "  %s%*s%s\n", left, width < 28 ? (int) (30 - width) : 2, "", right);
}

static void
append_options (GString             *help,
                const AcmeCliOption *options)
{
  for (; options != NULL && options->name != NULL; options++)
    {
      g_autofree char *left = NULL;

      if (options->help == NULL)
        continue;
      left = g_strconcat ("--", options->name, options->values != NULL ? " " : "", options->values, NULL);
      append_line (help, left, _(options->help));
    }
}

static void
append_usage (GString             *help,
              const AcmeCliSyntax *syntax)
{
  gboolean any_optional = FALSE;

  g_string_append_printf (help, _("Usage: acmectl [GLOBAL OPTIONS] %s"), syntax->command);
  for (const AcmeCliOption *option = syntax->options; option != NULL && option->name != NULL; option++)
    {
      if (option->is_required)
        g_string_append_printf (help, " --%s %s", option->name, option->values);
      any_optional |= !option->is_required;
    }
  if (syntax->arguments != NULL)
    g_string_append_printf (help, " %s", syntax->arguments);
  if (any_optional)
    g_string_append_printf (help, " %s", _("[OPTIONS]"));
}

static void
append_command (GString              *help,
                const AcmeCliCommand *command)
{
  append_usage (help, &command->syntax);
  g_string_append_printf (help, "\n\n%s.\n\n", _(command->title));

  if (command->syntax.options != NULL)
    {
      g_string_append_printf (help, "%s\n", _("Options:"));
      append_options (help, command->syntax.options);
      g_string_append_c (help, '\n');
    }
  if (command->explain != NULL)
    {
      command->explain (help);
      g_string_append_c (help, '\n');
    }
}

static void
append_commands (GString                     *help,
                 const AcmeCliCommand *const *commands,
                 const char                  *group)
{
  if (group != NULL)
    g_string_append_printf (help, _("Usage: acmectl [GLOBAL OPTIONS] %s COMMAND [ARGUMENTS]"), group);
  else
    g_string_append (help, _("Usage: acmectl [GLOBAL OPTIONS] COMMAND [ARGUMENTS]"));

  g_string_append_printf (help, "\n\n%s\n", _("Commands:"));
  for (; *commands != NULL; commands++)
    {
      if (group == NULL || acme_cli_args_is_in_group ((*commands)->syntax.command, group))
        append_line (help, (*commands)->syntax.command, _((*commands)->title));
    }
  g_string_append_c (help, '\n');
}

/**
 * acme_cli_help_make:
 * @command: (nullable): the command to help with
 * @group: (nullable): without @command, the group of commands to help with
 * @commands: (array zero-terminated=1): all commands
 * @global_options: the options of every command
 *
 * Returns: (transfer full): the help, in the user's language
 */
char *
acme_cli_help_make (const AcmeCliCommand        *command,
                    const char                  *group,
                    const AcmeCliCommand *const *commands,
                    const AcmeCliOption         *global_options)
{
  g_autoptr(GString) help = g_string_new (NULL);

  g_return_val_if_fail (commands != NULL && global_options != NULL, NULL);

  if (command != NULL)
    append_command (help, command);
  else
    append_commands (help, commands, group);

  g_string_append_printf (help, "%s\n", _("Global options:"));
  append_options (help, global_options);
  return g_string_free (g_steal_pointer (&help), FALSE);
}
