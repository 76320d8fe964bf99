/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "acme-csv-writer.h"
#include "acme-error.h"
#include "acme-event-writer.h"
#include "acme-json-writer.h"
#include "acme-time.h"
#include "sample-item.h"

static const guint csv_fields[] = {
  ACME_EVENT_DATE, ACME_EVENT_ACTION, ACME_EVENT_ADMIN, ACME_EVENT_ACCESS_METHOD,
  ACME_EVENT_ADDRESS, ACME_EVENT_ORGANIZATION, ACME_EVENT_DESCRIPTION,
};

/* What a cell may come to be made of. */
static const char *const pieces[] = {
  "ACME account", "\"", ",", "\n", "\r", "\r\n", "\t", "=", "+", "-", "@", "'", "''=", "＝", "－", "\\", "/",
  "\x01", "\x1f", "\x7f", "é", "図書館", "🍰", " ", "admin01", "192.0.2.7", "\xef\xbb\xbf", ";", "{}", "\xe2\x80\xa8",
};

/* Nothing of a record is terminated. */
static AcmeSlice
make_slice (GRand   *random,
            GString *memory)
{
  gsize start = memory->len;

  if (g_rand_int_range (random, 0, 6) == 0)
    return (AcmeSlice) { NULL, 0 };

  for (int n = g_rand_int_range (random, 0, 7); n > 0; n--)
    g_string_append (memory, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  return (AcmeSlice) { memory->str + start, memory->len - start };
}

static gint64
make_time (GRand *random)
{
  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      return ACME_TIME_NONE;
    case 1:
      return -(gint64) g_rand_int (random) * G_USEC_PER_SEC;
    default:
      return (gint64) g_rand_int (random) * G_USEC_PER_SEC + g_rand_int_range (random, 0, G_USEC_PER_SEC);
    }
}

/* @memory has room for all, so that it stays where it is. */
static AcmeEventRecord
make_record (GRand   *random,
             GString *memory)
{
  AcmeEventRecord record = { .time = make_time (random) };

  g_string_truncate (memory, 0);
  for (guint i = 0; i < ACME_EVENT_N_FIELDS; i++)
    record.fields[i] = make_slice (random, memory);
  record.raw = (AcmeSlice) { memory->str, 1 };
  return record;
}

/* Says where two long texts differ. */
static void
assert_same (const char *a,
             const char *b)
{
  g_autofree char *near_a = NULL;
  g_autofree char *near_b = NULL;
  gsize common = 0;

  while (a[common] != '\0' && a[common] == b[common])
    common++;
  near_a = g_strndup (a + MAX (common, 40) - 40, 100);
  near_b = g_strndup (b + MAX (common, 40) - 40, 100);
  g_assert_cmpstr (near_a, ==, near_b);
  g_assert_cmpint (a[common], ==, b[common]);
}

static void
check_same (AcmeEventFormat format)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(GString) memory = g_string_sized_new (4096);
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(GOutputStream) other_stream = sample_stream_new ();
  g_autoptr(AcmeEventWriter) writer = acme_event_writer_new (stream, format, TRUE);
  g_autoptr(AcmeRowWriter) other = NULL;

  if (format == ACME_EVENT_CSV)
    other = acme_csv_writer_new (other_stream, &acme_event_fields, csv_fields, G_N_ELEMENTS (csv_fields), TRUE);
  else
    other = acme_json_writer_new (other_stream, &acme_event_fields, NULL, 0, ACME_JSON_LINES);

  for (guint i = 0; i < 3000; i++)
    {
      AcmeEventRecord record = make_record (random, memory);
      g_autoptr(AcmeEvent) event = acme_event_new_from_record (&record);

      g_assert_true (acme_event_writer_write (writer, &record, NULL));
      g_assert_true (acme_row_writer_write_item (other, ACME_ITEM (event), NULL));
    }
  g_assert_true (acme_event_writer_finish (writer, NULL));
  g_assert_true (acme_row_writer_finish (other, NULL));
  assert_same (sample_stream_get (stream), sample_stream_get (other_stream));
}

static void
test_same_csv (void)
{
  check_same (ACME_EVENT_CSV);
}

static void
test_same_json (void)
{
  check_same (ACME_EVENT_JSON_LINES);
}

static char *
write_one (AcmeEventFormat        format,
           gboolean               with_header,
           const AcmeEventRecord *record)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  g_autoptr(AcmeEventWriter) writer = acme_event_writer_new (stream, format, with_header);

  if (record != NULL)
    g_assert_true (acme_event_writer_write (writer, record, NULL));
  g_assert_true (acme_event_writer_finish (writer, NULL));
  return g_strdup (sample_stream_get (stream));
}

static AcmeEventRecord
sample_record (void)
{
  static const char *const texts[] = {
    [ACME_EVENT_ID] = "17",
    [ACME_EVENT_DATE] = "2030-01-02T05:04:05.678+02:00",
    [ACME_EVENT_ACTION] = "ACME account: created",
    [ACME_EVENT_ADMIN] = "admin01",
    [ACME_EVENT_ACCESS_METHOD] = "REST API",
    [ACME_EVENT_ADDRESS] = "192.0.2.7",
    [ACME_EVENT_DESCRIPTION] = "=cmd|' /C calc'!A0, \"wrong\"\nlogin",
  };
  AcmeEventRecord record = { .time = 0 };

  acme_time_parse (texts[ACME_EVENT_DATE], &record.time);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    record.fields[i] = (AcmeSlice) { texts[i], texts[i] != NULL ? strlen (texts[i]) : 0 };
  return record;
}

