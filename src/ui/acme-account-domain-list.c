/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Domains as rows that scroll with the page they are on, which those of a GtkListView cannot. With thousands of them
 * GTK would be busy with widgets that nobody looks at, so rows are made as the page is scrolled to them. */

#include "config.h"

#include "acme-account-domain-list.h"

#include <glib/gi18n.h>

#include "acme-account-domain-row.h"

/* So many rows are made at a time. */
#define ROWS_STEP 50

struct _AcmeAccountDomainList
{
  AdwBin parent_instance;

  GPtrArray *domains;    /* of AcmeDomain */
  guint n_rows;          /* how many rows exist: those of the first domains */
  gint64 now;            /* what is said of the domains is said of then */

  GtkListBox *list_box;
  GtkAdjustment *scroll; /* (nullable): of the page, while there is one */
  guint extend_id;       /* of a tick callback */
};

G_DEFINE_FINAL_TYPE (AcmeAccountDomainList, acme_account_domain_list, ADW_TYPE_BIN)

static GtkListBoxRow *
get_row (AcmeAccountDomainList *self,
         guint                  position)
{
  return gtk_list_box_get_row_at_index (self->list_box, (int) position);
}

/* (nullable): the row that the keys are for */
static GtkListBoxRow *
get_focus_row (AcmeAccountDomainList *self)
{
  return (GtkListBoxRow *) gtk_widget_get_focus_child (GTK_WIDGET (self->list_box));
}

static void
extend (AcmeAccountDomainList *self,
        guint                  n)
{
  for (; self->n_rows < MIN (n, self->domains->len); self->n_rows++)
    gtk_list_box_append (self->list_box, acme_account_domain_row_new (self->domains->pdata[self->n_rows], self->now));
}

static void
cut (AcmeAccountDomainList *self,
     guint                  n)
{
  for (; self->n_rows > n; self->n_rows--)
    gtk_list_box_remove (self->list_box, GTK_WIDGET (get_row (self, self->n_rows - 1)));
}

/* How many of the rows, from the first on, are about the domains that are there now. */
static guint
renew (AcmeAccountDomainList *self)
{
  guint n = 0;

  while (n < MIN (self->n_rows, self->domains->len) &&
         acme_account_domain_row_renew (ACME_ACCOUNT_DOMAIN_ROW (get_row (self, n)), self->domains->pdata[n],
                                        self->now))
    n++;
  return n;
}

/* Whether what has been made of the list ends not far below what can be seen. */
static gboolean
is_near_end (AcmeAccountDomainList *self)
{
  return gtk_adjustment_get_value (self->scroll) + 2 * gtk_adjustment_get_page_size (self->scroll) >=
         gtk_adjustment_get_upper (self->scroll);
}

static gboolean
extend_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  AcmeAccountDomainList *self = ACME_ACCOUNT_DOMAIN_LIST (widget);

  self->extend_id = 0;
  if (is_near_end (self))
    extend (self, self->n_rows + ROWS_STEP);
  return G_SOURCE_REMOVE;
}

/* In the next frame: the page may just be giving its parts their sizes. */
static void
scrolled_cb (AcmeAccountDomainList *self)
{
  if (self->extend_id == 0 && self->n_rows < self->domains->len && is_near_end (self))
    self->extend_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), extend_cb, NULL, NULL);
}

static void
acme_account_domain_list_map (GtkWidget *widget)
{
  AcmeAccountDomainList *self = ACME_ACCOUNT_DOMAIN_LIST (widget);
  GtkWidget *page = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (acme_account_domain_list_parent_class)->map (widget);

  if (page == NULL)
    return;
  self->scroll = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (page)));
  g_signal_connect_object (self->scroll, "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scroll, "changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

static void
drop_scroll (AcmeAccountDomainList *self)
{
  if (self->extend_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->extend_id);
  self->extend_id = 0;
  if (self->scroll != NULL)
    g_signal_handlers_disconnect_by_data (self->scroll, self);
  g_clear_object (&self->scroll);
}

static void
acme_account_domain_list_unmap (GtkWidget *widget)
{
  drop_scroll (ACME_ACCOUNT_DOMAIN_LIST (widget));

  GTK_WIDGET_CLASS (acme_account_domain_list_parent_class)->unmap (widget);
}

static void
acme_account_domain_list_dispose (GObject *object)
{
  drop_scroll (ACME_ACCOUNT_DOMAIN_LIST (object));

  G_OBJECT_CLASS (acme_account_domain_list_parent_class)->dispose (object);
}

static void
acme_account_domain_list_finalize (GObject *object)
{
  g_clear_pointer (&ACME_ACCOUNT_DOMAIN_LIST (object)->domains, g_ptr_array_unref);

  G_OBJECT_CLASS (acme_account_domain_list_parent_class)->finalize (object);
}

static void
acme_account_domain_list_class_init (AcmeAccountDomainListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acme_account_domain_list_dispose;
  object_class->finalize = acme_account_domain_list_finalize;
  widget_class->map = acme_account_domain_list_map;
  widget_class->unmap = acme_account_domain_list_unmap;
}

static void
acme_account_domain_list_init (AcmeAccountDomainList *self)
{
  self->domains = g_ptr_array_new ();
  self->list_box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list_box, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list_box), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Domains"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list_box));
}

/**
 * acme_account_domain_list_new:
 *
 * Returns: (transfer floating): a list without domains
 */
GtkWidget *
acme_account_domain_list_new (void)
{
  return g_object_new (ACME_TYPE_ACCOUNT_DOMAIN_LIST, NULL);
}

/**
 * acme_account_domain_list_set_domains:
 * @self: a list
 * @domains: (element-type AcmeDomain): what it shows, in this order; it must not be changed any more
 * @now: the present time, in microseconds since 1970 UTC
 *
 * The first rows that are about the same domains as before stay, and with them the place and the keyboard focus.
 */
void
acme_account_domain_list_set_domains (AcmeAccountDomainList *self,
                                      GPtrArray             *domains,
                                      gint64                 now)
{
  GtkListBoxRow *focus;
  guint position, n_same;

  g_return_if_fail (ACME_IS_ACCOUNT_DOMAIN_LIST (self));
  g_return_if_fail (domains != NULL);

  focus = get_focus_row (self);
  position = focus != NULL ? (guint) gtk_list_box_row_get_index (focus) : 0;
  g_ptr_array_ref (domains);
  g_ptr_array_unref (self->domains);
  self->domains = domains;
  self->now = now;

  n_same = renew (self);
  cut (self, n_same);
  extend (self, MAX (n_same, ROWS_STEP));
  if (focus != NULL && position >= n_same && self->n_rows > 0)
    gtk_widget_grab_focus (GTK_WIDGET (get_row (self, MIN (position, self->n_rows - 1))));
}

/**
 * acme_account_domain_list_get_focus:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the domain that the keys are for
 */
AcmeDomain *
acme_account_domain_list_get_focus (AcmeAccountDomainList *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (ACME_IS_ACCOUNT_DOMAIN_LIST (self), NULL);

  row = get_focus_row (self);
  return row != NULL ? acme_account_domain_row_get_domain (ACME_ACCOUNT_DOMAIN_ROW (row)) : NULL;
}
