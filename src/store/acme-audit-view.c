/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of a table over a log of up to millions of events. Which of them, and in which order, is found by a worker
 * in a thread; the main thread takes over a list of numbers, and makes an object of an event when a row on screen asks
 * for it. What is asked while the worker works makes it stop as soon as it can, and begin with that; that there are
 * more events waits until it is done. */

#include "config.h"

#include "acme-audit-view.h"

#include "acme-audit-count-private.h"
#include "acme-audit-worker-private.h"

/* Up to so many events, the work is done at once: there is nothing to wait for, and no flicker. */
#define AT_ONCE 4096
/* A change of more rows is told as "all gone" and "all new", since GTK fetches each row of a change it can relate. */
#define LARGE_CHANGE 2048
/* While the log grows, what is new is shown so often. */
#define GROWTH_USEC (250 * 1000)

struct _AcmeAuditView
{
  GObject parent_instance;

  AcmeAuditLog *log;
  AcmeQuery *query;
  AcmeEventScope *scope; /* (nullable) */
  gint64 from;
  gint64 to;

  /* what is shown */
  GBytes *order;         /* guint32: events by position */
  guint n_rows;
  AcmeAuditAnswer answer; /* the last whole one */
  guint n_answers;
  gboolean busy;

  /* what is wanted */
  gboolean filter_changed;
  gboolean is_asked;     /* whether anything was asked that the worker does not know of */
  gboolean has_grown;
  guint max_bins;        /* of the histogram that somebody looks at; 0 for none */
  gint64 bins_from;
  gint64 bins_to;

  AcmeAuditWorker *worker;
  gint64 started;        /* when it last began, by the monotonic clock */
  guint growth_id;
};

enum
{
  PROP_0,
  PROP_BUSY,
};

static void start (AcmeAuditView *self);

static GType
get_item_type (GListModel *model)
{
  return ACME_TYPE_EVENT;
}

static guint
get_n_items (GListModel *model)
{
  return ACME_AUDIT_VIEW (model)->n_rows;
}

