/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-domain.h"
#include "acme-time.h"

static void
test_sorts_by_date (void)
{
  g_autoptr(AcmeDomain) a = acme_domain_new ("*.example.edu");
  g_autoptr(AcmeDomain) b = acme_domain_new ("example.edu");
  gint64 time;

  g_assert_cmpstr (acme_item_get_key (ACME_ITEM (a)), ==, "*.example.edu");
  g_assert_true (acme_time_parse ("2030-01-02T03:04:05.678Z", &time));
  acme_item_set_number (ACME_ITEM (a), ACME_DOMAIN_VALID_UNTIL, time);
  acme_item_set_number (ACME_ITEM (b), ACME_DOMAIN_VALID_UNTIL, time + 1);
  g_assert_cmpint (acme_item_compare (ACME_ITEM (a), ACME_ITEM (b), ACME_DOMAIN_VALID_UNTIL), <, 0);
  g_assert_true (g_str_has_prefix (acme_item_get_text (ACME_ITEM (a), ACME_DOMAIN_VALID_UNTIL), "2030-01-02 "));
}

static gint64
parse (const char *text)
{
  gint64 time;

  g_assert_true (acme_time_parse (text, &time));
  return time;
}

/* By days of the local calendar, two hours ahead of UTC. */
static void
test_validity (void)
{
  static const struct { const char *until; AcmeDomainValidity validity; const char *expected; } cases[] = {
    { NULL, ACME_DOMAIN_UNKNOWN, "No validation date" },
    { "2030-03-12T10:00:00Z", ACME_DOMAIN_EXPIRED, "Expired 3 days ago" },
    { "2029-03-15T10:00:00Z", ACME_DOMAIN_EXPIRED, "Expired 365 days ago" },
    { "2030-03-14T21:59:59Z", ACME_DOMAIN_EXPIRED, "Expired yesterday" },
    { "2030-03-15T09:59:00Z", ACME_DOMAIN_EXPIRED, "Expired today at 11:59" },
    { "2030-03-15T10:00:00Z", ACME_DOMAIN_EXPIRED, "Expired today at 12:00" },
    { "2030-03-15T21:59:59Z", ACME_DOMAIN_SOON, "Expires today at 23:59" },
    { "2030-03-15T22:00:00Z", ACME_DOMAIN_SOON, "Expires tomorrow" },
    { "2030-03-17T10:00:00Z", ACME_DOMAIN_SOON, "Expires in 2 days" },
    { "2030-04-14T20:00:00Z", ACME_DOMAIN_SOON, "Expires in 30 days" },
    { "2030-04-15T10:00:00Z", ACME_DOMAIN_VALID, "Valid for 31 days" },
    { "9999-12-31T00:00:00Z", ACME_DOMAIN_VALID, "Valid for 2910908 days" },
  };
  gint64 now = parse ("2030-03-15T10:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeDomain) domain = acme_domain_new ("example.edu");
      g_autofree char *text = NULL;

      if (cases[i].until != NULL)
        acme_item_set_number (ACME_ITEM (domain), ACME_DOMAIN_VALID_UNTIL, parse (cases[i].until));
      g_assert_cmpint (acme_domain_get_validity (domain, now), ==, cases[i].validity);
      text = acme_domain_describe_validity (domain, now);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "EET-2", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/sorts-by-date", test_sorts_by_date);
  g_test_add_func ("/domain/validity", test_validity);
  return g_test_run ();
}
