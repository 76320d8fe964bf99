/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table together with everything that stands in its place or around it while its items are loaded: a page that says
 * why there is nothing, a line that says why it could not be renewed, a bar that says how far it is. The window loads
 * and says what happens; here one function decides from that what is shown. Whatever becomes of a refresh, what is on
 * the screen stays until there is something newer. */

#include "config.h"

#include "acme-list-page-private.h"

#include <glib/gi18n.h>

#define PAGE_STATUS "status"
#define PAGE_TABLE "table"

G_DEFINE_FINAL_TYPE (AcmeListPage, acme_list_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_HAS_ROWS,
  PROP_LOADING,
  PROP_TABLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
clear_message (Message *message)
{
  g_clear_pointer (&message->icon_name, g_free);
  g_clear_pointer (&message->title, g_free);
  g_clear_pointer (&message->description, g_free);
  g_clear_pointer (&message->button, g_free);
  g_clear_pointer (&message->action_name, g_free);
}

static void
show_stopped (AcmeListPage *self)
{
  const char *title = self->words != NULL && self->words->stopped != NULL ? self->words->stopped
                                                                          : N_("Loading Was Stopped");
  const char *button = self->words != NULL && self->words->resume != NULL ? self->words->resume : N_("_Refresh");

  acme_status_view_set_message (self->status_view, "process-stop-symbolic", _(title), NULL,
                                self->refresh_action != NULL ? _(button) : NULL, self->refresh_action);
}

static void
update_status (AcmeListPage *self)
{
  const AcmeErrorWords *errors = self->words != NULL ? &self->words->errors : NULL;

  switch (acme_list_page_get_state (self))
    {
    case ACME_LIST_PAGE_LOADING:
      acme_status_view_set_loading (self->status_view, self->words != NULL ? _(self->words->loading) : NULL);
      break;
    case ACME_LIST_PAGE_ERROR:
      acme_status_view_set_error (self->status_view, self->error, self->host, errors, self->refresh_action);
      break;
    case ACME_LIST_PAGE_STOPPED:
      show_stopped (self);
      break;
    case ACME_LIST_PAGE_EMPTY:
      if (self->empty.title != NULL)
        acme_status_view_set_message (self->status_view, self->empty.icon_name, self->empty.title,
                                      self->empty.description, self->empty.button, self->empty.action_name);
      break;
    case ACME_LIST_PAGE_ROWS:
    default:
      g_assert_not_reached ();
    }
}

/* When a table appears the keys are for it, unless a popover has them. */
void
acme_list_page_focus_table (AcmeListPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->wants_focus = FALSE;
  if (focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) == NULL)
    acme_table_grab_focus_view (self->table);
}

static void
update_page (AcmeListPage *self,
             gboolean      has_rows)
{
  const char *page = has_rows ? PAGE_TABLE : PAGE_STATUS;

  if (!has_rows)
    update_status (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0)
    return;

  gtk_stack_set_visible_child_name (self->stack, page);
  self->wants_focus = has_rows;
  if (has_rows && !acme_rows_is_busy (acme_table_get_rows (self->table)))
    acme_list_page_focus_table (self);
}

static const char *
get_partial_text (AcmeListPage *self)
{
  if (self->words != NULL && self->words->partial != NULL)
    return _(self->words->partial);
  return _("Loading was stopped. Only what had come until then is shown.");
}

static void
update_error_bar (AcmeListPage *self,
                  gboolean      has_rows)
{
  const GError *error = has_rows ? self->error : NULL;
  gboolean partial = has_rows && error == NULL && acme_list_page_is_partial (self);

  if (self->error_bar == NULL && error == NULL && !partial)
    return;

  if (self->error_bar == NULL)
    {
      self->error_bar = ACME_ERROR_BAR (acme_error_bar_new ());
      gtk_box_prepend (self->box, GTK_WIDGET (self->error_bar));
    }
  acme_error_bar_set_words (self->error_bar, self->words != NULL ? &self->words->errors : NULL);
  acme_error_bar_set_action_name (self->error_bar, self->refresh_action);
  if (partial)
    acme_error_bar_set_message (self->error_bar, get_partial_text (self));
  else
    acme_error_bar_set_error (self->error_bar, error, self->host);
}

static void
update_progress_bar (AcmeListPage *self,
                     gboolean      visible)
{
  if (self->progress_bar == NULL && visible)
    {
      GtkWidget *bar = gtk_progress_bar_new ();

      gtk_widget_set_valign (bar, GTK_ALIGN_START);
      gtk_widget_add_css_class (bar, "osd");
      gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Refreshing"), -1);
      gtk_overlay_add_overlay (self->overlay, bar);
      self->progress_bar = GTK_PROGRESS_BAR (bar);
    }
  if (self->progress_bar != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->progress_bar), visible);
}

static void
update_progress_label (AcmeListPage *self,
                       gboolean      visible)
{
  if (self->progress_label != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->progress_label),
                            visible && *gtk_label_get_label (self->progress_label) != '\0');
}

/* What is said about how far it is, under the rows; with an empty text there is no such line. */
void
acme_list_page_set_progress_label (AcmeListPage *self,
                                   const char   *text)
{
  if (self->progress_label == NULL && *text != '\0')
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "progress-line");
      gtk_box_append (self->box, label);
      self->progress_label = GTK_LABEL (label);
    }
  if (self->progress_label != NULL)
    gtk_label_set_label (self->progress_label, text);
  update_progress_label (self, self->loading && acme_list_page_get_has_rows (self));
}

