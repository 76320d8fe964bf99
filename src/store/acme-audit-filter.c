/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What AcmeQuery means by a search and by criteria, for a million events that are no items. What is asked of a field
 * whose texts are in a pool is asked of each text once, and looked up for each event. */

#include "config.h"

#include "acme-audit-block-private.h"

#include <string.h>

static void
set_up_words (AcmeAuditFilter *self,
              AcmeQuery       *query)
{
  const guint *fields;
  guint n_fields;

  self->texts = g_strdupv ((char **) acme_query_get_words (query));
  self->n_words = self->texts != NULL ? g_strv_length (self->texts) : 0;
  self->words = g_new0 (AcmeAuditWord, self->n_words);

  fields = acme_query_get_search_fields (query, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    self->is_searched[fields[i]] = TRUE;

  for (guint i = 0; i < self->n_words; i++)
    {
      self->words[i].text = self->texts[i];
      self->words[i].length = strlen (self->texts[i]);
      for (guint pool = 0; pool < ACME_AUDIT_N_POOLS; pool++)
        {
          if (self->is_searched[acme_audit_log_get_pool_field (pool)])
            self->words[i].hits[pool] = g_byte_array_new ();
        }
    }
}

static void
add_criterion (AcmeAuditFilter *self,
               AcmeCriterion   *criterion)
{
  int pool = acme_audit_log_find_pool (acme_criterion_get_field (criterion));

  if (!acme_criterion_is_active (criterion))
    return;

  g_ptr_array_add (pool >= 0 ? self->pool_criteria[pool] : self->criteria, acme_criterion_ref (criterion));
  if (pool >= 0 && self->passes[pool] == NULL)
    self->passes[pool] = g_byte_array_new ();
}

/**
 * acme_audit_filter_new:
 * @log: a log, which must outlive the filter
 * @query: which events to let through: its search text and criteria as they are now
 * @scope: (nullable): and what they must be about
 *
 * Returns: (transfer full): a filter
 */
AcmeAuditFilter *
acme_audit_filter_new (AcmeAuditLog   *log,
                       AcmeQuery      *query,
                       AcmeEventScope *scope)
{
  AcmeAuditFilter *self = g_new0 (AcmeAuditFilter, 1);
  GPtrArray *criteria = acme_query_get_criteria (query);

  g_assert (acme_query_get_table (query) == &acme_event_fields);

  self->log = log;
  self->scope = scope != NULL ? acme_event_scope_ref (scope) : NULL;
  set_up_words (self, query);
  self->criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
  for (guint pool = 0; pool < ACME_AUDIT_N_POOLS; pool++)
    self->pool_criteria[pool] = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
  for (guint i = 0; i < criteria->len; i++)
    add_criterion (self, criteria->pdata[i]);
  return self;
}

/**
 * acme_audit_filter_free:
 * @self: (transfer full): a filter
 */
void
acme_audit_filter_free (AcmeAuditFilter *self)
{
  for (guint pool = 0; pool < ACME_AUDIT_N_POOLS; pool++)
    {
      for (guint i = 0; i < self->n_words; i++)
        g_clear_pointer (&self->words[i].hits[pool], g_byte_array_unref);
      g_clear_pointer (&self->pool_criteria[pool], g_ptr_array_unref);
      g_clear_pointer (&self->passes[pool], g_byte_array_unref);
    }
  g_clear_pointer (&self->criteria, g_ptr_array_unref);
  g_clear_pointer (&self->scope, acme_event_scope_unref);
  g_free (self->words);
  g_strfreev (self->texts);
  g_free (self);
}

/**
 * acme_audit_scratch_new:
 * @log: a log
 *
 * Returns: (transfer full): what one thread needs to run a filter over @log
 */
AcmeAuditScratch *
acme_audit_scratch_new (AcmeAuditLog *log)
{
  AcmeAuditScratch *self = g_new (AcmeAuditScratch, 1);

  self->reader = acme_scm_event_reader_new (acme_audit_log_get_source (log));
  self->event = ACME_ITEM (acme_event_new (""));
  return self;
}

/**
 * acme_audit_scratch_free:
 * @self: (transfer full): it
 */
void
acme_audit_scratch_free (AcmeAuditScratch *self)
{
  g_clear_pointer (&self->reader, acme_scm_event_reader_free);
  g_clear_object (&self->event);
  g_free (self);
}

/* What the pools do not know yet has ids above those that are known. */
static void
extend_hits (AcmeAuditFilter *self,
             AcmeAuditWord            *word,
             guint            pool_index)
{
  AcmeTextPool *pool = acme_audit_log_get_pool (self->log, pool_index);
  guint n = acme_text_pool_get_n (pool);
  GByteArray *hits = word->hits[pool_index];

  for (guint32 id = hits->len; id < n; id++)
    {
      guint8 is_hit = strstr (acme_text_pool_get_folded (pool, id), word->text) != NULL;

      word->has_hits[pool_index] |= is_hit;
      g_byte_array_append (hits, &is_hit, 1);
    }
}

static gboolean
text_matches (AcmeCriterion *criterion,
              AcmeItem      *event,
              AcmeTextPool  *pool,
              guint32        id)
{
  if (acme_criterion_takes_folded (criterion))
    return acme_criterion_matches_folded (criterion, acme_text_pool_get_folded (pool, id));

  acme_item_set_string (event, acme_criterion_get_field (criterion), acme_text_pool_get_text (pool, id));
  return acme_criterion_matches (criterion, event);
}

static void
extend_passes (AcmeAuditFilter *self,
               guint            pool_index)
{
  g_autoptr(AcmeItem) event = ACME_ITEM (acme_event_new (""));
  AcmeTextPool *pool = acme_audit_log_get_pool (self->log, pool_index);
  GPtrArray *criteria = self->pool_criteria[pool_index];
  guint n = acme_text_pool_get_n (pool);

  for (guint32 id = self->passes[pool_index]->len; id < n; id++)
    {
      guint8 passes = TRUE;

      for (guint i = 0; i < criteria->len && passes; i++)
        passes = text_matches (criteria->pdata[i], event, pool, id);
      g_byte_array_append (self->passes[pool_index], &passes, 1);
    }
}

/**
 * acme_audit_filter_prepare:
 * @self: a filter
 *
 * Called by one thread, before the filter is run over events that it was not run over before.
 */
void
acme_audit_filter_prepare (AcmeAuditFilter *self)
{
  for (guint pool = 0; pool < ACME_AUDIT_N_POOLS; pool++)
    {
      for (guint i = 0; i < self->n_words; i++)
        {
          if (self->words[i].hits[pool] != NULL)
            extend_hits (self, &self->words[i], pool);
        }
      if (self->passes[pool] != NULL)
        extend_passes (self, pool);
    }
}

/**
 * acme_audit_filter_get_scope:
 * @self: a filter
 *
 * Returns: (transfer none) (nullable): what the events must be about
 */
AcmeEventScope *
acme_audit_filter_get_scope (AcmeAuditFilter *self)
{
  return self->scope;
}

static void
check_pools (AcmeAuditBlock *block)
{
  for (guint pool = 0; pool < ACME_AUDIT_N_POOLS; pool++)
    {
      const guint32 *ids = block->chunk->texts[pool] + block->start;
      const GByteArray *passes = block->filter->passes[pool];

      if (passes == NULL)
        continue;
      for (guint i = 0; i < block->n; i++)
        block->passes[i] &= passes->data[ids[i]];
    }
}

/* The scratch event gets the one field that somebody asks for. */
AcmeItem *
acme_audit_block_set_scratch (AcmeAuditBlock *block,
             guint  i,
             guint  field)
{
  AcmeItem *event = block->scratch->event;
  AcmeEventRecord record = { 0 };

  if (field == ACME_EVENT_DATE)
    {
      acme_item_set_number (event, field, block->chunk->times[block->start + i]);
    }
  else if (acme_audit_log_get_record (block->filter->log, block->first + i, block->scratch->reader, &record))
    {
      const AcmeSlice *slice = field == ACME_EVENT_RAW ? &record.raw : &record.fields[field];
      g_autofree char *text = g_strndup (slice->text, slice->length);

      acme_item_set_string (event, field, text);
    }
  return event;
}

static gboolean
meets (AcmeAuditBlock         *block,
       guint          i,
       AcmeCriterion *criterion)
{
  guint field = acme_criterion_get_field (criterion);
  gsize length;
  const char *line;

  if (!acme_criterion_takes_folded (criterion) || field == ACME_EVENT_RAW)
    return acme_criterion_matches (criterion, acme_audit_block_set_scratch (block, i, field));

  if (field == ACME_EVENT_DESCRIPTION)
    return acme_criterion_matches_folded (criterion, acme_audit_log_get_description (block->filter->log,
                                                                                     block->first + i, &length));
  line = acme_audit_log_get_line (block->filter->log, block->first + i, &length);
  return acme_criterion_matches_folded (criterion, acme_audit_line_find (line, field == ACME_EVENT_DATE
                                                                                 ? ACME_AUDIT_LINE_DATE
                                                                                 : ACME_AUDIT_LINE_ID));
}

static void
check_criterion (AcmeAuditBlock         *block,
                 AcmeCriterion *criterion)
{
  for (guint i = 0; i < block->n && !acme_audit_block_is_cancelled (block, i); i++)
    {
      if (block->passes[i])
        block->passes[i] = meets (block, i, criterion);
    }
}

static gboolean
is_in_scope (AcmeAuditBlock *block,
             guint  i)
{
  AcmeAuditLog *log = block->filter->log;
  gsize length;
  const char *line = acme_audit_log_get_line (log, block->first + i, &length);
  const char *object = acme_audit_line_find (line, ACME_AUDIT_LINE_OBJECT);
  AcmeSlice object_slice = { object, strlen (object) };
  const char *type = object + object_slice.length + 1;
  AcmeSlice type_slice = { type, strlen (type) };
  const char *description = type + type_slice.length + 1;

  return acme_event_scope_matches_folded (block->filter->scope, description, line + length - 1 - description,
                                          &object_slice, &type_slice);
}

static void
check_scope (AcmeAuditBlock *block)
{
  for (guint i = 0; i < block->n && !acme_audit_block_is_cancelled (block, i); i++)
    {
      if (!block->passes[i])
        continue;
      if (block->scoped[i] == ACME_AUDIT_SCOPE_UNKNOWN)
        block->scoped[i] = is_in_scope (block, i) ? ACME_AUDIT_SCOPE_IN : ACME_AUDIT_SCOPE_OUT;
      block->passes[i] = block->scoped[i] == ACME_AUDIT_SCOPE_IN;
    }
}

/**
 * acme_audit_filter_run:
 * @self: a filter that was prepared
 * @scratch: that of this thread
 * @first: the first event to look at
 * @end: the first one not to look at; both are of one chunk
 * @out_passes: (out) (array): for each of them, whether it is let through
 * @scoped: (inout) (array) (nullable): #AcmeAuditInScope: what other filters of the same scope found out about each of
 *   them, 0 at first; needed with a scope
 * @cancelled: not 0 when nobody wants to know any more
 *
 * Called in several threads at a time.
 *
 * Returns: whether it came to its end
 */
gboolean
acme_audit_filter_run (AcmeAuditFilter  *self,
                       AcmeAuditScratch *scratch,
                       guint             first,
                       guint             end,
                       guint8           *out_passes,
                       guint8           *scoped,
                       const int        *cancelled)
{
  AcmeAuditBlock block = { self, scratch, acme_audit_log_get_chunk (self->log, first / ACME_AUDIT_CHUNK), first,
                  first % ACME_AUDIT_CHUNK, end - first, out_passes, scoped, cancelled };

  g_assert (first < end && first / ACME_AUDIT_CHUNK == (end - 1) / ACME_AUDIT_CHUNK);

  memset (out_passes, TRUE, block.n);
  check_pools (&block);
  for (guint i = 0; i < self->n_words; i++)
    acme_audit_block_search (&block, &self->words[i]);
  for (guint i = 0; i < self->criteria->len; i++)
    check_criterion (&block, self->criteria->pdata[i]);
  if (self->scope != NULL && scoped != NULL)
    check_scope (&block);
  return !g_atomic_int_get (cancelled);
}
