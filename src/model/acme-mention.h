/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text as acme_fold() makes it; it need not be terminated. */
typedef struct
{
  const char *text;
  gsize length; /* bytes */
} AcmeFoldedText;

typedef enum
{
  ACME_MENTION_ACCOUNT,
  ACME_MENTION_ENDPOINT,
} AcmeMentionKind;

gboolean acme_mention_is_name (const AcmeFoldedText *text,
                               gsize                 start,
                               gsize                 end);
gboolean acme_mention_is_url  (const AcmeFoldedText *text,
                               gsize                 start,
                               gsize                 end);
gboolean acme_mention_is_id   (const AcmeFoldedText *text,
                               gsize                 start,
                               gsize                 end,
                               AcmeMentionKind       kind);

G_END_DECLS
