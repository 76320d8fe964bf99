/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-error.h"
#include "acme-scm-account-reader.h"
#include "acme-scm-parse.h"

#define HMAC_KEY "SDEtbWFjLWtleS1vZi10aGUtdGVzdA"

static const char *const public_account =
  "{\"id\": 126, \"accountId\": \"1SiwNoAGQ3uWkQYyZPvz8w\", \"macId\": \"1SiwNoAGQ3uWkQYyZPvz8w\","
  " \"macKey\": \"" HMAC_KEY "\", \"acmeServer\": \"OV ACME Server\", \"name\": \"web team\","
  " \"organizationId\": 1841, \"certValidationType\": \"OV\", \"status\": \"Pending\","
  " \"ovOrderNumber\": 1000000001, \"ovAnchorID\": \"1000000001\", \"validationId\": \"1000000001\","
  " \"contacts\": \"a@example.test, b@example.test\"}";
static const char *const universal_account =
  "{\"id\": \"81\", \"accountId\": \"u-81\", \"macId\": \"\", \"macKey\": \"\","
  " \"acmeServer\": \"Universal ACME Server\", \"name\": \"build farm\", \"organizationId\": 1875,"
  " \"profileName\": \"Private SSL\"}";

static JsonNode *
parse (const char *json)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr(GError) error = NULL;
  JsonNode *node = acme_scm_parse (bytes, &error);

  g_assert_no_error (error);
  return node;
}

static AcmeItem *
read_account (const char             *json,
              const char             *kind,
              AcmeScmAccountSecrets   secrets,
              GError                **error)
{
  g_autoptr(JsonNode) node = parse (json);

  return (AcmeItem *) acme_scm_account_read (json_node_get_object (node), kind, secrets, error);
}

static void
assert_text (AcmeItem   *item,
             guint       field,
             const char *text)
{
  g_assert_cmpstr (acme_item_get_text (item, field), ==, text);
}

static void
test_public (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeItem) item = read_account (public_account, ACME_ACCOUNT_KIND_PUBLIC,
                                           ACME_SCM_ACCOUNT_WITHOUT_SECRETS, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (acme_item_get_key (item), ==, "public/126");
  assert_text (item, ACME_ACCOUNT_NAME, "web team");
  assert_text (item, ACME_ACCOUNT_ACME_SERVER, "OV ACME Server");
  assert_text (item, ACME_ACCOUNT_ORGANIZATION_ID, "1841");
  assert_text (item, ACME_ACCOUNT_VALIDATION_TYPE, "OV");
  assert_text (item, ACME_ACCOUNT_ACCOUNT_ID, "1SiwNoAGQ3uWkQYyZPvz8w");
  assert_text (item, ACME_ACCOUNT_KEY_ID, "1SiwNoAGQ3uWkQYyZPvz8w");
  assert_text (item, ACME_ACCOUNT_CONTACTS, "a@example.test, b@example.test");
  g_assert_cmpstr (acme_item_get_string (item, ACME_ACCOUNT_STATUS), ==, "pending");
  g_assert_cmpint (acme_item_get_number (item, ACME_ACCOUNT_ENDPOINT), ==, ACME_NUMBER_NONE);
  g_assert_cmpint (acme_item_get_number (item, ACME_ACCOUNT_DOMAINS), ==, ACME_NUMBER_NONE);
  g_assert_null (acme_item_get_string (item, ACME_ACCOUNT_PROFILE_NAME));
  g_assert_null (acme_item_get_problem (item));
}

/* C8: EAB values that are empty are none */
static void
test_universal (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeItem) item = read_account (universal_account, ACME_ACCOUNT_KIND_UNIVERSAL,
                                           ACME_SCM_ACCOUNT_WITH_SECRETS, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (acme_item_get_key (item), ==, "universal/81");
  assert_text (item, ACME_ACCOUNT_PROFILE_NAME, "Private SSL");
  g_assert_null (acme_item_get_string (item, ACME_ACCOUNT_KEY_ID));
  g_assert_null (acme_item_get_string (item, ACME_ACCOUNT_HMAC_KEY));
  g_assert_null (acme_item_get_string (item, ACME_ACCOUNT_STATUS));
  g_assert_null (acme_item_get_string (item, ACME_ACCOUNT_CONTACTS));
  g_assert_null (acme_item_get_problem (item));
}

static void
test_secrets (void)
{
  g_autoptr(AcmeItem) without = read_account (public_account, ACME_ACCOUNT_KIND_PUBLIC,
                                              ACME_SCM_ACCOUNT_WITHOUT_SECRETS, NULL);
  g_autoptr(AcmeItem) with = read_account (public_account, ACME_ACCOUNT_KIND_PUBLIC, ACME_SCM_ACCOUNT_WITH_SECRETS,
                                           NULL);

  g_assert_null (acme_item_get_string (without, ACME_ACCOUNT_HMAC_KEY));
  g_assert_cmpstr (acme_item_get_string (with, ACME_ACCOUNT_HMAC_KEY), ==, HMAC_KEY);
}

