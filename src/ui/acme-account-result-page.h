/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AcmeAccountResultButtons:
 * @ACME_ACCOUNT_RESULT_RETRY: sends what was not done once more, "form.retry"
 * @ACME_ACCOUNT_RESULT_LOOK: asks SCM what was done, "form.look"
 * @ACME_ACCOUNT_RESULT_DETAILS: shows the account, "form.details"
 *
 * What a person can do about a result.
 */
typedef enum
{
  ACME_ACCOUNT_RESULT_RETRY = 1 << 0,
  ACME_ACCOUNT_RESULT_LOOK = 1 << 1,
  ACME_ACCOUNT_RESULT_DETAILS = 1 << 2,
} AcmeAccountResultButtons;

#define ACME_TYPE_ACCOUNT_RESULT_PAGE (acme_account_result_page_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountResultPage, acme_account_result_page, ACME, ACCOUNT_RESULT_PAGE, AdwBin)

GtkWidget *acme_account_result_page_new       (void);
void       acme_account_result_page_set_text  (AcmeAccountResultPage    *self,
                                               const char               *title,
                                               const char               *description,
                                               AcmeAccountResultButtons  buttons);
void       acme_account_result_page_set_names (AcmeAccountResultPage    *self,
                                               const char *const        *not_added,
                                               const char *const        *not_removed,
                                               gboolean                  unknown);
void       acme_account_result_page_set_busy  (AcmeAccountResultPage    *self,
                                               gboolean                  busy);
void       acme_account_result_page_focus     (AcmeAccountResultPage    *self);

G_END_DECLS
