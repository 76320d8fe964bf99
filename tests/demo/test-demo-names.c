/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-client.h"

#define PATH "/api/acme/v2/account/126/domain"

static void
assert_left (DemoClient *client,
             const char *method,
             const char *body,
             const char *member,
             const char *expected)
{
  g_autoptr(DemoAnswer) answer = demo_client_call (client, method, PATH, body);
  JsonObject *object = demo_answer_object (answer);
  GString *names = g_string_new (NULL);

  demo_assert_status (answer, 200);
  if (json_object_has_member (object, member))
    {
      JsonArray *left = json_object_get_array_member (object, member);

      for (guint i = 0; i < json_array_get_length (left); i++)
        g_string_append_printf (names, "%s%s", i > 0 ? " " : "", json_array_get_string_element (left, i));
    }
  g_assert_cmpstr (names->str, ==, expected);
  g_assert_cmpuint (json_object_get_size (object), ==, *expected == '\0' ? 0 : 1);
  g_string_free (names, TRUE);
}

static void
test_list (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  demo_assert_list (client, PATH, 9, 9);
  demo_assert_list (client, PATH "?size=2&position=8", 1, 9);
  demo_assert_list (client, PATH "?name=%5E%5C*%5C.", 1, 1);
  demo_assert_list (client, PATH "?name=%5E(mail%7Cvpn)%5C.it", 2, 2);
  demo_assert_list (client, PATH "?name=WIKI", 1, 1);
  demo_assert_refused (client, "GET", PATH "?name=%28", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "?size=201", NULL, 400, -1601);
  demo_assert_refused (client, "GET", PATH "?expiresWithinNextDays=soon", NULL, 400, -1601);
  demo_assert_refused (client, "GET", "/api/acme/v2/account/99999/domain", NULL, 404, 0);
}

/* What expires in the next days, and what has expired in the last ones; together with the rest it is everything. */
static void
test_expiry (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  int total = 0, dated = 0, soon = 0, sticky = 0, past = 0;

  for (int id = 126; id < 171; id++)
    {
      g_autofree char *path = g_strdup_printf ("/api/acme/v2/account/%d/domain", id);
      const char *queries[] = { "", "&expiresWithinNextDays=100000", "&expiresWithinNextDays=30",
                                "&stickyExpiresWithinNextDays=100000", "&expiresWithinNextDays=-100000" };
      int *sums[] = { &total, &dated, &soon, &sticky, &past };

      for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
        {
          g_autofree char *full = g_strconcat (path, "?size=0", queries[i], NULL);
          g_autoptr(DemoAnswer) answer = demo_client_get (client, full);

          demo_assert_status (answer, 200);
          *sums[i] += demo_answer_total (answer);
        }
    }

  g_assert_cmpint (past, >, 5);
  g_assert_cmpint (soon, >, 20);
  g_assert_cmpint (dated, >, soon);
  g_assert_cmpint (sticky, >, 0);
  g_assert_cmpint (total, >, dated + past);
}

static void
test_add (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  assert_left (client, "POST", "{\"domains\":[{\"name\":\"one.it.northern.example\"},"
               "{\"name\":\"*.northern.example\"}]}",
               "notAddedDomains", "");
  demo_assert_list (client, PATH "?name=%5Eone", 1, 1);
  demo_assert_list (client, PATH, 11, 11);

  assert_left (client, "POST",
               "{\"domains\":[{\"name\":\"evil.test\"},{\"name\":\"two.it.northern.example\",\"validationId\":\"7\"},"
               "{\"name\":\"notnorthern.example\"},{\"name\":\"a.science.example\"},{\"name\":\"x.old.example\"}]}",
               "notAddedDomains", "evil.test notnorthern.example a.science.example x.old.example");
  demo_assert_list (client, PATH, 12, 12);

  /* Adding again changes nothing */
  assert_left (client, "POST", "{\"domains\":[{\"name\":\"TWO.it.northern.example\"}]}", "notAddedDomains", "");
  demo_assert_list (client, PATH, 12, 12);
}

static void
test_remove (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  assert_left (client, "DELETE", "{\"domains\":[{\"name\":\"mail.it.northern.example\"},{\"name\":\"no.example\"}]}",
               "notRemovedDomains", "no.example");
  demo_assert_list (client, PATH, 8, 8);
  assert_left (client, "DELETE", "{\"domains\":[{\"name\":\"VPN.it.northern.example\"}]}", "notRemovedDomains", "");
  demo_assert_list (client, PATH, 7, 7);
}

static void
test_refused (void)
{
  static const struct { const char *body; int code; } cases[] = {
    { "{}", -7 },
    { "{\"domains\":null}", -7 },
    { "{\"domains\":[]}", -1601 },
    { "{\"domains\":\"a.example\"}", -1601 },
    { "{\"domains\":[\"a.example\"]}", -1601 },
    { "{\"domains\":[{}]}", -7 },
    { "{\"domains\":[{\"name\":\"\"}]}", -1601 },
    { "[]", -1601 },
    { "", -1601 },
  };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autofree char *long_name = g_strnfill (1025, 'a');
  g_autofree char *long_body = g_strdup_printf ("{\"domains\":[{\"name\":\"%s\"}]}", long_name);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      demo_assert_refused (client, "POST", PATH, cases[i].body, 400, cases[i].code);
      demo_assert_refused (client, "DELETE", PATH, cases[i].body, 400, cases[i].code);
    }
  demo_assert_refused (client, "POST", PATH, long_body, 400, -1601);
  demo_assert_refused (client, "POST", "/api/acme/v2/account/99999/domain", "{\"domains\":[{\"name\":\"a\"}]}", 404, 0);
  demo_assert_list (client, PATH, 9, 9);
}

/* A new account has none; a domain that is delegated later can be added then. */
static void
test_new_account (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);
  g_autoptr(DemoAnswer) created = demo_client_call (client, "POST", "/api/acme/v2/account",
                                                    "{\"name\":\"n\",\"acmeServer\":\"DV ACME Server\","
                                                    "\"organizationId\":1730}");
  g_autofree char *path = g_strdup_printf ("/api/acme/v2/account/%d/domain", demo_answer_location_id (created));
  const char *body = "{\"domains\":[{\"name\":\"www.late.test\"}]}";
  g_autoptr(DemoAnswer) early = NULL;
  g_autoptr(DemoAnswer) domain = NULL;
  g_autoptr(DemoAnswer) late = NULL;

  demo_assert_list (client, path, 0, 0);
  early = demo_client_call (client, "POST", path, body);
  g_assert_true (json_object_has_member (demo_answer_object (early), "notAddedDomains"));
  domain = demo_client_call (client, "POST", "/api/domain/v1",
                             "{\"name\":\"late.test\",\"delegations\":[{\"orgId\":1730,\"certTypes\":[\"SSL\"]}]}");
  demo_assert_status (domain, 201);
  late = demo_client_call (client, "POST", path, body);
  g_assert_cmpuint (json_object_get_size (demo_answer_object (late)), ==, 0);
  demo_assert_list (client, path, 1, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-names/list", test_list);
  g_test_add_func ("/demo-names/expiry", test_expiry);
  g_test_add_func ("/demo-names/add", test_add);
  g_test_add_func ("/demo-names/remove", test_remove);
  g_test_add_func ("/demo-names/refused", test_refused);
  g_test_add_func ("/demo-names/new-account", test_new_account);
  return g_test_run ();
}