static void
test_formats (void)
{
  AcmeEventRecord record = sample_record ();
  g_autofree char *csv = write_one (ACME_EVENT_CSV, TRUE, &record);
  g_autofree char *bare = write_one (ACME_EVENT_CSV, FALSE, &record);
  g_autofree char *json = write_one (ACME_EVENT_JSON_LINES, TRUE, &record);

  g_assert_cmpstr (csv, ==,
                   "date,action,admin,accessMethod,address,organization,description\r\n"
                   "2030-01-02T03:04:05.678Z,ACME account: created,admin01,REST API,192.0.2.7,,"
                   "\"'=cmd|' /C calc'!A0, \"\"wrong\"\"\nlogin\"\r\n");
  g_assert_cmpstr (bare, ==, strchr (csv, '\n') + 1);
  g_assert_cmpstr (json, ==,
                   "{\"id\":\"17\",\"date\":\"2030-01-02T03:04:05.678Z\",\"action\":\"ACME account: created\","
                   "\"admin\":\"admin01\",\"adminName\":null,\"accessMethod\":\"REST API\",\"address\":\"192.0.2.7\","
                   "\"organization\":null,\"description\":\"=cmd|' /C calc'!A0, \\\"wrong\\\"\\nlogin\"}\n");
}

static void
test_no_events (void)
{
  g_autofree char *csv = write_one (ACME_EVENT_CSV, TRUE, NULL);
  g_autofree char *bare = write_one (ACME_EVENT_CSV, FALSE, NULL);
  g_autofree char *json = write_one (ACME_EVENT_JSON_LINES, TRUE, NULL);

  g_assert_cmpstr (csv, ==, "date,action,admin,accessMethod,address,organization,description\r\n");
  g_assert_cmpstr (bare, ==, "");
  g_assert_cmpstr (json, ==, "");
}

/* Python's csv and json read the cells as they were; what looked like a formula has its apostrophe. */
static const char reader[] =
    "import csv, io, json, sys\n"
    "folder = sys.argv[1]\n"
    "rows = list(csv.DictReader(open(folder + '/events.csv', encoding='utf-8', newline=''), strict=True))\n"
    "events = [json.loads(line) for line in open(folder + '/events.jsonl', encoding='utf-8', newline='\\n')]\n"
    "assert len(rows) == len(events) == 1000, (len(rows), len(events))\n"
    "for row, event in zip(rows, events):\n"
    "    assert None not in row and None not in row.values(), row\n"
    "    for key, cell in row.items():\n"
    "        text = event[key] or ''\n"
    "        formula = text.lstrip(\"'\")[:1] in tuple('=+-@\\t\\r\\n＝＋－＠')\n"
    "        assert cell == (\"'\" if formula else '') + text, (key, cell, text)\n";

static void
write_file (const char      *folder,
            const char      *name,
            AcmeEventFormat  format)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, 0, NULL, NULL);
  g_autoptr(AcmeEventWriter) writer = acme_event_writer_new (G_OUTPUT_STREAM (stream), format, TRUE);
  g_autoptr(GRand) random = g_rand_new_with_seed (11);
  g_autoptr(GString) memory = g_string_sized_new (4096);

  for (guint i = 0; i < 1000; i++)
    {
      AcmeEventRecord record = make_record (random, memory);

      g_assert_true (acme_event_writer_write (writer, &record, NULL));
    }
  g_assert_true (acme_event_writer_finish (writer, NULL));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL));
}

static void
test_other_readers (void)
{
  g_autofree char *folder = g_dir_make_tmp ("event-writer-XXXXXX", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *said = NULL;
  g_autoptr(GSubprocess) python = NULL;

  write_file (folder, "events.csv", ACME_EVENT_CSV);
  write_file (folder, "events.jsonl", ACME_EVENT_JSON_LINES);
  python = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, "python3", "-c", reader, folder, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (python, NULL, NULL, NULL, &said, &error));
  g_assert_cmpstr (said, ==, "");
  g_assert_true (g_subprocess_get_successful (python));

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (folder, i == 0 ? "events.csv" : "events.jsonl", NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* After a write that failed nothing more is written: it would have a hole. */
static void
test_full (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/dev/full");
  g_autoptr(GFileOutputStream) stream = g_file_append_to (file, 0, NULL, NULL);
  g_autoptr(AcmeEventWriter) writer = acme_event_writer_new (G_OUTPUT_STREAM (stream), ACME_EVENT_CSV, TRUE);
  AcmeEventRecord record = sample_record ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) again = NULL;
  guint n = 0;

  while (n < 100000 && acme_event_writer_write (writer, &record, &error))
    n++;
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpuint (n, >, 0);
  g_assert_false (acme_event_writer_write (writer, &record, &again));
  g_assert_error (again, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_false (acme_event_writer_finish (writer, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-writer/same-csv", test_same_csv);
  g_test_add_func ("/event-writer/same-json", test_same_json);
  g_test_add_func ("/event-writer/formats", test_formats);
  g_test_add_func ("/event-writer/no-events", test_no_events);
  g_test_add_func ("/event-writer/other-readers", test_other_readers);
  g_test_add_func ("/event-writer/full", test_full);
  return g_test_run ();
}
