/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of an endpoint's audit with 10,000, 100,000 and 1,000,000 events: when the first of them are painted, how
 * long the main loop is held while they are loaded, searched, filtered and sorted, how long each of that takes, what a
 * jump of the scroll bar costs against the same with a thousand events, and the memory they need. With a number as the
 * argument, only with so many. Needs a display. */

#include "bench.h"

#include <stdlib.h>
#include <string.h>

#include "acme-audit-window.h"
#include "acme-event.h"
#include "acme-list-page.h"
#include "bench-events.h"
#include "bench-scm.h"
#include "find-widget.h"

#define N_ROUNDS 5
#define N_JUMPS 60
#define FIRST_BYTES 65536
#define QUIET_USEC 60000
#define SETTLED_USEC 500000
#define MS(usec) ((usec) / 1e3)

typedef struct
{
  BenchEventsGate *gate;
  GtkWindow *window;
  AcmeListPage *page;
  AcmeTable *table;
  gboolean painted;
  gboolean updated;
  gint64 updated_at; /* the first time since it was asked */
  gint64 quiet_since; /* when it was painted last */
  gint64 settling_since;
  gint64 processor;  /* time of all threads by then */
} Bench;

/* ---- The window ---- */

static void
painted_cb (Bench *bench)
{
  bench->painted = TRUE;
}

static void
updated_cb (Bench *bench)
{
  if (acme_rows_is_busy (acme_table_get_rows (bench->table)))
    return;
  if (!bench->updated)
    {
      bench->updated_at = g_get_monotonic_time ();
      bench->processor = bench_get_process_time ();
    }
  bench->updated = TRUE;
}

/* Lets a window that moves while it waits be painted. */
static void
run_for (gint64 usec)
{
  for (gint64 end = g_get_monotonic_time () + usec; g_get_monotonic_time () < end; g_usleep (1000))
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

/* With no event yet, since the server waits. All events are shown, whatever they are about. */
static void
open_window (Bench *bench,
             int    port,
             guint  n)
{
  g_autoptr(AcmeConnection) connection = bench_scm_make_connection (port, n);
  g_autoptr(AcmeScmSession) session = acme_scm_session_new (acme_connection_get_config (connection));
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (738);

  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_PUBLIC);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, "OV – School 7");
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_URL, "https://acme.example.test/v2/School7");
  __atomic_store_n (&bench->gate->n_sent, 0, __ATOMIC_RELEASE);
  __atomic_store_n (&bench->gate->n_allowed, 0, __ATOMIC_RELEASE);
  bench->window = g_object_new (ACME_TYPE_AUDIT_WINDOW, "session", session, "connection", connection, "endpoint",
                                endpoint, NULL);
  gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.all-events", NULL);
  bench->page = ACME_LIST_PAGE (find_widget (GTK_WIDGET (bench->window), ACME_TYPE_LIST_PAGE, NULL));
  bench->table = acme_list_page_get_table (bench->page);
  gtk_window_present (bench->window);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (GTK_WIDGET (bench->window)), "after-paint",
                            G_CALLBACK (painted_cb), bench);
  g_signal_connect_swapped (acme_table_get_rows (bench->table), "updated", G_CALLBACK (updated_cb), bench);
  run_for (G_USEC_PER_SEC / 2);
}

