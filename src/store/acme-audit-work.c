/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds and orders the events that a view shows, in a thread of its own. What it found is kept, so that a log that
 * grows costs only what is new in it, and another order or another range of time costs no search. */

#include "config.h"

#include "acme-audit-work-private.h"

#include <string.h>

#include "acme-audit-count-private.h"
#include "acme-audit-order-private.h"
#include "acme-parallel.h"

/* So many chunks are searched between two looks at the clock */
#define SLICE 8
/* After so long somebody wants to see what there is so far; then after twice as long, and so on */
#define PART_USEC (150 * 1000)
/* From so many events on the memory is given back that the search or the sort has looked at */
#define MANY (256 * 1024)

struct _AcmeAuditWork
{
  AcmeAuditLog *log; /* (unowned) */
  AcmeAuditFilter *filter; /* (nullable) */
  AcmeAuditScratch *scratches[ACME_PARALLEL_MAX_THREADS]; /* (nullable) */

  guint8 *passes; /* for each event, whether the filter lets it through */
  guint n_passes; /* so many there is room for */
  guint n_filtered;

  AcmeEventScope *scope; /* (nullable): of the filter, and of those before it */
  guint8 *scoped;        /* (nullable): for each event, what they found out about that */
  guint n_scoped;        /* so many there is room for */

  /* what was found, and what was asked then */
  GBytes *sorted; /* (nullable) */
  guint n_sorted;
  gboolean by_numbers;
  AcmeAuditQuestion question;
};

/**
 * acme_audit_work_new:
 * @log: a log, which must outlive it
 *
 * Returns: (transfer full): what does the work; one thread at a time may use it
 */
AcmeAuditWork *
acme_audit_work_new (AcmeAuditLog *log)
{
  AcmeAuditWork *self = g_new0 (AcmeAuditWork, 1);

  self->log = log;
  return self;
}

/**
 * acme_audit_work_free:
 * @self: (transfer full): it
 */
void
acme_audit_work_free (AcmeAuditWork *self)
{
  for (guint i = 0; i < ACME_PARALLEL_MAX_THREADS; i++)
    g_clear_pointer (&self->scratches[i], acme_audit_scratch_free);
  g_clear_pointer (&self->filter, acme_audit_filter_free);
  g_clear_pointer (&self->sorted, g_bytes_unref);
  g_clear_pointer (&self->scope, acme_event_scope_unref);
  g_free (self->passes);
  g_free (self->scoped);
  g_free (self);
}

/**
 * acme_audit_answer_clear:
 * @answer: an answer, or what is all 0
 *
 * Drops what it holds.
 */
void
acme_audit_answer_clear (AcmeAuditAnswer *answer)
{
  g_clear_pointer (&answer->order, g_bytes_unref);
  g_clear_pointer (&answer->passes, g_bytes_unref);
  g_clear_pointer (&answer->in_scope, g_bytes_unref);
  g_clear_pointer (&answer->bins, acme_histogram_data_unref);
}

/* One run */
typedef struct
{
  AcmeAuditWork *work;
  const AcmeAuditQuestion *question;
  const int *is_cancelled;
  AcmeAuditPartFunc part_func;
  gpointer part_data;

  guint n;
  guint first_chunk; /* of the slice */
  guint start;       /* the first event to be searched at all */
  gint64 wait_usec;
  gint64 next_part;  /* by the monotonic clock: when a part is told */
} Run;

static void
take_scope (AcmeAuditWork  *self,
            AcmeEventScope *scope)
{
  if (self->scope == scope)
    return;

  g_clear_pointer (&self->scope, acme_event_scope_unref);
  g_clear_pointer (&self->scoped, g_free);
  self->n_scoped = 0;
  self->scope = scope != NULL ? acme_event_scope_ref (scope) : NULL;
}

static void
take_question (AcmeAuditWork           *self,
               const AcmeAuditQuestion *question)
{
  AcmeAuditQuestion *before = &self->question;

  if (question->filter != NULL)
    {
      g_clear_pointer (&self->filter, acme_audit_filter_free);
      self->filter = question->filter;
      self->n_filtered = 0;
      take_scope (self, acme_audit_filter_get_scope (question->filter));
    }
  if (question->filter != NULL || question->from != before->from || question->to != before->to ||
      question->sort_field != before->sort_field || question->descending != before->descending)
    g_clear_pointer (&self->sorted, g_bytes_unref);
  self->question = *question;
  self->question.filter = NULL;
}

