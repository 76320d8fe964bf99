/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An ACME enrollment endpoint: where ACME clients are pointed at. */

#include "config.h"

#include "acme-endpoint.h"

#include <glib/gi18n.h>

#include "acme-organization.h"

struct _AcmeEndpoint
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeEndpoint, acme_endpoint, ACME_TYPE_ITEM)

static const AcmeChoice types[] = {
  { ACME_ENDPOINT_TYPE_PUBLIC, N_("Sectigo Public ACME") },
  { ACME_ENDPOINT_TYPE_UNIVERSAL, N_("Universal ACME") },
  { NULL },
};

static const AcmeChoice validation_types[] = {
  /* Translators: kinds of certificate validation: domain, organization, extended; usually left as they are */
  { "DV", N_("DV") },
  { "OV", N_("OV") },
  { "EV", N_("EV") },
  { NULL },
};

static const AcmeChoice delegation_modes[] = {
  /* Translators: delegation of an endpoint: to every organization, or to chosen ones */
  { "GLOBAL_FOR_CUSTOMER", N_("General") },
  { "CUSTOMIZED", N_("Customized") },
  { NULL },
};

static char *
describe_type (AcmeItem *item)
{
  return g_strdup (acme_item_get_text (item, ACME_ENDPOINT_TYPE));
}

static char *
describe_url_host (AcmeItem *item)
{
  g_autoptr(GUri) uri = NULL;
  const char *url = acme_item_get_string (item, ACME_ENDPOINT_URL);

  if (url != NULL)
    uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}

static char *
describe_organizations (AcmeItem *item)
{
  return acme_organization_describe_list (acme_item_get_variant (item, ACME_ENDPOINT_ORGANIZATIONS));
}

static const AcmeField fields[] = {
  [ACME_ENDPOINT_ID] = { "id", N_("Id"), ACME_FIELD_NUMBER,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 8 },
  [ACME_ENDPOINT_NAME] = { "name", N_("Name"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 28 },
  [ACME_ENDPOINT_URL] = { "url", N_("URL"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 40 },
  [ACME_ENDPOINT_TYPE] = { "type", N_("Type"), ACME_FIELD_CHOICE,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 20, types },
  [ACME_ENDPOINT_TYPE_TITLE] = { "typeTitle", N_("Type Title"), ACME_FIELD_DERIVED,
    ACME_FIELD_EXPORT, 20, .describe = describe_type },
  [ACME_ENDPOINT_VALIDATION_TYPE] = { "validationType", N_("Validation Type"), ACME_FIELD_CHOICE,
    ACME_FIELD_COLUMN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 14, validation_types },
  [ACME_ENDPOINT_URL_HOST] = { "urlHost", N_("URL Host"), ACME_FIELD_DERIVED,
    ACME_FIELD_GROUP, 28, .describe = describe_url_host },
  [ACME_ENDPOINT_DELEGATION_MODE] = { "delegationMode", N_("Delegation"), ACME_FIELD_CHOICE,
    ACME_FIELD_COLUMN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 14, delegation_modes },
  [ACME_ENDPOINT_ORGANIZATIONS] = { "organizations", N_("Organizations"), ACME_FIELD_VARIANT,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 30, .describe = describe_organizations },
};

const AcmeFieldTable acme_endpoint_fields = ACME_FIELD_TABLE (fields);

static void
acme_endpoint_class_init (AcmeEndpointClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_endpoint_fields;
}

static void
acme_endpoint_init (AcmeEndpoint *self)
{
}

/**
 * acme_endpoint_new:
 * @id: SCM's id of it
 *
 * Returns: (transfer full): an endpoint of which nothing else is known yet
 */
AcmeEndpoint *
acme_endpoint_new (gint64 id)
{
  AcmeEndpoint *self = g_object_new (ACME_TYPE_ENDPOINT, NULL);

  acme_item_set_number (ACME_ITEM (self), ACME_ENDPOINT_ID, id);
  return self;
}

/**
 * acme_endpoint_is_universal:
 * @self: an endpoint
 *
 * Returns: whether it is a Universal ACME endpoint, whose accounts hold a certificate profile; a Sectigo Public ACME
 *   endpoint's hold domains
 */
gboolean
acme_endpoint_is_universal (AcmeEndpoint *self)
{
  g_return_val_if_fail (ACME_IS_ENDPOINT (self), FALSE);

  return g_strcmp0 (acme_item_get_string (ACME_ITEM (self), ACME_ENDPOINT_TYPE), ACME_ENDPOINT_TYPE_UNIVERSAL) == 0;
}

/**
 * acme_endpoint_get_name:
 * @self: an endpoint
 *
 * Returns: (transfer none): its name; "" if it has none
 */
const char *
acme_endpoint_get_name (AcmeEndpoint *self)
{
  g_return_val_if_fail (ACME_IS_ENDPOINT (self), "");

  return acme_item_get_text (ACME_ITEM (self), ACME_ENDPOINT_NAME);
}

/**
 * acme_endpoint_get_url:
 * @self: an endpoint
 *
 * Returns: (transfer none): the URL that ACME clients are pointed at; "" if it is not known
 */
const char *
acme_endpoint_get_url (AcmeEndpoint *self)
{
  g_return_val_if_fail (ACME_IS_ENDPOINT (self), "");

  return acme_item_get_text (ACME_ITEM (self), ACME_ENDPOINT_URL);
}
