/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account-domain-group.h"

#include "acme-account-domain-row.h"
#include "acme-error-bar.h"
#include "acme-error.h"
#include "find-widget.h"
#include "sample-domains.h"

typedef struct
{
  GtkWidget *window;
  AcmeAccountDomainGroup *group;
  AcmeClipboard *clipboard;
  guint n_copied;
  guint n_wanted;
} Fixture;

static void
copied_cb (Fixture *fixture,
           guint    n)
{
  fixture->n_copied = n;
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->clipboard = acme_clipboard_new (gdk_display_get_clipboard (gdk_display_get_default ()));
  fixture->group = ACME_ACCOUNT_DOMAIN_GROUP (acme_account_domain_group_new ());
  acme_account_domain_group_set_clipboard (fixture->group, fixture->clipboard);
  g_signal_connect_swapped (fixture->group, "copied", G_CALLBACK (copied_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->group));
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (is_mapped, fixture->group);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->group);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_finalized (fixture->group);
  g_assert_finalize_object (fixture->clipboard);
}

static GtkWidget *
get_widget (Fixture *fixture)
{
  return GTK_WIDGET (fixture->group);
}

static void
show (Fixture   *fixture,
      GPtrArray *domains)
{
  acme_account_domain_group_set_domains (fixture->group, domains);
  g_ptr_array_unref (domains);
}

static GtkListBoxRow *
get_row (Fixture *fixture,
         guint    position)
{
  GtkWidget *row = find_widget (get_widget (fixture), ACME_TYPE_ACCOUNT_DOMAIN_ROW, NULL);

  return row != NULL ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (gtk_widget_get_parent (row)), (int) position)
                     : NULL;
}

static guint
count_rows (Fixture *fixture)
{
  guint n = 0;

  while (get_row (fixture, n) != NULL)
    n++;
  return n;
}

static gboolean
accept_mapped (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget);
}

static GtkEditable *
find_search (Fixture *fixture)
{
  return (GtkEditable *) find_widget (get_widget (fixture), GTK_TYPE_SEARCH_ENTRY, accept_mapped);
}

static void
assert_message (Fixture    *fixture,
                const char *text,
                gboolean    spinning)
{
  GtkWidget *label = find_label (get_widget (fixture), text);

  g_assert_nonnull (label);
  g_assert_true (gtk_widget_is_visible (label));
  g_assert_cmpint (find_widget (get_widget (fixture), GTK_TYPE_SPINNER, accept_mapped) != NULL, ==, spinning);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
}

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = g_error_new (ACME_ERROR, ACME_ERROR_NETWORK, "No <net>.");
  GtkWidget *bar = find_widget (get_widget (fixture), ACME_TYPE_ERROR_BAR, NULL);

  acme_account_domain_group_set_loading (fixture->group, TRUE);
  assert_message (fixture, "Loading Domains…", TRUE);
  acme_account_domain_group_set_loading (fixture->group, FALSE);
  assert_message (fixture, "Domains were not loaded.", FALSE);

  acme_account_domain_group_set_loading (fixture->group, TRUE);
  acme_account_domain_group_set_error (fixture->group, error, "scm.example.org");
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_nonnull (find_label (bar, "Cannot Reach scm.example.org: No <net>."));
  g_assert_nonnull (find_action (bar, "win.refresh"));
  g_assert_null (find_label (get_widget (fixture), "not loaded"));

  show (fixture, sample_domains_new (0, 0));
  assert_message (fixture, "No domains.", FALSE);
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_cmpstr (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (fixture->group)), ==, "Domains");

  show (fixture, sample_domains_new (3, 90));
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  acme_account_domain_group_set_error (fixture->group, error, NULL); /* what is there stays */
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_cmpuint (count_rows (fixture), ==, 3);

  acme_account_domain_group_set_domains (fixture->group, NULL);
  assert_message (fixture, "Domains were not loaded.", FALSE);
}

static void
assert_row (Fixture    *fixture,
            guint       position,
            const char *name)
{
  AcmeAccountDomainRow *row = ACME_ACCOUNT_DOMAIN_ROW (get_row (fixture, position));

  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (acme_account_domain_row_get_domain (row))), ==, name);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *name; int days; } samples[] = {
    { "b.example.org", 200 }, { "soon.example.org", 12 }, { "c.example.org", SAMPLE_NO_DATE },
    { "sooner.example.org", 3 }, { "past.example.org", -1 }, { "a.example.org", 300 },
    { "long-past.example.org", -90 },
  };
  static const char *const expected[] = {
    "long-past.example.org", "past.example.org", "sooner.example.org", "soon.example.org", "a.example.org",
    "b.example.org", "c.example.org",
  };
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (fixture->group);
  GPtrArray *domains = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    g_ptr_array_add (domains, sample_domain_new (samples[i].name, samples[i].days));
  show (fixture, domains);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_row (fixture, i, expected[i]);
  g_assert_cmpstr (adw_preferences_group_get_title (group), ==, "7 Domains");
  g_assert_cmpstr (adw_preferences_group_get_description (group), ==, "2 expired, 2 expire within 30 days");

  show (fixture, sample_domains_new (1, 1));
  g_assert_cmpstr (adw_preferences_group_get_title (group), ==, "1 Domain");
  g_assert_cmpstr (adw_preferences_group_get_description (group), ==, "1 expires within 30 days");
  show (fixture, sample_domains_new (1, -2));
  g_assert_cmpstr (adw_preferences_group_get_description (group), ==, "1 expired");
  show (fixture, sample_domains_new (1, 200));
  g_assert_cmpstr (adw_preferences_group_get_description (group), ==, "");
}

