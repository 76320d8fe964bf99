/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A domain name as people type it, as SCM wants it, and as people read it. SCM takes A-labels only, and answers no more
 * than "not added" to whatever is wrong with a name, so that what can be told beforehand is told here, in a sentence
 * for each mistake. What may be wrong but need not be (emoji, rare scripts) is left to SCM. */

#include "config.h"

#include "acme-domain-name.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"

#define MAX_NAME 253
#define MAX_LABEL 63
#define MAX_TYPED 2048 /* bytes: no name is so long in any encoding */
#define MAX_SHOWN 100  /* characters */
#define ACE_PREFIX "xn--"

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError     **error,
        const char  *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (ACME_ERROR, ACME_ERROR_INVALID, format, arguments);
  va_end (arguments);
  return FALSE;
}

static gboolean
refuse_character (gunichar   c,
                  GError   **error)
{
  char text[7] = { 0 };

  g_unichar_to_utf8 (c, text);
  if (g_unichar_isgraph (c) && !g_unichar_ismark (c) && g_unichar_type (c) != G_UNICODE_PRIVATE_USE)
    return refuse (error, _("“%s” cannot be part of a domain name."), text);
  if (g_unichar_isspace (c))
    return refuse (error, _("A domain name has no spaces."));
  /* Translators: %04X is the number of a character that cannot be shown */
  return refuse (error, _("There is a character (U+%04X) that cannot be part of a domain name."), (guint) c);
}

static gboolean
refuse_label_length (GError **error)
{
  return refuse (error, _("A part of the name is longer than %d characters."), MAX_LABEL);
}

/* Without white space and invisible marks around it, as they come along with what is copied */
static char *
trim (const char *typed)
{
  const char *end = typed + strlen (typed);

  while (*typed != '\0' && (g_unichar_isspace (g_utf8_get_char (typed)) ||
                            g_unichar_type (g_utf8_get_char (typed)) == G_UNICODE_FORMAT))
    typed = g_utf8_next_char (typed);
  while (end > typed)
    {
      const char *last = g_utf8_prev_char (end);

      if (!g_unichar_isspace (g_utf8_get_char (last)) && g_unichar_type (g_utf8_get_char (last)) != G_UNICODE_FORMAT)
        break;
      end = last;
    }
  return g_strndup (typed, end - typed);
}

static gboolean
is_ip_address (const char *text)
{
  g_autofree char *address = g_strdup (text[0] == '[' ? text + 1 : text);

  address[strcspn (address, "]/")] = '\0';
  return strspn (address, ":.") < strlen (address) && g_hostname_is_ip_address (address);
}

static gboolean
is_label_character (char c)
{
  return g_ascii_isalnum (c) || c == '-';
}

/* Why g_hostname_to_ascii() would not have @label */
static gboolean
refuse_label (const char  *label,
              GError     **error)
{
  if (g_ascii_strncasecmp (label, ACE_PREFIX, strlen (ACE_PREFIX)) == 0)
    return refuse (error, _("A part that begins with “%s” is not properly encoded."), ACE_PREFIX);
  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *alone = g_strndup (p, g_utf8_next_char (p) - p);
      g_autofree char *ascii = g_hostname_to_ascii (alone);

      if (ascii == NULL || (alone[1] == '\0' && !is_label_character (alone[0])))
        return refuse_character (g_utf8_get_char (p), error);
    }
  return refuse_label_length (error);
}

static gboolean
refuse_unicode (const char  *text,
                GError     **error)
{
  g_auto(GStrv) labels = g_strsplit (text, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      g_autofree char *ascii = g_hostname_to_ascii (labels[i]);

      if (ascii == NULL)
        return refuse_label (labels[i], error);
    }
  return refuse (error, _("This is not a domain name."));
}

/* Only whether it can be decoded: what it decodes to is SCM's business */
static gboolean
is_encoded (const char *label)
{
  g_autofree char *decoded = g_hostname_to_unicode (label);

  return decoded != NULL && !g_str_is_ascii (decoded);
}

static gboolean
check_label (const char  *label,
             GError     **error)
{
  gsize length = strlen (label);

  if (length == 0)
    return refuse (error, _("There is nothing between two dots, or before the first."));
  for (gsize i = 0; i < length; i++)
    {
      if (!is_label_character (label[i]))
        return refuse_character ((guchar) label[i], error);
    }
  if (length > MAX_LABEL)
    return refuse_label_length (error);
  if (label[0] == '-' || label[length - 1] == '-')
    return refuse (error, _("No part of a domain name begins or ends with a hyphen."));
  if (g_str_has_prefix (label, ACE_PREFIX) && !is_encoded (label))
    return refuse (error, _("A part that begins with “%s” is not properly encoded."), ACE_PREFIX);
  return TRUE;
}

