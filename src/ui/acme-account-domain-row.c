/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A domain in a list to be read: its name, and in words how its validation stands. There may be thousands of them, so a
 * row has no more widgets than must be. */

#include "config.h"

#include "acme-account-domain-row.h"

#include <glib/gi18n.h>

#include "acme-domain-name.h"
#include "acme-time.h"

struct _AcmeAccountDomainRow
{
  GtkListBoxRow parent_instance;

  AcmeDomain *domain;
  char *status; /* how its validation stands */
};

G_DEFINE_FINAL_TYPE (AcmeAccountDomainRow, acme_account_domain_row, GTK_TYPE_LIST_BOX_ROW)

static const struct
{
  const char *css_class;
  const char *icon_name; /* (nullable) */
} looks[] = {
  [ACME_DOMAIN_EXPIRED] = { "error", "dialog-error-symbolic" },
  [ACME_DOMAIN_SOON] = { "warning", "dialog-warning-symbolic" },
  [ACME_DOMAIN_VALID] = { "dim-label", NULL },
  [ACME_DOMAIN_UNKNOWN] = { "dim-label", NULL },
};

static const char *
get_name (AcmeDomain *domain)
{
  return acme_item_get_text (ACME_ITEM (domain), ACME_DOMAIN_NAME);
}

/* A name that is broken over lines must not get characters that are not its own. */
static GtkWidget *
make_name (const char *shown)
{
  GtkWidget *label = gtk_label_new (shown);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

static GtkWidget *
make_status (const char         *status,
             AcmeDomainValidity  validity)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (status);

  if (looks[validity].icon_name != NULL)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE,
                                                 "icon-name", looks[validity].icon_name,
                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                 NULL));
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, looks[validity].css_class);
  return box;
}

static void
show_domain (AcmeAccountDomainRow *self,
             gint64                now)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *shown = acme_domain_name_to_display (get_name (self->domain));

  gtk_box_append (GTK_BOX (box), make_name (shown));
  gtk_box_append (GTK_BOX (box), make_status (self->status, acme_domain_get_validity (self->domain, now)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, shown,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->status, -1);
}

/* The name as SCM has it, which is what a copy has, and the exact time. */
static char *
describe_more (AcmeDomain *domain)
{
  g_autofree char *exact = NULL;

  exact = acme_time_format_exact (acme_item_get_number (ACME_ITEM (domain), ACME_DOMAIN_VALID_UNTIL));
  if (exact == NULL)
    return g_strdup (get_name (domain));
  /* Translators: the first %s is the name of a domain, the second one a date and time */
  return g_strdup_printf (_("%s\nValid until %s"), get_name (domain), exact);
}

/* Asked for when it is wanted: to set one is a question to the display server, where the pointer is. */
static gboolean
acme_account_domain_row_query_tooltip (GtkWidget  *widget,
                                       int         x,
                                       int         y,
                                       gboolean    keyboard_mode,
                                       GtkTooltip *tooltip)
{
  g_autofree char *text = describe_more (ACME_ACCOUNT_DOMAIN_ROW (widget)->domain);

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
acme_account_domain_row_finalize (GObject *object)
{
  AcmeAccountDomainRow *self = ACME_ACCOUNT_DOMAIN_ROW (object);

  g_clear_object (&self->domain);
  g_clear_pointer (&self->status, g_free);

  G_OBJECT_CLASS (acme_account_domain_row_parent_class)->finalize (object);
}

static void
acme_account_domain_row_class_init (AcmeAccountDomainRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_account_domain_row_finalize;
  GTK_WIDGET_CLASS (klass)->query_tooltip = acme_account_domain_row_query_tooltip;
}

static void
acme_account_domain_row_init (AcmeAccountDomainRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * acme_account_domain_row_new:
 * @domain: a domain
 * @now: the present time, in microseconds since 1970 UTC
 *
 * Returns: (transfer floating): a row that shows @domain as it is now
 */
GtkWidget *
acme_account_domain_row_new (AcmeDomain *domain,
                             gint64      now)
{
  AcmeAccountDomainRow *self;

  g_return_val_if_fail (ACME_IS_DOMAIN (domain), NULL);

  self = g_object_new (ACME_TYPE_ACCOUNT_DOMAIN_ROW, NULL);
  self->domain = g_object_ref (domain);
  self->status = acme_domain_describe_validity (domain, now);
  show_domain (self, now);
  return GTK_WIDGET (self);
}

/**
 * acme_account_domain_row_get_domain:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
AcmeDomain *
acme_account_domain_row_get_domain (AcmeAccountDomainRow *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DOMAIN_ROW (self), NULL);

  return self->domain;
}

/**
 * acme_account_domain_row_renew:
 * @self: a row
 * @domain: a domain
 * @now: the present time, in microseconds since 1970 UTC
 *
 * Shows @domain instead if it has the same name.
 *
 * Returns: whether it does
 */
gboolean
acme_account_domain_row_renew (AcmeAccountDomainRow *self,
                               AcmeDomain           *domain,
                               gint64                now)
{
  g_autofree char *status = NULL;

  g_return_val_if_fail (ACME_IS_ACCOUNT_DOMAIN_ROW (self), FALSE);
  g_return_val_if_fail (ACME_IS_DOMAIN (domain), FALSE);

  if (!g_str_equal (get_name (self->domain), get_name (domain)))
    return FALSE;

  g_set_object (&self->domain, domain);
  status = acme_domain_describe_validity (domain, now);
  if (!g_str_equal (self->status, status))
    {
      g_free (self->status);
      self->status = g_steal_pointer (&status);
      show_domain (self, now);
    }
  return TRUE;
}
