/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers that no well-behaved HTTP server would give: halves, drips, silence, no end. The connection is taken
 * from the server and its bytes are written here, a little at a time, so that nothing needs memory and
 * stopping is always possible. */

#include "config.h"

#include "acme-demo-wire.h"

#include <string.h>
#include <sys/socket.h>

#define HUGE_LENGTH (G_GUINT64_CONSTANT (2) << 30)
#define BLOCK_LENGTH (1 << 16)
#define BOMB_LENGTH (1 << 20)
#define DEFAULT_DRIP_MS 100

typedef struct
{
  AcmeDemoCore *core;
  AcmeDemoFaultKind kind;
  guint pause_ms;
  char *path;
  GIOStream *stream;
  GSocket *socket;
  GCancellable *cancellable;
  GByteArray *out;   /* being written */
  GBytes *rest;      /* (nullable): a drip's body */
  gsize dripped;
  GBytes *block;     /* (nullable): what an endless body repeats */
  guint64 blocks;    /* how many are still to come */
  GSource *timer;
  GSource *watch;
  gboolean is_writing;
  gboolean is_counted; /* as a request that is being handled */
  gboolean is_over;
} Wire;

static void step (Wire *wire);

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
free_wire (Wire *wire)
{
  g_free (wire->path);
  g_object_unref (wire->stream);
  g_object_unref (wire->socket);
  g_object_unref (wire->cancellable);
  g_byte_array_unref (wire->out);
  g_clear_pointer (&wire->rest, g_bytes_unref);
  g_clear_pointer (&wire->block, g_bytes_unref);
  g_free (wire);
}

/* Before the client can notice the end */
static void
stop_counting (Wire *wire)
{
  if (wire->is_counted)
    acme_demo_faults_end (wire->core->faults, wire->path);
  wire->is_counted = FALSE;
}

/* Ends it; a write that is under way ends first. The socket is closed below a TLS connection, which must not
 * say goodbye. */
static void
end (Wire *wire)
{
  if (!wire->is_over)
    {
      wire->is_over = TRUE;
      clear_source (&wire->timer);
      clear_source (&wire->watch);
      stop_counting (wire);
      g_cancellable_cancel (wire->cancellable);
      g_socket_close (wire->socket, NULL);
    }

  if (!wire->is_writing)
    {
      g_hash_table_remove (wire->core->wires, wire);
      free_wire (wire);
    }
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Wire *wire = user_data;
  gboolean written = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);

  wire->is_writing = FALSE;
  if (!written || wire->is_over)
    {
      end (wire);
      return;
    }

  g_byte_array_set_size (wire->out, 0);
  step (wire);
}

static void
flush (Wire *wire)
{
  wire->is_writing = TRUE;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (wire->stream), wire->out->data, wire->out->len,
                                   G_PRIORITY_DEFAULT, wire->cancellable, written_cb, wire);
}

