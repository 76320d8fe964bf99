/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of a file of accounts to create, as it was written, and what became of it. What is wrong with the line itself
 * is the item's problem and stays; the outcome is that of the latest look or run. */

#include "config.h"

#include "acme-import-row.h"

#include <glib/gi18n.h>

#include "acme-outcome.h"

struct _AcmeImportRow
{
  AcmeItem parent_instance;

  AcmeAccountDraft *draft; /* (nullable) (owned) */
};

G_DEFINE_FINAL_TYPE (AcmeImportRow, acme_import_row, ACME_TYPE_ITEM)

/* What matters to somebody who looks over many comes first. */
static const AcmeField fields[] = {
  [ACME_IMPORT_ROW_NAME] = { "name", N_("Name"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 24 },
  [ACME_IMPORT_ROW_LINE] = { "line", N_("Line"), ACME_FIELD_NUMBER,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 6 },
  [ACME_IMPORT_ROW_OUTCOME] = { "outcome", N_("Outcome"), ACME_FIELD_CHOICE,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 16, acme_outcome_choices },
  [ACME_IMPORT_ROW_ID] = { "id", N_("Id"), ACME_FIELD_NUMBER,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 8 },
  [ACME_IMPORT_ROW_MESSAGE] = { "message", N_("Message"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 50 },
  [ACME_IMPORT_ROW_ENDPOINT] = { "endpoint", N_("Endpoint"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP, 20 },
  [ACME_IMPORT_ROW_ORGANIZATION_ID] = { "organizationId", N_("Organization Id"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP, 8 },
  [ACME_IMPORT_ROW_DOMAINS] = { "domains", N_("Domains"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN, 24 },
  [ACME_IMPORT_ROW_PROFILE] = { "profile", N_("Certificate Profile"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_GROUP, 20 },
};

const AcmeFieldTable acme_import_row_fields = ACME_FIELD_TABLE (fields);

static void
acme_import_row_dispose (GObject *object)
{
  g_clear_object (&ACME_IMPORT_ROW (object)->draft);

  G_OBJECT_CLASS (acme_import_row_parent_class)->dispose (object);
}

static void
acme_import_row_class_init (AcmeImportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acme_import_row_dispose;
  ACME_ITEM_CLASS (klass)->table = &acme_import_row_fields;
}

static void
acme_import_row_init (AcmeImportRow *self)
{
}

/**
 * acme_import_row_new:
 * @line: where it stands in the file, from 1
 *
 * Returns: (transfer full): a row of which nothing else is known yet
 */
AcmeImportRow *
acme_import_row_new (gint64 line)
{
  AcmeImportRow *self = g_object_new (ACME_TYPE_IMPORT_ROW, NULL);

  acme_item_set_number (ACME_ITEM (self), ACME_IMPORT_ROW_LINE, line);
  return self;
}

/**
 * acme_import_row_refuse:
 * @self: a row
 * @problem: a sentence that says what is wrong with the line itself
 *
 * Marks @self as a line that no run can use. The first problem stays.
 */
void
acme_import_row_refuse (AcmeImportRow *self,
                        const char    *problem)
{
  g_return_if_fail (ACME_IS_IMPORT_ROW (self));
  g_return_if_fail (problem != NULL);

  if (acme_item_get_problem (ACME_ITEM (self)) != NULL)
    return;
  acme_item_set_problem (ACME_ITEM (self), problem);
  acme_import_row_set_result (self, ACME_OUTCOME_INVALID, ACME_NUMBER_NONE, problem);
}

/**
 * acme_import_row_set_result:
 * @self: a row
 * @outcome: (nullable): one of the words of #AcmeOutcome, %NULL if nothing became of it yet
 * @id: the id of the account, or %ACME_NUMBER_NONE
 * @message: (nullable): a sentence that says more
 */
void
acme_import_row_set_result (AcmeImportRow *self,
                            const char    *outcome,
                            gint64         id,
                            const char    *message)
{
  g_return_if_fail (ACME_IS_IMPORT_ROW (self));

  acme_item_set_string (ACME_ITEM (self), ACME_IMPORT_ROW_OUTCOME, outcome);
  acme_item_set_number (ACME_ITEM (self), ACME_IMPORT_ROW_ID, id);
  acme_item_set_string (ACME_ITEM (self), ACME_IMPORT_ROW_MESSAGE, message);
}

/**
 * acme_import_row_set_draft:
 * @self: a row
 * @draft: (nullable): the account that the line asks for
 */
void
acme_import_row_set_draft (AcmeImportRow    *self,
                           AcmeAccountDraft *draft)
{
  g_return_if_fail (ACME_IS_IMPORT_ROW (self));
  g_return_if_fail (draft == NULL || ACME_IS_ACCOUNT_DRAFT (draft));

  g_set_object (&self->draft, draft);
}

/**
 * acme_import_row_get_draft:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the account that the line asks for, once its endpoint has been found
 */
AcmeAccountDraft *
acme_import_row_get_draft (AcmeImportRow *self)
{
  g_return_val_if_fail (ACME_IS_IMPORT_ROW (self), NULL);

  return self->draft;
}
