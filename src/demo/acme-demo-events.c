/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The audit trail: a past that is computed event by event (a million of them need no memory), and behind it
 * what was done through the API since the start. */

#include "config.h"

#include "acme-demo-events.h"

#include "acme-demo-random.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)
#define N_ADMINS 13

enum { SALT_JITTER = 100, SALT_ACTION, SALT_ACCOUNT, SALT_ADMIN, SALT_ADDRESS, SALT_HOST };

static const struct
{
  guint share; /* how often it happens, of 100 */
  const char *action_name;
  const char *record_action;
  const char *object_type;
  const char *access_method;
} actions[ACME_DEMO_N_ACTIONS] = {
  [ACME_DEMO_ACTION_LOGIN] = { 12, "ClientAdmin: login success", "login", "scm.admin", "UI access" },
  [ACME_DEMO_ACTION_LOGIN_FAILED] = { 3, "ClientAdmin: login failure", "login_failure", "scm.admin", "UI access" },
  [ACME_DEMO_ACTION_ACCOUNT_CREATED] = { 4, "ACME account: created", "create", "scm.acme.account", "REST API" },
  [ACME_DEMO_ACTION_ACCOUNT_RENAMED] = { 2, "ACME account: updated", "update", "scm.acme.account", "UI access" },
  [ACME_DEMO_ACTION_ACCOUNT_DELETED] = { 0, "ACME account: deleted", "delete", "scm.acme.account", "UI access" },
  [ACME_DEMO_ACTION_DOMAINS_ADDED] = { 6, "ACME account: domains added", "add_domains", "scm.acme.account",
                                       "REST API" },
  [ACME_DEMO_ACTION_DOMAINS_REMOVED] = { 2, "ACME account: domains removed", "remove_domains", "scm.acme.account",
                                         "UI access" },
  [ACME_DEMO_ACTION_CLIENT_REGISTERED] = { 9, "ACME client: registered", "register", "scm.acme.client", "ACME" },
  [ACME_DEMO_ACTION_CLIENT_DEACTIVATED] = { 2, "ACME client: deactivated", "deactivate", "scm.acme.client",
                                            "UI access" },
  [ACME_DEMO_ACTION_CERTIFICATE_REQUESTED] = { 24, "SSL: requested", "request", "scm.ssl", "ACME" },
  [ACME_DEMO_ACTION_CERTIFICATE_ISSUED] = { 24, "SSL: issued", "issue", "scm.ssl", "ACME" },
  [ACME_DEMO_ACTION_CERTIFICATE_REVOKED] = { 2, "SSL: revoked", "revoke", "scm.ssl", "UI access" },
  [ACME_DEMO_ACTION_ENDPOINT_DELEGATED] = { 1, "Enrollment endpoint: delegated", "delegate", "scm.endpoint",
                                            "UI access" },
  [ACME_DEMO_ACTION_ORGANIZATION_CREATED] = { 0, "Organization: created", "create", "scm.organization", "UI access" },
  [ACME_DEMO_ACTION_ORGANIZATION_CHANGED] = { 1, "Organization: updated", "update", "scm.organization", "UI access" },
  [ACME_DEMO_ACTION_ORGANIZATION_DELETED] = { 0, "Organization: deleted", "delete", "scm.organization", "UI access" },
  [ACME_DEMO_ACTION_DOMAIN_CREATED] = { 1, "Domain: created", "create", "scm.domain", "UI access" },
  [ACME_DEMO_ACTION_DOMAIN_DELEGATED] = { 1, "Domain: delegated", "delegate", "scm.domain", "UI access" },
  [ACME_DEMO_ACTION_NOTIFICATION] = { 6, "Notification: sent", "schedule", "scm.customer.notification.email",
                                      "Scheduler" },
};

typedef struct
{
  AcmeDemoAction action;
  gint64 time;
  int organization_id;
  char *organization_name;
  char *object_id;
  char *admin;
  char *description;
} AcmeDemoChange;

static void
free_change (gpointer data)
{
  AcmeDemoChange *change = data;

  g_free (change->organization_name);
  g_free (change->object_id);
  g_free (change->admin);
  g_free (change->description);
  g_free (change);
}

/* Shifts time so that most happens around noon and little at night; never backwards. Two parabolas stand in for
 * a sine. */
static gint64
warp (gint64 time)
{
  double x = (double) (time % DAY) / DAY;
  double wave = x < 0.5 ? 16 * x * (0.5 - x) : -16 * (x - 0.5) * (1 - x);

  return time + (gint64) (0.9 * DAY / 8 * wave);
}

static gint64
event_time (AcmeDemoStore *store,
            guint          index)
{
  gint64 step = store->events_span / store->n_events;
  gint64 jitter = (gint64) (acme_demo_hash (index, SALT_JITTER) % (guint64) step);
  gint64 even = store->events_end - (store->n_events - 1 - index) * step - jitter;
  gint64 time = warp (even);

  return time - time % 1000;
}

/**
 * acme_demo_events_init:
 * @store: a store with its sample accounts
 *
 * Decides how many events there are and when.
 */
