/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of the events that pass by are wanted: what the window's table would show of them, without a table. */

#include "config.h"

#include "acme-cli-audit-filter.h"

#include <string.h>

#include "acme-local-clock.h"

struct _AcmeCliAuditFilter
{
  gint64 from;
  gint64 to;
  AcmeEventScope *scope; /* (nullable) */
  AcmeQuery *query;
  AcmeLocalClock *clock;
  GString *line; /* the texts that are searched, folded, a line for each */
};

/**
 * acme_cli_audit_filter_new:
 * @from: the first point in time that is wanted
 * @to: the first that no longer is
 * @scope: (nullable): what the events are to be about
 * @search: (nullable): words, each of which has to occur in a column of the table
 *
 * Returns: (transfer full): a filter; one thread at a time may use it
 */
AcmeCliAuditFilter *
acme_cli_audit_filter_new (gint64          from,
                           gint64          to,
                           AcmeEventScope *scope,
                           const char     *search)
{
  AcmeCliAuditFilter *self = g_new0 (AcmeCliAuditFilter, 1);

  self->from = from;
  self->to = to;
  self->scope = scope != NULL ? acme_event_scope_ref (scope) : NULL;
  self->query = acme_query_new (&acme_event_fields);
  acme_query_set_search (self->query, search != NULL ? search : "");
  self->clock = acme_local_clock_new ();
  self->line = g_string_sized_new (1024);
  return self;
}

/**
 * acme_cli_audit_filter_free:
 * @self: (transfer full): a filter
 */
void
acme_cli_audit_filter_free (AcmeCliAuditFilter *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->scope, acme_event_scope_unref);
  g_clear_object (&self->query);
  g_clear_pointer (&self->clock, acme_local_clock_free);
  g_string_free (self->line, TRUE);
  g_free (self);
}

/* A word holds no line end, so that it is never found half in one text and half in the next. */
static void
fold_texts (AcmeCliAuditFilter    *self,
            const AcmeEventRecord *record)
{
  guint n;
  const guint *fields = acme_query_get_search_fields (self->query, &n);
  char time[ACME_LOCAL_CLOCK_SIZE];

  g_string_truncate (self->line, 0);
  for (guint i = 0; i < n; i++)
    {
      if (fields[i] == ACME_EVENT_DATE)
        g_string_append_len (self->line, time, acme_local_clock_print (self->clock, record->time, time));
      else
        acme_fold_append (self->line, record->fields[fields[i]].text, record->fields[fields[i]].length);
      g_string_append_c (self->line, '\n');
    }
}

static gboolean
holds_words (AcmeCliAuditFilter    *self,
             const AcmeEventRecord *record)
{
  const char *const *words = acme_query_get_words (self->query);

  if (words == NULL)
    return TRUE;

  fold_texts (self, record);
  for (; *words != NULL; words++)
    {
      if (memmem (self->line->str, self->line->len, *words, strlen (*words)) == NULL)
        return FALSE;
    }
  return TRUE;
}

/**
 * acme_cli_audit_filter_matches:
 * @self: a filter
 * @record: an event
 *
 * Returns: whether @record is wanted; one whose time is not known counts as one of the time that was asked for
 */
gboolean
acme_cli_audit_filter_matches (AcmeCliAuditFilter    *self,
                               const AcmeEventRecord *record)
{
  g_return_val_if_fail (self != NULL && record != NULL, FALSE);

  if (record->time != ACME_TIME_NONE && (record->time < self->from || record->time >= self->to))
    return FALSE;
  return holds_words (self, record) && (self->scope == NULL || acme_event_scope_matches (self->scope, record));
}
