/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample customer: Northern University, its faculties and its hospital, the endpoints that were enabled for
 * it, its certificate profiles and domains. Many of its names are awkward on purpose (quotes, commas,
 * markup, formulas, scripts), because real ones are. */

#include "config.h"

#include "acme-demo-store.h"

#include "acme-demo-random.h"

static const struct
{
  int id;
  int parent;
  const char *name;
  const char *city;
  const char *domain;
} organizations[] = {
  { 1697, 0, "Northern University", "Northern City", "northern.example" },
  { 1698, 1697, "IT Services", "Northern City", "it.northern.example" },
  { ACME_DEMO_DEPARTMENT, 1697, "Web Team", "Northern City", "web.northern.example" },
  { 1700, 1697, "Library, Archives & Museum", "Northern City", "library.northern.example" },
  { 1701, 1697, "=Finance & Payroll", "Northern City", "finance.northern.example" },
  { 1710, 0, "Faculty of Science", "Northern City", "science.example" },
  { 1711, 1710, "Physics \"Low Temperature\" Laboratory", "Northern City", "physics.science.example" },
  { 1712, 1710, "Chemistry <Wet Lab>", "Northern City", "chemistry.science.example" },
  { 1713, 1710, "数学系", "Northern City", "math.science.example" },
  { 1720, 0, "University Hospital", "Harbour Town", "hospital.example" },
  { 1721, 1720, "Radiology", "Harbour Town", "radiology.hospital.example" },
  { 1730, 0, "Κέντρο Ερευνών", "Harbour Town", "research.example" },
  { 1740, 0, "Faculté d'Été", "Summer Island", "summer.example" },
};

/* organizations: 0 alone means for everybody */
static const struct
{
  int id;
  const char *type;
  const char *name;
  const char *url;
  const char *server;
  const char *validation;
  int organizations[4];
} endpoints[] = {
  { 731, "SSL_WEB_FORM", "Certificate request form", "https://forms.northern.example/ssl", NULL, NULL, { 0 } },
  { 737, "PUBLIC_ACME", "DV – Web Team", "https://acme.sectigo.com/v2/DV", "DV ACME Server", "DV", { 0 } },
  { 738, "PUBLIC_ACME", "OV – Central IT", "https://acme.sectigo.com/v2/OV", "OV ACME Server", "OV", { 0 } },
  { 739,
    "PUBLIC_ACME",
    "EV – Finance \"Payments\"",
    "https://acme.sectigo.com/v2/EV",
    "EV ACME Server",
    "EV",
    { 1697, 1701 } },
  { 740,
    "PUBLIC_ACME",
    "OV, Hospital (RSA)",
    "https://acme.sectigo.com/v2/NorthernRSAOV",
    "Northern RSA OV, Hospital",
    "OV",
    { 1720, 1721 } },
  { 741,
    "PUBLIC_ACME",
    "OV <ECC> Science & Research",
    "https://acme.sectigo.com/v2/NorthernECCOV",
    "Northern ECC OV",
    "OV",
    { 1710, 1711, 1712, 1713 } },
  { 742, "PUBLIC_ACME", "图书馆 – DV", "https://acme.books.northern.example/v2/DV", "Library DV", "DV", { 1700 } },
  { 743,
    "PUBLIC_ACME",
    "=DV+Staging",
    "https://acme-staging.northern.example/v2/DV",
    "DV Staging Server",
    "DV",
    { 0 } },
  { 745,
    "SSL_REST_API",
    "Enrollment API of the portal",
    "https://enroll.northern.example/api",
    NULL,
    NULL,
    { 1698 } },
  { 750,
    "PRIVATE_ACME",
    "Universal – Campus CA",
    "https://acme.enterprise.northern.example/directory",
    NULL,
    NULL,
    { 0 } },
  { 751,
    "PRIVATE_ACME",
    "Kubernetes, all clusters",
    "https://acme-k8s.northern.example/acme/directory",
    NULL,
    NULL,
    { 1698, ACME_DEMO_DEPARTMENT } },
  { 752, "PRIVATE_ACME", "Faculté d'Été – réseau", "https://acme.summer.example/directory", NULL, NULL, { 1740 } },
  { 753,
    "PRIVATE_ACME",
    "Медицинские устройства",
    "https://acme.hospital.example:8443/acme",
    NULL,
    NULL,
    { 1720, 1721 } },
  { 754,
    "PRIVATE_ACME",
    "Lab \"Internet of Things\"",
    "https://[2001:db8::ac:e]/directory",
    NULL,
    NULL,
    { 1711, 1730 } },
  { 760, "SMIME_WEB_FORM", "Mail certificates", "https://forms.northern.example/smime", NULL, NULL, { 0 } },
};