static gboolean
check_ascii (const char  *name,
             GError     **error)
{
  g_auto(GStrv) labels = g_strsplit (name, ".", -1);
  guint n = g_strv_length (labels);

  for (guint i = 0; i < n; i++)
    {
      if (!check_label (labels[i], error))
        return FALSE;
    }
  if (strlen (name) > MAX_NAME)
    return refuse (error, _("The name is longer than %d characters."), MAX_NAME);
  if (n < 2)
    return refuse (error, _("A domain name has at least two parts, as in example.org."));
  if (strspn (labels[n - 1], "0123456789") == strlen (labels[n - 1]))
    return refuse (error, _("The last part of a domain name is not a number."));
  return TRUE;
}

/* Of what is neither an address nor a wildcard */
static char *
normalize_plain (const char  *text,
                 GError     **error)
{
  g_autofree char *ascii = NULL;
  g_autofree char *name = NULL;

  if (strlen (text) > MAX_TYPED)
    {
      refuse (error, _("The name is longer than %d characters."), MAX_NAME);
      return NULL;
    }
  /* These join letters in some scripts, but GLib would leave them out and make another name */
  if (strstr (text, "\u200c") != NULL || strstr (text, "\u200d") != NULL)
    {
      refuse (error, _("There is an invisible joiner in the name. Type it in its encoded form (%s…)."), ACE_PREFIX);
      return NULL;
    }

  ascii = g_hostname_to_ascii (text);
  if (ascii == NULL)
    {
      refuse_unicode (text, error);
      return NULL;
    }
  name = g_ascii_strdown (ascii, -1);
  if (g_str_has_suffix (name, ".") && strlen (name) > 1)
    name[strlen (name) - 1] = '\0';
  return check_ascii (name, error) ? g_steal_pointer (&name) : NULL;
}

/* (nullable): the host in what looks like an address with more in it than that */
static char *
find_host (const char *text)
{
  const char *scheme = strstr (text, "://");
  const char *begin = scheme != NULL ? scheme + 3 : text;
  g_autofree char *host = g_strndup (begin, strcspn (begin, "/?#\\"));
  const char *at = strrchr (host, '@');
  char *colon;

  if (at != NULL)
    memmove (host, at + 1, strlen (at + 1) + 1);
  colon = strchr (host, ':');
  if (colon != NULL)
    *colon = '\0';
  return strcmp (host, text) != 0 ? g_steal_pointer (&host) : NULL;
}

static char *
normalize_wildcard (const char  *text,
                    GError     **error)
{
  gboolean is_wildcard = g_str_has_prefix (text, "*.");
  g_autofree char *plain = NULL;
  g_autofree char *name = NULL;

  if (strchr (is_wildcard ? text + 2 : text, '*') != NULL)
    {
      refuse (error, _("“*” can only stand for the whole first part, as in *.example.org."));
      return NULL;
    }
  plain = normalize_plain (is_wildcard ? text + 2 : text, error);
  if (plain == NULL)
    return NULL;

  name = g_strconcat (is_wildcard ? "*." : "", plain, NULL);
  if (strlen (name) <= MAX_NAME)
    return g_steal_pointer (&name);
  refuse (error, _("The name is longer than %d characters."), MAX_NAME);
  return NULL;
}

static void
refuse_address (const char  *host,
                GError     **error)
{
  g_autofree char *name = is_ip_address (host) ? NULL : normalize_wildcard (host, NULL);
  g_autofree char *shown = name != NULL ? acme_domain_name_to_display (name) : NULL;

  if (shown != NULL)
    refuse (error, _("This is an address. Only the name in it is wanted: %s"), shown);
  else
    refuse (error, _("This is an address, and not a domain name."));
}

/**
 * acme_domain_name_normalize:
 * @typed: what a person typed or pasted, of any bytes
 * @error: return location
 *
 * Makes A-labels in lower case of it, without a dot at the end. One leading `*.` may stand for any first label.
 *
 * Returns: (transfer full): the name; %NULL with %ACME_ERROR_INVALID and a sentence about what is wrong with it, which
 *   does not repeat it
 */