static gboolean
has_wanted (gpointer data)
{
  Fixture *fixture = data;

  return count_rows (fixture) == fixture->n_wanted;
}

static void
assert_found (Fixture    *fixture,
              const char *text,
              guint       n)
{
  gtk_editable_set_text (find_search (fixture), text);
  fixture->n_wanted = n;
  wait_until (has_wanted, fixture);
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (fixture->group);
  GPtrArray *domains = sample_domains_new (2000, 90);

  show (fixture, sample_domains_new (9, 90));
  g_assert_null (find_search (fixture));
  g_assert_false (acme_account_domain_group_start_search (fixture->group));

  g_ptr_array_add (domains, sample_domain_new ("xn--mller-kva.example", 5));
  show (fixture, domains);
  g_assert_true (acme_account_domain_group_start_search (fixture->group));
  assert_found (fixture, " HOST-1234 ", 1);
  assert_row (fixture, 0, "host-1234.example.org");
  g_assert_cmpstr (adw_preferences_group_get_title (group), ==, "1 of 2001 Domains");
  assert_found (fixture, "MÜLLER", 1); /* as it is shown */
  assert_found (fixture, "nowhere", 0);
  assert_message (fixture, "No domain matches the search.", FALSE);
  assert_found (fixture, "mller-kva", 1); /* as SCM has it */
  assert_found (fixture, "nowhere", 0);
  assert_found (fixture, "expires in 5", 1);

  show (fixture, sample_domains_new (12, 90)); /* a refresh does not end the search */
  assert_message (fixture, "No domain matches the search.", FALSE);
  show (fixture, sample_domains_new (9, 90)); /* there is no search any more */
  g_assert_cmpuint (count_rows (fixture), ==, 9);
}

static gboolean
close_request_cb (guint *n)
{
  (*n)++;
  return GDK_EVENT_STOP;
}

/* Escape empties the search, and only then closes the window. */
static void
test_escape (Fixture       *fixture,
             gconstpointer  data)
{
  guint n_closed = 0;

  g_signal_connect_swapped (fixture->window, "close-request", G_CALLBACK (close_request_cb), &n_closed);
  show (fixture, sample_domains_new (20, 90));
  assert_found (fixture, "0007", 1);
  g_signal_emit_by_name (find_search (fixture), "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (find_search (fixture)), ==, "");
  fixture->n_wanted = 20;
  wait_until (has_wanted, fixture);
  settle ();
  g_assert_cmpuint (n_closed, ==, 0);

  g_signal_emit_by_name (find_search (fixture), "stop-search");
  settle ();
  g_assert_cmpuint (n_closed, ==, 1);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *copy_button = find_action (get_widget (fixture), "domains.copy-all");
  GPtrArray *domains = sample_domains_new (2, 90);

  g_assert_false (gtk_widget_get_visible (copy_button));
  g_ptr_array_add (domains, sample_domain_new ("xn--mller-kva.example", 5));
  show (fixture, domains);
  g_assert_true (gtk_widget_get_visible (copy_button));
  g_signal_emit_by_name (copy_button, "clicked");
  g_assert_cmpuint (fixture->n_copied, ==, 3);
  assert_clipboard_text ("xn--mller-kva.example\nhost-0000.example.org\nhost-0001.example.org");

  gtk_widget_activate_action (get_widget (fixture), "domains.copy", NULL); /* no row has the focus */
  g_assert_cmpuint (fixture->n_copied, ==, 3);
  gtk_widget_grab_focus (GTK_WIDGET (get_row (fixture, 1)));
  gtk_widget_activate_action (get_widget (fixture), "domains.copy", NULL);
  g_assert_cmpuint (fixture->n_copied, ==, 1);
  assert_clipboard_text ("host-0000.example.org");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/account-domain-group/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("states", test_states);
  ADD ("order", test_order);
  ADD ("search", test_search);
  ADD ("escape", test_escape);
  ADD ("copy", test_copy);
#undef ADD
  return g_test_run ();
}
