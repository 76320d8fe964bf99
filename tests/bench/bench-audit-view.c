/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a log of 10,000, 100,000 and 1,000,000 events costs: to fill, to keep, to search, to sort and to count, and how
 * long the main loop is held meanwhile. A file as the only argument, a saved report, is read instead of the made
 * events. */

#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "acme-audit-view.h"
#include "acme-scm-splitter.h"
#include "acme-time.h"

#define N_ACCOUNTS 10000
#define PIECE 65536
#define MS(usec) ((double) (usec) / 1000)

typedef struct
{
  AcmeAuditLog *log;
  AcmeScmEventReader *reader;
  guint n_most;
} Sink;

static gboolean
keep_record (const char  *record,
             gsize        length,
             gpointer     user_data,
             GError     **error)
{
  Sink *sink = user_data;
  AcmeEventRecord event;

  if (acme_audit_log_get_n (sink->log) < sink->n_most &&
      acme_scm_event_reader_read (sink->reader, record, length, &event))
    return acme_audit_log_append (sink->log, &event, error);
  return TRUE;
}

static void
make_record (GString *json,
             guint    i)
{
  static const char *const actions[] = { "SSL: issued", "SSL: requested", "ACME account: domains added",
                                         "ClientAdmin: login success", "ACME client: registered",
                                         "Notification: sent" };
  guint random = i * 2654435761u;
  guint account = random % N_ACCOUNTS;
  gint64 time = G_GINT64_CONSTANT (1900000000) * G_USEC_PER_SEC + i * G_GINT64_CONSTANT (2592000);
  g_autofree char *date = acme_time_format (time);

  g_string_printf (json, "{\"id\":%u,\"guid\":\"1f583154c1acdb62ca32fd5d%08x\",\"action\":{\"id\":1,\"actionName\":"
                   "\"%s\"},\"admin\":{\"login\":\"admin%02u\",\"fullName\":\"Administrator %u\",\"email\":"
                   "\"a@example.test\"},\"org\":{\"id\":\"1\",\"name\":\"School %u\"},\"ssl\":{\"commonName\":"
                   "\"www.host%u.northern.example\",\"orderNumber\":%u,\"term\":90,\"sslType\":"
                   "\"Campus Server Authentication, 90 days\"},\"accessMethod\":\"%s\",\"address\":\"192.0.%u.%u\","
                   "\"date\":\"%s\",\"description\":\"",
                   i + 1, i, actions[random / 7 % 6], random % 13, random % 13, account % 140, account, i,
                   random % 3 == 0 ? "ACME" : "UI access", random % 4, random / 11 % 250, date);
  if (random / 7 % 6 == 3)
    g_string_append (json, "Login success\"}");
  else if (random / 7 % 6 < 2)
    g_string_append_printf (json, "Certificate for www.host%u.northern.example issued, ACME account \\\"team – %u\\\" "
                            "at https://acme.example.test/v2/OV\"}", account, account);
  else
    g_string_append_printf (json, "ACME account \\\"team %u\\\" (id %u) at \\\"OV – School %u\\\" "
                            "(https://acme.example.test/v2/OV) got new domains\"}", account, account, account % 140);
}

static void
fill (Sink       *sink,
      const char *file)
{
  g_autoptr(GMappedFile) mapped = NULL;
  g_autoptr(AcmeScmSplitter) splitter = NULL;
  g_autoptr(GString) json = NULL;
  gsize length;

  if (file == NULL)
    {
      json = g_string_new (NULL);
      for (guint i = 0; i < sink->n_most; i++)
        {
          make_record (json, i);
          g_assert_true (keep_record (json->str, json->len, sink, NULL));
        }
      return;
    }
  mapped = g_mapped_file_new (file, FALSE, NULL);
  g_assert_nonnull (mapped);
  splitter = acme_scm_splitter_new (keep_record, sink);
  length = g_mapped_file_get_length (mapped);
  for (gsize at = 0; at < length && acme_audit_log_get_n (sink->log) < sink->n_most; at += PIECE)
    g_assert_true (acme_scm_splitter_push (splitter, g_mapped_file_get_contents (mapped) + at,
                                           MIN (PIECE, length - at), NULL));
}

typedef struct
{
  AcmeAuditView *view;
  gint64 start;
  gint64 first_rows;
  gint64 done;
  gint64 longest;
  gint64 processor; /* time of all threads */
  gboolean is_done;
} Watch;

static void
items_changed_cb (Watch *watch)
{
  if (watch->first_rows == 0 && g_list_model_get_n_items (G_LIST_MODEL (watch->view)) > 0)
    {
      watch->first_rows = g_get_monotonic_time ();
      /* as a table does */
      for (guint i = 0; i < 205; i++)
        {
          g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (watch->view), i);
        }
    }
}

static void
updated_cb (Watch *watch)
{
  watch->done = g_get_monotonic_time ();
  watch->is_done = TRUE;
}

