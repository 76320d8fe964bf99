/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the table of a window costs the main loop: a keystroke in the filter against GTK's own rebinding of its rows,
 * the longest block with 100,000 rows and with a million that are no items, a jump of the scroll bar against the same
 * with fewer rows. Needs a display. */

#include "bench.h"

#include <adwaita.h>

#include "acme-endpoint.h"
#include "acme-keyed-list.h"
#include "acme-table.h"
#include "virtual-rows.h"

#define N_ROUNDS 15
#define N_JUMPS 60

/* ---- A window whose frames are watched ---- */

typedef struct
{
  GtkWidget *window;
  AcmeKeyedList *list;
  AcmeTable *table;
  AcmeQuery *query;
  AcmeRowModel *rows;   /* (nullable) */
  VirtualRows *virtual; /* (nullable): in their place */
  gboolean painted;
} Bench;

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

static void
show (Bench     *bench,
      GtkWidget *child)
{
  bench->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1200, 800);
  adw_window_set_content (ADW_WINDOW (bench->window), child);
  gtk_window_present (GTK_WINDOW (bench->window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (bench->window), "after-paint", G_CALLBACK (painted_cb),
                            &bench->painted);
}

static void
open_table (Bench *bench,
            guint  n)
{
  g_autoptr(GPtrArray) items = bench_make_endpoints (n);

  bench->list = acme_keyed_list_new ();
  acme_keyed_list_replace (bench->list, items);
  bench->table = ACME_TABLE (acme_table_new ());
  acme_table_set_items (bench->table, G_LIST_MODEL (bench->list), &acme_endpoint_fields, NULL);
  bench->query = acme_table_get_query (bench->table);
  bench->rows = ACME_ROW_MODEL (acme_table_get_rows (bench->table));
  acme_row_model_finish (bench->rows);
  show (bench, GTK_WIDGET (bench->table));
}

static void
open_rows (Bench *bench,
           guint  n)
{
  bench->query = acme_query_new (&acme_event_fields);
  acme_query_set_sort (bench->query, ACME_EVENT_DATE, TRUE);
  bench->virtual = virtual_rows_new (bench->query, n);
  bench->table = ACME_TABLE (acme_table_new ());
  acme_table_set_rows (bench->table, ACME_ROWS (bench->virtual), bench->query, NULL);
  g_object_unref (bench->query); /* the rows hold it */
  show (bench, GTK_WIDGET (bench->table));
}

static void
close_window (Bench *bench)
{
  gtk_window_destroy (GTK_WINDOW (bench->window));
  g_clear_object (&bench->list);
  g_clear_object (&bench->virtual);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_painted (gpointer data)
{
  Bench *bench = data;

  return bench->painted && (bench->rows == NULL || !acme_rows_is_busy (ACME_ROWS (bench->rows)));
}

/* Lets the window settle: until nothing has been painted for a while. */
static void
settle (Bench *bench)
{
  for (gint64 quiet_since = g_get_monotonic_time (); g_get_monotonic_time () - quiet_since < 150000;)
    {
      bench->painted = FALSE;
      while (g_main_context_iteration (NULL, FALSE))
        ;
      if (bench->painted)
        quiet_since = g_get_monotonic_time ();
      g_usleep (1000);
    }
  bench->painted = FALSE;
}

/* From now until the rows are there and painted, in milliseconds. The change before it has been made already. */
static double
wait_for_paint (Bench     *bench,
                BenchLoop *loop,
                gint64     start)
{
  /* a frame that was painted while rows were still sought does not count */
  while (bench->rows != NULL && acme_rows_is_busy (ACME_ROWS (bench->rows)))
    {
      bench_run_loop (loop, is_painted, bench);
      bench->painted = FALSE;
    }
  bench->painted = FALSE;
  gtk_widget_queue_draw (bench->window);
  bench_run_loop (loop, is_painted, bench);
  return (g_get_monotonic_time () - start) / 1e3;
}

/* ---- GTK alone: the same rows, found beforehand ---- */

static void
set_up_cell_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), 28);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  field)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (list_item)),
                            acme_item_get_text (gtk_list_item_get_item (list_item), GPOINTER_TO_UINT (field)));
}

