/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sample ACME accounts, the domains they may be used for, and the clients that use them. Domains and clients
 * are made when their account is first asked for them: with 10,000 accounts nobody looks at them all. */

#include "config.h"

#include "acme-demo-store.h"

#include <string.h>

#include "acme-demo-random.h"
#include "acme-time.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

enum
{
  SALT_ENDPOINT, SALT_ORGANIZATION, SALT_NAMES, SALT_HOST, SALT_UNTIL, SALT_CLIENTS, SALT_AGENT, SALT_SEEN,
  SALT_ADDRESS, SALT_PROFILE,
};

static const char *const account_names[] = {
  "web-prod", "mail", "\"Quoted\" portal", "ldap, primary", "R&D <test>", "図書館システム", "=SUM(A1:A9)",
  "build farm", "Научный кластер", "vpn gateway", "k8s ingress (blue)", "Zürich mirror", "Λογισμικό",
  "-legacy proxy", "@scheduler", "jupyter hub", "git & CI", "שרת דואר", "moodle", "+49 hotline",
  "printer's room", "wiki", "sso/idp", "cloud; storage", "monitoring", "radius 802.1X",
  "e-learning \\ backup", "lab controllers", "booking", "cafeteria 🍰",
};

static const char *const hosts[] = {
  "www", "*", "mail", "portal", "api", "vpn", "git", "wiki", "cloud", "login", "booking", "static",
  "status", "files", "lab", "xn--bcher-kva",
};

/* What ACME clients really call themselves; the last one is what an attacker may */
static const char *const user_agents[] = {
  "CertbotACMEClient/2.1.0 (certbot; Debian GNU/Linux 12 (bookworm)) "
  "Authenticator/nginx Installer/nginx (renew; flags: n) Py/3.11.2",
  "lego-cli/4.14.2 xenolf-acme/4.14.2 (release; linux; amd64)",
  "acme.sh/3.0.7 (https://github.com/acmesh-official/acme.sh)",
  "Caddy/2.7.6 CertMagic acmez (linux; amd64)",
  "win-acme/2.2.8.1635 (+https://github.com/win-acme/win-acme)",
  "cert-manager-challenges/v1.14.4 (linux/amd64) cert-manager/3a5c5dd8a1c0",
  "Posh-ACME/4.20.0 PowerShell/5.1.17763.5458",
  "containous-traefik/2.11.0 xenolf-acme/4.14.0 (release; linux; amd64)",
  "Apache/2.4.57 (Unix) mod_md/2.4.21",
  "CertbotACMEClient/1.21.0 (certbot; Ubuntu 22.04.4 LTS) "
  "Authenticator/webroot Installer/None (certonly; flags: n) Py/3.10.12",
  "dehydrated/0.7.1 curl/7.88.1",
  "=HYPERLINK(\"http://192.0.2.66/\",\"click, here\") <b>client</b>",
};

static int
pick_organization (AcmeDemoStore          *store,
                   const AcmeDemoEndpoint *endpoint,
                   guint                   index)
{
  AcmeDemoOrganization *organization;

  if (endpoint->customized)
    return g_array_index (endpoint->organizations, int,
                          acme_demo_pick (index, SALT_ORGANIZATION, endpoint->organizations->len));

  organization = store->organizations->pdata[acme_demo_pick (index, SALT_ORGANIZATION, store->organizations->len)];
  return organization->id;
}

/* The first endpoints have by far the most accounts, as in life; one has none. */
static AcmeDemoEndpoint *
pick_endpoint (GPtrArray *acme_endpoints,
               guint      index)
{
  guint64 share = acme_demo_pick (index, SALT_ENDPOINT, 1000);
  guint rank = (guint) (share * share * acme_endpoints->len / 1000000);
  guint chosen = rank * 5 % acme_endpoints->len;
  AcmeDemoEndpoint *endpoint;

  if (acme_endpoints->len % 5 == 0)
    chosen = rank * 7 % acme_endpoints->len;

  endpoint = acme_endpoints->pdata[chosen];
  if (endpoint->id == 743)
    endpoint = acme_endpoints->pdata[0];
  return endpoint;
}

