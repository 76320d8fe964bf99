/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new account of an endpoint. It is made once: if the answer is lost, SCM is asked whether the account is there, and
 * nothing is sent again unless it is not. */

#include "config.h"

#include "acme-account-add-window.h"

#include <glib/gi18n.h>

#include "acme-account-draft.h"
#include "acme-domains-editor.h"
#include "acme-error.h"
#include "acme-keyed-list.h"
#include "acme-load.h"
#include "acme-organization-index.h"
#include "acme-picker.h"
#include "acme-profile.h"
#include "acme-scm-account-creation.h"
#include "acme-scm-endpoint-find.h"
#include "acme-scm-organizations.h"
#include "acme-scm-profiles.h"

#define PUBLIC_HEIGHT 760
#define UNIVERSAL_HEIGHT 480

struct _AcmeAccountAddWindow
{
  AcmeAccountForm parent_instance;

  gint64 endpoint_id;
  GPtrArray *examples;           /* AcmeAccount: none or one */
  AcmeAccountDraft *draft;       /* (nullable): what was sent */
  GAsyncResult *creation;        /* (nullable): of a creation that may have been done */
  AcmeOrganizationIndex *index;  /* (nullable) */
  AcmeKeyedList *organizations;
  AcmeKeyedList *departments;
  AcmeKeyedList *profiles;
  gint64 profiles_of;            /* for which organization or department these are, or 0 */
  GCancellable *loading;         /* (nullable): exists while organizations are loaded */
  GCancellable *loading_profiles; /* (nullable) */

  AcmePicker *organization_picker;
  AcmePicker *department_picker;
  GtkWidget *profile_group;
  AcmePicker *profile_picker;
  AcmeDomainsEditor *domains_editor;
};

G_DEFINE_FINAL_TYPE (AcmeAccountAddWindow, acme_account_add_window, ACME_TYPE_ACCOUNT_FORM)

enum
{
  CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const AcmeErrorWords words = {
  .failed = N_("The Account Was Not Added"),
  .not_found = N_("The Account Was Not Added"),
  .forbidden = N_("Ask an administrator of your Sectigo account for the right to add ACME accounts."),
};

static gboolean
is_universal (AcmeAccountAddWindow *self)
{
  return acme_endpoint_is_universal (acme_dialog_get_endpoint (ACME_DIALOG (self)));
}

/* Of the department if there is one: SCM has one field for both. */
static gint64
get_organization_id (AcmeAccountAddWindow *self)
{
  AcmeItem *department = acme_picker_get_selected (self->department_picker);
  AcmeItem *chosen = department != NULL ? department : acme_picker_get_selected (self->organization_picker);

  return chosen != NULL ? acme_item_get_number (chosen, ACME_ORGANIZATION_ID) : 0;
}

static AcmeAccountDraft *
make_draft (AcmeAccountAddWindow *self,
            const char           *name,
            const char *const    *domains)
{
  AcmeItem *profile = acme_picker_get_selected (self->profile_picker);
  const char *server = acme_scm_endpoint_get_server (acme_dialog_get_endpoint (ACME_DIALOG (self)), self->examples);

  return acme_account_draft_new (is_universal (self) ? ACME_ACCOUNT_KIND_UNIVERSAL : ACME_ACCOUNT_KIND_PUBLIC, name,
                                 server, get_organization_id (self),
                                 profile != NULL ? acme_item_get_string (profile, ACME_PROFILE_NAME) : NULL, domains);
}

static char *
acme_account_add_window_check (AcmeAccountForm *form)
{
  AcmeAccountAddWindow *self = ACME_ACCOUNT_ADD_WINDOW (form);
  g_autoptr(GError) error = NULL;
  g_autofree char *name = acme_account_name_entry_dup_name (acme_account_form_get_name_entry (form), &error);
  g_autoptr(AcmeAccountDraft) draft = NULL;

  if (name == NULL)
    return g_strdup (error->message);
  draft = make_draft (self, name, NULL);
  if (!acme_account_draft_validate (draft, &error))
    return g_strdup (error->message);
  if (acme_domains_editor_has_problems (self->domains_editor))
    return g_strdup (_("There are domains that cannot be used."));
  return NULL;
}

/* ---- The choices ---- */

static void
organizations_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) organizations = NULL;
  g_autoptr(AcmeAccountAddWindow) self = NULL;

  organizations = acme_scm_list_organizations_finish (ACME_SCM_SESSION (source), result, &error);
  self = acme_load_dup_owner (load);
  if (self == NULL)
    return;

  g_clear_object (&self->loading);
  acme_picker_set_loading (self->organization_picker, FALSE);
  acme_picker_set_error (self->organization_picker, error);
  if (organizations == NULL)
    return;

  g_clear_pointer (&self->index, acme_organization_index_unref);
  self->index = acme_organization_index_new (organizations);
  acme_keyed_list_replace (self->organizations, organizations);
  acme_picker_set_items (self->organization_picker, G_LIST_MODEL (self->organizations), &acme_organization_fields,
                         ACME_ORGANIZATION_NAME, -1);
  if (organizations->len == 1)
    acme_picker_set_selected (self->organization_picker, organizations->pdata[0]);
}

