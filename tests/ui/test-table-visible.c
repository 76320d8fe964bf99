/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What AcmeTable knows of what is on the screen. */

#include "sample-table.h"

#include "find-widget.h"

static void
count_cb (guint *n)
{
  (*n)++;
}

/* That it is what the widgets' places tell, and begins with an id. */
static void
assert_visible (SampleTable *sample,
                guint        expected_first)
{
  g_autoptr(GPtrArray) items = acme_table_list_visible (sample->table);
  GtkWidget *view = sample_table_get_view (sample);
  GtkWidget *list = gtk_widget_get_last_child (view);
  guint first = 0, n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_get_mapped (row) || !gtk_widget_compute_bounds (row, list, &bounds) ||
          bounds.origin.y + bounds.size.height <= 0 || bounds.origin.y >= gtk_widget_get_height (list))
        continue;
      n++;
    }
  g_assert_cmpuint (items->len, ==, n);
  g_assert_cmpuint (n, <, 50);
  for (guint i = 0; i < items->len; i++)
    {
      guint64 id = g_ascii_strtoull (acme_item_get_key (items->pdata[i]), NULL, 10);

      if (i == 0)
        first = id;
      g_assert_cmpuint (id, ==, first + i);
    }
  g_assert_cmpuint (first, ==, expected_first);
}

static void
test_scroll (SampleTable   *sample,
             gconstpointer  data)
{
  GtkWidget *row = gtk_widget_get_first_child (gtk_widget_get_last_child (sample_table_get_view (sample)));
  int height = gtk_widget_get_height (row);
  guint n = 0;

  g_signal_connect_swapped (sample->table, "visible-changed", G_CALLBACK (count_cb), &n);
  assert_visible (sample, 1);
  sample_table_set_scroll (sample, 100 * height + 1);
  g_assert_cmpuint (n, ==, 1);
  assert_visible (sample, 101);
  sample_table_set_scroll (sample, 1000 * height);
  g_assert_cmpuint (n, ==, 2);
  assert_visible (sample, 1001);
  sample_table_draw (sample); /* nothing happened */
  g_assert_cmpuint (n, ==, 2);
}

static void
test_rows_change (SampleTable   *sample,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) items = NULL;
  guint n = 0;

  g_signal_connect_swapped (sample->table, "visible-changed", G_CALLBACK (count_cb), &n);
  acme_query_set_group (sample->query, ACME_ENDPOINT_TYPE);
  g_assert_cmpuint (n, ==, 0); /* it is laid out first */
  sample_table_draw (sample);
  g_assert_cmpuint (n, ==, 1);
  acme_row_model_collapse_all (sample->rows, TRUE);
  acme_row_model_collapse_all (sample->rows, FALSE);
  acme_row_model_collapse_all (sample->rows, TRUE);
  sample_table_draw (sample);
  g_assert_cmpuint (n, ==, 2); /* once for all of it */
  items = acme_table_list_visible (sample->table);
  g_assert_cmpuint (items->len, ==, 0); /* groups are no items */

  acme_query_set_group (sample->query, ACME_QUERY_NO_FIELD);
  sample_table_fill (sample, 3, 4);
  sample_table_draw (sample);
  g_assert_cmpuint (n, ==, 3);
  assert_visible (sample, 3);
}

static gboolean
is_higher (gpointer n)
{
  return *(guint *) n > 0;
}

static void
test_resize (SampleTable   *sample,
             gconstpointer  data)
{
  guint n = 0;

  g_signal_connect_swapped (sample->table, "visible-changed", G_CALLBACK (count_cb), &n);
  gtk_window_set_default_size (GTK_WINDOW (sample->window), 900, 300);
  wait_until (is_higher, &n);
  sample_table_draw (sample);
  assert_visible (sample, 1);
}

static void
test_hidden (SampleTable   *sample,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) items = NULL;
  guint n = 0;

  g_signal_connect_swapped (sample->table, "visible-changed", G_CALLBACK (count_cb), &n);
  gtk_window_set_focus (GTK_WINDOW (sample->window), NULL); /* GTK 4.8 leaves it in what is hidden */
  gtk_widget_set_visible (GTK_WIDGET (sample->table), FALSE);
  items = acme_table_list_visible (sample->table);
  g_assert_cmpuint (items->len, ==, 0);
  sample_table_fill (sample, 2, 6);
  sample_table_draw (sample);
  g_assert_cmpuint (n, ==, 0);
  gtk_widget_set_visible (GTK_WIDGET (sample->table), TRUE);
  wait_until (is_higher, &n);
  sample_table_draw (sample);
  assert_visible (sample, 2);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, n, function) \
  g_test_add ("/table-visible/" name, SampleTable, GUINT_TO_POINTER (n), sample_table_set_up, function, \
              sample_table_tear_down)
  ADD ("scroll", 2000, test_scroll);
  ADD ("rows-change", 6, test_rows_change);
  ADD ("resize", 400, test_resize);
  ADD ("hidden", 6, test_hidden);
#undef ADD
  return g_test_run ();
}
