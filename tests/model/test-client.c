/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-client.h"

static void
test_unknown_status_is_shown (void)
{
  g_autoptr(AcmeClient) client = acme_client_new ("Zm9vYmFyYmF6Zm9vYmFyYg==");
  AcmeItem *item = ACME_ITEM (client);

  g_assert_cmpstr (acme_item_get_key (item), ==, "Zm9vYmFyYmF6Zm9vYmFyYg==");
  g_assert_cmpint (acme_item_get_number (item, ACME_CLIENT_LAST_ACTIVITY), ==, ACME_NUMBER_NONE);
  g_assert_cmpstr (acme_item_get_text (item, ACME_CLIENT_LAST_ACTIVITY), ==, "No activity known");
  acme_item_set_string (item, ACME_CLIENT_STATUS, "Deactivated");
  g_assert_cmpstr (acme_item_get_text (item, ACME_CLIENT_STATUS), ==, "Deactivated");
  acme_item_set_string (item, ACME_CLIENT_STATUS, "sleeping");
  g_assert_cmpstr (acme_item_get_text (item, ACME_CLIENT_STATUS), ==, "sleeping");
}

static void
test_is_active (void)
{
  g_autoptr(AcmeClient) client = acme_client_new ("1");
  AcmeItem *item = ACME_ITEM (client);

  g_assert_true (acme_client_is_active (client));
  acme_item_set_string (item, ACME_CLIENT_STATUS, "sleeping");
  g_assert_true (acme_client_is_active (client));
  acme_item_set_string (item, ACME_CLIENT_STATUS, "Deactivated");
  g_assert_false (acme_client_is_active (client));
  acme_item_set_string (item, ACME_CLIENT_STATUS, "revoked");
  g_assert_false (acme_client_is_active (client));
}

static void
test_recognized_name (void)
{
  g_autoptr(AcmeClient) client = acme_client_new ("1");
  AcmeItem *item = ACME_ITEM (client);
  g_autofree char *more = NULL;

  g_assert_cmpstr (acme_item_get_text (item, ACME_CLIENT_CLIENT), ==, "");
  acme_item_set_string (item, ACME_CLIENT_USER_AGENT, "CertbotACMEClient/2.1.0 (certbot; Debian)");
  g_assert_cmpstr (acme_item_get_text (item, ACME_CLIENT_CLIENT), ==, "Certbot 2.1");
  g_assert_cmpstr (acme_item_get_text (item, ACME_CLIENT_USER_AGENT), ==, "CertbotACMEClient/2.1.0 (certbot; Debian)");
  more = acme_client_fields.fields[ACME_CLIENT_CLIENT].describe_more (item);
  g_assert_cmpstr (more, ==, "CertbotACMEClient/2.1.0 (certbot; Debian)");
  acme_item_set_string (item, ACME_CLIENT_USER_AGENT, "home-made 0.1");
  g_assert_cmpstr (acme_item_get_text (item, ACME_CLIENT_CLIENT), ==, "home-made 0.1");
  g_assert_null (acme_client_fields.fields[ACME_CLIENT_CLIENT].describe_more (item));

  /* the raw text is what scripts get, the name what people see */
  g_assert_cmpuint (acme_client_fields.fields[ACME_CLIENT_CLIENT].flags & ACME_FIELD_EXPORT, ==, 0);
  g_assert_cmpuint (acme_client_fields.fields[ACME_CLIENT_CLIENT].flags & ACME_FIELD_SHOWN, !=, 0);
  g_assert_cmpuint (acme_client_fields.fields[ACME_CLIENT_USER_AGENT].flags & ACME_FIELD_EXPORT, !=, 0);
  g_assert_cmpuint (acme_client_fields.fields[ACME_CLIENT_USER_AGENT].flags & ACME_FIELD_SHOWN, ==, 0);
}

static void
test_idle_days (void)
{
  const gint64 now = G_GINT64_CONSTANT (1900000000) * G_USEC_PER_SEC;
  const gint64 day = (gint64) 24 * 3600 * G_USEC_PER_SEC;
  g_autoptr(AcmeClient) client = acme_client_new ("1");
  AcmeItem *item = ACME_ITEM (client);

  g_assert_cmpint (acme_client_get_idle_days (client, now), ==, -1);
  acme_item_set_number (item, ACME_CLIENT_LAST_ACTIVITY, now);
  g_assert_cmpint (acme_client_get_idle_days (client, now), ==, 0);
  acme_item_set_number (item, ACME_CLIENT_LAST_ACTIVITY, now - day + 1);
  g_assert_cmpint (acme_client_get_idle_days (client, now), ==, 0);
  acme_item_set_number (item, ACME_CLIENT_LAST_ACTIVITY, now - day);
  g_assert_cmpint (acme_client_get_idle_days (client, now), ==, 1);
  acme_item_set_number (item, ACME_CLIENT_LAST_ACTIVITY, now - 400 * day - 5);
  g_assert_cmpint (acme_client_get_idle_days (client, now), ==, 400);
  /* clocks differ */
  acme_item_set_number (item, ACME_CLIENT_LAST_ACTIVITY, now + 3 * day);
  g_assert_cmpint (acme_client_get_idle_days (client, now), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/unknown-status-is-shown", test_unknown_status_is_shown);
  g_test_add_func ("/client/is-active", test_is_active);
  g_test_add_func ("/client/recognized-name", test_recognized_name);
  g_test_add_func ("/client/idle-days", test_idle_days);
  return g_test_run ();
}