static void
load_organizations (AcmeAccountAddWindow *self)
{
  if (self->loading != NULL)
    return;

  self->loading = g_cancellable_new ();
  acme_picker_set_error (self->organization_picker, NULL);
  acme_picker_set_loading (self->organization_picker, TRUE);
  acme_scm_list_organizations_async (acme_dialog_get_session (ACME_DIALOG (self)), self->loading, organizations_cb,
                                     acme_load_new (self, self->loading));
}

static void
profiles_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) profiles = NULL;
  g_autoptr(AcmeAccountAddWindow) self = NULL;

  profiles = acme_scm_list_profiles_finish (ACME_SCM_SESSION (source), result, &error);
  self = acme_load_dup_owner (load);
  if (self == NULL)
    return;

  g_clear_object (&self->loading_profiles);
  acme_picker_set_loading (self->profile_picker, FALSE);
  acme_picker_set_error (self->profile_picker, error);
  if (profiles == NULL)
    return;

  acme_keyed_list_replace (self->profiles, profiles);
  acme_picker_set_placeholder (self->profile_picker, _("Choose a certificate profile"));
  acme_picker_set_items (self->profile_picker, G_LIST_MODEL (self->profiles), &acme_profile_fields,
                         ACME_PROFILE_NAME, ACME_PROFILE_DESCRIPTION);
  if (profiles->len == 1)
    acme_picker_set_selected (self->profile_picker, profiles->pdata[0]);
}

static void
stop_loading_profiles (AcmeAccountAddWindow *self)
{
  g_cancellable_cancel (self->loading_profiles);
  g_clear_object (&self->loading_profiles);
}

/* Those that are there may not be for this organization, so none of them can be chosen meanwhile. */
static void
load_profiles (AcmeAccountAddWindow *self)
{
  stop_loading_profiles (self);
  acme_picker_set_items (self->profile_picker, NULL, NULL, 0, -1);
  acme_picker_set_error (self->profile_picker, NULL);
  acme_picker_set_loading (self->profile_picker, self->profiles_of != 0);
  if (self->profiles_of == 0)
    return;

  self->loading_profiles = g_cancellable_new ();
  acme_scm_list_profiles_async (acme_dialog_get_session (ACME_DIALOG (self)), self->profiles_of,
                                self->loading_profiles, profiles_cb, acme_load_new (self, self->loading_profiles));
}

static void
department_changed_cb (AcmeAccountAddWindow *self)
{
  gint64 id = get_organization_id (self);

  if (is_universal (self) && id != self->profiles_of)
    {
      self->profiles_of = id;
      load_profiles (self);
    }
  acme_account_form_update (ACME_ACCOUNT_FORM (self));
}

static void
organization_changed_cb (AcmeAccountAddWindow *self)
{
  AcmeItem *organization = acme_picker_get_selected (self->organization_picker);
  g_autoptr(GPtrArray) departments = NULL;

  if (organization == NULL)
    {
      acme_picker_set_items (self->department_picker, NULL, NULL, 0, -1);
    }
  else
    {
      departments = acme_organization_list_departments (ACME_ORGANIZATION (organization));
      acme_keyed_list_replace (self->departments, departments);
      acme_picker_set_items (self->department_picker, G_LIST_MODEL (self->departments), &acme_organization_fields,
                             ACME_ORGANIZATION_NAME, -1);
    }
  department_changed_cb (self);
}

/* ---- Adding ---- */

