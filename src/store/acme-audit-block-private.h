/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-filter-private.h"

G_BEGIN_DECLS

/* A word of a search */
typedef struct
{
  const char *text; /* (unowned) */
  gsize length;
  GByteArray *hits[ACME_AUDIT_N_POOLS]; /* (nullable): by text: whether the word is in it */
  gboolean has_hits[ACME_AUDIT_N_POOLS];
} AcmeAuditWord;

struct _AcmeAuditFilter
{
  AcmeAuditLog *log; /* (unowned) */
  AcmeEventScope *scope; /* (nullable) */

  char **texts; /* (nullable): the words */
  AcmeAuditWord *words;
  guint n_words;
  gboolean is_searched[ACME_EVENT_RAW + 1]; /* by field */

  GPtrArray *criteria; /* AcmeCriterion: of fields that are in no pool */
  GPtrArray *pool_criteria[ACME_AUDIT_N_POOLS];
  GByteArray *passes[ACME_AUDIT_N_POOLS]; /* (nullable): by text: whether it meets all of them */
};

struct _AcmeAuditScratch
{
  AcmeScmEventReader *reader;
  AcmeItem *event;
  guint8 found[ACME_AUDIT_CHUNK];
};

/* Some events of one chunk, from @start on, and what is known of them */
typedef struct
{
  AcmeAuditFilter *filter;
  AcmeAuditScratch *scratch;
  const AcmeAuditChunk *chunk;
  guint first; /* the index of the first of them */
  guint start; /* its row in the chunk */
  guint n;
  guint8 *passes;
  guint8 *scoped; /* (nullable) */
  const int *is_cancelled;
} AcmeAuditBlock;

/* To be asked for each event: that costs next to nothing, and there are events of a megabyte. */
static inline gboolean
acme_audit_block_is_cancelled (const AcmeAuditBlock *block)
{
  return g_atomic_int_get (block->is_cancelled) != 0;
}

AcmeItem *acme_audit_block_set_scratch (AcmeAuditBlock      *block,
                                        guint                i,
                                        guint                field);
void      acme_audit_block_search      (AcmeAuditBlock      *block,
                                        const AcmeAuditWord *word);

G_END_DECLS
