/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for a word of a search in many events. In fields whose texts are in pools it has been found beforehand. In what
 * differs from event to event it is looked for in all lines at once, end to end, and the hits are told apart
 * afterwards: that is much faster than to begin anew for each of a million. */

#include "config.h"

#include <string.h>

#include "acme-audit-block-private.h"

/* With fewer candidates than one in so many lines, these are looked at one by one */
#define SPARSE 8

static void
find_in_pools (AcmeAuditBlock      *block,
               const AcmeAuditWord *word,
               guint8              *found)
{
  memset (found, 0, block->n);
  for (guint pool = 0; pool < ACME_AUDIT_N_POOLS; pool++)
    {
      const guint32 *ids = block->chunk->texts[pool] + block->start;

      if (!word->has_hits[pool])
        continue;
      for (guint i = 0; i < block->n; i++)
        found[i] |= word->hits[pool]->data[ids[i]];
    }
}

static int
get_part_field (AcmeAuditLinePart part)
{
  switch (part)
    {
    case ACME_AUDIT_LINE_DATE:
      return ACME_EVENT_DATE;
    case ACME_AUDIT_LINE_ID:
      return ACME_EVENT_ID;
    case ACME_AUDIT_LINE_DESCRIPTION:
      return ACME_EVENT_DESCRIPTION;
    case ACME_AUDIT_LINE_OBJECT:
    case ACME_AUDIT_LINE_OBJECT_TYPE:
    default:
      return -1;
    }
}

static gboolean
is_part_searched (AcmeAuditFilter   *self,
                  AcmeAuditLinePart  part)
{
  int field = get_part_field (part);

  return field >= 0 && self->is_searched[field];
}

static gboolean
are_lines_searched (AcmeAuditFilter *self)
{
  return is_part_searched (self, ACME_AUDIT_LINE_DATE) || is_part_searched (self, ACME_AUDIT_LINE_ID) ||
         is_part_searched (self, ACME_AUDIT_LINE_DESCRIPTION);
}

/* Whether a word that is at @hit in a line is in a field that is searched */
static gboolean
is_searched (AcmeAuditFilter *self,
             const char      *line,
             const char      *hit)
{
  AcmeAuditLinePart part = ACME_AUDIT_LINE_DATE;

  for (const char *end = rawmemchr (line, '\0'); hit > end && part < ACME_AUDIT_LINE_DESCRIPTION; part++)
    end = rawmemchr (end + 1, '\0');
  return is_part_searched (self, part);
}

/* Most hits are in descriptions, and of these it is known where they begin. */
static gboolean
is_row_hit (AcmeAuditBlock      *block,
            guint                row,
            const char          *line,
            const char          *hit)
{
  guint head = block->chunk->heads[block->start + row];

  if (head != G_MAXUINT16 && hit >= line + head)
    return block->filter->is_searched[ACME_EVENT_DESCRIPTION];
  return is_searched (block->filter, line, hit);
}

static gboolean
is_in_line (AcmeAuditBlock      *block,
            const AcmeAuditWord *word,
            guint                row)
{
  gsize length;
  const char *line = acme_audit_log_get_line (block->filter->log, block->first + row, &length);
  const char *from = line, *hit;

  while ((hit = memmem (from, line + length - from, word->text, word->length)) != NULL)
    {
      if (is_row_hit (block, row, line, hit))
        return TRUE;
      from = (const char *) rawmemchr (hit, '\0') + 1; /* in no part that counts: on to the next */
    }
  return FALSE;
}

/* The lines from row @row to @end of the block are end to end in memory. */
static void
find_in_lines (AcmeAuditBlock      *block,
               const AcmeAuditWord *word,
               guint                row,
               guint                end,
               guint8              *found)
{
  AcmeAuditLog *log = block->filter->log;
  gsize length;
  const char *line = acme_audit_log_get_line (log, block->first + row, &length);
  const char *from = line, *hit;
  const char *end_of_lines;

  end_of_lines = acme_audit_log_get_line (log, block->first + end - 1, &length);
  end_of_lines += length;
  length = block->chunk->lines[block->start + row] & ACME_AUDIT_MAX_LENGTH;

  while ((hit = memmem (from, end_of_lines - from, word->text, word->length)) != NULL)
    {
      while (hit >= line + length)
        {
          line += length;
          length = block->chunk->lines[block->start + ++row] & ACME_AUDIT_MAX_LENGTH;
        }
      if (is_row_hit (block, row, line, hit))
        {
          found[row] = TRUE;
          from = line + length;
        }
      else
        {
          from = (const char *) rawmemchr (hit, '\0') + 1;
        }
    }
}

static guint
count_candidates (const AcmeAuditBlock  *block,
                  const guint8          *found)
{
  guint n = 0;

  for (guint i = 0; i < block->n; i++)
    n += block->passes[i] & !found[i];
  return n;
}

static void
search_lines (AcmeAuditBlock      *block,
              const AcmeAuditWord *word,
              guint8              *found)
{
  guint n_candidates = count_candidates (block, found);

  if (n_candidates * SPARSE < block->n)
    {
      for (guint i = 0; i < block->n && n_candidates > 0 && !acme_audit_block_is_cancelled (block); i++)
        {
          if (block->passes[i] && !found[i])
            found[i] = is_in_line (block, word, i);
        }
      return;
    }
  for (guint i = 0, end; i < block->n && !acme_audit_block_is_cancelled (block); i = end)
    {
      end = acme_audit_log_find_gap (block->filter->log, block->first + i, block->first + block->n) - block->first;
      find_in_lines (block, word, i, end, found);
    }
}

/* Nobody shows the whole record in a table, but a query may ask for it. */
static void
search_records (AcmeAuditBlock      *block,
                const AcmeAuditWord *word,
                guint8              *found)
{
  for (guint i = 0; i < block->n && !acme_audit_block_is_cancelled (block); i++)
    {
      if (block->passes[i] && !found[i])
        {
          AcmeItem *event = acme_audit_block_set_scratch (block, i, ACME_EVENT_RAW);

          found[i] = strstr (acme_item_get_folded (event, ACME_EVENT_RAW), word->text) != NULL;
        }
    }
}

/**
 * acme_audit_block_search:
 * @block: some events
 * @word: a word of its filter
 *
 * Leaves those in which the word is in a field that is searched.
 */
void
acme_audit_block_search (AcmeAuditBlock      *block,
                         const AcmeAuditWord *word)
{
  guint8 *found = block->scratch->found;

  find_in_pools (block, word, found);
  if (are_lines_searched (block->filter))
    search_lines (block, word, found);
  if (block->filter->is_searched[ACME_EVENT_RAW])
    search_records (block, word, found);
  for (guint i = 0; i < block->n; i++)
    block->passes[i] &= found[i];
}
