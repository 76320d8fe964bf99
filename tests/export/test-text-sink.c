/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-error.h"
#include "acme-text-sink.h"
#include "sample-item.h"

/* Pieces of a good size, and in the end all of it. */
static void
test_pieces (void)
{
  g_autoptr(GOutputStream) stream = sample_stream_new ();
  AcmeTextSink sink;
  gsize written;

  acme_text_sink_init (&sink, stream);
  g_string_append (sink.pending, "a");
  g_assert_true (acme_text_sink_push (&sink, NULL));
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 0);

  for (guint i = 0; i < 100000; i++)
    {
      g_string_append (sink.pending, "b");
      g_assert_true (acme_text_sink_push (&sink, NULL));
    }
  written = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_cmpuint (written, >, 0);
  g_assert_cmpuint (written, <, 100001);
  g_assert_true (acme_text_sink_finish (&sink, NULL));
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 100001);
  acme_text_sink_clear (&sink);
}

static void
test_broken (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/dev/full");
  g_autoptr(GFileOutputStream) stream = g_file_append_to (file, 0, NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) again = NULL;
  AcmeTextSink sink;

  acme_text_sink_init (&sink, G_OUTPUT_STREAM (stream));
  g_assert_true (acme_text_sink_check (&sink, NULL));
  g_string_append (sink.pending, "a");
  g_assert_false (acme_text_sink_finish (&sink, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "The output could not be written: there is no space left.");
  g_assert_false (acme_text_sink_check (&sink, &again));
  g_assert_error (again, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpuint (sink.pending->len, ==, 0);
  acme_text_sink_clear (&sink);
}

/* One that was never set up can be cleared. */
static void
test_unused (void)
{
  AcmeTextSink sink = { NULL };

  acme_text_sink_clear (&sink);
  g_assert_null (sink.stream);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-sink/pieces", test_pieces);
  g_test_add_func ("/text-sink/broken", test_broken);
  g_test_add_func ("/text-sink/unused", test_unused);
  return g_test_run ();
}
