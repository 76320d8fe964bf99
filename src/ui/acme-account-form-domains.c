/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of the domains of an account: they are sent, those that SCM left out are shown by name and can be sent
 * once more, and if nobody knows what was done, SCM is asked which domains the account has. */

#include "config.h"

#include "acme-account-form-private.h"

#include <glib/gi18n.h>

#include "acme-domain-names.h"
#include "acme-domain.h"
#include "acme-error.h"
#include "acme-load.h"
#include "acme-scm-domain-changes.h"
#include "acme-scm-domains.h"

static const AcmeErrorWords change_words = {
  .failed = N_("The Domains Could Not Be Changed"),
  .not_found = N_("The Domains Could Not Be Changed"),
  .forbidden = N_("Ask an administrator of your Sectigo account for the right to change ACME accounts."),
};

static const AcmeErrorWords look_words = {
  .failed = N_("The Domains Could Not Be Listed"),
  .not_found = N_("The Domains Could Not Be Listed"),
  .forbidden = N_("Ask an administrator of your Sectigo account for the right to see ACME accounts."),
};

static const char *const nothing[] = { NULL };

static void
set_left (AcmeAccountForm   *self,
          const char *const *add,
          const char *const *remove)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);
  g_auto(GStrv) old_add = g_steal_pointer (&priv->add);
  g_auto(GStrv) old_remove = g_steal_pointer (&priv->remove);

  priv->add = g_strdupv ((char **) (add != NULL ? add : nothing));
  priv->remove = g_strdupv ((char **) (remove != NULL ? remove : nothing));
}

static void
start (AcmeAccountForm   *self,
       const char *const *add,
       const char *const *remove)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);

  set_left (self, add, remove);
  priv->n_add = g_strv_length (priv->add);
  priv->n_remove = g_strv_length (priv->remove);
}

static char *
describe_left (AcmeAccountForm *self,
               gboolean         refused)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);
  guint n_add = g_strv_length (priv->add);
  guint n_remove = g_strv_length (priv->remove);
  g_autoptr(GString) text = g_string_new (NULL);

  if (n_add > 0)
    g_string_append_printf (text, ngettext ("Not added: %u of %u domain.", "Not added: %u of %u domains.",
                                            priv->n_add), n_add, priv->n_add);
  if (n_remove > 0)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text, ngettext ("Not removed: %u of %u domain.", "Not removed: %u of %u domains.",
                                              priv->n_remove), n_remove, priv->n_remove);
    }
  if (n_add > 0 && refused)
    g_string_append_printf (text, "\n\n%s", _("SCM does not say why. An account can only have domains that are "
                                              "delegated to its organization."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_left (AcmeAccountForm *self,
           const GError    *error,
           gboolean         refused)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);
  AcmeAccountFormClass *klass = ACME_ACCOUNT_FORM_GET_CLASS (self);
  g_autofree char *text = describe_left (self, refused && error == NULL);

  if (!acme_dialog_is_gone (ACME_DIALOG (self)))
    {
      acme_account_result_page_set_text (priv->result_page, _(klass->partial_title), text,
                                         ACME_ACCOUNT_RESULT_RETRY |
                                         (klass->offers_details ? ACME_ACCOUNT_RESULT_DETAILS : 0));
      acme_account_result_page_set_names (priv->result_page, (const char *const *) priv->add,
                                          (const char *const *) priv->remove, FALSE);
    }
  acme_account_form_show_result (self, error, &change_words);
}

static void
show_unknown (AcmeAccountForm *self,
              const GError    *error)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);

  acme_account_form_show_unknown (self, error);
  priv->unknown_domains = TRUE;
  if (!acme_dialog_is_gone (ACME_DIALOG (self)))
    acme_account_result_page_set_names (priv->result_page, (const char *const *) priv->add,
                                        (const char *const *) priv->remove, TRUE);
}

/* What is left is known now, or @error says that it is not. @refused tells whether SCM itself left it out. */
static void
settle (AcmeAccountForm *self,
        const GError    *error,
        gboolean         refused)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);

  if (g_error_matches (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME))
    show_unknown (self, error);
  else if (priv->add[0] != NULL || priv->remove[0] != NULL)
    show_left (self, error, refused);
  else
    ACME_ACCOUNT_FORM_GET_CLASS (self)->done (self);
}

