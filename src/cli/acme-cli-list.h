/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"
#include "acme-query.h"

G_BEGIN_DECLS

/* Which fields are printed, in their order, by their indices. A column of a table in which no row has anything is left
 * out, unless it identifies the rows. */
typedef struct
{
  const guint *exported; /* in JSON and CSV */
  guint n_exported;
  const guint *shown; /* in a table */
  guint n_shown;
} AcmeCliColumns;

#define ACME_CLI_COLUMNS(exported, shown) { (exported), G_N_ELEMENTS (exported), (shown), G_N_ELEMENTS (shown) }

guint    acme_cli_get_terminal_width
                             (void);
gboolean acme_cli_print_list (AcmeCli               *cli,
                              GPtrArray             *items,
                              AcmeQuery             *query,
                              const AcmeCliColumns  *columns,
                              GError               **error);
gboolean acme_cli_print_item (AcmeCli               *cli,
                              AcmeItem              *item,
                              const guint           *fields,
                              guint                  n_fields,
                              GError               **error);

G_END_DECLS
