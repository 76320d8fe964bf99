/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of an account that was to be made or changed, if not everything was done: in words, with the names of the
 * domains that it is about and what can be done about them. */

#include "config.h"

#include "acme-account-result-page.h"

#include <glib/gi18n.h>

#include "acme-domain-entry.h"
#include "acme-domain-name.h"

struct _AcmeAccountResultPage
{
  AdwBin parent_instance;

  GListStore *names; /* AcmeDomainEntry */
  gboolean unknown;  /* whether nobody knows what became of them */

  GtkLabel *title_label;
  GtkLabel *description_label;
  GtkWidget *names_window;
  GtkListView *names_view;
  GtkWidget *copy_button;
  GtkWidget *details_button;
  GtkWidget *retry_button;
  GtkWidget *look_button;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (AcmeAccountResultPage, acme_account_result_page, ADW_TYPE_BIN)

static void
setup_cb (AcmeAccountResultPage *self,
          GtkListItem           *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_inscription_new (NULL);
  GtkWidget *outcome = gtk_label_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (name), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (name), 12);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (outcome, "caption");
  gtk_widget_add_css_class (outcome, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), outcome);
  gtk_list_item_set_child (list_item, box);
}

static const char *
describe_outcome (AcmeAccountResultPage *self,
                  AcmeDomainEntry       *entry)
{
  if (acme_domain_entry_is_removed (entry))
    return self->unknown ? _("Perhaps removed") : _("Not removed");
  return self->unknown ? _("Perhaps added") : _("Not added");
}

static void
bind_cb (AcmeAccountResultPage *self,
         GtkListItem           *list_item)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *name = gtk_widget_get_first_child (box);
  AcmeDomainEntry *entry = gtk_list_item_get_item (list_item);
  const char *shown = acme_item_get_text (ACME_ITEM (entry), ACME_DOMAIN_ENTRY_SHOWN);
  const char *outcome = describe_outcome (self, entry);

  gtk_inscription_set_text (GTK_INSCRIPTION (name), shown);
  gtk_widget_set_tooltip_text (name, shown);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), outcome);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, shown,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, outcome,
                                  -1);
}

/* As SCM spells them, one in a line: they are for whoever looks after the domains. */
static void
copy_names (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  GListModel *names = G_LIST_MODEL (ACME_ACCOUNT_RESULT_PAGE (widget)->names);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    {
      g_autoptr(AcmeItem) entry = g_list_model_get_item (names, i);

      g_string_append_printf (text, "%s\n", acme_item_get_text (entry, ACME_DOMAIN_ENTRY_NAME));
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
}

static void
acme_account_result_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template forgets it, which the bin would not notice */
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_ACCOUNT_RESULT_PAGE);
  g_clear_object (&ACME_ACCOUNT_RESULT_PAGE (object)->names);

  G_OBJECT_CLASS (acme_account_result_page_parent_class)->dispose (object);
}

static void
acme_account_result_page_class_init (AcmeAccountResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_account_result_page_dispose;

  gtk_widget_class_install_action (widget_class, "result.copy-names", NULL, copy_names);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-account-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountResultPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountResultPage, description_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountResultPage, names_window);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountResultPage, names_view);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountResultPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountResultPage, details_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountResultPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountResultPage, look_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountResultPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
acme_account_result_page_init (AcmeAccountResultPage *self)
{
  g_autoptr(GtkNoSelection) selection = NULL;

  self->names = g_list_store_new (ACME_TYPE_DOMAIN_ENTRY);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->names)));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->names_view, GTK_SELECTION_MODEL (selection));
}

/**
 * acme_account_result_page_new:
 *
 * Returns: (transfer floating): a page that says nothing yet
 */
GtkWidget *
acme_account_result_page_new (void)
{
  return g_object_new (ACME_TYPE_ACCOUNT_RESULT_PAGE, NULL);
}

/**
 * acme_account_result_page_set_text:
 * @self: a page
 * @title: what became of it, in a few words
 * @description: the same in sentences, as plain text
 * @buttons: what can be done about it
 */
void
acme_account_result_page_set_text (AcmeAccountResultPage    *self,
                                   const char               *title,
                                   const char               *description,
                                   AcmeAccountResultButtons  buttons)
{
  g_return_if_fail (ACME_IS_ACCOUNT_RESULT_PAGE (self));
  g_return_if_fail (title != NULL && description != NULL);

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->description_label, description);
  gtk_widget_set_visible (self->retry_button, (buttons & ACME_ACCOUNT_RESULT_RETRY) != 0);
  gtk_widget_set_visible (self->look_button, (buttons & ACME_ACCOUNT_RESULT_LOOK) != 0);
  gtk_widget_set_visible (self->details_button, (buttons & ACME_ACCOUNT_RESULT_DETAILS) != 0);
}

static void
append_names (GPtrArray         *entries,
              const char *const *names,
              const char        *change)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *shown = acme_domain_name_to_display (names[i]);
      AcmeDomainEntry *entry = acme_domain_entry_new (names[i], shown);

      acme_item_set_string (ACME_ITEM (entry), ACME_DOMAIN_ENTRY_CHANGE, change);
      g_ptr_array_add (entries, entry);
    }
}

/**
 * acme_account_result_page_set_names:
 * @self: a page
 * @not_added: (nullable): domains that were to be added, as SCM spells them
 * @not_removed: (nullable): domains that were to be removed
 * @unknown: whether that may have been done
 */
void
acme_account_result_page_set_names (AcmeAccountResultPage *self,
                                    const char *const     *not_added,
                                    const char *const     *not_removed,
                                    gboolean               unknown)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (ACME_IS_ACCOUNT_RESULT_PAGE (self));

  self->unknown = unknown;
  append_names (entries, not_added, ACME_DOMAIN_ENTRY_ADDED);
  append_names (entries, not_removed, ACME_DOMAIN_ENTRY_REMOVED);
  g_list_store_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), entries->pdata,
                       entries->len);
  gtk_widget_set_visible (self->names_window, entries->len > 0);
  gtk_widget_set_visible (self->copy_button, entries->len > 0);
}

/**
 * acme_account_result_page_set_busy:
 * @self: a page
 * @busy: whether something is being done about it
 */
void
acme_account_result_page_set_busy (AcmeAccountResultPage *self,
                                   gboolean               busy)
{
  g_return_if_fail (ACME_IS_ACCOUNT_RESULT_PAGE (self));

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
}

/**
 * acme_account_result_page_focus:
 * @self: a page
 *
 * Gives the keys to the button that is most likely wanted.
 */
void
acme_account_result_page_focus (AcmeAccountResultPage *self)
{
  g_return_if_fail (ACME_IS_ACCOUNT_RESULT_PAGE (self));

  gtk_widget_grab_focus (gtk_widget_get_visible (self->look_button) ? self->look_button : self->retry_button);
}
