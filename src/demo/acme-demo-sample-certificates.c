/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sample certificates. Most were requested through ACME; nothing in them leads back to the account. */

#include "config.h"

#include "acme-demo-random.h"
#include "acme-demo-store.h"
#include "acme-time.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

enum { SALT_ACCOUNT = 200, SALT_AGE, SALT_HOST };

static void
free_certificate (gpointer data)
{
  AcmeDemoCertificate *certificate = data;

  g_free (certificate->common_name);
  g_strfreev (certificate->names);
  g_free (certificate->serial);
  g_free (certificate);
}

static char *
make_serial (guint index)
{
  g_autofree char *hex = acme_demo_hex ("serial", index, 16);
  GString *serial = g_string_new (NULL);

  for (guint i = 0; hex[i] != '\0'; i += 2)
    g_string_append_printf (serial, "%s%c%c", i > 0 ? ":" : "", g_ascii_toupper (hex[i]), g_ascii_toupper (hex[i + 1]));
  return g_string_free (serial, FALSE);
}

static AcmeDemoCertificate *
make_certificate (AcmeDemoStore *store,
                  guint          index)
{
  static const char *const hosts[] = { "www", "mail", "api", "vpn", "git", "portal", "cloud" };
  static const char *const ways[] = { "ACME", "ACME", "Enrollment Form", "ACME", "REST API",
                                      "ACME", "ACME", "Discovery" };
  const AcmeDemoAccountSeed *seed = &g_array_index (store->seeds, AcmeDemoAccountSeed,
                                                    acme_demo_pick (index, SALT_ACCOUNT, store->seeds->len));
  AcmeDemoCertificate *certificate = g_new0 (AcmeDemoCertificate, 1);
  const char *names[4] = { 0 };
  g_autofree char *second = NULL;
  gint64 age = acme_demo_pick (index, SALT_AGE, 420) * DAY;

  certificate->id = 600001 + (int) index;
  certificate->organization_id = seed->organization_id;
  certificate->common_name = g_strdup_printf (
      "%s.host%u.northern.example", hosts[acme_demo_pick (index, SALT_HOST, G_N_ELEMENTS (hosts))], index % 97);
  second = g_strconcat ("alt-", certificate->common_name, NULL);
  names[0] = certificate->common_name;
  names[1] = index % 3 == 0 ? NULL : second;
  names[2] = index % 3 == 1 ? NULL : "*.shared.northern.example";
  certificate->names = g_strdupv ((char **) names);
  certificate->profile = store->profiles->pdata[index % store->profiles->len];
  certificate->requested_via = ways[index % G_N_ELEMENTS (ways)];
  certificate->requester = index % 5 == 0 ? "admin04" : "acme-service";
  certificate->requested = store->start - age - 60 * G_USEC_PER_SEC;
  certificate->issued = store->start - age;
  certificate->expires = certificate->issued + certificate->profile->terms[0] * DAY;
  certificate->status = certificate->expires < store->start ? "Expired" : index % 11 == 4 ? "Revoked" : "Issued";
  if (index % 17 == 6)
    {
      certificate->status = "Requested";
      certificate->issued = certificate->expires = ACME_TIME_NONE;
    }
  else
    {
      certificate->serial = make_serial (index);
    }

  return certificate;
}

/**
 * acme_demo_sample_certificates:
 * @store: a store
 *
 * Returns: (transfer full) (element-type AcmeDemoCertificate): its certificates, by id
 */
GPtrArray *
acme_demo_sample_certificates (AcmeDemoStore *store)
{
  GPtrArray *certificates = g_ptr_array_new_with_free_func (free_certificate);
  guint n = store->kind == ACME_DEMO_DATA_LARGE ? 5000 : 120;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (certificates, make_certificate (store, i));
  return certificates;
}
