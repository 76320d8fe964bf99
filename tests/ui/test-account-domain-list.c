/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account-domain-list.h"

#include "acme-account-domain-row.h"
#include "find-widget.h"
#include "sample-domains.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *page; /* what scrolls */
  AcmeAccountDomainList *list;
  GtkListBox *list_box;
  guint n_wanted;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->list = ACME_ACCOUNT_DOMAIN_LIST (acme_account_domain_list_new ());
  fixture->list_box = GTK_LIST_BOX (find_widget (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_BOX, NULL));
  fixture->page = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->page), GTK_WIDGET (fixture->list));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 300);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->list);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_finalized (fixture->list);
}

static void
show (Fixture   *fixture,
      GPtrArray *domains)
{
  acme_account_domain_list_set_domains (fixture->list, domains, g_get_real_time ());
  g_ptr_array_unref (domains);
}

static guint
count_rows (Fixture *fixture)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (fixture->list_box, (int) n) != NULL)
    n++;
  return n;
}

static gboolean
is_sized (gpointer data)
{
  return gtk_widget_get_height (data) > 0;
}

static gboolean
has_wanted (gpointer data)
{
  Fixture *fixture = data;

  return count_rows (fixture) >= fixture->n_wanted;
}

/* As a person does who holds the scrollbar at its lower end. */
static void
scroll_to_end (Fixture *fixture)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->page));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  show (fixture, sample_domains_new (2000, 90));
  wait_until (is_sized, fixture->list_box);
  settle ();
  g_assert_cmpuint (count_rows (fixture), >, 10); /* more than can be seen */
  g_assert_cmpuint (count_rows (fixture), <=, 100);

  for (guint n = count_rows (fixture); n < 2000; n = count_rows (fixture))
    {
      fixture->n_wanted = n + 1;
      scroll_to_end (fixture);
      wait_until (has_wanted, fixture);
      g_assert_cmpuint (count_rows (fixture), <=, n + 200); /* not all at once */
    }
  g_assert_cmpuint (count_rows (fixture), ==, 2000);
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->list), "host-1999.example.org"));
}

static AcmeAccountDomainRow *
get_row (Fixture *fixture,
         int      position)
{
  return ACME_ACCOUNT_DOMAIN_ROW (gtk_list_box_get_row_at_index (fixture->list_box, position));
}

static void
test_renew (Fixture       *fixture,
            gconstpointer  data)
{
  AcmeAccountDomainRow *row;
  g_autoptr(GPtrArray) fewer = sample_domains_new (10, 5);

  show (fixture, sample_domains_new (20, 90));
  wait_until (is_sized, fixture->list_box);
  row = get_row (fixture, 3);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (acme_account_domain_list_get_focus (fixture->list))), ==,
                   "host-0003.example.org");

  show (fixture, sample_domains_new (20, 5)); /* the same ones, changed */
  g_assert_true (get_row (fixture, 3) == row);
  g_assert_nonnull (find_label (GTK_WIDGET (row), "Expires in 5 days"));
  g_assert_nonnull (acme_account_domain_list_get_focus (fixture->list));

  g_ptr_array_remove_index (fewer, 2);
  show (fixture, g_ptr_array_ref (fewer)); /* the keys stay where they were */
  g_assert_cmpuint (count_rows (fixture), ==, 9);
  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (acme_account_domain_list_get_focus (fixture->list))), ==,
                   "host-0004.example.org");

  show (fixture, sample_domains_new (0, 0));
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_null (acme_account_domain_list_get_focus (fixture->list));
}

/* What was to be made in the next frame is not made any more. */
static void
test_gone_while_scrolling (Fixture       *fixture,
                           gconstpointer  data)
{
  show (fixture, sample_domains_new (500, 90));
  wait_until (is_sized, fixture->list_box);
  scroll_to_end (fixture);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/account-domain-list/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/account-domain-list/renew", Fixture, NULL, set_up, test_renew, tear_down);
  g_test_add ("/account-domain-list/gone-while-scrolling", Fixture, NULL, set_up, test_gone_while_scrolling, tear_down);
  return g_test_run ();
}
