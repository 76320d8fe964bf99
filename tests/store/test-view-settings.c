/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-view-settings.h"

#include "acme-endpoint.h"

#define TABLE (&acme_endpoint_fields)

static void
add_criterion (GPtrArray    *criteria,
               guint         field,
               AcmeOperator  operator,
               const char   *value)
{
  AcmeCriterion *criterion = acme_criterion_new (TABLE, field, operator, value, NULL);

  g_assert_nonnull (criterion);
  g_ptr_array_add (criteria, criterion);
}

static GPtrArray *
new_criteria (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
}

static GSettings *
open_raw (const char *path)
{
  return g_settings_new_with_path ("io.github.acme_console.AcmeConsole.View", path);
}

static void
test_query (void)
{
  g_autoptr(AcmeViewSettings) settings = acme_view_settings_new ("query", "endpoints");
  g_autoptr(AcmeViewSettings) other = acme_view_settings_new ("query-other", "endpoints");
  g_autoptr(AcmeQuery) query = acme_query_new (TABLE);
  g_autoptr(AcmeQuery) loaded = acme_query_new (TABLE);
  g_autoptr(AcmeQuery) untouched = acme_query_new (TABLE);
  g_autoptr(GPtrArray) criteria = new_criteria ();
  g_auto(GStrv) collapsed = NULL;
  gboolean descending = FALSE;
  AcmeCriterion *criterion;

  add_criterion (criteria, ACME_ENDPOINT_NAME, ACME_OPERATOR_MATCHES, "^web\\d");
  add_criterion (criteria, ACME_ENDPOINT_URL, ACME_OPERATOR_CONTAINS, "");
  acme_query_set_criteria (query, criteria);
  acme_query_set_sort (query, ACME_ENDPOINT_URL, TRUE);
  acme_query_set_group (query, ACME_ENDPOINT_TYPE);
  acme_query_set_collapsed (query, (const char *const[]) { "Universal ACME", "B", NULL });
  acme_query_set_search (query, "not remembered");
  acme_view_settings_save_query (settings, query);

  acme_view_settings_load_query (settings, loaded);
  g_assert_cmpint (acme_query_get_sort (loaded, &descending), ==, ACME_ENDPOINT_URL);
  g_assert_true (descending);
  g_assert_cmpint (acme_query_get_group (loaded), ==, ACME_ENDPOINT_TYPE);
  g_assert_cmpstr (acme_query_get_search (loaded), ==, "");
  collapsed = acme_query_dup_collapsed (loaded);
  g_assert_cmpuint (g_strv_length (collapsed), ==, 2);
  g_assert_true (acme_query_is_collapsed (loaded, "Universal ACME"));
  g_assert_cmpuint (acme_query_get_criteria (loaded)->len, ==, 1);
  criterion = acme_query_get_criteria (loaded)->pdata[0];
  g_assert_cmpint (acme_criterion_get_operator (criterion), ==, ACME_OPERATOR_MATCHES);
  g_assert_cmpstr (acme_criterion_get_value (criterion), ==, "^web\\d");

  acme_view_settings_load_query (other, untouched);
  g_assert_cmpint (acme_query_get_sort (untouched, NULL), ==, ACME_QUERY_NO_FIELD);
  g_assert_false (acme_query_is_filtered (untouched));
}

static void
test_unknown (void)
{
  g_autoptr(GSettings) raw = open_raw ("/io/github/acme_console/AcmeConsole/views/a%2Fb/endpoints/");
  g_autoptr(AcmeViewSettings) settings = acme_view_settings_new ("a/b", "endpoints");
  g_autoptr(AcmeQuery) query = acme_query_new (TABLE);
  g_autoptr(GArray) columns = NULL;

  g_settings_set (raw, "sort", "(sb)", "gone", TRUE);
  g_settings_set_string (raw, "group", "url"); /* a field, but none to group by */
  g_settings_set_value (raw, "criteria", g_variant_new_parsed (
    "[('gone', 'is', 'x'), ('name', 'resembles', 'x'), ('name', 'matches', '('), ('name', 'is', 'kept')]"));
  g_settings_set_value (raw, "columns", g_variant_new_parsed (
    "[('gone', true, 10), ('type', false, -7), ('type', true, 5), ('urlHost', true, 50), ('url', true, 300)]"));

  acme_view_settings_load_query (settings, query);
  g_assert_cmpint (acme_query_get_sort (query, NULL), ==, ACME_QUERY_NO_FIELD);
  g_assert_cmpint (acme_query_get_group (query), ==, ACME_QUERY_NO_FIELD);
  g_assert_cmpuint (acme_query_get_criteria (query)->len, ==, 1);
  g_assert_cmpstr (acme_criterion_get_value (acme_query_get_criteria (query)->pdata[0]), ==, "kept");

  columns = acme_view_settings_dup_columns (settings, TABLE);
  g_assert_cmpuint (columns->len, ==, 2);
  g_assert_cmpstr (g_array_index (columns, AcmeViewColumn, 0).id, ==, "type");
  g_assert_false (g_array_index (columns, AcmeViewColumn, 0).shown);
  g_assert_cmpint (g_array_index (columns, AcmeViewColumn, 0).width, ==, ACME_VIEW_WIDTH_NATURAL);
  g_assert_cmpstr (g_array_index (columns, AcmeViewColumn, 1).id, ==, "url");
  g_assert_cmpint (g_array_index (columns, AcmeViewColumn, 1).width, ==, 300);
}

