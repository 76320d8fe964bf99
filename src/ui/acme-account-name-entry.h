/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT_NAME_ENTRY (acme_account_name_entry_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountNameEntry, acme_account_name_entry, ACME, ACCOUNT_NAME_ENTRY, AdwBin)

GtkWidget *acme_account_name_entry_new      (void);
void       acme_account_name_entry_set_name (AcmeAccountNameEntry  *self,
                                             const char            *name);
char      *acme_account_name_entry_dup_name (AcmeAccountNameEntry  *self,
                                             GError               **error);
void       acme_account_name_entry_focus    (AcmeAccountNameEntry  *self);

G_END_DECLS
