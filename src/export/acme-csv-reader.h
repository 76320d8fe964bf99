/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More is no file that a person made */
#define ACME_CSV_MAX_SIZE (16 * 1024 * 1024)
#define ACME_CSV_MAX_ROWS 1000000
#define ACME_CSV_MAX_CELLS 1000 /* of a row */

/**
 * AcmeCsvRow:
 * @line: the line of the file on which it begins, from 1
 * @n_cells: how many cells it has, at least 1
 * @cells: (array length=n_cells): their texts, in UTF-8
 */
typedef struct
{
  guint line;
  guint n_cells;
  char **cells;
} AcmeCsvRow;

GPtrArray *acme_csv_read (GBytes  *bytes,
                          GError **error);

G_END_DECLS
