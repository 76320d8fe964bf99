/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-query.h"

#include "acme-endpoint.h"

static AcmeItem *
make_endpoint (gint64      id,
               const char *name,
               const char *type)
{
  AcmeItem *item = ACME_ITEM (acme_endpoint_new (id));

  acme_item_set_string (item, ACME_ENDPOINT_NAME, name);
  acme_item_set_string (item, ACME_ENDPOINT_TYPE, type);
  return item;
}

static void
note_cb (AcmeQuery *query,
         guint      change,
         guint     *changes)
{
  *changes |= change;
}

static void
test_search (void)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_endpoint_fields);
  g_autoptr(AcmeItem) item = make_endpoint (7, "Web Prod", ACME_ENDPOINT_TYPE_PUBLIC);
  guint id_only[] = { ACME_ENDPOINT_ID };

  g_assert_false (acme_query_is_filtered (query));
  acme_query_set_search (query, "  prod WEB ");
  g_assert_true (acme_query_is_filtered (query));
  g_assert_true (acme_query_matches (query, item));
  acme_query_set_search (query, "prod sectigo");
  g_assert_true (acme_query_matches (query, item));
  acme_query_set_search (query, "prod mail");
  g_assert_false (acme_query_matches (query, item));
  /* the id is not among the fields shown by default */
  acme_query_set_search (query, "7");
  g_assert_false (acme_query_matches (query, item));
  acme_query_set_search_fields (query, id_only, 1);
  g_assert_true (acme_query_matches (query, item));
  acme_query_set_search (query, "   ");
  g_assert_false (acme_query_is_filtered (query));
}

/* For what searches without items */
static void
test_words (void)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_endpoint_fields);
  guint fields[] = { ACME_ENDPOINT_NAME, ACME_ENDPOINT_ID };
  const guint *there;
  guint n;

  g_assert_null (acme_query_get_words (query));
  acme_query_set_search (query, " Straße\tWEB ");
  g_assert_cmpstr (acme_query_get_words (query)[0], ==, "strasse");
  g_assert_cmpstr (acme_query_get_words (query)[1], ==, "web");
  g_assert_null (acme_query_get_words (query)[2]);
  acme_query_set_search_fields (query, fields, G_N_ELEMENTS (fields));
  there = acme_query_get_search_fields (query, &n);
  g_assert_cmpmem (there, n * sizeof (guint), fields, sizeof fields);
}

static void
note_order_cb (GString *order)
{
  g_string_append_c (order, 'a');
}

static void
note_earlier_cb (GString *order,
                 guint    change)
{
  g_assert_cmpuint (change, ==, ACME_QUERY_SORT);
  g_string_append_c (order, 'b');
}

/* It is told to those who have to know first, whoever asked first. */
static void
test_changing (void)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_endpoint_fields);
  g_autoptr(GString) order = g_string_new (NULL);

  g_signal_connect_swapped (query, "changed", G_CALLBACK (note_order_cb), order);
  g_signal_connect_swapped (query, "changing", G_CALLBACK (note_earlier_cb), order);
  acme_query_set_sort (query, ACME_ENDPOINT_NAME, TRUE);
  acme_query_set_sort (query, ACME_ENDPOINT_NAME, TRUE); /* it is so already */
  g_assert_cmpstr (order->str, ==, "ba");
}

static void
test_criteria_stack (void)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_endpoint_fields);
  g_autoptr(AcmeItem) item = make_endpoint (7, "Web Prod", ACME_ENDPOINT_TYPE_PUBLIC);
  g_autoptr(GPtrArray) criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
  g_autofree char *words = NULL;

  g_ptr_array_add (criteria, acme_criterion_parse (&acme_endpoint_fields, "name", "contains", "web", NULL));
  g_ptr_array_add (criteria, acme_criterion_parse (&acme_endpoint_fields, "url", "contains", "", NULL));
  acme_query_set_criteria (query, criteria);
  g_assert_true (acme_query_matches (query, item));
  g_ptr_array_add (criteria, acme_criterion_parse (&acme_endpoint_fields, "type", "is", "PRIVATE_ACME", NULL));
  g_assert_true (acme_query_matches (query, item)); /* the query took a copy */
  acme_query_set_criteria (query, criteria);
  g_assert_false (acme_query_matches (query, item));
  words = acme_query_describe (query);
  g_assert_cmpstr (words, ==, "Name contains web · Type is Universal ACME");
}

