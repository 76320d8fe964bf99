/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application: the command line, what belongs to all windows, and which connection a new window opens. One process
 * serves every window, except that a connection which the environment describes gets a process of its own: its secrets
 * then never travel over the session bus. */

#include "config.h"

#include "acme-application.h"

#include <glib/gi18n.h>

#include "acme-connection.h"
#include "acme-demo.h"
#include "acme-environment.h"
#include "acme-error.h"
#include "acme-settings.h"
#include "acme-window.h"

#define RESOURCES "/io/github/acme_console/AcmeConsole/"

/* What libadwaita has GTK use for a theme. */
#define EMPTY_THEME "Adwaita-empty"

/* As acmectl: wrong usage, or no connection. */
#define EXIT_USAGE 2

struct _AcmeApplication
{
  AdwApplication parent_instance;

  AcmeSettings *settings;
  AcmeConnection *environment;                   /* (nullable) the one that this process's environment describes */
  AcmeDemo *demos[ACME_DEMO_DATA_LARGE + 1];     /* (nullable) started when first asked for */
};

G_DEFINE_FINAL_TYPE (AcmeApplication, acme_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the built-in demonstration server with sample data"), NULL },
  { "connection", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Open a saved connection"), N_("NAME") },
  { "data", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
  { NULL }
};

static AcmeConnection *
open_demo (AcmeApplication  *self,
           AcmeDemoData      data,
           GError          **error)
{
  if (self->demos[data] == NULL)
    self->demos[data] = acme_demo_new (data, error);
  if (self->demos[data] == NULL)
    return NULL;

  return g_object_ref (acme_demo_get_connection (self->demos[data]));
}

static void
open_window (AcmeApplication *self,
             AcmeConnection  *connection)
{
  acme_window_open (acme_window_new (GTK_APPLICATION (self), self->settings, connection));
}

/* The main window that a person used last. */
static AcmeWindow *
find_window (AcmeApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (ACME_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
demo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  AcmeApplication *self = ACME_APPLICATION (user_data);
  AcmeWindow *window = find_window (self);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeConnection) connection = open_demo (self, ACME_DEMO_DATA_SMALL, &error);

  if (connection == NULL && window != NULL)
    acme_window_show_message (window, error->message);
  else if (window != NULL && acme_window_get_connection (window) == NULL)
    acme_window_set_connection (window, connection);
  else if (connection != NULL)
    open_window (self, connection);
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  AcmeApplication *self = ACME_APPLICATION (user_data);
  AcmeWindow *window = find_window (self);

  open_window (self, window != NULL ? acme_window_get_connection (window) : NULL);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                         "application-name", _("ACME Console"),
                         "application-icon", APPLICATION_ID,
                         "version", PACKAGE_VERSION,
                         "developer-name", _("The ACME Console contributors"),
                         "copyright", _("© The ACME Console contributors"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Manages the ACME endpoints of Sectigo Certificate Manager, the accounts that "
                                       "may use them, and their audit trail.\n\nThis is an independent project. It is "
                                       "not affiliated with Sectigo, whose names and marks belong to it."),
                         /* Translators: put your names here, one on a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

/* Made when it is asked for: GTK would make one with each window if it were called gtk/help-overlay.ui. */
static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCES "help-overlay.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (shortcuts, gtk_application_get_active_window (GTK_APPLICATION (user_data)));
  gtk_window_present (shortcuts);
}

/* Each window is asked to close, so that it can remember its size. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autolist(GtkWindow) windows = NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (user_data)); l != NULL; l = l->next)
    windows = g_list_prepend (windows, g_object_ref (l->data));
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  g_application_quit (G_APPLICATION (user_data));
}

static const GActionEntry actions[] = {
  { "demo", demo_action },
  { "new-window", new_window_action },
  { "shortcuts", shortcuts_action },
  { "about", about_action },
  { "quit", quit_action },
};

static const struct
{
  const char *action_name;
  const char *accel;
} accels[] = {
  { "app.new-window", "<Control>n" },
  { "app.shortcuts", "<Control>question" },
  { "app.quit", "<Control>q" },
};

static gboolean
parse_data (const char   *text,
            AcmeDemoData *out_data)
{
  *out_data = g_strcmp0 (text, "large") == 0 ? ACME_DEMO_DATA_LARGE : ACME_DEMO_DATA_SMALL;
  return text == NULL || g_str_equal (text, "small") || g_str_equal (text, "large");
}

static int
acme_application_handle_local_options (GApplication *application,
                                       GVariantDict *dict)
{
  AcmeApplication *self = ACME_APPLICATION (application);
  gboolean demo = g_variant_dict_contains (dict, "demo");
  gboolean named = g_variant_dict_contains (dict, "connection");
  g_autoptr(GError) error = NULL;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("%s %s\n", _("ACME Console"), PACKAGE_VERSION);
      return EXIT_SUCCESS;
    }
  if (demo && named)
    {
      g_printerr ("acme-console: %s\n", _("Choose one of --demo and --connection."));
      return EXIT_USAGE;
    }
  if (!demo && !named && !acme_connection_new_from_environment (&self->environment, &error))
    {
      g_printerr ("acme-console: %s\n", error->message);
      return EXIT_USAGE;
    }
  if (self->environment != NULL)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static AcmeConnection *
choose_connection (AcmeApplication  *self,
                   GVariantDict     *dict,
                   GError          **error)
{
  const char *name = NULL;
  const char *data = NULL;
  AcmeDemoData demo_data;

  g_variant_dict_lookup (dict, "connection", "&s", &name);
  g_variant_dict_lookup (dict, "data", "&s", &data);

  if (!parse_data (data, &demo_data))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no sample data “%s”, only: %s."), data,
                   "small, large");
      return NULL;
    }
  if (g_variant_dict_contains (dict, "demo"))
    return open_demo (self, demo_data, error);
  if (name != NULL)
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no saved connection “%s”."), name);
      return NULL;
    }
  return self->environment != NULL ? g_object_ref (self->environment) : NULL;
}

static int
acme_application_command_line (GApplication            *application,
                               GApplicationCommandLine *command_line)
{
  AcmeApplication *self = ACME_APPLICATION (application);
  g_autoptr(AcmeConnection) connection = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);

  if (g_strv_length (arguments) > 1)
    {
      g_application_command_line_printerr (command_line, _("acme-console: “%s” is not known here; see --help.\n"),
                                           arguments[1]);
      return EXIT_USAGE;
    }

  connection = choose_connection (self, g_application_command_line_get_options_dict (command_line), &error);
  if (error != NULL)
    {
      g_application_command_line_printerr (command_line, "acme-console: %s\n", error->message);
      return EXIT_USAGE;
    }
  open_window (self, connection);
  return EXIT_SUCCESS;
}

static void
acme_application_activate (GApplication *application)
{
  AcmeApplication *self = ACME_APPLICATION (application);
  AcmeWindow *window = find_window (self);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    open_window (self, NULL);
}

/* GTK reads its own theme when it opens a display, and a moment later libadwaita has it take an empty one and brings
 * style sheets of its own. So the empty one is the default from the beginning; where it does not exist, GTK falls back
 * to its own. GTK_THEME and the user's settings come before the default, as ever. */
static void
skip_theme (void)
{
  GObjectClass *settings_class = g_type_class_ref (GTK_TYPE_SETTINGS); /* for good: GTK holds it as well */
  GParamSpec *theme_name = g_object_class_find_property (settings_class, "gtk-theme-name");

  if (!G_IS_PARAM_SPEC_STRING (theme_name))
    return;
  g_free (G_PARAM_SPEC_STRING (theme_name)->default_value);
  G_PARAM_SPEC_STRING (theme_name)->default_value = g_strdup (EMPTY_THEME);
}

static void
acme_application_startup (GApplication *application)
{
  AcmeApplication *self = ACME_APPLICATION (application);

  skip_theme ();
  G_APPLICATION_CLASS (acme_application_parent_class)->startup (application);

  self->settings = acme_settings_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action_name,
                                           (const char *[]) { accels[i].accel, NULL });
}

static void
acme_application_dispose (GObject *object)
{
  AcmeApplication *self = ACME_APPLICATION (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->demos); i++)
    g_clear_object (&self->demos[i]);
  g_clear_object (&self->environment);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (acme_application_parent_class)->dispose (object);
}

static void
acme_application_class_init (AcmeApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_application_dispose;
  application_class->startup = acme_application_startup;
  application_class->activate = acme_application_activate;
  application_class->handle_local_options = acme_application_handle_local_options;
  application_class->command_line = acme_application_command_line;
}

static void
acme_application_init (AcmeApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * acme_application_new:
 *
 * Returns: (transfer full): the application, to be run once
 */
AcmeApplication *
acme_application_new (void)
{
  /* The resources keep their path in the development variant, whose id is another */
  return g_object_new (ACME_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", RESOURCES,
                       NULL);
}
