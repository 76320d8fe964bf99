/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an ACME client calls itself, in the words of a person. A client may call itself whatever it likes, so that only
 * names from this table and digits get through, and the raw text has to stay within reach. */

#include "config.h"

#include "acme-user-agent.h"

#include <string.h>

#define MAX_RAW 1024 /* bytes: SCM keeps 255 characters */
#define MAX_DIGITS 5

static const struct
{
  const char *product; /* of the header, in small letters; with a hyphen at the end, how it begins */
  const char *name;
  guint n_numbers;     /* how many of its version people know it by */
} clients[] = {
  { "acme-tiny", "acme-tiny", 2 },
  { "acme.sh", "acme.sh", 3 },
  { "acme4j", "acme4j", 2 },
  { "caddy", "Caddy", 2 },
  { "cert-manager", "cert-manager", 2 },
  { "cert-manager-", "cert-manager", 2 }, /* cert-manager-challenges, -clusterissuers, … */
  { "certbotacmeclient", "Certbot", 2 },
  { "certes", "Certes", 2 },
  { "certify", "Certify The Web", 2 },
  { "certifytheweb", "Certify The Web", 2 },
  { "certmagic", "CertMagic", 2 },
  { "containous-traefik", "Traefik", 2 },
  { "dehydrated", "dehydrated", 3 },
  { "getssl", "GetSSL", 2 },
  { "jetstack-cert-manager", "cert-manager", 2 },
  { "lego-cli", "lego", 3 },
  { "letsencryptpythonclient", "Certbot", 2 }, /* as it was called at first */
  { "mod_md", "mod_md", 3 },
  { "posh-acme", "Posh-ACME", 2 },
  { "simple-acme", "simple-acme", 2 },
  { "traefik", "Traefik", 2 },
  { "uacme", "uacme", 2 },
  { "win-acme", "win-acme", 2 },
  { "xenolf-acme", "lego", 3 },
};

static gboolean
matches (const char *product,
         const char *token)
{
  gsize length = strlen (product);

  if (product[length - 1] == '-')
    return g_str_has_prefix (token, product);
  return strcmp (product, token) == 0;
}

/* Appends a blank and the first numbers of @version, if it begins with some */
static void
append_version (GString    *text,
                const char *version,
                guint       n_numbers)
{
  const char *p = version[0] == 'v' ? version + 1 : version;

  for (guint i = 0; i < n_numbers; i++)
    {
      gsize n_digits = strspn (p, "0123456789");

      if (n_digits == 0 || n_digits > MAX_DIGITS)
        return;
      g_string_append_c (text, i == 0 ? ' ' : '.');
      g_string_append_len (text, p, n_digits);
      p += n_digits;
      if (*p != '.')
        return;
      p++;
    }
}

/* (transfer full) (nullable): what is meant by @token, such as “lego-cli/4.9.1” */
static char *
recognize_token (const char *token)
{
  g_autofree char *product = g_ascii_strdown (token, strcspn (token, "/"));
  const char *slash = strchr (token, '/');

  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      g_autoptr(GString) text = NULL;

      if (!matches (clients[i].product, product))
        continue;
      text = g_string_new (clients[i].name);
      if (slash != NULL)
        append_version (text, slash + 1, clients[i].n_numbers);
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  return NULL;
}

/**
 * acme_user_agent_recognize:
 * @raw: the User-Agent of an ACME client, of any bytes
 *
 * The first product in it that is known is the one; what stands in parentheses is not looked at.
 *
 * Returns: (transfer full) (nullable): its name with as much of its version as people use, such as “Certbot 2.1”
 */
char *
acme_user_agent_recognize (const char *raw)
{
  guint depth = 0;

  g_return_val_if_fail (raw != NULL, NULL);

  for (const char *p = raw; *p != '\0' && p - raw < MAX_RAW;)
    {
      gsize length = strcspn (p, " \t\r\n()");
      g_autofree char *token = g_strndup (p, length);
      char *name = length > 0 && depth == 0 ? recognize_token (token) : NULL;

      if (name != NULL)
        return name;
      p += length;
      if (*p == '(')
        depth++;
      else if (*p == ')' && depth > 0)
        depth--;
      if (*p != '\0')
        p++;
    }
  return NULL;
}
