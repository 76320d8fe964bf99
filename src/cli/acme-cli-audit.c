/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl audit: the events of a time, as they come, perhaps only those about one endpoint. There may be millions: none
 * waits for another, and another thread than the main one reads, picks and writes them. */

#include "config.h"

#include "acme-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-cli-audit-filter.h"
#include "acme-cli-audit-output.h"
#include "acme-cli-connection.h"
#include "acme-cli-endpoint.h"
#include "acme-cli-take.h"
#include "acme-error.h"
#include "acme-scm-audit.h"

typedef struct
{
  AcmeScmAuditSource source;
  gint64 from;
  gint64 to;
  const char *endpoint; /* (nullable) */
  const char *search;   /* (nullable) */
  const char *path;     /* (nullable) */
} Wanted;

typedef struct
{
  AcmeCliAuditFilter *filter;
  AcmeCliAuditOutput *output;
} Way;

static gboolean
take_source (AcmeCli             *cli,
             AcmeScmAuditSource  *out_source,
             GError             **error)
{
  const char *text = acme_cli_args_get (cli->args, "source");

  *out_source = ACME_SCM_AUDIT_ACTIVITY;
  if (text == NULL || strcmp (text, "activity") == 0)
    return TRUE;

  *out_source = ACME_SCM_AUDIT_API;
  if (strcmp (text, "audit-api") == 0)
    return TRUE;

  g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no source “%s”, only: %s."), text,
               "activity, audit-api");
  return FALSE;
}

static gboolean
take_wanted (AcmeCli  *cli,
             Wanted   *wanted,
             GError  **error)
{
  return take_source (cli, &wanted->source, error) &&
         acme_cli_take_range (cli, g_get_real_time (), &wanted->from, &wanted->to, error) &&
         acme_cli_take_text (cli, "endpoint", &wanted->endpoint, error) &&
         acme_cli_take_text (cli, "search", &wanted->search, error) &&
         acme_cli_take_text (cli, "output", &wanted->path, error);
}

/* What events about the endpoint name, which may be its accounts. */
static AcmeEventScope *
find_scope (AcmeCli     *cli,
            const char  *text,
            GError     **error)
{
  g_autoptr(GPtrArray) endpoints = acme_cli_list_endpoints (cli, error);
  g_autoptr(GPtrArray) accounts = NULL;
  AcmeEndpoint *endpoint;

  endpoint = endpoints != NULL ? acme_cli_find_endpoint (endpoints, text, error) : NULL;
  if (endpoint != NULL)
    accounts = acme_cli_list_accounts (cli, endpoint, endpoints, 0, error);
  return accounts != NULL ? acme_event_scope_new_for_endpoint (endpoint, accounts) : NULL;
}

static gboolean
take_event_cb (const AcmeEventRecord  *record,
               gpointer                data,
               GError                **error)
{
  Way *way = data;

  return !acme_cli_audit_filter_matches (way->filter, record) ||
         acme_cli_audit_output_write (way->output, record, error);
}

static gboolean
read_events (AcmeCli         *cli,
             AcmeScmSession  *session,
             const Wanted    *wanted,
             AcmeEventScope  *scope,
             GError         **error)
{
  g_autoptr(AcmeCliAuditFilter) filter = acme_cli_audit_filter_new (wanted->from, wanted->to, scope, wanted->search);
  g_autoptr(AcmeCliAuditOutput) output = acme_cli_audit_output_new (cli, wanted->path, error);
  Way way = { filter, output };
  AcmeScmAuditProgress progress;

  if (output == NULL)
    return FALSE;

  acme_scm_read_audit_async (session, wanted->source, wanted->from, wanted->to, take_event_cb, &way, NULL, NULL,
                             cli->cancellable, acme_cli_await_cb, cli);
  if (!acme_scm_read_audit_finish (session, acme_cli_await (cli), &progress, error))
    {
      acme_cli_audit_output_break (output);
      return FALSE;
    }
  if (!acme_cli_audit_output_finish (output, error))
    return FALSE;

  if (progress.n_unreadable > 0)
    acme_cli_warn (cli, ngettext ("%lu record could not be read and was left out.",
                                  "%lu records could not be read and were left out.", (gulong) progress.n_unreadable),
                   (gulong) progress.n_unreadable);
  return TRUE;
}

static gboolean
run (AcmeCli  *cli,
     GError  **error)
{
  g_autoptr(AcmeEventScope) scope = NULL;
  AcmeScmSession *session;
  Wanted wanted;

  if (!take_wanted (cli, &wanted, error))
    return FALSE;

  session = acme_cli_connect_audit (cli, wanted.source, error);
  if (session == NULL)
    return FALSE;
  if (wanted.endpoint != NULL)
    {
      scope = find_scope (cli, wanted.endpoint, error);
      if (scope == NULL)
        return FALSE;
    }
  return read_events (cli, session, &wanted, scope, error);
}

static void
explain (GString *help)
{
  /* Translators: D is how the argument of --from and --to is called in the help */
  g_string_append (help, _("D is a day, YYYY-MM-DD, in UTC, or a time as of RFC 3339. Without --to the time ends now; "
                           "without --from it is 30 days long. The day of --to belongs to it.\n"));
  /* Translators: the words are typed as they stand here */
  g_string_append (help, _("A source is one of: activity, audit-api. JSON is one object a line.\n"));
  g_string_append (help, _("SCM does not say which endpoint an event is about: --endpoint takes those that name it or "
                           "one of its accounts.\n"));
}

static const AcmeCliOption options[] = {
  { "endpoint", "ID|NAME|URL", N_("Only events that name this ACME endpoint or one of its accounts") },
  { "from", "D", N_("Only events from this time on") },
  { "to", "D", N_("Only events before this time") },
  { "search", "TEXT", N_("Only events in which each word of this text occurs") },
  { "source", "SOURCE", N_("Where to read: the activity log, or the Audit API") },
  { "output", "FILE|-", N_("Write this file, once all of it is there; “-” is the standard output") },
  { NULL },
};

const AcmeCliCommand acme_cli_audit = {
  { "audit", NULL, 0, options },
  N_("Print audit events"),
  explain,
  run,
};
