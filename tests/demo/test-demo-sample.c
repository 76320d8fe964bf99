/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-demo-events.h"
#include "acme-demo-random.h"
#include "acme-demo-store.h"
#include "acme-time.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

static gint64
get_start (void)
{
  gint64 start;

  g_assert_true (acme_time_parse ("2030-05-06T07:08:09.010Z", &start));
  return start;
}

static void
assert_size (AcmeDemoData kind,
             guint        n_acme,
             guint        n_accounts,
             guint        n_events)
{
  AcmeDemoStore *store = acme_demo_store_new (kind, get_start ());
  guint acme = 0, other = 0;

  for (guint i = 0; i < store->endpoints->len; i++)
    {
      AcmeDemoEndpoint *endpoint = store->endpoints->pdata[i];

      if (g_str_has_suffix (endpoint->type, "_ACME"))
        acme++;
      else
        other++;
      g_assert_true (acme_demo_store_endpoint (store, endpoint->id) == endpoint);
    }
  g_assert_cmpuint (acme, ==, n_acme);
  g_assert_cmpuint (other, >=, 2);
  g_assert_cmpuint (store->accounts[0]->len + store->accounts[1]->len, ==, n_accounts);
  g_assert_cmpuint (acme_demo_events_count (store), ==, n_events);
  acme_demo_store_free (store);
}

static void
test_sizes (void)
{
  assert_size (ACME_DEMO_DATA_SMALL, 12, 60, 2000);
  assert_size (ACME_DEMO_DATA_LARGE, 100, 10000, 1000000);
}

/* The same at each start, only later. */
static void
test_deterministic (void)
{
  AcmeDemoStore *one = acme_demo_store_new (ACME_DEMO_DATA_SMALL, get_start ());
  AcmeDemoStore *other = acme_demo_store_new (ACME_DEMO_DATA_SMALL, get_start () + 100 * DAY);

  for (guint kind = 0; kind < 2; kind++)
    for (guint i = 0; i < one->accounts[kind]->len; i++)
      {
        AcmeDemoAccount *first = one->accounts[kind]->pdata[i];
        AcmeDemoAccount *second = other->accounts[kind]->pdata[i];
        g_autoptr(GPtrArray) first_clients = acme_demo_sample_clients (one, first);
        g_autoptr(GPtrArray) second_clients = acme_demo_sample_clients (other, second);

        g_assert_cmpstr (first->name, ==, second->name);
        g_assert_cmpint (first->organization_id, ==, second->organization_id);
        g_assert_cmpuint (first_clients->len, ==, second_clients->len);
        for (guint n = 0; n < first_clients->len; n++)
          {
            AcmeDemoClient *first_client = first_clients->pdata[n];
            AcmeDemoClient *second_client = second_clients->pdata[n];

            g_assert_cmpstr (first_client->account_id, ==, second_client->account_id);
            g_assert_true (first_client->last_activity == ACME_TIME_NONE ||
                           first_client->last_activity + 100 * DAY == second_client->last_activity);
          }
      }
  acme_demo_store_free (one);
  acme_demo_store_free (other);
}

static void
assert_events_ordered (AcmeDemoData kind,
                       guint        step)
{
  AcmeDemoStore *store = acme_demo_store_new (kind, get_start ());
  AcmeDemoEvent event;
  gint64 before = 0;

  acme_demo_event_init (&event);
  for (guint i = 0; i < store->n_events; i += step)
    {
      acme_demo_event_fill (&event, store, i);
      g_assert_cmpint (event.time, >, before);
      g_assert_cmpint (event.time, <, store->start);
      g_assert_cmpuint (acme_demo_events_find (store, event.time), <=, i);
      g_assert_cmpuint (acme_demo_events_find (store, event.time + 1000), >, i);
      g_assert_cmpuint (event.description->len, >, 0);
      before = event.time;
    }
  g_assert_cmpuint (acme_demo_events_find (store, 0), ==, 0);
  g_assert_cmpuint (acme_demo_events_find (store, store->start), ==, store->n_events);
  acme_demo_event_clear (&event);
  acme_demo_store_free (store);
}

static void
test_events (void)
{
  assert_events_ordered (ACME_DEMO_DATA_SMALL, 1);
  assert_events_ordered (ACME_DEMO_DATA_LARGE, 97);
}

