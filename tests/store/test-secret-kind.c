/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-secret-kind.h"

#include <string.h>

#include "acme-error.h"

/* They are in people's keyrings. */
static void
test_words (void)
{
  static const char *const words[] = { "client-secret", "password", "certificate-password", "pin",
                                       "audit-client-secret" };

  for (guint kind = 0; kind < ACME_SECRET_N_KINDS; kind++)
    g_assert_cmpstr (acme_secret_kind_get_word (kind), ==, words[kind]);
}

static void
test_check (void)
{
  static const struct
  {
    const char *secret;
    const char *sentence; /* (nullable) */
  } cases[] = {
    { "1234", NULL },
    { " with spaces around ", NULL },
    { "Ünï 👩‍🔬", NULL },
    { "", "“PIN” is missing." },
    { "a\nb", "“PIN” contains characters that cannot be sent." },
    { "a\001", "“PIN” contains characters that cannot be sent." },
    { "a\xff", "“PIN” contains characters that cannot be sent." },
  };
  g_autofree char *longest = g_strnfill (ACME_SECRET_MAX_LENGTH, 'x');
  g_autofree char *longer = g_strnfill (ACME_SECRET_MAX_LENGTH + 1, 'x');
  g_autoptr(GError) too_long = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (acme_secret_kind_check (ACME_SECRET_PIN, cases[i].secret, &error), ==,
                       cases[i].sentence == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].sentence);
    }
  g_assert_true (acme_secret_kind_check (ACME_SECRET_PIN, longest, NULL));
  g_assert_false (acme_secret_kind_check (ACME_SECRET_PIN, longer, &too_long));
  g_assert_cmpstr (too_long->message, ==, "“PIN” is too long.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret-kind/words", test_words);
  g_test_add_func ("/secret-kind/check", test_check);
  return g_test_run ();
}
