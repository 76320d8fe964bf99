/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-endpoint.h"
#include "acme-scm-endpoints.h"
#include "acme-scm-servers.h"
#include "scm-double.h"

#define LIST "/api/endpoint/v1"
#define SERVERS "/api/acme/v1/server"

static const char *const two_endpoints =
  "[{\"id\": 737, \"name\": \"OV ACME Server\", \"type\": \"PUBLIC_ACME\","
  "  \"delegationMode\": \"GLOBAL_FOR_CUSTOMER\"},"
  " {\"id\": 738, \"name\": \"Universal\", \"type\": \"PRIVATE_ACME\", \"delegationMode\": \"CUSTOMIZED\"}]";
static const char *const detail_737 =
  "{\"id\": 737, \"name\": \"OV ACME Server\", \"type\": \"PUBLIC_ACME\", \"url\": \"https://acme.example.test/v2/OV\","
  " \"organizations\": []}";
static const char *const detail_738 =
  "{\"id\": 738, \"name\": \"Universal\", \"type\": \"PRIVATE_ACME\", \"url\": \"https://acme.example.test/u/1\","
  " \"delegationMode\": \"CUSTOMIZED\", \"organizations\": [{\"id\": 1, \"name\": \"Example\"},"
  " {\"id\": 1, \"name\": \"Example\", \"department\": {\"id\": \"2\", \"name\": \"Web\"}}]}";
static const char *const servers =
  "[{\"url\": \"https://ACME.example.test:443/v2/OV/\", \"name\": \"other name\", \"certValidationType\": \"OV\"}]";

static GPtrArray *
list_endpoints (AcmeScmSession  *session,
                GError         **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_list_endpoints_async (session, NULL, NULL, NULL, NULL, NULL, scm_outcome_cb, &outcome);
  return acme_scm_list_endpoints_finish (session, scm_outcome_wait (&outcome), error);
}

static void
add_two (ScmDouble *server)
{
  scm_double_add_json (server, LIST, two_endpoints);
  scm_double_add_json (server, LIST "/737", detail_737);
  scm_double_add_json (server, LIST "/738", detail_738);
  scm_double_add_json (server, SERVERS, servers);
}

static void
assert_text (GPtrArray  *items,
             guint       i,
             guint       field,
             const char *text)
{
  g_assert_cmpuint (i, <, items->len);
  g_assert_cmpstr (acme_item_get_text (items->pdata[i], field), ==, text);
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer user_data)
{
  guint *seen = user_data;

  g_assert_cmpuint (done, <=, total);
  g_assert_cmpuint (done, >=, seen[0]);
  seen[0] = done;
  seen[1] = total;
}

/* What is found is there before the details, and is what they are set in */
static void
found_cb (GPtrArray *endpoints,
          gpointer   user_data)
{
  GPtrArray **found = user_data;

  g_assert_null (*found);
  *found = g_ptr_array_ref (endpoints);
  assert_text (endpoints, 0, ACME_ENDPOINT_NAME, "OV ACME Server");
  assert_text (endpoints, 0, ACME_ENDPOINT_URL, "");
}

static void
test_all (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GPtrArray) found = NULL;
  guint seen[2] = { 0, 0 };

  add_two (server);
  acme_scm_list_endpoints_async (session, found_cb, &found, progress_cb, seen, NULL, scm_outcome_cb, &outcome);
  items = acme_scm_list_endpoints_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_no_error (error);

  g_assert_cmpuint (items->len, ==, 2);
  g_assert_true (found == items);
  assert_text (items, 0, ACME_ENDPOINT_ID, "737");
  assert_text (items, 0, ACME_ENDPOINT_NAME, "OV ACME Server");
  assert_text (items, 0, ACME_ENDPOINT_URL, "https://acme.example.test/v2/OV");
  assert_text (items, 0, ACME_ENDPOINT_TYPE, "Sectigo Public ACME");
  assert_text (items, 0, ACME_ENDPOINT_VALIDATION_TYPE, "OV");
  assert_text (items, 0, ACME_ENDPOINT_DELEGATION_MODE, "General");
  assert_text (items, 0, ACME_ENDPOINT_ORGANIZATIONS, "");
  g_assert_null (acme_item_get_problem (items->pdata[0]));
  assert_text (items, 1, ACME_ENDPOINT_TYPE, "Universal ACME");
  assert_text (items, 1, ACME_ENDPOINT_VALIDATION_TYPE, "");
  assert_text (items, 1, ACME_ENDPOINT_DELEGATION_MODE, "Customized");
  assert_text (items, 1, ACME_ENDPOINT_ORGANIZATIONS, "Example, Example › Web");
  g_assert_null (acme_item_get_problem (items->pdata[1]));
  g_assert_cmpuint (seen[0], ==, 2);
  g_assert_cmpuint (seen[1], ==, 2);

  g_assert_cmpuint (scm_double_count (server, "GET " LIST "?endpointTypes=PUBLIC_ACME&endpointTypes=PRIVATE_ACME&"
                                              "size=200&position=0"), ==, 1);
  g_assert_cmpuint (server->requests->len, ==, 4);
}

