/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-criterion.h"

#include <string.h>

#include "acme-client.h"
#include "acme-endpoint.h"
#include "acme-error.h"
#include "acme-event.h"

static AcmeItem *
make_endpoint (void)
{
  AcmeItem *item = ACME_ITEM (acme_endpoint_new (42));

  acme_item_set_string (item, ACME_ENDPOINT_NAME, "Web-Prod École");
  acme_item_set_string (item, ACME_ENDPOINT_TYPE, ACME_ENDPOINT_TYPE_UNIVERSAL);
  return item;
}

static gboolean
matches (const char *field,
         const char *operator,
         const char *value)
{
  g_autoptr(AcmeItem) item = make_endpoint ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeCriterion) criterion = acme_criterion_parse (&acme_endpoint_fields, field, operator, value, &error);

  g_assert_no_error (error);
  return acme_criterion_matches (criterion, item);
}

static void
test_operators (void)
{
  g_assert_true (matches ("name", "contains", "PROD"));
  g_assert_false (matches ("name", "contains", "test"));
  g_assert_false (matches ("name", "not-contains", "prod"));
  g_assert_true (matches ("name", "not-contains", "test"));
  g_assert_true (matches ("name", "is", "web-prod E\314\201COLE"));
  g_assert_false (matches ("name", "is", "web-prod"));
  g_assert_true (matches ("name", "is-not", "web-prod"));
  g_assert_true (matches ("name", "starts-with", "web"));
  g_assert_false (matches ("name", "starts-with", "prod"));
  g_assert_true (matches ("name", "ends-with", "école"));
  g_assert_false (matches ("name", "ends-with", "web"));
  g_assert_true (matches ("name", "matches", "^web-(prod|test)\\b"));
  g_assert_false (matches ("name", "matches", "^prod"));
  g_assert_true (matches ("id", "is", "42"));
  g_assert_true (matches ("url", "matches", "^$"));
}

/* Either the folded text suffices, and says the same, or the criterion says that it does not. */
static void
test_folded (void)
{
  static const char *const values[] = { "prod", "Web-Prod École", "web-", "ÉCOLE", "x", "" };
  g_autoptr(AcmeItem) item = make_endpoint ();
  const char *folded = acme_item_get_folded (item, ACME_ENDPOINT_NAME);

  for (AcmeOperator operator = 0; operator < ACME_OPERATOR_OLDER_THAN; operator++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          g_autoptr(AcmeCriterion) by_name = acme_criterion_new (&acme_endpoint_fields, ACME_ENDPOINT_NAME, operator,
                                                                 values[i], NULL);
          g_autoptr(AcmeCriterion) by_type = acme_criterion_new (&acme_endpoint_fields, ACME_ENDPOINT_TYPE, operator,
                                                                 values[i], NULL);

          g_assert_cmpint (acme_criterion_takes_folded (by_name), ==, operator != ACME_OPERATOR_MATCHES);
          g_assert_false (acme_criterion_takes_folded (by_type));
          if (acme_criterion_takes_folded (by_name))
            g_assert_cmpint (acme_criterion_matches_folded (by_name, folded), ==,
                             acme_criterion_matches (by_name, item));
        }
    }
}

static void
test_choices_by_title_and_by_word (void)
{
  g_assert_true (matches ("type", "is", "Universal ACME"));
  g_assert_true (matches ("type", "is", "PRIVATE_ACME"));
  g_assert_false (matches ("type", "is", "PUBLIC_ACME"));
  g_assert_true (matches ("type", "is-not", "PUBLIC_ACME"));
  g_assert_false (matches ("type", "is-not", "private_acme"));
}

static void
test_empty_value_excludes_nothing (void)
{
  for (guint i = 0; i < ACME_N_OPERATORS; i++)
    {
      if (acme_operator_suits (i, &acme_endpoint_fields.fields[ACME_ENDPOINT_NAME]))
        g_assert_true (matches ("name", acme_operator_get_id (i), ""));
    }
}

static void
test_half_typed_pattern (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (acme_criterion_parse (&acme_endpoint_fields, "name", "matches", "web-(prod", &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "web-(prod"));
  g_assert_null (strstr (error->message, "LIMIT_MATCH"));
}

