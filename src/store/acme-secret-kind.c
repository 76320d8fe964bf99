/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The secrets that a connection may have: how the keyring knows them, and what a person calls them. */

#include "config.h"

#include "acme-secret-kind.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"

/* The words are stored, and never to change. */
static const struct
{
  const char *word;
  const char *title;
} kinds[ACME_SECRET_N_KINDS] = {
  [ACME_SECRET_CLIENT_SECRET] = { "client-secret", N_("Client Secret") },
  [ACME_SECRET_PASSWORD] = { "password", N_("Password") },
  [ACME_SECRET_CERTIFICATE_PASSWORD] = { "certificate-password", N_("Certificate Password") },
  [ACME_SECRET_PIN] = { "pin", N_("PIN") },
  [ACME_SECRET_AUDIT_CLIENT_SECRET] = { "audit-client-secret", N_("Audit API Client Secret") },
};

/**
 * acme_secret_kind_get_word:
 * @kind: a kind of secret
 *
 * Returns: (transfer none): how the keyring knows it
 */
const char *
acme_secret_kind_get_word (AcmeSecretKind kind)
{
  g_return_val_if_fail ((guint) kind < ACME_SECRET_N_KINDS, NULL);

  return kinds[kind].word;
}

/**
 * acme_secret_kind_get_title:
 * @kind: a kind of secret
 *
 * Returns: (transfer none): what a person calls it
 */
const char *
acme_secret_kind_get_title (AcmeSecretKind kind)
{
  g_return_val_if_fail ((guint) kind < ACME_SECRET_N_KINDS, NULL);

  return _(kinds[kind].title);
}

static gboolean
has_control_characters (const char *secret)
{
  for (const char *p = secret; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return TRUE;
    }
  return FALSE;
}

/**
 * acme_secret_kind_check:
 * @kind: a kind of secret
 * @secret: what somebody typed, or a file or pipe held
 * @error: return location for an %ACME_ERROR_INVALID with a sentence in which @secret is not
 *
 * Returns: whether @secret can be one of that kind
 */
gboolean
acme_secret_kind_check (AcmeSecretKind   kind,
                        const char      *secret,
                        GError         **error)
{
  g_return_val_if_fail ((guint) kind < ACME_SECRET_N_KINDS, FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  if (secret[0] == '\0')
    /* Translators: %s is the name of a setting, such as “Client Secret” */
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s” is missing."), _(kinds[kind].title));
  else if (strlen (secret) > ACME_SECRET_MAX_LENGTH)
    /* Translators: %s is the name of a setting, such as “Client Secret” */
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s” is too long."), _(kinds[kind].title));
  else if (!g_utf8_validate (secret, -1, NULL) || has_control_characters (secret))
    /* Translators: %s is the name of a setting, such as “Client Secret” */
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s” contains characters that cannot be sent."),
                 _(kinds[kind].title));
  else
    return TRUE;
  return FALSE;
}

/**
 * acme_secret_free:
 * @secret: (transfer full) (nullable): a secret in memory of GLib's
 *
 * Wipes it before it frees it.
 */
void
acme_secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
