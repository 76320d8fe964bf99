/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything that SCM says about an account, to be read and copied: first what an ACME client needs to use it, then
 * what it is and what it may be used for. */

#include "config.h"

#include "acme-account-details-page.h"

#include <glib/gi18n.h>

#include "acme-value-row.h"

struct _AcmeAccountDetailsPage
{
  AdwPreferencesPage parent_instance;

  AcmeValueRow *name_row;
  AcmeValueRow *url_row;
  AcmeValueRow *account_id_row;
  AcmeValueRow *key_id_row;
  AcmeValueRow *hmac_key_row;
  GtkLabel *key_note;
  AcmeValueRow *status_row;
  AcmeValueRow *organization_row;
  AcmeValueRow *contacts_row;
  AcmeValueRow *profile_row;
  GtkWidget *profile_note;
  GtkWidget *problem_note;
  GtkLabel *problem_label;
  AcmeAccountDomainGroup *domains;
};

G_DEFINE_FINAL_TYPE (AcmeAccountDetailsPage, acme_account_details_page, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  COPIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (AcmeAccount *account,
          guint        field)
{
  return acme_item_get_text (ACME_ITEM (account), field);
}

static char *
describe_organization (AcmeAccount *account)
{
  const char *organization = get_text (account, ACME_ACCOUNT_ORGANIZATION);
  const char *department = get_text (account, ACME_ACCOUNT_DEPARTMENT);
  const char *id = get_text (account, ACME_ACCOUNT_ORGANIZATION_ID);

  if (*organization != '\0' && *department != '\0')
    /* Translators: the name of an organization, then of one of its departments */
    return g_strdup_printf (C_("organization", "%s › %s"), organization, department);
  if (*organization != '\0' || *id == '\0')
    return g_strdup (organization);
  /* Translators: an organization whose name is not known; %s is its number */
  return g_strdup_printf (C_("organization", "Id %s"), id);
}

/* What the interface for Universal ACME accounts does not tell is not missing. */
static void
show_if_told (AcmeValueRow *row,
              AcmeAccount  *account,
              guint         field)
{
  const char *value = get_text (account, field);

  acme_value_row_set_value (row, value);
  gtk_widget_set_visible (GTK_WIDGET (row), *value != '\0' || !acme_account_is_universal (account));
}

static void
show_key (AcmeAccountDetailsPage *self,
          AcmeAccount            *account)
{
  const char *key = acme_item_get_string (ACME_ITEM (account), ACME_ACCOUNT_HMAC_KEY);

  acme_value_row_set_value (self->account_id_row, get_text (account, ACME_ACCOUNT_ACCOUNT_ID));
  acme_value_row_set_value (self->key_id_row, get_text (account, ACME_ACCOUNT_KEY_ID));
  acme_value_row_set_value (self->hmac_key_row, key);
  gtk_label_set_label (self->key_note,
                       acme_account_is_universal (account)
                           ? _("Several clients may use this key. Whoever has it can obtain certificates from this "
                               "endpoint.\nA copied key leaves the clipboard when this window closes. Clipboard "
                               "managers may keep a copy.")
                           : _("Several clients may use this key. Whoever has it can obtain certificates for these "
                               "domains.\nA copied key leaves the clipboard when this window closes. Clipboard "
                               "managers may keep a copy."));
  gtk_widget_set_visible (GTK_WIDGET (self->key_note), key != NULL);
}

static void
show_account (AcmeAccountDetailsPage *self,
              AcmeAccount            *account)
{
  gboolean universal = acme_account_is_universal (account);
  const char *problem = acme_item_get_problem (ACME_ITEM (account));
  g_autofree char *organization = describe_organization (account);

  acme_value_row_set_value (self->name_row, get_text (account, ACME_ACCOUNT_NAME));
  show_key (self, account);
  show_if_told (self->status_row, account, ACME_ACCOUNT_STATUS);
  acme_value_row_set_value (self->organization_row, organization);
  show_if_told (self->contacts_row, account, ACME_ACCOUNT_CONTACTS);

  acme_value_row_set_value (self->profile_row, get_text (account, ACME_ACCOUNT_PROFILE_NAME));
  gtk_widget_set_visible (GTK_WIDGET (self->profile_row), universal);
  gtk_widget_set_visible (self->profile_note, universal);
  gtk_widget_set_visible (GTK_WIDGET (self->domains), !universal);
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem_note, problem != NULL);
}