void
acme_demo_events_init (AcmeDemoStore *store)
{
  gint64 low = store->start - DAY;
  gint64 high = store->start + DAY;

  store->n_events = store->kind == ACME_DEMO_DATA_LARGE ? 1000000 : 2000;
  store->events_span = (store->kind == ACME_DEMO_DATA_LARGE ? 30 : 60) * DAY;

  /* The last one is to be just before the start */
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (warp (middle) < store->start - SECOND)
        low = middle;
      else
        high = middle;
    }
  store->events_end = low;
}

/**
 * acme_demo_events_count:
 * @store: a store
 *
 * Returns: how many events there are
 */
guint
acme_demo_events_count (AcmeDemoStore *store)
{
  return store->n_events + store->changes->len;
}

/**
 * acme_demo_events_find:
 * @store: a store
 * @time: microseconds since 1970 UTC
 *
 * Returns: the index of the first event that is not before @time; acme_demo_events_count() if all are
 */
guint
acme_demo_events_find (AcmeDemoStore *store,
                       gint64         time)
{
  guint low = 0;
  guint high = acme_demo_events_count (store);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint64 there;

      if (middle < store->n_events)
        there = event_time (store, middle);
      else
        there = ((AcmeDemoChange *) store->changes->pdata[middle - store->n_events])->time;

      if (there < time)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

void
acme_demo_event_init (AcmeDemoEvent *event)
{
  *event = (AcmeDemoEvent) { 0 };
  event->object_id = g_string_new (NULL);
  event->admin = g_string_new (NULL);
  event->address = g_string_new (NULL);
  event->description = g_string_new (NULL);
  event->common_name = g_string_new (NULL);
}

void
acme_demo_event_clear (AcmeDemoEvent *event)
{
  g_string_free (event->object_id, TRUE);
  g_string_free (event->admin, TRUE);
  g_string_free (event->address, TRUE);
  g_string_free (event->description, TRUE);
  g_string_free (event->common_name, TRUE);
}

static AcmeDemoAction
pick_action (guint index)
{
  guint pick = acme_demo_pick (index, SALT_ACTION, 100);
  guint action = 0;

  while (action < ACME_DEMO_N_ACTIONS - 1 && pick >= actions[action].share)
    pick -= actions[action++].share;
  return action;
}

static void
describe_account_event (AcmeDemoEvent             *event,
                        const AcmeDemoAccountSeed *seed)
{
  static const char *const verbs[ACME_DEMO_N_ACTIONS] = {
    [ACME_DEMO_ACTION_ACCOUNT_CREATED] = "created",
    [ACME_DEMO_ACTION_ACCOUNT_RENAMED] = "updated",
    [ACME_DEMO_ACTION_DOMAINS_ADDED] = "got new domains",
    [ACME_DEMO_ACTION_DOMAINS_REMOVED] = "lost domains",
    [ACME_DEMO_ACTION_CLIENT_REGISTERED] = "was used by a new client",
    [ACME_DEMO_ACTION_CLIENT_DEACTIVATED] = "lost a client",
  };

  g_string_append_printf (event->description, "ACME account \"%s\" (id %d) at \"%s\" (%s) %s", seed->name, seed->id,
                          seed->endpoint->name, seed->endpoint->url, verbs[event->action]);
  g_string_append_printf (event->object_id, "%d", seed->id);
}

static void
describe_certificate_event (AcmeDemoEvent             *event,
                            const AcmeDemoAccountSeed *seed)
{
  static const char *const hosts[] = { "www", "api", "mail", "portal", "vpn", "git" };

  g_string_append_printf (event->common_name, "%s.host%d.northern.example",
                          hosts[acme_demo_pick (event->index, SALT_HOST, G_N_ELEMENTS (hosts))], seed->id);
  g_string_append_printf (event->description, "Certificate for %s %s, ACME account \"%s\" at %s",
                          event->common_name->str,
                          event->action == ACME_DEMO_ACTION_CERTIFICATE_ISSUED      ? "issued"
                          : event->action == ACME_DEMO_ACTION_CERTIFICATE_REQUESTED ? "requested"
                                                                                    : "revoked",
                          seed->name, seed->endpoint->url);
  g_string_append_printf (event->object_id, "%u", 9000000 + event->index % 1000000);
}

static void
describe_event (AcmeDemoEvent             *event,
                const AcmeDemoAccountSeed *seed)
{
  if (event->action >= ACME_DEMO_ACTION_ACCOUNT_CREATED && event->action <= ACME_DEMO_ACTION_CLIENT_DEACTIVATED)
    {
      describe_account_event (event, seed);
    }
  else if (event->action >= ACME_DEMO_ACTION_CERTIFICATE_REQUESTED &&
           event->action <= ACME_DEMO_ACTION_CERTIFICATE_REVOKED)
    {
      describe_certificate_event (event, seed);
    }
  else if (event->action == ACME_DEMO_ACTION_LOGIN)
    {
      g_string_append (event->description, "Login success");
      event->organization_id = 0;
    }
  else if (event->action == ACME_DEMO_ACTION_LOGIN_FAILED)
    {
      /* What somebody typed into the login field is logged as it is */
      g_string_append (event->description, event->index % 2 == 0 ? "=cmd|' /C calc'!A0, \"wrong\"\nlogin"
                                                                 : "Login failure: wrong password");
      event->organization_id = 0;
    }
  else if (event->action == ACME_DEMO_ACTION_ENDPOINT_DELEGATED)
    {
      g_string_append_printf (event->description, "Endpoint \"%s\" (%s) delegated to \"%s\"", seed->endpoint->name,
                              seed->endpoint->url, event->organization_name);
      g_string_append_printf (event->object_id, "%d", seed->endpoint->id);
    }
  else
    {
      g_string_append_printf (event->description, "%s, for \"%s\"", actions[event->action].action_name,
                              event->organization_name);
      g_string_append_printf (event->object_id, "%d", event->organization_id);
    }
}

static void
fill_past (AcmeDemoEvent *event,
           AcmeDemoStore *store)
{
  static const char *const nets[] = { "192.0.2", "198.51.100", "203.0.113" };
  guint where = acme_demo_pick (event->index, SALT_ADDRESS, 1000);
  const AcmeDemoAccountSeed *seed = &g_array_index (store->seeds, AcmeDemoAccountSeed,
                                                    acme_demo_pick (event->index, SALT_ACCOUNT, store->seeds->len));

  event->time = event_time (store, event->index);
  event->action = pick_action (event->index);
  event->organization_id = seed->organization_id;
  event->organization_name = g_hash_table_lookup (store->organization_names, GINT_TO_POINTER (seed->organization_id));
  event->access_method = actions[event->action].access_method;
  if (where % 9 == 0)
    g_string_append_printf (event->address, "2001:db8:0:%x::%x", where % 7, where);
  else
    g_string_append_printf (event->address, "%s.%u", nets[where % 3], where % 250 + 1);
  if (event->action != ACME_DEMO_ACTION_NOTIFICATION)
    g_string_append_printf (event->admin, "admin%02u", 1 + acme_demo_pick (event->index, SALT_ADMIN, N_ADMINS));
  describe_event (event, seed);
  if (event->object_id->len == 0)
    g_string_append (event->object_id, event->admin->str);
}

static void
fill_change (AcmeDemoEvent        *event,
             const AcmeDemoChange *change)
{
  event->time = change->time;
  event->action = change->action;
  event->organization_id = change->organization_id;
  event->organization_name = change->organization_name;
  event->access_method = "REST API";
  g_string_append (event->address, "127.0.0.1");
  g_string_append (event->admin, change->admin);
  g_string_append (event->object_id, change->object_id);
  g_string_append (event->description, change->description);
}

/**
 * acme_demo_event_fill:
 * @event: an event that was set up
 * @store: a store
 * @index: which event, from 0 to acme_demo_events_count() - 1; the oldest is the first
 *
 * Tells the event. Its strings are good until the next call.
 */
void
acme_demo_event_fill (AcmeDemoEvent *event,
                      AcmeDemoStore *store,
                      guint          index)
{
  GString *strings[] = { event->object_id, event->admin, event->address, event->description, event->common_name };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_string_truncate (strings[i], 0);

  event->index = index;
  if (index < store->n_events)
    fill_past (event, store);
  else
    fill_change (event, store->changes->pdata[index - store->n_events]);

  event->action_name = actions[event->action].action_name;
  event->record_action = actions[event->action].record_action;
  event->object_type = actions[event->action].object_type;
  if (event->organization_id == 0)
    event->organization_name = NULL;
}

/**
 * acme_demo_changes_new:
 *
 * Returns: (transfer full) (element-type AcmeDemoChange): an empty list
 */
GPtrArray *
acme_demo_changes_new (void)
{
  return g_ptr_array_new_with_free_func (free_change);
}

/**
 * acme_demo_changes_add:
 * @store: a store
 * @action: what was done
 * @admin: whose login or API key did it
 * @organization_id: whom it concerns, or 0
 * @object_id: what was changed
 * @format: the description, for printf()
 * @...: what it needs
 *
 * Adds an event that happened now.
 */
void
acme_demo_changes_add (AcmeDemoStore *store,
                       AcmeDemoAction action,
                       const char    *admin,
                       int            organization_id,
                       const char    *object_id,
                       const char    *format,
                       ...)
{
  AcmeDemoChange *change = g_new0 (AcmeDemoChange, 1);
  gint64 now = g_get_real_time ();
  va_list arguments;

  change->action = action;
  change->time = now - now % 1000;
  if (store->changes->len > 0)
    change->time = MAX (change->time, ((AcmeDemoChange *) store->changes->pdata[store->changes->len - 1])->time);
  change->organization_id = organization_id;
  change->organization_name =
      g_strdup (g_hash_table_lookup (store->organization_names, GINT_TO_POINTER (organization_id)));
  change->object_id = g_strdup (object_id);
  change->admin = g_strdup (admin);
  va_start (arguments, format);
  change->description = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (store->changes, change);
}
