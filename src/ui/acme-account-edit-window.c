/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be changed of an account: its name and, of a Sectigo Public ACME account, its domains. Only what differs is
 * sent, the name first. SCM's interface can change nothing else, which the window says. */

#include "config.h"

#include "acme-account-edit-window.h"

#include <glib/gi18n.h>

#include "acme-domain.h"
#include "acme-domains-editor.h"
#include "acme-error.h"
#include "acme-load.h"
#include "acme-scm-account-writes.h"
#include "acme-scm-accounts.h"
#include "acme-scm-domains.h"
#include "acme-status-view.h"

#define PAGE_STATUS "status"
#define PAGE_DOMAINS "domains"

#define PUBLIC_HEIGHT 680
#define UNIVERSAL_HEIGHT 400

struct _AcmeAccountEditWindow
{
  AcmeAccountForm parent_instance;

  char *new_name;        /* (nullable): what was sent */
  char **add;            /* (nullable): the domains that are sent after it */
  char **remove;         /* (nullable) */
  GCancellable *loading; /* (nullable): exists while the domains are loaded */

  AdwPreferencesGroup *fixed_group;
  GtkWidget *organization_row;
  GtkWidget *profile_row;
  GtkStack *domains_stack;
  AcmeStatusView *status_view;
  AcmeDomainsEditor *domains_editor;
};

G_DEFINE_FINAL_TYPE (AcmeAccountEditWindow, acme_account_edit_window, ACME_TYPE_ACCOUNT_FORM)

enum
{
  PROP_0,
  PROP_ACCOUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const AcmeErrorWords words = {
  .failed = N_("The Account Was Not Changed"),
  .not_found = N_("The Account Was Not Changed"),
  .forbidden = N_("Ask an administrator of your Sectigo account for the right to change ACME accounts."),
};

static const AcmeErrorWords domains_words = {
  .failed = N_("Domains Could Not Be Loaded"),
  .not_found = N_("Domains Could Not Be Found"),
  .forbidden = N_("Ask an administrator of your Sectigo account for the right to see ACME accounts."),
};

static AcmeItem *
get_item (AcmeAccountEditWindow *self)
{
  return ACME_ITEM (acme_account_form_get_account (ACME_ACCOUNT_FORM (self)));
}

static gboolean
is_universal (AcmeAccountEditWindow *self)
{
  return acme_account_is_universal (ACME_ACCOUNT (get_item (self)));
}

static gboolean
has_name (AcmeAccountEditWindow *self,
          const char            *name)
{
  return g_strcmp0 (acme_item_get_string (get_item (self), ACME_ACCOUNT_NAME), name) == 0;
}

/* Nothing differs while it is not known which domains there are. */
static void
get_changes (AcmeAccountEditWindow   *self,
             char                  ***out_add,
             char                  ***out_remove)
{
  acme_domains_editor_get_changes (self->domains_editor, out_add, out_remove);
}

static gboolean
has_changed_domains (AcmeAccountEditWindow *self)
{
  g_auto(GStrv) add = NULL;
  g_auto(GStrv) remove = NULL;

  get_changes (self, &add, &remove);
  return add[0] != NULL || remove[0] != NULL;
}

static char *
acme_account_edit_window_check (AcmeAccountForm *form)
{
  AcmeAccountEditWindow *self = ACME_ACCOUNT_EDIT_WINDOW (form);
  g_autoptr(GError) error = NULL;
  g_autofree char *name = acme_account_name_entry_dup_name (acme_account_form_get_name_entry (form), &error);

  if (name == NULL)
    return g_strdup (error->message);
  if (acme_domains_editor_has_problems (self->domains_editor))
    return g_strdup (_("There are domains that cannot be used."));
  if (has_name (self, name) && !has_changed_domains (self) && !acme_domains_editor_is_typing (self->domains_editor))
    return g_strdup (_("Nothing has been changed."));
  return NULL;
}

static void
update_note (AcmeAccountEditWindow *self)
{
  g_auto(GStrv) add = NULL;
  g_auto(GStrv) remove = NULL;
  g_autofree char *to_add = NULL;
  g_autofree char *to_remove = NULL;
  g_autofree char *note = NULL;
  guint n_add, n_remove;

  get_changes (self, &add, &remove);
  n_add = g_strv_length (add);
  n_remove = g_strv_length (remove);
  if (n_add > 0)
    to_add = g_strdup_printf (ngettext ("%u domain to add", "%u domains to add", n_add), n_add);
  if (n_remove > 0)
    to_remove = g_strdup_printf (ngettext ("%u domain to remove", "%u domains to remove", n_remove), n_remove);
  if (to_add != NULL || to_remove != NULL)
    note = g_strconcat (to_add != NULL ? to_add : to_remove,
                        /* Translators: stands between counts, as in "14 domains, 2 with problems" */
                        to_add != NULL && to_remove != NULL ? C_("between counts", ", ") : NULL, to_remove, NULL);
  acme_account_form_set_note (ACME_ACCOUNT_FORM (self), note);
}

static void
changed_cb (AcmeAccountEditWindow *self)
{
  if (get_item (self) == NULL)
    return;
  update_note (self);
  acme_account_form_update (ACME_ACCOUNT_FORM (self));
}

/* ---- The domains that there are ---- */

static void
show_domains (AcmeAccountEditWindow *self,
              GPtrArray             *domains)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;