static const int term_year[] = { 365, 0 };
static const int term_public[] = { 198, 0 };
static const int term_short[] = { 7, 30, 90, 0 };
static const int hospital_only[] = { 1720, 1721, 0 };
static const int science_only[] = { 1710, 1711, 1712, 1713, 1730, 0 };

static const AcmeDemoProfile profiles[] = {
  { 1018, "Private SSL", "Servers inside the campus", "PRIVATE_CA", FALSE, term_year, "2048 3072 4096", "P-256 P-384",
    NULL },
  { 1021, "Campus Server Authentication, 90 days", "Short terms for automated clients", "PRIVATE_CA", FALSE,
    term_short, "3072 4096", "P-256 P-384", NULL },
  { 1022, "Kubernetes mTLS <short-lived>", "Pods & ingress", "PRIVATE_CA", FALSE, term_short, NULL, "P-256", NULL },
  { 1030, "OV SSL (Multi-Domain)", "Public trust", "SASP", TRUE, term_public, "2048 3072 4096", "P-256 P-384", NULL },
  { 1034, "Medical Devices \"Class II\"", "Devices of the hospital", "PRIVATE_CA", FALSE, term_year, "2048", NULL,
    hospital_only },
  { 1041, "Υπολογιστική Συστοιχία", "Research clusters", "PRIVATE_CA", FALSE, term_short, "4096", "P-384 P-521",
    science_only },
};

static void
set_field (AcmeDemoOrganization *organization,
           const char           *name,
           const char           *value)
{
  g_hash_table_insert (organization->fields, g_strdup (name), g_strdup (value));
}

static AcmeDemoOrganization *
add_organization (AcmeDemoStore *store,
                  int            id,
                  int            parent,
                  const char    *name,
                  const char    *city,
                  const char    *domain_name)
{
  g_autofree char *mail = g_strconcat ("pki@", domain_name, NULL);
  AcmeDemoOrganization *organization;
  AcmeDemoDomain *domain;

  store->last_organization = id - 1;
  organization = acme_demo_store_add_organization (store, parent, name);
  set_field (organization, "contactEmails", mail);
  set_field (organization, "address1", "1 Campus Road");
  set_field (organization, "city", city);
  set_field (organization, "stateOrProvince", "Northland");
  set_field (organization, "postalCode", "00042");
  set_field (organization, "country", "XX");

  domain = acme_demo_store_add_domain (store, domain_name);
  g_array_append_val (domain->organizations, id);
  /* What belongs to an organization may be used by its departments, too, which have been added after it */
  for (guint i = 0; i + 1 < store->domains->len && parent != 0; i++)
    {
      AcmeDemoDomain *other = store->domains->pdata[i];

      if (g_array_index (other->organizations, int, 0) == parent)
        g_array_append_val (other->organizations, id);
    }
  return organization;
}

static void
add_organizations (AcmeDemoStore *store)
{
  for (guint i = 0; i < G_N_ELEMENTS (organizations); i++)
    add_organization (store, organizations[i].id, organizations[i].parent, organizations[i].name, organizations[i].city,
                      organizations[i].domain);

  for (guint i = 0; store->kind == ACME_DEMO_DATA_LARGE && i < 120; i++)
    {
      int id = 2000 + (int) i;
      gboolean is_department = i % 4 != 0;
      g_autofree char *name = is_department ? g_strdup_printf ("Department %u of School %u", i % 4, i / 4 + 1)
                                            : g_strdup_printf ("School %u", i / 4 + 1);
      g_autofree char *domain = is_department ? g_strdup_printf ("d%u.school%u.example", i % 4, i / 4 + 1)
                                              : g_strdup_printf ("school%u.example", i / 4 + 1);

      add_organization (store, id, is_department ? id - (int) i % 4 : 0, name, "School Valley", domain);
    }
}

