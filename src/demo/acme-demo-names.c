/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The domains of a public account. Adding and removing may succeed in part: the answer is 200 and names what
 * was left. */

#include "config.h"

#include <string.h>

#include "acme-demo-accounts.h"
#include "acme-demo-router.h"
#include "acme-time.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)
#define MAX_NAME 1024

typedef struct
{
  GRegex *name; /* (nullable) */
  gboolean by_valid, by_sticky;
  int valid_days, sticky_days;
  gint64 today; /* when it began */
} Filter;

static GPtrArray *
get_names (AcmeDemoRequest *request,
           AcmeDemoAccount *account)
{
  if (account->names == NULL)
    account->names = acme_demo_sample_names (request->core->store, account);

  return account->names;
}

/* Days ahead reach from the beginning of today to the end of the last one; negative ones from the first up to
 * today. */
static gboolean
is_within_days (gint64 time,
                gint64 today,
                int    days)
{
  if (time == ACME_TIME_NONE)
    return FALSE;

  return days >= 0 ? time >= today && time < today + ((gint64) days + 1) * DAY
                   : time < today && time >= today + (gint64) days * DAY;
}

static gboolean
match_name (AcmeDemoRequest *request,
            gconstpointer    item,
            gpointer         data)
{
  const AcmeDemoName *name = item;
  const Filter *filter = data;

  return (filter->name == NULL || g_regex_match (filter->name, name->name, 0, NULL)) &&
         (!filter->by_valid || is_within_days (name->valid_until, filter->today, filter->valid_days)) &&
         (!filter->by_sticky || is_within_days (name->sticky_until, filter->today, filter->sticky_days));
}

static void
write_name (AcmeDemoRequest *request,
            gconstpointer    item)
{
  const AcmeDemoName *name = item;
  AcmeDemoJson *json = &request->json;

  acme_demo_json_open (json, NULL, '{');
  acme_demo_json_string (json, "name", name->name);
  acme_demo_json_time (json, "validUntil", name->valid_until);
  acme_demo_json_time (json, "stickyUntil", name->sticky_until);
  if (name->validation_id != NULL)
    acme_demo_json_string (json, "ovAnchorID", name->validation_id);
  acme_demo_json_string (json, "validationId", name->validation_id);
  acme_demo_json_close (json, '}');
}

static void
list_names (AcmeDemoRequest *request)
{
  AcmeDemoAccount *account = acme_demo_accounts_find (request, FALSE, request->ids[0]);
  const char *pattern = acme_demo_request_query (request, "name");
  gint64 now = g_get_real_time ();
  Filter filter = { .today = now - now % DAY };
  g_autoptr(GRegex) regex = NULL;

  if (account == NULL ||
      !acme_demo_request_query_int (request, "expiresWithinNextDays", G_MININT32, G_MAXINT32, 0,
                                    &filter.valid_days) ||
      !acme_demo_request_query_int (request, "stickyExpiresWithinNextDays", G_MININT32, G_MAXINT32, 0,
                                    &filter.sticky_days))
    return;

  filter.by_valid = acme_demo_request_query (request, "expiresWithinNextDays") != NULL;
  filter.by_sticky = acme_demo_request_query (request, "stickyExpiresWithinNextDays") != NULL;
  if (pattern != NULL)
    {
      filter.name = regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
      if (regex == NULL)
        {
          acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Parameter 'name' is no regular expression.");
          return;
        }
    }

  acme_demo_request_list (request, get_names (request, account), TRUE, match_name, write_name, &filter);
}

static AcmeDemoName *
find_name (GPtrArray  *names,
           const char *text,
           guint      *out_index)
{
  for (guint i = 0; i < names->len; i++)
    {
      AcmeDemoName *name = names->pdata[i];

      *out_index = i;
      if (g_ascii_strcasecmp (name->name, text) == 0)
        return name;
    }

  return NULL;
}