  for (guint i = 0; i < domains->len; i++)
    g_strv_builder_add (builder, acme_item_get_text (domains->pdata[i], ACME_DOMAIN_NAME));
  names = g_strv_builder_end (builder);
  acme_domains_editor_set_original (self->domains_editor, (const char *const *) names);
  gtk_stack_set_visible_child_name (self->domains_stack, PAGE_DOMAINS);
}

static void
domains_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) domains = NULL;
  g_autoptr(AcmeAccountEditWindow) self = NULL;

  domains = acme_scm_list_domains_finish (ACME_SCM_SESSION (source), result, &error);
  self = acme_load_dup_owner (load);
  if (self == NULL)
    return;

  g_clear_object (&self->loading);
  if (domains != NULL)
    show_domains (self, domains);
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    acme_account_form_show_gone (ACME_ACCOUNT_FORM (self));
  else
    acme_status_view_set_error (self->status_view, error, acme_dialog_get_host (ACME_DIALOG (self)), &domains_words,
                                "form.reload");
}

static void
load_domains (AcmeAccountEditWindow *self)
{
  if (self->loading != NULL)
    return;

  self->loading = g_cancellable_new ();
  acme_status_view_set_loading (self->status_view, _("Loading Domains…"));
  acme_scm_list_domains_async (acme_dialog_get_session (ACME_DIALOG (self)), ACME_ACCOUNT (get_item (self)),
                               self->loading, domains_cb, acme_load_new (self, self->loading));
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  load_domains (ACME_ACCOUNT_EDIT_WINDOW (widget));
}

/* ---- Changing ---- */

static void
take_name (AcmeAccountEditWindow *self,
           const char            *name)
{
  acme_item_set_string (get_item (self), ACME_ACCOUNT_NAME, name);
  acme_account_form_tell_changed (ACME_ACCOUNT_FORM (self));
}

static void
send_domains (AcmeAccountEditWindow *self,
              AcmeScmSession        *session)
{
  if (self->add[0] != NULL || self->remove[0] != NULL)
    acme_account_form_change_domains (ACME_ACCOUNT_FORM (self), session, (const char *const *) self->add,
                                      (const char *const *) self->remove);
  else
    acme_account_form_finish (ACME_ACCOUNT_FORM (self));
}

static void
rename_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AcmeAccountEditWindow) self = user_data;
  AcmeAccountForm *form = ACME_ACCOUNT_FORM (self);
  g_autoptr(GError) error = NULL;

  if (acme_scm_rename_account_finish (ACME_SCM_SESSION (source), result, &error))
    {
      take_name (self, self->new_name);
      send_domains (self, ACME_SCM_SESSION (source));
    }
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    acme_account_form_show_gone (form);
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME))
    acme_account_form_show_unknown (form, error);
  else
    acme_account_form_fail (form, error);
}

static void
acme_account_edit_window_apply (AcmeAccountForm *form)
{
  AcmeAccountEditWindow *self = ACME_ACCOUNT_EDIT_WINDOW (form);
  AcmeScmSession *session = acme_dialog_get_session (ACME_DIALOG (self));
  g_autofree char *problem = NULL;

  acme_domains_editor_commit (self->domains_editor);
  problem = acme_account_edit_window_check (form);
  if (problem != NULL)
    return;

  g_clear_pointer (&self->new_name, g_free);
  g_clear_pointer (&self->add, g_strfreev);
  g_clear_pointer (&self->remove, g_strfreev);
  self->new_name = acme_account_name_entry_dup_name (acme_account_form_get_name_entry (form), NULL);
  get_changes (self, &self->add, &self->remove);

  acme_account_form_begin (form);
  if (has_name (self, self->new_name))
    send_domains (self, session);
  else
    acme_scm_rename_account_async (session, ACME_ACCOUNT (get_item (self)), self->new_name, NULL, rename_cb,
                                   g_object_ref (self));
}