static void
filter_chunk_cb (guint    i,
                 guint    thread,
                 gpointer data)
{
  Run *run = data;
  AcmeAuditWork *self = run->work;
  guint first = MAX ((run->first_chunk + i) * ACME_AUDIT_CHUNK, run->start);
  guint end = MIN ((run->first_chunk + i + 1) * ACME_AUDIT_CHUNK, run->n);

  if (g_atomic_int_get (run->is_cancelled))
    return;
  if (self->scratches[thread] == NULL)
    self->scratches[thread] = acme_audit_scratch_new (self->log);
  acme_audit_filter_run (self->filter, self->scratches[thread], first, end, self->passes + first,
                         self->scoped != NULL ? self->scoped + first : NULL, run->is_cancelled);
}

static guint32 *
collect (const Run *run,
         guint      first,
         guint      end,
         guint     *out_n)
{
  AcmeAuditWork *self = run->work;
  guint32 *indices;
  guint n = 0;

  for (guint i = first; i < end; i++)
    n += self->passes[i];
  indices = g_new (guint32, n);
  n = 0;
  for (guint i = first; i < end; i++)
    {
      gint64 time = acme_audit_log_get_chunk (self->log, i / ACME_AUDIT_CHUNK)->times[i % ACME_AUDIT_CHUNK];

      if (self->passes[i] && time >= run->question->from && time < run->question->to)
        indices[n++] = i;
    }
  *out_n = n;
  return indices;
}

static GBytes *
take_indices (guint32 *indices,
              guint    n)
{
  return g_bytes_new_take (g_renew (guint32, indices, n), n * sizeof (guint32));
}

static AcmeAuditOrder *
create_order (const Run *run)
{
  return acme_audit_order_new (run->work->log, run->question->sort_field, run->question->descending,
                               run->is_cancelled);
}

static GBytes *
sort_all (const Run      *run,
          AcmeAuditOrder *order,
          guint           first,
          guint           end)
{
  guint n;
  guint32 *indices = collect (run, first, end, &n);

  acme_audit_order_sort (order, indices, n);
  return take_indices (indices, n);
}

/* The events of before stay in their order, and the new ones go between them. */
static GBytes *
add_new (const Run      *run,
         AcmeAuditOrder *order)
{
  AcmeAuditWork *self = run->work;
  g_autofree guint32 *indices = NULL;
  const guint32 *before;
  gsize size;
  guint n;

  indices = collect (run, self->n_sorted, run->n, &n);
  if (n == 0)
    return g_bytes_ref (self->sorted);

  acme_audit_order_sort (order, indices, n);
  before = g_bytes_get_data (self->sorted, &size);
  return take_indices (acme_audit_order_merge (order, before, size / sizeof (guint32), indices, n),
                       size / sizeof (guint32) + n);
}

/* Whether those that are shown first came last */
static gboolean
is_backward (const Run *run)
{
  gboolean is_ascending = acme_audit_log_get_time (run->work->log, 0) <=
                          acme_audit_log_get_time (run->work->log, run->n - 1);

  return run->question->sort_field == ACME_EVENT_DATE && is_ascending == run->question->descending;
}

static void
tell_part (Run   *run,
           guint  first,
           guint  end)
{
  g_autoptr(AcmeAuditOrder) order = NULL;

  if (g_get_monotonic_time () < run->next_part || g_atomic_int_get (run->is_cancelled))
    return;

  order = create_order (run);
  run->part_func (sort_all (run, order, first, end), run->part_data);
  run->wait_usec *= 2;
  run->next_part = g_get_monotonic_time () + run->wait_usec;
}

