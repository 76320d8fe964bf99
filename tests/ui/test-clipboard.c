/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-clipboard.h"

#include "find-widget.h"

#define SECRET "uVw-not-a-real-key_1234"

typedef struct
{
  GdkClipboard *gdk;
  AcmeClipboard *clipboard;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->gdk = gdk_display_get_clipboard (gdk_display_get_default ());
  fixture->clipboard = acme_clipboard_new (fixture->gdk);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->clipboard != NULL)
    g_assert_finalize_object (fixture->clipboard);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      out)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (out, NULL, &error));
}

static gboolean
is_closed (gpointer stream)
{
  return g_output_stream_is_closed (stream);
}

/* What another program would get. */
static char *
read_type (Fixture    *fixture,
           const char *mime_type)
{
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(GBytes) bytes = NULL;

  gdk_content_provider_write_mime_type_async (gdk_clipboard_get_content (fixture->gdk), mime_type, stream,
                                              G_PRIORITY_DEFAULT, NULL, read_cb, stream);
  wait_until (is_closed, stream);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
read_text_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      out)
{
  *(char **) out = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_set (gpointer text)
{
  return *(char **) text != NULL;
}

static void
test_secret (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *plain = NULL;
  g_autofree char *utf8 = NULL;
  g_autofree char *hint = NULL;
  g_autofree char *text = NULL;

  g_assert_false (acme_clipboard_holds_secret (fixture->clipboard));
  acme_clipboard_copy_secret (fixture->clipboard, SECRET);
  g_assert_true (acme_clipboard_holds_secret (fixture->clipboard));

  plain = read_type (fixture, "text/plain");
  g_assert_cmpstr (plain, ==, SECRET);
  utf8 = read_type (fixture, "text/plain;charset=utf-8");
  g_assert_cmpstr (utf8, ==, SECRET);
  hint = read_type (fixture, "x-kde-passwordManagerHint");
  g_assert_cmpstr (hint, ==, "secret");
  gdk_clipboard_read_text_async (fixture->gdk, NULL, read_text_cb, &text); /* pasted in this program */
  wait_until (is_set, &text);
  g_assert_cmpstr (text, ==, SECRET);

  acme_clipboard_clear (fixture->clipboard);
  g_assert_null (gdk_clipboard_get_content (fixture->gdk));
  g_assert_false (acme_clipboard_holds_secret (fixture->clipboard));
}

static void
test_goes (Fixture       *fixture,
           gconstpointer  data)
{
  acme_clipboard_copy_secret (fixture->clipboard, "another");
  acme_clipboard_copy_secret (fixture->clipboard, SECRET);
  g_assert_true (acme_clipboard_holds_secret (fixture->clipboard));
  g_assert_finalize_object (g_steal_pointer (&fixture->clipboard));
  g_assert_null (gdk_clipboard_get_content (fixture->gdk));
}

/* What is no secret, or what somebody else put there, stays. */
static void
test_stays (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto(GValue) value = G_VALUE_INIT;

  acme_clipboard_copy_secret (fixture->clipboard, SECRET);
  gdk_clipboard_set_text (fixture->gdk, "of another window");
  g_assert_false (acme_clipboard_holds_secret (fixture->clipboard));
  acme_clipboard_clear (fixture->clipboard);
  g_assert_nonnull (gdk_clipboard_get_content (fixture->gdk));

  acme_clipboard_copy_secret (fixture->clipboard, SECRET);
  acme_clipboard_copy (fixture->clipboard, "kid-1");
  g_assert_false (acme_clipboard_holds_secret (fixture->clipboard));
  g_assert_finalize_object (g_steal_pointer (&fixture->clipboard));
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (gdk_clipboard_get_content (fixture->gdk), &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "kid-1");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/clipboard/secret", Fixture, NULL, set_up, test_secret, tear_down);
  g_test_add ("/clipboard/goes", Fixture, NULL, set_up, test_goes, tear_down);
  g_test_add ("/clipboard/stays", Fixture, NULL, set_up, test_stays, tear_down);
  return g_test_run ();
}
