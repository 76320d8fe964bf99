/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-csv-writer.h"
#include "acme-error.h"
#include "acme-json-writer.h"
#include "acme-keyed-list.h"
#include "acme-row-model.h"
#include "acme-text-table.h"
#include "sample-item.h"

#include <string.h>

/* A stream that takes note of what it is given, and breaks when told to. */
#define TEST_TYPE_STREAM (test_stream_get_type ())

G_DECLARE_FINAL_TYPE (TestStream, test_stream, TEST, STREAM, GOutputStream)

struct _TestStream
{
  GOutputStream parent_instance;

  gsize n_bytes;
  gsize largest;
  gsize room;
  GIOErrorEnum failure;
};

G_DEFINE_FINAL_TYPE (TestStream, test_stream, G_TYPE_OUTPUT_STREAM)

static gssize
test_stream_write (GOutputStream  *stream,
                   const void     *buffer,
                   gsize           count,
                   GCancellable   *cancellable,
                   GError        **error)
{
  TestStream *self = TEST_STREAM (stream);

  if (self->n_bytes + count > self->room)
    {
      g_set_error_literal (error, G_IO_ERROR, self->failure, "as told");
      return -1;
    }
  self->n_bytes += count;
  self->largest = MAX (self->largest, count);
  return count;
}

static void
test_stream_class_init (TestStreamClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = test_stream_write;
}

static void
test_stream_init (TestStream *self)
{
  self->room = G_MAXSIZE;
}

typedef AcmeRowWriter *(*MakeWriter) (GOutputStream *stream);

static AcmeRowWriter *
make_json (GOutputStream *stream)
{
  return acme_json_writer_new (stream, &sample_fields, NULL, 0, ACME_JSON_ARRAY);
}

static AcmeRowWriter *
make_csv (GOutputStream *stream)
{
  return acme_csv_writer_new (stream, &sample_fields, NULL, 0, TRUE);
}

static AcmeRowWriter *
make_table (GOutputStream *stream)
{
  return acme_text_table_new (stream, &sample_fields, NULL, 0, TRUE, 80);
}

/* Returns how many of @n rows were taken. */
static guint
write_rows (AcmeRowWriter  *writer,
            guint           n,
            GError        **error)
{
  g_autoptr(AcmeItem) item = sample_item_new (1, "some name");

  for (guint i = 0; i < n; i++)
    {
      if (!acme_row_writer_write_item (writer, item, error))
        return i;
    }
  return acme_row_writer_finish (writer, error) ? n : n - 1;
}

static void
test_incremental (gconstpointer make)
{
  g_autoptr(TestStream) stream = g_object_new (TEST_TYPE_STREAM, NULL);
  g_autoptr(AcmeRowWriter) writer = ((MakeWriter) make) (G_OUTPUT_STREAM (stream));
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (write_rows (writer, 100000, &error), ==, 100000);
  g_assert_no_error (error);
  g_assert_cmpuint (stream->n_bytes, >, 1000000);
  g_assert_cmpuint (stream->largest, <, 128 * 1024);
}

static void
test_full_disk (gconstpointer make)
{
  g_autoptr(TestStream) stream = g_object_new (TEST_TYPE_STREAM, NULL);
  g_autoptr(AcmeRowWriter) writer = ((MakeWriter) make) (G_OUTPUT_STREAM (stream));
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) again = NULL;
  gsize written;

  stream->room = 100000;
  stream->failure = G_IO_ERROR_NO_SPACE;
  g_assert_cmpuint (write_rows (writer, 100000, &error), <, 100000);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "The output could not be written: there is no space left.");

  /* nothing follows, even if there is space again */
  stream->room = G_MAXSIZE;
  written = stream->n_bytes;
  g_assert_false (acme_row_writer_finish (writer, &again));
  g_assert_error (again, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpuint (stream->n_bytes, ==, written);
}

/* A few rows are only written at the end, and that is when the disk is found to be full. */
static void
test_full_at_end (gconstpointer make)
{
  g_autoptr(TestStream) stream = g_object_new (TEST_TYPE_STREAM, NULL);
  g_autoptr(AcmeRowWriter) writer = ((MakeWriter) make) (G_OUTPUT_STREAM (stream));
  g_autoptr(GError) error = NULL;

  stream->room = 0;
  stream->failure = G_IO_ERROR_NO_SPACE;
  g_assert_cmpuint (write_rows (writer, 1, &error), ==, 0);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
}

