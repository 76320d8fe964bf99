/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Arguments and options that several commands have, as what they mean. What means nothing is refused before anything is
 * asked of SCM. */

#include "config.h"

#include "acme-cli-take.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-account.h"
#include "acme-error.h"
#include "acme-time.h"

#define MAX_DAYS 36500

/* What is looked at if nothing is said. */
#define USUAL_DAYS 30

/**
 * acme_cli_explain_kind:
 * @help: where to append which words KIND can be
 */
void
acme_cli_explain_kind (GString *help)
{
  g_return_if_fail (help != NULL);

  g_string_append_printf (help, _("KIND is “%s” for Sectigo Public ACME or “%s” for Universal ACME.\n"),
                          ACME_ACCOUNT_KIND_PUBLIC, ACME_ACCOUNT_KIND_UNIVERSAL);
}

/**
 * acme_cli_explain_dashes:
 * @help: where to append which words KIND can be, and what to do with an argument that looks like an option
 */
void
acme_cli_explain_dashes (GString *help)
{
  acme_cli_explain_kind (help);
  g_string_append (help, _("Behind “--” an argument may begin with “-”.\n"));
}

/**
 * acme_cli_take_organization:
 * @cli: the run
 * @out_id: (out): the id that --organization gives; 0 if it was not given
 * @error: return location for an %ACME_ERROR_INVALID
 *
 * Returns: whether it can be the id of an organization
 */
gboolean
acme_cli_take_organization (AcmeCli  *cli,
                            gint64   *out_id,
                            GError  **error)
{
  const char *text;

  g_return_val_if_fail (cli != NULL && out_id != NULL, FALSE);

  *out_id = 0;
  text = acme_cli_args_get (cli->args, "organization");
  if (text == NULL || g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, out_id, NULL))
    return TRUE;

  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
               _("“%s” is no id of an organization; “acmectl organizations” lists them."), text);
  return FALSE;
}

/**
 * acme_cli_take_days:
 * @cli: the run
 * @option: the name of an option that takes a number of days
 * @out_days: (out): the days; -1 if it was not given
 * @error: return location for an %ACME_ERROR_INVALID
 *
 * Returns: whether it can be a number of days
 */
gboolean
acme_cli_take_days (AcmeCli     *cli,
                    const char  *option,
                    int         *out_days,
                    GError     **error)
{
  const char *text;
  gint64 days = -1;

  g_return_val_if_fail (cli != NULL && option != NULL && out_days != NULL, FALSE);

  text = acme_cli_args_get (cli->args, option);
  if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, MAX_DAYS, &days, NULL))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                   _("“%s” is no number of days: give a whole number from 0 to %d."), text, MAX_DAYS);
      return FALSE;
    }
  *out_days = days;
  return TRUE;
}

/**
 * acme_cli_take_text:
 * @cli: the run
 * @option: the name of an option that takes a text
 * @out_text: (out) (nullable): the text; %NULL if it was not given
 * @error: return location for an %ACME_ERROR_INVALID
 *
 * Returns: whether it was not given or is not empty: a script with an unset variable must not get all
 */
gboolean
acme_cli_take_text (AcmeCli      *cli,
                    const char   *option,
                    const char  **out_text,
                    GError      **error)
{
  g_return_val_if_fail (cli != NULL && option != NULL && out_text != NULL, FALSE);

  *out_text = acme_cli_args_get (cli->args, option);
  if (*out_text == NULL || (*out_text)[strspn (*out_text, " \t\n")] != '\0')
    return TRUE;

  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("The option “--%s” has no value."), option);
  return FALSE;
}

static gboolean
take_time (AcmeCli     *cli,
           const char  *option,
           gboolean     is_end,
           gint64      *out_time,
           GError     **error)
{
  const char *text = acme_cli_args_get (cli->args, option);

  *out_time = ACME_TIME_NONE;
  if (text == NULL)
    return TRUE;

  if (!acme_time_parse (text, out_time))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
                   _("“%s” is no date: give YYYY-MM-DD, or a time as of RFC 3339."), text);
      return FALSE;
    }
  if (is_end && strlen (text) == strlen ("YYYY-MM-DD"))
    *out_time += G_TIME_SPAN_DAY;
  return TRUE;
}

/**
 * acme_cli_take_range:
 * @cli: the run
 * @now: the present time
 * @out_from: (out): the first point in time that --from and --to mean
 * @out_to: (out): the first behind it that they no longer mean: that after the day of --to if that is one
 * @error: return location for an %ACME_ERROR_INVALID
 *
 * Without --to it is until @now, and without --from 30 days.
 *
 * Returns: whether there is time between them
 */
gboolean
acme_cli_take_range (AcmeCli  *cli,
                     gint64    now,
                     gint64   *out_from,
                     gint64   *out_to,
                     GError  **error)
{
  g_return_val_if_fail (cli != NULL && out_from != NULL && out_to != NULL, FALSE);

  if (!take_time (cli, "from", FALSE, out_from, error) || !take_time (cli, "to", TRUE, out_to, error))
    return FALSE;

  if (*out_to == ACME_TIME_NONE)
    *out_to = now;
  if (*out_from == ACME_TIME_NONE)
    *out_from = *out_to - USUAL_DAYS * G_TIME_SPAN_DAY;
  if (*out_from < *out_to)
    return TRUE;

  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID,
                       _("There is no time to look at: --from has to be before --to, and not in the future."));
  return FALSE;
}

/**
 * acme_cli_take_kind:
 * @cli: the run of a command whose first argument is KIND
 * @error: return location for an %ACME_ERROR_INVALID
 *
 * Returns: (transfer none) (nullable): the kind of account
 */
const char *
acme_cli_take_kind (AcmeCli  *cli,
                    GError  **error)
{
  const char *text;

  g_return_val_if_fail (cli != NULL, NULL);

  text = acme_cli_args_get_arguments (cli->args)[0];
  g_return_val_if_fail (text != NULL, NULL);

  if (strcmp (text, ACME_ACCOUNT_KIND_PUBLIC) == 0)
    return ACME_ACCOUNT_KIND_PUBLIC;
  if (strcmp (text, ACME_ACCOUNT_KIND_UNIVERSAL) == 0)
    return ACME_ACCOUNT_KIND_UNIVERSAL;

  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no kind of account “%s”, only: %s, %s."), text,
               ACME_ACCOUNT_KIND_PUBLIC, ACME_ACCOUNT_KIND_UNIVERSAL);
  return NULL;
}

/**
 * acme_cli_take_id:
 * @text: an argument
 * @out_id: (out): the id of an account
 * @error: return location for an %ACME_ERROR_INVALID
 *
 * Returns: whether @text can be such an id
 */
gboolean
acme_cli_take_id (const char  *text,
                  gint64      *out_id,
                  GError     **error)
{
  g_return_val_if_fail (text != NULL && out_id != NULL, FALSE);

  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, out_id, NULL))
    return TRUE;

  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID,
               _("“%s” is no id of an account; “acmectl accounts” lists them."), text);
  return FALSE;
}
