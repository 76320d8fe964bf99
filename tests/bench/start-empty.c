/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The least that an application of this desktop can do: an empty window. Ends when it has been painted. */

#include <adwaita.h>
#include <stdlib.h>
#include <unistd.h>

static void
painted_cb (void)
{
  _exit (EXIT_SUCCESS); /* nothing of the end belongs to the start */
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 640);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr(AdwApplication) application = adw_application_new (NULL, G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
