/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A value that is longer is passed over */
#define ACME_SCM_SPAN_MAX (1024 * 1024)

typedef enum
{
  ACME_SCM_SPAN_OPEN,     /* it has not ended yet */
  ACME_SCM_SPAN_ENDED,
  ACME_SCM_SPAN_BAD,      /* it is no JSON */
  ACME_SCM_SPAN_TOO_DEEP, /* it has more brackets in brackets than anything may have */
} AcmeScmSpanState;

/* Where one JSON value begins and ends in pieces of text. */
typedef struct
{
  AcmeScmSpanState state;
  gboolean is_word;    /* a number, or true, false, null; else a text, an object or an array */
  gboolean is_dropped; /* unwanted, or too long: there is no text */
  guint64 offset;      /* where it begins in the whole */
  const char *text;    /* all of it, when it has ended; good as long as the piece */
  gsize length;

  /* private */
  const char *start; /* where it begins in this piece */
  GString *begun;    /* (owned): what of it was in earlier pieces */
  gboolean in_text;
  gboolean is_escaped;
  guint around;      /* how many brackets are open around it */
  guint depth;       /* and with its own */
  guint64 objects;   /* bit n: whether the bracket at depth n + 1 is one of an object */
} AcmeScmSpan;

void        acme_scm_span_init        (AcmeScmSpan *self);
void        acme_scm_span_clear       (AcmeScmSpan *self);
void        acme_scm_span_begin       (AcmeScmSpan *self,
                                       const char  *at,
                                       guint64      offset,
                                       guint        depth,
                                       gboolean     is_wanted);
const char *acme_scm_span_go_on       (AcmeScmSpan *self,
                                       const char  *at,
                                       const char  *end);
void        acme_scm_span_begin_piece (AcmeScmSpan *self,
                                       const char  *at);
void        acme_scm_span_end_piece   (AcmeScmSpan *self,
                                       const char  *end);

G_END_DECLS
