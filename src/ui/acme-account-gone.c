/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody else may delete an account that a window is about. All windows say so in the same words. */

#include "config.h"

#include "acme-account-gone.h"

#include <glib/gi18n.h>

/**
 * acme_account_gone_show:
 * @view: what stands in place of the account
 * @account: an account as it was known
 *
 * Makes @view say that SCM has no such account any more, with a button that closes its window.
 */
void
acme_account_gone_show (AcmeStatusView *view,
                        AcmeAccount    *account)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ACME_IS_STATUS_VIEW (view));
  g_return_if_fail (ACME_IS_ACCOUNT (account));

  /* Translators: %s is the name of an account */
  text = g_strdup_printf (_("The account “%s” does not exist in SCM any more. Somebody may have deleted it."),
                          acme_item_get_text (ACME_ITEM (account), ACME_ACCOUNT_NAME));
  acme_status_view_set_message (view, "user-trash-symbolic", _("Account Deleted"), text, _("_Close"),
                                "window.close");
}