static GtkWidget *
make_plain_view (GListModel *model,
                 guint       n_columns)
{
  static const guint fields[] = { ACME_ENDPOINT_NAME, ACME_ENDPOINT_URL, ACME_ENDPOINT_TYPE,
                                  ACME_ENDPOINT_VALIDATION_TYPE, ACME_ENDPOINT_DELEGATION_MODE,
                                  ACME_ENDPOINT_ORGANIZATIONS, ACME_ENDPOINT_ID };
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (model)));
  GtkWidget *view = gtk_column_view_new (selection);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < n_columns; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr(GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (fields[i]));
      column = gtk_column_view_column_new (acme_endpoint_fields.fields[fields[i]].title, factory);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

/* How long GTK takes to show other rows that somebody hands it: all gone, then all new. */
static double
measure_rebinding (guint n)
{
  g_autoptr(GPtrArray) items = bench_make_endpoints (n);
  g_autoptr(GListStore) store = g_list_store_new (ACME_TYPE_ITEM);
  double times[N_ROUNDS];
  Bench bench = { 0, };

  g_list_store_splice (store, 0, 0, items->pdata, n);
  show (&bench, make_plain_view (G_LIST_MODEL (store), 3));
  settle (&bench);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      BenchLoop loop = { 0, };
      guint offset = (i % 2) * 1000;

      g_list_store_remove_all (store);
      g_list_store_splice (store, 0, 0, items->pdata + offset, n - offset);
      times[i] = wait_for_paint (&bench, &loop, start);
    }
  close_window (&bench);
  return bench_median (times, N_ROUNDS);
}

/* ---- The measurements ---- */

static void
measure_keystroke (guint n)
{
  static const char *const typed[] = { "1", "12", "123", "12", "2", "" };
  double rebinding = measure_rebinding (n);
  double times[N_ROUNDS];
  Bench bench = { 0, };

  open_table (&bench, n);
  settle (&bench);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      BenchLoop loop = { 0, };

      acme_query_set_search (bench.query, typed[i % G_N_ELEMENTS (typed)]);
      times[i] = wait_for_paint (&bench, &loop, start);
    }
  g_print ("%6u rows: keystroke to painted %.1f ms / GTK alone %.1f ms = %.2f, %.0f MiB\n", n,
           bench_median (times, N_ROUNDS), rebinding, bench_median (times, N_ROUNDS) / rebinding,
           bench_get_private_mib ());
  close_window (&bench);
}

#define BLOCK(what, change)                                                                             \
  G_STMT_START {                                                                                        \
    BenchLoop loop = { 0, };                                                                            \
    gint64 start = g_get_monotonic_time ();                                                             \
    gint64 cpu = bench_get_cpu_time ();                                                                 \
    double all;                                                                                         \
    change;                                                                                             \
    loop.longest = bench_get_cpu_time () - cpu;                                                     \
    all = wait_for_paint (&bench, &loop, start);                                                        \
    g_print ("  %-26s longest block %5.1f ms, painted after %6.1f ms\n", what, loop.longest / 1e3, all); \
    settle (&bench);                                                                                    \
  } G_STMT_END

static void
measure_blocks (guint n)
{
  Bench bench = { 0, };

  open_table (&bench, n);
  settle (&bench);
  g_print ("%6u rows:\n", n);
  BLOCK ("first search", acme_query_set_search (bench.query, "team 1"));
  BLOCK ("another keystroke", acme_query_set_search (bench.query, "team 12"));
  BLOCK ("search cleared", acme_query_set_search (bench.query, ""));
  BLOCK ("sort by name", acme_query_set_sort (bench.query, ACME_ENDPOINT_NAME, FALSE));
  BLOCK ("sort by name, descending", acme_query_set_sort (bench.query, ACME_ENDPOINT_NAME, TRUE));
  BLOCK ("group by type", acme_query_set_group (bench.query, ACME_ENDPOINT_TYPE));
  BLOCK ("collapse all", acme_row_model_collapse_all (bench.rows, TRUE));
  BLOCK ("expand all", acme_row_model_collapse_all (bench.rows, FALSE));
  close_window (&bench);
}

