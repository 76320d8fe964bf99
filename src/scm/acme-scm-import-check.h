/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-endpoint.h"
#include "acme-import-row.h"

G_BEGIN_DECLS

/* What is known when lines of a file are compared with SCM */
typedef struct _AcmeScmImportCheck AcmeScmImportCheck;

AcmeScmImportCheck *acme_scm_import_check_new                (GPtrArray           *endpoints);
void                acme_scm_import_check_free               (AcmeScmImportCheck  *self);
AcmeEndpoint       *acme_scm_import_check_find_endpoint      (AcmeScmImportCheck  *self,
                                                              AcmeImportRow       *row,
                                                              GError             **error);
void                acme_scm_import_check_take_organizations (AcmeScmImportCheck  *self,
                                                              GPtrArray           *organizations);
void                acme_scm_import_check_take_profiles      (AcmeScmImportCheck  *self,
                                                              GPtrArray           *profiles);
void                acme_scm_import_check_take_accounts      (AcmeScmImportCheck  *self,
                                                              GPtrArray           *accounts);
void                acme_scm_import_check_add_account        (AcmeScmImportCheck  *self,
                                                              AcmeAccount         *account);
GPtrArray          *acme_scm_import_check_get_namesakes      (AcmeScmImportCheck  *self,
                                                              const char          *name);
gboolean            acme_scm_import_check_row                (AcmeScmImportCheck  *self,
                                                              AcmeImportRow       *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmImportCheck, acme_scm_import_check_free)

G_END_DECLS
