/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A domain name in the editor's list, with what there is to say about it and the buttons that remove, restore or
 * edit it. Two hundred rows are made at once, most of which need a name and a button only, so the other widgets are
 * made when they are wanted first. */

#include "config.h"

#include "acme-domain-row.h"

#include <glib/gi18n.h>

#include "acme-widget.h"

struct _AcmeDomainRow
{
  GtkBox parent_instance;

  AcmeDomainEntry *entry; /* (nullable) */

  GtkWidget *icon;        /* (nullable) */
  GtkWidget *texts;
  GtkWidget *name;
  GtkWidget *detail;      /* (nullable) */
  GtkWidget *edit_button; /* (nullable) */
  GtkWidget *remove_button;
};

G_DEFINE_FINAL_TYPE (AcmeDomainRow, acme_domain_row, GTK_TYPE_BOX)

enum
{
  EDIT,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
edit_cb (AcmeDomainRow *self)
{
  g_signal_emit (self, signals[EDIT], 0);
}

static void
remove_cb (AcmeDomainRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static char *
describe_button (AcmeDomainRow *self,
                 GtkWidget     *button)
{
  const char *shown = acme_item_get_text (ACME_ITEM (self->entry), ACME_DOMAIN_ENTRY_SHOWN);

  if (button == self->edit_button)
    /* Translators: %s is a domain name */
    return g_strdup_printf (_("Edit “%s”"), shown);
  if (acme_domain_entry_is_removed (self->entry))
    /* Translators: %s is a domain name */
    return g_strdup_printf (_("Restore “%s”"), shown);
  /* Translators: %s is a domain name */
  return g_strdup_printf (_("Remove “%s”"), shown);
}

/* Asked for when they are wanted: to set one is a question to the display server, where the pointer is. */
static gboolean
query_tooltip_cb (AcmeDomainRow *self,
                  int            x,
                  int            y,
                  gboolean       keyboard_mode,
                  GtkTooltip    *tooltip,
                  GtkWidget     *widget)
{
  g_autofree char *text = NULL;

  if (self->entry == NULL)
    return FALSE;
  if (widget == self->name)
    text = g_strdup (acme_item_get_text (ACME_ITEM (self->entry), ACME_DOMAIN_ENTRY_SHOWN));
  else
    text = describe_button (self, widget);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
give_tooltip (AcmeDomainRow *self,
              GtkWidget     *widget)
{
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect_swapped (widget, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
}

static GtkWidget *
make_button (AcmeDomainRow *self,
             const char    *icon_name,
             GCallback      callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  give_tooltip (self, button);
  return button;
}

static void
name_button (AcmeDomainRow *self,
             GtkWidget     *button)
{
  g_autofree char *text = describe_button (self, button);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_icon (AcmeDomainRow *self,
           const char    *icon_name,
           const char    *change)
{
  if (self->icon == NULL)
    {
      self->icon = gtk_image_new ();
      gtk_box_prepend (GTK_BOX (self), self->icon);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icon_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, change, -1);
}

static void
show_detail (AcmeDomainRow *self,
             const char    *text)
{
  if (*text != '\0' && self->detail == NULL)
    {
      self->detail = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (self->detail), 0);
      gtk_label_set_wrap (GTK_LABEL (self->detail), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (self->detail), PANGO_WRAP_WORD_CHAR);
      gtk_widget_add_css_class (self->detail, "caption");
      gtk_box_append (GTK_BOX (self->texts), self->detail);
    }
  if (self->detail == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->detail), text);
  gtk_widget_set_visible (self->detail, *text != '\0');
}

static void
show_edit_button (AcmeDomainRow *self,
                  gboolean       show)
{
  if (show && self->edit_button == NULL)
    {
      self->edit_button = make_button (self, "document-edit-symbolic", G_CALLBACK (edit_cb));
      gtk_box_insert_child_after (GTK_BOX (self), self->edit_button, self->texts);
    }
  if (self->edit_button == NULL)
    return;
  gtk_widget_set_visible (self->edit_button, show);
  name_button (self, self->edit_button);
}

static void
show_name (AcmeDomainRow *self,
           const char    *shown,
           gboolean       removed)
{
  g_autoptr(PangoAttrList) attributes = NULL;

  if (removed)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
    }
  gtk_inscription_set_attributes (GTK_INSCRIPTION (self->name), attributes);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->name), shown);
}