static void
close_window (Bench *bench)
{
  gtk_window_destroy (bench->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* ---- What it does ---- */

static GListModel *
get_rows (Bench *bench)
{
  return G_LIST_MODEL (acme_table_get_rows (bench->table));
}

static gboolean
is_first_painted (gpointer data)
{
  Bench *bench = data;

  if (!bench->painted || g_list_model_get_n_items (get_rows (bench)) == 0)
    bench->painted = FALSE;
  return bench->painted;
}

static gboolean
is_loaded (gpointer data)
{
  Bench *bench = data;
  AcmeRows *rows = acme_table_get_rows (bench->table);

  return !acme_list_page_get_loading (bench->page) && !acme_rows_is_busy (rows) &&
         acme_rows_get_n_matches (rows) == acme_rows_get_n_total (rows);
}

static gboolean
is_painted (gpointer data)
{
  return ((Bench *) data)->painted;
}

static gboolean
is_updated (gpointer data)
{
  return ((Bench *) data)->updated;
}

static gboolean
is_quiet (gpointer data)
{
  Bench *bench = data;
  gint64 now = g_get_monotonic_time ();

  if (bench->painted)
    bench->quiet_since = now;
  bench->painted = FALSE;
  return now - bench->quiet_since > QUIET_USEC || now - bench->settling_since > SETTLED_USEC;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Lets the window settle: until nothing has been painted for a while, or for long enough if something moves. */
static void
let_settle (Bench     *bench,
            BenchLoop *loop)
{
  guint tick = g_timeout_add (10, tick_cb, NULL);

  bench->quiet_since = bench->settling_since = g_get_monotonic_time ();
  bench_run_loop (loop, is_quiet, bench);
  g_source_remove (tick);
}

/* Loads all: first so much of the answer that rows can be seen, and the rest when they are. */
static void
measure_loading (Bench *bench,
                 guint  n)
{
  double before = bench_get_private_mib ();
  gint64 start = g_get_monotonic_time (), first, cpu;
  BenchLoop loop = { 0 }, first_loop = { 0 };
  guint n_first;

  bench->painted = FALSE;
  __atomic_store_n (&bench->gate->n_allowed, FIRST_BYTES, __ATOMIC_RELEASE);
  bench_run_loop (&first_loop, is_first_painted, bench);
  first = g_get_monotonic_time () - start;
  n_first = g_list_model_get_n_items (get_rows (bench));
  g_print ("  first rows painted after %.0f ms and %" G_GUINT64_FORMAT " bytes, %u of them; longest block %.1f ms\n",
           MS (first), __atomic_load_n (&bench->gate->n_sent, __ATOMIC_ACQUIRE), n_first, MS (first_loop.longest));

  start = g_get_monotonic_time ();
  cpu = bench_get_cpu_time ();
  __atomic_store_n (&bench->gate->n_allowed, G_MAXUINT64, __ATOMIC_RELEASE);
  bench_run_loop (&loop, is_loaded, bench);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (bench)), ==, n);
  g_print ("  loaded after %.0f ms (%.0f of the main thread), longest block %.1f ms (limit 80)\n",
           MS (g_get_monotonic_time () - start), MS (bench_get_cpu_time () - cpu), MS (loop.longest));
  let_settle (bench, &loop);
  g_print ("  memory of the events %.0f MiB private (limit 143)\n", bench_get_private_mib () - before);
}

typedef void (*Change) (Bench *bench, gconstpointer value);

static void
search (Bench         *bench,
        gconstpointer  text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_widget (GTK_WIDGET (bench->table), GTK_TYPE_SEARCH_ENTRY, NULL)), text);
}

typedef struct
{
  guint field;
  AcmeOperator operator;
  const char *value; /* (nullable): no filter */
} Filter;

static void
filter (Bench         *bench,
        gconstpointer  value)
{
  const Filter *wanted = value;
  g_autoptr(GPtrArray) criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);

  if (wanted->value != NULL)
    g_ptr_array_add (criteria, acme_criterion_new (&acme_event_fields, wanted->field, wanted->operator, wanted->value,
                                                   NULL));
  acme_query_set_criteria (acme_table_get_query (bench->table), criteria);
}

typedef struct
{
  guint field;
  gboolean descending;
} Sort;

static void
sort (Bench         *bench,
      gconstpointer  value)
{
  const Sort *wanted = value;

  acme_query_set_sort (acme_table_get_query (bench->table), wanted->field, wanted->descending);
}

/* What some changes cost, in milliseconds */
typedef struct
{
  double counted[N_ROUNDS];
  double processor[N_ROUNDS]; /* of all threads, until it was counted */
  double painted[N_ROUNDS];
  double blocks[N_ROUNDS];
} Costs;

/* One change, until its count is known and until its rows are painted. */
static void
run_change (Bench         *bench,
            Change         change,
            gconstpointer  value,
            Costs         *costs,
            guint          round)
{
  BenchLoop loop = { 0 };
  gint64 start = g_get_monotonic_time ();
  gint64 cpu = bench_get_cpu_time (), processor = bench_get_process_time ();

  bench->updated = FALSE;
  change (bench, value);
  loop.longest = bench_get_cpu_time () - cpu;
  bench_run_loop (&loop, is_updated, bench);
  costs->counted[round] = MS (bench->updated_at - start);
  costs->processor[round] = MS (bench->processor - processor);
  bench->painted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
  bench_run_loop (&loop, is_painted, bench);
  costs->painted[round] = MS (g_get_monotonic_time () - start);
  let_settle (bench, &loop);
  costs->blocks[round] = MS (loop.longest);
}

static void
print_costs (const char *what,
             Costs      *costs,
             guint       n_rows)
{
  double longest = bench_median (costs->blocks, N_ROUNDS);

  g_print ("  %-32s counted %6.1f ms (%6.1f of processors), painted %6.1f ms; longest block %5.1f ms (most %5.1f), "
           "%u rows\n", what, bench_median (costs->counted, N_ROUNDS), bench_median (costs->processor, N_ROUNDS),
           bench_median (costs->painted, N_ROUNDS), longest, costs->blocks[N_ROUNDS - 1], n_rows);
}

