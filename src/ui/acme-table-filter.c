/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The search above a table, the bar that says what is filtered, and the page that stands for no matches. */

#include "config.h"

#include "acme-table-private.h"

#include <glib/gi18n.h>

#include "acme-compat.h"

static char *
count_rows (guint shown,
            guint total)
{
  /* Translators: how many rows of a table the filter lets through, of how many */
  return g_strdup_printf (ngettext ("%u of %u row", "%u of %u rows", total), shown, total);
}

static void
describe_filter (AcmeTable *self)
{
  AcmeTableCountFunc count_func = self->count_func != NULL ? self->count_func : count_rows;
  g_autofree char *count = count_func (acme_rows_get_n_matches (self->rows),
                                       acme_rows_get_n_total (self->rows));
  g_autofree char *description = acme_query_describe (self->query);
  g_autofree char *text = NULL;

  /* Translators: how many rows are shown, and the filter in words, as in “5 of 12 endpoints · Name contains web” */
  text = description[0] != '\0' ? g_strdup_printf (_("%s · %s"), count, description) : g_strdup (count);
  gtk_label_set_text (self->filter_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->filter_label), description[0] != '\0' ? description : NULL);
}

/* Rows that the table has not made may be fewer than there are for other reasons than the filter. */
static gboolean
is_partial (AcmeTable *self)
{
  return !acme_table_can_group (self) && acme_rows_get_n_matches (self->rows) < acme_rows_get_n_total (self->rows);
}

static void
set_nothing_page (AcmeTable  *self,
                  const char *title,
                  const char *description,
                  const char *label,
                  const char *action_name)
{
  g_autofree char *markup = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  adw_status_page_set_title (self->nothing_page, title);
  adw_status_page_set_description (self->nothing_page, markup);
  gtk_button_set_label (self->nothing_button, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->nothing_button), action_name);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing_button), label != NULL);
  /* Set late: GTK reads icons of pages that are not shown, and this is the size for which it needs a reader of SVG */
  adw_status_page_set_icon_name (self->nothing_page, "system-search-symbolic");
}

static void
fill_nothing_page (AcmeTable *self,
                   gboolean   is_filtered)
{
  if (is_filtered)
    set_nothing_page (self, _("No Matches"), _("Try a different search or filter"), _("Clear"), "table.clear-filter");
  else
    set_nothing_page (self, self->nothing_title, self->nothing_description, self->nothing_label,
                      self->nothing_action);
}

/* Says what is filtered, or that nothing is. */
void
acme_table_update_filter (AcmeTable *self)
{
  gboolean is_filtered = self->query != NULL && acme_query_is_filtered (self->query);
  gboolean is_told = is_filtered || is_partial (self);
  gboolean is_empty = is_told && (is_filtered || self->nothing_title != NULL) &&
                      acme_rows_get_n_matches (self->rows) == 0 && acme_rows_get_n_total (self->rows) > 0;

  if (is_told)
    describe_filter (self);
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), is_filtered);
  gtk_revealer_set_reveal_child (self->filter_revealer, is_told);
  if (is_empty)
    fill_nothing_page (self, is_filtered);
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "nothing" : "rows");
}

static void
search_changed_cb (AcmeTable *self)
{
  if (self->query != NULL)
    acme_query_set_search (self->query, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
search_activate_cb (AcmeTable *self)
{
  acme_table_grab_focus_view (self);
}

static void
search_mode_changed_cb (AcmeTable *self)
{
  if (!acme_table_get_search_mode (self))
    acme_table_grab_focus_view (self);
  g_object_notify (G_OBJECT (self), "search-mode");
}

void
acme_table_init_filter (AcmeTable *self)
{
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  g_signal_connect_swapped (self->search_entry, "notify::text", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (search_activate_cb), self);
  g_signal_connect_swapped (self->search_bar, "notify::search-mode-enabled", G_CALLBACK (search_mode_changed_cb),
                            self);
}

/**
 * acme_table_get_search_mode:
 * @self: a table
 *
 * Returns: whether the search entry is shown
 */
gboolean
acme_table_get_search_mode (AcmeTable *self)
{
  g_return_val_if_fail (ACME_IS_TABLE (self), FALSE);

  return gtk_search_bar_get_search_mode (self->search_bar);
}

/**
 * acme_table_set_search_mode:
 * @self: a table
 * @search_mode: whether to show the search entry and give it the focus; without it nothing is searched for
 */
void
acme_table_set_search_mode (AcmeTable *self,
                            gboolean   search_mode)
{
  g_return_if_fail (ACME_IS_TABLE (self));

  gtk_search_bar_set_search_mode (self->search_bar, search_mode);
  if (search_mode)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * acme_table_set_key_capture_widget:
 * @self: a table
 * @widget: (nullable): where typing starts a search, usually the window
 */
void
acme_table_set_key_capture_widget (AcmeTable *self,
                                   GtkWidget *widget)
{
  g_return_if_fail (ACME_IS_TABLE (self));

  gtk_search_bar_set_key_capture_widget (self->search_bar, widget);
}

/**
 * acme_table_set_count_func:
 * @self: a table
 * @count_func: (nullable): how to say how many items there are; without it they are rows
 */
void
acme_table_set_count_func (AcmeTable          *self,
                           AcmeTableCountFunc  count_func)
{
  g_return_if_fail (ACME_IS_TABLE (self));

  self->count_func = count_func;
  acme_table_update_filter (self);
}

/**
 * acme_table_set_nothing:
 * @self: a table
 * @title: (nullable): what to say if there are rows, nothing is filtered and yet none is shown; without it the table is
 *   empty then, which is also better while more may come
 * @description: (nullable): what to do about it, as plain text
 * @button: (nullable): the label of a button, with a mnemonic
 * @action_name: (nullable): what the button does
 *
 * Only rows of acme_table_set_rows() can be left out by more than the filter.
 */
void
acme_table_set_nothing (AcmeTable  *self,
                        const char *title,
                        const char *description,
                        const char *button,
                        const char *action_name)
{
  g_return_if_fail (ACME_IS_TABLE (self));

  acme_set_str (&self->nothing_title, title);
  acme_set_str (&self->nothing_description, description);
  acme_set_str (&self->nothing_label, button);
  acme_set_str (&self->nothing_action, action_name);
  acme_table_update_filter (self);
}

/**
 * acme_table_clear_filter:
 * @self: a table
 *
 * Lets all items through: removes all criteria, ends the search.
 */
void
acme_table_clear_filter (AcmeTable *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  g_return_if_fail (ACME_IS_TABLE (self));

  if (self->query == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  acme_table_set_search_mode (self, FALSE);
  acme_query_set_criteria (self->query, none);
}