/* What the row says beside its name, in words: colours and icons only help. */
static const char *
get_detail (AcmeItem *item)
{
  const char *name = acme_item_get_text (item, ACME_DOMAIN_ENTRY_NAME);

  if (acme_item_get_problem (item) != NULL)
    return acme_item_get_problem (item);
  if (acme_domain_entry_is_removed (ACME_DOMAIN_ENTRY (item)))
    return _("Will be removed");
  if (g_strcmp0 (name, acme_item_get_text (item, ACME_DOMAIN_ENTRY_SHOWN)) != 0)
    return name;
  return "";
}

static const char *
get_icon_name (AcmeItem *item,
               gboolean  show_changes)
{
  if (acme_item_get_problem (item) != NULL)
    return "dialog-warning-symbolic";
  if (!show_changes)
    return NULL;
  if (acme_domain_entry_is_added (ACME_DOMAIN_ENTRY (item)))
    return "list-add-symbolic";
  return acme_domain_entry_is_removed (ACME_DOMAIN_ENTRY (item)) ? "list-remove-symbolic" : NULL;
}

static void
acme_domain_row_dispose (GObject *object)
{
  g_clear_object (&ACME_DOMAIN_ROW (object)->entry);

  G_OBJECT_CLASS (acme_domain_row_parent_class)->dispose (object);
}

static void
acme_domain_row_class_init (AcmeDomainRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acme_domain_row_dispose;

  /**
   * AcmeDomainRow::edit:
   *
   * The user wants to type the name anew.
   */
  signals[EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  /**
   * AcmeDomainRow::remove:
   *
   * The user wants the name to go, or, if it is to go already, to stay.
   */
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
acme_domain_row_init (AcmeDomainRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);

  self->name = gtk_inscription_new (NULL);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->name), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->name), 12);
  give_tooltip (self, self->name);

  self->texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (self->texts, TRUE);
  gtk_widget_set_valign (self->texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->texts), self->name);
  gtk_box_append (GTK_BOX (self), self->texts);

  self->remove_button = make_button (self, "edit-delete-symbolic", G_CALLBACK (remove_cb));
  gtk_box_append (GTK_BOX (self), self->remove_button);
}

/**
 * acme_domain_row_new:
 *
 * Returns: (transfer floating): a row without a name
 */
GtkWidget *
acme_domain_row_new (void)
{
  return g_object_new (ACME_TYPE_DOMAIN_ROW, NULL);
}

/**
 * acme_domain_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
AcmeDomainEntry *
acme_domain_row_get_entry (AcmeDomainRow *self)
{
  g_return_val_if_fail (ACME_IS_DOMAIN_ROW (self), NULL);

  return self->entry;
}

/**
 * acme_domain_row_set_entry:
 * @self: a row
 * @entry: what it is to show, as it is now
 * @show_changes: whether to tell what is added from what was there before
 *
 * Speaks for its parent too, if it has one: that is what the keyboard focus goes to.
 */
void
acme_domain_row_set_entry (AcmeDomainRow   *self,
                           AcmeDomainEntry *entry,
                           gboolean         show_changes)
{
  AcmeItem *item;
  GtkWidget *parent;
  const char *shown, *detail, *change, *icon_name;
  gboolean removed, has_problem;

  g_return_if_fail (ACME_IS_DOMAIN_ROW (self));
  g_return_if_fail (ACME_IS_DOMAIN_ENTRY (entry));

  g_set_object (&self->entry, entry);
  item = ACME_ITEM (entry);
  shown = acme_item_get_text (item, ACME_DOMAIN_ENTRY_SHOWN);
  change = show_changes ? acme_item_get_text (item, ACME_DOMAIN_ENTRY_CHANGE) : "";
  detail = get_detail (item);
  icon_name = get_icon_name (item, show_changes);
  removed = acme_domain_entry_is_removed (entry);
  has_problem = acme_item_get_problem (item) != NULL;

  show_name (self, shown, removed);
  show_detail (self, detail);
  if (show_changes || icon_name != NULL || self->icon != NULL)
    show_icon (self, icon_name, change);
  if (self->icon != NULL)
    gtk_widget_set_visible (self->icon, show_changes || icon_name != NULL);
  show_edit_button (self, has_problem && acme_domain_entry_is_added (entry));
  name_button (self, self->remove_button);
  gtk_button_set_icon_name (GTK_BUTTON (self->remove_button),
                            removed ? "edit-undo-symbolic" : "edit-delete-symbolic");
  acme_widget_set_css_class (GTK_WIDGET (self), "problem", has_problem);
  acme_widget_set_css_class (GTK_WIDGET (self), "added", !has_problem && acme_domain_entry_is_added (entry));
  acme_widget_set_css_class (GTK_WIDGET (self), "removed", removed);

  parent = gtk_widget_get_parent (GTK_WIDGET (self));
  if (parent == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *detail != '\0' ? detail : change, -1);
}
