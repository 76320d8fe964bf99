/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The domains of an account as a part of a page: how many there are, which of them are or will soon be without
 * validation, and a search. */

#include "config.h"

#include "acme-account-domain-group.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-account-domain-list.h"
#include "acme-domain-name.h"
#include "acme-error-bar.h"

/* From so many domains on there is a search. */
#define MANY_DOMAINS 10

struct _AcmeAccountDomainGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *domains;       /* (nullable): all of them, in the order in which they are shown; NULL before they came */
  GPtrArray *matches;       /* those of domains that the search finds */
  guint n_expired;
  guint n_soon;
  gint64 now;               /* when the domains came: what is said of them is said of then */
  gboolean loading;
  AcmeClipboard *clipboard; /* (nullable) */

  AcmeErrorBar *error_bar;
  GtkWidget *copy_button;
  GtkEditable *search_entry;
  GtkWidget *message_box;
  GtkSpinner *spinner;
  GtkLabel *message_label;
  AcmeAccountDomainList *list;
};

G_DEFINE_FINAL_TYPE (AcmeAccountDomainGroup, acme_account_domain_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  COPIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const AcmeErrorWords words = {
  .failed = N_("Domains Could Not Be Loaded"),
  .not_found = N_("Domains Could Not Be Found"),
  .forbidden = N_("Ask an administrator of your Sectigo account for the right to see ACME accounts."),
};

static const char *
get_name (AcmeDomain *domain)
{
  return acme_item_get_text (ACME_ITEM (domain), ACME_DOMAIN_NAME);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return acme_item_compare (*(AcmeItem *const *) a, *(AcmeItem *const *) b, ACME_DOMAIN_NAME);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  int order = acme_item_compare (*(AcmeItem *const *) a, *(AcmeItem *const *) b, ACME_DOMAIN_VALID_UNTIL);

  return order != 0 ? order : compare_names (a, b);
}

/* What needs somebody comes first, the most urgent at the top; the others by name. */
static void
take_domains (AcmeAccountDomainGroup *self,
              GPtrArray              *domains)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < domains->len; i++)
    {
      AcmeDomain *domain = domains->pdata[i];
      AcmeDomainValidity validity = acme_domain_get_validity (domain, self->now);

      self->n_expired += validity == ACME_DOMAIN_EXPIRED;
      self->n_soon += validity == ACME_DOMAIN_SOON;
      g_ptr_array_add (validity <= ACME_DOMAIN_SOON ? sorted : others, g_object_ref (domain));
    }
  g_ptr_array_sort (sorted, compare_times);
  g_ptr_array_sort (others, compare_names);
  g_ptr_array_extend_and_steal (sorted, g_steal_pointer (&others));
  self->domains = sorted;
}

static char *
describe_urgent (AcmeAccountDomainGroup *self)
{
  g_autofree char *expired = NULL;
  g_autofree char *soon = NULL;

  if (self->n_expired > 0)
    /* Translators: of domains */
    expired = g_strdup_printf (ngettext ("%u expired", "%u expired", self->n_expired),
                               self->n_expired);
  if (self->n_soon > 0)
    /* Translators: of domains; %d is a number of days, always several */
    soon = g_strdup_printf (ngettext ("%u expires within %d days", "%u expire within %d days", self->n_soon),
                            self->n_soon, ACME_DOMAIN_SOON_DAYS);
  if (expired != NULL && soon != NULL)
    /* Translators: both are counts, as in "2 expired, 3 expire within 30 days" */
    return g_strdup_printf (C_("between counts", "%s, %s"), expired, soon);
  return g_strdup (expired != NULL ? expired : soon);
}

