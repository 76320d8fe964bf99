/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One condition of a filter: a field, an operator, a value. Immutable, so that a half-typed one never replaces the last
 * one that was valid. */

#include "config.h"

#include "acme-criterion.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-time.h"

#define DAY ((gint64) 24 * 3600 * G_USEC_PER_SEC)

/* A hundred years */
#define MAX_DAYS 36525

/* PCRE gives up on a row after so many steps: a pattern such as (a+)+$ must not hold the window. */
#define MATCH_LIMIT "(*LIMIT_MATCH=20000)"

struct _AcmeCriterion
{
  gatomicrefcount ref_count;
  const AcmeField *description;
  guint field;
  AcmeOperator operator;
  char *value;
  char *folded;
  GRegex *pattern; /* (nullable): of MATCHES */
  gint64 n_days;   /* of OLDER_THAN */
};

G_DEFINE_BOXED_TYPE (AcmeCriterion, acme_criterion, acme_criterion_ref, acme_criterion_unref)

static const struct
{
  const char *id;
  const char *title;
} operators[] = {
  /* Translators: these stand between a field's name and a value, as in “Name contains web” */
  [ACME_OPERATOR_CONTAINS] = { "contains", N_("contains") },
  [ACME_OPERATOR_NOT_CONTAINS] = { "not-contains", N_("does not contain") },
  [ACME_OPERATOR_IS] = { "is", N_("is") },
  [ACME_OPERATOR_IS_NOT] = { "is-not", N_("is not") },
  [ACME_OPERATOR_STARTS_WITH] = { "starts-with", N_("starts with") },
  [ACME_OPERATOR_ENDS_WITH] = { "ends-with", N_("ends with") },
  [ACME_OPERATOR_MATCHES] = { "matches", N_("matches the pattern") },
  /* Translators: stands between a time and a number of days */
  [ACME_OPERATOR_OLDER_THAN] = { "older-than", N_("is older than (days)") },
};

/**
 * acme_operator_get_id:
 * @operator: an operator
 *
 * Returns: (transfer none): its stable name, as in settings and on the command line
 */
const char *
acme_operator_get_id (AcmeOperator operator)
{
  g_return_val_if_fail ((guint) operator < ACME_N_OPERATORS, NULL);

  return operators[operator].id;
}

/**
 * acme_operator_get_title:
 * @operator: an operator
 *
 * Returns: (transfer none): its words in the user's language
 */
const char *
acme_operator_get_title (AcmeOperator operator)
{
  g_return_val_if_fail ((guint) operator < ACME_N_OPERATORS, NULL);

  return _(operators[operator].title);
}

/**
 * acme_operator_parse:
 * @id: a stable name
 * @out_operator: (out): the operator of that name
 *
 * Returns: whether there is one
 */
gboolean
acme_operator_parse (const char   *id,
                     AcmeOperator *out_operator)
{
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < ACME_N_OPERATORS; i++)
    {
      if (strcmp (operators[i].id, id) == 0)
        {
          *out_operator = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * acme_operator_suits:
 * @operator: an operator
 * @field: a field
 *
 * Returns: whether it can be asked of this field
 */
gboolean
acme_operator_suits (AcmeOperator     operator,
                     const AcmeField *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  return operator != ACME_OPERATOR_OLDER_THAN || field->kind == ACME_FIELD_TIME;
}

static GRegex *
compile_pattern (const char  *pattern,
                 GError     **error)
{
  g_autofree char *limited = g_strconcat (MATCH_LIMIT, pattern, NULL);
  g_autoptr(GError) cause = NULL;
  GRegex *regex;

  /* once as typed, so that the reason counts its characters from where the user does */
  regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, &cause);
  if (regex == NULL)
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("This pattern is not complete: %s"), cause->message);
      return NULL;
    }
  g_regex_unref (regex);

  regex = g_regex_new (limited, G_REGEX_CASELESS, 0, &cause);
  if (regex == NULL)
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("This pattern cannot be used: %s"), cause->message);
  return regex;
}

static gboolean
parse_days (const char  *value,
            gint64      *n_days,
            GError     **error)
{
  guint64 n;

  if (!g_ascii_string_to_unsigned (value, 10, 0, MAX_DAYS, &n, NULL))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s” is not a number of days."), value);
      return FALSE;
    }
  *n_days = n;
  return TRUE;
}

