/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-accounts.h"
#include "scm-double.h"

#define DOMAINS "/api/acme/v2/account/126/domain"
#define CLIENTS "/api/acme/v2/account/126/client"
#define UNIVERSAL_CLIENTS "/api/acme/v1/pca/account/126/client"

static gint64
count (ScmDouble     *server,
       const char    *kind,
       AcmeScmCount   what,
       GError       **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeAccount) account = acme_account_new (kind, 126);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_count_async (session, account, what, NULL, scm_outcome_cb, &outcome);
  return acme_scm_count_finish (session, scm_outcome_wait (&outcome), error);
}

/* One small request each */
static void
test_by_header (void)
{
  static const struct { const char *kind; AcmeScmCount what; const char *path; const char *element; } cases[] = {
    { ACME_ACCOUNT_KIND_PUBLIC, ACME_SCM_COUNT_DOMAINS, DOMAINS, "{\"name\": \"d$\"}" },
    { ACME_ACCOUNT_KIND_PUBLIC, ACME_SCM_COUNT_CLIENTS, CLIENTS, "{\"accountId\": \"c$\"}" },
    { ACME_ACCOUNT_KIND_UNIVERSAL, ACME_SCM_COUNT_CLIENTS, UNIVERSAL_CLIENTS, "{\"accountId\": \"c$\"}" },
  };
  static const guint numbers[] = { 0, 1, 2, 1234 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
        {
          g_autoptr(ScmDouble) server = scm_double_new ();
          g_autofree char *request = g_strdup_printf ("GET %s?size=1&position=0", cases[i].path);
          g_autoptr(GError) error = NULL;

          scm_double_add_pages (server, cases[i].path, numbers[j], cases[i].element);
          g_assert_cmpint (count (server, cases[i].kind, cases[i].what, &error), ==, numbers[j]);
          g_assert_no_error (error);
          g_assert_cmpuint (server->requests->len, ==, 1);
          g_assert_cmpstr (server->requests->pdata[0], ==, request);
        }
    }
}

typedef struct
{
  const char *total; /* (nullable): of a page with one entry */
  guint n_on_page;   /* of the page with one entry */
  guint n;           /* of the list */
} Answer;

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  const Answer *answer = user_data;
  gboolean is_page = scm_double_get_number (query, "size") == 1;
  guint n = is_page ? answer->n_on_page : answer->n;
  g_autoptr(GString) json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s{\"name\": \"d%u\"}", i > 0 ? "," : "", i);
  g_string_append_c (json, ']');
  if (answer->total != NULL && is_page)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-Total-Count", answer->total);
  scm_double_answer (message, 200, json->str);
}

/* Where the header says nothing that can be true, the list is counted */
static void
test_by_listing (void)
{
  static const struct { Answer answer; gint64 count; guint n_requests; } cases[] = {
    { { NULL, 1, 3 }, 3, 2 },
    { { "many", 1, 3 }, 3, 2 },
    { { "-5", 1, 3 }, 3, 2 },
    { { "0", 1, 3 }, 3, 2 },
    { { "7", 0, 3 }, 3, 2 },
    { { NULL, 0, 0 }, 0, 1 },
    { { NULL, 3, 3 }, 3, 2 }, /* a server that ignores the size */
    { { "3", 3, 3 }, 3, 1 },
    { { "2", 3, 3 }, 3, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(GError) error = NULL;

      scm_double_add (server, DOMAINS, answer_cb, (gpointer) &cases[i].answer);
      g_assert_cmpint (count (server, ACME_ACCOUNT_KIND_PUBLIC, ACME_SCM_COUNT_DOMAINS, &error), ==, cases[i].count);
      g_assert_no_error (error);
      g_assert_cmpuint (server->requests->len, ==, cases[i].n_requests);
    }
}

static void
test_fails (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (count (server, ACME_ACCOUNT_KIND_PUBLIC, ACME_SCM_COUNT_CLIENTS, &error), ==, -1);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
  g_clear_error (&error);

  scm_double_add_json (server, CLIENTS, "{\"total\": 5}");
  g_assert_cmpint (count (server, ACME_ACCOUNT_KIND_PUBLIC, ACME_SCM_COUNT_CLIENTS, &error), ==, -1);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_clear_error (&error);

  g_assert_cmpint (count (server, ACME_ACCOUNT_KIND_UNIVERSAL, ACME_SCM_COUNT_DOMAINS, &error), ==, -1);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_cmpuint (server->requests->len, ==, 2);
}

static void
test_cancel (void)
{
  static Answer answer = { NULL, 1, 1 };
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 126);

  scm_double_add (server, DOMAINS, answer_cb, &answer);
  server->delay = 50;
  for (guint n_before = 0; n_before <= 2; n_before++) /* so many requests have come when it is cancelled */
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(GError) error = NULL;

      g_ptr_array_set_size (server->requests, 0);
      if (n_before == 0)
        g_cancellable_cancel (cancellable);
      acme_scm_count_async (session, account, ACME_SCM_COUNT_DOMAINS, cancellable, scm_outcome_cb, &outcome);
      SCM_WAIT_UNTIL (server->requests->len == n_before);
      g_cancellable_cancel (cancellable);
      g_assert_cmpint (acme_scm_count_finish (session, scm_outcome_wait (&outcome), &error), ==, -1);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (server->requests->len, ==, n_before);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/account-count/by-header", test_by_header);
  g_test_add_func ("/scm/account-count/by-listing", test_by_listing);
  g_test_add_func ("/scm/account-count/fails", test_fails);
  g_test_add_func ("/scm/account-count/cancel", test_cancel);
  return g_test_run ();
}
