/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ACME clients that use an account, of either kind. Their ids may end with `==`. One that is deactivated
 * stays listed. */

#include "config.h"

#include <string.h>

#include "acme-demo-accounts.h"
#include "acme-demo-router.h"
#include "acme-time.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

typedef struct
{
  char *user_agent;    /* (nullable): folded */
  char *address;       /* (nullable): folded */
  char *contacts;      /* (nullable): folded */
  GPtrArray *statuses; /* any of them, or any at all */
  gint64 since;
} Filter;

static GPtrArray *
get_clients (AcmeDemoRequest *request,
             AcmeDemoAccount *account)
{
  if (account->clients == NULL)
    account->clients = acme_demo_sample_clients (request->core->store, account);

  return account->clients;
}

static gboolean
match_client (AcmeDemoRequest *request,
              gconstpointer    item,
              gpointer         data)
{
  const AcmeDemoClient *client = item;
  const Filter *filter = data;
  gboolean has_status = filter->statuses->len == 0;

  for (guint i = 0; i < filter->statuses->len; i++)
    has_status |= g_ascii_strcasecmp (client->status, filter->statuses->pdata[i]) == 0;

  return has_status && acme_demo_contains (client->user_agent, filter->user_agent) &&
         acme_demo_contains (client->address, filter->address) &&
         acme_demo_contains (client->contacts, filter->contacts) &&
         (filter->since == ACME_TIME_NONE || client->last_activity >= filter->since);
}

static void
write_client (AcmeDemoRequest *request,
              gconstpointer    item)
{
  const AcmeDemoClient *client = item;
  AcmeDemoJson *json = &request->json;

  acme_demo_json_open (json, NULL, '{');
  if (client->id != 0)
    acme_demo_json_int (json, "id", client->id);
  acme_demo_json_string (json, "accountId", client->account_id);
  acme_demo_json_string (json, "ipAddress", client->address);
  acme_demo_json_string (json, "userAgent", client->user_agent);
  acme_demo_json_string (json, "status", client->status);
  acme_demo_json_time (json, "lastActivity", client->last_activity);
  acme_demo_json_string (json, "contacts", client->contacts);
  acme_demo_json_close (json, '}');
}

static char *
fold_query (AcmeDemoRequest *request,
            const char      *name)
{
  const char *value = acme_demo_request_query (request, name);

  return value != NULL ? g_utf8_casefold (value, -1) : NULL;
}

static void
list_clients (AcmeDemoRequest *request,
              gboolean         universal)
{
  AcmeDemoAccount *account = acme_demo_accounts_find (request, universal, request->ids[0]);
  gint64 now = g_get_real_time ();
  Filter filter = { .since = ACME_TIME_NONE };
  int days;

  if (account == NULL ||
      !acme_demo_request_query_int (request, "lastActivityWithinPrevDays", G_MININT32, G_MAXINT32, 0, &days))
    return;

  /* Counted from the end of today */
  if (acme_demo_request_query (request, "lastActivityWithinPrevDays") != NULL)
    filter.since = now - now % DAY + DAY - (gint64) days * DAY;
  filter.user_agent = fold_query (request, "userAgent");
  filter.address = fold_query (request, "ipAddress");
  filter.contacts = universal ? NULL : fold_query (request, "contacts");
  filter.statuses = g_ptr_array_new ();
  for (guint i = 0; i + 1 < request->query->len; i += 2)
    if (strcmp (request->query->pdata[i], "status") == 0 && *(const char *) request->query->pdata[i + 1] != '\0')
      g_ptr_array_add (filter.statuses, request->query->pdata[i + 1]);

  acme_demo_request_list (request, get_clients (request, account), TRUE, match_client, write_client, &filter);
  g_free (filter.user_agent);
  g_free (filter.address);
  g_free (filter.contacts);
  g_ptr_array_unref (filter.statuses);
}

static void
deactivate_client (AcmeDemoRequest *request,
                   gboolean         universal)
{
  AcmeDemoAccount *account = acme_demo_accounts_find (request, universal, request->ids[0]);
  GPtrArray *clients;

  if (account == NULL)
    return;

  clients = get_clients (request, account);
  for (guint i = 0; i < clients->len; i++)
    {
      AcmeDemoClient *client = clients->pdata[i];
      g_autofree char *what = NULL;

      if (strcmp (client->account_id, request->text) != 0)
        continue;

      client->status = "deactivated";
      what = g_strdup_printf ("lost the client %s (%s)", client->account_id, client->user_agent);
      acme_demo_accounts_record (request, ACME_DEMO_ACTION_CLIENT_DEACTIVATED, account, what);
      acme_demo_request_empty (request, 204);
      return;
    }

  acme_demo_request_fail (request, 404, 0, "ACME account client with id %s is not found.", request->text);
}

static void
list_public_clients (AcmeDemoRequest *request)
{
  list_clients (request, FALSE);
}

static void
list_universal_clients (AcmeDemoRequest *request)
{
  list_clients (request, TRUE);
}

static void
deactivate_public_client (AcmeDemoRequest *request)
{
  deactivate_client (request, FALSE);
}

static void
deactivate_universal_client (AcmeDemoRequest *request)
{
  deactivate_client (request, TRUE);
}

const AcmeDemoRoute acme_demo_client_routes[] = {
  { "GET", "/api/acme/v2/account/{}/client", list_public_clients, ACME_DEMO_FOR_ACME },
  { "PUT", "/api/acme/v2/account/{}/client/{text}", deactivate_public_client, ACME_DEMO_FOR_ACME },
  { "GET", "/api/acme/v1/pca/account/{}/client", list_universal_clients, ACME_DEMO_FOR_ACME },
  { "PUT", "/api/acme/v1/pca/account/{}/client/{text}", deactivate_universal_client, ACME_DEMO_FOR_ACME },
  { NULL },
};
