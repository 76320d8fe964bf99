/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-profile.h"
#include "acme-scm-item-list.h"
#include "acme-scm-json.h"
#include "scm-double.h"

#define PATH "/api/things/v2"
#define OLD_PATH "/api/things/v1"

static AcmeItem *
read_thing (JsonObject  *element,
            gpointer     n_read,
            GError     **error)
{
  gint64 id;

  (*(guint *) n_read)++;
  return acme_scm_json_get_id (element, "id", &id, error) ? ACME_ITEM (acme_profile_new (id)) : NULL;
}

static void
note_end (gpointer n_read)
{
  *(guint *) n_read += 1000;
}

static AcmeScmItemList *
make_list (guint *n_read)
{
  g_autoptr(AcmeScmRequest) request = acme_scm_request_new ("GET", PATH);

  acme_scm_request_add_string (request, "kind", "all");
  return acme_scm_item_list_new (request, ACME_SCM_LIST_PAGED, read_thing, n_read, note_end);
}

static GPtrArray *
run (ScmDouble        *server,
     AcmeScmItemList  *list,
     GError          **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_item_list_run_async (list, session, NULL, scm_outcome_cb, &outcome);
  return acme_scm_item_list_run_finish (session, scm_outcome_wait (&outcome), error);
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer latest)
{
  g_assert_cmpuint (total, ==, 450);
  g_assert_cmpuint (done, >, *(guint *) latest);
  *(guint *) latest = done;
}

static void
test_pages (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  AcmeScmItemList *list;
  guint n_read = 0;
  guint latest = 0;

  scm_double_add_pages (server, PATH, 450, "{\"id\": $}");
  list = make_list (&n_read);
  acme_scm_item_list_set_progress (list, progress_cb, &latest);
  items = run (server, list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 450);
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpint (acme_item_get_number (items->pdata[i], ACME_PROFILE_ID), ==, i + 1);
  g_assert_cmpuint (latest, ==, 450);
  g_assert_cmpuint (n_read, ==, 1450); /* each once, and the data was freed */
}

static void
test_old_path (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;
  AcmeScmItemList *list;
  guint n_read = 0;

  scm_double_add_pages (server, OLD_PATH, 3, "{\"id\": $}");
  list = make_list (&n_read);
  acme_scm_item_list_set_old_path (list, OLD_PATH);
  items = run (server, list, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpuint (scm_double_count (server, "GET " PATH), ==, 1);
  g_assert_cmpuint (scm_double_count (server, "GET " OLD_PATH "?kind=all&size=200&position=0"), ==, 1);

  /* and without another path, or with one that is not known either */
  none = run (server, make_list (&n_read), &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
  g_clear_error (&error);
  soup_server_remove_handler (server->server, OLD_PATH);
  list = make_list (&n_read);
  acme_scm_item_list_set_old_path (list, OLD_PATH);
  none = run (server, list, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
  g_assert_cmpuint (scm_double_count (server, "GET " OLD_PATH), ==, 2);
}

static void
test_cancel (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  guint n_read = 0;

  scm_double_add_pages (server, PATH, 450, "{\"id\": $}");
  server->delay = 100;
  for (guint round = 0; round < 2; round++) /* during, then before */
    {
      g_auto(ScmOutcome) outcome = { NULL };

      acme_scm_item_list_run_async (make_list (&n_read), session, cancellable, scm_outcome_cb, &outcome);
      if (round == 0)
        SCM_WAIT_UNTIL (server->n_in_flight > 0);
      g_cancellable_cancel (cancellable);
      g_assert_null (acme_scm_item_list_run_finish (session, scm_outcome_wait (&outcome), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
    }
  SCM_WAIT_UNTIL (n_read == 2000);
  g_assert_cmpuint (server->requests->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/item-list/pages", test_pages);
  g_test_add_func ("/scm/item-list/old-path", test_old_path);
  g_test_add_func ("/scm/item-list/cancel", test_cancel);
  return g_test_run ();
}
