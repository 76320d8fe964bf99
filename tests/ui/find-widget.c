/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "find-widget.h"

typedef struct
{
  GType type;
  gboolean (*accept) (GtkWidget *widget);
  const char *text;
  const char *action_name;
} Wanted;

static gboolean
is_wanted (GtkWidget    *widget,
           const Wanted *wanted)
{
  if (!G_TYPE_CHECK_INSTANCE_TYPE (widget, wanted->type))
    return FALSE;
  if (wanted->accept != NULL && !wanted->accept (widget))
    return FALSE;
  if (wanted->text != NULL && strstr (gtk_label_get_text (GTK_LABEL (widget)), wanted->text) == NULL)
    return FALSE;
  return wanted->action_name == NULL ||
         g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), wanted->action_name) == 0;
}

static GtkWidget *
find (GtkWidget    *root,
      const Wanted *wanted)
{
  if (is_wanted (root, wanted))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, wanted);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The first widget of @type, the root included, that @accept accepts. */
GtkWidget *
find_widget (GtkWidget *root,
             GType      type,
             gboolean (*accept) (GtkWidget *widget))
{
  Wanted wanted = { .type = type, .accept = accept };

  return find (root, &wanted);
}

/* The first label that shows @text or more. */
GtkWidget *
find_label (GtkWidget  *root,
            const char *text)
{
  Wanted wanted = { .type = GTK_TYPE_LABEL, .text = text };

  return find (root, &wanted);
}

/* The first widget that names the action. */
GtkWidget *
find_action (GtkWidget  *root,
             const char *action_name)
{
  Wanted wanted = { .type = GTK_TYPE_ACTIONABLE, .action_name = action_name };

  return find (root, &wanted);
}

/* The first visible window of @type. */
GtkWindow *
find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window; /* GTK holds it */
    }
  return NULL;
}

/* What a screen reader is told is known only with GTK_A11Y=test. */
static void
assert_not_told (GtkAccessible         *accessible,
                 GtkAccessibleProperty  property,
                 const char            *text)
{
  g_autofree char *told = NULL;

  if (!gtk_test_accessible_has_property (accessible, property))
    return;
  told = gtk_test_accessible_check_property (accessible, property, "");
  g_assert_true (told == NULL || strstr (told, text) == NULL);
}

/* Neither @root nor anything below it shows, describes or hints at @text. */
void
assert_text_nowhere (GtkWidget  *root,
                     const char *text)
{
  const char *tooltip = gtk_widget_get_tooltip_text (root);

  g_assert_true (tooltip == NULL || strstr (tooltip, text) == NULL);
  if (GTK_IS_LABEL (root))
    g_assert_null (strstr (gtk_label_get_label (GTK_LABEL (root)), text));
  assert_not_told (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL, text);
  assert_not_told (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text);
  assert_not_told (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_text_nowhere (child, text);
}

/* @text was copied, and nothing since. */
void
assert_clipboard_text (const char *text)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  g_auto(GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, text);
}

/* Runs the main loop until @condition holds; a test fails that waits too long. */
void
wait_until (Condition condition,
            gpointer  data)
{
  gint64 deadline = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

/* Lets everything that is due happen, and gives back what that left. */
void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What appears is there at once, whatever the settings of the display say. */
void
stop_animations (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Closes @popover and waits until its window is painted without it. GTK 4.8 leaks one that is destroyed before. */
void
close_popover (GtkPopover *popover)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (popover)));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong id;

  gtk_popover_popdown (popover);
  gdk_display_sync (gtk_widget_get_display (window));
  settle ();
  id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  gtk_widget_queue_draw (window);
  wait_until (is_true, &painted);
  g_signal_handler_disconnect (clock, id);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* Gives back @object, a reference to a GObject, and waits until nobody holds it any more. */
void
wait_finalized (gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  wait_until (is_null, &weak);
}