/* C1: the server is found by its name if its URL is another one */
static void
test_server_by_name (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  add_two (server);
  soup_server_remove_handler (server->server, SERVERS);
  scm_double_add_json (server, SERVERS, "[7, {\"url\": \"https://elsewhere.example.test/\", \"name\": 5},"
                                        " {\"name\": \"OV ACME Server\", \"url\": 1, \"certValidationType\": \"EV\"}]");
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  assert_text (items, 0, ACME_ENDPOINT_VALIDATION_TYPE, "EV");
}

/* C7: one object instead of an array */
static void
test_single_server (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  add_two (server);
  soup_server_remove_handler (server->server, SERVERS);
  scm_double_add_json (server, SERVERS,
                       "{\"url\": \"https://acme.example.test/v2/OV\", \"certValidationType\": \"DV\"}");
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  assert_text (items, 0, ACME_ENDPOINT_VALIDATION_TYPE, "DV");
}

static void
status_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  scm_double_answer (message, GPOINTER_TO_UINT (user_data), "{\"code\": -2, \"description\": \"it broke\"}");
}

static void
test_servers_fail (void)
{
  static const guint statuses[] = { 400, 401, 403, 404, 500 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(GPtrArray) items = NULL;
      g_autoptr(GError) error = NULL;

      add_two (server);
      soup_server_remove_handler (server->server, SERVERS);
      scm_double_add (server, SERVERS, status_cb, GUINT_TO_POINTER (statuses[i]));
      items = list_endpoints (session, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 2);
      assert_text (items, 0, ACME_ENDPOINT_URL, "https://acme.example.test/v2/OV");
      assert_text (items, 0, ACME_ENDPOINT_VALIDATION_TYPE, "");
    }
}

static void
test_detail_fails (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  add_two (server);
  soup_server_remove_handler (server->server, LIST "/737");
  scm_double_add (server, LIST "/737", status_cb, GUINT_TO_POINTER (500));
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  assert_text (items, 0, ACME_ENDPOINT_NAME, "OV ACME Server");
  assert_text (items, 0, ACME_ENDPOINT_VALIDATION_TYPE, "");
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[0]), "SCM says: it broke"));
  g_assert_null (acme_item_get_problem (items->pdata[1]));
}

/* What is wrong with one detail is a problem of its row, and the rest of it is read */
static void
test_odd_details (void)
{
  static const struct { const char *json; const char *problem; const char *organizations; } cases[] = {
    { "[]", "something else than an object", "" },
    { "{}", "did not tell the URL", "" },
    { "{\"url\": null, \"organizations\": null}", "did not tell the URL", "" },
    { "{\"url\": 5, \"organizations\": [{\"id\": 1, \"name\": \"Example\"}]}", "“url”", "Example" },
    { "{\"url\": \"https://a.example.test/\", \"organizations\": {}}", "“organizations”", "" },
    { "{\"url\": \"https://a.example.test/\", \"organizations\": [7, {\"id\": 1, \"name\": \"Example\"}]}", "“id”",
      "Example" },
    { "{\"url\": \"https://a.example.test/\", \"organizations\": [{\"id\": 1, \"department\": 5}]}", "“department”",
      "" },
    { "{\"url\": \"https://a.example.test/\", \"organizations\": [{\"id\": 1, \"name\": {}}]}", "“name”", "" },
    { "{\"url\": \"https://a.example.test/\", \"delegationMode\": []}", "“delegationMode”", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(GPtrArray) items = NULL;
      g_autoptr(GError) error = NULL;

      add_two (server);
      soup_server_remove_handler (server->server, LIST "/737");
      scm_double_add_json (server, LIST "/737", cases[i].json);
      items = list_endpoints (session, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %s", cases[i].json, acme_item_get_problem (items->pdata[0]));
      g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[0]), cases[i].problem));
      assert_text (items, 0, ACME_ENDPOINT_ORGANIZATIONS, cases[i].organizations);
      assert_text (items, 0, ACME_ENDPOINT_DELEGATION_MODE, "General");
      g_assert_null (acme_item_get_problem (items->pdata[1]));
    }
}

