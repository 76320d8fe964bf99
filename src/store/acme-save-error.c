/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says in a sentence that names the file why it could not be saved. What the system says, “Permission denied”, does not
 * tell a person what of. */

#include "config.h"

#include "acme-save-error.h"

#include <errno.h>
#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-file-name.h"

static char *
describe (const GError *cause,
          const char   *name)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup_printf (_("There is no space left for “%s”."), name);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_strdup_printf (_("You are not allowed to write “%s” there."), name);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return g_strdup_printf (_("“%s” cannot be written to a place that can only be read."), name);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup_printf (_("The folder of “%s” does not exist."), name);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return g_strdup_printf (_("“%s” is something else than a file, and cannot be replaced."), name);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return g_strdup_printf (_("“%s” is too large for the place where it is to be."), name);
  /* Translators: the name of a file and a reason from another library */
  return g_strdup_printf (_("“%s” could not be written: %s"), name, cause->message);
}

/* Two things that GIO does not tell from others. */
static GIOErrorEnum
classify (int number)
{
  if (number == EDQUOT)
    return G_IO_ERROR_NO_SPACE;
  if (number == EFBIG)
    return G_IO_ERROR_MESSAGE_TOO_LARGE;
  return g_io_error_from_errno (number);
}

/**
 * acme_save_error_set:
 * @error: return location for an %ACME_ERROR_FAILED; @cause itself if it only says that saving was cancelled
 * @file: what was to be saved
 * @cause: what went wrong
 */
void
acme_save_error_set (GError       **error,
                     GFile         *file,
                     const GError  *cause)
{
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (cause != NULL);

  if (acme_error_is_cancelled (cause))
    {
      g_propagate_error (error, g_error_copy (cause));
      return;
    }
  name = acme_file_name_dup (file);
  sentence = describe (cause, name);
  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_FAILED, sentence);
}

/**
 * acme_save_error_errno:
 * @error: return location for an %ACME_ERROR_FAILED
 * @file: what was to be saved
 * @number: the system's number of what went wrong
 */
void
acme_save_error_errno (GError **error,
                       GFile   *file,
                       int      number)
{
  g_autoptr(GError) cause = g_error_new_literal (G_IO_ERROR, classify (number), g_strerror (number));

  acme_save_error_set (error, file, cause);
}
