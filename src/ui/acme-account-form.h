/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account-name-entry.h"
#include "acme-account.h"
#include "acme-dialog.h"
#include "acme-error-ui.h"

G_BEGIN_DECLS

/* How wide these windows are at first, in pixels; how high they are depends on what is asked for. */
#define ACME_ACCOUNT_FORM_WIDTH 560

#define ACME_TYPE_ACCOUNT_FORM (acme_account_form_get_type ())

G_DECLARE_DERIVABLE_TYPE (AcmeAccountForm, acme_account_form, ACME, ACCOUNT_FORM, AcmeDialog)

/**
 * AcmeAccountFormClass:
 * @check: returns (transfer full) (nullable) why it cannot be sent as it is, as a sentence
 * @apply: sends it; begins with acme_account_form_begin() if there is something to send
 * @look: asks SCM what became of what acme_account_form_show_unknown() told of
 * @done: all domains are as they should be; ends with acme_account_form_finish()
 * @words: what an error is said of
 * @apply_label: N_(): the button that sends it, with a mnemonic
 * @busy_label: N_(): the same while it is sent
 * @partial_title: N_(): what was done, if not all of its domains were
 * @offers_details: whether the user may ask for the details of the account
 */
struct _AcmeAccountFormClass
{
  AcmeDialogClass parent_class;

  char *(*check) (AcmeAccountForm *self);
  void (*apply) (AcmeAccountForm *self);
  void (*look) (AcmeAccountForm *self,
                GCancellable    *cancellable);
  void (*done) (AcmeAccountForm *self);

  const AcmeErrorWords *words;
  const char *apply_label;
  const char *busy_label;
  const char *partial_title;
  gboolean offers_details;
};

AcmeAccountNameEntry *acme_account_form_get_name_entry (AcmeAccountForm      *self);
AcmeAccount          *acme_account_form_get_account    (AcmeAccountForm      *self);
void                  acme_account_form_set_account    (AcmeAccountForm      *self,
                                                        AcmeAccount          *account);
void                  acme_account_form_set_subtitle   (AcmeAccountForm      *self,
                                                        const char           *subtitle);
void                  acme_account_form_set_note       (AcmeAccountForm      *self,
                                                        const char           *note);
void                  acme_account_form_update         (AcmeAccountForm      *self);

void                  acme_account_form_begin          (AcmeAccountForm      *self);
void                  acme_account_form_finish         (AcmeAccountForm      *self);
void                  acme_account_form_fail           (AcmeAccountForm      *self,
                                                        const GError         *error);
void                  acme_account_form_show_form      (AcmeAccountForm      *self,
                                                        const GError         *error);
void                  acme_account_form_show_unknown   (AcmeAccountForm      *self,
                                                        const GError         *error);
void                  acme_account_form_show_gone      (AcmeAccountForm      *self);
void                  acme_account_form_tell_changed   (AcmeAccountForm      *self);
void                  acme_account_form_tell_details   (AcmeAccountForm      *self);

/* acme-account-form-domains.c */
void                  acme_account_form_change_domains (AcmeAccountForm      *self,
                                                        AcmeScmSession       *session,
                                                        const char *const    *add,
                                                        const char *const    *remove);
void                  acme_account_form_take_domains   (AcmeAccountForm      *self,
                                                        const char *const    *add,
                                                        const char *const    *not_added,
                                                        const GError         *error,
                                                        gboolean              refused);

G_END_DECLS
