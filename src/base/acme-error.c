/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application's one error domain. Which status or failure becomes which code is decided where it happens
 * (scm/ for the wire, store/ for this computer); how it is shown is decided in ui/ and cli/. */

#include "acme-error.h"

G_DEFINE_QUARK (acme-error-quark, acme_error)

/**
 * acme_error_is_cancelled:
 * @error: (nullable): an error
 *
 * Returns: whether @error only says that the operation was cancelled, which is never shown to anybody
 */
gboolean
acme_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}
