/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-domain.h"
#include "acme-scm-domains.h"
#include "acme-time.h"
#include "scm-double.h"

#define PATH "/api/acme/v2/account/126/domain"

static GPtrArray *
list_domains (ScmDouble   *server,
              const char  *kind,
              GError     **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_autoptr(AcmeAccount) account = acme_account_new (kind, 126);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_list_domains_async (session, account, NULL, scm_outcome_cb, &outcome);
  return acme_scm_list_domains_finish (session, scm_outcome_wait (&outcome), error);
}

static void
assert_domain (AcmeItem   *item,
               const char *name,
               const char *valid_until,
               const char *validation_id)
{
  g_autofree char *time = acme_time_format (acme_item_get_number (item, ACME_DOMAIN_VALID_UNTIL));

  g_assert_true (ACME_IS_DOMAIN (item));
  g_assert_cmpstr (acme_item_get_text (item, ACME_DOMAIN_NAME), ==, name);
  g_assert_cmpstr (time, ==, valid_until);
  g_assert_cmpstr (acme_item_get_string (item, ACME_DOMAIN_VALIDATION_ID), ==, validation_id);
}

/* All but the name is optional, and a date may be without a time */
static void
test_shapes (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, PATH,
                       "[{\"name\": \"a.example.test\", \"validUntil\": \"2030-01-02T03:04:05.678Z\","
                       "  \"stickyUntil\": \"2029-12-03T03:04:05.678+0200\", \"ovAnchorOrderNumber\": 1000000001,"
                       "  \"ovAnchorID\": \"1000000001\", \"validationId\": \"1000000001\"},"
                       " {\"name\": \"*.example.test\", \"validUntil\": \"2030-01-02\"},"
                       " {\"name\": \"c.example.test\", \"validUntil\": null, \"validationId\": \"\"}]");
  items = list_domains (server, ACME_ACCOUNT_KIND_PUBLIC, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  assert_domain (items->pdata[0], "a.example.test", "2030-01-02T03:04:05.678Z", "1000000001");
  assert_domain (items->pdata[1], "*.example.test", "2030-01-02T00:00:00.000Z", NULL);
  assert_domain (items->pdata[2], "c.example.test", NULL, NULL);
  for (guint i = 0; i < items->len; i++)
    g_assert_null (acme_item_get_problem (items->pdata[i]));
  g_assert_cmpint (acme_item_get_number (items->pdata[0], ACME_DOMAIN_STICKY_UNTIL), ==,
                   G_GINT64_CONSTANT (1890954245678000));
  g_assert_cmpuint (server->requests->len, ==, 1);
  g_assert_cmpstr (server->requests->pdata[0], ==, "GET " PATH "?size=200&position=0");
}

static void
test_odd (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, PATH,
                       "[{\"validUntil\": \"2030-01-02\"}, 7, {\"name\": \"\"}, {\"name\": []},"
                       " {\"name\": \"a.example.test\", \"validUntil\": \"soon\", \"validationId\": 5},"
                       " {\"name\": \"b.example.test\"}, {\"name\": \"b.example.test\"}]");
  items = list_domains (server, ACME_ACCOUNT_KIND_PUBLIC, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  assert_domain (items->pdata[0], "a.example.test", NULL, NULL);
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[0]), "“validUntil” is not a date"));
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[0]), "“validationId”"));
  g_assert_null (acme_item_get_problem (items->pdata[1]));

  soup_server_remove_handler (server->server, PATH);
  scm_double_add_json (server, PATH, "[7]");
  none = list_domains (server, ACME_ACCOUNT_KIND_PUBLIC, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
}

static void
test_pages (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_pages (server, PATH, 1001, "{\"name\": \"d$.example.test\"}");
  items = list_domains (server, ACME_ACCOUNT_KIND_PUBLIC, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1001);
  g_assert_cmpstr (acme_item_get_text (items->pdata[1000], ACME_DOMAIN_NAME), ==, "d1001.example.test");
}

static void
test_universal (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  none = list_domains (server, ACME_ACCOUNT_KIND_UNIVERSAL, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_cmpuint (server->requests->len, ==, 0);
}

static void
test_gone (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;

  none = list_domains (server, ACME_ACCOUNT_KIND_PUBLIC, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/domains/shapes", test_shapes);
  g_test_add_func ("/scm/domains/odd", test_odd);
  g_test_add_func ("/scm/domains/pages", test_pages);
  g_test_add_func ("/scm/domains/universal", test_universal);
  g_test_add_func ("/scm/domains/gone", test_gone);
  return g_test_run ();
}
