/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of many things that were done at once: how many worked, and for each that did not, why. The list can be
 * saved, and what failed tried again. */

#include "config.h"

#include "acme-outcomes-window.h"

#include <glib/gi18n.h>

#include "acme-choose-file.h"
#include "acme-error-bar.h"
#include "acme-error.h"
#include "acme-export-format.h"
#include "acme-outcome.h"
#include "acme-save-file.h"
#include "acme-table-buttons.h"
#include "acme-widget.h"

struct _AcmeOutcomesWindow
{
  AdwWindow parent_instance;

  GListStore *outcomes; /* as they were done */
  GListStore *rows;     /* what failed first */
  gboolean can_retry;
  gboolean busy;

  AdwWindowTitle *window_title;
  AcmeErrorBar *error_bar;
  AdwToastOverlay *toast_overlay;
  GtkImage *summary_icon;
  GtkLabel *summary_label;
  AcmeTable *table;
  GtkSpinner *spinner;
  GtkWidget *retry_button;

  GCancellable *saving;
};

G_DEFINE_FINAL_TYPE (AcmeOutcomesWindow, acme_outcomes_window, ADW_TYPE_WINDOW)

enum
{
  RETRY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const AcmeErrorWords words = {
  .failed = N_("The Results Could Not Be Saved"),
  .not_found = N_("The Results Could Not Be Saved"),
  .forbidden = N_("Choose another folder."),
};

/* What an outcome counts as in the summary. */
typedef enum
{
  DONE,
  PARTIAL,
  FAILED,
  UNKNOWN,
  SKIPPED,
  N_SORTS
} Sort;

static Sort
get_sort (AcmeItem *outcome)
{
  const char *word = acme_item_get_string (outcome, ACME_OUTCOME_OUTCOME);

  if (g_strcmp0 (word, ACME_OUTCOME_FAILED) == 0 || g_strcmp0 (word, ACME_OUTCOME_INVALID) == 0)
    return FAILED;
  if (g_strcmp0 (word, ACME_OUTCOME_PARTIAL) == 0)
    return PARTIAL;
  if (g_strcmp0 (word, ACME_OUTCOME_UNKNOWN) == 0)
    return UNKNOWN;
  if (word == NULL || g_str_equal (word, ACME_OUTCOME_SKIPPED))
    return SKIPPED;
  return DONE;
}

static void
count_outcomes (AcmeOutcomesWindow *self,
                guint              *counts)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->outcomes));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcmeItem) outcome = g_list_model_get_item (G_LIST_MODEL (self->outcomes), i);

      counts[get_sort (outcome)]++;
    }
}

static char *
describe_sort (Sort  sort,
               guint n)
{
  switch (sort)
    {
    case DONE:
      return g_strdup_printf (ngettext ("%u done", "%u done", n), n);
    case PARTIAL:
      return g_strdup_printf (ngettext ("%u done in part", "%u done in part", n), n);
    case FAILED:
      return g_strdup_printf (ngettext ("%u failed", "%u failed", n), n);
    case UNKNOWN:
      return g_strdup_printf (ngettext ("%u with an unknown outcome", "%u with an unknown outcome", n), n);
    case SKIPPED:
      return g_strdup_printf (ngettext ("%u skipped", "%u skipped", n), n);
    case N_SORTS:
    default:
      g_assert_not_reached ();
    }
}

static char *
describe_counts (const guint *counts)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (Sort sort = DONE; sort < N_SORTS; sort++)
    {
      if (counts[sort] > 0 || sort == DONE)
        g_ptr_array_add (parts, describe_sort (sort, counts[sort]));
    }
  g_ptr_array_add (parts, NULL);
  /* Translators: stands between counts, as in "38 done, 2 failed" */
  return g_strjoinv (C_("between counts", ", "), (char **) parts->pdata);
}

/* Not what is unknown: it may have been done, and nothing is sent twice that could be done twice. */
static GPtrArray *
list_retriable (AcmeOutcomesWindow *self)
{
  GPtrArray *retriable = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->outcomes));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AcmeItem) outcome = g_list_model_get_item (G_LIST_MODEL (self->outcomes), i);
      const char *word = acme_item_get_string (outcome, ACME_OUTCOME_OUTCOME);

      if (g_strcmp0 (word, ACME_OUTCOME_FAILED) == 0 || g_strcmp0 (word, ACME_OUTCOME_SKIPPED) == 0)
        g_ptr_array_add (retriable, g_steal_pointer (&outcome));
    }
  return retriable;
}

