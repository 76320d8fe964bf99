/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random records, read by AcmeScmEventReader and by json-glib: both say the same of each field. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "acme-scm-event-reader.h"
#include "acme-scm-scan.h"
#include "acme-scm-splitter.h"
#include "acme-time.h"

#define N_RECORDS 20000
#define MAX_DEPTH 4

/* What is expected of each field: members of the record in the order in which they count, written down once more. */
static const struct
{
  guint field;
  const char *paths;
} activity[] = {
  { ACME_EVENT_ID, "id guid" },
  { ACME_EVENT_ACTION, "action/actionName action/name actionName action" },
  { ACME_EVENT_ADMIN, "admin/login admin admin/email" },
  { ACME_EVENT_ADMIN_NAME, "admin/fullName" },
  { ACME_EVENT_ACCESS_METHOD, "accessMethod" },
  { ACME_EVENT_ADDRESS, "address" },
  { ACME_EVENT_ORGANIZATION, "org/name organization/name org customerName" },
  { ACME_EVENT_DESCRIPTION, "description notif/description" },
};

static const char *const names[] = {
  "id", "guid", "action", "actionName", "name", "admin", "login", "fullName", "email", "accessMethod", "address", "org",
  "organization", "description", "notif", "date", "ssl", "commonName", "orderNumber", "ä", "id ", "i", "descriptions",
  "customerName",
};

static const char *const pieces[] = {
  "a", "admin", " ", "\\\"", "\\\\", "\\/", "\\n", "\\t", "\\b", "\\f", "\\r", "\\u00e9", "\\u20AC", "\\ud83d\\ude00",
  "ä", "–", "😀", "{", "}", "[", "]", ",", ":", "'", "x2345678", "a longer piece of text",
};

static const char *const dates[] = {
  "2030-01-02T03:04:05.678Z", "2030-01-02T03:04:05+02:00", "2030-01-02", "soon", "",
};

static void
append_space (GString *text,
              GRand   *rand)
{
  for (guint n = g_rand_int_range (rand, 0, 12); n > 9; n--)
    g_string_append_c (text, " \n\t"[g_rand_int_range (rand, 0, 3)]);
}

static void
append_text (GString *text,
             GRand   *rand)
{
  g_string_append_c (text, '"');
  for (guint n = g_rand_int_range (rand, 0, 6); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  g_string_append_c (text, '"');
}

static void append_value (GString *text,
                          GRand   *rand,
                          guint    depth);

/* An object's members or an array's elements; the same name may be there twice. */
static void
append_values (GString  *text,
               GRand    *rand,
               guint     depth,
               gboolean  is_object)
{
  guint n = g_rand_int_range (rand, 0, depth == 0 ? 16 : 5);

  g_string_append_c (text, is_object ? '{' : '[');
  for (guint i = 0; i < n; i++)
    {
      append_space (text, rand);
      if (is_object)
        {
          g_string_append_printf (text, "\"%s\"", names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))]);
          append_space (text, rand);
          g_string_append_c (text, ':');
          append_space (text, rand);
        }
      append_value (text, rand, depth + 1);
      append_space (text, rand);
      if (i + 1 < n)
        g_string_append_c (text, ',');
    }
  g_string_append_c (text, is_object ? '}' : ']');
}