/* The objects in `domains`, each with a name that is not too long */
static JsonArray *
read_domains (AcmeDemoRequest *request)
{
  JsonObject *body = acme_demo_request_body (request);
  JsonNode *member = body != NULL ? json_object_get_member (body, "domains") : NULL;
  JsonArray *domains;
  const char *text;

  if (body == NULL)
    return NULL;
  if (member == NULL || JSON_NODE_HOLDS_NULL (member))
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_MISSING, "domains is required but missing.");
      return NULL;
    }
  if (!JSON_NODE_HOLDS_ARRAY (member) || json_array_get_length (json_node_get_array (member)) == 0)
    {
      acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Field 'domains' has an invalid value.");
      return NULL;
    }

  domains = json_node_get_array (member);
  for (guint i = 0; i < json_array_get_length (domains); i++)
    {
      JsonNode *node = json_array_get_element (domains, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          acme_demo_request_fail (request, 400, ACME_DEMO_CODE_INVALID, "Field 'domains' has an invalid value.");
          return NULL;
        }
      if (!acme_demo_request_body_text (request, json_node_get_object (node), "name", MAX_NAME, TRUE, &text) ||
          !acme_demo_request_body_text (request, json_node_get_object (node), "validationId", MAX_NAME, FALSE, &text))
        return NULL;
    }

  return domains;
}

static gboolean
add_name (AcmeDemoRequest *request,
          AcmeDemoAccount *account,
          JsonObject      *object)
{
  GPtrArray *names = get_names (request, account);
  const char *text = json_object_get_string_member (object, "name");
  AcmeDemoName *name;
  guint index;

  if (!acme_demo_store_may_use_name (request->core->store, account->organization_id, text))
    return FALSE;
  if (find_name (names, text, &index) != NULL)
    return TRUE;

  name = acme_demo_name_new (text);
  name->valid_until = g_get_real_time () + 90 * DAY;
  name->sticky_until = name->valid_until - 30 * DAY;
  name->validation_id =
      g_strdup (json_object_get_string_member_with_default (object, "validationId", account->validation_id));
  g_ptr_array_add (names, name);
  return TRUE;
}

static gboolean
remove_name (AcmeDemoRequest *request,
             AcmeDemoAccount *account,
             JsonObject      *object)
{
  GPtrArray *names = get_names (request, account);
  guint index;

  if (find_name (names, json_object_get_string_member (object, "name"), &index) == NULL)
    return FALSE;

  g_ptr_array_remove_index (names, index);
  return TRUE;
}

static void
change_names (AcmeDemoRequest *request,
              gboolean         adds)
{
  AcmeDemoAccount *account = acme_demo_accounts_find (request, FALSE, request->ids[0]);
  JsonArray *domains = account != NULL ? read_domains (request) : NULL;
  g_autoptr(GPtrArray) done = g_ptr_array_new ();
  g_autoptr(GPtrArray) left = g_ptr_array_new ();
  AcmeDemoJson *json;

  if (domains == NULL)
    return;

  for (guint i = 0; i < json_array_get_length (domains); i++)
    {
      JsonObject *object = json_array_get_object_element (domains, i);
      gboolean changed = adds ? add_name (request, account, object) : remove_name (request, account, object);

      g_ptr_array_add (changed ? done : left, (gpointer) json_object_get_string_member (object, "name"));
    }

  if (done->len > 0)
    {
      g_autofree char *list = NULL;
      g_autofree char *what = NULL;

      g_ptr_array_add (done, NULL);
      list = g_strjoinv (", ", (char **) done->pdata);
      what = g_strdup_printf ("%s %s", adds ? "got new domains:" : "lost domains:", list);
      acme_demo_accounts_record (request, adds ? ACME_DEMO_ACTION_DOMAINS_ADDED : ACME_DEMO_ACTION_DOMAINS_REMOVED,
                                 account, what);
    }

  json = acme_demo_request_json (request);
  acme_demo_json_open (json, NULL, '{');
  if (left->len > 0)
    {
      acme_demo_json_open (json, adds ? "notAddedDomains" : "notRemovedDomains", '[');
      for (guint i = 0; i < left->len; i++)
        acme_demo_json_string (json, NULL, left->pdata[i]);
      acme_demo_json_close (json, ']');
    }
  acme_demo_json_close (json, '}');
}

static void
add_names (AcmeDemoRequest *request)
{
  change_names (request, TRUE);
}

static void
remove_names (AcmeDemoRequest *request)
{
  change_names (request, FALSE);
}

const AcmeDemoRoute acme_demo_name_routes[] = {
  { "GET", "/api/acme/v2/account/{}/domain", list_names, ACME_DEMO_FOR_ACME },
  { "POST", "/api/acme/v2/account/{}/domain", add_names, ACME_DEMO_FOR_ACME },
  { "DELETE", "/api/acme/v2/account/{}/domain", remove_names, ACME_DEMO_FOR_ACME },
  { NULL },
};