static void
update_retry (AcmeOutcomesWindow *self)
{
  g_autoptr(GPtrArray) retriable = list_retriable (self);
  gboolean offered = self->can_retry && retriable->len > 0;

  gtk_widget_set_visible (self->retry_button, offered);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outcomes.retry", offered && !self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
}

static void
update (AcmeOutcomesWindow *self)
{
  guint counts[N_SORTS] = { 0 };
  g_autofree char *text = NULL;
  gboolean all_done;

  count_outcomes (self, counts);
  text = describe_counts (counts);
  all_done = counts[PARTIAL] + counts[FAILED] + counts[UNKNOWN] + counts[SKIPPED] == 0;
  gtk_label_set_label (self->summary_label, text);
  gtk_image_set_from_icon_name (self->summary_icon, all_done ? "object-select-symbolic" : "dialog-warning-symbolic");
  acme_widget_set_css_class (GTK_WIDGET (self->summary_icon), "warning", !all_done);
  update_retry (self);
}

static char *
describe_shown (guint shown,
                guint total)
{
  return g_strdup_printf (ngettext ("%u of %u result", "%u of %u results", total), shown, total);
}

static void
retry (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  AcmeOutcomesWindow *self = ACME_OUTCOMES_WINDOW (widget);
  g_autoptr(GPtrArray) retriable = list_retriable (self);

  g_signal_emit (self, signals[RETRY], 0, retriable);
}

static void
find (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  acme_table_set_search_mode (ACME_OUTCOMES_WINDOW (widget)->table, TRUE);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AcmeOutcomesWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  acme_save_file_finish (G_FILE (source), result, &error);
  if (acme_error_is_cancelled (error))
    return;

  acme_error_bar_set_error (self->error_bar, error, NULL);
  if (error == NULL)
    acme_save_file_show_saved (self->toast_overlay, G_FILE (source));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AcmeOutcomesWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = acme_choose_file_finish (result, &error);

  if (file != NULL && !g_cancellable_is_cancelled (self->saving))
    acme_outcomes_window_save (self, file);
}

static void
save (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  AcmeOutcomesWindow *self = ACME_OUTCOMES_WINDOW (widget);

  acme_choose_file_to_save_async (GTK_WINDOW (self), _("Save Results"),
                                  /* Translators: the name of a file */
                                  _("results.csv"), acme_file_types_csv, self->saving, chosen_cb, g_object_ref (self));
}

static void
acme_outcomes_window_dispose (GObject *object)
{
  AcmeOutcomesWindow *self = ACME_OUTCOMES_WINDOW (object);

  g_cancellable_cancel (self->saving);
  gtk_widget_dispose_template (GTK_WIDGET (self), ACME_TYPE_OUTCOMES_WINDOW);
  g_clear_object (&self->outcomes);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (acme_outcomes_window_parent_class)->dispose (object);
}

static void
acme_outcomes_window_finalize (GObject *object)
{
  g_clear_object (&ACME_OUTCOMES_WINDOW (object)->saving);

  G_OBJECT_CLASS (acme_outcomes_window_parent_class)->finalize (object);
}

