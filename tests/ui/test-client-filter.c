/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-client-filter.h"

#include <adwaita.h>

#include "acme-client.h"
#include "find-widget.h"

typedef struct
{
  AcmeQuery *query;
  AcmeClientFilter *filter;
  GtkDropDown *status;
  GtkCheckButton *idle;
  GtkSpinButton *days;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *filter = g_object_ref_sink (acme_client_filter_new ());

  fixture->query = acme_query_new (&acme_client_fields);
  fixture->filter = ACME_CLIENT_FILTER (filter);
  fixture->status = GTK_DROP_DOWN (find_widget (filter, GTK_TYPE_DROP_DOWN, NULL));
  fixture->idle = GTK_CHECK_BUTTON (find_widget (filter, GTK_TYPE_CHECK_BUTTON, NULL));
  fixture->days = GTK_SPIN_BUTTON (find_widget (filter, GTK_TYPE_SPIN_BUTTON, NULL));
  acme_client_filter_set_query (fixture->filter, fixture->query);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->filter);
  g_assert_finalize_object (fixture->query);
}

static void
assert_query (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *text = acme_query_describe (fixture->query);

  g_assert_cmpstr (text, ==, expected);
}

/* Sets what the filter popover would. */
static void
set_criteria (Fixture       *fixture,
              AcmeCriterion *first,
              AcmeCriterion *second)
{
  g_autoptr(GPtrArray) criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);

  if (first != NULL)
    g_ptr_array_add (criteria, first);
  if (second != NULL)
    g_ptr_array_add (criteria, second);
  acme_query_set_criteria (fixture->query, criteria);
}

static AcmeCriterion *
make_criterion (guint         field,
                AcmeOperator  operator,
                const char   *value)
{
  return acme_criterion_new (&acme_client_fields, field, operator, value, NULL);
}

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  assert_query (fixture, "");
  gtk_drop_down_set_selected (fixture->status, 3);
  assert_query (fixture, "Status is Deactivated");
  gtk_drop_down_set_selected (fixture->status, 2);
  assert_query (fixture, "Status is Valid");
  gtk_drop_down_set_selected (fixture->status, 0);
  assert_query (fixture, "");
  g_assert_cmpuint (acme_query_get_criteria (fixture->query)->len, ==, 0);
}

static void
test_idle (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (fixture->days)));
  gtk_spin_button_set_value (fixture->days, 30);
  assert_query (fixture, "");
  gtk_check_button_set_active (fixture->idle, TRUE);
  assert_query (fixture, "Last Activity is more than 30 days ago");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (fixture->days)));
  gtk_spin_button_set_value (fixture->days, 1);
  assert_query (fixture, "Last Activity is more than 1 day ago");
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->filter), "day"));
  g_assert_null (find_label (GTK_WIDGET (fixture->filter), "days"));
  gtk_check_button_set_active (fixture->idle, FALSE);
  assert_query (fixture, "");
}

/* Both together, and with what was asked elsewhere, which keeps its place */
static void
test_beside_others (Fixture       *fixture,
                    gconstpointer  data)
{
  set_criteria (fixture, make_criterion (ACME_CLIENT_STATUS, ACME_OPERATOR_IS, "pending"),
                make_criterion (ACME_CLIENT_IP_ADDRESS, ACME_OPERATOR_STARTS_WITH, "192.0.2."));
  g_assert_cmpuint (gtk_drop_down_get_selected (fixture->status), ==, 1);
  gtk_check_button_set_active (fixture->idle, TRUE);
  g_assert_cmpuint (acme_query_get_criteria (fixture->query)->len, ==, 3);
  gtk_drop_down_set_selected (fixture->status, 4);
  g_assert_cmpuint (acme_query_get_criteria (fixture->query)->len, ==, 3);
  g_assert_cmpstr (acme_criterion_get_value (acme_query_get_criteria (fixture->query)->pdata[0]), ==, "revoked");

  gtk_drop_down_set_selected (fixture->status, 0);
  gtk_check_button_set_active (fixture->idle, FALSE);
  assert_query (fixture, "IP Address starts with 192.0.2.");
}

static void
test_shows_what_is_asked (Fixture       *fixture,
                          gconstpointer  data)
{
  set_criteria (fixture, make_criterion (ACME_CLIENT_LAST_ACTIVITY, ACME_OPERATOR_OLDER_THAN, "45"), NULL);
  g_assert_true (gtk_check_button_get_active (fixture->idle));
  g_assert_cmpint (gtk_spin_button_get_value_as_int (fixture->days), ==, 45);
  assert_query (fixture, "Last Activity is more than 45 days ago");

  /* a word that it cannot show is left alone */
  set_criteria (fixture, make_criterion (ACME_CLIENT_STATUS, ACME_OPERATOR_IS, "sleeping"), NULL);
  g_assert_false (gtk_check_button_get_active (fixture->idle));
  g_assert_cmpuint (gtk_drop_down_get_selected (fixture->status), ==, 0);
  assert_query (fixture, "Status is sleeping");

  set_criteria (fixture, NULL, NULL);
  assert_query (fixture, "");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (fixture->days), ==, 45);
}

static void
test_without_query (Fixture       *fixture,
                    gconstpointer  data)
{
  acme_client_filter_set_query (fixture->filter, NULL);
  gtk_check_button_set_active (fixture->idle, TRUE);
  gtk_drop_down_set_selected (fixture->status, 2);
  assert_query (fixture, "");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) g_test_add ("/client-filter/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("status", test_status);
  ADD ("idle", test_idle);
  ADD ("beside-others", test_beside_others);
  ADD ("shows-what-is-asked", test_shows_what_is_asked);
  ADD ("without-query", test_without_query);
#undef ADD

  return g_test_run ();
}
