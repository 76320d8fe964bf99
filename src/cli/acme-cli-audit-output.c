/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where audit events go, one by one, in the format that was asked for: to the standard output as they come, or to a
 * file that is there only once it holds all of them. */

#include "config.h"

#include "acme-cli-audit-output.h"

#include <string.h>
#include <unistd.h>

#include "acme-cli-list.h"
#include "acme-cli-pipe.h"
#include "acme-event-writer.h"
#include "acme-save-stream.h"
#include "acme-text-table.h"

struct _AcmeCliAuditOutput
{
  AcmeCli *cli;
  AcmeSaveStream *file; /* (nullable) */
  GOutputStream *stream;
  AcmeEventWriter *events; /* (nullable) */
  AcmeRowWriter *rows;     /* (nullable): of a table */
};

static void
create_writer (AcmeCliAuditOutput *self)
{
  guint n;
  g_autoptr(AcmeQuery) query = NULL;
  const guint *columns;

  if (self->cli->format != ACME_CLI_TABLE)
    {
      self->events = acme_event_writer_new (self->stream,
                                            self->cli->format == ACME_CLI_CSV ? ACME_EVENT_CSV : ACME_EVENT_JSON_LINES,
                                            self->cli->with_header);
      return;
    }
  query = acme_query_new (&acme_event_fields);
  columns = acme_query_get_search_fields (query, &n); /* those that are shown */
  self->rows = acme_text_table_new (self->stream, &acme_event_fields, columns, n, self->cli->with_header,
                                    self->file == NULL ? acme_cli_get_terminal_width () : 0);
}

/**
 * acme_cli_audit_output_new:
 * @cli: the run
 * @path: (nullable): the file to write; %NULL or “-” for the standard output
 * @error: return location for an %ACME_ERROR_FAILED if it cannot be written
 *
 * Returns: (transfer full) (nullable): where events go
 */
AcmeCliAuditOutput *
acme_cli_audit_output_new (AcmeCli     *cli,
                           const char  *path,
                           GError     **error)
{
  g_autoptr(AcmeCliAuditOutput) self = NULL;

  g_return_val_if_fail (cli != NULL, NULL);

  self = g_new0 (AcmeCliAuditOutput, 1);
  self->cli = cli;
  if (path == NULL || strcmp (path, "-") == 0)
    self->stream = acme_cli_pipe_new (STDOUT_FILENO, cli->cancellable);
  else
    {
      g_autoptr(GFile) file = g_file_new_for_path (path);

      self->file = acme_save_stream_open (file, ACME_SAVE_PLAIN, cli->cancellable, error);
      if (self->file == NULL)
        return NULL;
      self->stream = G_OUTPUT_STREAM (g_object_ref (self->file));
    }
  create_writer (self);
  return g_steal_pointer (&self);
}

/**
 * acme_cli_audit_output_free:
 * @self: (transfer full): an output
 *
 * A file that was not finished stays what it was before.
 */
void
acme_cli_audit_output_free (AcmeCliAuditOutput *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->events);
  g_clear_object (&self->rows);
  if (self->file != NULL)
    acme_save_stream_abort (self->file);
  g_clear_object (&self->file);
  g_clear_object (&self->stream);
  g_free (self);
}

/**
 * acme_cli_audit_output_write:
 * @self: an output
 * @record: an event
 * @error: return location for what became of the output
 *
 * To be called in one thread, which may be another than the main one.
 *
 * Returns: whether all is well so far
 */
gboolean
acme_cli_audit_output_write (AcmeCliAuditOutput     *self,
                             const AcmeEventRecord  *record,
                             GError                **error)
{
  g_autoptr(AcmeEvent) event = NULL;

  g_return_val_if_fail (self != NULL && record != NULL, FALSE);

  if (self->events != NULL)
    return acme_event_writer_write (self->events, record, error);

  event = acme_event_new_from_record (record);
  return acme_row_writer_write_item (self->rows, ACME_ITEM (event), error);
}

static gboolean
finish_writer (AcmeCliAuditOutput  *self,
               GError             **error)
{
  return self->events != NULL ? acme_event_writer_finish (self->events, error)
                              : acme_row_writer_finish (self->rows, error);
}

/**
 * acme_cli_audit_output_finish:
 * @self: an output to which all events were written
 * @error: return location for what became of the output
 *
 * Returns: whether all of it is where it was to go
 */
gboolean
acme_cli_audit_output_finish (AcmeCliAuditOutput  *self,
                              GError             **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  /* from here on nobody looks after interrupts: one ends the program, but not before a file is whole */
  if (self->file == NULL)
    acme_cli_stop_catching (self->cli);
  return finish_writer (self, error) &&
         (self->file == NULL || acme_save_stream_commit (self->file, self->cli->cancellable, error));
}

/**
 * acme_cli_audit_output_break:
 * @self: an output that will get no more events, though there are more
 *
 * Whoever reads the standard output gets whole lines of what came; a file is left alone.
 */
void
acme_cli_audit_output_break (AcmeCliAuditOutput *self)
{
  g_return_if_fail (self != NULL);

  if (self->file == NULL && !g_cancellable_is_cancelled (self->cli->cancellable))
    finish_writer (self, NULL);
}
