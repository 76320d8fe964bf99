/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ACME_TYPE_ACCOUNT_DRAFT (acme_account_draft_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAccountDraft, acme_account_draft, ACME, ACCOUNT_DRAFT, GObject)

/* What SCM takes: characters of an account's name, and of its server's */
#define ACME_ACCOUNT_MAX_NAME 128
#define ACME_ACCOUNT_MAX_SERVER 1024

AcmeAccountDraft  *acme_account_draft_new                 (const char         *kind,
                                                           const char         *name,
                                                           const char         *acme_server,
                                                           gint64              organization_id,
                                                           const char         *profile_name,
                                                           const char *const  *domains);

const char        *acme_account_draft_get_kind            (AcmeAccountDraft   *self);
const char        *acme_account_draft_get_name            (AcmeAccountDraft   *self);
const char        *acme_account_draft_get_acme_server     (AcmeAccountDraft   *self);
gint64             acme_account_draft_get_organization_id (AcmeAccountDraft   *self);
const char        *acme_account_draft_get_profile_name    (AcmeAccountDraft   *self);
const char *const *acme_account_draft_get_domains         (AcmeAccountDraft   *self);
gboolean           acme_account_draft_is_universal        (AcmeAccountDraft   *self);
gboolean           acme_account_draft_validate            (AcmeAccountDraft   *self,
                                                           GError            **error);

char              *acme_account_draft_check_name          (const char         *name,
                                                           GError            **error);

G_END_DECLS
