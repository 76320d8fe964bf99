/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in the cells of AcmeTable, with items that have a status, a time and more to tell. */

#include "acme-table-private.h"

#include "acme-client.h"
#include "acme-keyed-list.h"
#include "acme-time.h"
#include "find-widget.h"
#include "virtual-rows.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

static char *
describe_agent (AcmeItem *item)
{
  const char *agent = acme_item_get_string (item, ACME_CLIENT_USER_AGENT);

  return agent != NULL ? g_strdup_printf ("All of it: %s", agent) : NULL;
}

/* The fields of a client, of which one has more to tell. */
static const AcmeFieldTable *
get_fields (void)
{
  static AcmeField fields[32];
  static AcmeFieldTable table = { fields, 0 };

  if (table.n_fields == 0)
    {
      table.n_fields = acme_client_fields.n_fields;
      g_assert_cmpuint (table.n_fields, <=, G_N_ELEMENTS (fields));
      for (guint i = 0; i < table.n_fields; i++)
        {
          fields[i] = acme_client_fields.fields[i];
          fields[i].flags &= ~ACME_FIELD_SHOWN;
        }
      fields[ACME_CLIENT_IP_ADDRESS].flags |= ACME_FIELD_SHOWN;
      fields[ACME_CLIENT_STATUS].flags |= ACME_FIELD_SHOWN;
      fields[ACME_CLIENT_USER_AGENT].flags |= ACME_FIELD_SHOWN;
      fields[ACME_CLIENT_LAST_ACTIVITY].flags |= ACME_FIELD_SHOWN;
      fields[ACME_CLIENT_USER_AGENT].describe_more = describe_agent;
    }
  return &table;
}

typedef struct
{
  AcmeKeyedList *list;
  GtkWidget *window;
  AcmeTable *table;
} Fixture;

static void
add_client (GPtrArray  *clients,
            const char *id,
            const char *status,
            gint64      last_activity,
            const char *agent)
{
  AcmeItem *item = ACME_ITEM (acme_client_new (id));

  acme_item_set_string (item, ACME_CLIENT_IP_ADDRESS, id);
  acme_item_set_string (item, ACME_CLIENT_STATUS, status);
  acme_item_set_number (item, ACME_CLIENT_LAST_ACTIVITY, last_activity);
  acme_item_set_string (item, ACME_CLIENT_USER_AGENT, agent);
  g_ptr_array_add (clients, item);
}

static void
fill (Fixture    *fixture,
      const char *status)
{
  g_autoptr(GPtrArray) clients = g_ptr_array_new_with_free_func (g_object_unref);

  add_client (clients, "first", status, g_get_real_time () - 3 * DAY, "CertbotACMEClient/2.1.0");
  add_client (clients, "second", "revoked", ACME_TIME_NONE, NULL);
  acme_keyed_list_replace (fixture->list, clients);
}

static gboolean
is_first (GtkWidget *widget)
{
  return g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), "first") == 0 &&
         gtk_widget_get_width (widget) > 0;
}

/* Before the first layout every text is cut off. */
static gboolean
has_rows (gpointer table)
{
  GtkWidget *cell = find_widget (table, GTK_TYPE_INSCRIPTION, is_first);

  return cell != NULL && gtk_widget_get_width (cell) > 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->list = acme_keyed_list_new ();
  fill (fixture, "valid");
  fixture->table = ACME_TABLE (acme_table_new ());
  acme_table_set_items (fixture->table, G_LIST_MODEL (fixture->list), get_fields (), NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 400);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->table));
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (has_rows, fixture->table);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_assert_finalize_object (fixture->list);
}

/* Of the row of a client, counted from 0 in the order of the columns: address, agent, status, time. */
static GtkInscription *
get_cell (Fixture    *fixture,
          const char *id,
          guint       n)
{
  AcmeItem *item = acme_keyed_list_lookup (fixture->list, id);
  GtkWidget *cell;

  settle ();
  cell = gtk_widget_get_first_child (acme_table_get_row_widget (acme_table_find_row (fixture->table, item)));
  while (n-- > 0)
    cell = gtk_widget_get_next_sibling (cell);
  return GTK_INSCRIPTION (find_widget (cell, GTK_TYPE_INSCRIPTION, NULL));
}

static void
assert_status (Fixture    *fixture,
               const char *id,
               const char *text,
               const char *css_class)
{
  static const char *const classes[] = { "positive", "attention", "neutral", "negative" };
  GtkInscription *cell = get_cell (fixture, id, 2);

  g_assert_cmpstr (gtk_inscription_get_text (cell), ==, text);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (cell), "status"));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (cell), classes[i]) ==
                   (g_strcmp0 (classes[i], css_class) == 0));
}

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  assert_status (fixture, "first", "Valid", "positive");
  assert_status (fixture, "second", "Revoked", "negative");
  fill (fixture, "pending");
  assert_status (fixture, "first", "Pending", "attention");
  fill (fixture, "deactivated");
  assert_status (fixture, "first", "Deactivated", "neutral");
  fill (fixture, "on leave");
  assert_status (fixture, "first", "on leave", NULL);
  fill (fixture, NULL);
  assert_status (fixture, "first", "", NULL);
}