/* C3, C4: what documents leave out or spell otherwise */
static void
test_status (void)
{
  static const struct { const char *status; const char *value; const char *text; } cases[] = {
    { "\"pending\"", "pending", "Pending" },
    { "\"Pending\"", "pending", "Pending" },
    { "\"VALID\"", "valid", "Valid" },
    { "\"Suspended\"", "suspended", "suspended" },
    { "\"\"", NULL, "" },
    { "null", NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"id\": 1, \"status\": %s}", cases[i].status);
      g_autoptr(AcmeItem) item = read_account (json, ACME_ACCOUNT_KIND_PUBLIC, ACME_SCM_ACCOUNT_WITHOUT_SECRETS, NULL);

      g_assert_cmpstr (acme_item_get_string (item, ACME_ACCOUNT_STATUS), ==, cases[i].value);
      assert_text (item, ACME_ACCOUNT_STATUS, cases[i].text);
      g_assert_null (acme_item_get_problem (item));
    }
}

/* Each member that has a wrong type is named, and the others are read */
static void
test_wrong_types (void)
{
  static const char *const members[] = {
    "name", "acmeServer", "organizationId", "status", "certValidationType", "profileName", "accountId", "macId",
    "contacts", "macKey",
  };
  static const char *const values[] = { "[]", "{\"wrong\": 17}", "true", "1.5" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        {
          g_autofree char *json = g_strdup_printf ("{\"id\": 7, \"%s\": %s, \"sound\": 1}", members[i], values[j]);
          g_autofree char *quoted = g_strdup_printf ("“%s”", members[i]);
          g_autoptr(GError) error = NULL;
          g_autoptr(AcmeItem) item = read_account (json, ACME_ACCOUNT_KIND_PUBLIC, ACME_SCM_ACCOUNT_WITH_SECRETS,
                                                   &error);

          g_assert_no_error (error);
          g_assert_cmpstr (acme_item_get_key (item), ==, "public/7");
          g_assert_nonnull (strstr (acme_item_get_problem (item), quoted));
        }
    }
}

/* A key that is not wanted cannot be wrong */
static void
test_unwanted_secret (void)
{
  g_autoptr(AcmeItem) item = read_account ("{\"id\": 7, \"macKey\": 5}", ACME_ACCOUNT_KIND_PUBLIC,
                                           ACME_SCM_ACCOUNT_WITHOUT_SECRETS, NULL);

  g_assert_null (acme_item_get_problem (item));
}

static void
test_no_id (void)
{
  static const char *const cases[] = {
    "{}", "{\"id\": null}", "{\"id\": 0}", "{\"id\": -5}", "{\"id\": []}", "{\"id\": \"x\"}", "{\"name\": \"a\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_account (cases[i], ACME_ACCOUNT_KIND_PUBLIC, ACME_SCM_ACCOUNT_WITHOUT_SECRETS, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
    }
}

static AcmeAccount *
read_reply (const char  *json,
            gint64       id,
            GError     **error)
{
  g_autoptr(AcmeScmReply) reply = acme_scm_reply_new (200, NULL, NULL);

  reply->json = json != NULL ? parse (json) : NULL;
  return acme_scm_account_read_reply (reply, ACME_ACCOUNT_KIND_PUBLIC, id, ACME_SCM_ACCOUNT_WITH_SECRETS, error);
}

static void
test_reply (void)
{
  static const struct { const char *json; gint64 id; const char *problem; } cases[] = {
    { NULL, 126, "an object" },
    { "[]", 126, "an object" },
    { "[{\"id\": 126}]", 126, "an object" },
    { "{\"name\": \"a\"}", 126, "“id”" },
    { public_account, 127, "another account" },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeAccount) account = read_reply (public_account, 126, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY), ==, HMAC_KEY);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) case_error = NULL;

      g_assert_null (read_reply (cases[i].json, cases[i].id, &case_error));
      g_assert_error (case_error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (case_error->message, cases[i].problem));
      g_assert_null (strstr (case_error->message, HMAC_KEY));
    }
}

static void
test_path (void)
{
  g_assert_cmpstr (acme_scm_account_get_path (ACME_ACCOUNT_KIND_PUBLIC), ==, "/api/acme/v2/account");
  g_assert_cmpstr (acme_scm_account_get_path (ACME_ACCOUNT_KIND_UNIVERSAL), ==, "/api/acme/v1/pca/account");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/account-reader/public", test_public);
  g_test_add_func ("/scm/account-reader/universal", test_universal);
  g_test_add_func ("/scm/account-reader/secrets", test_secrets);
  g_test_add_func ("/scm/account-reader/status", test_status);
  g_test_add_func ("/scm/account-reader/wrong-types", test_wrong_types);
  g_test_add_func ("/scm/account-reader/unwanted-secret", test_unwanted_secret);
  g_test_add_func ("/scm/account-reader/no-id", test_no_id);
  g_test_add_func ("/scm/account-reader/reply", test_reply);
  g_test_add_func ("/scm/account-reader/path", test_path);
  return g_test_run ();
}
