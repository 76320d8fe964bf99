/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A word of a text: letters and digits, or one character of a script that puts no spaces between its words. */
typedef struct
{
  const char *text; /* in the text, not terminated */
  gsize length;     /* bytes */
  guint hash;
} AcmeWord;

gboolean acme_word_next     (const char **position,
                             const char  *end,
                             AcmeWord    *out_word);
gboolean acme_word_previous (const char  *start,
                             const char **position,
                             AcmeWord    *out_word);
gboolean acme_word_is_whole (const char  *text,
                             gsize        length,
                             gsize        start,
                             gsize        end,
                             const char  *joints);

/* What joins two words to one name, as in “web-01” and “web.example.com”. */
#define ACME_WORD_JOINTS "-.@/"

G_END_DECLS
