/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-endpoint.h"

#include <string.h>

#include "acme-error.h"

static void
add (GPtrArray  *endpoints,
     gint64      id,
     const char *name,
     const char *url)
{
  AcmeEndpoint *endpoint = acme_endpoint_new (id);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, name);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, url);
  g_ptr_array_add (endpoints, endpoint);
}

static GPtrArray *
make_endpoints (void)
{
  GPtrArray *endpoints = g_ptr_array_new_with_free_func (g_object_unref);

  add (endpoints, 11, "Web", "https://acme.example.org/v2/DV");
  add (endpoints, 12, "web", "https://acme.example.org/v2/OV");
  add (endpoints, 13, "Mail", "https://acme.example.org:8443/");
  add (endpoints, 14, "Mail", "https://other.example.org/acme");
  add (endpoints, 15, "11", "https://third.example.org/acme?a=b");
  add (endpoints, 16, "=Büro, \"数学系\"", NULL);
  add (endpoints, 17, NULL, NULL);
  add (endpoints, 18, "https://acme.example.org/v2/DV", "https://fourth.example.org/a");
  add (endpoints, 19, "Fifth", "https://fifth.example.org/same");
  add (endpoints, 20, "Sixth", "https://fifth.example.org/same/");
  return endpoints;
}

static void
test_found (void)
{
  static const struct
  {
    const char *text;
    gint64 id;
  } cases[] = {
    { "11", 11 }, /* an id is no name */
    { "15", 15 },
    { "Web", 11 },
    { "web", 12 },
    { "=Büro, \"数学系\"", 16 },
    { "https://acme.example.org/v2/OV", 12 },
    { "HTTPS://ACME.example.org:443/v2/OV/", 12 },
    { "https://acme.example.org:8443", 13 },
    { "https://third.example.org/acme?a=b", 15 },
    { "https://acme.example.org/v2/DV", 18 }, /* a name before a URL */
  };
  g_autoptr(GPtrArray) endpoints = make_endpoints ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      AcmeEndpoint *endpoint = acme_cli_find_endpoint (endpoints, cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpint (acme_item_get_number (ACME_ITEM (endpoint), ACME_ENDPOINT_ID), ==, cases[i].id);
    }
}

static void
test_ambiguous (void)
{
  static const char *const texts[] = { "Mail", "https://fifth.example.org/same" };
  static const char *const candidates[][2] = {
    { "13 (Mail, https://acme.example.org:8443/)", "14 (Mail, https://other.example.org/acme)" },
    { "19 (Fifth, ", "20 (Sixth, " },
  };
  g_autoptr(GPtrArray) endpoints = make_endpoints ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (acme_cli_find_endpoint (endpoints, texts[i], &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, candidates[i][0]));
      g_assert_nonnull (strstr (error->message, candidates[i][1]));
    }
}

static void
test_not_found (void)
{
  static const char *const texts[] = { "", "1", "mail", "https://acme.example.org/v2", "nothing" };
  g_autoptr(GPtrArray) endpoints = make_endpoints ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (acme_cli_find_endpoint (endpoints, texts[i], &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, texts[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-endpoint/found", test_found);
  g_test_add_func ("/cli-endpoint/ambiguous", test_ambiguous);
  g_test_add_func ("/cli-endpoint/not-found", test_not_found);
  return g_test_run ();
}