/* Makes everything that depends on the state show it. May be called at any time and any number of times. */
void
acme_list_page_update (AcmeListPage *self)
{
  gboolean has_rows = acme_list_page_get_has_rows (self);

  update_error_bar (self, has_rows);
  update_page (self, has_rows);
  update_progress_bar (self, self->loading && has_rows);
  update_progress_label (self, self->loading && has_rows);
  if (self->has_rows == has_rows)
    return;
  self->has_rows = has_rows;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ROWS]);
}

void
acme_list_page_tell_loading (AcmeListPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
acme_list_page_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  AcmeListPage *self = ACME_LIST_PAGE (object);

  switch (prop_id)
    {
    case PROP_HAS_ROWS:
      g_value_set_boolean (value, self->has_rows);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_TABLE:
      g_value_set_object (value, self->table);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_list_page_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TABLE:
      acme_list_page_set_table (ACME_LIST_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_list_page_dispose (GObject *object)
{
  AcmeListPage *self = ACME_LIST_PAGE (object);

  acme_list_page_drop_items (self);
  self->table = NULL;
  self->error_bar = NULL;
  self->progress_bar = NULL;
  self->progress_label = NULL;
  /* First, because both would unparent it */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_LIST_PAGE);

  G_OBJECT_CLASS (acme_list_page_parent_class)->dispose (object);
}

static void
acme_list_page_finalize (GObject *object)
{
  AcmeListPage *self = ACME_LIST_PAGE (object);

  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->refresh_action, g_free);
  g_clear_error (&self->error);
  clear_message (&self->empty);

  G_OBJECT_CLASS (acme_list_page_parent_class)->finalize (object);
}

static void
acme_list_page_class_init (AcmeListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = acme_list_page_get_property;
  object_class->set_property = acme_list_page_set_property;
  object_class->dispose = acme_list_page_dispose;
  object_class->finalize = acme_list_page_finalize;

  /**
   * AcmeListPage:has-rows:
   *
   * Whether there are items, filtered out or not, so that the table is shown.
   */
  properties[PROP_HAS_ROWS] = g_param_spec_boolean ("has-rows", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AcmeListPage:loading:
   *
   * Whether items are being loaded, for the first time or anew.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AcmeListPage:table:
   *
   * The table, which a window makes in its template.
   */
  properties[PROP_TABLE] = g_param_spec_object ("table", NULL, NULL, ACME_TYPE_TABLE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ACME_TYPE_STATUS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/acme_console/AcmeConsole/acme-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeListPage, box);
  gtk_widget_class_bind_template_child (widget_class, AcmeListPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, AcmeListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeListPage, status_view);
}

static void
acme_list_page_init (AcmeListPage *self)
{
  self->refresh_action = g_strdup ("win.refresh");
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_list_page_new:
 *
 * Returns: (transfer floating): a page without a table
 */
GtkWidget *
acme_list_page_new (void)
{
  return g_object_new (ACME_TYPE_LIST_PAGE, NULL);
}

/**
 * acme_list_page_get_table:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): its table
 */
AcmeTable *
acme_list_page_get_table (AcmeListPage *self)
{
  g_return_val_if_fail (ACME_IS_LIST_PAGE (self), NULL);

  return self->table;
}

/**
 * acme_list_page_set_table:
 * @self: a page without items
 * @table: the table in which they will be
 */
void
acme_list_page_set_table (AcmeListPage *self,
                          AcmeTable    *table)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));
  g_return_if_fail (table == NULL || ACME_IS_TABLE (table));
  g_return_if_fail (self->items == NULL);

  if (self->table == table)
    return;

  if (self->table != NULL)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->table));
  self->table = table;
  if (table != NULL)
    gtk_stack_add_named (self->stack, GTK_WIDGET (table), PAGE_TABLE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TABLE]);
}

/**
 * acme_list_page_set_words:
 * @self: the page
 * @words: (nullable): what its items are called; it has to live as long as the page
 */
void
acme_list_page_set_words (AcmeListPage        *self,
                          const AcmeListWords *words)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));

  self->words = words;
}

/**
 * acme_list_page_set_host:
 * @self: the page
 * @host: (nullable): the host that is to answer, as errors call it
 */
void
acme_list_page_set_host (AcmeListPage *self,
                         const char   *host)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));

  g_free (self->host);
  self->host = g_strdup (host);
}

/**
 * acme_list_page_set_refresh_action:
 * @self: the page
 * @action_name: (nullable): what loads the items again, "win.refresh" unless it is set; without it no page has a button
 *   for it
 */
void
acme_list_page_set_refresh_action (AcmeListPage *self,
                                   const char   *action_name)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));

  g_free (self->refresh_action);
  self->refresh_action = g_strdup (action_name);
}

/**
 * acme_list_page_set_empty:
 * @self: the page
 * @icon_name: an icon
 * @title: what to say if there are no items, or no list at all
 * @description: (nullable): what to do about it, as plain text
 * @button: (nullable): the label of a button, with a mnemonic
 * @action_name: (nullable): what the button does
 */
void
acme_list_page_set_empty (AcmeListPage *self,
                          const char   *icon_name,
                          const char   *title,
                          const char   *description,
                          const char   *button,
                          const char   *action_name)
{
  g_return_if_fail (ACME_IS_LIST_PAGE (self));
  g_return_if_fail (title != NULL);

  clear_message (&self->empty);
  self->empty.icon_name = g_strdup (icon_name);
  self->empty.title = g_strdup (title);
  self->empty.description = g_strdup (description);
  self->empty.button = g_strdup (button);
  self->empty.action_name = g_strdup (action_name);
  if (acme_list_page_get_state (self) == ACME_LIST_PAGE_EMPTY)
    acme_list_page_update (self);
}
