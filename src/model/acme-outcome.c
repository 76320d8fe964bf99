/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of one thing of many: a row of the result of deleting, deactivating or importing. The keys and words are
 * those that acmectl prints. */

#include "config.h"

#include "acme-outcome.h"

#include <glib/gi18n.h>

#include "acme-error.h"

struct _AcmeOutcome
{
  AcmeItem parent_instance;

  AcmeItem *subject; /* (nullable) (owned) */
  GError *error;     /* (nullable) (owned) */
};

G_DEFINE_FINAL_TYPE (AcmeOutcome, acme_outcome, ACME_TYPE_ITEM)

const AcmeChoice acme_outcome_choices[] = {
  { ACME_OUTCOME_CREATED, N_("Created"), ACME_CHOICE_POSITIVE },
  { ACME_OUTCOME_EXISTS, N_("Exists"), ACME_CHOICE_NEUTRAL },
  { ACME_OUTCOME_PARTIAL, N_("Done in Part"), ACME_CHOICE_ATTENTION },
  /* Translators: a line of a file that can be imported */
  { ACME_OUTCOME_VALID, N_("Ready") },
  { ACME_OUTCOME_INVALID, N_("Invalid"), ACME_CHOICE_NEGATIVE },
  { ACME_OUTCOME_FAILED, N_("Failed"), ACME_CHOICE_NEGATIVE },
  { ACME_OUTCOME_UNKNOWN, N_("Outcome Unknown"), ACME_CHOICE_ATTENTION },
  { ACME_OUTCOME_SKIPPED, N_("Skipped"), ACME_CHOICE_NEUTRAL },
  { ACME_OUTCOME_DELETED, N_("Deleted"), ACME_CHOICE_POSITIVE },
  { ACME_OUTCOME_DEACTIVATED, N_("Deactivated"), ACME_CHOICE_POSITIVE },
  { NULL },
};

static const AcmeField fields[] = {
  [ACME_OUTCOME_LINE] = { "line", N_("Line"), ACME_FIELD_NUMBER,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 6 },
  [ACME_OUTCOME_NAME] = { "name", N_("Name"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 28 },
  [ACME_OUTCOME_OUTCOME] = { "outcome", N_("Outcome"), ACME_FIELD_CHOICE,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_GROUP | ACME_FIELD_EXPORT, 16, acme_outcome_choices },
  [ACME_OUTCOME_ID] = { "id", N_("Id"), ACME_FIELD_NUMBER,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 8 },
  [ACME_OUTCOME_MESSAGE] = { "message", N_("Message"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 50 },
};

const AcmeFieldTable acme_outcome_fields = ACME_FIELD_TABLE (fields);

static void
acme_outcome_dispose (GObject *object)
{
  g_clear_object (&ACME_OUTCOME (object)->subject);

  G_OBJECT_CLASS (acme_outcome_parent_class)->dispose (object);
}

static void
acme_outcome_finalize (GObject *object)
{
  g_clear_error (&ACME_OUTCOME (object)->error);

  G_OBJECT_CLASS (acme_outcome_parent_class)->finalize (object);
}

static void
acme_outcome_class_init (AcmeOutcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = acme_outcome_dispose;
  object_class->finalize = acme_outcome_finalize;
  ACME_ITEM_CLASS (klass)->table = &acme_outcome_fields;
}

static void
acme_outcome_init (AcmeOutcome *self)
{
}

/**
 * acme_outcome_new:
 * @line: its place among the others, from 1
 * @name: (nullable): of what it is about
 *
 * Returns: (transfer full): the outcome of something of which nothing has become yet
 */
AcmeOutcome *
acme_outcome_new (gint64      line,
                  const char *name)
{
  AcmeOutcome *self = g_object_new (ACME_TYPE_OUTCOME, NULL);

  acme_item_set_number (ACME_ITEM (self), ACME_OUTCOME_LINE, line);
  acme_item_set_string (ACME_ITEM (self), ACME_OUTCOME_NAME, name);
  return self;
}

/**
 * acme_outcome_set_result:
 * @self: an outcome
 * @outcome: one of the words
 * @message: (nullable): a sentence that says more
 */
void
acme_outcome_set_result (AcmeOutcome *self,
                         const char  *outcome,
                         const char  *message)
{
  g_return_if_fail (ACME_IS_OUTCOME (self));
  g_return_if_fail (outcome != NULL);

  g_clear_error (&self->error);
  acme_item_set_string (ACME_ITEM (self), ACME_OUTCOME_OUTCOME, outcome);
  acme_item_set_string (ACME_ITEM (self), ACME_OUTCOME_MESSAGE, message);
}

/**
 * acme_outcome_set_error:
 * @self: an outcome
 * @error: what went wrong
 *
 * Sets the word that belongs to @error and its sentence.
 */
void
acme_outcome_set_error (AcmeOutcome  *self,
                        const GError *error)
{
  g_return_if_fail (ACME_IS_OUTCOME (self));
  g_return_if_fail (error != NULL);

  acme_outcome_set_result (self, acme_outcome_from_error (error), error->message);
  self->error = g_error_copy (error);
}

/**
 * acme_outcome_get_error:
 * @self: an outcome
 *
 * Returns: (transfer none) (nullable): what went wrong, for who reacts to its code
 */
const GError *
acme_outcome_get_error (AcmeOutcome *self)
{
  g_return_val_if_fail (ACME_IS_OUTCOME (self), NULL);

  return self->error;
}

/**
 * acme_outcome_set_subject:
 * @self: an outcome
 * @subject: (nullable): the item it is about
 */
void
acme_outcome_set_subject (AcmeOutcome *self,
                          AcmeItem    *subject)
{
  g_return_if_fail (ACME_IS_OUTCOME (self));
  g_return_if_fail (subject == NULL || ACME_IS_ITEM (subject));

  g_set_object (&self->subject, subject);
}

/**
 * acme_outcome_get_subject:
 * @self: an outcome
 *
 * Returns: (transfer none) (nullable): the item it is about
 */
AcmeItem *
acme_outcome_get_subject (AcmeOutcome *self)
{
  g_return_val_if_fail (ACME_IS_OUTCOME (self), NULL);

  return self->subject;
}

/**
 * acme_outcome_from_error:
 * @error: what went wrong with one thing of many
 *
 * Returns: (transfer none): the word for it: whether nothing was done, something, or nobody knows
 */
const char *
acme_outcome_from_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (acme_error_is_cancelled (error))
    return ACME_OUTCOME_SKIPPED;
  if (g_error_matches (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME))
    return ACME_OUTCOME_UNKNOWN;
  if (g_error_matches (error, ACME_ERROR, ACME_ERROR_PARTIAL))
    return ACME_OUTCOME_PARTIAL;
  return ACME_OUTCOME_FAILED;
}
