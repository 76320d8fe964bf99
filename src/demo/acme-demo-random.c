/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sample data must look arbitrary and be the same at each start. So nothing here is random: each value is a
 * hash of what it is for. */

#include "config.h"

#include "acme-demo-random.h"

/**
 * acme_demo_hash:
 * @index: which thing
 * @salt: which property of it
 *
 * Returns: an arbitrary number, always the same for the same arguments
 */
guint64
acme_demo_hash (guint64 index,
                guint   salt)
{
  guint64 z = index * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (salt + 1) * G_GUINT64_CONSTANT (0xd1b54a32d192ed03);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/**
 * acme_demo_pick:
 * @index: which thing
 * @salt: which property of it
 * @n: how many choices there are, at least 1
 *
 * Returns: a number from 0 to @n - 1, always the same for the same arguments
 */
guint
acme_demo_pick (guint64 index,
                guint   salt,
                guint   n)
{
  g_return_val_if_fail (n > 0, 0);

  return (guint) ((acme_demo_hash (index, salt) >> 16) % n);
}

static void
digest (const char *purpose,
        guint64     index,
        guchar      out[64])
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA512);
  g_autofree char *text = g_strdup_printf ("acme-demo %s %" G_GUINT64_FORMAT, purpose, index);
  gsize length = 64;

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, out, &length);
}

/**
 * acme_demo_base64url:
 * @bytes: (array length=length): what to encode
 * @length: how many
 * @padded: whether to end with `=` as needed
 *
 * Returns: (transfer full): base64 with the URL-safe alphabet
 */
char *
acme_demo_base64url (const guchar *bytes,
                     gsize         length,
                     gboolean      padded)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  if (!padded)
    g_strdelimit (text, "=", '\0');
  return text;
}

/**
 * acme_demo_key:
 * @purpose: what it is for
 * @index: which thing it belongs to
 * @n_bytes: how many bytes, at most 64
 * @padded: whether to end with `=` as needed
 *
 * Returns: (transfer full): @n_bytes bytes as base64url
 */
char *
acme_demo_key (const char *purpose,
               guint64     index,
               guint       n_bytes,
               gboolean    padded)
{
  guchar bytes[64];

  digest (purpose, index, bytes);
  return acme_demo_base64url (bytes, MIN (n_bytes, sizeof bytes), padded);
}

/**
 * acme_demo_hex:
 * @purpose: what it is for
 * @index: which thing it belongs to
 * @n_bytes: how many bytes, at most 64
 *
 * Returns: (transfer full): @n_bytes bytes as hexadecimal digits
 */
char *
acme_demo_hex (const char *purpose,
               guint64     index,
               guint       n_bytes)
{
  g_autofree char *text = g_strdup_printf ("acme-demo %s %" G_GUINT64_FORMAT, purpose, index);
  char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA512, text, -1);

  hex[2 * MIN (n_bytes, 64)] = '\0';
  return hex;
}

/**
 * acme_demo_uuid:
 * @purpose: what it is for
 * @index: which thing it belongs to
 *
 * Returns: (transfer full): a UUID of version 4 by its shape
 */
char *
acme_demo_uuid (const char *purpose,
                guint64     index)
{
  g_autofree char *hex = acme_demo_hex (purpose, index, 16);

  return g_strdup_printf ("%.8s-%.4s-4%.3s-a%.3s-%.12s", hex, hex + 8, hex + 13, hex + 17, hex + 20);
}
