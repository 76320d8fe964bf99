/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"
#include "acme-error.h"
#include "acme-scm-endpoint-find.h"

#include <string.h>

static void
add_endpoint (GPtrArray  *endpoints,
              gint64      id,
              const char *name,
              const char *url)
{
  AcmeItem *endpoint = ACME_ITEM (acme_endpoint_new (id));

  acme_item_set_string (endpoint, ACME_ENDPOINT_NAME, name);
  acme_item_set_string (endpoint, ACME_ENDPOINT_URL, url);
  g_ptr_array_add (endpoints, endpoint);
}

static GPtrArray *
make_endpoints (void)
{
  GPtrArray *endpoints = g_ptr_array_new_with_free_func (g_object_unref);

  add_endpoint (endpoints, 737, "DV – Web Team", "https://acme.sectigo.com/v2/DV");
  add_endpoint (endpoints, 738, "OV", "https://acme.sectigo.com/v2/OV");
  add_endpoint (endpoints, 739, "OV", "https://acme.sectigo.com/v2/OV2");
  add_endpoint (endpoints, 740, "737", "https://acme.hospital.example:8443/acme");
  add_endpoint (endpoints, 741, "2024", NULL);
  add_endpoint (endpoints, 742, NULL, NULL);
  add_endpoint (endpoints, ACME_NUMBER_NONE, NULL, NULL); /* stands for unusable entries */
  return endpoints;
}

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    gint64 id;
  } cases[] = {
    { "737", 737 }, /* not the one with that name */
    { " 737\t", 737 },
    { "DV – Web Team", 737 },
    { "  DV – Web Team ", 737 },
    { "https://acme.sectigo.com/v2/DV", 737 },
    { "HTTPS://Acme.Sectigo.com:443/v2/DV/", 737 },
    { "https://acme.hospital.example:8443/acme", 740 },
    { "2024", 741 },
    { "742", 742 },
    { "https://acme.sectigo.com/v2/OV2", 739 },
  };
  static const char *const unknown[] = {
    "", " ", "1", "-9223372036854775808", "dv – web team", "https://acme.sectigo.com/v2/dv",
    "https://acme.hospital.example/acme", "http://acme.sectigo.com/v2/DV", "\x1b[31m",
  };
  g_autoptr(GPtrArray) endpoints = make_endpoints ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      AcmeEndpoint *found = acme_scm_endpoint_find (endpoints, cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpint (acme_item_get_number (ACME_ITEM (found), ACME_ENDPOINT_ID), ==, cases[i].id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (acme_scm_endpoint_find (endpoints, unknown[i], &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
      g_assert_null (strchr (error->message, '\x1b'));
    }
}

static void
test_several (void)
{
  g_autoptr(GPtrArray) endpoints = make_endpoints ();
  g_autoptr(GError) error = NULL;

  g_assert_null (acme_scm_endpoint_find (endpoints, "OV", &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
}

static void
test_server (void)
{
  g_autoptr(GPtrArray) endpoints = make_endpoints ();
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 3; i++)
    {
      AcmeItem *account = ACME_ITEM (acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, i + 1));

      acme_item_set_string (account, ACME_ACCOUNT_ACME_SERVER, i == 1 ? NULL : "DV ACME Server");
      acme_item_set_number (account, ACME_ACCOUNT_ENDPOINT, i == 0 ? ACME_NUMBER_NONE : 737);
      g_ptr_array_add (accounts, account);
    }
  g_assert_cmpstr (acme_scm_endpoint_get_server (endpoints->pdata[0], accounts), ==, "DV ACME Server");
  g_assert_cmpstr (acme_scm_endpoint_get_server (endpoints->pdata[0], NULL), ==, "https://acme.sectigo.com/v2/DV");
  g_assert_cmpstr (acme_scm_endpoint_get_server (endpoints->pdata[1], accounts), ==, "https://acme.sectigo.com/v2/OV");
  g_assert_cmpstr (acme_scm_endpoint_get_server (endpoints->pdata[4], accounts), ==, "2024");
  g_assert_cmpstr (acme_scm_endpoint_get_server (endpoints->pdata[5], accounts), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/endpoint-find/find", test_find);
  g_test_add_func ("/scm/endpoint-find/several", test_several);
  g_test_add_func ("/scm/endpoint-find/server", test_server);
  return g_test_run ();
}