/* Makes the change from where the other one leads to, and back, some times. */
static void
measure_change (Bench         *bench,
                const char    *what,
                Change         change,
                gconstpointer  value,
                gconstpointer  other)
{
  Costs there, back;
  guint n_there = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      run_change (bench, change, value, &there, i);
      n_there = g_list_model_get_n_items (get_rows (bench));
      run_change (bench, change, other, &back, i);
    }
  print_costs (what, &there, n_there);
  print_costs ("  and back", &back, g_list_model_get_n_items (get_rows (bench)));
}

static void
measure_changes (Bench *bench)
{
  static const Filter none = { 0, 0, NULL };
  static const Filter by_admin = { ACME_EVENT_ADMIN, ACME_OPERATOR_IS, "admin07" };
  static const Filter by_text = { ACME_EVENT_DESCRIPTION, ACME_OPERATOR_CONTAINS, "host77" };
  static const Sort newest = { ACME_EVENT_DATE, TRUE }, oldest = { ACME_EVENT_DATE, FALSE };
  static const Sort by_action = { ACME_EVENT_ACTION, FALSE };
  static const Sort by_description = { ACME_EVENT_DESCRIPTION, FALSE };

  measure_change (bench, "search: h", search, "h", "");
  measure_change (bench, "search: host12, of host1", search, "host12", "host1");
  measure_change (bench, "search: acme issued", search, "acme issued", "");
  measure_change (bench, "search: in no event", search, "there is no such text", "");
  measure_change (bench, "filter: admin is", filter, &by_admin, &none);
  measure_change (bench, "filter: description contains", filter, &by_text, &none);
  measure_change (bench, "sort: date, oldest first", sort, &oldest, &newest);
  measure_change (bench, "sort: action", sort, &by_action, &newest);
  measure_change (bench, "sort: description", sort, &by_description, &newest);
}

/* The work of one jump, in milliseconds of the main loop */
static double
measure_jumps (Bench *bench)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  GtkWidget *view = find_widget (GTK_WIDGET (bench->table), GTK_TYPE_COLUMN_VIEW, NULL);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double times[N_JUMPS];

  let_settle (bench, &(BenchLoop) { 0 });
  for (guint i = 0; i < N_JUMPS; i++)
    {
      double range = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
      gint64 start = bench_get_cpu_time ();
      BenchLoop loop = { 0 };

      bench->painted = FALSE;
      gtk_adjustment_set_value (adjustment, g_rand_double_range (rand, 0, range));
      loop.total = bench_get_cpu_time () - start;
      bench_run_loop (&loop, is_painted, bench);
      times[i] = MS (loop.total);
    }
  return bench_median (times, N_JUMPS);
}

static double
measure_few_jumps (Bench *bench,
                   int    port)
{
  double time;

  open_window (bench, port, 1000);
  __atomic_store_n (&bench->gate->n_allowed, G_MAXUINT64, __ATOMIC_RELEASE);
  bench_run_loop (&(BenchLoop) { 0 }, is_loaded, bench);
  time = measure_jumps (bench);
  close_window (bench);
  return time;
}

static void
measure (Bench  *bench,
         int     port,
         guint   n,
         double  few_jumps)
{
  double before, jumps;

  open_window (bench, port, n);
  before = bench_get_private_mib ();
  g_print ("%u events:\n", n);
  measure_loading (bench, n);
  measure_changes (bench);
  jumps = measure_jumps (bench);
  g_print ("  scroll jump %.2f ms / with 1,000 events %.2f ms = %.2f (limit 1.2)\n", jumps, few_jumps,
           jumps / few_jumps);
  g_print ("  memory of the events afterwards %.0f MiB private\n", bench_get_private_mib () - before);
  close_window (bench);
}

/* As AdwApplication does it; how the rows are drawn is part of what they cost. */
static void
load_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/acme_console/AcmeConsole/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 10000, 100000, 1000000 };
  Bench bench = { 0 };
  pid_t server;
  double few_jumps;
  int port = bench_events_start (&bench.gate, &server); /* before there are threads */

  adw_init ();
  load_style ();
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL); /* which would never be quiet */
  few_jumps = measure_few_jumps (&bench, port);
  if (argc > 1)
    measure (&bench, port, atoi (argv[1]), few_jumps);
  for (guint i = 0; argc == 1 && i < G_N_ELEMENTS (sizes); i++)
    measure (&bench, port, sizes[i], few_jumps);
  bench_scm_stop (server);
  return EXIT_SUCCESS;
}
