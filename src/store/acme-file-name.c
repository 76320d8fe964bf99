/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file is called when a person is told of it. A name is any bytes, and what is shown has to be text. */

#include "config.h"

#include "acme-file-name.h"

/**
 * acme_file_name_dup:
 * @file: a file, which need not exist
 *
 * Returns: (transfer full): its name without its folder, for a sentence
 */
char *
acme_file_name_dup (GFile *file)
{
  g_autofree char *basename = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  basename = g_file_get_basename (file);
  return g_filename_display_name (basename);
}