/* C13: a server that ignores the filter sends everything */
static void
test_filter_ignored (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, LIST,
                       "[{\"id\": 1, \"type\": \"SSL_WEB_FORM\"}, {\"type\": \"SSL_EST\"},"
                       " {\"id\": 2, \"name\": \"a\", \"type\": \"PUBLIC_ACME\"},"
                       " {\"id\": 3, \"type\": \"SMIME_SCEP\"}]");
  scm_double_add_json (server, SERVERS, "[]");
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  assert_text (items, 0, ACME_ENDPOINT_ID, "2");
  g_assert_cmpuint (scm_double_count (server, "GET " LIST "/"), ==, 1);
}

static void
brackets_cb (SoupServer        *server,
             SoupServerMessage *message,
             const char        *path,
             GHashTable        *query,
             gpointer           user_data)
{
  if (g_hash_table_contains (query, user_data))
    scm_double_answer (message, 200, two_endpoints);
  else
    scm_double_answer (message, 400, "{\"code\": -1601, \"description\": \"no such parameter\"}");
}

/* C13: a server that refuses the other spelling */
static void
test_other_filter (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  add_two (server);
  soup_server_remove_handler (server->server, LIST);
  scm_double_add (server, LIST, brackets_cb, (gpointer) "endpointTypes[]");
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_null (acme_item_get_problem (items->pdata[0]));
  g_assert_cmpuint (scm_double_count (server, "GET " LIST "?"), ==, 2);

  /* and one that refuses both is asked no third time */
  soup_server_remove_handler (server->server, LIST);
  scm_double_add (server, LIST, brackets_cb, (gpointer) "endpointKinds");
  none = list_endpoints (session, &error);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "no such parameter"));
  g_assert_null (none);
  g_assert_cmpuint (scm_double_count (server, "GET " LIST "?"), ==, 4);
}

static void
test_list_fails (void)
{
  static const struct { guint status; AcmeError code; } cases[] = {
    { 401, ACME_ERROR_AUTH }, { 403, ACME_ERROR_FORBIDDEN }, { 404, ACME_ERROR_NOT_FOUND },
    { 429, ACME_ERROR_RATE_LIMIT }, { 500, ACME_ERROR_SERVER }, { 503, ACME_ERROR_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmDouble) server = scm_double_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
      g_autoptr(GPtrArray) none = NULL;
      g_autoptr(GPtrArray) items = NULL;
      g_autoptr(GError) error = NULL;

      add_two (server);
      soup_server_remove_handler (server->server, LIST);
      scm_double_add (server, LIST, status_cb, GUINT_TO_POINTER (cases[i].status));
      none = list_endpoints (session, &error);
      g_assert_error (error, ACME_ERROR, (int) cases[i].code);
      g_assert_null (none);

      /* and the session goes on working */
      soup_server_remove_handler (server->server, LIST);
      scm_double_add_json (server, LIST, two_endpoints);
      g_clear_error (&error);
      items = list_endpoints (session, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 2);
    }
}

static void
test_odd_entries (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  add_two (server);
  soup_server_remove_handler (server->server, LIST);
  scm_double_add_json (server, LIST,
                       "[null, {\"id\": \"737\", \"name\": 5, \"type\": \"PUBLIC_ACME\"}, [], {\"name\": \"x\"},"
                       " {\"id\": 738, \"name\": \"Universal\"}, {\"id\": {}, \"type\": \"PUBLIC_ACME\"},"
                       " {\"id\": 738, \"name\": \"Universal\"},"
                       " {\"id\": 737, \"name\": \"b\", \"type\": \"PUBLIC_ACME\"}]");
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  assert_text (items, 0, ACME_ENDPOINT_ID, "737");
  assert_text (items, 0, ACME_ENDPOINT_URL, "https://acme.example.test/v2/OV");
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[0]), "“name”"));
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[0]), "more than once"));
  assert_text (items, 1, ACME_ENDPOINT_ID, "738");
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[1]), "which type"));
  g_assert_null (strstr (acme_item_get_problem (items->pdata[1]), "more than once"));
  assert_text (items, 2, ACME_ENDPOINT_ID, "");
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[2]), "4 entries"));
}

static void
test_nothing_usable (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) empty = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, LIST, "[{\"type\": \"PUBLIC_ACME\"}, 5]");
  none = list_endpoints (session, &error);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_null (none);
  g_clear_error (&error);

  soup_server_remove_handler (server->server, LIST);
  scm_double_add_json (server, LIST, "[]");
  empty = list_endpoints (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (empty->len, ==, 0);
}

static void
many_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  g_autoptr(GString) json = g_string_new ("[");

  for (guint i = 1; i <= 40; i++)
    g_string_append_printf (json, "%s{\"id\": %u, \"name\": \"e%u\", \"type\": \"PRIVATE_ACME\"}",
                            i > 1 ? "," : "", i, i);
  g_string_append_c (json, ']');
  scm_double_answer (message, 200, json->str);
}

