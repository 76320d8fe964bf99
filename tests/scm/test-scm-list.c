/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-list.h"
#include "acme-scm-session-private.h"
#include "scm-double.h"

#define PATH "/api/things"

/* A list of the numbers from 0 on, and the ways in which a server may tell them */
typedef struct
{
  gint64 n;           /* how many there are */
  gint64 total;       /* what X-Total-Count says, or -1 for none */
  gint64 later_total; /* what it says from the second page on, or 0 for the same */
  guint page_size;    /* what the server gives at most, or 0 for 200 */
  gboolean ignores_position;
  gboolean ignores_size;
  guint fails_from; /* position from which on it answers with 500, or 0 */

  /* of the reader */
  GArray *read; /* of gint64 */
  gint64 fail_page;
} Numbers;

static void
numbers_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Numbers *numbers = user_data;
  gint64 position = scm_double_get_number (query, "position");
  gint64 size = scm_double_get_number (query, "size");
  gint64 total = position > 0 && numbers->later_total != 0 ? numbers->later_total : numbers->total;
  g_autoptr(GString) json = g_string_new ("[");
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, total);

  if (numbers->fails_from != 0 && position >= numbers->fails_from)
    {
      scm_double_answer (message, 500, NULL);
      return;
    }
  if (position < 0 || numbers->ignores_position)
    position = 0;
  if (size < 0 || numbers->ignores_size)
    size = numbers->n;
  if (numbers->page_size != 0)
    size = MIN (size, numbers->page_size);
  for (gint64 i = position; i < MIN (position + size, numbers->n); i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > position ? "," : "", i);
  g_string_append_c (json, ']');
  if (total >= 0)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Total-Count", text);
  scm_double_answer (message, 200, json->str);
}

