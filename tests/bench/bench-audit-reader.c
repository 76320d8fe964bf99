/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of an activity log become events: finding where the records are, that and AcmeScmEventReader, and that and
 * a small tree of json-glib for each record, over the same bytes in pieces of 64 KiB. A file as the only argument, a
 * saved report, is read instead of the made ones. */

#include "bench.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "acme-scm-event-reader.h"
#include "acme-scm-splitter.h"
#include "acme-time.h"

#define PIECE (64 * 1024)
#define N_BLOCK 10000
#define N_ROUNDS 3 /* of fewer than a million events */

typedef struct
{
  AcmeScmEventReader *reader;
  JsonParser *parser;
  guint64 n_events;
  guint64 sum; /* of what was read, so that nobody can leave it out */
} Sink;

static void
append_description (GString *text,
                    guint    i)
{
  switch (i % 4)
    {
    case 1:
      g_string_append_printf (text,
                              "ACME account \\\"booking %u\\\" (id %u) at \\\"DV – School 48\\\" "
                              "(https://acme.example.test/v2/DV) got new domains", i % 900, i % 10000);
      break;
    case 2:
      g_string_append_printf (text,
                              "Certificate for portal.host%u.northern.example requested, ACME account %u at "
                              "https://acme.example.test/v2/OV", i, i % 10000);
      break;
    case 3:
      g_string_append_printf (text, "=cmd|' /C calc'!A%u, \\\"wrong\\\"\\nlogin %u", i % 7, i);
      break;
    default:
      g_string_append (text, "Login success");
      break;
    }
}

static void
append_record (GString *text,
               guint    i)
{
  g_string_append_printf (text, "{\"id\":%u,\"guid\":\"1f583154c1acdb62ca32fd5d%08x\",", i, i);
  g_string_append_printf (text, "\"action\":{\"id\":%u,\"actionName\":\"ACME account: domains added\"},", i % 19);
  g_string_append_printf (text,
                          "\"admin\":{\"login\":\"admin%02u\",\"fullName\":\"Administrator %u\","
                          "\"email\":\"admin%02u@northern.example\"},", i % 13, i % 13, i % 13);
  g_string_append_printf (text, "\"org\":{\"id\":\"%u\",\"name\":\"School %u\"},", 2000 + i % 97, i % 97);
  g_string_append_printf (text,
                          "\"ssl\":{\"commonName\":\"www.host%u.northern.example\",\"orderNumber\":%u,\"term\":90,"
                          "\"sslType\":\"Campus Server Authentication, 90 days\"},\"description\":\"",
                          i, 800000000 + i);
  append_description (text, i);
  g_string_append_printf (text, "\",\"accessMethod\":\"REST API\",\"address\":\"192.0.2.%u\",", i % 250);
  g_string_append_printf (text, "\"date\":\"2030-01-02T03:%02u:%02u.%03uZ\"}", i / 60 % 60, i % 60, i % 1000);
}

static gboolean
count_record (const char  *record,
              gsize        length,
              gpointer     user_data,
              GError     **error)
{
  Sink *sink = user_data;

  sink->n_events++;
  sink->sum += length;
  return TRUE;
}

static gboolean
read_record (const char  *record,
             gsize        length,
             gpointer     user_data,
             GError     **error)
{
  Sink *sink = user_data;
  AcmeEventRecord event;

  g_assert_true (acme_scm_event_reader_read (sink->reader, record, length, &event));
  sink->n_events++;
  sink->sum += event.fields[ACME_EVENT_DESCRIPTION].length + event.fields[ACME_EVENT_ADMIN].length + event.time % 1000;
  return TRUE;
}

static const char *
get_text (JsonObject *object,
          const char *parent,
          const char *name)
{
  JsonNode *node = object != NULL && parent != NULL ? json_object_get_member (object, parent) : NULL;

  if (parent != NULL)
    object = node != NULL ? json_node_get_object (node) : NULL;
  return object != NULL && json_object_has_member (object, name) ? json_object_get_string_member (object, name) : NULL;
}

