/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the name of an account is typed. It says at once what SCM would not take, and how long the name is when that
 * begins to matter. */

#include "config.h"

#include "acme-account-name-entry.h"

#include <glib/gi18n.h>

#include "acme-account-draft.h"
#include "acme-widget.h"

/* From so many characters on they are counted for the user. */
#define LONG_NAME (ACME_ACCOUNT_MAX_NAME * 3 / 4)

struct _AcmeAccountNameEntry
{
  AdwBin parent_instance;

  gboolean was_used; /* nothing is wrong yet with an entry that is as it was */

  GtkEditable *row;
  GtkLabel *counter;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (AcmeAccountNameEntry, acme_account_name_entry, ADW_TYPE_BIN)

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Of what is left of it without the white space around it. */
static glong
count_characters (AcmeAccountNameEntry *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->row)));

  return g_utf8_strlen (name, -1);
}

static void
update (AcmeAccountNameEntry *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = acme_account_name_entry_dup_name (self, &error);
  glong n = count_characters (self);
  /* Translators: how many characters a name has, and how many it may have */
  g_autofree char *count = g_strdup_printf (_("%ld of %d"), n, ACME_ACCOUNT_MAX_NAME);
  gboolean wrong = name == NULL && self->was_used;

  gtk_label_set_label (self->counter, count);
  gtk_widget_set_visible (GTK_WIDGET (self->counter), n >= LONG_NAME);
  gtk_label_set_label (self->problem, wrong ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), wrong);
  acme_widget_set_css_class (GTK_WIDGET (self->row), "error", wrong);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  wrong ? error->message : "", -1);
}

static void
changed_cb (AcmeAccountNameEntry *self)
{
  self->was_used = TRUE;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated_cb (AcmeAccountNameEntry *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
acme_account_name_entry_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* before the template forgets it, which the bin would not notice */
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_ACCOUNT_NAME_ENTRY);

  G_OBJECT_CLASS (acme_account_name_entry_parent_class)->dispose (object);
}

static void
acme_account_name_entry_class_init (AcmeAccountNameEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = acme_account_name_entry_dispose;

  /**
   * AcmeAccountNameEntry::changed:
   *
   * There is another name than before.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  /**
   * AcmeAccountNameEntry::activate:
   *
   * Enter was pressed.
   */
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-account-name-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountNameEntry, row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountNameEntry, counter);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountNameEntry, problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
acme_account_name_entry_init (AcmeAccountNameEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_account_name_entry_new:
 *
 * Returns: (transfer floating): an entry without a name
 */
GtkWidget *
acme_account_name_entry_new (void)
{
  return g_object_new (ACME_TYPE_ACCOUNT_NAME_ENTRY, NULL);
}

/**
 * acme_account_name_entry_set_name:
 * @self: an entry
 * @name: the name that an account has
 */
void
acme_account_name_entry_set_name (AcmeAccountNameEntry *self,
                                  const char           *name)
{
  g_return_if_fail (ACME_IS_ACCOUNT_NAME_ENTRY (self));
  g_return_if_fail (name != NULL);

  gtk_editable_set_text (self->row, name);
}

/**
 * acme_account_name_entry_dup_name:
 * @self: an entry
 * @error: return location
 *
 * Returns: (transfer full): the name as SCM is to get it; %NULL with %ACME_ERROR_INVALID if it would not take it
 */
char *
acme_account_name_entry_dup_name (AcmeAccountNameEntry  *self,
                                  GError               **error)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_NAME_ENTRY (self), NULL);

  return acme_account_draft_check_name (gtk_editable_get_text (self->row), error);
}

/**
 * acme_account_name_entry_focus:
 * @self: an entry
 *
 * Gives it the keys, behind what is typed.
 */
void
acme_account_name_entry_focus (AcmeAccountNameEntry *self)
{
  g_return_if_fail (ACME_IS_ACCOUNT_NAME_ENTRY (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->row));
  gtk_editable_set_position (self->row, -1);
}