static gint64
get_process_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
begin (Watch *watch)
{
  watch->processor = get_process_time ();
  watch->is_done = FALSE;
  watch->first_rows = watch->longest = 0;
  watch->start = g_get_monotonic_time ();
}

static void
end (Watch      *watch,
     const char *what)
{
  watch->longest = g_get_monotonic_time () - watch->start;
  while (!watch->is_done)
    {
      gint64 start;

      while (!g_main_context_pending (NULL))
        g_usleep (500);
      start = g_get_monotonic_time ();
      g_main_context_iteration (NULL, FALSE);
      watch->longest = MAX (watch->longest, g_get_monotonic_time () - start);
    }
  g_print ("  %-36s %6.1f ms to the first rows, %6.1f ms in all (%6.1f of processors), %4.1f ms the longest block, "
           "%7u rows\n", what, watch->first_rows != 0 ? MS (watch->first_rows - watch->start) : 0,
           MS (watch->done - watch->start), MS (get_process_time () - watch->processor), MS (watch->longest),
           g_list_model_get_n_items (G_LIST_MODEL (watch->view)));
}

#define MEASURE(what, change) \
  G_STMT_START {              \
    begin (&watch);           \
    change;                   \
    end (&watch, what);       \
  } G_STMT_END

static void
set_criterion (AcmeQuery    *query,
               guint         field,
               AcmeOperator  operator,
               const char   *value)
{
  g_autoptr(GPtrArray) criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);

  if (value != NULL)
    g_ptr_array_add (criteria, acme_criterion_new (&acme_event_fields, field, operator, value, NULL));
  acme_query_set_criteria (query, criteria);
}

static void
set_scope (AcmeAuditView *view)
{
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (1);
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(AcmeEventScope) scope = NULL;

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "OV – School 7");
  for (guint i = 0; i < N_ACCOUNTS; i += 10)
    {
      AcmeAccount *account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, i);
      g_autofree char *name = g_strdup_printf ("team %u", i);

      acme_item_set_string (ACME_ITEM (account), ACME_ACCOUNT_NAME, name);
      g_ptr_array_add (accounts, account);
    }
  scope = acme_event_scope_new_for_endpoint (endpoint, accounts);
  acme_audit_view_set_scope (view, scope);
}

static void
measure_questions (AcmeAuditLog  *log,
                   AcmeAuditView *view,
                   AcmeQuery     *query)
{
  Watch watch = { .view = view };
  gulong ids[] = { g_signal_connect_swapped (view, "items-changed", G_CALLBACK (items_changed_cb), &watch),
                   g_signal_connect_swapped (view, "updated", G_CALLBACK (updated_cb), &watch) };
  gint64 first, last, start;

  MEASURE ("sort by date, newest first", acme_query_set_sort (query, ACME_EVENT_DATE, TRUE));
  MEASURE ("search: h", acme_query_set_search (query, "h"));
  MEASURE ("search: host12", acme_query_set_search (query, "host12"));
  MEASURE ("search: an address", acme_query_set_search (query, "192.0.2.17"));
  MEASURE ("search: a word of all", acme_query_set_search (query, "acme"));
  MEASURE ("search: three words", acme_query_set_search (query, "admin07 host12 issued"));
  MEASURE ("search: nothing", acme_query_set_search (query, "there is no such text"));
  MEASURE ("search: a time", acme_query_set_search (query, "12:34"));
  MEASURE ("search: cleared", acme_query_set_search (query, ""));
  MEASURE ("filter by admin", set_criterion (query, ACME_EVENT_ADMIN, ACME_OPERATOR_IS, "admin07"));
  MEASURE ("filter by description, contains", set_criterion (query, ACME_EVENT_DESCRIPTION, ACME_OPERATOR_CONTAINS,
                                                             "host77"));
  MEASURE ("filter by description, a pattern", set_criterion (query, ACME_EVENT_DESCRIPTION, ACME_OPERATOR_MATCHES,
                                                              "host7+\\."));
  MEASURE ("filter: none", set_criterion (query, 0, 0, NULL));
  MEASURE ("scope of an endpoint, 1,000 accounts", set_scope (view));
  MEASURE ("scope: all", acme_audit_view_set_scope (view, NULL));
  MEASURE ("sort by action", acme_query_set_sort (query, ACME_EVENT_ACTION, FALSE));
  MEASURE ("sort by address, descending", acme_query_set_sort (query, ACME_EVENT_ADDRESS, TRUE));
  MEASURE ("sort by id", acme_query_set_sort (query, ACME_EVENT_ID, FALSE));
  MEASURE ("sort by description", acme_query_set_sort (query, ACME_EVENT_DESCRIPTION, FALSE));
  MEASURE ("sort by description, descending", acme_query_set_sort (query, ACME_EVENT_DESCRIPTION, TRUE));
  MEASURE ("sort by date, oldest first", acme_query_set_sort (query, ACME_EVENT_DATE, FALSE));
  first = acme_audit_log_get_time (log, 0);
  last = acme_audit_log_get_time (log, acme_rows_get_n_total (ACME_ROWS (view)) - 1);
  MEASURE ("a tenth of the time", acme_audit_view_set_time_range (view, first, first + (last - first) / 10));
  MEASURE ("all of the time", acme_audit_view_set_time_range (view, G_MININT64, G_MAXINT64));
  start = g_get_monotonic_time ();
  g_clear_pointer (&(AcmeHistogramData *) { acme_audit_view_count_bins (view, first, last + 1, 100) },
                   acme_histogram_data_unref);
  g_print ("  %-36s %7.1f ms\n", "histogram, in the main thread", MS (g_get_monotonic_time () - start));
  start = g_get_monotonic_time ();
  g_clear_pointer (&(GPtrArray *) { acme_rows_list_texts (ACME_ROWS (view), ACME_EVENT_ADDRESS) }, g_ptr_array_unref);
  g_print ("  %-36s %7.1f ms\n", "texts to filter by, in the main thread", MS (g_get_monotonic_time () - start));
  MEASURE ("search with a histogram", acme_query_set_search (query, "host12"));

  g_signal_handler_disconnect (view, ids[0]);
  g_signal_handler_disconnect (view, ids[1]);
}

