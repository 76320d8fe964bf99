/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The executable of the window. */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "acme-application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AcmeApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("ACME Console"));
  gtk_window_set_default_icon_name (APPLICATION_ID);

  application = acme_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
