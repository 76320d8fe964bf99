/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both sources of audit events as the demonstration server has them, and with each way in which it can misbehave. */

#include <stdio.h>
#include <string.h>

#include "audit-reading.h"
#include "scm-demo.h"

#define FAR_FUTURE (G_GINT64_CONSTANT (250000000000) * G_USEC_PER_SEC)
#define ROOM_MIB 48 /* that a reading of anything may take */

typedef struct
{
  AcmeScmAuditSource source;
  const ScmFault *fault;
} Case;

static AcmeScmSession *
make_session (AcmeDemoServer     *demo,
              AcmeScmAuditSource  source,
              guint               timeout)
{
  g_autoptr(AcmeScmConfig) config = NULL;

  if (source == ACME_SCM_AUDIT_ACTIVITY)
    config = scm_demo_make_config (demo, ACME_SIGN_IN_OAUTH);
  else
    {
      config = acme_scm_config_new (acme_demo_server_get_audit_url (demo));
      acme_scm_config_set_oauth (config, acme_demo_server_get_token_url (demo),
                                 acme_demo_server_get_audit_client_id (demo),
                                 acme_demo_server_get_audit_client_secret (demo));
    }
  acme_scm_config_set_timeout (config, timeout);
  return acme_scm_session_new (config);
}

static AuditReading *
read_all (AcmeDemoServer     *demo,
          AcmeScmAuditSource  source)
{
  g_autoptr(AcmeScmSession) session = make_session (demo, source, SCM_DEMO_LONG_TIMEOUT);
  AuditReading *reading = audit_reading_new (session);
  g_autoptr(GError) error = NULL;

  reading->max_kept = 5000;
  g_assert_true (audit_reading_run (reading, source, 0, FAR_FUTURE, &error));
  g_assert_no_error (error);
  return reading;
}

static const char *
get_description (AuditReading *reading,
                 guint         i)
{
  return strstr (reading->events->pdata[i], " | ");
}

/* They tell the same, each in its words */
static void
test_both (void)
{
  g_autoptr(AcmeDemoServer) demo = scm_demo_start (ACME_DEMO_DATA_SMALL);
  g_autoptr(AuditReading) activity = read_all (demo, ACME_SCM_AUDIT_ACTIVITY);
  g_autoptr(AuditReading) api = read_all (demo, ACME_SCM_AUDIT_API);

  g_assert_cmpuint (activity->progress.n_events, ==, 2000);
  g_assert_cmpuint (activity->progress.n_unreadable, ==, 0);
  g_assert_cmpuint (api->progress.n_events, ==, 2000);
  for (guint i = 0; i < 2000; i++)
    g_assert_cmpstr (get_description (activity, i), ==, get_description (api, i));
  g_assert_cmpuint (acme_demo_server_count_requests (demo, "POST", "/api/report"), ==, 1);
  g_assert_cmpuint (acme_demo_server_count_requests (demo, "GET", "/audit/api"), ==, 5);
  acme_demo_server_stop (demo);
}

/* The key of the one is none for the other */
static void
test_wrong_key (void)
{
  g_autoptr(AcmeDemoServer) demo = scm_demo_start (ACME_DEMO_DATA_SMALL);

  for (guint i = 0; i < 2; i++)
    {
      gboolean is_api = i == 1;
      g_autoptr(AcmeScmConfig) config = acme_scm_config_new (is_api ? acme_demo_server_get_audit_url (demo)
                                                                    : acme_demo_server_get_url (demo));
      g_autoptr(AcmeScmSession) session = NULL;
      g_autoptr(AuditReading) reading = NULL;
      g_autoptr(GError) error = NULL;

      acme_scm_config_set_oauth (config, acme_demo_server_get_token_url (demo),
                                 is_api ? acme_demo_server_get_client_id (demo)
                                        : acme_demo_server_get_audit_client_id (demo),
                                 is_api ? acme_demo_server_get_client_secret (demo)
                                        : acme_demo_server_get_audit_client_secret (demo));
      session = acme_scm_session_new (config);
      reading = audit_reading_new (session);
      g_assert_false (audit_reading_run (reading, is_api ? ACME_SCM_AUDIT_API : ACME_SCM_AUDIT_ACTIVITY, 0, FAR_FUTURE,
                                         &error));
      g_assert_cmpint (error->domain, ==, (gint) ACME_ERROR);
      g_assert_true (error->code == ACME_ERROR_AUTH || error->code == ACME_ERROR_FORBIDDEN);
      g_assert_null (strstr (error->message, "demo-client-secret"));
    }
  acme_demo_server_stop (demo);
}

