/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-certificate.h"
#include "acme-scm-certificates.h"
#include "scm-double.h"

#define NEW_PATH "/api/ssl/v2"
#define OLD_PATH "/api/ssl/v1"

static GPtrArray *
list_certificates (ScmDouble  *server,
                   gint64      organization_id,
                   GError    **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (server);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_list_certificates_async (session, organization_id, NULL, NULL, NULL, scm_outcome_cb, &outcome);
  return acme_scm_list_certificates_finish (session, scm_outcome_wait (&outcome), error);
}

static void
assert_certificate (AcmeItem   *item,
                    const char *id,
                    const char *common_name,
                    const char *names,
                    const char *serial)
{
  g_assert_true (ACME_IS_CERTIFICATE (item));
  g_assert_cmpstr (acme_item_get_key (item), ==, id);
  g_assert_cmpstr (acme_item_get_text (item, ACME_CERTIFICATE_COMMON_NAME), ==, common_name);
  g_assert_cmpstr (acme_item_get_text (item, ACME_CERTIFICATE_SUBJECT_ALTERNATIVE_NAMES), ==, names);
  g_assert_cmpstr (acme_item_get_text (item, ACME_CERTIFICATE_SERIAL_NUMBER), ==, serial);
}

static void
test_shapes (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, NEW_PATH,
                       "[{\"sslId\": 4711, \"commonName\": \"a.example.test\","
                       "  \"subjectAlternativeNames\": [\"a.example.test\", \"*.example.test\"],"
                       "  \"serialNumber\": \"00:AB\"},"
                       " {\"sslId\": \"4712\", \"commonName\": \"b\", \"subjectAlternativeNames\": []},"
                       " {\"sslId\": 4713, \"serialNumber\": null, \"subjectAlternativeNames\": null}]");
  items = list_certificates (server, 1698, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  assert_certificate (items->pdata[0], "4711", "a.example.test", "a.example.test, *.example.test", "00:AB");
  assert_certificate (items->pdata[1], "4712", "b", "", "");
  assert_certificate (items->pdata[2], "4713", "", "", "");
  for (guint i = 0; i < items->len; i++)
    g_assert_null (acme_item_get_problem (items->pdata[i]));

  all = list_certificates (server, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (server->requests->pdata[0], ==,
                   "GET " NEW_PATH "?requestedVia=ACME&orgId=1698&size=200&position=0");
  g_assert_cmpstr (server->requests->pdata[1], ==, "GET " NEW_PATH "?requestedVia=ACME&size=200&position=0");
}

static void
test_odd (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_json (server, NEW_PATH,
                       "[{\"id\": 5}, {\"sslId\": 1, \"subjectAlternativeNames\": [\"a\", 5, \"b\"]},"
                       " {\"sslId\": 2, \"subjectAlternativeNames\": \"a\", \"commonName\": 7, \"serialNumber\": 8}]");
  items = list_certificates (server, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  assert_certificate (items->pdata[0], "1", "", "a, b", "");
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[0]), "“subjectAlternativeNames”"));
  assert_certificate (items->pdata[1], "2", "", "", "");
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[1]), "“subjectAlternativeNames”"));
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[1]), "“commonName”"));
  g_assert_nonnull (strstr (acme_item_get_problem (items->pdata[1]), "“serialNumber”"));
}

static void
test_old_path (void)
{
  g_autoptr(ScmDouble) server = scm_double_new ();
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;

  scm_double_add_pages (server, OLD_PATH, 205, "{\"sslId\": $, \"commonName\": \"c$\"}");
  items = list_certificates (server, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 205);
  assert_certificate (items->pdata[204], "205", "c205", "", "");
  g_assert_cmpstr (server->requests->pdata[1], ==, "GET " OLD_PATH "?requestedVia=ACME&orgId=5&size=200&position=0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/certificates/shapes", test_shapes);
  g_test_add_func ("/scm/certificates/odd", test_odd);
  g_test_add_func ("/scm/certificates/old-path", test_old_path);
  return g_test_run ();
}