/* Memory of this process that is in no file: what the kernel cannot have back */
static double
get_anonymous_mib (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || (line = strstr (text, "RssAnon:")) == NULL)
    return 0;
  return g_ascii_strtod (line + strlen ("RssAnon:"), NULL) / 1024;
}

typedef struct
{
  Sink sink;
  const char *file;
} Load;

static gpointer
load_thread (gpointer data)
{
  Load *load = data;

  fill (&load->sink, load->file);
  acme_audit_log_complete (load->sink.log);
  return NULL;
}

static gboolean
update_cb (gpointer view)
{
  acme_audit_view_update (view);
  return G_SOURCE_CONTINUE;
}

/* The rows while the log fills, the newest first, as a window shows them */
static void
measure_growth (guint       n,
                const char *file)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_event_fields);
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  g_autoptr(AcmeAuditView) view = acme_audit_view_new (log, query);
  Load load = { { log, acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY), n }, file };
  guint id = g_timeout_add (100, update_cb, view);
  gint64 start = g_get_monotonic_time (), first_rows = 0, longest = 0;
  GThread *thread;

  acme_query_set_sort (query, ACME_EVENT_DATE, TRUE);
  thread = g_thread_new ("load", load_thread, &load);
  while (!acme_audit_log_is_complete (log) || g_list_model_get_n_items (G_LIST_MODEL (view)) < n)
    {
      gint64 before;

      while (!g_main_context_pending (NULL))
        g_usleep (500);
      before = bench_get_cpu_time ();
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, bench_get_cpu_time () - before);
      if (first_rows == 0 && g_list_model_get_n_items (G_LIST_MODEL (view)) > 0)
        first_rows = g_get_monotonic_time ();
    }
  g_print ("  while it fills: %.1f ms to the first rows, %.1f ms in all, %.1f ms the longest block\n",
           MS (first_rows - start), MS (g_get_monotonic_time () - start), MS (longest));
  g_thread_join (thread);
  g_source_remove (id);
  acme_scm_event_reader_free (load.sink.reader);
}

static void
measure (guint       n,
         const char *file)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_event_fields);
  double private_before = bench_get_private_mib (), anonymous_before = get_anonymous_mib ();
  g_autoptr(AcmeAuditLog) log = acme_audit_log_new (ACME_SCM_AUDIT_ACTIVITY);
  g_autoptr(AcmeAuditView) view = NULL;
  Sink sink = { log, acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY), n };
  gint64 start = bench_get_cpu_time ();

  fill (&sink, file);
  acme_scm_event_reader_free (sink.reader);
  acme_audit_log_complete (log);
  g_print ("%u events, %.2f microseconds each to make, read and keep; %.0f MiB private, %.0f MiB of that in no file\n",
           acme_audit_log_get_n (log), (double) (bench_get_cpu_time () - start) / n,
           bench_get_private_mib () - private_before, get_anonymous_mib () - anonymous_before);
  view = acme_audit_view_new (log, query);
  acme_audit_view_finish (view);
  measure_questions (log, view, query);
  measure_growth (n, file);
  g_print ("  afterwards %.0f MiB private, %.0f MiB of that in no file\n", bench_get_private_mib () - private_before,
           get_anonymous_mib () - anonymous_before);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 10000, 100000, 1000000 };

  if (argc > 2)
    {
      measure (atoi (argv[2]), argv[1]);
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure (sizes[i], argc > 1 ? argv[1] : NULL);
  return 0;
}