char *
acme_domain_name_normalize (const char  *typed,
                            GError     **error)
{
  g_autofree char *text = NULL;
  g_autofree char *host = NULL;

  g_return_val_if_fail (typed != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!g_utf8_validate (typed, -1, NULL))
    {
      refuse (error, _("This is not text in UTF-8."));
      return NULL;
    }
  text = trim (typed);
  if (text[0] == '\0')
    {
      refuse (error, _("There is no name."));
      return NULL;
    }
  if (is_ip_address (text))
    {
      refuse (error, _("This is an IP address. Only names can be added."));
      return NULL;
    }
  host = find_host (text);
  if (host != NULL)
    {
      refuse_address (host, error);
      return NULL;
    }
  return normalize_wildcard (text, error);
}

/* The scripts that one label may mix: those of one language. Others could pass for letters that they are not. */
enum
{
  SCRIPT_LATIN = 1 << 0,
  SCRIPT_HAN = 1 << 1,
  SCRIPT_KANA = 1 << 2,
  SCRIPT_HANGUL = 1 << 3,
  SCRIPT_BOPOMOFO = 1 << 4,
  SCRIPT_OTHER = 1 << 5,
};

static guint
get_script (GUnicodeScript script)
{
  switch ((int) script)
    {
    case G_UNICODE_SCRIPT_LATIN:
      return SCRIPT_LATIN;
    case G_UNICODE_SCRIPT_HAN:
      return SCRIPT_HAN;
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return SCRIPT_KANA;
    case G_UNICODE_SCRIPT_HANGUL:
      return SCRIPT_HANGUL;
    case G_UNICODE_SCRIPT_BOPOMOFO:
      return SCRIPT_BOPOMOFO;
    default:
      return SCRIPT_OTHER;
    }
}

static gboolean
is_of_one_language (const char *label)
{
  static const guint languages[] = { SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_KANA, SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_HANGUL,
                                     SCRIPT_LATIN | SCRIPT_HAN | SCRIPT_BOPOMOFO, SCRIPT_OTHER };
  GUnicodeScript other = G_UNICODE_SCRIPT_COMMON;
  guint scripts = 0;

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (p));

      if (!g_unichar_isprint (g_utf8_get_char (p)))
        return FALSE;
      if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
        continue;
      scripts |= get_script (script);
      if (get_script (script) == SCRIPT_OTHER && other != G_UNICODE_SCRIPT_COMMON && other != script)
        return FALSE;
      if (get_script (script) == SCRIPT_OTHER)
        other = script;
    }
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if ((scripts & ~languages[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
show_label (const char *label)
{
  g_autofree char *decoded = g_hostname_to_unicode (label);
  g_autofree char *encoded = decoded != NULL ? g_hostname_to_ascii (decoded) : NULL;

  if (g_strcmp0 (encoded, label) == 0 && is_of_one_language (decoded))
    return g_steal_pointer (&decoded);
  return g_strdup (label);
}

/**
 * acme_domain_name_to_display:
 * @name: a domain name as SCM has it, perhaps with a leading `*.`
 *
 * Turns A-labels back into the letters that they stand for, unless those mix scripts to look like others, cannot be
 * shown, or would not become the same name again.
 *
 * Returns: (transfer full): what a person reads
 */
char *
acme_domain_name_to_display (const char *name)
{
  g_auto(GStrv) labels = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  labels = g_strsplit (name, ".", -1);
  for (guint i = 0; labels[i] != NULL; i++)
    {
      char *label = labels[i];

      if (g_str_has_prefix (label, ACE_PREFIX) && g_str_is_ascii (label) && strlen (label) <= MAX_LABEL)
        {
          labels[i] = show_label (label);
          g_free (label);
        }
    }
  return g_strjoinv (".", labels);
}

/**
 * acme_domain_name_clean:
 * @typed: what a person typed or pasted, of any bytes
 *
 * Returns: (transfer full): it as one line of valid UTF-8 that can be shown, without what is invisible around it, and
 *   cut to a reasonable length
 */
char *
acme_domain_name_clean (const char *typed)
{
  g_autofree char *valid = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GString) clean = NULL;
  guint n = 0;

  g_return_val_if_fail (typed != NULL, NULL);

  valid = g_utf8_make_valid (typed, strnlen (typed, 8 * MAX_SHOWN));
  text = trim (valid);
  clean = g_string_new (NULL);
  for (const char *p = text; *p != '\0' && n <= MAX_SHOWN; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (n == MAX_SHOWN)
        g_string_append (clean, "…");
      else
        g_string_append_unichar (clean, g_unichar_isprint (c) ? c : 0xfffd);
    }
  return g_string_free (g_steal_pointer (&clean), FALSE);
}
