/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the files of the account form share: acme-account-form.c (the window and what it shows), -outcome (how what was
 * sent ends) and -domains (what becomes of the domains). */

#include "acme-account-form.h"
#include "acme-account-result-page.h"
#include "acme-error-bar.h"
#include "acme-status-view.h"

G_BEGIN_DECLS

#define PAGE_FORM "form"
#define PAGE_RESULT "result"
#define PAGE_GONE "gone"

typedef struct
{
  AcmeAccount *account;     /* (nullable): what the changes are made to */
  GCancellable *looking;    /* (nullable): exists while SCM is asked what was done */
  GtkWidget *focus;         /* (nullable) (unowned): where the keys were before it was busy */

  char **add;               /* domains that are still to be added */
  char **remove;            /* and to be removed */
  guint n_add;              /* how many there were at the beginning */
  guint n_remove;
  gboolean unknown_domains; /* whether it is the domains of which nobody knows */

  AdwHeaderBar *header_bar;
  AdwWindowTitle *window_title;
  GtkWidget *cancel_button;
  GtkLabel *cancel_label;
  GtkWidget *apply_button;
  GtkLabel *apply_label;
  GtkSpinner *spinner;
  AcmeErrorBar *error_bar;
  GtkStack *stack;
  GtkWidget *form_page;
  GtkBox *form_box;
  AcmeAccountNameEntry *name_entry;
  AcmeAccountResultPage *result_page;
  AcmeStatusView *gone_view;
  GtkActionBar *note_bar;
  GtkLabel *note_label;
} AcmeAccountFormPrivate;

AcmeAccountFormPrivate *acme_account_form_get_private     (AcmeAccountForm      *self);
void                    acme_account_form_show_page       (AcmeAccountForm      *self,
                                                           const char           *page);

/* acme-account-form-outcome.c */
void                    acme_account_form_end             (AcmeAccountForm      *self,
                                                           const GError         *error,
                                                           const AcmeErrorWords *words);
void                    acme_account_form_show_result     (AcmeAccountForm      *self,
                                                           const GError         *error,
                                                           const AcmeErrorWords *words);

/* acme-account-form-domains.c */
void                    acme_account_form_retry_domains   (AcmeAccountForm      *self);
void                    acme_account_form_look_at_domains (AcmeAccountForm      *self);

G_END_DECLS
