/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-column-order.h"

#include "acme-account.h"
#include "acme-endpoint.h"
#include "acme-event.h"

static void
test_endpoint (void)
{
  g_autoptr(GArray) fields = acme_list_column_fields (&acme_endpoint_fields);
  const guint expected[] = {
    ACME_ENDPOINT_NAME, ACME_ENDPOINT_URL, ACME_ENDPOINT_TYPE,
    ACME_ENDPOINT_VALIDATION_TYPE, ACME_ENDPOINT_DELEGATION_MODE, ACME_ENDPOINT_ORGANIZATIONS, ACME_ENDPOINT_ID,
  };

  g_assert_cmpmem (fields->data, fields->len * sizeof (guint), expected, sizeof expected);
}

static void
test_no_secrets (void)
{
  g_autoptr(GArray) fields = acme_list_column_fields (&acme_account_fields);

  g_assert_cmpuint (fields->len, >, 3);
  for (guint i = 0; i < fields->len; i++)
    {
      const AcmeField *field = &acme_account_fields.fields[g_array_index (fields, guint, i)];

      g_assert_cmpuint (field->flags & (ACME_FIELD_COLUMN | ACME_FIELD_SECRET), ==, ACME_FIELD_COLUMN);
    }
}

/* A date is a column, but is not typed: there are better ways to choose by it. */
static void
test_filter (void)
{
  g_autoptr(GArray) columns = acme_list_column_fields (&acme_event_fields);
  g_autoptr(GArray) filter = acme_list_filter_fields (&acme_event_fields);
  g_autoptr(GArray) of_endpoint = acme_list_filter_fields (&acme_endpoint_fields);
  g_autoptr(GArray) as_before = acme_list_column_fields (&acme_endpoint_fields);

  g_assert_cmpuint (g_array_index (columns, guint, 0), ==, ACME_EVENT_DATE);
  g_assert_cmpuint (g_array_index (filter, guint, 0), ==, ACME_EVENT_ACTION);
  g_assert_cmpmem (filter->data, filter->len * sizeof (guint), columns->data + sizeof (guint),
                   (columns->len - 1) * sizeof (guint));
  g_assert_cmpmem (of_endpoint->data, of_endpoint->len * sizeof (guint), as_before->data,
                   as_before->len * sizeof (guint));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/column-order/endpoint", test_endpoint);
  g_test_add_func ("/column-order/no-secrets", test_no_secrets);
  g_test_add_func ("/column-order/filter", test_filter);
  return g_test_run ();
}