/* What SCM shows is what is changed from now on. */
static void
take_shown_name (AcmeAccountEditWindow *self,
                 const char            *shown)
{
  AcmeAccountForm *form = ACME_ACCOUNT_FORM (self);
  g_autoptr(GError) error = NULL;

  take_name (self, shown);
  if (g_strcmp0 (shown, self->new_name) != 0)
    {
      /* Translators: %s is the name of an account */
      g_set_error (&error, ACME_ERROR, ACME_ERROR_FAILED, _("In SCM it is called “%s”."), shown);
      acme_account_form_show_form (form, error);
    }
  else if (has_changed_domains (self))
    acme_account_form_show_form (form, NULL);
  else
    acme_account_form_finish (form);
}

static void
look_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeAccount) account = NULL;
  g_autoptr(AcmeAccountEditWindow) self = NULL;

  account = acme_scm_get_account_finish (ACME_SCM_SESSION (source), result, &error);
  self = acme_load_dup_owner (load);
  if (self == NULL)
    return;

  if (account != NULL)
    take_shown_name (self, acme_item_get_text (ACME_ITEM (account), ACME_ACCOUNT_NAME));
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    acme_account_form_show_gone (ACME_ACCOUNT_FORM (self));
  else
    acme_account_form_fail (ACME_ACCOUNT_FORM (self), error);
}

static void
acme_account_edit_window_look (AcmeAccountForm *form,
                               GCancellable    *cancellable)
{
  AcmeItem *item = get_item (ACME_ACCOUNT_EDIT_WINDOW (form));

  acme_scm_get_account_async (acme_dialog_get_session (ACME_DIALOG (form)),
                              acme_item_get_string (item, ACME_ACCOUNT_KIND),
                              acme_item_get_number (item, ACME_ACCOUNT_ID), cancellable, look_cb,
                              acme_load_new (form, cancellable));
}

/* ---- The window ---- */

static void
show_row (GtkWidget  *row,
          const char *value)
{
  g_autofree char *markup = g_markup_escape_text (value, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
  gtk_widget_set_visible (row, *value != '\0');
}

static void
show_fixed (AcmeAccountEditWindow *self)
{
  AcmeItem *item = get_item (self);
  const char *organization = acme_item_get_text (item, ACME_ACCOUNT_ORGANIZATION);
  const char *department = acme_item_get_text (item, ACME_ACCOUNT_DEPARTMENT);
  g_autofree char *both = *department != '\0' ? g_strdup_printf ("%s › %s", organization, department)
                                              : g_strdup (organization);

  show_row (self->organization_row, both);
  show_row (self->profile_row, is_universal (self) ? acme_item_get_text (item, ACME_ACCOUNT_PROFILE_NAME) : "");
  adw_preferences_group_set_description (self->fixed_group,
                                         is_universal (self) ?
                                         _("Organization and department cannot be changed. The certificate profile "
                                           "can only be changed in SCM itself: its programming interface does not "
                                           "offer that.") :
                                         _("Organization and department cannot be changed."));
}

static void
acme_account_edit_window_constructed (GObject *object)
{
  AcmeAccountEditWindow *self = ACME_ACCOUNT_EDIT_WINDOW (object);
  AcmeAccountForm *form = ACME_ACCOUNT_FORM (object);
  const char *name = acme_item_get_text (get_item (self), ACME_ACCOUNT_NAME);

  G_OBJECT_CLASS (acme_account_edit_window_parent_class)->constructed (object);

  acme_account_form_set_subtitle (form, name);
  acme_account_name_entry_set_name (acme_account_form_get_name_entry (form), name);
  acme_account_name_entry_focus (acme_account_form_get_name_entry (form));
  show_fixed (self);
  gtk_widget_set_visible (GTK_WIDGET (self->domains_stack), !is_universal (self));
  gtk_window_set_default_size (GTK_WINDOW (self), ACME_ACCOUNT_FORM_WIDTH,
                               is_universal (self) ? UNIVERSAL_HEIGHT : PUBLIC_HEIGHT);
  if (!is_universal (self))
    load_domains (self);
  acme_account_form_update (form);
}

static void
acme_account_edit_window_dispose (GObject *object)
{
  AcmeAccountEditWindow *self = ACME_ACCOUNT_EDIT_WINDOW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_ACCOUNT_EDIT_WINDOW);

  G_OBJECT_CLASS (acme_account_edit_window_parent_class)->dispose (object);
}

