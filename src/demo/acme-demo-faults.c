/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which requests came, and which of them are to be treated badly. The only part that other threads reach into
 * while the server runs, so everything in it is behind one mutex. */

#include "config.h"

#include "acme-demo-faults.h"

#include <string.h>

#include "acme-demo-auth.h"

struct _AcmeDemoFaults
{
  GMutex mutex;
  GPtrArray *rules;   /* (element-type Rule), oldest first */
  GHashTable *counts; /* "METHOD path" -> how often */
  guint in_flight;
  guint max_in_flight;
};

typedef struct
{
  AcmeDemoFault fault; /* its strings are owned */
  guint seen;
} Rule;

static void
free_rule (gpointer data)
{
  Rule *rule = data;

  g_free ((char *) rule->fault.method);
  g_free ((char *) rule->fault.path);
  g_free ((char *) rule->fault.location);
  g_free (rule);
}

AcmeDemoFaults *
acme_demo_faults_new (void)
{
  AcmeDemoFaults *faults = g_new0 (AcmeDemoFaults, 1);

  g_mutex_init (&faults->mutex);
  faults->rules = g_ptr_array_new_with_free_func (free_rule);
  faults->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return faults;
}

void
acme_demo_faults_free (AcmeDemoFaults *faults)
{
  g_ptr_array_unref (faults->rules);
  g_hash_table_unref (faults->counts);
  g_mutex_clear (&faults->mutex);
  g_free (faults);
}

void
acme_demo_faults_add (AcmeDemoFaults      *faults,
                      const AcmeDemoFault *fault)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&faults->mutex);
  Rule *rule = g_new0 (Rule, 1);

  rule->fault = *fault;
  rule->fault.method = g_strdup (fault->method);
  rule->fault.path = g_strdup (fault->path);
  rule->fault.location = g_strdup (fault->location);
  g_ptr_array_add (faults->rules, rule);
}

void
acme_demo_faults_clear (AcmeDemoFaults *faults)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&faults->mutex);

  g_ptr_array_set_size (faults->rules, 0);
}

static gboolean
matches (const char *method,
         const char *path,
         const char *wanted_method,
         const char *wanted_prefix)
{
  return (wanted_method == NULL || strcmp (method, wanted_method) == 0) &&
         (wanted_prefix == NULL || g_str_has_prefix (path, wanted_prefix));
}

static gboolean
is_api (const char *path)
{
  return strstr (path, "/api/") != NULL;
}

static gboolean
rule_applies (Rule       *rule,
              const char *method,
              const char *path)
{
  if (!matches (method, path, rule->fault.method, rule->fault.path))
    return FALSE;
  /* Who asks for a token has none that could expire */
  if (rule->fault.kind == ACME_DEMO_FAULT_EXPIRE_TOKEN && strcmp (path, ACME_DEMO_TOKEN_PATH) == 0)
    return FALSE;

  rule->seen++;
  return rule->seen > rule->fault.skip &&
         (rule->fault.times == 0 || rule->seen <= rule->fault.skip + rule->fault.times);
}

static void
plan_fault (AcmeDemoFaultPlan   *plan,
            const AcmeDemoFault *fault)
{
  plan->kind = fault->kind;
  plan->status = fault->status;
  plan->retry_after = fault->retry_after;
  plan->location = g_strdup (fault->location);
  if (fault->kind == ACME_DEMO_FAULT_STALL_BEFORE_HEADERS || fault->kind == ACME_DEMO_FAULT_STALL_IN_BODY ||
      fault->kind == ACME_DEMO_FAULT_SLOW_DRIP)
    plan->pause_ms = fault->delay_ms;
  else
    plan->delay_ms += fault->delay_ms;
}

/**
 * acme_demo_faults_begin:
 * @faults: the faults
 * @method: the request's method
 * @path: its path as it was sent
 * @plan: (out): what is to happen to it: all latencies that apply, and the first other fault
 *
 * Counts a request. Pair it with acme_demo_faults_end().
 */
void
acme_demo_faults_begin (AcmeDemoFaults    *faults,
                        const char        *method,
                        const char        *path,
                        AcmeDemoFaultPlan *plan)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&faults->mutex);
  char *key = g_strconcat (method, " ", path, NULL);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (faults->counts, key));

  g_hash_table_insert (faults->counts, key, GUINT_TO_POINTER (count + 1));
  if (is_api (path))
    {
      faults->in_flight++;
      faults->max_in_flight = MAX (faults->max_in_flight, faults->in_flight);
    }

  *plan = (AcmeDemoFaultPlan) { .retry_after = -1 };
  for (guint i = 0; i < faults->rules->len; i++)
    {
      Rule *rule = faults->rules->pdata[i];

      if (rule->fault.kind == ACME_DEMO_FAULT_NONE ||
          (plan->kind != ACME_DEMO_FAULT_NONE && rule->fault.kind != ACME_DEMO_FAULT_LATENCY) ||
          !rule_applies (rule, method, path))
        continue;

      if (rule->fault.kind == ACME_DEMO_FAULT_LATENCY)
        plan->delay_ms += rule->fault.delay_ms;
      else
        plan_fault (plan, &rule->fault);
    }
}

void
acme_demo_faults_end (AcmeDemoFaults *faults,
                      const char     *path)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&faults->mutex);

  if (is_api (path))
    faults->in_flight--;
}

guint
acme_demo_faults_count (AcmeDemoFaults *faults,
                        const char     *method,
                        const char     *path_prefix)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&faults->mutex);
  GHashTableIter iter;
  gpointer key, value;
  guint count = 0;

  g_hash_table_iter_init (&iter, faults->counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *path = strchr (key, ' ') + 1;
      g_autofree char *method_of_key = g_strndup (key, (gsize) (path - 1 - (const char *) key));

      if (matches (method_of_key, path, method, path_prefix))
        count += GPOINTER_TO_UINT (value);
    }

  return count;
}

void
acme_demo_faults_reset (AcmeDemoFaults *faults)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&faults->mutex);

  g_hash_table_remove_all (faults->counts);
  faults->max_in_flight = faults->in_flight;
}

guint
acme_demo_faults_max_in_flight (AcmeDemoFaults *faults)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&faults->mutex);

  return faults->max_in_flight;
}
