/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SSL certificates. They can be asked for by how they were requested, but not by ACME account or client. */

#include "config.h"

#include <string.h>

#include "acme-demo-profiles.h"
#include "acme-demo-router.h"
#include "acme-time.h"

#define VENDOR "Sectigo Limited"
#define ISSUER "CN=Northern University Issuing CA 1,O=Northern University,C=XX"
#define SIGNATURE "SHA256WITHRSA"
#define KEY_ALGORITHM "RSA"
#define KEY_SIZE 3072
#define KEY_PARAM "3072"
#define KEY_USAGE "Digital Signature,Key Encipherment"
#define EXTENDED_KEY_USAGE "Server Authentication"

/* Text filters with their limits. All match parts, whatever the case. */
enum
{
  COMMON_NAME, ALTERNATIVE_NAME, SERIAL, REQUESTER, EXTERNAL_REQUESTER, FILTER_VENDOR, FILTER_ISSUER,
  SIGNATURE_ALGORITHM, FILTER_KEY_ALGORITHM, FILTER_KEY_PARAM, SHA1, MD5, SHA256, FILTER_KEY_USAGE,
  FILTER_EXTENDED_KEY_USAGE, N_TEXTS,
};

static const struct { const char *name; glong max; } texts[N_TEXTS] = {
  [COMMON_NAME] = { "commonName", G_MAXLONG },
  [ALTERNATIVE_NAME] = { "subjectAlternativeName", G_MAXLONG },
  [SERIAL] = { "serialNumber", 128 },
  [REQUESTER] = { "requester", 128 },
  [EXTERNAL_REQUESTER] = { "externalRequester", 512 },
  [FILTER_VENDOR] = { "vendor", 128 },
  [FILTER_ISSUER] = { "issuer", G_MAXLONG },
  [SIGNATURE_ALGORITHM] = { "signatureAlgorithm", 32 },
  [FILTER_KEY_ALGORITHM] = { "keyAlgorithm", 32 },
  [FILTER_KEY_PARAM] = { "keyParam", 32 },
  [SHA1] = { "sha1Hash", 40 },
  [MD5] = { "md5Hash", 32 },
  [SHA256] = { "sha256Hash", 64 },
  [FILTER_KEY_USAGE] = { "keyUsage", 256 },
  [FILTER_EXTENDED_KEY_USAGE] = { "extendedKeyUsage", 512 },
};

static const char *const statuses[] = {
  "Invalid", "Requested", "Approved", "Declined", "Applied", "Issued", "Revoked", "Expired", "Replaced",
  "Rejected", "SA Approved", "Init", NULL,
};
static const char *const discoveries[] = { "NotDeployed", "Deployed", NULL };
static const char *const installs[] = {
  "Not configured", "Not started", "Key processing", "Key and CSR ready", "Certificate processing",
  "Installation scheduled", "Installation processing", "Action required", "Ready for install",
  "Server restart required", "Completed", "Invalid configuration", NULL,
};
static const char *const renewals[] = { "Not scheduled", "Scheduled", "Started", "Successful", "Failed", NULL };
static const char *const ways[] = {
  "Enrollment Form", "Client Admin", "Web API", "Discovery", "Imported", "SCEP", "CD Agent", "MS Agent",
  "MS CA", "Bulk Request", "ACME", "EST", "REST API", NULL,
};

typedef struct
{
  char *texts[N_TEXTS]; /* (nullable): folded */
  const char *status, *discovery, *install, *renewal, *way;
  int profile, organization, key_size;
} Filter;

static GPtrArray *
get_certificates (AcmeDemoRequest *request)
{
  AcmeDemoStore *store = request->core->store;

  if (store->certificates == NULL)
    store->certificates = acme_demo_sample_certificates (store);

  return store->certificates;
}

static gboolean
is_or_any (const char *value,
           const char *wanted)
{
  return wanted == NULL || strcmp (value, wanted) == 0;
}

