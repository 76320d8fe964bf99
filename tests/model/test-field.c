/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-account.h"
#include "acme-client.h"
#include "acme-domain.h"
#include "acme-endpoint.h"
#include "acme-event.h"
#include "acme-organization.h"
#include "acme-profile.h"

static const AcmeFieldTable *const tables[] = {
  &acme_account_fields, &acme_client_fields,       &acme_domain_fields,  &acme_endpoint_fields,
  &acme_event_fields,   &acme_organization_fields, &acme_profile_fields,
};

static void
test_tables_are_sound (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      gboolean has_key = FALSE;

      for (guint i = 0; i < tables[t]->n_fields; i++)
        {
          const AcmeField *field = &tables[t]->fields[i];
          guint found;

          g_assert_nonnull (field->id);
          g_assert_nonnull (field->title);
          g_assert_true (acme_field_table_find (tables[t], field->id, &found));
          g_assert_cmpuint (found, ==, i); /* so no two have the same id */
          g_assert_true ((field->kind == ACME_FIELD_CHOICE) == (field->choices != NULL));
          g_assert_true ((field->kind == ACME_FIELD_VARIANT || field->kind == ACME_FIELD_DERIVED) ==
                         (field->describe != NULL));
          g_assert_true ((field->flags & ACME_FIELD_RELATIVE) == 0 || field->kind == ACME_FIELD_TIME);
          has_key |= (field->flags & ACME_FIELD_KEY) != 0;
        }
      g_assert_true (has_key);
    }
}

static void
test_find (void)
{
  guint index = 99;

  g_assert_true (acme_field_table_find (&acme_endpoint_fields, "validationType", &index));
  g_assert_cmpuint (index, ==, ACME_ENDPOINT_VALIDATION_TYPE);
  g_assert_false (acme_field_table_find (&acme_endpoint_fields, "ValidationType", NULL));
}

static void
test_choices (void)
{
  const AcmeField *type = &acme_endpoint_fields.fields[ACME_ENDPOINT_TYPE];

  g_assert_cmpstr (acme_field_get_choice (type, "public_acme"), ==, "Sectigo Public ACME");
  g_assert_cmpstr (acme_field_get_choice (type, "SSL_EST"), ==, "SSL_EST");
  g_assert_null (acme_field_get_choice (type, NULL));
}

static void
test_styles (void)
{
  const AcmeField *status = &acme_client_fields.fields[ACME_CLIENT_STATUS];

  g_assert_true (acme_field_has_styles (status));
  g_assert_false (acme_field_has_styles (&acme_endpoint_fields.fields[ACME_ENDPOINT_TYPE]));
  g_assert_false (acme_field_has_styles (&acme_endpoint_fields.fields[ACME_ENDPOINT_NAME]));
  g_assert_cmpint (acme_field_get_style (status, "VALID"), ==, ACME_CHOICE_POSITIVE);
  g_assert_cmpint (acme_field_get_style (status, "deactivated"), ==, ACME_CHOICE_NEUTRAL);
  g_assert_cmpint (acme_field_get_style (status, "on leave"), ==, ACME_CHOICE_PLAIN);
  g_assert_cmpint (acme_field_get_style (status, NULL), ==, ACME_CHOICE_PLAIN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/tables-are-sound", test_tables_are_sound);
  g_test_add_func ("/field/find", test_find);
  g_test_add_func ("/field/choices", test_choices);
  g_test_add_func ("/field/styles", test_styles);
  return g_test_run ();
}
