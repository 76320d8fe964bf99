/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-scm-span.h"

static const struct
{
  const char *text;
  AcmeScmSpanState state;
  int length;
} cases[] = {
  { "17,", ACME_SCM_SPAN_ENDED, 2 }, { "null ", ACME_SCM_SPAN_ENDED, 4 }, { "nul,", ACME_SCM_SPAN_BAD, 3 },
  { "17", ACME_SCM_SPAN_OPEN, 2 }, { "<", ACME_SCM_SPAN_BAD, 0 }, { "\"a\\\"b\"x", ACME_SCM_SPAN_ENDED, 6 },
  { "\"a\\", ACME_SCM_SPAN_OPEN, 3 }, { "{}}", ACME_SCM_SPAN_ENDED, 2 }, { "[{\"]\":[]}]]", ACME_SCM_SPAN_ENDED, 10 },
  { "[{]", ACME_SCM_SPAN_BAD, 2 }, { "{\"a\":[", ACME_SCM_SPAN_OPEN, 6 },
};

static void
check (const char       *text,
       gsize             cut,
       AcmeScmSpanState  state,
       gsize             length)
{
  gsize all = strlen (text);
  AcmeScmSpan span;
  const char *at;

  acme_scm_span_init (&span);
  acme_scm_span_begin (&span, text, 100, 2, TRUE);
  at = acme_scm_span_go_on (&span, text, text + cut);
  acme_scm_span_end_piece (&span, text + cut);
  if (span.state == ACME_SCM_SPAN_OPEN)
    {
      acme_scm_span_begin_piece (&span, text + cut);
      at = acme_scm_span_go_on (&span, text + cut, text + all);
    }

  g_assert_cmpint (span.state, ==, state);
  g_assert_cmpuint (at - text, ==, length);
  g_assert_cmpuint (span.offset, ==, 100);
  if (state == ACME_SCM_SPAN_ENDED)
    g_assert_cmpmem (span.text, span.length, text, length);
  acme_scm_span_clear (&span);
}

static void
test_cuts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (gsize cut = 0; cut <= strlen (cases[i].text); cut++)
        check (cases[i].text, cut, cases[i].state, cases[i].length);
    }
}

/* What lies in one piece is not copied; what nobody wants is not kept. */
static void
test_text (void)
{
  static const char text[] = "{\"a\":1}";
  AcmeScmSpan span;

  acme_scm_span_init (&span);
  acme_scm_span_begin (&span, text, 0, 1, TRUE);
  acme_scm_span_go_on (&span, text, text + strlen (text));
  g_assert_cmpint (span.state, ==, ACME_SCM_SPAN_ENDED);
  g_assert_true (span.text == text);

  acme_scm_span_begin (&span, text, 0, 1, FALSE);
  acme_scm_span_go_on (&span, text, text + 3);
  acme_scm_span_end_piece (&span, text + 3);
  acme_scm_span_begin_piece (&span, text + 3);
  acme_scm_span_go_on (&span, text + 3, text + strlen (text));
  g_assert_cmpint (span.state, ==, ACME_SCM_SPAN_ENDED);
  g_assert_true (span.is_dropped);
  g_assert_null (span.text);
  acme_scm_span_clear (&span);
}

static void
test_depth (void)
{
  static const char text[] = "[[]]";
  AcmeScmSpan span;
  const char *at;

  acme_scm_span_init (&span);
  acme_scm_span_begin (&span, text, 0, 62, TRUE);
  acme_scm_span_go_on (&span, text, text + strlen (text));
  g_assert_cmpint (span.state, ==, ACME_SCM_SPAN_ENDED);
  acme_scm_span_begin (&span, text, 0, 63, TRUE);
  at = acme_scm_span_go_on (&span, text, text + strlen (text));
  g_assert_cmpint (span.state, ==, ACME_SCM_SPAN_TOO_DEEP);
  g_assert_true (at == text + 1);
  acme_scm_span_clear (&span);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm-span/cuts", test_cuts);
  g_test_add_func ("/scm-span/text", test_text);
  g_test_add_func ("/scm-span/depth", test_depth);
  return g_test_run ();
}
