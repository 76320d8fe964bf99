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

#define N_ROUNDS 5
#define N_JUMPS 60
#define FIRST_BYTES 65536
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
} Bench;

/* ---- The window ---- */

static GtkWidget *
find (GtkWidget *root,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

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
    bench->updated_at = g_get_monotonic_time ();
  bench->updated = TRUE;
}

/* Lets the window settle: until nothing has been painted for a while. */
static void
settle (Bench *bench)
{
  for (gint64 quiet_since = g_get_monotonic_time (); g_get_monotonic_time () - quiet_since < 60000;)
    {
      bench->painted = FALSE;
      while (g_main_context_iteration (NULL, FALSE))
        ;
      if (bench->painted)
        quiet_since = g_get_monotonic_time ();
      g_usleep (1000);
    }
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
  g_autoptr(AcmeConnection) connection = bench_events_make_connection (port, n);
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
  bench->page = ACME_LIST_PAGE (find (GTK_WIDGET (bench->window), ACME_TYPE_LIST_PAGE));
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
  settle (bench);
  g_print ("  memory of the events %.0f MiB private (limit 143)\n", bench_get_private_mib () - before);
}

typedef void (*Change) (Bench *bench, gconstpointer value);

static void
search (Bench         *bench,
        gconstpointer  text)
{
  gtk_editable_set_text (GTK_EDITABLE (find (GTK_WIDGET (bench->table), GTK_TYPE_SEARCH_ENTRY)), text);
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

/* One change, until its count is known and until its rows are painted. */
static void
run_change (Bench         *bench,
            BenchLoop     *loop,
            Change         change,
            gconstpointer  value,
            double        *out_counted,
            double        *out_painted)
{
  gint64 start = g_get_monotonic_time ();
  gint64 cpu = bench_get_cpu_time ();

  bench->updated = FALSE;
  change (bench, value);
  loop->longest = MAX (loop->longest, bench_get_cpu_time () - cpu);
  bench_run_loop (loop, is_updated, bench);
  *out_counted = MS (bench->updated_at - start);
  bench->painted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
  bench_run_loop (loop, is_painted, bench);
  *out_painted = MS (g_get_monotonic_time () - start);
  settle (bench);
}

/* Makes the change from where the other one leads to, and back, some times. */
static void
measure_change (Bench         *bench,
                const char    *what,
                Change         change,
                gconstpointer  value,
                gconstpointer  other)
{
  double counted[N_ROUNDS], painted[N_ROUNDS], blocks[N_ROUNDS], back[N_ROUNDS], back_painted[N_ROUNDS];
  double longest = 0;
  guint n = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      BenchLoop loop = { 0 };

      run_change (bench, &loop, change, value, &counted[i], &painted[i]);
      n = g_list_model_get_n_items (get_rows (bench));
      run_change (bench, &loop, change, other, &back[i], &back_painted[i]);
      blocks[i] = MS (loop.longest);
      longest = MAX (longest, blocks[i]);
    }
  g_print ("  %-34s counted %6.1f ms, painted %6.1f ms; back %6.1f, %6.1f ms; longest block %5.1f ms (most %5.1f); %u rows\n",
           what, bench_median (counted, N_ROUNDS), bench_median (painted, N_ROUNDS), bench_median (back, N_ROUNDS),
           bench_median (back_painted, N_ROUNDS), bench_median (blocks, N_ROUNDS), longest, n);
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
  GtkWidget *view = find (GTK_WIDGET (bench->table), GTK_TYPE_COLUMN_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double times[N_JUMPS];

  settle (bench);
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
  few_jumps = measure_few_jumps (&bench, port);
  if (argc > 1)
    measure (&bench, port, atoi (argv[1]), few_jumps);
  for (guint i = 0; argc == 1 && i < G_N_ELEMENTS (sizes); i++)
    measure (&bench, port, sizes[i], few_jumps);
  bench_events_stop (server);
  return EXIT_SUCCESS;
}
