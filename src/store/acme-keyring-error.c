/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why the keyring cannot be used, out of what libsecret, GDBus and the service behind them say. What to do about it is
 * the same each time, to ask a person for the secret; so it is one code and several sentences. */

#include "config.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "acme-error.h"
#include "acme-keyring-private.h"

static gboolean
is_any_of (const GError *error,
           GQuark        domain,
           const int    *codes,
           guint         n_codes)
{
  for (guint i = 0; i < n_codes; i++)
    {
      if (g_error_matches (error, domain, codes[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_slow (const GError *error)
{
  static const int codes[] = { G_DBUS_ERROR_NO_REPLY, G_DBUS_ERROR_TIMEOUT, G_DBUS_ERROR_TIMED_OUT };

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
         is_any_of (error, G_DBUS_ERROR, codes, G_N_ELEMENTS (codes));
}

static gboolean
is_missing (const GError *error)
{
  static const int codes[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER, G_DBUS_ERROR_NO_SERVER, G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED, G_DBUS_ERROR_SPAWN_FORK_FAILED, G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED, G_DBUS_ERROR_SPAWN_FAILED, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
  };

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_DBUS_ERROR)) /* what a service says that GLib does not know */
    return FALSE;
  /* without a bus, what goes wrong is in opening files and sockets, or in starting programs */
  return error->domain == G_IO_ERROR || error->domain == G_SPAWN_ERROR || error->domain == G_FILE_ERROR ||
         is_any_of (error, G_DBUS_ERROR, codes, G_N_ELEMENTS (codes));
}

/**
 * acme_keyring_error_new:
 * @cause: (nullable): what libsecret said; %NULL if it said nothing
 *
 * Returns: (transfer full): an %ACME_ERROR_KEYRING with a sentence for a person
 */
GError *
acme_keyring_error_new (const GError *cause)
{
  g_autoptr(GError) stripped = cause != NULL ? g_error_copy (cause) : NULL;
  GError *error = NULL;

  if (stripped != NULL)
    g_dbus_error_strip_remote_error (stripped);
  if (cause == NULL)
    g_set_error_literal (&error, ACME_ERROR, ACME_ERROR_KEYRING, _("The keyring refused to keep it."));
  else if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    g_set_error_literal (&error, ACME_ERROR, ACME_ERROR_KEYRING, _("The keyring is locked."));
  else if (is_slow (cause))
    g_set_error_literal (&error, ACME_ERROR, ACME_ERROR_KEYRING, _("The keyring did not answer in time."));
  else if (is_missing (cause))
    g_set_error_literal (&error, ACME_ERROR, ACME_ERROR_KEYRING, _("There is no keyring that can be used."));
  else
    /* Translators: %s is a reason from another program */
    g_set_error (&error, ACME_ERROR, ACME_ERROR_KEYRING, _("The keyring refused: %s"), stripped->message);
  return error;
}