static void
update_heading (AcmeAccountDomainGroup *self)
{
  guint n = self->domains != NULL ? self->domains->len : 0;
  g_autofree char *title = NULL;
  g_autofree char *description = describe_urgent (self);

  if (self->matches->len < n)
    /* Translators: how many domains were found, and how many there are */
    title = g_strdup_printf (ngettext ("%u of %u Domain", "%u of %u Domains", n), self->matches->len, n);
  else if (n > 0)
    title = g_strdup_printf (ngettext ("%u Domain", "%u Domains", n), n);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title != NULL ? title : _("Domains"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
}

static const char *
get_message (AcmeAccountDomainGroup *self)
{
  if (self->domains == NULL && self->loading)
    return _("Loading Domains…");
  if (self->domains == NULL)
    return acme_error_bar_get_revealed (self->error_bar) ? NULL : _("Domains were not loaded.");
  if (self->domains->len == 0)
    return _("No domains. Until there are some, clients cannot obtain certificates with this account.");
  return self->matches->len == 0 ? _("No domain matches the search.") : NULL;
}

static void
update (AcmeAccountDomainGroup *self)
{
  const char *message = get_message (self);
  guint n = self->domains != NULL ? self->domains->len : 0;

  gtk_widget_set_visible (GTK_WIDGET (self->error_bar), acme_error_bar_get_revealed (self->error_bar));
  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), n >= MANY_DOMAINS);
  gtk_widget_set_visible (self->copy_button, n > 0);
  gtk_widget_set_visible (self->message_box, message != NULL);
  gtk_label_set_label (self->message_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->domains == NULL && self->loading);
  gtk_spinner_set_spinning (self->spinner, self->domains == NULL && self->loading);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->matches->len > 0);
  update_heading (self);
}

/* Also by what a person reads. */
static gboolean
is_match (AcmeAccountDomainGroup *self,
          AcmeDomain             *domain,
          const char             *folded)
{
  g_autofree char *shown = acme_domain_name_to_display (get_name (domain));
  g_autofree char *status = acme_domain_describe_validity (domain, self->now);
  g_autofree char *text = g_strjoin ("\n", get_name (domain), shown, status, NULL);
  g_autofree char *folded_text = acme_fold (text);

  return strstr (folded_text, folded) != NULL;
}

/* Takes the domains that the search finds into the list. */
static void
search (AcmeAccountDomainGroup *self)
{
  gboolean all = self->domains == NULL || self->domains->len < MANY_DOMAINS;
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));
  g_autofree char *folded = acme_fold (typed);

  g_ptr_array_unref (self->matches);
  self->matches = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; self->domains != NULL && i < self->domains->len; i++)
    {
      if (all || *folded == '\0' || is_match (self, self->domains->pdata[i], folded))
        g_ptr_array_add (self->matches, g_object_ref (self->domains->pdata[i]));
    }
  acme_account_domain_list_set_domains (self->list, self->matches, self->now);
}

static void
search_changed_cb (AcmeAccountDomainGroup *self)
{
  search (self);
  update (self);
}

/* Escape first empties the search, then is for the window. */
static void
stop_search_cb (AcmeAccountDomainGroup *self)
{
  if (*gtk_editable_get_text (self->search_entry) != '\0')
    gtk_editable_set_text (self->search_entry, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

static void
copy_names (AcmeAccountDomainGroup *self,
            GPtrArray              *domains)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_if_fail (self->clipboard != NULL);

  for (guint i = 0; i < domains->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", get_name (domains->pdata[i]));
  acme_clipboard_copy (self->clipboard, text->str);
  g_signal_emit (self, signals[COPIED], 0, domains->len);
}

static void
copy_all_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  AcmeAccountDomainGroup *self = ACME_ACCOUNT_DOMAIN_GROUP (widget);

  if (self->matches->len > 0)
    copy_names (self, self->matches);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AcmeAccountDomainGroup *self = ACME_ACCOUNT_DOMAIN_GROUP (widget);
  AcmeDomain *domain = acme_account_domain_list_get_focus (self->list);
  g_autoptr(GPtrArray) domains = g_ptr_array_new ();

  if (domain == NULL)
    return;
  g_ptr_array_add (domains, domain);
  copy_names (self, domains);
}

static void
acme_account_domain_group_dispose (GObject *object)
{
  AcmeAccountDomainGroup *self = ACME_ACCOUNT_DOMAIN_GROUP (object);

  g_clear_object (&self->clipboard);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_ACCOUNT_DOMAIN_GROUP);

  G_OBJECT_CLASS (acme_account_domain_group_parent_class)->dispose (object);
}

static void
acme_account_domain_group_finalize (GObject *object)
{
  AcmeAccountDomainGroup *self = ACME_ACCOUNT_DOMAIN_GROUP (object);

  g_clear_pointer (&self->domains, g_ptr_array_unref);
  g_clear_pointer (&self->matches, g_ptr_array_unref);

  G_OBJECT_CLASS (acme_account_domain_group_parent_class)->finalize (object);
}

