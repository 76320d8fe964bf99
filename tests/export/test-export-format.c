/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-export-format.h"

#include "sample-item.h"

static GListStore *
make_rows (void)
{
  GListStore *rows = g_list_store_new (SAMPLE_TYPE_ITEM);
  g_autoptr(AcmeItem) first = sample_item_new (1, "=first");
  g_autoptr(AcmeItem) second = sample_item_new (2, "second");

  acme_item_set_string (second, SAMPLE_KEY, "hidden-key");
  g_list_store_append (rows, first);
  g_list_store_append (rows, second);
  return rows;
}

static char *
format (AcmeExportFormat  how,
        const guint      *fields,
        guint             n_fields,
        GListStore       *rows)
{
  g_autoptr(GBytes) bytes = acme_export_format_rows (how, &sample_fields, fields, n_fields, G_LIST_MODEL (rows));

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_chosen_fields (void)
{
  static const guint fields[] = { SAMPLE_ID, SAMPLE_NAME };
  g_autoptr(GListStore) rows = make_rows ();
  g_autofree char *csv = format (ACME_EXPORT_CSV, fields, G_N_ELEMENTS (fields), rows);
  g_autofree char *json = format (ACME_EXPORT_JSON, fields, G_N_ELEMENTS (fields), rows);

  g_assert_cmpstr (csv, ==, "id,name\r\n1,'=first\r\n2,second\r\n");
  g_assert_nonnull (strstr (json, "\"=first\""));
  g_assert_nonnull (strstr (json, "\"second\""));
  g_assert_true (json[0] == '[');
  g_assert_true (g_str_has_suffix (json, "]\n"));
}

static void
test_exported_fields (void)
{
  g_autoptr(GListStore) rows = make_rows ();
  g_autofree char *csv = format (ACME_EXPORT_CSV, NULL, 0, rows);
  g_autofree char *json = format (ACME_EXPORT_JSON, NULL, 0, rows);

  g_assert_nonnull (strstr (csv, "second"));
  g_assert_null (strstr (csv, "hidden-key"));
  g_assert_null (strstr (json, "hidden-key"));
}

static void
test_no_rows (void)
{
  static const guint fields[] = { SAMPLE_ID, SAMPLE_NAME };
  g_autoptr(GListStore) rows = g_list_store_new (SAMPLE_TYPE_ITEM);
  g_autofree char *csv = format (ACME_EXPORT_CSV, fields, G_N_ELEMENTS (fields), rows);
  g_autofree char *json = format (ACME_EXPORT_JSON, fields, G_N_ELEMENTS (fields), rows);

  g_assert_cmpstr (csv, ==, "id,name\r\n");
  g_assert_cmpstr (json, ==, "[]\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export-format/chosen-fields", test_chosen_fields);
  g_test_add_func ("/export-format/exported-fields", test_exported_fields);
  g_test_add_func ("/export-format/no-rows", test_no_rows);

  return g_test_run ();
}
