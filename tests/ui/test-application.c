/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-application.h"

#include <locale.h>

#include "acme-table.h"
#include "acme-window.h"
#include "find-widget.h"

static AcmeWindow *
get_window (GApplication *application)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  for (GList *l = windows; l != NULL; l = l->next)
    if (ACME_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static guint
count_rows (AcmeWindow *window)
{
  AcmeTable *table = ACME_TABLE (find_widget (GTK_WIDGET (window), ACME_TYPE_TABLE, NULL));
  AcmeRows *rows = acme_table_get_rows (table);

  return rows != NULL ? g_list_model_get_n_items (G_LIST_MODEL (rows)) : 0;
}

/* Runs the application as main() does, with @look called often until it says that it has seen enough. */
static int
run (GSourceFunc  look,
     const char  *argument,
     const char  *value)
{
  AcmeApplication *application = acme_application_new ();
  const char *argv[] = { "acme-console", argument, value, NULL };
  int argc = 1 + (argument != NULL) + (value != NULL);
  guint look_id = 0;
  int status;

  /* Tests run beside each other on one bus */
  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  if (look != NULL)
    look_id = g_timeout_add (10, look, application);
  status = g_application_run (G_APPLICATION (application), argc, (char **) argv);
  if (look_id != 0 && g_main_context_find_source_by_id (NULL, look_id) != NULL)
    g_source_remove (look_id);
  settle ();
  g_assert_finalize_object (application);
  return status;
}

static gboolean
quit_when_loaded_cb (gpointer user_data)
{
  AcmeWindow *window = get_window (user_data);

  if (window == NULL || count_rows (window) != 12)
    return G_SOURCE_CONTINUE;

  g_action_group_activate_action (user_data, "quit", NULL);
  return G_SOURCE_REMOVE;
}

static void
test_demo (void)
{
  g_assert_cmpint (run (quit_when_loaded_cb, "--demo", NULL), ==, 0);
}

static gboolean
try_demo_cb (gpointer user_data)
{
  AcmeWindow *window = get_window (user_data);

  if (window == NULL)
    return G_SOURCE_CONTINUE;
  if (acme_window_get_connection (window) == NULL)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "app.demo", NULL));
      g_assert_cmpuint (g_list_length (gtk_application_get_windows (user_data)), ==, 1);
    }
  return quit_when_loaded_cb (user_data);
}

static void
test_first_start (void)
{
  g_assert_cmpint (run (try_demo_cb, NULL, NULL), ==, 0);
}

static gboolean
open_and_close_cb (gpointer user_data)
{
  AcmeWindow *window = get_window (user_data);

  if (window == NULL || count_rows (window) != 12)
    return G_SOURCE_CONTINUE;

  g_action_group_activate_action (user_data, "new-window", NULL);
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (user_data)), ==, 2);
  g_assert_true (acme_window_get_connection (get_window (user_data)) == acme_window_get_connection (window));
  g_action_group_activate_action (user_data, "about", NULL);
  settle ();
  while (get_window (user_data) != NULL)
    gtk_window_close (GTK_WINDOW (get_window (user_data)));
  for (GList *l = gtk_application_get_windows (user_data); l != NULL; l = gtk_application_get_windows (user_data))
    gtk_window_destroy (l->data);
  return G_SOURCE_REMOVE;
}

static void
test_windows (void)
{
  g_assert_cmpint (run (open_and_close_cb, "--demo", NULL), ==, 0);
}

/* What it refuses, in a process of its own: each ends with 2 and a sentence. */
static void
test_refused (gconstpointer data)
{
  const char *const *arguments = data;

  if (g_test_subprocess ())
    {
      g_setenv ("ACME_CONSOLE_URL", "http://scm.example.org", TRUE);
      exit (run (NULL, arguments[0], arguments[1]) == 2 ? 0 : 1);
    }
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr (arguments[2]);
}

static const char *const unknown_connection[] = {
  "--connection", "Nowhere", "*There is no saved connection “Nowhere”.*",
};
static const char *const two_connections[] = { "--demo", "--connection=x", "*Choose one of --demo and --connection.*" };
static const char *const unknown_data[] = { "--demo", "--data=huge", "*There is no sample data “huge”*" };
static const char *const stray_argument[] = { "--demo", "file.txt", "*“file.txt” is not known here*" };
static const char *const half_environment[] = { NULL, NULL, "*acme-console: ACME_CONSOLE_URL is set, but*" };

static void
test_version (void)
{
  if (g_test_subprocess ())
    exit (run (NULL, "--version", NULL));
  g_test_trap_subprocess (NULL, 30 * G_USEC_PER_SEC, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout ("*ACME Console ?*.?*");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/application/demo", test_demo);
  g_test_add_func ("/application/first-start", test_first_start);
  g_test_add_func ("/application/windows", test_windows);
  g_test_add_func ("/application/version", test_version);
  g_test_add_data_func ("/application/refused/unknown-connection", unknown_connection, test_refused);
  g_test_add_data_func ("/application/refused/two-connections", two_connections, test_refused);
  g_test_add_data_func ("/application/refused/unknown-data", unknown_data, test_refused);
  g_test_add_data_func ("/application/refused/stray-argument", stray_argument, test_refused);
  g_test_add_data_func ("/application/refused/half-environment", half_environment, test_refused);

  return g_test_run ();
}