static gboolean
timer_cb (gpointer user_data)
{
  Wire *wire = user_data;

  clear_source (&wire->timer);
  if (wire->kind == ACME_DEMO_FAULT_SLOW_DRIP)
    {
      if (wire->dripped == g_bytes_get_size (wire->rest))
        stop_counting (wire);
      flush (wire);
    }
  else
    {
      end (wire);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
client_left_cb (GSocket      *socket,
                GIOCondition  condition,
                gpointer      user_data)
{
  end (user_data);
  return G_SOURCE_REMOVE;
}

static void
start_timer (Wire  *wire,
             guint  milliseconds)
{
  wire->timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (wire->timer, timer_cb, wire, NULL);
  g_source_attach (wire->timer, wire->core->context);
}

/* Waits until the pause is over or the client has had enough. */
static void
stall (Wire *wire)
{
  wire->watch = g_socket_create_source (wire->socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_callback (wire->watch, G_SOURCE_FUNC (client_left_cb), wire, NULL);
  g_source_attach (wire->watch, wire->core->context);
  if (wire->pause_ms > 0)
    start_timer (wire, wire->pause_ms);
}

static void
append_text (Wire       *wire,
             const char *text)
{
  g_byte_array_append (wire->out, (const guchar *) text, (guint) strlen (text));
}

static void
append_chunk (Wire       *wire,
              const char *data,
              gsize       length)
{
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", length);

  append_text (wire, size);
  g_byte_array_append (wire->out, (const guchar *) data, (guint) length);
  append_text (wire, "\r\n");
}

static void
step_endless (Wire *wire)
{
  if (wire->blocks > 0)
    {
      gsize length;
      const char *data = g_bytes_get_data (wire->block, &length);

      append_chunk (wire, data, length);
      wire->blocks--;
      if (wire->blocks == 0 && wire->kind == ACME_DEMO_FAULT_HUGE)
        append_chunk (wire, "0]", strlen ("0]"));
      if (wire->blocks == 0)
        {
          stop_counting (wire);
          append_text (wire, "0\r\n\r\n");
        }
      flush (wire);
    }
  else
    {
      end (wire);
    }
}

/* Everything so far was written: what now? */
static void
step (Wire *wire)
{
  if (wire->kind == ACME_DEMO_FAULT_STALL_BEFORE_HEADERS || wire->kind == ACME_DEMO_FAULT_STALL_IN_BODY)
    {
      stall (wire);
    }
  else if (wire->kind == ACME_DEMO_FAULT_SLOW_DRIP && wire->dripped < g_bytes_get_size (wire->rest))
    {
      const guchar *body = g_bytes_get_data (wire->rest, NULL);

      g_byte_array_append (wire->out, body + wire->dripped++, 1);
      start_timer (wire, wire->pause_ms > 0 ? wire->pause_ms : DEFAULT_DRIP_MS);
    }
  else if (wire->block != NULL)
    {
      step_endless (wire);
    }
  else
    {
      end (wire);
    }
}

/* A compressed megabyte of blanks, which may stand behind itself as often as one likes */
static GBytes *
make_bomb_block (Wire *wire)
{
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autofree char *blanks = g_strnfill (BOMB_LENGTH, ' ');
  g_autofree char *packed = g_malloc (BLOCK_LENGTH);
  gsize read, written;

  *blanks = '[';
  g_converter_convert (G_CONVERTER (compressor), blanks, BOMB_LENGTH, packed, BLOCK_LENGTH, G_CONVERTER_FLUSH, &read,
                       &written, NULL);
  append_chunk (wire, packed, written);

  *blanks = ' ';
  g_converter_convert (G_CONVERTER (compressor), blanks, BOMB_LENGTH, packed, BLOCK_LENGTH, G_CONVERTER_FLUSH, &read,
                       &written, NULL);
  return g_bytes_new (packed, written);
}

static GBytes *
make_huge_block (Wire *wire)
{
  static const char element[] = "{\"id\":7,\"name\":\"one more of very many\"},";
  GString *block = g_string_sized_new (BLOCK_LENGTH + sizeof element);

  append_chunk (wire, "[", 1);
  while (block->len < BLOCK_LENGTH)
    g_string_append_len (block, element, sizeof element - 1);
  return g_string_free_to_bytes (block);
}

static void
append_head (Wire            *wire,
             AcmeDemoRequest *request)
{
  SoupMessageHeadersIter iter;
  const char *name, *value;
  g_autofree char *first =
      g_strdup_printf ("HTTP/1.1 %u %s\r\n", request->status, soup_status_get_phrase (request->status));

  append_text (wire, first);
  soup_message_headers_iter_init (&iter, soup_server_message_get_response_headers (request->message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_autofree char *line = g_strdup_printf ("%s: %s\r\n", name, value);

      append_text (wire, line);
    }
  if (request->content_type != NULL)
    {
      g_autofree char *line = g_strdup_printf ("Content-Type: %s\r\n", request->content_type);

      append_text (wire, line);
    }
  if (request->plan.kind == ACME_DEMO_FAULT_HUGE || request->plan.kind == ACME_DEMO_FAULT_GZIP_BOMB)
    {
      append_text (wire, "Transfer-Encoding: chunked\r\n");
    }
  else
    {
      g_autofree char *line = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT "\r\n", request->answer->len);

      append_text (wire, line);
    }
  append_text (wire, request->plan.kind == ACME_DEMO_FAULT_GZIP_BOMB ? "Content-Encoding: gzip\r\n" : "");
  append_text (wire, "Connection: close\r\n\r\n");
}

static void
prepare (Wire            *wire,
         AcmeDemoRequest *request)
{
  struct linger at_once = { 1, 0 };

  switch ((int) wire->kind)
    {
    case ACME_DEMO_FAULT_RESET:
    case ACME_DEMO_FAULT_LOST_ANSWER:
      setsockopt (g_socket_get_fd (wire->socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      break;
    case ACME_DEMO_FAULT_STALL_IN_BODY:
    case ACME_DEMO_FAULT_TRUNCATE:
      append_head (wire, request);
      g_byte_array_append (wire->out, (const guchar *) request->answer->str, (guint) (request->answer->len / 2));
      break;
    case ACME_DEMO_FAULT_SLOW_DRIP:
      append_head (wire, request);
      wire->rest = g_bytes_new (request->answer->str, request->answer->len);
      break;
    case ACME_DEMO_FAULT_HUGE:
      append_head (wire, request);
      wire->block = make_huge_block (wire);
      wire->blocks = HUGE_LENGTH / BLOCK_LENGTH;
      break;
    case ACME_DEMO_FAULT_GZIP_BOMB:
      append_head (wire, request);
      wire->block = make_bomb_block (wire);
      wire->blocks = HUGE_LENGTH / BOMB_LENGTH;
      break;
    default:
      break;
    }
}

/**
 * acme_demo_wire_is_needed:
 * @kind: a fault
 *
 * Returns: whether acme_demo_wire_send() does it
 */
gboolean
acme_demo_wire_is_needed (AcmeDemoFaultKind kind)
{
  return kind == ACME_DEMO_FAULT_STALL_BEFORE_HEADERS || kind == ACME_DEMO_FAULT_STALL_IN_BODY ||
         kind == ACME_DEMO_FAULT_RESET || kind == ACME_DEMO_FAULT_LOST_ANSWER || kind == ACME_DEMO_FAULT_TRUNCATE ||
         kind == ACME_DEMO_FAULT_SLOW_DRIP || kind == ACME_DEMO_FAULT_HUGE || kind == ACME_DEMO_FAULT_GZIP_BOMB;
}

/**
 * acme_demo_wire_send:
 * @request: a request with its right answer
 *
 * Takes the connection away from the server, and with it the request's message, and does what the request's fault says.
 */
void
acme_demo_wire_send (AcmeDemoRequest *request)
{
  Wire *wire = g_new0 (Wire, 1);
  g_autoptr(SoupServerMessage) message = g_steal_pointer (&request->message);

  wire->core = request->core;
  wire->kind = request->plan.kind;
  wire->pause_ms = request->plan.pause_ms;
  wire->path = g_strdup (request->sent_path);
  wire->is_counted = TRUE;
  wire->cancellable = g_cancellable_new ();
  wire->out = g_byte_array_new ();
  wire->socket = g_object_ref (soup_server_message_get_socket (message));

  request->message = message;
  prepare (wire, request);
  request->message = NULL;

  wire->stream = soup_server_message_steal_connection (message);
  g_hash_table_add (wire->core->wires, wire);
  if (wire->out->len > 0)
    flush (wire);
  else
    step (wire);
}

/**
 * acme_demo_wire_stop:
 * @wire: an element of the set of wires
 *
 * Closes the connection; the element leaves the set when its last write has ended.
 */
void
acme_demo_wire_stop (gpointer wire)
{
  end (wire);
}
