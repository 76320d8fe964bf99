/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the events of the audit window come: a thread reads them into a log, from which they are shown while there are
 * more to come. Whatever ends the reading, what had come stays. */

#include "config.h"

#include "acme-audit-window-private.h"

#include <glib/gi18n.h>

#include "acme-load.h"
#include "acme-scm-audit.h"

/* What reads into a log; it goes on without the window until the reading has ended. */
typedef struct
{
  AcmeLoad *load;
  AcmeAuditLog *log;
  AcmeAuditView *view; /* (nullable): from when the log is shown on */
  gint64 from;         /* microseconds since 1970 UTC */
  gint64 to;
} Feed;

static void
feed_free (Feed *feed)
{
  acme_load_free (feed->load);
  g_object_unref (feed->log);
  g_clear_object (&feed->view);
  g_free (feed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Feed, feed_free)

/* In the thread that reads */
static gboolean
append_cb (const AcmeEventRecord  *record,
           gpointer                log,
           GError                **error)
{
  return acme_audit_log_append (log, record, error);
}

static char *
describe_progress (const AcmeScmAuditProgress *progress)
{
  g_autofree char *size = g_format_size (progress->n_bytes);
  g_autofree char *events = g_strdup_printf (ngettext ("%'u event", "%'u events", progress->n_events),
                                             (guint) progress->n_events);

  if (progress->size > 0)
    /* Translators: how much of the answer has come, how many events that is, and its size so far */
    return g_strdup_printf (_("%.0f %%, %s, %s"), 100.0 * MIN (1.0, (double) progress->n_bytes / progress->size),
                            events, size);
  /* Translators: how many events have come, and the size of the answer so far */
  return g_strdup_printf (_("%s, %s"), events, size);
}

/* Shows what comes, in place of what is there. */
static void
show_log (Feed            *feed,
          AcmeAuditWindow *self)
{
  acme_audit_window_take_log (self, feed->log, feed->from, feed->to);
  feed->view = g_object_ref (self->view);
}

/* More has come, or all of it. */
static void
update_view (Feed            *feed,
             AcmeAuditWindow *self)
{
  if (feed->view == NULL && self != NULL)
    show_log (feed, self);
  if (feed->view != NULL)
    acme_audit_view_update (feed->view);
}

static void
progress_cb (const AcmeScmAuditProgress *progress,
             gpointer                    user_data)
{
  Feed *feed = user_data;
  g_autoptr(AcmeAuditWindow) self = acme_load_dup_owner (feed->load);
  g_autofree char *text = NULL;

  if (progress->n_events > 0)
    update_view (feed, self);
  if (self == NULL)
    return;

  text = describe_progress (progress);
  acme_list_page_set_progress_text (self->page, text,
                                    progress->size > 0 ? (double) progress->n_bytes / progress->size : -1);
}

static void
tell_unreadable (AcmeAuditWindow *self,
                 guint            n)
{
  g_autofree char *message = g_strdup_printf (ngettext ("%'u record could not be read and was left out",
                                                        "%'u records could not be read and were left out", n), n);

  acme_list_dialog_show_message (ACME_LIST_DIALOG (self), message);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Feed) feed = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeAuditWindow) self = NULL;
  AcmeScmAuditProgress progress;

  if (acme_scm_read_audit_finish (ACME_SCM_SESSION (source), result, &progress, &error))
    acme_audit_log_complete (feed->log);
  else
    acme_audit_log_cut (feed->log);
  self = acme_load_dup_owner (feed->load);
  if (error == NULL || progress.n_events > 0)
    update_view (feed, self);
  if (self == NULL)
    return;

  acme_list_dialog_end_load (ACME_LIST_DIALOG (self), NULL, error);
  if (progress.n_unreadable > 0)
    tell_unreadable (self, progress.n_unreadable);
}

/* (transfer none) */
static AcmeScmSession *
get_session (AcmeAuditWindow *self)
{
  AcmeConnection *connection = acme_dialog_get_connection (ACME_DIALOG (self));

  if (self->source == ACME_SCM_AUDIT_ACTIVITY)
    return acme_dialog_get_session (ACME_DIALOG (self));
  if (self->audit_session == NULL)
    self->audit_session = acme_scm_session_new (acme_connection_get_audit_config (connection));
  return self->audit_session;
}

/* The host that answers, as errors call it. (transfer full) (nullable) */
char *
acme_audit_window_dup_host (AcmeAuditWindow *self)
{
  AcmeConnection *connection = acme_dialog_get_connection (ACME_DIALOG (self));
  g_autoptr(GUri) uri = NULL;

  if (self->source == ACME_SCM_AUDIT_ACTIVITY)
    return acme_connection_dup_host (connection);
  uri = g_uri_parse (acme_scm_config_get_url (acme_connection_get_audit_config (connection)), G_URI_FLAGS_NONE, NULL);
  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

/* Whether the same is asked for once more: then what is there stays until there is something newer. */
static gboolean
is_renewal (AcmeAuditWindow *self,
            const Feed      *feed)
{
  return self->from == feed->from && self->to == feed->to &&
         acme_audit_log_get_source (self->log) == acme_audit_log_get_source (feed->log) &&
         acme_audit_log_get_n (self->log) > 0;
}

/* Reads the events of the days that are chosen. */
void
acme_audit_window_load (AcmeListDialog *dialog,
                        GCancellable   *cancellable)
{
  AcmeAuditWindow *self = ACME_AUDIT_WINDOW (dialog);
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (self->source);
  Feed *feed = g_new0 (Feed, 1);

  feed->load = acme_load_new (self, cancellable);
  feed->log = g_object_ref (log);
  acme_date_range_get_times (acme_date_range_button_get_range (self->range_button), g_get_real_time (), &feed->from,
                             &feed->to);
  if (!is_renewal (self, feed))
    show_log (feed, self);
  acme_audit_window_list_accounts (self);
  acme_scm_read_audit_async (get_session (self), self->source, feed->from, feed->to, append_cb, log, progress_cb, feed,
                             cancellable, read_cb, feed);
}

/* Other events are wanted: those that are on their way are not waited for. */
void
acme_audit_window_reload (AcmeAuditWindow *self)
{
  acme_list_dialog_stop (ACME_LIST_DIALOG (self));
  acme_list_dialog_refresh (ACME_LIST_DIALOG (self));
}