static void
test_columns (void)
{
  g_autoptr(AcmeViewSettings) settings = acme_view_settings_new ("columns", "endpoints");
  const AcmeViewColumn wanted[] = { { "url", TRUE, 210 }, { "name", FALSE, ACME_VIEW_WIDTH_NATURAL } };
  g_autoptr(GArray) columns = acme_view_settings_dup_columns (settings, TABLE);

  g_assert_cmpuint (columns->len, ==, 0);
  g_array_unref (columns);

  acme_view_settings_set_columns (settings, wanted, G_N_ELEMENTS (wanted));
  columns = acme_view_settings_dup_columns (settings, TABLE);
  g_assert_cmpuint (columns->len, ==, 2);
  for (guint i = 0; i < columns->len; i++)
    {
      const AcmeViewColumn *column = &g_array_index (columns, AcmeViewColumn, i);

      g_assert_cmpstr (column->id, ==, wanted[i].id);
      g_assert_cmpint (column->shown, ==, wanted[i].shown);
      g_assert_cmpint (column->width, ==, wanted[i].width);
    }
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
assert_names (AcmeViewSettings *settings,
              const char       *expected)
{
  g_auto(GStrv) names = acme_view_settings_dup_filter_names (settings);
  g_autofree char *joined = g_strjoinv ("|", names);

  g_assert_cmpstr (joined, ==, expected);
}

static void
test_saved_filters (void)
{
  g_autoptr(AcmeViewSettings) settings = acme_view_settings_new ("filters", "endpoints");
  g_autoptr(AcmeViewSettings) window = acme_view_settings_new ("filters", "endpoints");
  g_autoptr(GPtrArray) criteria = new_criteria ();
  g_autoptr(GPtrArray) read = NULL;
  guint n_changes = 0;

  g_signal_connect_swapped (window, "filters-changed", G_CALLBACK (count_cb), &n_changes);
  assert_names (settings, "");
  g_assert_null (acme_view_settings_dup_filter (settings, "Only mine", TABLE));

  add_criterion (criteria, ACME_ENDPOINT_NAME, ACME_OPERATOR_CONTAINS, "mine");
  acme_view_settings_save_filter (settings, "Only mine", TABLE, criteria);
  acme_view_settings_save_filter (settings, "Other", TABLE, criteria);
  add_criterion (criteria, ACME_ENDPOINT_TYPE, ACME_OPERATOR_IS, "Universal ACME");
  acme_view_settings_save_filter (settings, "Only mine", TABLE, criteria);
  assert_names (window, "Only mine|Other");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_changes, ==, 3);

  read = acme_view_settings_dup_filter (window, "Only mine", TABLE);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpuint (acme_criterion_get_field (read->pdata[1]), ==, ACME_ENDPOINT_TYPE);

  acme_view_settings_delete_filter (settings, "Only mine");
  acme_view_settings_delete_filter (settings, "never there");
  assert_names (window, "Other");
}

static void
test_finalize (void)
{
  AcmeViewSettings *settings = acme_view_settings_new ("finalize", "endpoints");

  g_assert_finalize_object (settings);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/view-settings/query", test_query);
  g_test_add_func ("/view-settings/unknown", test_unknown);
  g_test_add_func ("/view-settings/columns", test_columns);
  g_test_add_func ("/view-settings/saved-filters", test_saved_filters);
  g_test_add_func ("/view-settings/finalize", test_finalize);
  return g_test_run ();
}