static void
test_order (void)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_endpoint_fields);
  g_autoptr(AcmeItem) a = make_endpoint (10, "alpha", ACME_ENDPOINT_TYPE_UNIVERSAL);
  g_autoptr(AcmeItem) b = make_endpoint (9, "Beta", ACME_ENDPOINT_TYPE_PUBLIC);

  g_assert_cmpint (acme_query_compare (query, a, b), ==, 0);
  acme_query_set_sort (query, ACME_ENDPOINT_NAME, FALSE);
  g_assert_cmpint (acme_query_compare (query, a, b), <, 0);
  acme_query_set_sort (query, ACME_ENDPOINT_NAME, TRUE);
  g_assert_cmpint (acme_query_compare (query, a, b), >, 0);
  acme_query_set_sort (query, ACME_ENDPOINT_ID, FALSE);
  g_assert_cmpint (acme_query_compare (query, a, b), >, 0);

  /* groups come before the sort key, and descending does not turn them round */
  acme_query_set_sort (query, ACME_ENDPOINT_NAME, TRUE);
  acme_query_set_group (query, ACME_ENDPOINT_TYPE);
  g_assert_cmpint (acme_query_compare (query, b, a), <, 0);
  g_assert_cmpstr (acme_query_get_group_title (query, a), ==, "Universal ACME");
  acme_query_set_group (query, ACME_ENDPOINT_VALIDATION_TYPE);
  g_assert_cmpstr (acme_query_get_group_title (query, a), ==, "Not Set");
}

static void
test_changes_are_told (void)
{
  g_autoptr(AcmeQuery) query = acme_query_new (&acme_endpoint_fields);
  g_auto(GStrv) collapsed = NULL;
  guint changes = 0;

  g_signal_connect (query, "changed", G_CALLBACK (note_cb), &changes);
  acme_query_set_search (query, "");
  acme_query_set_sort (query, ACME_QUERY_NO_FIELD, FALSE);
  acme_query_set_group (query, ACME_QUERY_NO_FIELD);
  acme_query_collapse (query, "DV", FALSE);
  g_assert_cmpuint (changes, ==, 0);
  acme_query_set_search (query, "a");
  g_assert_cmpuint (changes, ==, ACME_QUERY_FILTER);
  acme_query_collapse (query, "DV", TRUE);
  g_assert_cmpuint (changes, ==, ACME_QUERY_FILTER | ACME_QUERY_COLLAPSED);
  collapsed = acme_query_dup_collapsed (query);
  g_assert_cmpuint (g_strv_length (collapsed), ==, 1);
  g_assert_cmpstr (collapsed[0], ==, "DV");
  acme_query_set_group (query, ACME_ENDPOINT_TYPE);
  acme_query_set_sort (query, ACME_ENDPOINT_URL, FALSE);
  g_assert_cmpuint (changes, ==,
                    ACME_QUERY_FILTER | ACME_QUERY_COLLAPSED | ACME_QUERY_GROUP | ACME_QUERY_SORT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/search", test_search);
  g_test_add_func ("/query/words", test_words);
  g_test_add_func ("/query/changing", test_changing);
  g_test_add_func ("/query/criteria-stack", test_criteria_stack);
  g_test_add_func ("/query/order", test_order);
  g_test_add_func ("/query/changes-are-told", test_changes_are_told);
  return g_test_run ();
}
