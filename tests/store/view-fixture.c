/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "view-fixture.h"

void
view_set_up (Fixture       *fixture,
             gconstpointer  data)
{
  fixture->log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  fixture->events = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->query = acme_query_new (&acme_event_fields);
  fixture->view = acme_audit_view_new (fixture->log, fixture->query);
  fixture->from = G_MININT64;
  fixture->to = G_MAXINT64;
  fixture->reader = acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY);
}

void
view_tear_down (Fixture       *fixture,
                gconstpointer  data)
{
  g_clear_pointer (&fixture->scope, acme_event_scope_unref);
  g_clear_pointer (&fixture->reader, acme_scm_event_reader_free);
  g_clear_pointer (&fixture->events, g_ptr_array_unref);
  g_assert_finalize_object (g_steal_pointer (&fixture->view));
  g_assert_finalize_object (g_steal_pointer (&fixture->log));
  g_assert_finalize_object (g_steal_pointer (&fixture->query));
}

/* Whether the event at that place in the log is to be seen, as the query, the times and the scope have it */
gboolean
view_shows (Fixture *fixture,
            guint    index)
{
  AcmeItem *event = fixture->events->pdata[index];
  gint64 time = acme_item_get_number (event, ACME_EVENT_DATE);
  AcmeEventRecord record;

  if (!acme_query_matches (fixture->query, event) || time < fixture->from || time >= fixture->to)
    return FALSE;
  if (fixture->scope == NULL)
    return TRUE;

  g_assert_true (acme_audit_log_get_record (fixture->log, index, fixture->reader, &record));
  return acme_event_scope_matches (fixture->scope, &record);
}
