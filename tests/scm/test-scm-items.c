/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-client.h"
#include "acme-profile.h"
#include "acme-scm-items.h"
#include "acme-scm-json.h"
#include "acme-scm-parse.h"
#include "acme-time.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  JsonNode *node = acme_scm_parse (bytes, &error);

  g_assert_no_error (error);
  return node;
}

static AcmeItem *
read_profile (JsonObject  *element,
              gpointer     user_data,
              GError     **error)
{
  AcmeItem *item;
  gint64 id;

  if (!acme_scm_json_get_id (element, "id", &id, error))
    return NULL;
  item = ACME_ITEM (acme_profile_new (id));
  acme_scm_items_read_string (item, ACME_PROFILE_NAME, element, "name");
  return item;
}

static void
take_page (AcmeScmItems *items,
           const char   *json)
{
  g_autoptr(JsonNode) page = parse (json);

  g_assert_true (acme_scm_items_take_page (json_node_get_array (page), items, NULL));
}

/* What is there can be looked at while the rest is still to come */
static void
test_pages (void)
{
  g_autoptr(AcmeScmItems) items = acme_scm_items_new (read_profile, NULL);
  g_autoptr(GPtrArray) all = NULL;
  AcmeItem *first;

  g_assert_cmpuint (acme_scm_items_get_all (items)->len, ==, 0);
  take_page (items, "[{\"id\": 1, \"name\": \"a\"}, {\"id\": 2, \"name\": \"b\"}, 5]");
  g_assert_cmpuint (acme_scm_items_get_all (items)->len, ==, 2);
  first = acme_scm_items_get_all (items)->pdata[0];

  /* the list moved while it was read */
  take_page (items, "[{\"id\": 2, \"name\": \"b\"}, {\"id\": 3, \"name\": \"c\"}, {\"id\": 1, \"name\": \"A\"}]");
  g_assert_cmpuint (acme_scm_items_get_all (items)->len, ==, 3);
  g_assert_true (acme_scm_items_get_all (items)->pdata[0] == first);
  g_assert_nonnull (strstr (acme_item_get_problem (first), "more than once"));
  g_assert_cmpuint (acme_scm_items_get_n_unusable (items), ==, 1);

  all = acme_scm_items_steal (items, NULL);
  g_assert_cmpuint (all->len, ==, 3);
}

static void
test_fields (void)
{
  static const struct { const char *json; const char *status; gint64 time; const char *problem; } cases[] = {
    { "{\"s\": \"VaLiD\", \"t\": \"1970-01-02\"}", "valid", G_GINT64_CONSTANT (86400000000), NULL },
    { "{\"s\": \"On Hold\", \"t\": null}", "on hold", ACME_TIME_NONE, NULL },
    { "{\"s\": \"\"}", NULL, ACME_TIME_NONE, NULL },
    { "{}", NULL, ACME_TIME_NONE, NULL },
    { "{\"s\": 5, \"t\": \"1970-01-02\"}", NULL, G_GINT64_CONSTANT (86400000000), "“s”" },
    { "{\"s\": \"valid\", \"t\": \"yesterday\"}", "valid", ACME_TIME_NONE, "“t”" },
    { "{\"t\": []}", NULL, ACME_TIME_NONE, "“t”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) node = parse (cases[i].json);
      g_autoptr(AcmeItem) item = ACME_ITEM (acme_client_new ("a"));

      acme_scm_items_read_word (item, ACME_CLIENT_STATUS, json_node_get_object (node), "s");
      acme_scm_items_read_time (item, ACME_CLIENT_LAST_ACTIVITY, json_node_get_object (node), "t");
      g_assert_cmpstr (acme_item_get_string (item, ACME_CLIENT_STATUS), ==, cases[i].status);
      g_assert_cmpint (acme_item_get_number (item, ACME_CLIENT_LAST_ACTIVITY), ==, cases[i].time);
      if (cases[i].problem != NULL)
        g_assert_nonnull (strstr (acme_item_get_problem (item), cases[i].problem));
      else
        g_assert_null (acme_item_get_problem (item));
    }
}

static void
test_numbers (void)
{
  g_autoptr(JsonNode) node = parse ("{\"n\": 5, \"text\": \"6\", \"null\": null, \"wrong\": [7]}");
  JsonObject *object = json_node_get_object (node);
  g_autoptr(AcmeItem) item = ACME_ITEM (acme_profile_new (1));

  acme_scm_items_read_number (item, ACME_PROFILE_ID, object, "n");
  g_assert_cmpint (acme_item_get_number (item, ACME_PROFILE_ID), ==, 5);
  acme_scm_items_read_number (item, ACME_PROFILE_ID, object, "text");
  g_assert_cmpint (acme_item_get_number (item, ACME_PROFILE_ID), ==, 6);
  acme_scm_items_read_number (item, ACME_PROFILE_ID, object, "null");
  acme_scm_items_read_number (item, ACME_PROFILE_ID, object, "missing");
  g_assert_cmpint (acme_item_get_number (item, ACME_PROFILE_ID), ==, 6);
  g_assert_null (acme_item_get_problem (item));
  acme_scm_items_read_number (item, ACME_PROFILE_ID, object, "wrong");
  g_assert_cmpint (acme_item_get_number (item, ACME_PROFILE_ID), ==, 6);
  g_assert_nonnull (strstr (acme_item_get_problem (item), "“wrong”"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/items/pages", test_pages);
  g_test_add_func ("/scm/items/fields", test_fields);
  g_test_add_func ("/scm/items/numbers", test_numbers);
  return g_test_run ();
}