/* A group's row has no status, whatever the row was that had the widgets before. */
static void
test_grouped_status (Fixture       *fixture,
                     gconstpointer  data)
{
  AcmeRows *rows = acme_table_get_rows (fixture->table);
  g_autoptr(GObject) group = NULL;
  GtkWidget *cell;

  acme_query_set_group (acme_table_get_query (fixture->table), ACME_CLIENT_STATUS);
  settle ();
  assert_status (fixture, "first", "Valid", "positive");
  group = g_list_model_get_item (G_LIST_MODEL (rows), 0);
  cell = gtk_widget_get_last_child (acme_table_get_row_widget (acme_table_find_row (fixture->table, group)));
  cell = find_widget (gtk_widget_get_prev_sibling (cell), GTK_TYPE_INSCRIPTION, NULL);
  g_assert_false (gtk_widget_has_css_class (cell, "positive"));
  g_assert_false (gtk_widget_has_css_class (cell, "negative"));
}

static void
test_relative (Fixture       *fixture,
               gconstpointer  data)
{
  AcmeItem *item = acme_keyed_list_lookup (fixture->list, "first");
  g_autofree char *exact = acme_time_format_exact (acme_item_get_number (item, ACME_CLIENT_LAST_ACTIVITY));
  g_autofree char *more = acme_table_describe_cell (fixture->table, get_cell (fixture, "first", 3));

  g_assert_cmpstr (gtk_inscription_get_text (get_cell (fixture, "first", 3)), ==, "3 days ago");
  g_assert_cmpstr (more, ==, exact);
  g_assert_cmpstr (gtk_inscription_get_text (get_cell (fixture, "second", 3)), ==, "No activity known");
  g_assert_null (acme_table_describe_cell (fixture->table, get_cell (fixture, "second", 3)));
}

static void
show_column (Fixture    *fixture,
             const char *id,
             gboolean    shown)
{
  g_autofree char *name = g_strdup_printf ("show-column-%s", id);

  g_action_group_change_action_state (acme_table_get_actions (fixture->table), name, g_variant_new_boolean (shown));
  settle ();
}

static gboolean
is_forgotten (gpointer rows)
{
  return virtual_rows_get_n_alive (rows) == 0;
}

/* A time that does not matter by how far from today it is tells its zone too, in the column that leads as well. */
static void
test_exact (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_event_fields);
  g_autoptr(VirtualRows) rows = virtual_rows_new (query, 2);
  g_autoptr(AcmeItem) event = NULL;
  g_autofree char *more = NULL;
  GtkWidget *lead;

  acme_table_set_rows (fixture->table, ACME_ROWS (rows), query, NULL);
  settle ();
  show_column (fixture, "id", FALSE);
  event = g_list_model_get_item (G_LIST_MODEL (rows), 1);
  lead = gtk_list_item_get_child (acme_table_find_row (fixture->table, event));
  lead = find_widget (lead, GTK_TYPE_INSCRIPTION, NULL);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (lead)), ==, "1970-01-01 05:45:01");
  more = acme_table_describe_cell (fixture->table, GTK_INSCRIPTION (lead));
  g_assert_cmpstr (more, ==, "1970-01-01 05:45:01 +0545\n1970-01-01 00:00:01 UTC");
  acme_table_set_items (fixture->table, NULL, NULL, NULL);
  g_clear_object (&event);
  wait_until (is_forgotten, rows); /* the view lets go of its rows later */
}

static void
test_more (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *more = acme_table_describe_cell (fixture->table, get_cell (fixture, "first", 1));

  g_assert_cmpstr (more, ==, "All of it: CertbotACMEClient/2.1.0");
  g_assert_null (acme_table_describe_cell (fixture->table, get_cell (fixture, "second", 1)));
  g_assert_null (acme_table_describe_cell (fixture->table, get_cell (fixture, "first", 0)));
}

static void
test_cut_off (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = g_strnfill (2000, 'x');
  g_autofree char *more = NULL;

  acme_item_set_string (acme_keyed_list_lookup (fixture->list, "first"), ACME_CLIENT_STATUS, text);
  g_list_model_items_changed (G_LIST_MODEL (fixture->list), 0, 1, 1);
  more = acme_table_describe_cell (fixture->table, get_cell (fixture, "first", 2));
  g_assert_cmpstr (more, ==, text);
}

static gboolean
is_status (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "positive");
}