static void
test_other_failures (void)
{
  static const GIOErrorEnum kept[] = { G_IO_ERROR_BROKEN_PIPE, G_IO_ERROR_CANCELLED };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr(TestStream) stream = g_object_new (TEST_TYPE_STREAM, NULL);
      g_autoptr(AcmeRowWriter) writer = make_json (G_OUTPUT_STREAM (stream));
      g_autoptr(GError) error = NULL;

      stream->room = 0;
      stream->failure = kept[i];
      g_assert_false (acme_row_writer_finish (writer, &error));
      g_assert_true (g_error_matches (error, G_IO_ERROR, kept[i]));
    }
  {
    g_autoptr(TestStream) stream = g_object_new (TEST_TYPE_STREAM, NULL);
    g_autoptr(AcmeRowWriter) writer = make_json (G_OUTPUT_STREAM (stream));
    g_autoptr(GError) error = NULL;

    stream->room = 0;
    stream->failure = G_IO_ERROR_PERMISSION_DENIED;
    g_assert_false (acme_row_writer_finish (writer, &error));
    g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
    g_assert_cmpstr (error->message, ==, "The output could not be written: as told");
  }
}

static void
test_real_full_disk (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/dev/full");
  g_autoptr(GFileOutputStream) stream = NULL;
  g_autoptr(AcmeRowWriter) writer = NULL;
  g_autoptr(GError) error = NULL;

  stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  writer = make_csv (G_OUTPUT_STREAM (stream));
  g_assert_cmpuint (write_rows (writer, 10, &error), <, 10);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
}

static void
test_rows_of_model (void)
{
  static const guint columns[] = { SAMPLE_NAME, SAMPLE_ID };
  g_autoptr(GOutputStream) table_stream = sample_stream_new ();
  g_autoptr(GOutputStream) json_stream = sample_stream_new ();
  g_autoptr(AcmeRowWriter) table = acme_text_table_new (table_stream, &sample_fields, columns, 2, FALSE, 0);
  g_autoptr(AcmeRowWriter) json = acme_json_writer_new (json_stream, &sample_fields, columns, 2, ACME_JSON_LINES);
  g_autoptr(AcmeKeyedList) list = acme_keyed_list_new ();
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(AcmeQuery) query = acme_query_new (&sample_fields);
  g_autoptr(AcmeRowModel) rows = NULL;

  g_ptr_array_add (items, sample_item_new (1, "b"));
  g_ptr_array_add (items, sample_item_new (2, "a"));
  g_ptr_array_add (items, sample_item_new (3, "b"));
  acme_keyed_list_replace (list, items);
  acme_query_set_group (query, SAMPLE_NAME);
  rows = acme_row_model_new (G_LIST_MODEL (list), query);
  acme_row_model_finish (rows);

  g_assert_true (acme_row_writer_write_rows (table, G_LIST_MODEL (rows), NULL));
  g_assert_true (acme_row_writer_finish (table, NULL));
  g_assert_cmpstr (sample_stream_get (table_stream), ==, "a (1)\na  2\n\nb (2)\nb  1\nb  3\n");

  g_assert_true (acme_row_writer_write_rows (json, G_LIST_MODEL (rows), NULL));
  g_assert_true (acme_row_writer_finish (json, NULL));
  g_assert_cmpstr (sample_stream_get (json_stream), ==,
                   "{\"name\":\"a\",\"id\":2}\n{\"name\":\"b\",\"id\":1}\n{\"name\":\"b\",\"id\":3}\n");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    MakeWriter make;
  } formats[] = {
    { "json", make_json },
    { "csv", make_csv },
    { "table", make_table },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *incremental = g_strdup_printf ("/row-writer/%s/incremental", formats[i].name);
      g_autofree char *full_disk = g_strdup_printf ("/row-writer/%s/full-disk", formats[i].name);
      g_autofree char *full_at_end = g_strdup_printf ("/row-writer/%s/full-at-end", formats[i].name);

      g_test_add_data_func (incremental, formats[i].make, test_incremental);
      g_test_add_data_func (full_disk, formats[i].make, test_full_disk);
      g_test_add_data_func (full_at_end, formats[i].make, test_full_at_end);
    }
  g_test_add_func ("/row-writer/other-failures", test_other_failures);
  g_test_add_func ("/row-writer/real-full-disk", test_real_full_disk);
  g_test_add_func ("/row-writer/rows-of-model", test_rows_of_model);
  return g_test_run ();
}
