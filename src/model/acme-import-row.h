/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account-draft.h"
#include "acme-item.h"

G_BEGIN_DECLS

#define ACME_TYPE_IMPORT_ROW (acme_import_row_get_type ())

G_DECLARE_FINAL_TYPE (AcmeImportRow, acme_import_row, ACME, IMPORT_ROW, AcmeItem)

/* The indices of its fields table. */
enum
{
  ACME_IMPORT_ROW_NAME,
  ACME_IMPORT_ROW_LINE,
  ACME_IMPORT_ROW_OUTCOME,
  ACME_IMPORT_ROW_ID,
  ACME_IMPORT_ROW_MESSAGE,
  ACME_IMPORT_ROW_ENDPOINT,
  ACME_IMPORT_ROW_ORGANIZATION_ID,
  ACME_IMPORT_ROW_DOMAINS,
  ACME_IMPORT_ROW_PROFILE,
};

AcmeImportRow    *acme_import_row_new        (gint64            line);
void              acme_import_row_refuse     (AcmeImportRow    *self,
                                              const char       *problem);
void              acme_import_row_set_result (AcmeImportRow    *self,
                                              const char       *outcome,
                                              gint64            id,
                                              const char       *message);
void              acme_import_row_set_draft  (AcmeImportRow    *self,
                                              AcmeAccountDraft *draft);
AcmeAccountDraft *acme_import_row_get_draft  (AcmeImportRow    *self);

extern const AcmeFieldTable acme_import_row_fields;

G_END_DECLS