/* If nobody knows which were removed, all of them may still have to be. */
static void
take_change (AcmeAccountForm     *self,
             AcmeScmDomainChange *change)
{
  gboolean unknown = g_error_matches (change->removal_error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME);
  g_auto(GStrv) not_removed = g_strdupv (unknown ? acme_account_form_get_private (self)->remove : change->not_removed);

  set_left (self, (const char *const *) change->not_added, (const char *const *) not_removed);
  acme_account_form_tell_changed (self);
  settle (self, change->removal_error, TRUE);
}

static void
change_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AcmeAccountForm) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeScmDomainChange) change = NULL;

  change = acme_scm_change_domains_finish (ACME_SCM_SESSION (source), result, &error);
  if (change != NULL)
    {
      take_change (self, change);
    }
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    {
      acme_account_form_show_gone (self);
    }
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME))
    {
      acme_account_form_tell_changed (self);
      show_unknown (self, error);
    }
  else
    {
      acme_account_form_end (self, error, &change_words); /* none was changed: all can be sent again */
    }
}

static void
send_domains (AcmeAccountForm *self,
              AcmeScmSession  *session)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);

  acme_scm_change_domains_async (session, priv->account, (const char *const *) priv->add,
                                 (const char *const *) priv->remove, NULL, change_cb, g_object_ref (self));
}

/**
 * acme_account_form_change_domains:
 * @self: the window, which has begun to send and has an account
 * @session: the session; the window may have lost it already
 * @add: domains to add
 * @remove: domains to remove
 *
 * Sends that, and sees to what becomes of it.
 */
void
acme_account_form_change_domains (AcmeAccountForm   *self,
                                  AcmeScmSession    *session,
                                  const char *const *add,
                                  const char *const *remove)
{
  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));
  g_return_if_fail (ACME_IS_SCM_SESSION (session));

  start (self, add, remove);
  send_domains (self, session);
}

/**
 * acme_account_form_take_domains:
 * @self: the window, which has an account
 * @add: domains that were to be added
 * @not_added: (nullable): those that were not
 * @error: (nullable): why none was, or an %ACME_ERROR_UNKNOWN_OUTCOME
 * @refused: whether SCM was asked to add them
 *
 * Sees to what has become of them.
 */
void
acme_account_form_take_domains (AcmeAccountForm   *self,
                                const char *const *add,
                                const char *const *not_added,
                                const GError      *error,
                                gboolean           refused)
{
  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));
  g_return_if_fail (add != NULL);

  start (self, add, NULL);
  if (!g_error_matches (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME))
    set_left (self, not_added, NULL);
  settle (self, error, refused);
}

/* Sends what is left once more. */
void
acme_account_form_retry_domains (AcmeAccountForm *self)
{
  send_domains (self, acme_dialog_get_session (ACME_DIALOG (self)));
}

/* What SCM shows decides what is left. */
static void
take_shown (AcmeAccountForm *self,
            GPtrArray       *domains)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) shown = NULL;
  g_auto(GStrv) not_added = NULL;
  g_auto(GStrv) not_removed = NULL;

  for (guint i = 0; i < domains->len; i++)
    g_strv_builder_add (builder, acme_item_get_text (domains->pdata[i], ACME_DOMAIN_NAME));
  shown = g_strv_builder_end (builder);
  not_added = acme_domain_names_subtract ((const char *const *) priv->add, (const char *const *) shown);
  not_removed = acme_domain_names_intersect ((const char *const *) priv->remove, (const char *const *) shown);
  set_left (self, (const char *const *) not_added, (const char *const *) not_removed);
}

static void
look_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AcmeLoad) load = user_data;
  g_autoptr(AcmeAccountForm) self = NULL;
  g_autoptr(GPtrArray) domains = NULL;
  g_autoptr(GError) error = NULL;

  domains = acme_scm_list_domains_finish (ACME_SCM_SESSION (source), result, &error);
  self = acme_load_dup_owner (load);
  if (self == NULL)
    return;

  if (domains != NULL)
    {
      take_shown (self, domains);
      settle (self, NULL, FALSE);
    }
  else if (g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    acme_account_form_show_gone (self);
  else
    acme_account_form_end (self, error, &look_words);
}

/* Asks SCM which domains the account has. */
void
acme_account_form_look_at_domains (AcmeAccountForm *self)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);

  acme_scm_list_domains_async (acme_dialog_get_session (ACME_DIALOG (self)), priv->account, priv->looking, look_cb,
                               acme_load_new (self, priv->looking));
}
