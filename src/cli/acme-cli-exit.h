/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What scripts may rely on. */
typedef enum
{
  ACME_CLI_EXIT_DONE = 0,
  ACME_CLI_EXIT_FAILED = 1,
  ACME_CLI_EXIT_USAGE = 2,
  ACME_CLI_EXIT_REFUSED = 3,
  ACME_CLI_EXIT_NOT_FOUND = 4,
  ACME_CLI_EXIT_NETWORK = 5,
  ACME_CLI_EXIT_PARTIAL = 6,
  ACME_CLI_EXIT_UNKNOWN_OUTCOME = 7,
} AcmeCliExit;

AcmeCliExit acme_cli_exit_from_error (const GError *error);

G_END_DECLS