/* What comparing takes beside the value itself. */
static gboolean
prepare (AcmeCriterion  *self,
         GError        **error)
{
  if (!acme_operator_suits (self->operator, self->description))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("“%s” is not a time."),
                   acme_field_get_title (self->description));
      return FALSE;
    }
  if (self->value[0] == '\0')
    return TRUE;
  if (self->operator == ACME_OPERATOR_MATCHES)
    {
      self->pattern = compile_pattern (self->value, error);
      return self->pattern != NULL;
    }
  return self->operator != ACME_OPERATOR_OLDER_THAN || parse_days (self->value, &self->n_days, error);
}

/**
 * acme_criterion_new:
 * @table: the fields of the items to filter
 * @field: the index of a field that is not secret
 * @operator: how to compare
 * @value: what to compare with, as typed; with an empty one the criterion matches everything
 * @error: return location for an %ACME_ERROR_INVALID if @value is no usable pattern or number of days, or @operator
 *   does not suit the field
 *
 * Returns: (transfer full) (nullable): a criterion
 */
AcmeCriterion *
acme_criterion_new (const AcmeFieldTable  *table,
                    guint                  field,
                    AcmeOperator           operator,
                    const char            *value,
                    GError               **error)
{
  g_autoptr(AcmeCriterion) self = NULL;

  g_return_val_if_fail (table != NULL && field < table->n_fields, NULL);
  g_return_val_if_fail ((table->fields[field].flags & ACME_FIELD_SECRET) == 0, NULL);
  g_return_val_if_fail ((guint) operator < ACME_N_OPERATORS, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  self = g_new0 (AcmeCriterion, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->description = &table->fields[field];
  self->field = field;
  self->operator = operator;
  self->value = g_strdup (value);
  self->folded = acme_fold (value);

  return prepare (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * acme_criterion_parse:
 * @table: the fields of the items to filter
 * @field_id: the stable name of a field
 * @operator_id: the stable name of an operator
 * @value: what to compare with
 * @error: return location for an %ACME_ERROR_INVALID that says which part is unknown or unusable
 *
 * Returns: (transfer full) (nullable): a criterion
 */
AcmeCriterion *
acme_criterion_parse (const AcmeFieldTable  *table,
                      const char            *field_id,
                      const char            *operator_id,
                      const char            *value,
                      GError               **error)
{
  AcmeOperator operator;
  guint field;

  g_return_val_if_fail (table != NULL && field_id != NULL && operator_id != NULL && value != NULL, NULL);

  if (!acme_field_table_find (table, field_id, &field) ||
      (table->fields[field].flags & (ACME_FIELD_SECRET | ACME_FIELD_UNFILTERED)) != 0)
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no field “%s” to filter by."), field_id);
      return NULL;
    }
  if (!acme_operator_parse (operator_id, &operator))
    {
      g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("There is no way to compare called “%s”."), operator_id);
      return NULL;
    }
  return acme_criterion_new (table, field, operator, value, error);
}

/**
 * acme_criterion_ref:
 * @self: a criterion
 *
 * Returns: (transfer full): @self
 */
AcmeCriterion *
acme_criterion_ref (AcmeCriterion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * acme_criterion_unref:
 * @self: (transfer full): a criterion
 */
void
acme_criterion_unref (AcmeCriterion *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->pattern, g_regex_unref);
  g_free (self->value);
  g_free (self->folded);
  g_free (self);
}

/**
 * acme_criterion_get_field:
 * @self: a criterion
 *
 * Returns: the index of its field
 */
guint
acme_criterion_get_field (const AcmeCriterion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->field;
}

/**
 * acme_criterion_get_operator:
 * @self: a criterion
 *
 * Returns: its operator
 */
AcmeOperator
acme_criterion_get_operator (const AcmeCriterion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->operator;
}

/**
 * acme_criterion_get_value:
 * @self: a criterion
 *
 * Returns: (transfer none): its value as it was typed
 */
const char *
acme_criterion_get_value (const AcmeCriterion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->value;
}

/**
 * acme_criterion_is_active:
 * @self: a criterion
 *
 * Returns: whether it can exclude anything: one without a value cannot
 */
gboolean
acme_criterion_is_active (const AcmeCriterion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->value[0] != '\0';
}

static gboolean
compare_folded (const AcmeCriterion *self,
                const char          *folded)
{
  switch (self->operator)
    {
    case ACME_OPERATOR_CONTAINS:
      return strstr (folded, self->folded) != NULL;
    case ACME_OPERATOR_NOT_CONTAINS:
      return strstr (folded, self->folded) == NULL;
    case ACME_OPERATOR_IS:
      return strcmp (folded, self->folded) == 0;
    case ACME_OPERATOR_IS_NOT:
      return strcmp (folded, self->folded) != 0;
    case ACME_OPERATOR_STARTS_WITH:
      return g_str_has_prefix (folded, self->folded);
    case ACME_OPERATOR_ENDS_WITH:
      return g_str_has_suffix (folded, self->folded);
    case ACME_OPERATOR_MATCHES:
    case ACME_OPERATOR_OLDER_THAN:
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* Whether @item has the wire's own word, which scripts and saved filters use */
static gboolean
is_word (const AcmeCriterion *self,
         AcmeItem            *item)
{
  const char *word;

  if (self->description->kind != ACME_FIELD_CHOICE)
    return FALSE;

  word = acme_item_get_string (item, self->field);
  return word != NULL && g_ascii_strcasecmp (word, self->value) == 0;
}

/* Of what is not known nobody can say that it was lately. */
static gboolean
is_older (const AcmeCriterion *self,
          AcmeItem            *item)
{
  gint64 time = acme_item_get_number (item, self->field);

  return time == ACME_TIME_NONE || time < g_get_real_time () - self->n_days * DAY;
}

/**
 * acme_criterion_matches:
 * @self: a criterion
 * @item: an item of the kind that the criterion was made for
 *
 * Compares without regard to case.
 *
 * Returns: whether @item meets it
 */
gboolean
acme_criterion_matches (const AcmeCriterion *self,
                        AcmeItem            *item)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!acme_criterion_is_active (self))
    return TRUE;

  if (self->operator == ACME_OPERATOR_MATCHES)
    return g_regex_match (self->pattern, acme_item_get_text (item, self->field), 0, NULL);
  if (self->operator == ACME_OPERATOR_OLDER_THAN)
    return is_older (self, item);
  if ((self->operator == ACME_OPERATOR_IS || self->operator == ACME_OPERATOR_IS_NOT) && is_word (self, item))
    return self->operator == ACME_OPERATOR_IS;
  return compare_folded (self, acme_item_get_folded (item, self->field));
}

/**
 * acme_criterion_takes_folded:
 * @self: a criterion
 *
 * Returns: whether acme_criterion_matches_folded() can tell what acme_criterion_matches() does
 */
gboolean
acme_criterion_takes_folded (const AcmeCriterion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  /* one looks at the text as it is, one at the time itself; and a choice may be named by the wire's word */
  return self->operator != ACME_OPERATOR_MATCHES && self->operator != ACME_OPERATOR_OLDER_THAN &&
         self->description->kind != ACME_FIELD_CHOICE;
}

/**
 * acme_criterion_matches_folded:
 * @self: a criterion for which acme_criterion_takes_folded()
 * @folded: the text of its field as acme_fold() makes it
 *
 * For what is not kept as items.
 *
 * Returns: whether an item with that text meets it
 */
gboolean
acme_criterion_matches_folded (const AcmeCriterion *self,
                               const char          *folded)
{
  g_return_val_if_fail (self != NULL && folded != NULL, FALSE);

  return !acme_criterion_is_active (self) || compare_folded (self, folded);
}

/**
 * acme_criterion_describe:
 * @self: a criterion
 *
 * Returns: (transfer full): what it says, in the user's language
 */
char *
acme_criterion_describe (const AcmeCriterion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->operator == ACME_OPERATOR_OLDER_THAN)
    /* Translators: a filter in words, as in “Last Activity is more than 90 days ago” */
    return g_strdup_printf (ngettext ("%s is more than %u day ago", "%s is more than %u days ago", self->n_days),
                            acme_field_get_title (self->description), (guint) self->n_days);

  /* Translators: a filter in words: field, operator, value, as in “Name contains web” */
  return g_strdup_printf (_("%s %s %s"), acme_field_get_title (self->description),
                          acme_operator_get_title (self->operator),
                          acme_field_get_choice (self->description, self->value));
}
