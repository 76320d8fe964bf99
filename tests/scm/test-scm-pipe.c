/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-pipe.h"

#include <string.h>

#include "acme-scm-wake.h"
#include "scm-double.h"

static gboolean
push_text (AcmeScmPipe *pipe,
           const char  *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return acme_scm_pipe_push (pipe, bytes);
}

static void
check_pop (AcmeScmPipe *pipe,
           const char  *text)
{
  g_autoptr(GBytes) bytes = acme_scm_pipe_pop (pipe);

  if (text == NULL)
    {
      g_assert_null (bytes);
      return;
    }
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

static gboolean
count_cb (gpointer n_calls)
{
  ++*(guint *) n_calls;
  return G_SOURCE_REMOVE;
}

static GSource *
watch_room (AcmeScmPipe  *pipe,
            GCancellable *cancellable,
            guint        *n_calls)
{
  GSource *source = acme_scm_pipe_create_room_source (pipe, cancellable);

  g_source_set_callback (source, count_cb, n_calls, NULL);
  g_source_attach (source, NULL);
  return source;
}

static void
end_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
test_order (void)
{
  g_autoptr(AcmeScmPipe) pipe = acme_scm_pipe_new (100);

  g_assert_true (push_text (pipe, "one"));
  g_assert_true (push_text (pipe, "two"));
  acme_scm_pipe_end (pipe, TRUE);
  check_pop (pipe, "one");
  check_pop (pipe, "two");
  check_pop (pipe, NULL);
  check_pop (pipe, NULL);
  g_assert_true (acme_scm_pipe_is_whole (pipe));
  g_assert_false (acme_scm_pipe_is_aborted (pipe));
}

static void
test_broken (void)
{
  g_autoptr(AcmeScmPipe) pipe = acme_scm_pipe_new (100);

  g_assert_cmpint (acme_scm_pipe_get_size (pipe), ==, -1);
  acme_scm_pipe_set_size (pipe, 1000);
  g_assert_cmpint (acme_scm_pipe_get_size (pipe), ==, 1000);
  push_text (pipe, "one");
  g_assert_false (acme_scm_pipe_is_whole (pipe));
  acme_scm_pipe_end (pipe, FALSE);
  check_pop (pipe, "one"); /* what came is of use */
  check_pop (pipe, NULL);
  g_assert_false (acme_scm_pipe_is_whole (pipe));
}

static void
test_full (void)
{
  g_autoptr(AcmeScmPipe) pipe = acme_scm_pipe_new (6);
  guint n_calls = 0;
  GSource *source;

  g_assert_true (push_text (pipe, "aa"));
  g_assert_true (push_text (pipe, "bb"));
  g_assert_false (push_text (pipe, "cc"));
  source = watch_room (pipe, NULL, &n_calls);
  check_pop (pipe, "aa");
  scm_spin (20);
  g_assert_cmpuint (n_calls, ==, 0); /* two thirds are no room yet */
  check_pop (pipe, "bb");
  SCM_WAIT_UNTIL (n_calls == 1);
  check_pop (pipe, "cc");
  scm_spin (20);
  g_assert_cmpuint (n_calls, ==, 1);
  end_source (source);

  /* where there is room already nobody waits for a pop */
  source = watch_room (pipe, NULL, &n_calls);
  SCM_WAIT_UNTIL (n_calls == 2);
  end_source (source);
}

static void
test_cancelled_room (void)
{
  g_autoptr(AcmeScmPipe) pipe = acme_scm_pipe_new (2);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  guint n_calls = 0;
  GSource *source;

  g_assert_false (push_text (pipe, "aa"));
  source = watch_room (pipe, cancellable, &n_calls);
  scm_spin (20);
  g_assert_cmpuint (n_calls, ==, 0);
  g_cancellable_cancel (cancellable);
  SCM_WAIT_UNTIL (n_calls == 1);
  end_source (source);
  check_pop (pipe, "aa"); /* tells a source that is gone */
}

static void
test_abort (void)
{
  g_autoptr(AcmeScmPipe) pipe = acme_scm_pipe_new (2);
  guint n_calls = 0;
  GSource *source;

  g_assert_false (push_text (pipe, "aa"));
  source = watch_room (pipe, NULL, &n_calls);
  acme_scm_pipe_abort (pipe);
  SCM_WAIT_UNTIL (n_calls == 1);
  end_source (source);
  g_assert_true (acme_scm_pipe_is_aborted (pipe));
  check_pop (pipe, NULL);
  g_assert_true (push_text (pipe, "bb"));
  check_pop (pipe, NULL);
  acme_scm_pipe_end (pipe, TRUE);
  g_assert_false (acme_scm_pipe_is_whole (pipe));
}

static gpointer
pop_all (gpointer user_data)
{
  AcmeScmPipe *pipe = user_data;
  g_autoptr(GString) all = g_string_new (NULL);
  GBytes *bytes;

  while ((bytes = acme_scm_pipe_pop (pipe)) != NULL)
    {
      g_string_append_len (all, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
      g_bytes_unref (bytes);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* From one thread to another, through much less room than there is to carry */
static void
test_threads (void)
{
  g_autoptr(AcmeScmPipe) pipe = acme_scm_pipe_new (64);
  GThread *thread = g_thread_new ("pop", pop_all, pipe);
  g_autoptr(GString) sent = g_string_new (NULL);
  g_autofree char *got = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u,", i);

      g_string_append (sent, text);
      if (!push_text (pipe, text))
        {
          guint n_calls = 0;
          GSource *source = watch_room (pipe, NULL, &n_calls);

          SCM_WAIT_UNTIL (n_calls == 1);
          end_source (source);
        }
    }
  acme_scm_pipe_end (pipe, TRUE);
  got = g_thread_join (thread);
  g_assert_cmpstr (got, ==, sent->str);
}

/* Who waits for a piece notices that none will come */
static void
test_abort_waiting (void)
{
  g_autoptr(AcmeScmPipe) pipe = acme_scm_pipe_new (64);
  GThread *thread = g_thread_new ("pop", pop_all, pipe);
  g_autofree char *got = NULL;

  scm_spin (20);
  acme_scm_pipe_abort (pipe);
  got = g_thread_join (thread);
  g_assert_cmpstr (got, ==, "");
}

static gboolean
count_wake_cb (gpointer n_calls)
{
  ++*(guint *) n_calls;
  return G_SOURCE_CONTINUE;
}

static void
test_wake (void)
{
  g_autoptr(GSource) source = acme_scm_wake_source_new ();
  guint n_calls = 0;

  acme_scm_wake (source); /* that nobody has attached */
  g_source_set_callback (source, count_wake_cb, &n_calls, NULL);
  g_source_attach (source, NULL);
  SCM_WAIT_UNTIL (n_calls == 1);
  scm_spin (20);
  g_assert_cmpuint (n_calls, ==, 1);

  for (guint i = 0; i < 10; i++)
    acme_scm_wake (source);
  scm_spin (20);
  g_assert_cmpuint (n_calls, ==, 2);

  acme_scm_wake (source);
  g_source_destroy (source);
  acme_scm_wake (source);
  scm_spin (20);
  g_assert_cmpuint (n_calls, ==, 2);
}

/* A piece costs more than its bytes */
static void
test_small_pieces (void)
{
  g_autoptr(AcmeScmPipe) pipe = acme_scm_pipe_new (1024 * 1024);
  guint n_calls = 0, n = 1;
  GSource *source;

  while (push_text (pipe, "a") && n < 1000)
    n++;
  g_assert_cmpuint (n, >, 1);
  g_assert_cmpuint (n, <=, 64);
  source = watch_room (pipe, NULL, &n_calls);
  for (check_pop (pipe, "a"); --n > 0; check_pop (pipe, "a"))
    g_main_context_iteration (NULL, FALSE);
  SCM_WAIT_UNTIL (n_calls == 1);
  end_source (source);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/pipe/order", test_order);
  g_test_add_func ("/scm/pipe/broken", test_broken);
  g_test_add_func ("/scm/pipe/full", test_full);
  g_test_add_func ("/scm/pipe/small-pieces", test_small_pieces);
  g_test_add_func ("/scm/pipe/cancelled-room", test_cancelled_room);
  g_test_add_func ("/scm/pipe/abort", test_abort);
  g_test_add_func ("/scm/pipe/threads", test_threads);
  g_test_add_func ("/scm/pipe/abort-waiting", test_abort_waiting);
  g_test_add_func ("/scm/pipe/wake", test_wake);
  return g_test_run ();
}