static void
acme_outcomes_window_class_init (AcmeOutcomesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acme_outcomes_window_dispose;
  object_class->finalize = acme_outcomes_window_finalize;

  /**
   * AcmeOutcomesWindow::retry:
   * @outcomes: (element-type AcmeOutcome): those that failed or were skipped
   *
   * The user wants these things to be done again.
   */
  signals[RETRY] = g_signal_new ("retry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);

  g_type_ensure (ACME_TYPE_ERROR_BAR);
  g_type_ensure (ACME_TYPE_TABLE);
  g_type_ensure (ACME_TYPE_TABLE_BUTTONS);
  gtk_widget_class_install_action (widget_class, "outcomes.find", NULL, find);
  gtk_widget_class_install_action (widget_class, "outcomes.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "outcomes.retry", NULL, retry);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "outcomes.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "outcomes.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-outcomes-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeOutcomesWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, AcmeOutcomesWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeOutcomesWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, AcmeOutcomesWindow, summary_icon);
  gtk_widget_class_bind_template_child (widget_class, AcmeOutcomesWindow, summary_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeOutcomesWindow, table);
  gtk_widget_class_bind_template_child (widget_class, AcmeOutcomesWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AcmeOutcomesWindow, retry_button);
}

static void
acme_outcomes_window_init (AcmeOutcomesWindow *self)
{
  self->outcomes = g_list_store_new (ACME_TYPE_OUTCOME);
  self->rows = g_list_store_new (ACME_TYPE_OUTCOME);
  self->saving = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  acme_error_bar_set_words (self->error_bar, &words);
  acme_error_bar_set_action_name (self->error_bar, "outcomes.save");
  acme_table_set_count_func (self->table, describe_shown);
  acme_table_set_key_capture_widget (self->table, GTK_WIDGET (self));
  acme_table_set_items (self->table, G_LIST_MODEL (self->rows), &acme_outcome_fields, NULL);
  update (self);
}

/**
 * acme_outcomes_window_new:
 * @title: what was done, such as “Delete Accounts”
 * @outcomes: (element-type AcmeOutcome): what became of it
 *
 * Returns: (transfer none): a window that shows @outcomes, which GTK owns until it is closed
 */
AcmeOutcomesWindow *
acme_outcomes_window_new (const char *title,
                          GPtrArray  *outcomes)
{
  AcmeOutcomesWindow *self;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (outcomes != NULL, NULL);

  self = g_object_new (ACME_TYPE_OUTCOMES_WINDOW, "title", title, NULL);
  adw_window_title_set_title (self->window_title, title);
  acme_outcomes_window_set_outcomes (self, outcomes);
  return self;
}

/* What wants to be read comes first; otherwise the order stays. */
static GPtrArray *
order_outcomes (GPtrArray *outcomes)
{
  GPtrArray *ordered = g_ptr_array_new_full (outcomes->len, NULL);

  for (guint i = 0; i < outcomes->len; i++)
    {
      if (get_sort (outcomes->pdata[i]) != DONE)
        g_ptr_array_add (ordered, outcomes->pdata[i]);
    }
  for (guint i = 0; i < outcomes->len; i++)
    {
      if (get_sort (outcomes->pdata[i]) == DONE)
        g_ptr_array_add (ordered, outcomes->pdata[i]);
    }
  return ordered;
}

static void
fill_store (GListStore *store,
            GPtrArray  *items)
{
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), items->pdata, items->len);
}

/**
 * acme_outcomes_window_set_outcomes:
 * @self: the window
 * @outcomes: (element-type AcmeOutcome): all that it is to show, as it is now
 */
void
acme_outcomes_window_set_outcomes (AcmeOutcomesWindow *self,
                                   GPtrArray          *outcomes)
{
  g_autoptr(GPtrArray) ordered = NULL;

  g_return_if_fail (ACME_IS_OUTCOMES_WINDOW (self));
  g_return_if_fail (outcomes != NULL);

  ordered = order_outcomes (outcomes);
  fill_store (self->outcomes, outcomes);
  fill_store (self->rows, ordered);
  update (self);
}

/**
 * acme_outcomes_window_set_can_retry:
 * @self: the window
 * @can_retry: whether what failed or was skipped may be tried again
 */
void
acme_outcomes_window_set_can_retry (AcmeOutcomesWindow *self,
                                    gboolean            can_retry)
{
  g_return_if_fail (ACME_IS_OUTCOMES_WINDOW (self));

  self->can_retry = can_retry;
  update_retry (self);
}

/**
 * acme_outcomes_window_set_busy:
 * @self: the window
 * @busy: whether things are being tried again, so that they cannot be tried once more
 */
void
acme_outcomes_window_set_busy (AcmeOutcomesWindow *self,
                               gboolean            busy)
{
  g_return_if_fail (ACME_IS_OUTCOMES_WINDOW (self));

  self->busy = busy;
  update_retry (self);
}

/**
 * acme_outcomes_window_save:
 * @self: the window
 * @file: where to write what it shows, as CSV
 *
 * The window tells what became of it.
 */
void
acme_outcomes_window_save (AcmeOutcomesWindow *self,
                           GFile              *file)
{
  g_autoptr(GBytes) csv = NULL;

  g_return_if_fail (ACME_IS_OUTCOMES_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  /* everything, whatever the table shows */
  csv = acme_export_format_rows (ACME_EXPORT_CSV, &acme_outcome_fields, NULL, 0, G_LIST_MODEL (self->outcomes));
  acme_save_file_async (file, csv, ACME_SAVE_PLAIN, self->saving, saved_cb, g_object_ref (self));
}

/**
 * acme_outcomes_window_show:
 * @parent: the window in which it was done
 * @title: what was done, such as “Deleting Accounts”
 * @outcomes: (element-type AcmeOutcome): what became of it
 *
 * Shows @outcomes in a window of @parent.
 */
void
acme_outcomes_window_show (GtkWindow  *parent,
                           const char *title,
                           GPtrArray  *outcomes)
{
  AcmeOutcomesWindow *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  self = acme_outcomes_window_new (title, outcomes);
  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_present (GTK_WINDOW (self));
}