static void
copied_cb (AcmeAccountDetailsPage *self,
           AcmeValueRow           *row)
{
  g_autofree char *text = NULL;

  /* Translators: %s is the title of a value, such as "Key ID" */
  text = g_strdup_printf (_("%s copied"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  g_signal_emit (self, signals[COPIED], 0, text);
}

static void
domains_copied_cb (AcmeAccountDetailsPage *self,
                   guint                   n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u domain copied", "%u domains copied", n), n);

  g_signal_emit (self, signals[COPIED], 0, text);
}

static void
acme_account_details_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_ACCOUNT_DETAILS_PAGE);

  G_OBJECT_CLASS (acme_account_details_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ACME_TYPE_ACCOUNT_DOMAIN_GROUP);
  g_type_ensure (ACME_TYPE_VALUE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-account-details-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, url_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, account_id_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, key_id_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, hmac_key_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, key_note);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, status_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, organization_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, contacts_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, profile_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, profile_note);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, problem_note);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDetailsPage, domains);
  gtk_widget_class_bind_template_callback (widget_class, copied_cb);
  gtk_widget_class_bind_template_callback (widget_class, domains_copied_cb);
}

static void
acme_account_details_page_class_init (AcmeAccountDetailsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acme_account_details_page_dispose;

  /**
   * AcmeAccountDetailsPage::copied:
   * @self: the page
   * @message: what was copied, for a toast to say
   *
   * Something was copied.
   */
  signals[COPIED] = g_signal_new ("copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
acme_account_details_page_init (AcmeAccountDetailsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_account_details_page_new:
 *
 * Returns: (transfer floating): a page without an account
 */
GtkWidget *
acme_account_details_page_new (void)
{
  return g_object_new (ACME_TYPE_ACCOUNT_DETAILS_PAGE, NULL);
}

/**
 * acme_account_details_page_get_domains:
 * @self: the page
 *
 * Returns: (transfer none): the part that shows the domains
 */
AcmeAccountDomainGroup *
acme_account_details_page_get_domains (AcmeAccountDetailsPage *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DETAILS_PAGE (self), NULL);

  return self->domains;
}

/**
 * acme_account_details_page_set_clipboard:
 * @self: the page
 * @clipboard: (nullable): what values are copied with; needed before anything is copied
 */
void
acme_account_details_page_set_clipboard (AcmeAccountDetailsPage *self,
                                         AcmeClipboard          *clipboard)
{
  AcmeValueRow *rows[] = {
    self->name_row, self->url_row, self->account_id_row, self->key_id_row, self->hmac_key_row, self->status_row,
    self->organization_row, self->contacts_row, self->profile_row,
  };

  g_return_if_fail (ACME_IS_ACCOUNT_DETAILS_PAGE (self));
  g_return_if_fail (clipboard == NULL || ACME_IS_CLIPBOARD (clipboard));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    acme_value_row_set_clipboard (rows[i], clipboard);
  acme_account_domain_group_set_clipboard (self->domains, clipboard);
}

/**
 * acme_account_details_page_set_endpoint:
 * @self: the page
 * @endpoint: (nullable): where the account is used
 */
void
acme_account_details_page_set_endpoint (AcmeAccountDetailsPage *self,
                                        AcmeEndpoint           *endpoint)
{
  g_return_if_fail (ACME_IS_ACCOUNT_DETAILS_PAGE (self));
  g_return_if_fail (endpoint == NULL || ACME_IS_ENDPOINT (endpoint));

  acme_value_row_set_value (self->url_row, endpoint != NULL ? acme_endpoint_get_url (endpoint) : NULL);
}

/**
 * acme_account_details_page_set_account:
 * @self: the page
 * @account: (nullable): what it shows, as it is now; with %NULL it forgets the HMAC key and the domains, and is not to
 *   be shown any more
 *
 * The HMAC key is kept in one row, which wipes it, and @account may lose it.
 */
void
acme_account_details_page_set_account (AcmeAccountDetailsPage *self,
                                       AcmeAccount            *account)
{
  g_return_if_fail (ACME_IS_ACCOUNT_DETAILS_PAGE (self));
  g_return_if_fail (account == NULL || ACME_IS_ACCOUNT (account));

  if (account != NULL)
    {
      show_account (self, account);
      return;
    }
  acme_value_row_set_value (self->hmac_key_row, NULL);
  acme_account_domain_group_set_domains (self->domains, NULL);
}