static gboolean
take_numbers (JsonArray  *page,
              gpointer    user_data,
              GError    **error)
{
  Numbers *numbers = user_data;

  for (guint i = 0; i < json_array_get_length (page); i++)
    {
      gint64 value = json_array_get_int_element (page, i);

      g_array_append_val (numbers->read, value);
    }
  if (numbers->fail_page != 0 && (gint64) numbers->read->len >= numbers->fail_page)
    {
      g_set_error_literal (error, ACME_ERROR, ACME_ERROR_CONFLICT, "enough");
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_numbers (ScmDouble            *server,
              Numbers              *numbers,
              AcmeScmListFlags      flags,
              AcmeScmProgressFunc   progress,
              gpointer              progress_data,
              GError              **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", PATH);
  g_auto(ScmOutcome) outcome = { NULL };

  soup_server_remove_handler (server->server, PATH);
  scm_double_add (server, PATH, numbers_cb, numbers);
  g_ptr_array_set_size (server->requests, 0);
  numbers->read = g_array_new (FALSE, FALSE, sizeof (gint64));
  acme_scm_list_async (session, request, flags, take_numbers, numbers, progress, progress_data, NULL, scm_outcome_cb,
                       &outcome);
  return acme_scm_list_finish (session, scm_outcome_wait (&outcome), NULL, error);
}

static void
assert_complete (Numbers *numbers,
                 gint64   n)
{
  g_assert_cmpint (numbers->read->len, ==, n);
  for (gint64 i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (numbers->read, gint64, i), ==, i);
  g_clear_pointer (&numbers->read, g_array_unref);
}

/* Both stop rules, each with the fewest requests */
static void
test_pages (void)
{
  static const struct { gint64 n; gboolean told; guint n_requests; } cases[] = {
    { 0, TRUE, 1 }, { 0, FALSE, 1 }, { 1, TRUE, 1 }, { 1, FALSE, 1 }, { 199, FALSE, 1 }, { 200, TRUE, 1 },
    { 200, FALSE, 2 }, { 201, TRUE, 2 }, { 201, FALSE, 2 }, { 400, TRUE, 2 }, { 400, FALSE, 3 }, { 450, TRUE, 3 },
    { 450, FALSE, 3 }, { 3000, TRUE, 15 }, { 3001, TRUE, 16 }, { 1000, FALSE, 6 },
  };
  g_autoptr(ScmDouble) server = scm_double_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Numbers numbers = { .n = cases[i].n, .total = cases[i].told ? cases[i].n : -1 };
      g_autoptr(GError) error = NULL;

      g_assert_true (read_numbers (server, &numbers, ACME_SCM_LIST_PAGED, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (server->requests->len, ==, cases[i].n_requests);
      assert_complete (&numbers, cases[i].n);
    }
}

static void
test_queries (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  Numbers numbers = { .n = 450, .total = 450 };

  g_assert_true (read_numbers (server, &numbers, ACME_SCM_LIST_PAGED, NULL, NULL, NULL));
  assert_complete (&numbers, 450);
  g_assert_cmpuint (scm_double_count (server, "GET " PATH "?size=200&position=0"), ==, 1);
  g_assert_cmpuint (scm_double_count (server, "GET " PATH "?size=200&position=200"), ==, 1);
  g_assert_cmpuint (scm_double_count (server, "GET " PATH "?size=200&position=400"), ==, 1);

  g_assert_true (read_numbers (server, &numbers, ACME_SCM_LIST_DEFAULT, NULL, NULL, NULL));
  assert_complete (&numbers, 450);
  g_assert_cmpuint (server->requests->len, ==, 1);
  g_assert_cmpstr (server->requests->pdata[0], ==, "GET " PATH);
}

/* Whatever the total says, the list is complete and ends soon */
static void
test_lies (void)
{
  static const struct { Numbers numbers; guint max_requests; } cases[] = {
    { { .n = 450, .total = G_MAXINT64 }, 3 + 4 }, /* far too large */
    { { .n = 450, .total = 600 }, 4 },
    { { .n = 12, .total = 500 }, 2 },
    { { .n = 0, .total = 500 }, 1 },
    { { .n = 450, .total = 3 }, 3 },                        /* too small: the pages are full */
    { { .n = 450, .total = 0 }, 3 },
    { { .n = 1000, .total = 1000, .later_total = 5000 }, 5 + 5 }, /* grows */
    { { .n = 1000, .total = 400, .later_total = 1000 }, 6 },
    { { .n = 900, .total = 2000, .later_total = 900 }, 5 + 5 }, /* shrinks */
    { { .n = 230, .total = 230, .page_size = 100 }, 3 },        /* gives less than it is asked for */
    { { .n = 230, .total = 900, .page_size = 100 }, 4 },
    { { .n = 450, .total = 450, .ignores_size = TRUE }, 1 },  /* gives all */
    { { .n = 450, .total = -1, .ignores_size = TRUE }, 2 },
  };
  g_autoptr(ScmDouble) server = scm_double_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Numbers numbers = cases[i].numbers;
      g_autoptr(GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_true (read_numbers (server, &numbers, ACME_SCM_LIST_PAGED, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (server->requests->len, <=, cases[i].max_requests);
      assert_complete (&numbers, cases[i].numbers.n);
    }
}

/* The same page again and again ends the list, with or without a total */
static void
test_position_ignored (void)
{
  static const gint64 totals[] = { -1, 1000000000, 450 };
  g_autoptr(ScmDouble) server = scm_double_new ();

  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      Numbers numbers = { .n = 450, .total = totals[i], .ignores_position = TRUE };

      g_assert_true (read_numbers (server, &numbers, ACME_SCM_LIST_PAGED, NULL, NULL, NULL));
      g_assert_cmpuint (server->requests->len, <=, 2 + 4);
      assert_complete (&numbers, 200);
    }
}

static void
test_totals (void)
{
  static const struct { const char *text; gint64 total; } cases[] = {
    { "0", 0 }, { "450", 450 }, { "9223372036854775807", G_MAXINT64 }, { "9223372036854775808", -1 }, { "-1", -1 },
    { "", -1 }, { "many", -1 }, { "4 ", -1 }, { "1e3", -1 }, { NULL, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeScmReply) reply = acme_scm_reply_new (200, cases[i].text, NULL);

      g_assert_cmpint (reply->total, ==, cases[i].total);
    }
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  GString *log = user_data;

  g_string_append_printf (log, "%u/%u ", done, total);
}

static void
test_progress (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GString) told = g_string_new (NULL);
  g_autoptr(GString) untold = g_string_new (NULL);
  Numbers numbers = { .n = 450, .total = 450 };

  g_assert_true (read_numbers (server, &numbers, ACME_SCM_LIST_PAGED, progress_cb, told, NULL));
  assert_complete (&numbers, 450);
  g_assert_cmpstr (told->str, ==, "200/450 400/450 450/450 ");
  numbers.total = -1;
  g_assert_true (read_numbers (server, &numbers, ACME_SCM_LIST_PAGED, progress_cb, untold, NULL));
  assert_complete (&numbers, 450);
  g_assert_cmpstr (untold->str, ==, "200/0 400/0 450/0 ");
}

static void
test_parallel (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  Numbers numbers = { .n = 10000, .total = 10000 };

  server->delay = 5;
  g_assert_true (read_numbers (server, &numbers, ACME_SCM_LIST_PAGED, NULL, NULL, NULL));
  assert_complete (&numbers, 10000);
  g_assert_cmpuint (server->requests->len, ==, 50);
  g_assert_cmpuint (server->max_in_flight, ==, 4);
}

static void
test_failures (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GError) error = NULL;
  Numbers numbers = { .n = 5000, .total = 5000, .fails_from = 600 };

  g_assert_false (read_numbers (server, &numbers, ACME_SCM_LIST_PAGED, NULL, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_SERVER);
  g_assert_cmpuint (server->requests->len, <=, 3 + 8);
  g_clear_pointer (&numbers.read, g_array_unref);
  g_clear_error (&error);

  numbers.fails_from = 0;
  numbers.fail_page = 400;
  g_assert_false (read_numbers (server, &numbers, ACME_SCM_LIST_PAGED, NULL, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_CONFLICT);
  assert_complete (&numbers, 400);
}

static void
test_endless (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GError) error = NULL;
  Numbers numbers = { .n = ACME_SCM_MAX_ITEMS + 1, .total = -1, .ignores_size = TRUE };

  g_assert_false (read_numbers (server, &numbers, ACME_SCM_LIST_PAGED, NULL, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_nonnull (strstr (error->message, "more than 1000000"));
  assert_complete (&numbers, 0);
}

static void
test_not_a_list (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", PATH);
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  Numbers numbers = { 0 };

  scm_double_add_json (server, PATH, "{\"id\": 1}");
  acme_scm_list_async (session, request, ACME_SCM_LIST_PAGED, take_numbers, &numbers, NULL, NULL, NULL, scm_outcome_cb,
                       &outcome);
  g_assert_false (acme_scm_list_finish (session, scm_outcome_wait (&outcome), NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
}

/* C2: a resource that has to try another way sees the status and what SCM says */
static void
test_status (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", "/api/nothing");
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  Numbers numbers = { 0 };
  guint status;

  acme_scm_list_async (session, request, ACME_SCM_LIST_PAGED, take_numbers, &numbers, NULL, NULL, NULL, scm_outcome_cb,
                       &outcome);
  g_assert_false (acme_scm_list_finish (session, scm_outcome_wait (&outcome), &status, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
  g_assert_cmpuint (status, ==, 404);
  g_assert_true (g_str_has_suffix (error->message, "nothing here"));
}

static void
test_cancel (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", PATH);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;
  Numbers numbers = { .n = 100000, .total = 100000 };

  numbers.read = g_array_new (FALSE, FALSE, sizeof (gint64));
  server->delay = 5;
  scm_double_add (server, PATH, numbers_cb, &numbers);
  acme_scm_list_async (session, request, ACME_SCM_LIST_PAGED, take_numbers, &numbers, NULL, NULL, cancellable,
                       scm_outcome_cb, &outcome);
  SCM_WAIT_UNTIL (numbers.read->len >= 1000);
  g_cancellable_cancel (cancellable);
  g_assert_false (acme_scm_list_finish (session, scm_outcome_wait (&outcome), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (numbers.read->len, <, 100000);
  g_array_unref (numbers.read);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/list/pages", test_pages);
  g_test_add_func ("/scm/list/queries", test_queries);
  g_test_add_func ("/scm/list/lies", test_lies);
  g_test_add_func ("/scm/list/position-ignored", test_position_ignored);
  g_test_add_func ("/scm/list/totals", test_totals);
  g_test_add_func ("/scm/list/progress", test_progress);
  g_test_add_func ("/scm/list/parallel", test_parallel);
  g_test_add_func ("/scm/list/failures", test_failures);
  g_test_add_func ("/scm/list/endless", test_endless);
  g_test_add_func ("/scm/list/not-a-list", test_not_a_list);
  g_test_add_func ("/scm/list/status", test_status);
  g_test_add_func ("/scm/list/cancel", test_cancel);
  return g_test_run ();
}
