/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ACME_ERROR (acme_error_quark ())

/**
 * AcmeError:
 * @ACME_ERROR_FAILED: SCM refused the request for a reason of its own (a 400 with a business code)
 * @ACME_ERROR_AUTH: not signed in: wrong or expired credentials
 * @ACME_ERROR_FORBIDDEN: signed in, but not allowed to do this
 * @ACME_ERROR_NOT_FOUND: the thing does not exist (any more)
 * @ACME_ERROR_CONFLICT: somebody else changed or deleted it meanwhile
 * @ACME_ERROR_RATE_LIMIT: too many requests
 * @ACME_ERROR_TLS: no trusted connection
 * @ACME_ERROR_NETWORK: no connection, or it broke, or no answer in time
 * @ACME_ERROR_SERVER: SCM failed (5xx)
 * @ACME_ERROR_BAD_REPLY: an answer that is not what SCM's interface promises
 * @ACME_ERROR_INVALID: what the user gave cannot be used (an address, an option, a pattern)
 * @ACME_ERROR_PARTIAL: done in part
 * @ACME_ERROR_UNKNOWN_OUTCOME: a write was sent and its answer never came; nothing was repeated
 * @ACME_ERROR_KEYRING: a secret can neither be read nor kept: the keyring is locked, is missing, or refuses
 *
 * One domain for everything that a person or a script would react to differently. A cancelled operation keeps
 * %G_IO_ERROR_CANCELLED. Messages are whole translated sentences and never contain a secret.
 */
typedef enum
{
  ACME_ERROR_FAILED,
  ACME_ERROR_AUTH,
  ACME_ERROR_FORBIDDEN,
  ACME_ERROR_NOT_FOUND,
  ACME_ERROR_CONFLICT,
  ACME_ERROR_RATE_LIMIT,
  ACME_ERROR_TLS,
  ACME_ERROR_NETWORK,
  ACME_ERROR_SERVER,
  ACME_ERROR_BAD_REPLY,
  ACME_ERROR_INVALID,
  ACME_ERROR_PARTIAL,
  ACME_ERROR_UNKNOWN_OUTCOME,
  ACME_ERROR_KEYRING,
} AcmeError;

GQuark acme_error_quark (void);

gboolean acme_error_is_cancelled (const GError *error);

G_END_DECLS
