/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How text reaches a stream: collected to pieces of a good size, and with a sentence for a person when it does not. Who
 * makes the text only appends to a string. */

#include "config.h"

#include "acme-text-sink.h"

#include <glib/gi18n.h>

#include "acme-error.h"

/* Bytes that are collected before they are written. */
#define CHUNK (32 * 1024)

/**
 * acme_text_sink_init:
 * @self: (out caller-allocates): a sink
 * @stream: where to write; it stays open
 */
void
acme_text_sink_init (AcmeTextSink  *self,
                     GOutputStream *stream)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  *self = (AcmeTextSink) { g_object_ref (stream), g_string_sized_new (CHUNK + 4096), FALSE };
}

/**
 * acme_text_sink_clear:
 * @self: a sink, or one that was never set up and is all zero
 *
 * Forgets what was not written.
 */
void
acme_text_sink_clear (AcmeTextSink *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->stream);
  if (self->pending != NULL)
    g_string_free (g_steal_pointer (&self->pending), TRUE);
}

/**
 * acme_text_sink_check:
 * @self: a sink
 * @error: return location for an %ACME_ERROR_FAILED
 *
 * Returns: whether all that was written so far arrived, so that more may be appended
 */
gboolean
acme_text_sink_check (AcmeTextSink  *self,
                      GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!self->broken)
    return TRUE;

  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_FAILED,
                       _("The output could not be written: an earlier part of it is missing."));
  return FALSE;
}

static void
take_cause (GError **error,
            GError  *cause)
{
  /* a reader that went away and a cancelled export are no news for the person who did it, and a stream that knows the
   * name of its file has said all of it */
  if (acme_error_is_cancelled (cause) || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE) ||
      cause->domain == ACME_ERROR)
    {
      g_propagate_error (error, cause);
      return;
    }

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error_literal (error, ACME_ERROR, ACME_ERROR_FAILED,
                         _("The output could not be written: there is no space left."));
  else
    g_set_error (error, ACME_ERROR, ACME_ERROR_FAILED, _("The output could not be written: %s"), cause->message);
  g_error_free (cause);
}

static gboolean
write_pending (AcmeTextSink  *self,
               GError       **error)
{
  GError *cause = NULL;

  if (!g_output_stream_write_all (self->stream, self->pending->str, self->pending->len, NULL, NULL, &cause))
    {
      self->broken = TRUE;
      take_cause (error, cause);
    }
  g_string_truncate (self->pending, 0);
  return !self->broken;
}

/**
 * acme_text_sink_push:
 * @self: a sink
 * @error: return location for an %ACME_ERROR_FAILED that says what became of the output, or a
 *   %G_IO_ERROR_BROKEN_PIPE if nobody reads it any more
 *
 * Writes what was appended once it is enough. Blocks as long as the stream does.
 *
 * Returns: whether all is well so far
 */
gboolean
acme_text_sink_push (AcmeTextSink  *self,
                     GError       **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->pending->len <= CHUNK || write_pending (self, error);
}

/**
 * acme_text_sink_finish:
 * @self: a sink
 * @error: return location, as of acme_text_sink_push()
 *
 * Writes what is left. The stream stays open; a file is only safe when closing it worked too.
 *
 * Returns: whether everything was written
 */
gboolean
acme_text_sink_finish (AcmeTextSink  *self,
                       GError       **error)
{
  GError *cause = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->pending->len > 0 && !write_pending (self, error))
    return FALSE;

  if (!g_output_stream_flush (self->stream, NULL, &cause))
    {
      take_cause (error, cause);
      return FALSE;
    }
  return TRUE;
}