static void
acme_account_domain_group_class_init (AcmeAccountDomainGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = acme_account_domain_group_dispose;
  object_class->finalize = acme_account_domain_group_finalize;

  /**
   * AcmeAccountDomainGroup::copied:
   * @self: the domains
   * @n_domains: of how many the names were copied
   *
   * Names were copied, for a toast to say.
   */
  signals[COPIED] = g_signal_new ("copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_install_action (widget_class, "domains.copy-all", NULL, copy_all_action);
  gtk_widget_class_install_action (widget_class, "domains.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "domains.copy", NULL);

  g_type_ensure (ACME_TYPE_ACCOUNT_DOMAIN_LIST);
  g_type_ensure (ACME_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-account-domain-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDomainGroup, error_bar);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDomainGroup, copy_button);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDomainGroup, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDomainGroup, message_box);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDomainGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDomainGroup, message_label);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountDomainGroup, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
acme_account_domain_group_init (AcmeAccountDomainGroup *self)
{
  self->matches = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  acme_error_bar_set_words (self->error_bar, &words);
  update (self);
}

/**
 * acme_account_domain_group_new:
 *
 * Returns: (transfer floating): a part of a page that knows no domains yet
 */
GtkWidget *
acme_account_domain_group_new (void)
{
  return g_object_new (ACME_TYPE_ACCOUNT_DOMAIN_GROUP, NULL);
}

/**
 * acme_account_domain_group_set_clipboard:
 * @self: the domains
 * @clipboard: (nullable): what names are copied with; needed before anything is copied
 */
void
acme_account_domain_group_set_clipboard (AcmeAccountDomainGroup *self,
                                         AcmeClipboard          *clipboard)
{
  g_return_if_fail (ACME_IS_ACCOUNT_DOMAIN_GROUP (self));
  g_return_if_fail (clipboard == NULL || ACME_IS_CLIPBOARD (clipboard));

  g_set_object (&self->clipboard, clipboard);
}

/**
 * acme_account_domain_group_set_loading:
 * @self: the domains
 * @loading: whether they are being loaded; that it is over need not be said if they came or failed
 *
 * What is shown already stays meanwhile.
 */
void
acme_account_domain_group_set_loading (AcmeAccountDomainGroup *self,
                                       gboolean                loading)
{
  g_return_if_fail (ACME_IS_ACCOUNT_DOMAIN_GROUP (self));

  self->loading = loading;
  update (self);
}

/**
 * acme_account_domain_group_set_domains:
 * @self: the domains
 * @domains: (nullable) (element-type AcmeDomain): all of them, or %NULL if they are not known any more
 */
void
acme_account_domain_group_set_domains (AcmeAccountDomainGroup *self,
                                       GPtrArray              *domains)
{
  g_return_if_fail (ACME_IS_ACCOUNT_DOMAIN_GROUP (self));

  self->loading = FALSE;
  self->now = g_get_real_time ();
  g_clear_pointer (&self->domains, g_ptr_array_unref);
  self->n_expired = self->n_soon = 0;
  if (domains != NULL)
    take_domains (self, domains);
  acme_error_bar_set_error (self->error_bar, NULL, NULL);
  search (self);
  update (self);
}

/**
 * acme_account_domain_group_set_error:
 * @self: the domains
 * @error: why they could not be loaded
 * @host: (nullable): the host that was to answer
 *
 * Says so, with a button for the action "win.refresh". Domains that were loaded before stay.
 */
void
acme_account_domain_group_set_error (AcmeAccountDomainGroup *self,
                                     const GError           *error,
                                     const char             *host)
{
  g_return_if_fail (ACME_IS_ACCOUNT_DOMAIN_GROUP (self));
  g_return_if_fail (error != NULL);

  self->loading = FALSE;
  acme_error_bar_set_error (self->error_bar, error, host);
  update (self);
}

/**
 * acme_account_domain_group_start_search:
 * @self: the domains
 *
 * Moves the keyboard focus to the search.
 *
 * Returns: whether there is one: few domains have none
 */
gboolean
acme_account_domain_group_start_search (AcmeAccountDomainGroup *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DOMAIN_GROUP (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->search_entry)) &&
         gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