static const AcmeDemoProfile *
pick_profile (AcmeDemoStore *store,
              int            organization_id,
              guint          index)
{
  for (guint i = 0;; i++)
    {
      const AcmeDemoProfile *profile =
          store->profiles->pdata[acme_demo_pick (index + i, SALT_PROFILE, store->profiles->len)];

      if (profile->organizations == NULL)
        return profile;
      for (guint n = 0; profile->organizations[n] != 0; n++)
        if (profile->organizations[n] == organization_id)
          return profile;
    }
}

static void
add_account (AcmeDemoStore    *store,
             AcmeDemoEndpoint *endpoint,
             guint             index)
{
  static const char *const statuses[] = { "valid", "valid", "valid", "Valid", "pending", "valid", "valid", "Pending" };
  const guint n_names = G_N_ELEMENTS (account_names);
  gboolean universal = endpoint->server_name == NULL;
  g_autofree char *name = index < n_names
                              ? g_strdup (account_names[index])
                              : g_strdup_printf ("%s %u", account_names[index % n_names], index / n_names + 1);
  const char *server_name = universal ? endpoint->name : endpoint->server_name;
  AcmeDemoAccount *account;
  AcmeDemoAccountSeed seed;

  account = acme_demo_store_add_account (store, universal, name, index % 2 == 0 ? server_name : endpoint->url, endpoint,
                                         pick_organization (store, endpoint, index));
  account->index = index;
  account->status = statuses[index % G_N_ELEMENTS (statuses)];
  account->sparse = index % 20 == 13;
  account->without_eab = universal && account->id % 3 == 0;
  if (universal)
    account->profile = g_strdup (pick_profile (store, account->organization_id, index)->name);
  else if (g_strcmp0 (endpoint->validation, "DV") != 0)
    account->validation_id = g_strdup_printf ("%u", 1000000001 + index);

  seed = (AcmeDemoAccountSeed) { account->id, g_strdup (name), universal, endpoint, account->organization_id };
  g_array_append_val (store->seeds, seed);
}

/**
 * acme_demo_sample_add_accounts:
 * @store: a store with organizations, endpoints and profiles
 *
 * Adds the sample accounts. The ids of the two kinds overlap.
 */
void
acme_demo_sample_add_accounts (AcmeDemoStore *store)
{
  g_autoptr(GPtrArray) acme_endpoints = g_ptr_array_new ();
  guint n_accounts = store->kind == ACME_DEMO_DATA_LARGE ? 10000 : 60;

  for (guint i = 0; i < store->endpoints->len; i++)
    {
      AcmeDemoEndpoint *endpoint = store->endpoints->pdata[i];

      if (g_str_has_suffix (endpoint->type, "_ACME"))
        g_ptr_array_add (acme_endpoints, endpoint);
    }

  store->last_account[0] = 125;
  store->last_account[1] = 80;
  for (guint i = 0; i < n_accounts; i++)
    add_account (store, pick_endpoint (acme_endpoints, i), i);
}

static const char *
find_domain (AcmeDemoStore *store,
             int            organization_id)
{
  for (guint i = 0; i < store->domains->len; i++)
    {
      AcmeDemoDomain *domain = store->domains->pdata[i];

      if (domain->organizations->len > 0 && g_array_index (domain->organizations, int, 0) == organization_id)
        return domain->name;
    }

  return "northern.example";
}

/**
 * acme_demo_sample_names:
 * @store: a store
 * @account: one of its sample accounts
 *
 * Returns: (transfer full) (element-type AcmeDemoName): its domains: some valid for long, some for days, some
 *   not any more, some never validated
 */
