/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The members of every answer, as the interface publishes them: which there may be, which there must be, of which type
 * and with which values. A member that is not in the table is a mistake, too. */

#include <string.h>

#include "demo-client.h"

/* i: a 32-bit number; c: a negative one; l: a 64-bit one; s: a text; b: a truth value; d: a date; o: an object;
 * t: an array of texts; n: an array of numbers; a: an array of objects. With a question mark the member may be missing.
 * Behind a colon is the shape of what is inside, or the values of a text. */
typedef struct
{
  const char *name;
  const char *members;
} Shape;

static const Shape shapes[] = {
  { "server", "url s,caId i,name s,singleProductId i,multiProductId i,wcProductId i,certValidationType s:DV|OV|EV" },
  { "account", "id i,accountId s,macId s,macKey s,acmeServer s,name s,organizationId i,certValidationType s:DV|OV|EV,"
               "ovOrderNumber l?,ovAnchorID s?,validationId s?,status s?,contacts s?" },
  { "universal", "id i,accountId s,macId s,macKey s,acmeServer s,name s,organizationId i,profileName s" },
  { "name", "name s,validUntil d?,stickyUntil d?,ovAnchorID s?,validationId s?" },
  { "client",
    "id i?,accountId s,ipAddress s,userAgent s,status s:valid|pending|deactivated,lastActivity d?,contacts s" },
  { "endpoint", "id i,name s,type s:PUBLIC_ACME|PRIVATE_ACME|SSL_WEB_FORM|SMIME_WEB_FORM|SSL_REST_API,"
                "delegationMode s:GLOBAL_FOR_CUSTOMER|CUSTOMIZED" },
  { "endpoint-details", "id i,name s,type s:PUBLIC_ACME|PRIVATE_ACME|SSL_WEB_FORM|SMIME_WEB_FORM|SSL_REST_API,"
                        "delegationMode s:GLOBAL_FOR_CUSTOMER|CUSTOMIZED,url s,uriExtension s,"
                        "organizations a:organization,webFormAuthTypes t" },
  { "organization", "id i,name s,department o?:department" },
  { "department", "id i,name s" },
  { "endpoint-account",
    "id i,name s,type s:PUBLIC_ACME|PRIVATE_ACME|SSL_WEB_FORM,idToken s,organization o:organization" },
  { "endpoint-account-details", "name s,type s:PUBLIC_ACME|PRIVATE_ACME,idToken s,organization o:organization" },
  { "organizations", "id i,name s,departments a:departments" },
  { "departments", "id i,name s,parentName s" },
  { "organization-details",
    "id i,name s,parentId i?,parentName s?,certTypes t,departments a:departments,contactEmails s,"
    "address1 s,city s,stateOrProvince s,postalCode s,country s,validationStatus s,"
    "clientCertificate o:recovery,sslCertsApiEnabled b,clientCertsApiEnabled b" },
  { "recovery",
    "allowKeyRecoveryByMasterAdmins b,allowKeyRecoveryByOrgAdmins b,allowKeyRecoveryByDepartmentAdmins b" },
  { "certificate", "sslId i,commonName s,subjectAlternativeNames t,serialNumber s?" },
  { "certificate-details",
    "commonName s,sslId i,id i,orgId i,status s:Issued|Requested|Expired|Revoked,orderNumber l,"
    "backendCertId s,vendor s,certType o:type,validationType s,term i,owner s,requester s,"
    "requestedVia s,comments s,requested d,issued d?,expires d?,renewed b,serialNumber s?,"
    "signatureAlg s,keyType s,keyUsages t,extendedKeyUsages t,subjectAlternativeNames t,"
    "suspendNotifications b" },
  { "type", "id i,name s,description s,terms n,keyTypes o:key-types,useSecondaryOrgName b" },
  { "key-types", "RSA t?,EC t?" },
  { "report", "statusCode i,reports a:row" },
  { "row",
    "id i,guid s,action o:action,admin o?:admin,org o?:org,ssl o?:ssl,description s,accessMethod s,address s,date d" },
  { "action", "id i,actionName s" },
  { "admin", "login s,fullName s,email s" },
  { "org", "id s,name s" },
  { "ssl", "commonName s,orderNumber l,backendCertId s,term i,type s?,sslType s?" },
  { "error", "code c?,description s" },
};

static void check_object (JsonObject *object, const char *shape);

static const char *
find_shape (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (strcmp (shapes[i].name, name) == 0)
      return shapes[i].members;

  g_error ("There is no shape %s", name);
  return NULL;
}

static void
check_int (JsonNode *node,
           gboolean  is_long)
{
  g_assert_true (JSON_NODE_HOLDS_VALUE (node));
  g_assert_true (json_node_get_value_type (node) == G_TYPE_INT64);
  g_assert_cmpint (json_node_get_int (node), >=, 0);
  if (!is_long)
    g_assert_cmpint (json_node_get_int (node), <=, G_MAXINT32);
}

static const char *
check_text (JsonNode *node)
{
  g_assert_true (JSON_NODE_HOLDS_VALUE (node));
  g_assert_true (json_node_get_value_type (node) == G_TYPE_STRING);
  return json_node_get_string (node);
}

static void
check_array (JsonNode   *node,
             char        type,
             const char *rest)
{
  JsonArray *array;

  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (type == 't')
        check_text (element);
      else if (type == 'n')
        check_int (element, FALSE);
      else
        check_object (json_node_get_object (element), rest);
    }
}