static void
test_unknown_names (void)
{
  g_autoptr(GError) field_error = NULL;
  g_autoptr(GError) operator_error = NULL;

  g_assert_null (acme_criterion_parse (&acme_endpoint_fields, "colour", "is", "red", &field_error));
  g_assert_error (field_error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_nonnull (strstr (field_error->message, "colour"));
  g_assert_null (acme_criterion_parse (&acme_event_fields, "date", "contains", "2030", NULL)); /* in another way */
  g_assert_null (acme_criterion_parse (&acme_endpoint_fields, "name", "resembles", "web", &operator_error));
  g_assert_error (operator_error, ACME_ERROR, ACME_ERROR_INVALID);
}

/* Would take longer than anybody lives, were the number of steps not limited. */
static void
test_costly_pattern_ends (void)
{
  g_autoptr(AcmeItem) item = make_endpoint ();
  g_autoptr(AcmeCriterion) criterion = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_strnfill (60, 'a');
  g_autofree char *full_name = g_strconcat (name, "!", NULL);

  acme_item_set_string (item, ACME_ENDPOINT_NAME, full_name);
  criterion = acme_criterion_parse (&acme_endpoint_fields, "name", "matches", "^(a+)+$", &error);
  g_assert_no_error (error);
  g_assert_false (acme_criterion_matches (criterion, item));
}

static gboolean
is_idle (gint64      age,
         const char *days)
{
  g_autoptr(AcmeClient) client = acme_client_new ("1");
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeCriterion) criterion = acme_criterion_parse (&acme_client_fields, "lastActivity", "older-than", days,
                                                             &error);

  g_assert_no_error (error);
  if (age >= 0)
    acme_item_set_number (ACME_ITEM (client), ACME_CLIENT_LAST_ACTIVITY, g_get_real_time () - age);
  return acme_criterion_matches (criterion, ACME_ITEM (client));
}

static void
test_older_than (void)
{
  const gint64 hour = G_TIME_SPAN_HOUR;

  g_assert_true (is_idle (90 * 24 * hour + hour, "90"));
  g_assert_false (is_idle (90 * 24 * hour - hour, "90"));
  g_assert_true (is_idle (hour, "0"));
  g_assert_true (is_idle (-1, "36525"));
  g_assert_false (is_idle (hour, "36525"));
  g_assert_true (is_idle (hour, ""));
}

static void
test_older_than_what (void)
{
  static const char *const values[] = { "x", "-1", "1.5", " 7", "36526", "99999999999999999999" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (acme_criterion_parse (&acme_client_fields, "lastActivity", "older-than", values[i], &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, values[i]));
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (acme_criterion_parse (&acme_client_fields, "ipAddress", "older-than", i == 0 ? "" : "7", &error));
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
    }
}

static void
test_describe_days (void)
{
  g_autoptr(AcmeCriterion) one = acme_criterion_new (&acme_client_fields, ACME_CLIENT_LAST_ACTIVITY,
                                                     ACME_OPERATOR_OLDER_THAN, "1", NULL);
  g_autoptr(AcmeCriterion) many = acme_criterion_new (&acme_client_fields, ACME_CLIENT_LAST_ACTIVITY,
                                                      ACME_OPERATOR_OLDER_THAN, "90", NULL);
  g_autofree char *one_words = acme_criterion_describe (one);
  g_autofree char *many_words = acme_criterion_describe (many);

  g_assert_cmpstr (one_words, ==, "Last Activity is more than 1 day ago");
  g_assert_cmpstr (many_words, ==, "Last Activity is more than 90 days ago");
}

static void
test_describe (void)
{
  g_autoptr(AcmeCriterion) criterion =
    acme_criterion_new (&acme_endpoint_fields, ACME_ENDPOINT_TYPE, ACME_OPERATOR_IS, "PRIVATE_ACME", NULL);
  g_autofree char *words = acme_criterion_describe (criterion);

  g_assert_cmpstr (words, ==, "Type is Universal ACME");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/criterion/operators", test_operators);
  g_test_add_func ("/criterion/folded", test_folded);
  g_test_add_func ("/criterion/choices-by-title-and-by-word", test_choices_by_title_and_by_word);
  g_test_add_func ("/criterion/empty-value-excludes-nothing", test_empty_value_excludes_nothing);
  g_test_add_func ("/criterion/half-typed-pattern", test_half_typed_pattern);
  g_test_add_func ("/criterion/unknown-names", test_unknown_names);
  g_test_add_func ("/criterion/costly-pattern-ends", test_costly_pattern_ends);
  g_test_add_func ("/criterion/older-than", test_older_than);
  g_test_add_func ("/criterion/older-than-what", test_older_than_what);
  g_test_add_func ("/criterion/describe", test_describe);
  g_test_add_func ("/criterion/describe-days", test_describe_days);
  return g_test_run ();
}