/* The one cell of a row that has room for an icon: what the row speaks with. */
static GtkWidget *
get_lead (Fixture    *fixture,
          const char *id)
{
  AcmeItem *item = acme_keyed_list_lookup (fixture->list, id);
  GtkListItem *list_item = acme_table_find_row (fixture->table, item);
  GtkWidget *row = acme_table_get_row_widget (list_item);
  GtkWidget *lead = NULL;

  for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    {
      if (!GTK_IS_BOX (gtk_widget_get_first_child (cell)))
        continue;
      g_assert_null (lead);
      lead = gtk_widget_get_first_child (cell);
    }
  g_assert_true (gtk_list_item_get_child (list_item) == lead);
  g_assert_true (acme_table_find_row_at (fixture->table, row) == list_item);
  g_assert_true (gtk_widget_has_css_class (lead, "lead"));
  return lead;
}

static void
assert_lead (Fixture    *fixture,
             const char *id,
             const char *text)
{
  GtkWidget *lead = get_lead (fixture, id);

  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (gtk_widget_get_last_child (lead))), ==, text);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_widget_get_parent (lead))),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, text);
}

/* A column that becomes the lead while its rows are shown, or ceases to be it. */
static void
test_other_lead (Fixture       *fixture,
                 gconstpointer  data)
{
  acme_item_set_problem (acme_keyed_list_lookup (fixture->list, "first"), "It is broken.");
  acme_keyed_list_touch (fixture->list, NULL);
  settle ();
  assert_lead (fixture, "first", "first");

  show_column (fixture, "ipAddress", FALSE);
  assert_lead (fixture, "first", "CertbotACMEClient/2.1.0");
  g_assert_true (gtk_widget_get_visible (find_widget (get_lead (fixture, "first"), GTK_TYPE_IMAGE, NULL)));
  g_assert_null (find_widget (get_lead (fixture, "second"), GTK_TYPE_IMAGE, NULL));

  show_column (fixture, "userAgent", FALSE);
  assert_lead (fixture, "second", "Revoked");
  show_column (fixture, "userAgent", TRUE);
  assert_lead (fixture, "first", "CertbotACMEClient/2.1.0");

  show_column (fixture, "ipAddress", TRUE);
  assert_lead (fixture, "first", "first");
  assert_lead (fixture, "second", "second");
}

/* A status stays one when another column takes the lead from it. */
static void
test_no_lead (Fixture       *fixture,
              gconstpointer  data)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (fixture->table), GTK_TYPE_COLUMN_VIEW, NULL));
  g_autoptr(GtkColumnViewColumn) status = g_list_model_get_item (gtk_column_view_get_columns (view), 2);
  GtkWidget *cell;

  gtk_column_view_insert_column (view, 0, status);
  settle ();
  assert_lead (fixture, "second", "Revoked");
  gtk_column_view_insert_column (view, 2, status);
  settle ();
  assert_lead (fixture, "second", "second");
  cell = find_widget (acme_table_get_row_widget (acme_table_find_row (fixture->table,
                                                                      acme_keyed_list_lookup (fixture->list, "first"))),
                      GTK_TYPE_INSCRIPTION, is_status);
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (cell)), ==, "Valid");
}

static void
test_other_lead_grouped (Fixture       *fixture,
                         gconstpointer  data)
{
  AcmeRows *rows = acme_table_get_rows (fixture->table);
  g_autoptr(GObject) group = NULL;
  GtkWidget *row;
  GtkWidget *box;

  acme_query_set_group (acme_table_get_query (fixture->table), ACME_CLIENT_STATUS);
  settle ();
  group = g_list_model_get_item (G_LIST_MODEL (rows), 0);
  gtk_widget_grab_focus (acme_table_get_row_widget (acme_table_find_row (fixture->table, group)));
  show_column (fixture, "ipAddress", FALSE);

  box = gtk_list_item_get_child (acme_table_find_row (fixture->table, group));
  row = acme_table_get_row_widget (acme_table_find_row (fixture->table, group));
  g_assert_true (gtk_widget_has_css_class (row, "group"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == row);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "Revoked, 1 row, expanded");
  g_assert_cmpstr (gtk_inscription_get_text (GTK_INSCRIPTION (gtk_widget_get_last_child (box))), ==, "Revoked  1");
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (gtk_widget_get_first_child (box))), ==, "pan-down-symbolic");
  assert_lead (fixture, "first", "CertbotACMEClient/2.1.0");
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("TZ", "<+0545>-05:45", TRUE); /* no zone with another name, and not that of UTC */
  g_setenv ("GTK_A11Y", "test", TRUE); /* remembers what a screen reader would be told */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) g_test_add ("/table-cells/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("status", test_status);
  ADD ("grouped-status", test_grouped_status);
  ADD ("relative", test_relative);
  ADD ("exact", test_exact);
  ADD ("more", test_more);
  ADD ("cut-off", test_cut_off);
  ADD ("other-lead", test_other_lead);
  ADD ("no-lead", test_no_lead);
  ADD ("other-lead-grouped", test_other_lead_grouped);
#undef ADD
  return g_test_run ();
}