static gboolean
match_certificate (AcmeDemoRequest *request,
                   gconstpointer    item,
                   gpointer         data)
{
  const AcmeDemoCertificate *certificate = item;
  const Filter *filter = data;
  gboolean is_discovered = strcmp (certificate->requested_via, "Discovery") == 0;
  g_autofree char *names = NULL;

  if (!acme_demo_scope_sees (request->scope, certificate->organization_id) ||
      (filter->organization != 0 && certificate->organization_id != filter->organization) ||
      (filter->profile != 0 && certificate->profile->id != filter->profile) ||
      (filter->key_size != 0 && filter->key_size != KEY_SIZE) || !is_or_any (certificate->status, filter->status) ||
      !is_or_any (certificate->requested_via, filter->way) || !is_or_any (installs[0], filter->install) ||
      !is_or_any (renewals[0], filter->renewal) || !is_or_any (discoveries[is_discovered ? 1 : 0], filter->discovery))
    return FALSE;

  names = g_strjoinv (" ", certificate->names);
  return acme_demo_contains (certificate->common_name, filter->texts[COMMON_NAME]) &&
         acme_demo_contains (names, filter->texts[ALTERNATIVE_NAME]) &&
         acme_demo_contains (certificate->serial != NULL ? certificate->serial : "", filter->texts[SERIAL]) &&
         acme_demo_contains (certificate->requester, filter->texts[REQUESTER]) &&
         acme_demo_contains (VENDOR, filter->texts[FILTER_VENDOR]) &&
         acme_demo_contains (ISSUER, filter->texts[FILTER_ISSUER]) &&
         acme_demo_contains (SIGNATURE, filter->texts[SIGNATURE_ALGORITHM]) &&
         acme_demo_contains (KEY_ALGORITHM, filter->texts[FILTER_KEY_ALGORITHM]) &&
         acme_demo_contains (KEY_PARAM, filter->texts[FILTER_KEY_PARAM]) &&
         acme_demo_contains (KEY_USAGE, filter->texts[FILTER_KEY_USAGE]) &&
         acme_demo_contains (EXTENDED_KEY_USAGE, filter->texts[FILTER_EXTENDED_KEY_USAGE]) &&
         /* None of these is known */
         filter->texts[EXTERNAL_REQUESTER] == NULL && filter->texts[SHA1] == NULL && filter->texts[MD5] == NULL &&
         filter->texts[SHA256] == NULL;
}

static void
write_texts (AcmeDemoJson      *json,
             const char        *name,
             const char *const *values)
{
  acme_demo_json_open (json, name, '[');
  for (guint i = 0; values[i] != NULL; i++)
    acme_demo_json_string (json, NULL, values[i]);
  acme_demo_json_close (json, ']');
}

static void
write_certificate (AcmeDemoRequest *request,
                   gconstpointer    item)
{
  const AcmeDemoCertificate *certificate = item;
  AcmeDemoJson *json = &request->json;

  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_int (json, "sslId", certificate->id);
  acme_demo_json_string (json, "commonName", certificate->common_name);
  write_texts (json, "subjectAlternativeNames", (const char *const *) certificate->names);
  acme_demo_json_string (json, "serialNumber", certificate->serial);
  acme_demo_json_close (json, '}');
}

static void
list_certificates (AcmeDemoRequest *request)
{
  Filter filter = { 0 };
  const char *values[N_TEXTS];

  for (guint i = 0; i < N_TEXTS; i++)
    if (!acme_demo_request_query_text (request, texts[i].name, texts[i].max, &values[i]))
      return;
  if (!acme_demo_request_query_choice (request, "status", statuses, &filter.status) ||
      !acme_demo_request_query_choice (request, "discoveryStatus", discoveries, &filter.discovery) ||
      !acme_demo_request_query_choice (request, "installStatus", installs, &filter.install) ||
      !acme_demo_request_query_choice (request, "renewalStatus", renewals, &filter.renewal) ||
      !acme_demo_request_query_choice (request, "requestedVia", ways, &filter.way) ||
      !acme_demo_request_query_int (request, "sslTypeId", 1, G_MAXINT32, 0, &filter.profile) ||
      !acme_demo_request_query_int (request, "orgId", G_MININT32, G_MAXINT32, 0, &filter.organization) ||
      !acme_demo_request_query_int (request, "keySize", 1, G_MAXINT32, 0, &filter.key_size))
    return;

  for (guint i = 0; i < N_TEXTS; i++)
    filter.texts[i] = values[i] != NULL ? g_utf8_casefold (values[i], -1) : NULL;
  acme_demo_request_list (request, get_certificates (request), TRUE, match_certificate, write_certificate, &filter);
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (filter.texts[i]);
}

