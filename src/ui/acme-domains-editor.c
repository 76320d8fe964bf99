/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the domain names of an account are typed, many at a time if need be. What was typed is taken apart at once
 * into rows below, where each name says what is wrong with it, what is new and what is to go. */

#include "config.h"

#include "acme-domains-editor.h"

#include <glib/gi18n.h>

#include "acme-domain-list.h"
#include "acme-domain-names.h"
#include "acme-domain-row.h"

#define PAGE_LIST "list"
#define PAGE_EMPTY "empty"

struct _AcmeDomainsEditor
{
  AdwBin parent_instance;

  AcmeDomainList *list;
  GtkMultiSelection *selection;
  GHashTable *bound;          /* set of GtkListItem (unowned) */
  gboolean has_original;      /* so that there is a difference to show */
  gboolean typing;
  guint next_problem;         /* where to look for it */

  GtkEditable *entry;
  GtkWidget *add_button;
  GtkStack *stack;
  GtkListView *view;
  GtkLabel *summary_label;
  GtkWidget *problem_button;
};

G_DEFINE_FINAL_TYPE (AcmeDomainsEditor, acme_domains_editor, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_TYPING,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static char *
describe_counts (AcmeDomainsEditor *self)
{
  AcmeDomainCounts counts = acme_domain_list_get_counts (self->list);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u domain", "%u domains", counts.names), counts.names));
  if (counts.problems > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u with a problem", "%u with problems", counts.problems),
                                             counts.problems));
  if (self->has_original && counts.added > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u added", "%u added", counts.added), counts.added));
  if (self->has_original && counts.removed > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u removed", "%u removed", counts.removed), counts.removed));
  g_ptr_array_add (parts, NULL);
  /* Translators: stands between counts, as in "14 domains, 2 with problems" */
  return g_strjoinv (C_("between counts", ", "), (char **) parts->pdata);
}

static void
list_changed_cb (AcmeDomainsEditor *self)
{
  g_autofree char *text = describe_counts (self);
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;

  gtk_label_set_label (self->summary_label, text);
  gtk_widget_set_visible (self->problem_button, acme_domains_editor_has_problems (self));
  gtk_stack_set_visible_child_name (self->stack, empty ? PAGE_EMPTY : PAGE_LIST);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkListItem *
find_list_item (AcmeDomainsEditor *self,
                guint              position)
{
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    {
      if (gtk_list_item_get_position (list_item) == position)
        return list_item;
    }
  return NULL;
}

static void
scroll_to (AcmeDomainsEditor *self,
           guint              position)
{
  /* GTK 4.8 shows a part of the rows only if it is to scroll before it has a size */
  if (gtk_widget_get_height (GTK_WIDGET (self->view)) > 0 &&
      position < g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

/* Where the keys go on when the row in which they were is gone or has other buttons. */
static void
focus_row (AcmeDomainsEditor *self,
           guint              position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  GtkListItem *list_item = n > 0 ? find_list_item (self, MIN (position, n - 1)) : NULL;

  if (list_item != NULL)
    gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (list_item)));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
remove_entries (AcmeDomainsEditor *self,
                GPtrArray         *entries)
{
  guint position = 0;

  if (entries->len == 0)
    return;
  acme_domain_list_find (self->list, entries->pdata[0], &position);
  acme_domain_list_remove (self->list, entries);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  focus_row (self, position);
}

static void
remove_entry (AcmeDomainsEditor *self,
              AcmeDomainEntry   *entry)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (entries, g_object_ref (entry));
  remove_entries (self, entries);
}

static void
remove_selected (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  AcmeDomainsEditor *self = ACME_DOMAINS_EDITOR (widget);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint position;

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, selected, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (entries, g_list_model_get_item (G_LIST_MODEL (self->list), position));
  remove_entries (self, entries);
}

static void
row_remove_cb (AcmeDomainsEditor *self,
               AcmeDomainRow     *row)
{
  g_autoptr(AcmeDomainEntry) entry = g_object_ref (acme_domain_row_get_entry (row));

  if (acme_domain_entry_is_removed (entry))
    acme_domain_list_restore (self->list, entry);
  else
    remove_entry (self, entry);
}

/* Takes a name back into the entry. */
static void
edit_entry (AcmeDomainsEditor *self,
            AcmeDomainEntry   *entry)
{
  g_autofree char *text = g_strdup (acme_item_get_text (ACME_ITEM (entry), ACME_DOMAIN_ENTRY_SHOWN));

  acme_domains_editor_commit (self);
  remove_entry (self, entry);
  gtk_editable_set_text (self->entry, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
}

static void
row_edit_cb (AcmeDomainsEditor *self,
             AcmeDomainRow     *row)
{
  g_autoptr(AcmeDomainEntry) entry = g_object_ref (acme_domain_row_get_entry (row));

  edit_entry (self, entry);
}

static void
view_activate_cb (AcmeDomainsEditor *self,
                  guint              position)
{
  g_autoptr(AcmeDomainEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (entry != NULL && acme_domain_entry_is_added (entry))
    edit_entry (self, entry);
}

static void
setup_cb (AcmeDomainsEditor *self,
          GtkListItem       *list_item)
{
  GtkWidget *row = acme_domain_row_new ();

  g_signal_connect_swapped (row, "edit", G_CALLBACK (row_edit_cb), self);
  g_signal_connect_swapped (row, "remove", G_CALLBACK (row_remove_cb), self);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (AcmeDomainsEditor *self,
         GtkListItem       *list_item)
{
  acme_domain_row_set_entry (ACME_DOMAIN_ROW (gtk_list_item_get_child (list_item)),
                             gtk_list_item_get_item (list_item), self->has_original);
  g_hash_table_add (self->bound, list_item);
}

static void
unbind_cb (AcmeDomainsEditor *self,
           GtkListItem       *list_item)
{
  g_hash_table_remove (self->bound, list_item);
}

static gboolean
has_separator (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (acme_domain_names_is_separator (g_utf8_get_char (p)))
        return TRUE;
    }
  return FALSE;
}

/* What is pasted is several names as a rule, and whoever types a comma is done with the one before. */
static void
entry_changed_cb (AcmeDomainsEditor *self)
{
  gboolean typing;

  if (has_separator (gtk_editable_get_text (self->entry)))
    acme_domains_editor_commit (self);
  typing = *gtk_editable_get_text (self->entry) != '\0';
  gtk_widget_set_sensitive (self->add_button, typing);
  if (typing == self->typing)
    return;
  self->typing = typing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TYPING]);
}

static void
focus_left_cb (AcmeDomainsEditor *self)
{
  acme_domains_editor_commit (self);
}

static void
problem_clicked_cb (AcmeDomainsEditor *self)
{
  guint position;

  if (!acme_domain_list_find_problem (self->list, self->next_problem, &position))
    return;
  self->next_problem = position + 1;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  scroll_to (self, position);
}

static void
acme_domains_editor_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TYPING:
      g_value_set_boolean (value, acme_domains_editor_is_typing (ACME_DOMAINS_EDITOR (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
acme_domains_editor_dispose (GObject *object)
{
  AcmeDomainsEditor *self = ACME_DOMAINS_EDITOR (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template forgets it, which the bin would not notice */
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_DOMAINS_EDITOR);
  g_clear_object (&self->list);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (acme_domains_editor_parent_class)->dispose (object);
}

static void
acme_domains_editor_finalize (GObject *object)
{
  g_clear_pointer (&ACME_DOMAINS_EDITOR (object)->bound, g_hash_table_unref);

  G_OBJECT_CLASS (acme_domains_editor_parent_class)->finalize (object);
}

static void
acme_domains_editor_class_init (AcmeDomainsEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = acme_domains_editor_get_property;
  object_class->dispose = acme_domains_editor_dispose;
  object_class->finalize = acme_domains_editor_finalize;

  /**
   * AcmeDomainsEditor:typing:
   *
   * Whether something is typed that is not in the list yet.
   */
  properties[PROP_TYPING] = g_param_spec_boolean ("typing", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * AcmeDomainsEditor::changed:
   *
   * There are other names than before.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "domains.remove-selected", NULL, remove_selected);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-domains-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeDomainsEditor, entry);
  gtk_widget_class_bind_template_child (widget_class, AcmeDomainsEditor, add_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeDomainsEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeDomainsEditor, view);
  gtk_widget_class_bind_template_child (widget_class, AcmeDomainsEditor, summary_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeDomainsEditor, problem_button);
  gtk_widget_class_bind_template_callback (widget_class, acme_domains_editor_commit);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
acme_domains_editor_init (AcmeDomainsEditor *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  self->list = acme_domain_list_new ();
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->list)));

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (list_changed_cb), self);
  list_changed_cb (self);
}

/**
 * acme_domains_editor_new:
 *
 * Returns: (transfer floating): an editor for the names of a new account
 */
GtkWidget *
acme_domains_editor_new (void)
{
  return g_object_new (ACME_TYPE_DOMAINS_EDITOR, NULL);
}

/**
 * acme_domains_editor_set_original:
 * @self: an editor
 * @names: the names that an account has, as SCM spells them
 *
 * Begins anew with @names; from now on the editor shows what differs from them.
 */
void
acme_domains_editor_set_original (AcmeDomainsEditor *self,
                                  const char *const *names)
{
  g_return_if_fail (ACME_IS_DOMAINS_EDITOR (self));
  g_return_if_fail (names != NULL);

  self->has_original = TRUE;
  self->next_problem = 0;
  acme_domain_list_set_original (self->list, names);
}

/**
 * acme_domains_editor_add_text:
 * @self: an editor
 * @text: names as a person types or pastes them
 */
void
acme_domains_editor_add_text (AcmeDomainsEditor *self,
                              const char        *text)
{
  g_return_if_fail (ACME_IS_DOMAINS_EDITOR (self));
  g_return_if_fail (text != NULL);

  if (acme_domain_list_add_text (self->list, text) > 0)
    scroll_to (self, g_list_model_get_n_items (G_LIST_MODEL (self->list)) - 1);
}

/**
 * acme_domains_editor_commit:
 * @self: an editor
 *
 * Takes what is typed and not yet in the list into it. To be called before the names are used; leaving the entry does
 * it too.
 */
void
acme_domains_editor_commit (AcmeDomainsEditor *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ACME_IS_DOMAINS_EDITOR (self));

  text = g_strdup (gtk_editable_get_text (self->entry));
  if (*text == '\0')
    return;
  gtk_editable_set_text (self->entry, "");
  acme_domains_editor_add_text (self, text);
}

/**
 * acme_domains_editor_is_typing:
 * @self: an editor
 *
 * Returns: whether something is typed that is not in the list yet
 */
gboolean
acme_domains_editor_is_typing (AcmeDomainsEditor *self)
{
  g_return_val_if_fail (ACME_IS_DOMAINS_EDITOR (self), FALSE);

  return self->typing;
}

/**
 * acme_domains_editor_has_problems:
 * @self: an editor
 *
 * Returns: whether there are names that cannot be used
 */
gboolean
acme_domains_editor_has_problems (AcmeDomainsEditor *self)
{
  g_return_val_if_fail (ACME_IS_DOMAINS_EDITOR (self), FALSE);

  return acme_domain_list_get_counts (self->list).problems > 0;
}

/**
 * acme_domains_editor_dup_names:
 * @self: an editor
 *
 * Returns: (transfer full): the names in the list that can be used, as SCM wants them
 */
char **
acme_domains_editor_dup_names (AcmeDomainsEditor *self)
{
  g_return_val_if_fail (ACME_IS_DOMAINS_EDITOR (self), NULL);

  return acme_domain_list_dup_names (self->list);
}

/**
 * acme_domains_editor_get_changes:
 * @self: an editor
 * @out_added: (out) (transfer full): the names that can be used and were not there before
 * @out_removed: (out) (transfer full): the names that were there before and are to go
 */
void
acme_domains_editor_get_changes (AcmeDomainsEditor   *self,
                                 char              ***out_added,
                                 char              ***out_removed)
{
  g_return_if_fail (ACME_IS_DOMAINS_EDITOR (self));

  acme_domain_list_get_changes (self->list, out_added, out_removed);
}