static void
acme_account_edit_window_finalize (GObject *object)
{
  AcmeAccountEditWindow *self = ACME_ACCOUNT_EDIT_WINDOW (object);

  /* Until now, because what was sent goes on without the window */
  g_clear_pointer (&self->new_name, g_free);
  g_clear_pointer (&self->add, g_strfreev);
  g_clear_pointer (&self->remove, g_strfreev);

  G_OBJECT_CLASS (acme_account_edit_window_parent_class)->finalize (object);
}

static void
acme_account_edit_window_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, get_item (ACME_ACCOUNT_EDIT_WINDOW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* A copy: what the list makes of its account meanwhile does not change what is edited. */
static AcmeAccount *
copy_account (AcmeItem *account)
{
  AcmeAccount *copy = acme_account_new (acme_item_get_string (account, ACME_ACCOUNT_KIND),
                                        acme_item_get_number (account, ACME_ACCOUNT_ID));

  acme_item_update_from (ACME_ITEM (copy), account);
  acme_item_set_string (ACME_ITEM (copy), ACME_ACCOUNT_HMAC_KEY, NULL);
  return copy;
}

static void
acme_account_edit_window_set_property (GObject      *object,
                                       guint         prop_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  g_autoptr(AcmeAccount) copy = NULL;

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      copy = copy_account (g_value_get_object (value));
      acme_account_form_set_account (ACME_ACCOUNT_FORM (object), copy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * AcmeAccountEditWindow:account:
   *
   * The account that is edited. The window has a copy of the one that it was opened for.
   */
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, ACME_TYPE_ACCOUNT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
acme_account_edit_window_class_init (AcmeAccountEditWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AcmeAccountFormClass *form_class = ACME_ACCOUNT_FORM_CLASS (klass);

  object_class->constructed = acme_account_edit_window_constructed;
  object_class->dispose = acme_account_edit_window_dispose;
  object_class->finalize = acme_account_edit_window_finalize;
  object_class->get_property = acme_account_edit_window_get_property;
  object_class->set_property = acme_account_edit_window_set_property;
  install_properties (object_class);
  form_class->check = acme_account_edit_window_check;
  form_class->apply = acme_account_edit_window_apply;
  form_class->look = acme_account_edit_window_look;
  form_class->done = acme_account_form_finish;
  form_class->words = &words;
  form_class->apply_label = N_("_Apply");
  form_class->busy_label = N_("Applying…");
  form_class->partial_title = N_("Changed in Part");

  g_type_ensure (ACME_TYPE_DOMAINS_EDITOR);
  gtk_widget_class_install_action (widget_class, "form.reload", NULL, reload_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-account-edit-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountEditWindow, fixed_group);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountEditWindow, organization_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountEditWindow, profile_row);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountEditWindow, domains_stack);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountEditWindow, status_view);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountEditWindow, domains_editor);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, acme_account_form_update);
}

static void
acme_account_edit_window_init (AcmeAccountEditWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_account_edit_window_new:
 * @session: the session with SCM
 * @connection: the connection that @session belongs to
 * @endpoint: the endpoint of @account
 * @account: the account to edit
 *
 * Returns: (transfer none): a window that edits @account, which GTK owns until it is closed
 */
AcmeAccountEditWindow *
acme_account_edit_window_new (AcmeScmSession *session,
                              AcmeConnection *connection,
                              AcmeEndpoint   *endpoint,
                              AcmeAccount    *account)
{
  g_return_val_if_fail (ACME_IS_SCM_SESSION (session), NULL);
  g_return_val_if_fail (ACME_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (ACME_IS_ACCOUNT (account), NULL);

  return g_object_new (ACME_TYPE_ACCOUNT_EDIT_WINDOW,
                       "session", session,
                       "connection", connection,
                       "endpoint", endpoint,
                       "account", account,
                       NULL);
}
