/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cli-audit-filter.h"

#include <string.h>

#include "acme-time.h"

static const char *const pieces[] = {
  "ACME", "account", "Web", "team", " ", "\n", "-", "Été", "E\314\201", "STRASSE", "straße", "図書館", "\"",
  "2026", "11:05",
};

static const char *const searches[] = {
  "", "acme", "WEB team", "été", "strasse", "図書", "2026", "2026-11", "11:05", "e-e", "account web 20", "nothing", " \t",
  "-11-24", "tea m",
};

static AcmeSlice
make_slice (GRand   *random,
            GString *memory)
{
  gsize start = memory->len;

  for (int n = g_rand_int_range (random, 0, 5); n > 0; n--)
    g_string_append (memory, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  return (AcmeSlice) { memory->str + start, memory->len - start };
}

/* What the window's search finds in the same event. */
static void
test_same_as_query (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  g_autoptr(GString) memory = g_string_sized_new (4096);
  guint n_found = 0;

  for (guint s = 0; s < G_N_ELEMENTS (searches); s++)
    {
      g_autoptr(AcmeCliAuditFilter) filter = acme_cli_audit_filter_new (G_MININT64 + 1, G_MAXINT64, NULL, searches[s]);
      g_autoptr(AcmeQuery) query = acme_query_new (&acme_event_fields);

      acme_query_set_search (query, searches[s]);
      for (guint i = 0; i < 500; i++)
        {
          AcmeEventRecord record = { .time = ACME_TIME_NONE };
          g_autoptr(AcmeEvent) event = NULL;
          gboolean found;

          g_string_truncate (memory, 0);
          if (i % 7 != 0)
            record.time = G_GINT64_CONSTANT (1795518300000000) +
                          g_rand_int_range (random, 0, 864000) * (gint64) G_USEC_PER_SEC;
          for (guint field = 0; field < ACME_EVENT_N_FIELDS; field++)
            record.fields[field] = make_slice (random, memory);
          event = acme_event_new_from_record (&record);
          found = acme_query_matches (query, ACME_ITEM (event));
          g_assert_cmpint (acme_cli_audit_filter_matches (filter, &record), ==, found);
          n_found += found;
        }
    }
  g_assert_cmpuint (n_found, >, 1500);
  g_assert_cmpuint (n_found, <, 500 * G_N_ELEMENTS (searches) - 1500);
}

static void
test_time (void)
{
  g_autoptr(AcmeCliAuditFilter) filter = acme_cli_audit_filter_new (1000, 2000, NULL, NULL);
  static const struct { gint64 time; gboolean wanted; } cases[] = {
    { 999, FALSE }, { 1000, TRUE }, { 1999, TRUE }, { 2000, FALSE }, { ACME_TIME_NONE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcmeEventRecord record = { .time = cases[i].time };

      g_assert_cmpint (acme_cli_audit_filter_matches (filter, &record), ==, cases[i].wanted);
    }
}

static gboolean
is_wanted (AcmeCliAuditFilter *filter,
           const char         *description)
{
  AcmeEventRecord record = { .time = 0 };

  record.fields[ACME_EVENT_DESCRIPTION] = (AcmeSlice) { description, strlen (description) };
  return acme_cli_audit_filter_matches (filter, &record);
}

static void
test_scope (void)
{
  g_autoptr(AcmeAccount) account = acme_account_new (ACME_ACCOUNT_KIND_PUBLIC, 17);
  g_autoptr(AcmeEventScope) scope = acme_event_scope_new_for_account (NULL, account);
  g_autoptr(AcmeCliAuditFilter) filter = acme_cli_audit_filter_new (0, 1, scope, "created");

  g_assert_true (is_wanted (filter, "Account 17 created"));
  g_assert_false (is_wanted (filter, "Account 18 created"));
  g_assert_false (is_wanted (filter, "Account 17 deleted"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-audit-filter/same-as-query", test_same_as_query);
  g_test_add_func ("/cli-audit-filter/time", test_time);
  g_test_add_func ("/cli-audit-filter/scope", test_scope);
  return g_test_run ();
}