static const guint32 *
get_indices (AcmeAuditView *self)
{
  return g_bytes_get_data (self->order, NULL);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  AcmeAuditView *self = ACME_AUDIT_VIEW (model);

  return position < self->n_rows ? acme_audit_log_get_event (self->log, get_indices (self)[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static guint
get_n_matches (AcmeRows *rows)
{
  return ACME_AUDIT_VIEW (rows)->n_rows;
}

static guint
get_n_total (AcmeRows *rows)
{
  return acme_audit_log_get_n (ACME_AUDIT_VIEW (rows)->log);
}

static gboolean
find (AcmeRows *rows,
      gpointer  row,
      guint    *out_position)
{
  AcmeAuditView *self = ACME_AUDIT_VIEW (rows);
  guint index;

  return acme_audit_log_find_event (self->log, row, &index) &&
         acme_audit_view_get_position (self, index, out_position);
}

static const guint8 *
get_flags (GBytes *flags)
{
  return flags != NULL ? g_bytes_get_data (flags, NULL) : NULL;
}

/* Of the scope and the range of time, which are set elsewhere: to filter by a field is to choose among these. */
static GPtrArray *
list_texts (AcmeRows *rows,
            guint     field)
{
  AcmeAuditView *self = ACME_AUDIT_VIEW (rows);

  return acme_audit_count_texts (self->log, field, get_flags (self->answer.in_scope), self->answer.n, self->from,
                                 self->to, ACME_ROWS_MAX_TEXTS);
}

static void
rows_init (AcmeRowsInterface *iface)
{
  iface->get_n_matches = get_n_matches;
  iface->get_n_total = get_n_total;
  iface->find = find;
  iface->list_texts = list_texts;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AcmeAuditView, acme_audit_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (ACME_TYPE_ROWS, rows_init))

static void
set_busy (AcmeAuditView *self,
          gboolean       busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify (G_OBJECT (self), "busy");
}

static void
take_order (AcmeAuditView *self,
            GBytes        *order)
{
  g_bytes_unref (self->order);
  self->order = g_bytes_ref (order);
  self->n_rows = g_bytes_get_size (order) / sizeof (guint32);
}

static void
hide_all (AcmeAuditView *self)
{
  g_autoptr(GBytes) none = g_bytes_new (NULL, 0);
  guint n = self->n_rows;

  take_order (self, none);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

static void
show_order (AcmeAuditView *self,
            GBytes        *found)
{
  g_autoptr(GBytes) order = g_bytes_ref (found); /* while others are told */
  const guint32 *before = get_indices (self), *after = g_bytes_get_data (order, NULL);
  guint n_before = self->n_rows, n_after = g_bytes_get_size (order) / sizeof (guint32);
  guint shorter = MIN (n_before, n_after);
  guint prefix = 0, suffix = 0;
  guint n_removed, n_added;

  while (prefix < shorter && before[prefix] == after[prefix])
    prefix++;
  while (suffix < shorter - prefix && before[n_before - 1 - suffix] == after[n_after - 1 - suffix])
    suffix++;
  n_removed = n_before - prefix - suffix;
  n_added = n_after - prefix - suffix;
  if (n_removed == 0 && n_added == 0)
    return;

  /* rows that only come, in one place, are cheap however many they are */
  if (n_removed > 0 && n_removed + n_added > LARGE_CHANGE)
    {
      guint n_answers = self->n_answers;

      hide_all (self);
      if (self->n_answers != n_answers)
        return; /* who was told asked for something else, and has got it */
      prefix = n_removed = 0;
      n_added = n_after;
    }
  take_order (self, order);
  g_list_model_items_changed (G_LIST_MODEL (self), prefix, n_removed, n_added);
}

static void
take_answer (AcmeAuditView   *self,
             AcmeAuditAnswer *answer)
{
  acme_audit_answer_clear (&self->answer);
  self->answer = *answer;
  *answer = (AcmeAuditAnswer) { 0 };
  self->n_answers++;
  show_order (self, self->answer.order);
}

/* What was found is shown, unless something else is wanted by now. */
static void
found_cb (GBytes          *part,
          AcmeAuditAnswer *answer,
          gboolean         is_done,
          gpointer         user_data)
{
  g_autoptr(AcmeAuditView) self = g_object_ref (user_data);

  if (self->is_asked)
    {
      if (is_done)
        start (self);
      return;
    }
  if (!is_done)
    {
      show_order (self, part);
      return;
    }
  take_answer (self, answer);
  if (self->is_asked || acme_audit_worker_is_running (self->worker))
    return; /* whom it was told asked for something else */

  set_busy (self, FALSE);
  acme_rows_updated (ACME_ROWS (self));
  if (self->has_grown && !acme_audit_worker_is_running (self->worker))
    acme_audit_view_update (self);
}

static void
ask (AcmeAuditView     *self,
     AcmeAuditQuestion *question)
{
  gboolean descending;

  *question = (AcmeAuditQuestion) {
    .from = self->from, .to = self->to,
    .max_bins = self->max_bins, .bins_from = self->bins_from, .bins_to = self->bins_to,
  };
  question->sort_field = acme_query_get_sort (self->query, &descending);
  question->descending = descending;
  if (self->filter_changed)
    question->filter = acme_audit_filter_new (self->log, self->query, self->scope);
  self->filter_changed = self->is_asked = self->has_grown = FALSE;
}

/* While the worker does not */
static void
start (AcmeAuditView *self)
{
  AcmeAuditQuestion question;

  g_clear_handle_id (&self->growth_id, g_source_remove);
  ask (self, &question);
  self->started = g_get_monotonic_time ();
  acme_audit_worker_start (self->worker, &question, acme_audit_log_get_n (self->log) <= AT_ONCE);
}

/* Something else is to be shown. */
static void
change (AcmeAuditView *self)
{
  self->is_asked = TRUE;
  set_busy (self, TRUE);
  if (acme_audit_worker_is_running (self->worker))
    acme_audit_worker_cancel (self->worker);
  else
    start (self);
}

static void
query_changed_cb (AcmeAuditView *self,
                  guint          changes)
{
  if ((changes & ACME_QUERY_FILTER) != 0)
    self->filter_changed = TRUE;
  if ((changes & (ACME_QUERY_FILTER | ACME_QUERY_SORT)) != 0)
    change (self);
}

static void
acme_audit_view_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, ACME_AUDIT_VIEW (object)->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_audit_view_dispose (GObject *object)
{
  AcmeAuditView *self = ACME_AUDIT_VIEW (object);

  g_clear_pointer (&self->worker, acme_audit_worker_free);
  g_clear_handle_id (&self->growth_id, g_source_remove);

  G_OBJECT_CLASS (acme_audit_view_parent_class)->dispose (object);
}

static void
acme_audit_view_finalize (GObject *object)
{
  AcmeAuditView *self = ACME_AUDIT_VIEW (object);

  g_clear_pointer (&self->order, g_bytes_unref);
  acme_audit_answer_clear (&self->answer);
  g_clear_pointer (&self->scope, acme_event_scope_unref);
  g_clear_object (&self->query);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (acme_audit_view_parent_class)->finalize (object);
}

static void
acme_audit_view_class_init (AcmeAuditViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = acme_audit_view_get_property;
  object_class->dispose = acme_audit_view_dispose;
  object_class->finalize = acme_audit_view_finalize;

  g_object_class_override_property (object_class, PROP_BUSY, "busy");
}

static void
acme_audit_view_init (AcmeAuditView *self)
{
  self->order = g_bytes_new (NULL, 0);
  self->from = G_MININT64;
  self->to = G_MAXINT64;
  self->filter_changed = TRUE;
}

/**
 * acme_audit_view_new:
 * @log: a log
 * @query: which of its events to show, and in which order; groups are passed over
 *
 * A description is ordered by its letters without the locale's rules, and an id by its number as long as all ids are
 * numbers. All else is as #AcmeQuery has it.
 *
 * Returns: (transfer full): the rows, which follow @query at once, and @log by acme_audit_view_update()
 */
AcmeAuditView *
acme_audit_view_new (AcmeAuditLog *log,
                     AcmeQuery    *query)
{
  AcmeAuditView *self;

  g_return_val_if_fail (ACME_IS_AUDIT_LOG (log), NULL);
  g_return_val_if_fail (ACME_IS_QUERY (query), NULL);

  self = g_object_new (ACME_TYPE_AUDIT_VIEW, NULL);
  self->log = g_object_ref (log);
  self->query = g_object_ref (query);
  self->worker = acme_audit_worker_new (log, found_cb, self);
  g_signal_connect_object (query, "changed", G_CALLBACK (query_changed_cb), self, G_CONNECT_SWAPPED);
  change (self);
  return self;
}

static void
growth_cb (gpointer user_data)
{
  AcmeAuditView *self = user_data;

  self->growth_id = 0;
  acme_audit_view_update (self);
}

/**
 * acme_audit_view_update:
 * @self: a view
 *
 * To be called when the log has grown, as often as one likes, and when it is complete.
 */
void
acme_audit_view_update (AcmeAuditView *self)
{
  gint64 wait;

  g_return_if_fail (ACME_IS_AUDIT_VIEW (self));

  self->has_grown = TRUE;
  if (acme_audit_worker_is_running (self->worker))
    return;

  wait = self->started + GROWTH_USEC - g_get_monotonic_time ();
  if (self->answer.n == 0 || acme_audit_log_is_complete (self->log) || wait <= 0)
    start (self);
  else if (self->growth_id == 0)
    self->growth_id = g_timeout_add_once ((guint) (wait / 1000) + 1, growth_cb, self);
}

/**
 * acme_audit_view_set_time_range:
 * @self: a view
 * @from: microseconds since 1970 UTC: events before are not shown; %G_MININT64 for all
 * @to: likewise: events from there on are not shown; %G_MAXINT64 for all
 */
void
acme_audit_view_set_time_range (AcmeAuditView *self,
                                gint64         from,
                                gint64         to)
{
  g_return_if_fail (ACME_IS_AUDIT_VIEW (self));

  if (self->from == from && self->to == to)
    return;

  self->from = from;
  self->to = to;
  change (self);
}

/**
 * acme_audit_view_get_time_range:
 * @self: a view
 * @out_from: (out): as acme_audit_view_set_time_range()
 * @out_to: (out): likewise
 */
void
acme_audit_view_get_time_range (AcmeAuditView *self,
                                gint64        *out_from,
                                gint64        *out_to)
{
  g_return_if_fail (ACME_IS_AUDIT_VIEW (self));

  *out_from = self->from;
  *out_to = self->to;
}

/**
 * acme_audit_view_set_scope:
 * @self: a view
 * @scope: (nullable): what the events that are shown have to be about; %NULL for anything
 */
void
acme_audit_view_set_scope (AcmeAuditView  *self,
                           AcmeEventScope *scope)
{
  g_return_if_fail (ACME_IS_AUDIT_VIEW (self));

  if (self->scope == scope)
    return;

  g_clear_pointer (&self->scope, acme_event_scope_unref);
  self->scope = scope != NULL ? acme_event_scope_ref (scope) : NULL;
  self->filter_changed = TRUE;
  change (self);
}

/**
 * acme_audit_view_get_position:
 * @self: a view
 * @index: which event, by arrival in the log
 * @out_position: (out) (optional): where it is shown
 *
 * Returns: whether it is shown
 */
gboolean
acme_audit_view_get_position (AcmeAuditView *self,
                              guint          index,
                              guint         *out_position)
{
  const guint32 *indices;

  g_return_val_if_fail (ACME_IS_AUDIT_VIEW (self), FALSE);

  indices = get_indices (self);
  for (guint i = 0; i < self->n_rows; i++)
    {
      if (indices[i] != index)
        continue;
      if (out_position != NULL)
        *out_position = i;
      return TRUE;
    }
  return FALSE;
}

/**
 * acme_audit_view_dup_order:
 * @self: a view
 *
 * Returns: (transfer full): what is shown: a guint32 for each row, which event it is, by arrival in the log. It does
 *   not change when the view does, and may be read in any thread.
 */
GBytes *
acme_audit_view_dup_order (AcmeAuditView *self)
{
  g_return_val_if_fail (ACME_IS_AUDIT_VIEW (self), NULL);

  return g_bytes_ref (self->order);
}

/**
 * acme_audit_view_count_bins:
 * @self: a view
 * @from: microseconds since 1970 UTC: where the first bin begins
 * @to: likewise: where the last one ends, after @from
 * @max_bins: at most so many bins
 *
 * Counts what the query and the scope let through, at whatever time. Who asks for the same again after each
 * #AcmeRows::updated gets what the thread has counted.
 *
 * Returns: (transfer full): the counts as of the last #AcmeRows::updated
 */
AcmeHistogramData *
acme_audit_view_count_bins (AcmeAuditView *self,
                            gint64         from,
                            gint64         to,
                            guint          max_bins)
{
  gboolean is_same;

  g_return_val_if_fail (ACME_IS_AUDIT_VIEW (self), NULL);
  g_return_val_if_fail (from < to && max_bins > 0, NULL);

  is_same = self->bins_from == from && self->bins_to == to && self->max_bins == max_bins;
  self->bins_from = from;
  self->bins_to = to;
  self->max_bins = max_bins;
  if (!is_same || self->answer.bins == NULL)
    {
      g_clear_pointer (&self->answer.bins, acme_histogram_data_unref);
      self->answer.bins = acme_audit_count (self->log, get_flags (self->answer.passes), self->answer.n, from, to,
                                            max_bins);
    }
  return acme_histogram_data_ref (self->answer.bins);
}

/**
 * acme_audit_view_finish:
 * @self: a view
 *
 * Waits until what is shown is what was asked for, of all events that the log has. For programs without a window, and
 * for tests.
 */
void
acme_audit_view_finish (AcmeAuditView *self)
{
  guint n;

  g_return_if_fail (ACME_IS_AUDIT_VIEW (self));

  n = acme_audit_log_get_n (self->log);
  do
    {
      if (!acme_audit_worker_is_running (self->worker))
        start (self);
      while (acme_audit_worker_is_running (self->worker))
        acme_audit_worker_wait (self->worker);
    }
  while (self->answer.n < n);
}