/* Names that have broken software elsewhere */
static void
test_awkward_names (void)
{
  static const char *const parts[] = { "\"", ",", "<", "&", "=", "'", "\\", ";", "数", "Н", "ü", "ש", "🍰" };
  AcmeDemoStore *store = acme_demo_store_new (ACME_DEMO_DATA_SMALL, get_start ());

  for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < store->endpoints->len; i++)
        found |= strstr (((AcmeDemoEndpoint *) store->endpoints->pdata[i])->name, parts[p]) != NULL;
      for (guint i = 0; i < store->organizations->len; i++)
        found |= strstr (((AcmeDemoOrganization *) store->organizations->pdata[i])->name, parts[p]) != NULL;
      for (guint kind = 0; kind < 2; kind++)
        for (guint i = 0; i < store->accounts[kind]->len; i++)
          found |= strstr (((AcmeDemoAccount *) store->accounts[kind]->pdata[i])->name, parts[p]) != NULL;
      g_test_message ("%s", parts[p]);
      g_assert_true (found);
    }
  acme_demo_store_free (store);
}

/* No address, no domain and no URL that could be somebody's, but for the three that everybody knows. */
static void
test_reserved (void)
{
  AcmeDemoStore *store = acme_demo_store_new (ACME_DEMO_DATA_LARGE, get_start ());

  for (guint i = 0; i < store->domains->len; i++)
    g_assert_true (g_str_has_suffix (((AcmeDemoDomain *) store->domains->pdata[i])->name, ".example"));
  for (guint i = 0; i < store->endpoints->len; i++)
    {
      AcmeDemoEndpoint *endpoint = store->endpoints->pdata[i];
      g_autoptr(GUri) uri = g_uri_parse (endpoint->url, G_URI_FLAGS_NONE, NULL);

      g_assert_nonnull (uri);
      g_assert_true (g_str_has_suffix (g_uri_get_host (uri), ".example") ||
                     g_str_has_prefix (g_uri_get_host (uri), "2001:db8:") ||
                     strcmp (g_uri_get_host (uri), "acme.sectigo.com") == 0);
    }
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(GPtrArray) clients = acme_demo_sample_clients (store, store->accounts[0]->pdata[i]);

      for (guint n = 0; n < clients->len; n++)
        {
          const char *address = ((AcmeDemoClient *) clients->pdata[n])->address;

          g_assert_true (g_hostname_is_ip_address (address));
          g_assert_true (g_str_has_prefix (address, "192.0.2.") || g_str_has_prefix (address, "198.51.100.") ||
                         g_str_has_prefix (address, "203.0.113.") || g_str_has_prefix (address, "2001:db8:"));
        }
    }
  acme_demo_store_free (store);
}

static void
test_random (void)
{
  g_autofree char *unpadded = acme_demo_key ("a", 1, 64, FALSE);
  g_autofree char *padded = acme_demo_key ("a", 1, 16, TRUE);
  g_autofree char *other = acme_demo_key ("b", 1, 16, TRUE);
  g_autofree char *again = acme_demo_key ("a", 1, 16, TRUE);
  g_autofree char *uuid = acme_demo_uuid ("a", 1);
  g_autofree char *hex = acme_demo_hex ("a", 1, 16);

  g_assert_cmpuint (strlen (unpadded), ==, 86);
  g_assert_cmpuint (strlen (padded), ==, 24);
  g_assert_true (g_str_has_suffix (padded, "=="));
  g_assert_cmpstr (padded, !=, other);
  g_assert_cmpstr (padded, ==, again);
  g_assert_cmpuint (strspn (unpadded, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), ==, 86);
  g_assert_true (g_uuid_string_is_valid (uuid));
  g_assert_cmpuint (strlen (hex), ==, 32);
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpuint (acme_demo_pick (i, 0, 7), <, 7);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-sample/sizes", test_sizes);
  g_test_add_func ("/demo-sample/deterministic", test_deterministic);
  g_test_add_func ("/demo-sample/events", test_events);
  g_test_add_func ("/demo-sample/awkward-names", test_awkward_names);
  g_test_add_func ("/demo-sample/reserved", test_reserved);
  g_test_add_func ("/demo-sample/random", test_random);
  return g_test_run ();
}
