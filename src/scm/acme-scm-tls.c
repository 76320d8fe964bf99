/* SPDX-License-Identifier: GPL-3.0-or-later */

/* TLS as a person meets it: whether there is any on this computer, and what a certificate says. GLib has none of its
 * own, and without a back end each connection would fail with a sentence about something else. */

#include "config.h"

#include "acme-scm-tls.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-error.h"

/**
 * acme_scm_check_tls:
 * @error: return location
 *
 * To be called once at the start of a program.
 *
 * Returns: %FALSE with %ACME_ERROR_TLS and a sentence that names what is missing, if this computer cannot make secure
 *   connections
 */
gboolean
acme_scm_check_tls (GError **error)
{
  if (g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    return TRUE;

  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_TLS,
                       /* Translators: do not translate glib-networking */
                       _("Secure connections cannot be made, because GLib finds no TLS back end on this computer. "
                         "Install the package glib-networking."));
  return FALSE;
}

/* A server may write into its certificate what it likes */
static void
append_line (GString    *text,
             const char *title,
             const char *value)
{
  g_autofree char *clean = acme_scm_error_clean (value != NULL ? value : "");

  if (clean[0] != '\0')
    /* Translators: the first %s is a title such as “Issued by”, the second what a certificate says */
    g_string_append_printf (text, _("%s: %s"), title, clean);
  if (clean[0] != '\0')
    g_string_append_c (text, '\n');
}

static void
append_time (GString    *text,
             const char *title,
             GDateTime  *time)
{
  g_autofree char *value = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  append_line (text, title, value);
}

static char *
join_names (GTlsCertificate *certificate)
{
  g_autoptr(GPtrArray) names = g_tls_certificate_get_dns_names (certificate);
  g_autoptr(GPtrArray) addresses = g_tls_certificate_get_ip_addresses (certificate);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      GBytes *name = names->pdata[i];

      g_string_append_printf (joined, "%s%.*s", joined->len > 0 ? ", " : "", (int) g_bytes_get_size (name),
                              (const char *) g_bytes_get_data (name, NULL));
    }
  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      g_autofree char *address = g_inet_address_to_string (addresses->pdata[i]);

      g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", address);
    }
  return g_string_free (joined, FALSE);
}

/* As everybody writes it, so that it can be compared with what the server's administrator reads out */
static char *
make_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) der = NULL;
  g_autofree char *hex = NULL;
  GString *spaced;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return NULL;
  hex = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  spaced = g_string_new (NULL);
  for (guint i = 0; hex[i] != '\0'; i += 2)
    g_string_append_printf (spaced, "%s%c%c", i > 0 ? ":" : "", g_ascii_toupper (hex[i]),
                            g_ascii_toupper (hex[i + 1]));
  return g_string_free (spaced, FALSE);
}

/**
 * acme_scm_describe_certificate:
 * @certificate: a certificate
 *
 * Returns: (transfer full): lines that tell whose it is, by whom and for how long, and its fingerprint
 */
char *
acme_scm_describe_certificate (GTlsCertificate *certificate)
{
  GString *text = g_string_new (NULL);
  g_autofree char *subject = NULL;
  g_autofree char *issuer = NULL;
  g_autofree char *names = NULL;
  g_autofree char *fingerprint = NULL;
  g_autoptr(GDateTime) from = NULL;
  g_autoptr(GDateTime) to = NULL;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  subject = g_tls_certificate_get_subject_name (certificate);
  issuer = g_tls_certificate_get_issuer_name (certificate);
  names = join_names (certificate);
  fingerprint = make_fingerprint (certificate);
  from = g_tls_certificate_get_not_valid_before (certificate);
  to = g_tls_certificate_get_not_valid_after (certificate);
  append_line (text, _("Issued to"), subject);
  append_line (text, _("For the names"), names);
  append_line (text, _("Issued by"), issuer);
  append_time (text, _("Valid from"), from);
  append_time (text, _("Valid until"), to);
  append_line (text, _("SHA-256 fingerprint"), fingerprint);
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}
