/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application on its demonstration server. Ends when the table has been painted with rows. */

#include <stdlib.h>
#include <unistd.h>

#include "acme-application.h"
#include "acme-table.h"
#include "acme-window.h"

static AcmeTable *
find_table (GtkWidget *root)
{
  if (ACME_IS_TABLE (root))
    return ACME_TABLE (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AcmeTable *found = find_table (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
painted_cb (GdkFrameClock *clock,
            GtkWidget     *window)
{
  AcmeTable *table = find_table (window);

  if (gtk_widget_get_mapped (GTK_WIDGET (table)) &&
      g_list_model_get_n_items (G_LIST_MODEL (acme_table_get_rows (table))) > 0)
    _exit (EXIT_SUCCESS); /* nothing of the end belongs to the start */
}

static void
realized_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), window);
}

static void
added_cb (GtkApplication *application,
          GtkWindow      *window)
{
  if (ACME_IS_WINDOW (window))
    g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
}

int
main (int argc, char **argv)
{
  static char *arguments[] = { (char *) "acme-console", (char *) "--demo", NULL };
  g_autoptr(AcmeApplication) application = acme_application_new ();

  g_application_set_flags (G_APPLICATION (application),
                           g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "window-added", G_CALLBACK (added_cb), NULL);
  return g_application_run (G_APPLICATION (application), 2, arguments);
}
