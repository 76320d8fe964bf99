/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-mention.h"

/* The part that is asked about stands between braces. */
static AcmeFoldedText
take_apart (const char *marked,
            char       *buffer,
            gsize      *out_start,
            gsize      *out_end)
{
  gsize length = 0;

  *out_start = *out_end = 0;
  for (; *marked != '\0'; marked++)
    {
      if (*marked == '{')
        *out_start = length;
      else if (*marked == '}')
        *out_end = length;
      else
        buffer[length++] = *marked;
    }
  return (AcmeFoldedText) { buffer, length };
}

typedef struct
{
  const char *text;
  gboolean expected;
} Case;

static void
test_names (void)
{
  static const Case cases[] = {
    { "account \"{wiki}\" created", TRUE },
    { "account {wiki} created", TRUE },
    { "{wiki}", TRUE },
    { "account \"{wiki} 2\" created", FALSE },
    { "account \"old {wiki}\" created", FALSE },
    { "account “{wiki} 2” created", FALSE },
    { "account «{wiki}» created", TRUE },
    { "the {wiki}, 2 of them", TRUE },
    { "the {wiki}s", FALSE },
    { "account \"{\"quoted\" portal}\"", TRUE },
    { "account \"{1234}\"", TRUE }, /* who calls an account a number */
    { "account {1234}", TRUE },
    { "served {1234} requests", FALSE },
    { "{1234}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char buffer[128];
      gsize start, end;
      AcmeFoldedText text = take_apart (cases[i].text, buffer, &start, &end);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (acme_mention_is_name (&text, start, end), ==, cases[i].expected);
    }
}

static void
test_urls (void)
{
  static const Case cases[] = {
    { "at {https://acme.example/v2/ov}", TRUE },
    { "at {https://acme.example/v2/ov}/", TRUE },
    { "at {https://acme.example/v2/ov}/.", TRUE },
    { "({https://acme.example/v2/ov}) renamed", TRUE },
    { "at {https://acme.example/v2/ov}.", TRUE },
    { "at {https://acme.example/v2/ov}-2", FALSE },
    { "at {https://acme.example/v2/ov}2", FALSE },
    { "at {https://acme.example/v2/ov}/order/5", FALSE },
    { "at {https://acme.example}:8443", FALSE },
    { "at {https://acme.example}.test", FALSE },
    { "x{https://acme.example}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char buffer[128];
      gsize start, end;
      AcmeFoldedText text = take_apart (cases[i].text, buffer, &start, &end);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (acme_mention_is_url (&text, start, end), ==, cases[i].expected);
    }
}

static void
test_ids (void)
{
  static const struct { const char *text; gboolean account; gboolean endpoint; } cases[] = {
    { "acme account \"web\" (id {17}) created", TRUE, FALSE },
    { "account {17}", TRUE, FALSE },
    { "account #{17}", TRUE, FALSE },
    { "account id: {17}", TRUE, FALSE },
    { "accountid={17}", TRUE, FALSE },
    { "account_id: \"{17}\"", TRUE, FALSE },
    { "#{17} changed", TRUE, FALSE },
    { "id {17}", TRUE, FALSE },
    { "endpoint {17}", FALSE, TRUE },
    { "endpoint \"ov\" (id {17})", FALSE, TRUE },
    { "endpointid {17}", FALSE, TRUE },
    { "account \"web\" (id 5) at endpoint {17}", FALSE, TRUE },
    { "domain id {17} of account 5", FALSE, FALSE },
    { "order #{17}", FALSE, FALSE },
    { "certificate 5, order id {17}", FALSE, FALSE },
    { "{17} domains", FALSE, FALSE },
    { "account got {17} domains", FALSE, FALSE },
    { "account {17}.5", FALSE, FALSE },
    { "account {17}a", FALSE, FALSE },
    { "account 20-{17}", FALSE, FALSE },
    { "{17}", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char buffer[128];
      gsize start, end;
      AcmeFoldedText text = take_apart (cases[i].text, buffer, &start, &end);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (acme_mention_is_id (&text, start, end, ACME_MENTION_ACCOUNT), ==, cases[i].account);
      g_assert_cmpint (acme_mention_is_id (&text, start, end, ACME_MENTION_ENDPOINT), ==, cases[i].endpoint);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mention/names", test_names);
  g_test_add_func ("/mention/urls", test_urls);
  g_test_add_func ("/mention/ids", test_ids);
  return g_test_run ();
}