GPtrArray *
acme_demo_sample_names (AcmeDemoStore   *store,
                        AcmeDemoAccount *account)
{
  static const int days[] = { 390, 201, 88, 30, 14, 5, 1, 0, -3, -40, 364, 120 };
  GPtrArray *names = acme_demo_names_new ();
  const char *domain = find_domain (store, account->organization_id);
  guint first = acme_demo_pick (account->index, SALT_HOST, G_N_ELEMENTS (hosts));
  guint n = acme_demo_pick (account->index, SALT_NAMES, 15);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strconcat (hosts[(first + i) % G_N_ELEMENTS (hosts)], ".", domain, NULL);
      AcmeDemoName *name = acme_demo_name_new (text);
      guint pick = acme_demo_pick (account->index * 100 + i, SALT_UNTIL, G_N_ELEMENTS (days) + 1);

      if (pick < G_N_ELEMENTS (days))
        {
          name->valid_until = store->start + days[pick] * DAY + i * 61 * G_USEC_PER_SEC;
          name->sticky_until = name->valid_until - 30 * DAY;
        }
      name->validation_id = g_strdup (account->validation_id);
      g_ptr_array_add (names, name);
    }

  return names;
}

static AcmeDemoClient *
make_client (AcmeDemoStore   *store,
             AcmeDemoAccount *account,
             guint            n)
{
  static const double idle_days[] = { 0.02, 0.4, 1, 3, 12, 29, 45, 75, 120, 210, 380, 800 };
  static const char *const nets[] = { "192.0.2", "198.51.100", "203.0.113" };
  guint64 index = account->index * 64 + n;
  AcmeDemoClient *client = g_new0 (AcmeDemoClient, 1);
  double idle = idle_days[acme_demo_pick (index, SALT_SEEN, G_N_ELEMENTS (idle_days))];
  guint address = acme_demo_pick (index, SALT_ADDRESS, 250) + 1;

  if (account->universal || n % 2 == 1)
    client->account_id = acme_demo_key (account->universal ? "universal client" : "client", index, 16, TRUE);
  else
    client->account_id = acme_demo_uuid ("client", index);
  client->id = account->universal ? 0 : (int) (5000 + index);
  if (n % 4 == 3)
    client->address = g_strdup_printf ("2001:db8:%x:%x::%x", account->index % 0xffff, n, address);
  else
    client->address = g_strdup_printf ("%s.%u", nets[address % G_N_ELEMENTS (nets)], address);
  client->user_agent = user_agents[acme_demo_pick (index, SALT_AGENT, G_N_ELEMENTS (user_agents))];
  client->status = idle > 300 ? "deactivated" : n == 7 ? "pending" : "valid";
  client->last_activity =
      n == 7 ? ACME_TIME_NONE : store->start - (gint64) (idle * DAY) - (gint64) n * 17 * G_USEC_PER_SEC;
  client->contacts = index % 3 == 0 ? g_strdup ("")
                                    : g_strdup_printf ("ops@%s, pki@northern.example",
                                                       find_domain (store, account->organization_id));
  return client;
}

static void
free_client (gpointer data)
{
  AcmeDemoClient *client = data;

  g_free (client->account_id);
  g_free (client->address);
  g_free (client->contacts);
  g_free (client);
}

/**
 * acme_demo_sample_clients:
 * @store: a store
 * @account: one of its accounts
 *
 * Returns: (transfer full) (element-type AcmeDemoClient): the clients that use it; none for one that is still pending
 */
GPtrArray *
acme_demo_sample_clients (AcmeDemoStore   *store,
                          AcmeDemoAccount *account)
{
  GPtrArray *clients = g_ptr_array_new_with_free_func (free_client);
  guint n = 1 + acme_demo_pick (account->index, SALT_CLIENTS, 4);

  if (g_ascii_strcasecmp (account->status, "pending") == 0)
    n = 0;
  else if (account->index % 16 == 0)
    n = 12;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (clients, make_client (store, account, i));
  return clients;
}