static void
write_details (AcmeDemoRequest           *request,
               const AcmeDemoCertificate *certificate)
{
  g_auto(GStrv) usages = g_strsplit (KEY_USAGE, ",", -1);
  g_auto(GStrv) extended_usages = g_strsplit (EXTENDED_KEY_USAGE, ",", -1);
  g_autofree char *order = g_strdup_printf ("%d", 1000000000 + certificate->id);
  AcmeDemoJson *json = acme_demo_request_json (request);

  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_string (json, "commonName", certificate->common_name);
  acme_demo_json_int (json, "sslId", certificate->id);
  acme_demo_json_int (json, "id", certificate->id);
  acme_demo_json_int (json, "orgId", certificate->organization_id);
  acme_demo_json_string (json, "status", certificate->status);
  acme_demo_json_int (json, "orderNumber", 1000000000 + certificate->id);
  acme_demo_json_string (json, "backendCertId", order);
  acme_demo_json_string (json, "vendor", VENDOR);
  acme_demo_profiles_write (request, "certType", certificate->profile);
  acme_demo_json_string (json, "validationType", "OV");
  acme_demo_json_int (json, "term", certificate->profile->terms[0]);
  acme_demo_json_string (json, "owner", "");
  acme_demo_json_string (json, "requester", certificate->requester);
  acme_demo_json_string (json, "requestedVia", certificate->requested_via);
  acme_demo_json_string (json, "comments", "");
  acme_demo_json_time (json, "requested", certificate->requested);
  acme_demo_json_time (json, "issued", certificate->issued);
  acme_demo_json_time (json, "expires", certificate->expires);
  acme_demo_json_bool (json, "renewed", FALSE);
  acme_demo_json_string (json, "serialNumber", certificate->serial);
  acme_demo_json_string (json, "signatureAlg", SIGNATURE);
  acme_demo_json_string (json, "keyType", KEY_ALGORITHM " - " KEY_PARAM);
  write_texts (json, "keyUsages", (const char *const *) usages);
  write_texts (json, "extendedKeyUsages", (const char *const *) extended_usages);
  write_texts (json, "subjectAlternativeNames", (const char *const *) certificate->names);
  acme_demo_json_bool (json, "suspendNotifications", FALSE);
  acme_demo_json_close (json, '}');
}

static void
get_certificate (AcmeDemoRequest *request)
{
  GPtrArray *certificates = get_certificates (request);

  for (guint i = 0; i < certificates->len; i++)
    {
      const AcmeDemoCertificate *certificate = certificates->pdata[i];

      if (certificate->id != request->ids[0])
        continue;

      if (acme_demo_scope_sees (request->scope, certificate->organization_id))
        write_details (request, certificate);
      else
        acme_demo_request_denied (request);
      return;
    }

  acme_demo_request_not_found (request, "SSL certificate", request->ids[0]);
}

const AcmeDemoRoute acme_demo_certificate_routes[] = {
  { "GET", "/api/ssl/v1", list_certificates, ACME_DEMO_FOR_ACME },
  { "GET", "/api/ssl/v2", list_certificates, ACME_DEMO_FOR_ACME },
  { "GET", "/api/ssl/v1/{}", get_certificate, ACME_DEMO_FOR_ACME },
  { "GET", "/api/ssl/v2/{}", get_certificate, ACME_DEMO_FOR_ACME },
  { NULL },
};
