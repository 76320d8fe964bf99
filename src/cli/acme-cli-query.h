/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli-args.h"
#include "acme-query.h"

G_BEGIN_DECLS

/* The options of a command whose rows can be chosen and ordered; to stand in its list of options. */
#define ACME_CLI_QUERY_OPTIONS \
  { "filter", "FIELD OP VALUE", N_("List only what meets this condition; may be given several times") }, \
  { "sort", "FIELD", N_("Order by this field; with “-” in front or “:desc” behind, the largest first") }, \
  { "group", "FIELD", N_("Order by this field first; a table gets headings") }

AcmeQuery *acme_cli_query_parse   (const AcmeCliArgs     *args,
                                   const AcmeFieldTable  *table,
                                   GError               **error);
void       acme_cli_query_explain (const AcmeFieldTable  *table,
                                   GString               *help);

G_END_DECLS
