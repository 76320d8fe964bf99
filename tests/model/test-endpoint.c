/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-endpoint.h"

static void
test_texts (void)
{
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (737);
  AcmeItem *item = ACME_ITEM (endpoint);

  g_assert_cmpstr (acme_item_get_key (item), ==, "737");
  g_assert_cmpstr (acme_endpoint_get_url (endpoint), ==, "");
  g_assert_cmpstr (acme_item_get_text (item, ACME_ENDPOINT_URL_HOST), ==, "");
  g_assert_false (acme_endpoint_is_universal (endpoint));

  acme_item_set_string (item, ACME_ENDPOINT_NAME, "DV – Web Team");
  acme_item_set_string (item, ACME_ENDPOINT_URL, "https://ACME.example.test:8443/v2/DV");
  acme_item_set_string (item, ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_UNIVERSAL);
  acme_item_set_string (item, ACME_ENDPOINT_DELEGATION_MODE, "CUSTOMIZED");
  g_assert_cmpstr (acme_endpoint_get_name (endpoint), ==, "DV – Web Team");
  g_assert_cmpstr (acme_item_get_text (item, ACME_ENDPOINT_URL_HOST), ==, "ACME.example.test");
  g_assert_cmpstr (acme_item_get_text (item, ACME_ENDPOINT_TYPE), ==, "Universal ACME");
  g_assert_cmpstr (acme_item_get_text (item, ACME_ENDPOINT_TYPE_TITLE), ==, "Universal ACME");
  g_assert_cmpstr (acme_item_get_text (item, ACME_ENDPOINT_DELEGATION_MODE), ==, "Customized");
  g_assert_true (acme_endpoint_is_universal (endpoint));

  /* what is no URL has no host, and what is derived follows what it is derived from */
  acme_item_set_string (item, ACME_ENDPOINT_URL, "::not a url::");
  g_assert_cmpstr (acme_item_get_text (item, ACME_ENDPOINT_URL_HOST), ==, "");
}

static void
test_shown_columns_are_scms (void)
{
  guint shown[8];
  guint n = 0;

  for (guint i = 0; i < acme_endpoint_fields.n_fields; i++)
    {
      if ((acme_endpoint_fields.fields[i].flags & ACME_FIELD_SHOWN) != 0)
        shown[n++] = i;
    }
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (shown[0], ==, ACME_ENDPOINT_NAME);
  g_assert_cmpuint (shown[1], ==, ACME_ENDPOINT_URL);
  g_assert_cmpuint (shown[2], ==, ACME_ENDPOINT_TYPE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/endpoint/texts", test_texts);
  g_test_add_func ("/endpoint/shown-columns-are-scms", test_shown_columns_are_scms);
  return g_test_run ();
}
