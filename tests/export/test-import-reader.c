/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-csv-reader.h"
#include "acme-error.h"
#include "acme-import-reader.h"
#include "acme-import-row.h"
#include "acme-outcome.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEADER "name,endpoint,organizationId,domains,profile\n"

static GPtrArray *
read_text (const char  *text,
           GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return acme_import_read (bytes, NULL, error);
}

static const char *
get (GPtrArray *rows,
     guint      index,
     guint      field)
{
  g_assert_cmpuint (index, <, rows->len);
  return acme_item_get_string (rows->pdata[index], field);
}

static void
test_columns (void)
{
  static const char *const files[] = {
    HEADER "web,DV,1697,a.example b.example,P\n",
    "\xef\xbb\xbf" "Profile;DOMAINS; organizationid ;Endpoint;NAME\r\nP;a.example b.example;1697;DV;web\r\n",
    "\nname\tendpoint\torganizationId\tdomains\tprofile\t\n\nweb\t DV \t1697\ta.example b.example\tP\t\t\n\t\t\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) rows = read_text (files[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, 1);
      g_assert_cmpint (acme_item_get_number (rows->pdata[0], ACME_IMPORT_ROW_LINE), ==, i < 2 ? 2 : 4);
      g_assert_cmpstr (get (rows, 0, ACME_IMPORT_ROW_NAME), ==, "web");
      g_assert_cmpstr (get (rows, 0, ACME_IMPORT_ROW_ENDPOINT), ==, "DV");
      g_assert_cmpstr (get (rows, 0, ACME_IMPORT_ROW_ORGANIZATION_ID), ==, "1697");
      g_assert_cmpstr (get (rows, 0, ACME_IMPORT_ROW_DOMAINS), ==, "a.example b.example");
      g_assert_cmpstr (get (rows, 0, ACME_IMPORT_ROW_PROFILE), ==, "P");
      g_assert_null (get (rows, 0, ACME_IMPORT_ROW_OUTCOME));
      g_assert_null (acme_item_get_problem (rows->pdata[0]));
    }
}

static void
test_refused_files (void)
{
  static const struct
  {
    const char *text;
    const char *part;
  } cases[] = {
    { "", "empty" },
    { "\n\n", "empty" },
    { "name,endpoint\nweb,DV\n", "no column “organizationId”" },
    { "web,DV,1697\n", "column “web”" },
    { "name,endpoint,organizationId,status\n", "column “status”" },
    { "name,endpoint,organizationId,\x1b[31mred\n", "column “\xef\xbf\xbd[31mred”" },
    { "name,endpoint,organizationId,Name\n", "column “Name” twice" },
    { HEADER "a,\"b\n", "line 2 is never closed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_text (cases[i].text, &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
}

static void
test_no_rows (void)
{
  g_autoptr(GPtrArray) rows = read_text (HEADER ",,,,\n \n", NULL);

  g_assert_cmpuint (rows->len, ==, 0);
}

static void
test_refused_lines (void)
{
  static const struct
  {
    const char *line;
    const char *part;
  } cases[] = {
    { ",DV,1697", "name is missing" },
    { "  ,DV,1697", "name is missing" },
    { "web,,1697", "endpoint is missing" },
    { "web,DV", "organization is missing" },
    { "web", "endpoint is missing" },
    { "web,DV,Northern", "not a number" },
    { "web,DV,0", "not a number" },
    { "web,DV,-5", "not a number" },
    { "web,DV,1.5", "not a number" },
    { "web,DV,99999999999999999999", "not a number" },
    { "web,DV,1697,,,x", "no name" },
  };
  g_autoptr(GString) text = g_string_new (HEADER);
  g_autoptr(GPtrArray) rows = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_string_append_printf (text, "%s\n", cases[i].line);
  rows = read_text (text->str, NULL);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (acme_item_get_number (rows->pdata[i], ACME_IMPORT_ROW_LINE), ==, i + 2);
      g_assert_cmpstr (get (rows, i, ACME_IMPORT_ROW_OUTCOME), ==, ACME_OUTCOME_INVALID);
      g_assert_nonnull (strstr (get (rows, i, ACME_IMPORT_ROW_MESSAGE), cases[i].part));
      g_assert_nonnull (acme_item_get_problem (rows->pdata[i]));
    }
}

static void
test_repetitions (void)
{
  g_autoptr(GPtrArray) rows = read_text (HEADER
                                         "web,DV,1697\n"
                                         "mail,DV,1697\n"
                                         " web ,DV,01697,other.example\n" /* 4: as 2 */
                                         "Web,DV,1697\n"
                                         "web,OV,1697\n"
                                         "web,DV,1698\n"
                                         "web,DV,1697\n" /* 8: as 2 */
                                         ",DV,1697\n"
                                         ",DV,1697\n", NULL);

  g_assert_cmpuint (rows->len, ==, 9);
  for (guint i = 0; i < 7; i++)
    {
      const char *problem = acme_item_get_problem (rows->pdata[i]);

      if (i == 2 || i == 6)
        g_assert_nonnull (strstr (problem, "Line 2"));
      else
        g_assert_null (problem);
    }
  g_assert_nonnull (strstr (acme_item_get_problem (rows->pdata[8]), "missing"));
}

static void
test_formulas (void)
{
  g_autoptr(GPtrArray) rows = read_text (HEADER
                                         "'=SUM(A1:A9),'-DV,1697\n"
                                         "'quoted',DV,1697\n"
                                         "\"'+49 hotline\",DV,1697\n", NULL);

  g_assert_cmpstr (get (rows, 0, ACME_IMPORT_ROW_NAME), ==, "=SUM(A1:A9)");
  g_assert_cmpstr (get (rows, 0, ACME_IMPORT_ROW_ENDPOINT), ==, "-DV");
  g_assert_cmpstr (get (rows, 1, ACME_IMPORT_ROW_NAME), ==, "'quoted'");
  g_assert_cmpstr (get (rows, 2, ACME_IMPORT_ROW_NAME), ==, "+49 hotline");
}

static void
test_many (void)
{
  g_autoptr(GString) text = g_string_new (HEADER);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start;

  for (guint i = 0; i < ACME_IMPORT_MAX_ROWS; i++)
    g_string_append_printf (text, "account %u,DV – Web Team,1697,a%u.example,\n", i, i);
  start = g_get_monotonic_time ();
  rows = read_text (text->str, &error);
  g_test_message ("%d rows: %.0f ms", ACME_IMPORT_MAX_ROWS, (g_get_monotonic_time () - start) / 1e3);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, ACME_IMPORT_MAX_ROWS);

  g_string_append (text, "one more,DV,1697\n");
  none = read_text (text->str, &error);
  g_assert_null (none);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      out_result)
{
  *(GAsyncResult **) out_result = g_object_ref (result);
}

