/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-demo-json.h"
#include "acme-demo-request.h"
#include "acme-time.h"

static void
test_write (void)
{
  GString *text = g_string_new (NULL);
  AcmeDemoJson json = ACME_DEMO_JSON_INIT (text);

  acme_demo_json_open (&json, NULL, '{');
  acme_demo_json_int (&json, "a", -5);
  acme_demo_json_string (&json, "b\"", "x\"\\\n\x01/ü");
  acme_demo_json_string (&json, "absent", NULL);
  acme_demo_json_open (&json, "c", '[');
  acme_demo_json_bool (&json, NULL, TRUE);
  acme_demo_json_null (&json, NULL);
  acme_demo_json_open (&json, NULL, '{');
  acme_demo_json_close (&json, '}');
  acme_demo_json_close (&json, ']');
  acme_demo_json_time (&json, "t", 1500);
  acme_demo_json_time (&json, "absent", ACME_TIME_NONE);
  acme_demo_json_close (&json, '}');

  g_assert_cmpstr (
      text->str, ==,
      "{\"a\":-5,\"b\\\"\":\"x\\\"\\\\\\u000a\\u0001/ü\",\"c\":[true,null,{}],\"t\":\"1970-01-01T00:00:00.001Z\"}");
  g_string_free (text, TRUE);
}

static void
test_form (void)
{
  g_autoptr(GPtrArray) form = acme_demo_form_parse ("a=1&b=x+y%26&&c&a=2&%C3%BC=", 27);

  g_assert_cmpuint (form->len, ==, 10);
  g_assert_cmpstr (acme_demo_form_get (form, "a"), ==, "1");
  g_assert_cmpstr (acme_demo_form_get (form, "b"), ==, "x y&");
  g_assert_cmpstr (acme_demo_form_get (form, "c"), ==, "");
  g_assert_cmpstr (acme_demo_form_get (form, "ü"), ==, "");
  g_assert_null (acme_demo_form_get (form, "d"));
  g_assert_null (acme_demo_form_parse ("a=%ff", 5));
  g_assert_null (acme_demo_form_parse ("a=%00", 5));
  g_assert_null (acme_demo_form_parse ("a=%4", 4));
}

static void
test_int (void)
{
  int value = 7;

  g_assert_true (acme_demo_parse_int ("12", 1, 20, &value));
  g_assert_cmpint (value, ==, 12);
  g_assert_false (acme_demo_parse_int ("21", 1, 20, &value));
  g_assert_false (acme_demo_parse_int ("0", 1, 20, &value));
  g_assert_false (acme_demo_parse_int ("", 1, 20, &value));
  g_assert_false (acme_demo_parse_int ("1x", 1, 20, &value));
  g_assert_cmpint (value, ==, 12);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-json/write", test_write);
  g_test_add_func ("/demo-json/form", test_form);
  g_test_add_func ("/demo-json/int", test_int);
  return g_test_run ();
}
