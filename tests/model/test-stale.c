/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-stale.h"
#include "acme-time.h"

#include <string.h>

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

static AcmeAccount *
make_account (void)
{
  AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_UNIVERSAL, 81);

  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, "build farm");
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_ORGANIZATION, "Northern University");
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_DEPARTMENT, "Web Team");
  acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY, "c2VjcmV0");
  return account;
}

static void
test_no_clients (void)
{
  AcmeAccount *account = make_account ();
  AcmeStale *stale = acme_stale_new_no_clients (account);
  AcmeItem *item = ACME_ITEM (stale);

  g_assert_cmpstr (acme_item_get_key (item), ==, "universal/81/");
  g_assert_cmpstr (acme_item_get_text (item, ACME_STALE_FINDING), ==, "No Clients");
  g_assert_cmpstr (acme_item_get_text (item, ACME_STALE_ACCOUNT), ==, "build farm");
  g_assert_cmpstr (acme_item_get_text (item, ACME_STALE_ORGANIZATION), ==, "Northern University");
  g_assert_cmpstr (acme_item_get_text (item, ACME_STALE_DEPARTMENT), ==, "Web Team");
  g_assert_cmpstr (acme_item_get_text (item, ACME_STALE_DETAIL), ==, "No client has registered with this account.");
  g_assert_cmpint (acme_item_get_number (item, ACME_STALE_IDLE_DAYS), ==, ACME_NUMBER_NONE);
  g_assert_true (acme_stale_get_account (stale) == account);
  g_assert_null (acme_stale_get_client (stale));
  for (guint i = 0; i < acme_stale_fields.n_fields; i++)
    g_assert_null (strstr (acme_item_get_text (item, i), "c2VjcmV0"));
  g_assert_finalize_object (stale);
  g_assert_finalize_object (account);
}

static void
test_idle_client (void)
{
  static const struct
  {
    gint64 last;
    gint64 days;
    const char *detail;
  } cases[] = {
    { 999 * DAY, 1, "Idle for 1 day." },
    { 600 * DAY + 1, 399, "Idle for 399 days." },
    { 1001 * DAY, 0, "Idle for 0 days." }, /* its clock is ahead of ours */
    { ACME_TIME_NONE, ACME_NUMBER_NONE, "SCM knows of no activity of this client at all." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeAccount) account = make_account ();
      g_autoptr(AcmeClient) client = acme_client_new ("Zm9v/YmF=");
      g_autoptr(AcmeStale) stale = NULL;
      AcmeItem *item;

      acme_item_set_string (ACME_ITEM (client), ACME_CLIENT_USER_AGENT, "lego-cli/4.14.2 xenolf-acme/4.14.2");
      acme_item_set_string (ACME_ITEM (client), ACME_CLIENT_IP_ADDRESS, "192.0.2.7");
      acme_item_set_string (ACME_ITEM (client), ACME_CLIENT_STATUS, "Valid");
      acme_item_set_number (ACME_ITEM (client), ACME_CLIENT_LAST_ACTIVITY, cases[i].last);
      stale = acme_stale_new_idle_client (account, client, 1000 * DAY);
      item = ACME_ITEM (stale);

      g_assert_cmpstr (acme_item_get_key (item), ==, "universal/81/Zm9v/YmF=");
      g_assert_cmpstr (acme_item_get_string (item, ACME_STALE_FINDING), ==, ACME_STALE_IDLE_CLIENT);
      g_assert_cmpstr (acme_item_get_text (item, ACME_STALE_CLIENT), ==, "lego 4.14.2");
      g_assert_cmpstr (acme_item_get_text (item, ACME_STALE_IP_ADDRESS), ==, "192.0.2.7");
      g_assert_cmpstr (acme_item_get_text (item, ACME_STALE_STATUS), ==, "Valid");
      g_assert_cmpint (acme_item_get_number (item, ACME_STALE_IDLE_DAYS), ==, cases[i].days);
      g_assert_cmpint (acme_item_get_number (item, ACME_STALE_LAST_ACTIVITY), ==, cases[i].last);
      g_assert_cmpstr (acme_item_get_text (item, ACME_STALE_DETAIL), ==, cases[i].detail);
      g_assert_true (acme_stale_get_account (stale) == account);
      g_assert_true (acme_stale_get_client (stale) == client);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stale/no-clients", test_no_clients);
  g_test_add_func ("/stale/idle-client", test_idle_client);
  return g_test_run ();
}