static gboolean
parse_record (const char  *record,
              gsize        length,
              gpointer     user_data,
              GError     **error)
{
  static const char *const plain[] = { "guid", "accessMethod", "address" };
  Sink *sink = user_data;
  JsonObject *object;
  const char *text;
  gint64 time = 0;

  g_assert_true (json_parser_load_from_data (sink->parser, record, length, NULL));
  object = json_node_get_object (json_parser_get_root (sink->parser));
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    sink->sum += get_text (object, NULL, plain[i]) != NULL ? 0 : 1;
  sink->sum += get_text (object, "action", "actionName") != NULL ? 0 : 1;
  sink->sum += get_text (object, "org", "name") != NULL ? 0 : 1;
  acme_time_parse (get_text (object, NULL, "date"), &time);
  text = get_text (object, "admin", "login");
  sink->sum += strlen (get_text (object, NULL, "description")) + (text != NULL ? strlen (text) : 0) + time % 1000;
  sink->n_events++;
  return TRUE;
}

static void
push (AcmeScmSplitter *splitter,
      const char      *text,
      gsize            length)
{
  g_autoptr(GError) error = NULL;

  for (gsize at = 0; at < length; at += PIECE)
    {
      acme_scm_splitter_push (splitter, text + at, MIN (PIECE, length - at), &error);
      g_assert_no_error (error);
    }
}

/* Processor time for @n_blocks times the same records, in milliseconds; the best of some rounds. */
static double
measure (AcmeScmRecordFunc  func,
         const char        *block,
         gsize              length,
         gboolean           is_whole,
         guint              n_blocks,
         guint64           *out_n_events)
{
  double best = G_MAXDOUBLE;

  for (guint round = 0; round < (n_blocks < 100 ? N_ROUNDS : 1); round++)
    {
      g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY);
      g_autoptr(JsonParser) parser = json_parser_new ();
      Sink sink = { reader, parser, };
      g_autoptr(AcmeScmSplitter) splitter = acme_scm_splitter_new (func, &sink);
      g_autoptr(GError) error = NULL;
      gint64 start = bench_get_cpu_time ();

      if (!is_whole)
        push (splitter, "[", 1);
      for (guint i = 0; i < n_blocks; i++)
        {
          if (i > 0)
            push (splitter, ",", 1);
          push (splitter, block, length);
        }
      if (!is_whole)
        push (splitter, "]", 1);
      acme_scm_splitter_end (splitter, &error);
      g_assert_no_error (error);
      best = MIN (best, (bench_get_cpu_time () - start) / 1e3);
      *out_n_events = sink.n_events;
    }
  return best;
}

static void
compare (const char *block,
         gsize       length,
         gboolean    is_whole,
         guint       n_blocks)
{
  double megabytes = length / 1e6 * n_blocks;
  guint64 n_events;
  double split = measure (count_record, block, length, is_whole, n_blocks, &n_events);
  double ours = measure (read_record, block, length, is_whole, n_blocks, &n_events);
  double memory = bench_get_private_mib ();
  double theirs = measure (parse_record, block, length, is_whole, n_blocks, &n_events);

  g_print ("  %7" G_GUINT64_FORMAT " events, %4.0f MB: found %5.0f ms (%4.0f MB/s), read %5.0f ms (%4.0f MB/s), by "
           "json-glib %6.0f ms = 1/%.1f; %.1f MiB\n", n_events, megabytes, split, megabytes / split * 1e3, ours,
           megabytes / ours * 1e3, theirs, theirs / ours, memory);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 1, 10, 100 };
  g_autoptr(GString) block = g_string_new (NULL);

  g_print ("Records found in a report / read by AcmeScmEventReader / by json-glib\n");
  if (argc > 1)
    {
      g_autoptr(GMappedFile) file = g_mapped_file_new (argv[1], FALSE, NULL);

      g_assert_nonnull (file);
      compare (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), TRUE, 1);
      return 0;
    }

  for (guint i = 0; i < N_BLOCK; i++)
    {
      if (i > 0)
        g_string_append_c (block, ',');
      append_record (block, i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    compare (block->str, block->len, FALSE, sizes[i]);
  return 0;
}