static void
filter_new (Run *run)
{
  guint first = run->start / ACME_AUDIT_CHUNK;
  guint end = (run->n + ACME_AUDIT_CHUNK - 1) / ACME_AUDIT_CHUNK;
  gboolean backward;

  if (run->start >= run->n)
    return;

  backward = is_backward (run);
  acme_audit_filter_prepare (run->work->filter);
  while (first < end && !g_atomic_int_get (run->is_cancelled))
    {
      guint n_chunks = MIN (SLICE, end - first);

      run->first_chunk = backward ? end - n_chunks : first;
      acme_parallel_run (n_chunks, filter_chunk_cb, run);
      if (backward)
        end -= n_chunks;
      else
        first += n_chunks;
      if (run->start == 0 && first < end) /* of a log that grows, all is shown at once */
        tell_part (run, backward ? end * ACME_AUDIT_CHUNK : 0, backward ? run->n : first * ACME_AUDIT_CHUNK);
    }
}

/* What is new is 0. */
static void
make_room (guint8 **array,
           guint   *n_there,
           guint    n)
{
  guint n_new = MAX (n, MIN (*n_there, G_MAXINT) * 2);

  if (n <= *n_there)
    return;

  *array = g_renew (guint8, *array, n_new);
  memset (*array + *n_there, 0, n_new - *n_there);
  *n_there = n_new;
}

static void
sort_new (const Run *run)
{
  AcmeAuditWork *self = run->work;
  g_autoptr(AcmeAuditOrder) order = create_order (run);
  gboolean by_numbers = acme_audit_order_by_numbers (order);
  g_autoptr(GBytes) sorted = NULL;

  if (self->sorted != NULL && by_numbers == self->by_numbers)
    sorted = add_new (run, order);
  else
    sorted = sort_all (run, order, 0, run->n);
  if (g_atomic_int_get (run->is_cancelled))
    return;

  g_clear_pointer (&self->sorted, g_bytes_unref);
  self->sorted = g_steal_pointer (&sorted);
  self->n_sorted = run->n;
  self->by_numbers = by_numbers;
}

/* Of what the query left out it may not be known. */
static GBytes *
list_in_scope (const Run *run)
{
  const guint8 *scoped = run->work->scoped;
  guint8 *in_scope = g_new (guint8, run->n);

  for (guint i = 0; i < run->n; i++)
    in_scope[i] = scoped[i] != ACME_AUDIT_SCOPE_OUT;
  return g_bytes_new_take (in_scope, run->n);
}

static void
fill_answer (const Run       *run,
             AcmeAuditAnswer *answer)
{
  AcmeAuditWork *self = run->work;
  const AcmeAuditQuestion *question = run->question;

  answer->order = g_bytes_ref (self->sorted);
  answer->n = run->n;
  answer->passes = g_bytes_new (self->passes, run->n);
  if (self->scope != NULL)
    answer->in_scope = list_in_scope (run);
  if (question->max_bins > 0)
    answer->bins = acme_audit_count (self->log, self->passes, run->n, question->bins_from, question->bins_to,
                                     question->max_bins);
}

/**
 * acme_audit_work_run:
 * @self: what does the work
 * @question: what to find; its filter is taken over
 * @is_cancelled: not 0 when nobody wants to know any more
 * @part_func: called with what is found so far, when that takes long
 * @part_data: for @part_func
 * @out_answer: (out): what was found
 *
 * Returns: whether it came to its end
 */
gboolean
acme_audit_work_run (AcmeAuditWork           *self,
                     const AcmeAuditQuestion *question,
                     const int               *is_cancelled,
                     AcmeAuditPartFunc        part_func,
                     gpointer                 part_data,
                     AcmeAuditAnswer         *out_answer)
{
  Run run = { .work = self, .question = question, .is_cancelled = is_cancelled,
              .part_func = part_func, .part_data = part_data };

  *out_answer = (AcmeAuditAnswer) { 0 };
  take_question (self, question);
  run.n = acme_audit_log_get_n (self->log);
  run.start = self->n_filtered;
  run.wait_usec = PART_USEC;
  run.next_part = g_get_monotonic_time () + run.wait_usec;
  make_room (&self->passes, &self->n_passes, run.n);
  if (self->scope != NULL)
    make_room (&self->scoped, &self->n_scoped, run.n);

  filter_new (&run);
  if (g_atomic_int_get (is_cancelled))
    return FALSE;
  self->n_filtered = run.n;

  sort_new (&run);
  if (g_atomic_int_get (is_cancelled))
    return FALSE;

  fill_answer (&run, out_answer);
  if (run.n >= MANY)
    acme_audit_log_relax (self->log);
  return TRUE;
}
