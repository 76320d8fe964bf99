/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

const char *acme_scm_lex_skip_scalar (const char *at,
                                      const char *end);
char       *acme_scm_lex_decode      (const char *text,
                                      gsize       length,
                                      char       *out);
gboolean    acme_scm_lex_is_clean    (const char *text,
                                      gsize       length);
gsize       acme_scm_lex_clean       (const char *text,
                                      gsize       length,
                                      char       *out);

/* How much acme_scm_lex_clean() writes at most for so many bytes */
#define ACME_SCM_LEX_CLEAN_SIZE(length) (3 * (length))

#define ACME_SCM_LEX_EACH_BYTE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* Not 0 if one of the eight bytes is 0 */
static inline guint64
acme_scm_lex_has_zero (guint64 bytes)
{
  return (bytes - ACME_SCM_LEX_EACH_BYTE (0x01)) & ~bytes & ACME_SCM_LEX_EACH_BYTE (0x80);
}

/* The first quote or backslash in what follows; @end if there is none. Eight bytes at a time: most of an audit is text.
 * Here, and not in acme-scm-lex.c, since it is called for every text. */
static inline const char *
acme_scm_lex_skip_text (const char *at,
                        const char *end)
{
  while (end - at >= 8)
    {
      guint64 bytes;

      memcpy (&bytes, at, sizeof bytes);
      if ((acme_scm_lex_has_zero (bytes ^ ACME_SCM_LEX_EACH_BYTE ('"')) |
           acme_scm_lex_has_zero (bytes ^ ACME_SCM_LEX_EACH_BYTE ('\\'))) != 0)
        break;
      at += 8;
    }
  while (at < end && *at != '"' && *at != '\\')
    at++;
  return at;
}

G_END_DECLS
