/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-organization.h"
#include "acme-scm-organizations.h"
#include "scm-double.h"

#define PATH "/api/organization/v1"

static GPtrArray *
list_organizations (ScmDouble  *server,
                    GError    **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_list_organizations_async (session, NULL, scm_outcome_cb, &outcome);
  return acme_scm_list_organizations_finish (session, scm_outcome_wait (&outcome), error);
}

static void
assert_organization (GPtrArray  *items,
                     guint       i,
                     const char *id,
                     const char *name,
                     const char *departments)
{
  g_assert_cmpuint (i, <, items->len);
  g_assert_true (ACME_IS_ORGANIZATION (items->pdata[i]));
  g_assert_cmpstr (acme_item_get_text (items->pdata[i], ACME_ORGANIZATION_ID), ==, id);
  g_assert_cmpstr (acme_item_get_text (items->pdata[i], ACME_ORGANIZATION_NAME), ==, name);
  g_assert_cmpstr (acme_item_get_text (items->pdata[i], ACME_ORGANIZATION_DEPARTMENTS), ==, departments);
}

static void
test_all (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  GVariant *departments;
  gint64 id = 0;

  scm_double_add_json (server, PATH,
                       "[{\"id\": 1697, \"name\": \"Example\", \"certTypes\": [], \"departments\": ["
                       "  {\"id\": 1698, \"name\": \"Web, \\\"& Mail\\\"\", \"parentName\": \"Example\"},"
                       "  {\"id\": 1699, \"name\": \"数学\", \"parentName\": \"Example\"}]},"
                       " {\"id\": 1700, \"name\": \"=Other\", \"departments\": []}, {\"id\": 1701, \"name\": null}]");
  items = list_organizations (server, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  assert_organization (items, 0, "1697", "Example", "Web, \"& Mail\", 数学");
  assert_organization (items, 1, "1700", "=Other", "");
  assert_organization (items, 2, "1701", "", "");
  g_assert_null (acme_item_get_problem (items->pdata[0]));

  departments = acme_item_get_variant (items->pdata[0], ACME_ORGANIZATION_DEPARTMENTS);
  g_assert_cmpuint (g_variant_n_children (departments), ==, 2);
  {
    g_autoptr(GVariant) second = g_variant_get_child_value (departments, 1);

    g_assert_true (g_variant_lookup (second, "id", "x", &id));
    g_assert_cmpint (id, ==, 1699);
  }

  /* this list has no pages */
  g_assert_cmpuint (server->requests->len, ==, 1);
  g_assert_cmpstr (server->requests->pdata[0], ==, "GET " PATH);
}

static void
test_odd (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, PATH,
                       "[{\"id\": 1, \"name\": \"a\", \"departments\":"
                       "  [{\"id\": 2, \"name\": \"b\"}, 7, {\"name\": \"c\"}]},"
                       " {\"name\": \"no id\"}, {\"id\": \"3\", \"name\": 5, \"departments\": \"none\"},"
                       " {\"id\": 1, \"name\": \"another a\"}, {\"id\": 4, \"name\": \"d\"},"
                       " {\"id\": 4, \"name\": \"d\"}]");
  items = list_organizations (server, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  assert_organization (items, 0, "1", "a", "b");
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[0]), "“id”"));
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[0]), "more than once"));
  assert_organization (items, 1, "3", "", "");
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[1]), "“name”"));
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[1]), "“departments”"));
  assert_organization (items, 2, "4", "d", "");
  g_assert_null (acme_item_get_problem (items->pdata[2]));

  soup_server_remove_handler (server->server, PATH);
  scm_double_add_json (server, PATH, "[{\"name\": \"no id\"}]");
  none = list_organizations (server, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_clear_error (&error);

  soup_server_remove_handler (server->server, PATH);
  none = list_organizations (server, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/organizations/all", test_all);
  g_test_add_func ("/scm/organizations/odd", test_odd);
  return g_test_run ();
}
