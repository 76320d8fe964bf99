/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How what an account form sends ends: it was done, it was not done, nobody knows, or the account is not there any
 * more. A window that was destroyed meanwhile shows nothing, but what it tells others is told. */

#include "config.h"

#include "acme-account-form-private.h"

#include <glib/gi18n.h>

#include "acme-account-gone.h"

static gboolean
is_gone (AcmeAccountForm *self)
{
  return acme_dialog_is_gone (ACME_DIALOG (self));
}

/* Shows @error, if there is one, and lets everything be used again; then the window may go. */
void
acme_account_form_end (AcmeAccountForm      *self,
                       const GError         *error,
                       const AcmeErrorWords *words)
{
  AcmeAccountFormPrivate *priv = acme_account_form_get_private (self);
  gboolean was_writing = acme_dialog_is_writing (ACME_DIALOG (self));

  g_clear_object (&priv->looking);
  if (was_writing)
    acme_dialog_end_write (ACME_DIALOG (self), TRUE);
  if (is_gone (self))
    return;

  acme_error_bar_set_words (priv->error_bar, words);
  acme_error_bar_set_error (priv->error_bar, error, acme_dialog_get_host (ACME_DIALOG (self)));
  acme_account_form_update (self);
}

/* Shows the result page as it is by now. */
void
acme_account_form_show_result (AcmeAccountForm      *self,
                               const GError         *error,
                               const AcmeErrorWords *words)
{
  acme_account_form_end (self, error, words);
  if (!is_gone (self))
    acme_account_form_show_page (self, PAGE_RESULT);
}

/**
 * acme_account_form_begin:
 * @self: the window
 *
 * Something is about to be sent.
 */
void
acme_account_form_begin (AcmeAccountForm *self)
{
  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));

  acme_error_bar_set_error (acme_account_form_get_private (self)->error_bar, NULL, NULL);
  acme_dialog_begin_write (ACME_DIALOG (self));
  acme_account_form_update (self);
}

/**
 * acme_account_form_finish:
 * @self: the window
 *
 * Everything has been done; the window goes.
 */
void
acme_account_form_finish (AcmeAccountForm *self)
{
  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));

  if (acme_dialog_is_writing (ACME_DIALOG (self)))
    acme_dialog_end_write (ACME_DIALOG (self), FALSE);
  if (!is_gone (self))
    gtk_window_destroy (GTK_WINDOW (self));
}

/**
 * acme_account_form_fail:
 * @self: the window
 * @error: why it was not done
 *
 * Nothing has been done. Everything stays as it is, and can be sent again.
 */
void
acme_account_form_fail (AcmeAccountForm *self,
                        const GError    *error)
{
  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));
  g_return_if_fail (error != NULL);

  acme_account_form_end (self, error, ACME_ACCOUNT_FORM_GET_CLASS (self)->words);
}

/**
 * acme_account_form_show_form:
 * @self: the window
 * @error: (nullable): why it was not done
 *
 * What was not known is known: the form shows what is still to be done.
 */
void
acme_account_form_show_form (AcmeAccountForm *self,
                             const GError    *error)
{
  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));

  acme_account_form_end (self, error, ACME_ACCOUNT_FORM_GET_CLASS (self)->words);
  if (!is_gone (self))
    acme_account_form_show_page (self, PAGE_FORM);
}

/**
 * acme_account_form_show_unknown:
 * @self: the window
 * @error: an %ACME_ERROR_UNKNOWN_OUTCOME
 *
 * Says that nobody knows what was done, and offers to look.
 */
void
acme_account_form_show_unknown (AcmeAccountForm *self,
                                const GError    *error)
{
  AcmeAccountFormPrivate *priv;

  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));
  g_return_if_fail (error != NULL);

  priv = acme_account_form_get_private (self);
  priv->unknown_domains = FALSE;
  if (!is_gone (self))
    {
      acme_account_result_page_set_text (priv->result_page, _("Outcome Unknown"), error->message,
                                         ACME_ACCOUNT_RESULT_LOOK);
      acme_account_result_page_set_names (priv->result_page, NULL, NULL, FALSE);
    }
  acme_account_form_show_result (self, NULL, NULL);
}

/**
 * acme_account_form_show_gone:
 * @self: the window
 *
 * SCM has no such account any more.
 */
void
acme_account_form_show_gone (AcmeAccountForm *self)
{
  AcmeAccountFormPrivate *priv;

  g_return_if_fail (ACME_IS_ACCOUNT_FORM (self));

  priv = acme_account_form_get_private (self);
  acme_account_form_end (self, NULL, NULL);
  acme_account_form_tell_changed (self);
  if (is_gone (self))
    return;

  acme_account_gone_show (priv->gone_view, priv->account);
  acme_account_form_show_page (self, PAGE_GONE);
}