static void
take_created (AcmeAccountAddWindow *self,
              AcmeScmCreated       *created,
              gboolean              looked)
{
  AcmeAccountForm *form = ACME_ACCOUNT_FORM (self);

  acme_item_set_number (ACME_ITEM (created->account), ACME_ACCOUNT_ENDPOINT, self->endpoint_id);
  if (self->index != NULL)
    acme_organization_index_name_account (self->index, created->account);
  g_clear_object (&self->creation);
  acme_account_form_set_account (form, created->account);
  g_signal_emit (self, signals[CREATED], 0, created->account);
  acme_account_form_take_domains (form, acme_account_draft_get_domains (self->draft),
                                  (const char *const *) created->not_added, created->domains_error, !looked);
}

static void
create_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AcmeAccountAddWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeScmCreated) created = NULL;

  created = acme_scm_create_account_finish (ACME_SCM_SESSION (source), result, &error);
  if (created != NULL)
    {
      take_created (self, created, FALSE);
    }
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME))
    {
      g_set_object (&self->creation, result);
      acme_account_form_show_unknown (ACME_ACCOUNT_FORM (self), error);
    }
  else
    {
      acme_account_form_fail (ACME_ACCOUNT_FORM (self), error);
    }
}

static void
acme_account_add_window_apply (AcmeAccountForm *form)
{
  AcmeAccountAddWindow *self = ACME_ACCOUNT_ADD_WINDOW (form);
  g_autofree char *problem = NULL;
  g_autofree char *name = NULL;
  g_auto(GStrv) domains = NULL;

  acme_domains_editor_commit (self->domains_editor);
  problem = acme_account_add_window_check (form);
  if (problem != NULL)
    return;

  name = acme_account_name_entry_dup_name (acme_account_form_get_name_entry (form), NULL);
  if (!is_universal (self))
    domains = acme_domains_editor_dup_names (self->domains_editor);
  g_clear_object (&self->draft);
  self->draft = make_draft (self, name, (const char *const *) domains);

  acme_account_form_begin (form);
  acme_scm_create_account_async (acme_dialog_get_session (ACME_DIALOG (self)), self->draft, NULL, NULL, create_cb,
                                 g_object_ref (self));
}

static void
look_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeScmCreated) created = NULL;
  g_autoptr(AcmeAccountAddWindow) self = NULL;

  created = acme_scm_create_account_look_finish (ACME_SCM_SESSION (source), result, &error);
  self = acme_load_dup_owner (load);
  if (self == NULL)
    return;

  if (created != NULL)
    take_created (self, created, TRUE);
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    acme_account_form_show_form (ACME_ACCOUNT_FORM (self), error);
  else
    acme_account_form_show_unknown (ACME_ACCOUNT_FORM (self), error);
}

static void
acme_account_add_window_look (AcmeAccountForm *form,
                              GCancellable    *cancellable)
{
  acme_scm_create_account_look_async (acme_dialog_get_session (ACME_DIALOG (form)),
                                      ACME_ACCOUNT_ADD_WINDOW (form)->creation, cancellable, look_cb,
                                      acme_load_new (form, cancellable));
}

/* The next thing that a person needs is what ACME clients are to know of it, unless the window was closed. */
static void
acme_account_add_window_done (AcmeAccountForm *form)
{
  if (gtk_widget_get_visible (GTK_WIDGET (form)))
    acme_account_form_tell_details (form);
  acme_account_form_finish (form);
}

static void
acme_account_add_window_constructed (GObject *object)
{
  AcmeAccountAddWindow *self = ACME_ACCOUNT_ADD_WINDOW (object);
  gboolean universal;

  G_OBJECT_CLASS (acme_account_add_window_parent_class)->constructed (object);

  universal = is_universal (self);
  self->endpoint_id = acme_item_get_number (ACME_ITEM (acme_dialog_get_endpoint (ACME_DIALOG (self))),
                                            ACME_ENDPOINT_ID);
  gtk_widget_set_visible (self->profile_group, universal);
  gtk_widget_set_visible (GTK_WIDGET (self->domains_editor), !universal);
  gtk_window_set_default_size (GTK_WINDOW (self), ACME_ACCOUNT_FORM_WIDTH,
                               universal ? UNIVERSAL_HEIGHT : PUBLIC_HEIGHT);
  load_organizations (self);
  acme_account_form_update (ACME_ACCOUNT_FORM (self));
}