static AcmeDemoEndpoint *
add_endpoint (AcmeDemoStore *store,
              int            id,
              const char    *type,
              const char    *name,
              const char    *url,
              const char    *server,
              const char    *validation)
{
  AcmeDemoEndpoint *endpoint = g_new0 (AcmeDemoEndpoint, 1);

  endpoint->id = id;
  endpoint->type = type;
  endpoint->name = g_strdup (name);
  endpoint->url = g_strdup (url);
  endpoint->uri_extension = g_strdup_printf ("endpoint-%d", id);
  endpoint->server_name = g_strdup (server);
  endpoint->validation = validation;
  endpoint->ca_id = 40000 + id % 100;
  endpoint->organizations = g_array_new (FALSE, FALSE, sizeof (int));
  g_ptr_array_add (store->endpoints, endpoint);
  g_hash_table_insert (store->endpoint_by_id, GINT_TO_POINTER (id), endpoint);
  return endpoint;
}

static void
add_more_endpoints (AcmeDemoStore *store)
{
  static const char *const public_names[] = { "DV – School %u", "OV – School %u", "OV, Cluster %u",
                                              "DV \"Edge\" %u" };
  static const char *const universal_names[] = { "Universal – Site %u", "Plant & Devices %u", "Κόμβος %u",
                                                 "数据中心 %u" };
  static const char *const validations[] = { "DV", "OV", "OV", "DV" };

  for (guint i = 1; i <= 88; i++)
    {
      gboolean is_public = i <= 51;
      guint form = i % 4;
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto(GStrv) parts = g_strsplit (is_public ? public_names[form] : universal_names[form], "%u", 2);
      g_autofree char *name = g_strconcat (parts[0], number, parts[1], NULL);
      g_autofree char *server = g_strdup_printf ("%s ACME Server %u", validations[form], i);
      g_autofree char *url = is_public
                                 ? g_strdup_printf ("https://acme.northern.example/v2/%s-%u", validations[form], i)
                                 : g_strdup_printf ("https://site%u.acme.northern.example/directory", i);
      AcmeDemoEndpoint *endpoint =
          add_endpoint (store, 800 + (int) i, is_public ? "PUBLIC_ACME" : "PRIVATE_ACME", name, url,
                        is_public ? server : NULL, is_public ? validations[form] : NULL);

      endpoint->customized = i % 3 == 0;
      for (int n = 0; endpoint->customized && n < 3; n++)
        {
          int organization = 2000 + ((int) i * 4 + n) % 120;

          g_array_append_val (endpoint->organizations, organization);
        }
    }
}

static void
add_endpoints (AcmeDemoStore *store)
{
  for (guint i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      AcmeDemoEndpoint *endpoint = add_endpoint (store, endpoints[i].id, endpoints[i].type, endpoints[i].name,
                                                 endpoints[i].url, endpoints[i].server, endpoints[i].validation);

      endpoint->customized = endpoints[i].organizations[0] != 0;
      for (guint n = 0; n < G_N_ELEMENTS (endpoints[i].organizations) && endpoints[i].organizations[n] != 0; n++)
        g_array_append_val (endpoint->organizations, endpoints[i].organizations[n]);
    }

  if (store->kind == ACME_DEMO_DATA_LARGE)
    add_more_endpoints (store);
}

/**
 * acme_demo_sample_fill:
 * @store: a store with nothing in it
 *
 * Fills it.
 */
void
acme_demo_sample_fill (AcmeDemoStore *store)
{
  AcmeDemoDomain *domain;

  store->last_domain = 500;
  add_organizations (store);

  /* One that nobody may use any more, and one that is not delegated yet */
  domain = acme_demo_store_add_domain (store, "old.example");
  domain->active = FALSE;
  acme_demo_store_add_domain (store, "undelegated.example");

  add_endpoints (store);
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    g_ptr_array_add (store->profiles, (gpointer) &profiles[i]);

  acme_demo_sample_add_accounts (store);
}