static void
append_value (GString *text,
              GRand   *rand,
              guint    depth)
{
  static const char *const words[] = { "true", "false", "null" };

  switch (g_rand_int_range (rand, 0, depth < MAX_DEPTH ? 10 : 6))
    {
    case 0:
      g_string_append_printf (text, "%d", g_rand_int_range (rand, -100000, 100000));
      break;
    case 1:
      g_string_append (text, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      break;
    case 2:
      g_string_append_printf (text, "\"%s\"", dates[g_rand_int_range (rand, 0, G_N_ELEMENTS (dates))]);
      break;
    case 6:
    case 7:
      append_values (text, rand, depth, TRUE);
      break;
    case 8:
      append_values (text, rand, depth, FALSE);
      break;
    default:
      append_text (text, rand);
      break;
    }
}

/* (transfer full) (nullable): a scalar as text, empty texts being none */
static char *
describe (JsonNode *node)
{
  const char *text;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  text = json_node_get_string (node);
  return text[0] != '\0' ? g_strdup (text) : NULL;
}

static char *
find (JsonObject *record,
      const char *paths)
{
  g_auto(GStrv) all = g_strsplit (paths, " ", -1);

  for (char **path = all; *path != NULL; path++)
    {
      char *slash = strchr (*path, '/');
      JsonNode *node;
      char *text;

      if (slash != NULL)
        *slash = '\0';
      node = json_object_get_member (record, *path);
      if (slash != NULL)
        node = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                 ? json_object_get_member (json_node_get_object (node), slash + 1) : NULL;
      text = describe (node);
      if (text != NULL)
        return text;
    }
  return NULL;
}

static void
compare (JsonNode        *element,
         AcmeEventRecord *record)
{
  JsonObject *object = json_node_get_object (element);
  g_autofree char *date = find (object, "date");
  gint64 time;

  for (guint i = 0; i < G_N_ELEMENTS (activity); i++)
    {
      const AcmeSlice *slice = &record->fields[activity[i].field];
      g_autofree char *expected = find (object, activity[i].paths);
      g_autofree char *text = slice->text != NULL ? g_strndup (slice->text, slice->length) : NULL;

      g_assert_cmpstr (text, ==, expected);
    }
  acme_time_parse (date, &time);
  g_assert_cmpint (record->time, ==, time);
  g_assert_cmpmem (record->fields[ACME_EVENT_DATE].text, record->fields[ACME_EVENT_DATE].length, date,
                   date != NULL ? strlen (date) : 0);
}

typedef struct
{
  AcmeScmEventReader *reader;
  JsonArray *elements;
  guint next;
} Check;

static gboolean
check_record (const char  *text,
              gsize        length,
              gpointer     user_data,
              GError     **error)
{
  Check *check = user_data;
  JsonNode *element = json_array_get_element (check->elements, check->next++);
  AcmeEventRecord record;

  g_assert_cmpint (acme_scm_event_reader_read (check->reader, text, length, &record), ==,
                   JSON_NODE_HOLDS_OBJECT (element));
  if (JSON_NODE_HOLDS_OBJECT (element))
    compare (element, &record);
  return TRUE;
}

static void
push_all (GString *answer,
          GRand   *rand,
          Check   *check)
{
  g_autoptr(AcmeScmSplitter) splitter = acme_scm_splitter_new (check_record, check);
  g_autoptr(GError) error = NULL;

  for (gsize at = 0; at < answer->len;)
    {
      gsize wanted = g_rand_int_range (rand, 1, 2000);
      gsize length = MIN (answer->len - at, wanted);
      g_autofree char *piece = g_memdup2 (answer->str + at, length);

      acme_scm_splitter_push (splitter, piece, length, &error);
      g_assert_no_error (error);
      at += length;
    }
  g_assert_true (acme_scm_splitter_end (splitter, &error));
  g_assert_no_error (error);
}

static void
test_same (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY);

  g_test_message ("seed %u", seed);
  for (guint n = 0; n < N_RECORDS; n += 20)
    {
      g_autoptr(GString) answer = g_string_new (NULL);
      g_autoptr(JsonParser) parser = json_parser_new ();
      g_autoptr(GError) error = NULL;
      Check check = { reader, };

      g_string_append_c (answer, '[');
      for (guint i = 0; i < 20; i++)
        {
          if (i > 0)
            g_string_append_c (answer, ',');
          append_space (answer, rand);
          if (g_rand_int_range (rand, 0, 10) > 0)
            append_values (answer, rand, 0, TRUE);
          else
            append_value (answer, rand, 0);
        }
      g_string_append_c (answer, ']');
      g_assert_true (acme_scm_scan (answer->str, answer->len, NULL, &error));
      json_parser_load_from_data (parser, answer->str, answer->len, &error);
      g_assert_no_error (error);

      check.elements = json_node_get_array (json_parser_get_root (parser));
      push_all (answer, rand, &check);
      g_assert_cmpuint (check.next, ==, 20);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm-event-property/same", test_same);
  return g_test_run ();
}
