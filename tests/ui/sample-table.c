/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-table.h"

#include "find-widget.h"

static const struct
{
  const char *name;
  const char *url;
  const char *validation_type;
} samples[] = {
  { "DV – Web Team", "https://acme.example.com/v2/DV", "DV" },
  { "OV – Web Team", "https://acme.example.com/v2/OV", "OV" },
  { "Hospital devices", "https://universal.example.net/acme/hospital-devices/directory", "DV" },
  { "Läkare och Sjuksköterskor", "https://acme.example.com/v2/GEANTOV", "OV" },
  { "=cmd, \"quoted\" & <odd>", "https://universal.example.net/acme/odd/directory", "DV" },
  { "EV – Payment", "https://acme.example.org/v2/EV", "EV" },
};

/* As SCM would send them: the same id is the same endpoint. */
static AcmeItem *
make_endpoint (guint id)
{
  guint i = (id - 1) % G_N_ELEMENTS (samples);
  AcmeItem *item = ACME_ITEM (acme_endpoint_new (id));
  g_autofree char *name = id <= G_N_ELEMENTS (samples) ? g_strdup (samples[i].name)
                                                       : g_strdup_printf ("%s %u", samples[i].name, id);

  acme_item_set_string (item, ACME_ENDPOINT_NAME, name);
  acme_item_set_string (item, ACME_ENDPOINT_URL, samples[i].url);
  acme_item_set_string (item, ACME_ENDPOINT_TYPE, strstr (samples[i].url, "universal") != NULL
                                                    ? ACME_ENDPOINT_TYPE_UNIVERSAL : ACME_ENDPOINT_TYPE_PUBLIC);
  acme_item_set_string (item, ACME_ENDPOINT_VALIDATION_TYPE, samples[i].validation_type);
  if (id == 4)
    {
      acme_item_set_string (item, ACME_ENDPOINT_URL, NULL);
      acme_item_set_problem (item, "The details of this endpoint could not be read: the server failed.");
    }
  return item;
}

/* Makes the list consist of @n endpoints whose ids begin with @first, as a refresh does. */
void
sample_table_fill (SampleTable *sample,
                   guint        first,
                   guint        n)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint id = first; id < first + n; id++)
    g_ptr_array_add (items, make_endpoint (id));
  acme_keyed_list_replace (sample->list, items);
  if (sample->rows != NULL)
    acme_row_model_finish (sample->rows);
}

void
sample_table_set_settings (SampleTable      *sample,
                           AcmeViewSettings *settings)
{
  acme_table_set_items (sample->table, G_LIST_MODEL (sample->list), &acme_endpoint_fields, settings);
  sample->query = acme_table_get_query (sample->table);
  sample->rows = ACME_ROW_MODEL (acme_table_get_rows (sample->table));
  acme_row_model_finish (sample->rows);
}

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_width (sample_table_get_view (data)) > 0;
}

void
sample_table_set_up (SampleTable   *sample,
                     gconstpointer  n_items)
{
  sample->list = acme_keyed_list_new ();
  sample_table_fill (sample, 1, GPOINTER_TO_UINT (n_items));
  sample->table = ACME_TABLE (acme_table_new ());
  acme_table_set_title (sample->table, "Endpoints");
  sample_table_set_settings (sample, NULL);

  sample->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (sample->window), 900, 500);
  sample->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (GTK_WIDGET (sample->table), TRUE);
  gtk_box_append (GTK_BOX (sample->box), GTK_WIDGET (sample->table));
  gtk_window_set_child (GTK_WINDOW (sample->window), sample->box);
  acme_table_set_key_capture_widget (sample->table, sample->window);
  gtk_window_present (GTK_WINDOW (sample->window));
  wait_until (is_drawn, sample);
  sample_table_draw (sample);
}

void
sample_table_tear_down (SampleTable   *sample,
                        gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (sample->table), (gpointer *) &sample->table);
  gtk_window_destroy (GTK_WINDOW (sample->window));
  settle ();
  g_assert_null (sample->table);
  g_assert_finalize_object (sample->list);
}

AcmeItem *
sample_table_get_endpoint (SampleTable *sample,
                           guint        id)
{
  g_autofree char *key = g_strdup_printf ("%u", id);

  return acme_keyed_list_lookup (sample->list, key);
}

GtkWidget *
sample_table_get_view (SampleTable *sample)
{
  return find_widget (GTK_WIDGET (sample->table), GTK_TYPE_COLUMN_VIEW, NULL);
}

GtkWidget *
sample_table_get_focus_row (SampleTable *sample)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (sample->window));

  return focus != NULL && strcmp (gtk_widget_get_css_name (focus), "row") == 0 ? focus : NULL;
}

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Waits until what is due has been laid out and painted. */
void
sample_table_draw (SampleTable *sample)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (sample->window);
  gboolean painted = FALSE;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  settle ();
  painted = FALSE;
  gtk_widget_queue_draw (sample->window);
  wait_until (is_true, &painted);
  g_signal_handler_disconnect (clock, id);
}

double
sample_table_get_scroll (SampleTable *sample)
{
  return gtk_adjustment_get_value (
    gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (sample_table_get_view (sample))));
}

/* Scrolls to @value, in pixels. */
void
sample_table_set_scroll (SampleTable *sample,
                         double       value)
{
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (sample_table_get_view (sample))), value);
  sample_table_draw (sample);
}

/* As if it had been pressed while the rows had the focus. */
gboolean
sample_table_press (SampleTable     *sample,
                    guint            keyval,
                    GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (sample_table_get_view (sample));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) ||
          gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
      sample_table_draw (sample);
      return handled;
    }
  g_assert_not_reached ();
}

/* The first cell of the row that has the focus. */
const char *
sample_table_get_focus_text (SampleTable *sample)
{
  GtkWidget *row = sample_table_get_focus_row (sample);
  GtkWidget *cell = row != NULL ? find_widget (row, GTK_TYPE_INSCRIPTION, NULL) : NULL;

  return cell != NULL ? gtk_inscription_get_text (GTK_INSCRIPTION (cell)) : NULL;
}