static void
slow_detail_cb (SoupServer        *server,
                SoupServerMessage *message,
                const char        *path,
                GHashTable        *query,
                gpointer           user_data)
{
  g_autofree char *json = g_strdup_printf ("{\"url\": \"https://acme.example.test%s\"}", path);

  scm_double_answer (message, 200, json);
}

static void
test_parallel (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  server->delay = 5;
  scm_double_add (server, LIST, slow_detail_cb, NULL); /* and everything below it */
  scm_double_add (server, LIST "/", slow_detail_cb, NULL);
  soup_server_remove_handler (server->server, LIST);
  scm_double_add (server, LIST, many_cb, NULL);
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 40);
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://acme.example.test" LIST "/%u", i + 1);

      assert_text (items, i, ACME_ENDPOINT_URL, url);
    }
  g_assert_cmpuint (server->max_in_flight, ==, 4);
}

/* When the way to SCM breaks on the way, the rest of the rows do not wait for their own failure each */
static void
test_gives_up (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add (server, LIST "/", status_cb, GUINT_TO_POINTER (429));
  scm_double_add (server, LIST, many_cb, NULL);
  for (guint i = 1; i <= 40; i++)
    {
      g_autofree char *path = g_strdup_printf (LIST "/%u", i);

      scm_double_add (server, path, status_cb, GUINT_TO_POINTER (429));
    }
  items = list_endpoints (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 40);
  for (guint i = 0; i < items->len; i++)
    g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[i]), "too many requests"));
  g_assert_cmpuint (scm_double_count (server, "GET " LIST "/"), <=, 8);
}

static void
test_cancel (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(ScmOutcome) before = { NULL };
  g_auto(ScmOutcome) during = { NULL };
  g_autoptr(GError) error = NULL;

  add_two (server);
  server->delay = 200;
  acme_scm_list_endpoints_async (session, NULL, NULL, NULL, NULL, cancellable, scm_outcome_cb, &during);
  SCM_WAIT_UNTIL (server->n_in_flight > 0);
  g_cancellable_cancel (cancellable);
  g_assert_null (acme_scm_list_endpoints_finish (session, scm_outcome_wait (&during), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  acme_scm_list_endpoints_async (session, NULL, NULL, NULL, NULL, cancellable, scm_outcome_cb, &before);
  g_assert_null (acme_scm_list_endpoints_finish (session, scm_outcome_wait (&before), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  scm_spin (300);
  g_assert_cmpuint (before.n_calls, ==, 1);
  g_assert_cmpuint (during.n_calls, ==, 1);

  /* nothing is held any more */
  {
    g_autoptr(AcmeScmSession) gone = g_steal_pointer (&session);

    scm_outcome_clear (&before);
    scm_outcome_clear (&during);
    g_assert_finalize_object (g_steal_pointer (&gone));
  }
}

static void
test_normalize (void)
{
  static const struct { const char *url; const char *normalized; } cases[] = {
    { "HTTPS://Acme.Example.test/v2/OV//", "https://acme.example.test:443/v2/OV" },
    { "https://acme.example.test:443/v2/OV", "https://acme.example.test:443/v2/OV" },
    { "https://acme.example.test:8443/v2/ov?a=B", "https://acme.example.test:8443/v2/ov?a=B" },
    { "OV ACME Server", "OV ACME Server" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normalized = acme_scm_servers_normalize_url (cases[i].url);

      g_assert_cmpstr (normalized, ==, cases[i].normalized);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/endpoints/all", test_all);
  g_test_add_func ("/scm/endpoints/server-by-name", test_server_by_name);
  g_test_add_func ("/scm/endpoints/single-server", test_single_server);
  g_test_add_func ("/scm/endpoints/servers-fail", test_servers_fail);
  g_test_add_func ("/scm/endpoints/detail-fails", test_detail_fails);
  g_test_add_func ("/scm/endpoints/odd-details", test_odd_details);
  g_test_add_func ("/scm/endpoints/filter-ignored", test_filter_ignored);
  g_test_add_func ("/scm/endpoints/other-filter", test_other_filter);
  g_test_add_func ("/scm/endpoints/list-fails", test_list_fails);
  g_test_add_func ("/scm/endpoints/odd-entries", test_odd_entries);
  g_test_add_func ("/scm/endpoints/nothing-usable", test_nothing_usable);
  g_test_add_func ("/scm/endpoints/parallel", test_parallel);
  g_test_add_func ("/scm/endpoints/gives-up", test_gives_up);
  g_test_add_func ("/scm/endpoints/cancel", test_cancel);
  g_test_add_func ("/scm/endpoints/normalize", test_normalize);
  return g_test_run ();
}
