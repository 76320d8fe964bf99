/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which exit code a script sees for which error. */

#include "config.h"

#include "acme-cli-exit.h"

#include "acme-error.h"

static AcmeCliExit
map_code (AcmeError code)
{
  switch (code)
    {
    case ACME_ERROR_INVALID:
      return ACME_CLI_EXIT_USAGE;
    case ACME_ERROR_AUTH:
    case ACME_ERROR_FORBIDDEN:
    case ACME_ERROR_KEYRING:
      return ACME_CLI_EXIT_REFUSED;
    case ACME_ERROR_NOT_FOUND:
      return ACME_CLI_EXIT_NOT_FOUND;
    case ACME_ERROR_TLS:
    case ACME_ERROR_NETWORK:
      return ACME_CLI_EXIT_NETWORK;
    case ACME_ERROR_PARTIAL:
      return ACME_CLI_EXIT_PARTIAL;
    case ACME_ERROR_UNKNOWN_OUTCOME:
      return ACME_CLI_EXIT_UNKNOWN_OUTCOME;
    case ACME_ERROR_FAILED:
    case ACME_ERROR_CONFLICT:
    case ACME_ERROR_RATE_LIMIT:
    case ACME_ERROR_SERVER:
    case ACME_ERROR_BAD_REPLY:
    default:
      return ACME_CLI_EXIT_FAILED;
    }
}

/**
 * acme_cli_exit_from_error:
 * @error: (nullable): what ended a command
 *
 * Returns: the exit code for it
 */
AcmeCliExit
acme_cli_exit_from_error (const GError *error)
{
  if (error == NULL)
    return ACME_CLI_EXIT_DONE;

  return error->domain == ACME_ERROR ? map_code (error->code) : ACME_CLI_EXIT_FAILED;
}