static void
acme_account_add_window_dispose (GObject *object)
{
  AcmeAccountAddWindow *self = ACME_ACCOUNT_ADD_WINDOW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  stop_loading_profiles (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), ACME_TYPE_ACCOUNT_ADD_WINDOW);

  G_OBJECT_CLASS (acme_account_add_window_parent_class)->dispose (object);
}

static void
acme_account_add_window_finalize (GObject *object)
{
  AcmeAccountAddWindow *self = ACME_ACCOUNT_ADD_WINDOW (object);

  /* Until now, because what was sent goes on without the window */
  g_clear_object (&self->draft);
  g_clear_object (&self->creation);
  g_clear_object (&self->organizations);
  g_clear_object (&self->departments);
  g_clear_object (&self->profiles);
  g_clear_pointer (&self->examples, g_ptr_array_unref);
  g_clear_pointer (&self->index, acme_organization_index_unref);

  G_OBJECT_CLASS (acme_account_add_window_parent_class)->finalize (object);
}

static void
acme_account_add_window_class_init (AcmeAccountAddWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AcmeAccountFormClass *form_class = ACME_ACCOUNT_FORM_CLASS (klass);

  object_class->constructed = acme_account_add_window_constructed;
  object_class->dispose = acme_account_add_window_dispose;
  object_class->finalize = acme_account_add_window_finalize;
  form_class->check = acme_account_add_window_check;
  form_class->apply = acme_account_add_window_apply;
  form_class->look = acme_account_add_window_look;
  form_class->done = acme_account_add_window_done;
  form_class->words = &words;
  form_class->apply_label = N_("_Add");
  form_class->busy_label = N_("Adding…");
  form_class->partial_title = N_("Account Added");
  form_class->offers_details = TRUE;

  /**
   * AcmeAccountAddWindow::created:
   * @self: the window
   * @account: the account, with its HMAC key if SCM gave it
   *
   * There is a new account. If its details are to be shown, #AcmeAccountForm::details follows.
   */
  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, ACME_TYPE_ACCOUNT);

  g_type_ensure (ACME_TYPE_DOMAINS_EDITOR);
  g_type_ensure (ACME_TYPE_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/acme_console/AcmeConsole/acme-account-add-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountAddWindow, organization_picker);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountAddWindow, department_picker);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountAddWindow, profile_group);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountAddWindow, profile_picker);
  gtk_widget_class_bind_template_child (widget_class, AcmeAccountAddWindow, domains_editor);
  gtk_widget_class_bind_template_callback (widget_class, organization_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, department_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_organizations);
  gtk_widget_class_bind_template_callback (widget_class, load_profiles);
  gtk_widget_class_bind_template_callback (widget_class, acme_account_form_update);
}

static void
acme_account_add_window_init (AcmeAccountAddWindow *self)
{
  self->examples = g_ptr_array_new_with_free_func (g_object_unref);
  self->organizations = acme_keyed_list_new ();
  self->departments = acme_keyed_list_new ();
  self->profiles = acme_keyed_list_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * acme_account_add_window_new:
 * @session: the session with SCM
 * @connection: the connection that @session belongs to
 * @endpoint: an ACME endpoint
 *
 * Returns: (transfer none): a window that adds an account to @endpoint, which GTK owns until it is closed
 */
AcmeAccountAddWindow *
acme_account_add_window_new (AcmeScmSession *session,
                             AcmeConnection *connection,
                             AcmeEndpoint   *endpoint)
{
  g_return_val_if_fail (ACME_IS_SCM_SESSION (session), NULL);
  g_return_val_if_fail (ACME_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (ACME_IS_ENDPOINT (endpoint), NULL);

  return g_object_new (ACME_TYPE_ACCOUNT_ADD_WINDOW,
                       "session", session,
                       "connection", connection,
                       "endpoint", endpoint,
                       NULL);
}

/**
 * acme_account_add_window_set_example:
 * @self: the window
 * @account: an account of the endpoint
 *
 * SCM is sure to understand what it calls the endpoint's server in @account.
 */
void
acme_account_add_window_set_example (AcmeAccountAddWindow *self,
                                     AcmeAccount          *account)
{
  g_return_if_fail (ACME_IS_ACCOUNT_ADD_WINDOW (self));
  g_return_if_fail (ACME_IS_ACCOUNT (account));

  g_ptr_array_set_size (self->examples, 0);
  g_ptr_array_add (self->examples, g_object_ref (account));
}