/* Whether it would go on for minutes: as long as something comes, or is worth waiting for, nobody ends it */
static gboolean
is_endless (AcmeDemoFaultKind kind)
{
  return kind == ACME_DEMO_FAULT_STALL_BEFORE_HEADERS || kind == ACME_DEMO_FAULT_SLOW_DRIP ||
         kind == ACME_DEMO_FAULT_HUGE || kind == ACME_DEMO_FAULT_GZIP_BOMB;
}

/* What becomes of it: what a list cannot use costs a record no more than a field */
static int
get_error (const Case *c)
{
  switch ((int) c->fault->fault.kind)
    {
    case ACME_DEMO_FAULT_WRONG_TYPES:
    case ACME_DEMO_FAULT_DUPLICATE_KEYS:
      return c->source == ACME_SCM_AUDIT_ACTIVITY ? ACME_ERROR_BAD_REPLY : SCM_FAULT_ANY_OK;
    case ACME_DEMO_FAULT_NULLS:
    case ACME_DEMO_FAULT_INVALID_UTF8:
    case ACME_DEMO_FAULT_WRONG_CHARSET:
      return SCM_FAULT_ANY_OK;
    default:
      return c->fault->error;
    }
}

static double
get_resident_mib (void)
{
  g_autofree char *status = NULL;
  const char *line;
  gulong kib = 0;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmRSS:");
  g_assert_nonnull (line);
  g_assert_cmpint (sscanf (line, "VmRSS: %lu", &kib), ==, 1);
  return kib / 1024.0;
}

/* Cancelled in the middle, and never in memory as a whole */
static void
check_endless (AuditReading       *reading,
               AcmeScmAuditSource  source)
{
  double before = get_resident_mib ();
  g_autoptr(GError) error = NULL;
  gint64 began;

  audit_reading_start (reading, source, 0, FAR_FUTURE);
  scm_spin (500);
  g_assert_null (reading->outcome.result);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed */
  g_assert_cmpfloat (get_resident_mib () - before, <, ROOM_MIB);
#else
  g_test_message ("%.0f MiB before", before);
#endif
  began = g_get_monotonic_time ();
  g_cancellable_cancel (reading->cancellable);
  g_assert_false (audit_reading_finish (reading, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_USEC_PER_SEC);
}

static void
test_fault (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(AcmeDemoServer) demo = scm_demo_start (ACME_DEMO_DATA_SMALL);
  g_autoptr(AcmeScmSession) session = make_session (demo, c->source, scm_fault_get_timeout (c->fault));
  g_autoptr(AuditReading) reading = audit_reading_new (session);
  AcmeDemoFault fault = c->fault->fault;
  g_autoptr(GError) error = NULL;

  fault.path = c->source == ACME_SCM_AUDIT_ACTIVITY ? "/api/report" : "/audit/api";
  scm_demo_add_fault (demo, fault);
  if (is_endless (fault.kind))
    check_endless (reading, c->source);
  else if (get_error (c) == SCM_FAULT_ANY_OK)
    {
      g_assert_true (audit_reading_run (reading, c->source, 0, FAR_FUTURE, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (reading->progress.n_events, ==, 2000);
    }
  else
    {
      g_assert_false (audit_reading_run (reading, c->source, 0, FAR_FUTURE, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, ACME_ERROR, get_error (c));
      if (fault.kind == ACME_DEMO_FAULT_TRUNCATE || fault.kind == ACME_DEMO_FAULT_STALL_IN_BODY)
        {
          g_assert_cmpuint (reading->progress.n_events, >, 100);
          g_assert_nonnull (strstr (error->message, "events that came before are kept"));
        }
    }
  acme_demo_server_stop (demo);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "activity", "api" };
  g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/demo-audit/both", test_both);
  g_test_add_func ("/scm/demo-audit/wrong-key", test_wrong_key);
  for (guint i = 0; i < 2 * scm_n_faults; i++)
    {
      Case *c = g_new (Case, 1);
      g_autofree char *path = NULL;

      c->source = i % 2 == 0 ? ACME_SCM_AUDIT_ACTIVITY : ACME_SCM_AUDIT_API;
      c->fault = &scm_faults[i / 2];
      path = g_strdup_printf ("/scm/demo-audit/%s/%s", names[i % 2], c->fault->name);
      g_ptr_array_add (cases, c);
      g_test_add_data_func (path, c, test_fault);
    }
  return g_test_run ();
}