static GPtrArray *
read_file (GFile         *file,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  acme_import_read_file_async (file, NULL, cancellable, result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return acme_import_read_file_finish (file, result, error);
}

/* Lines without an endpoint, and files without such a column, get the one that is given */
static void
test_given_endpoint (void)
{
  static const char *const files[] = {
    "name,endpoint,organizationId\nweb,DV,1697\nmail,,1697\nmail,EV,1697\nlist, ,0\n",
    "name,organizationId\nweb,1697\nmail,1697\nmail,1697\nlist,0\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) rows = acme_import_read (bytes, "EV", &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, 4);
      g_assert_cmpstr (get (rows, 0, ACME_IMPORT_ROW_ENDPOINT), ==, i == 0 ? "DV" : "EV");
      g_assert_cmpstr (get (rows, 1, ACME_IMPORT_ROW_ENDPOINT), ==, "EV");
      g_assert_null (get (rows, 1, ACME_IMPORT_ROW_OUTCOME));
      g_assert_cmpstr (acme_item_get_problem (rows->pdata[2]), ==, "Line 3 asks for the same account already.");
      g_assert_cmpstr (acme_item_get_problem (rows->pdata[3]), ==, "The id of the organization is not a number.");
    }
}

static void
test_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("acme-import-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "accounts.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (read_file (file, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, HEADER "web,DV,1697\n", -1, NULL));
  rows = read_file (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);

  g_cancellable_cancel (cancellable);
  g_assert_null (read_file (file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_stream_without_end (void)
{
  g_autoptr(GFile) file = g_file_new_for_path ("/dev/zero");
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (stream);
  g_assert_null (acme_import_read_stream (G_INPUT_STREAM (stream), NULL, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "16 MiB"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-reader/columns", test_columns);
  g_test_add_func ("/import-reader/refused-files", test_refused_files);
  g_test_add_func ("/import-reader/given-endpoint", test_given_endpoint);
  g_test_add_func ("/import-reader/no-rows", test_no_rows);
  g_test_add_func ("/import-reader/refused-lines", test_refused_lines);
  g_test_add_func ("/import-reader/repetitions", test_repetitions);
  g_test_add_func ("/import-reader/formulas", test_formulas);
  g_test_add_func ("/import-reader/many", test_many);
  g_test_add_func ("/import-reader/file", test_file);
  g_test_add_func ("/import-reader/stream-without-end", test_stream_without_end);
  return g_test_run ();
}