/* Rows that somebody else has found and put in order: what remains is to show them. */
static void
measure_virtual_blocks (guint n)
{
  Bench bench = { 0, };

  open_rows (&bench, n);
  settle (&bench);
  g_print ("%6u rows that are no items:\n", n);
  BLOCK ("sorted", acme_query_set_sort (bench.query, ACME_EVENT_DATE, FALSE));
  BLOCK ("filtered", acme_query_set_search (bench.query, "some"));
  BLOCK ("filter cleared", acme_query_set_search (bench.query, ""));
  BLOCK ("sorted back", acme_query_set_sort (bench.query, ACME_EVENT_DATE, TRUE));
  BLOCK ("100 more on top", virtual_rows_grow (bench.virtual, 100));
  BLOCK ("10000 more on top", virtual_rows_grow (bench.virtual, 10000));
  g_print ("  %u of them made in all\n", virtual_rows_get_n_made (bench.virtual));
  close_window (&bench);
}

static GtkWidget *
find_scrolled_window (GtkWidget *root)
{
  if (GTK_IS_SCROLLED_WINDOW (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_scrolled_window (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
show_all_columns (AcmeTable *table)
{
  g_auto(GStrv) names = g_action_group_list_actions (acme_table_get_actions (table));

  for (char **name = names; *name != NULL; name++)
    {
      if (g_str_has_prefix (*name, "show-column-"))
        g_action_group_change_action_state (acme_table_get_actions (table), *name, g_variant_new_boolean (TRUE));
    }
}

/* The work of one jump of what is in the window, in milliseconds of the main loop. */
static double
measure_jumps (Bench *bench)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  double times[N_JUMPS];
  GtkAdjustment *adjustment;

  settle (bench);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find_scrolled_window (bench->window)));
  for (guint i = 0; i < N_JUMPS; i++)
    {
      double range = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
      gint64 start = bench_get_cpu_time ();
      BenchLoop loop = { 0, };

      gtk_adjustment_set_value (adjustment, g_rand_double_range (rand, 0, range));
      loop.total = bench_get_cpu_time () - start;
      bench_run_loop (&loop, is_painted, bench);
      bench->painted = FALSE;
      times[i] = loop.total / 1e3;
    }
  close_window (bench);
  return bench_median (times, N_JUMPS);
}

static double
measure_table_jumps (guint n)
{
  Bench bench = { 0, };

  open_table (&bench, n);
  show_all_columns (bench.table);
  return measure_jumps (&bench);
}

static double
measure_virtual_jumps (guint n)
{
  Bench bench = { 0, };

  open_rows (&bench, n);
  show_all_columns (bench.table);
  return measure_jumps (&bench);
}

static double
measure_plain_jumps (guint n)
{
  g_autoptr(GPtrArray) items = bench_make_endpoints (n);
  g_autoptr(GListStore) store = g_list_store_new (ACME_TYPE_ITEM);
  Bench bench = { 0, };

  g_list_store_splice (store, 0, 0, items->pdata, n);
  show (&bench, make_plain_view (G_LIST_MODEL (store), 7));
  return measure_jumps (&bench);
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
  static const guint sizes[] = { 2000, 10000, 50000 };
  double hundred, thousand, many;

  adw_init ();
  load_style ();
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    measure_keystroke (sizes[i]);
  measure_blocks (100000);
  measure_virtual_blocks (1000000);
  hundred = measure_table_jumps (100);
  thousand = measure_table_jumps (1000);
  many = measure_table_jumps (100000);
  g_print ("scroll jump, all columns: 100 rows %.1f ms, 1000 rows %.1f ms, 100000 rows %.1f ms = %.2f of 100, "
           "%.2f of 1000\n", hundred, thousand, many, many / hundred, many / thousand);
  g_print ("             GTK alone:   100 rows %.1f ms, 100000 rows %.1f ms\n", measure_plain_jumps (100),
           measure_plain_jumps (100000));
  thousand = measure_virtual_jumps (1000);
  many = measure_virtual_jumps (1000000);
  g_print ("             no items:    1000 rows %.1f ms, 1000000 rows %.1f ms = %.2f\n", thousand, many,
           many / thousand);
  return 0;
}
