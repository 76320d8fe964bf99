/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "acme-error.h"
#include "acme-item.h"
#include "acme-scm-json.h"
#include "acme-scm-parse.h"
#include "acme-time.h"

static JsonObject *
parse_object (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = acme_scm_parse (bytes, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static const char *const sample =
  "{\"text\": \"häß\", \"empty\": \"\", \"number\": 42, \"negative\": \"-7\", \"big\": 9223372036854775807,"
  " \"null\": null, \"fraction\": 1.5, \"true\": true, \"array\": [1], \"object\": {\"a\": 1},"
  " \"spaced\": \" 5\", \"huge\": \"9223372036854775808\", \"zero\": 0, \"hex\": \"0x10\","
  " \"date\": \"2030-01-02T03:04:05.678Z\"}";

static void
test_strings (void)
{
  g_autoptr(JsonObject) object = parse_object (sample);
  static const char *const wrong[] = { "number", "true", "array", "object", "fraction" };
  g_autoptr(GError) error = NULL;
  const char *value = "";

  g_assert_true (acme_scm_json_get_string (object, "text", &value, &error));
  g_assert_cmpstr (value, ==, "häß");
  g_assert_true (acme_scm_json_get_string (object, "empty", &value, &error));
  g_assert_cmpstr (value, ==, "");
  g_assert_true (acme_scm_json_get_string (object, "null", &value, &error));
  g_assert_null (value);
  value = "";
  g_assert_true (acme_scm_json_get_string (object, "missing", &value, &error));
  g_assert_null (value);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      value = "";
      g_assert_false (acme_scm_json_get_string (object, wrong[i], &value, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (error->message, wrong[i]));
      g_assert_null (value);
      g_clear_error (&error);
    }
}

static void
test_numbers (void)
{
  g_autoptr(JsonObject) object = parse_object (sample);
  static const struct { const char *name; gint64 value; } good[] = {
    { "number", 42 }, { "negative", -7 }, { "big", G_MAXINT64 }, { "zero", 0 }, { "null", ACME_NUMBER_NONE },
    { "missing", ACME_NUMBER_NONE },
  };
  static const char *const wrong[] = {
    "text", "empty", "true", "array", "object", "fraction", "spaced", "huge", "hex",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 value = 1;

      g_assert_true (acme_scm_json_get_number (object, good[i].name, &value, &error));
      g_assert_no_error (error);
      g_assert_cmpint (value, ==, good[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 value = 1;

      g_assert_false (acme_scm_json_get_number (object, wrong[i], &value, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (error->message, wrong[i]));
      g_assert_cmpint (value, ==, ACME_NUMBER_NONE);
    }
}

static void
test_ids (void)
{
  g_autoptr(JsonObject) object = parse_object (sample);
  static const char *const wrong[] = { "negative", "zero", "null", "missing", "text", "array" };
  gint64 value;

  g_assert_true (acme_scm_json_get_id (object, "number", &value, NULL));
  g_assert_cmpint (value, ==, 42);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (acme_scm_json_get_id (object, wrong[i], &value, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (error->message, wrong[i]));
      g_assert_cmpint (value, ==, ACME_NUMBER_NONE);
    }
}

static void
test_keys (void)
{
  g_autoptr(JsonObject) object = parse_object (sample);
  static const char *const wrong[] = { "empty", "null", "missing", "number", "array" };
  const char *value;

  g_assert_true (acme_scm_json_get_key (object, "text", &value, NULL));
  g_assert_cmpstr (value, ==, "häß");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (acme_scm_json_get_key (object, wrong[i], &value, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (error->message, wrong[i]));
      g_assert_null (value);
    }
}

static void
test_arrays_of_strings (void)
{
  g_autoptr(JsonObject) object =
    parse_object ("{\"two\": [\"a\", \"ü\"], \"none\": [], \"null\": null, \"mixed\": [\"a\", 5, null, \"b\"],"
                  " \"text\": \"a\"}");
  static const struct { const char *name; gboolean good; const char *joined; } cases[] = {
    { "two", TRUE, "a|ü" }, { "none", TRUE, "" }, { "null", TRUE, NULL }, { "missing", TRUE, NULL },
    { "mixed", FALSE, "a|b" }, { "text", FALSE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) value = NULL;
      g_autofree char *joined = NULL;

      g_assert_true (acme_scm_json_get_strings (object, cases[i].name, &value, &error) == cases[i].good);
      joined = value != NULL ? g_strjoinv ("|", value) : NULL;
      g_assert_cmpstr (joined, ==, cases[i].joined);
      if (!cases[i].good)
        {
          g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
          g_assert_nonnull (strstr (error->message, cases[i].name));
        }
    }
}

static void
test_others (void)
{
  g_autoptr(JsonObject) object = parse_object (sample);
  g_autoptr(GError) error = NULL;
  JsonArray *array;
  JsonObject *member;
  gint64 time;

  g_assert_true (acme_scm_json_get_time (object, "date", &time, &error));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1893553445678000));
  g_assert_true (acme_scm_json_get_time (object, "empty", &time, &error));
  g_assert_cmpint (time, ==, ACME_TIME_NONE);
  g_assert_true (acme_scm_json_get_time (object, "null", &time, &error));
  g_assert_cmpint (time, ==, ACME_TIME_NONE);
  g_assert_false (acme_scm_json_get_time (object, "text", &time, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_nonnull (strstr (error->message, "“text” is not a date"));
  g_clear_error (&error);
  g_assert_false (acme_scm_json_get_time (object, "number", &time, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_clear_error (&error);

  g_assert_true (acme_scm_json_get_array (object, "array", &array, &error));
  g_assert_cmpuint (json_array_get_length (array), ==, 1);
  g_assert_true (acme_scm_json_get_array (object, "null", &array, &error));
  g_assert_null (array);
  g_assert_false (acme_scm_json_get_array (object, "object", &array, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_null (array);
  g_clear_error (&error);

  g_assert_true (acme_scm_json_get_object (object, "object", &member, &error));
  g_assert_true (json_object_has_member (member, "a"));
  g_assert_true (acme_scm_json_get_object (object, "missing", &member, &error));
  g_assert_null (member);
  g_assert_false (acme_scm_json_get_object (object, "array", &member, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_null (member);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/json/strings", test_strings);
  g_test_add_func ("/scm/json/numbers", test_numbers);
  g_test_add_func ("/scm/json/ids", test_ids);
  g_test_add_func ("/scm/json/keys", test_keys);
  g_test_add_func ("/scm/json/arrays-of-strings", test_arrays_of_strings);
  g_test_add_func ("/scm/json/others", test_others);
  return g_test_run ();
}