static void
check_member (JsonNode   *node,
              char        type,
              const char *rest)
{
  switch (type)
    {
    case 'i':
    case 'l':
      check_int (node, type == 'l');
      break;
    case 'c':
      g_assert_true (JSON_NODE_HOLDS_VALUE (node));
      g_assert_cmpint (json_node_get_int (node), <, 0);
      break;
    case 's':
      check_text (node);
      if (rest != NULL)
        {
          g_auto(GStrv) values = g_strsplit (rest, "|", -1);

          g_assert_true (g_strv_contains ((const char *const *) values, check_text (node)));
        }
      break;
    case 'b':
      g_assert_true (JSON_NODE_HOLDS_VALUE (node));
      g_assert_true (json_node_get_value_type (node) == G_TYPE_BOOLEAN);
      break;
    case 'd':
      g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|\\+02:00)$",
                                           check_text (node), 0, 0));
      break;
    case 'o':
      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
      check_object (json_node_get_object (node), rest);
      break;
    default:
      check_array (node, type, rest);
      break;
    }
}

static void
check_object (JsonObject *object,
              const char *shape)
{
  g_auto(GStrv) members = g_strsplit (find_shape (shape), ",", -1);
  guint n_known = 0;

  for (guint i = 0; members[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (members[i], " ", 2);
      const char *rest = strchr (parts[1], ':');

      if (json_object_has_member (object, parts[0]))
        {
          check_member (json_object_get_member (object, parts[0]), parts[1][0], rest != NULL ? rest + 1 : NULL);
          n_known++;
        }
      else
        {
          g_assert_cmpint (parts[1][1], ==, '?');
        }
    }
  g_assert_cmpuint (json_object_get_size (object), ==, n_known);
}

static const struct
{
  const char *method;
  const char *path;
  const char *body;
  const char *shape;
  gboolean is_list;
  gboolean has_total;
} operations[] = {
  { "GET", "/api/acme/v1/server", NULL, "server", TRUE, FALSE },
  { "GET", "/api/acme/v2/account", NULL, "account", TRUE, TRUE },
  { "GET", "/api/acme/v2/account/126", NULL, "account", FALSE, FALSE },
  { "GET", "/api/acme/v2/account/126/domain", NULL, "name", TRUE, TRUE },
  { "GET", "/api/acme/v2/account/126/client", NULL, "client", TRUE, TRUE },
  { "GET", "/api/acme/v1/pca/account", NULL, "universal", TRUE, TRUE },
  { "GET", "/api/acme/v1/pca/account/85", NULL, "universal", FALSE, FALSE },
  { "GET", "/api/acme/v1/pca/account/85/client", NULL, "client", TRUE, TRUE },
  { "GET", "/api/endpoint/v1", NULL, "endpoint", TRUE, TRUE },
  { "GET", "/api/endpoint/v1/737", NULL, "endpoint-details", FALSE, FALSE },
  { "GET", "/api/endpoint/v1/754", NULL, "endpoint-details", FALSE, FALSE },
  { "GET", "/api/endpoint/v1/737/account", NULL, "endpoint-account", TRUE, TRUE },
  { "GET", "/api/endpoint/v1/731/account", NULL, "endpoint-account", TRUE, TRUE },
  { "GET", "/api/endpoint/v1/737/account/126", NULL, "endpoint-account-details", FALSE, FALSE },
  { "GET", "/api/organization/v1", NULL, "organizations", TRUE, FALSE },
  { "GET", "/api/organization/v1/1697", NULL, "organization-details", FALSE, FALSE },
  { "GET", "/api/organization/v1/1699", NULL, "organization-details", FALSE, FALSE },
  { "GET", "/api/organization/v1/managed-by/MRAO", NULL, "organizations", TRUE, FALSE },
  { "GET", "/api/ssl/v2", NULL, "certificate", TRUE, TRUE },
  { "GET", "/api/ssl/v2/600001", NULL, "certificate-details", FALSE, FALSE },
  { "GET", "/api/ssl/v2/600007", NULL, "certificate-details", FALSE, FALSE },
  { "GET", "/api/ssl/v2/types", NULL, "type", TRUE, FALSE },
  { "POST", "/api/report/v1/activity", "{}", "report", FALSE, FALSE },
};

static void
check_answer (DemoClient *client,
              guint       i)
{
  g_autoptr (DemoAnswer) answer =
      demo_client_call (client, operations[i].method, operations[i].path, operations[i].body);

  g_test_message ("%s %s", operations[i].method, operations[i].path);
  demo_assert_status (answer, 200);
  g_assert_true ((demo_answer_total (answer) >= 0) == operations[i].has_total);
  if (operations[i].is_list)
    {
      g_assert_cmpuint (json_array_get_length (demo_answer_array (answer)), >, 0);
      check_array (answer->json, 'a', operations[i].shape);
    }
  else
    {
      check_object (demo_answer_object (answer), operations[i].shape);
    }
}

static void
test_small (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    check_answer (client, i);
}

/* All but the report, which is a test of its own with so many events, and but for an account that is elsewhere there */
static void
test_large (void)
{
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_LARGE);

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (strcmp (operations[i].shape, "report") != 0 && strcmp (operations[i].shape, "endpoint-account-details") != 0)
      check_answer (client, i);
}

static void
test_errors (void)
{
  static const char *const paths[] = { "/api/acme/v2/account/1", "/api/acme/v2/account/x", "/api/endpoint/v1?size=201",
                                       "/api/nothing/v1" };
  g_autoptr(DemoClient) client = demo_client_new (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(DemoAnswer) answer = demo_client_get (client, paths[i]);

      g_assert_cmpuint (answer->status, >=, 400);
      check_object (demo_answer_object (answer), "error");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-shapes/small", test_small);
  g_test_add_func ("/demo-shapes/large", test_large);
  g_test_add_func ("/demo-shapes/errors", test_errors);
  return g_test_run ();
}
