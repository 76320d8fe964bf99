/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-error.h"
#include "acme-scm-span.h"
#include "acme-scm-splitter.h"
#include "audit-corpus.h"

/* What came out of an answer: its records, and how it ended */
typedef struct
{
  GPtrArray *records;
  gint64 status_code;
  char *message;
  guint64 n_too_long;
  GError *error;
} Outcome;

static void
free_outcome (Outcome *outcome)
{
  g_ptr_array_unref (outcome->records);
  g_free (outcome->message);
  g_clear_error (&outcome->error);
  g_free (outcome);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, free_outcome)

static gboolean
take_record (const char  *record,
             gsize        length,
             gpointer     records,
             GError     **error)
{
  g_ptr_array_add (records, g_strndup (record, length));
  return TRUE;
}

/* A copy of its own for each piece, so that a sanitizer sees who looks behind its end or keeps it. */
static gboolean
push_copy (AcmeScmSplitter  *splitter,
           const char       *text,
           gsize             length,
           GError          **error)
{
  g_autofree char *copy = g_memdup2 (text, length);

  return acme_scm_splitter_push (splitter, copy, length, error);
}

/* @cuts are the places where a new piece begins, in order. */
static Outcome *
split (const char  *text,
       gsize        length,
       const gsize *cuts,
       guint        n_cuts)
{
  Outcome *outcome = g_new0 (Outcome, 1);
  g_autoptr(AcmeScmSplitter) splitter = NULL;
  gboolean goes_on = TRUE;
  gsize at = 0;

  outcome->records = g_ptr_array_new_with_free_func (g_free);
  splitter = acme_scm_splitter_new (take_record, outcome->records);
  for (guint i = 0; goes_on && i < n_cuts; i++)
    {
      goes_on = push_copy (splitter, text + at, cuts[i] - at, &outcome->error);
      at = cuts[i];
    }
  if (goes_on && push_copy (splitter, text + at, length - at, &outcome->error))
    acme_scm_splitter_end (splitter, &outcome->error);

  outcome->status_code = acme_scm_splitter_get_status_code (splitter);
  outcome->message = g_strdup (acme_scm_splitter_get_message (splitter));
  outcome->n_too_long = acme_scm_splitter_get_n_too_long (splitter);
  g_assert_cmpuint (acme_scm_splitter_get_n_records (splitter), ==, outcome->records->len);
  if (outcome->error == NULL)
    g_assert_cmpuint (acme_scm_splitter_get_n_bytes (splitter), ==, length);
  return outcome;
}

static void
assert_same (Outcome *a,
             Outcome *b)
{
  g_assert_cmpuint (a->records->len, ==, b->records->len);
  for (guint i = 0; i < a->records->len; i++)
    g_assert_cmpstr (a->records->pdata[i], ==, b->records->pdata[i]);
  g_assert_cmpint (a->status_code, ==, b->status_code);
  g_assert_cmpstr (a->message, ==, b->message);
  g_assert_cmpstr (a->error != NULL ? a->error->message : NULL, ==, b->error != NULL ? b->error->message : NULL);
}

/* Both shapes, with all that may be around the records. */
static GString *
make_answer (gboolean is_object)
{
  GString *text = g_string_new (is_object ? "\357\273\277 {\"x\":{\"reports\":[\"}\"]},\"message\" : "
                                            "\"h\\u00e4\\\"\\\\\" ,\"reports\":[" : "[");

  for (guint i = 0; audit_corpus[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? i % 2 == 0 ? " ,\n" : "," : "", audit_corpus[i]);
  g_string_append (text, is_object ? "],\"statusCode\":-7, \"n\":1e5,\"rest\":[null,\"]\\\\\"]} \r\n" : " ]\n");
  return text;
}

static void
assert_corpus (Outcome *outcome)
{
  guint n = 0;

  g_assert_no_error (outcome->error);
  for (; audit_corpus[n] != NULL; n++)
    {
      g_autofree char *expected = g_strstrip (g_strdup (audit_corpus[n]));

      g_assert_cmpuint (outcome->records->len, >, n);
      g_assert_cmpstr (outcome->records->pdata[n], ==, expected);
    }
  g_assert_cmpuint (outcome->records->len, ==, n);
}

static void
test_every_cut (gconstpointer is_object)
{
  g_autoptr(GString) text = make_answer (GPOINTER_TO_INT (is_object));
  g_autoptr(Outcome) whole = split (text->str, text->len, NULL, 0);
  g_autofree gsize *each = g_new (gsize, text->len);
  g_autoptr(Outcome) bytewise = NULL;

  assert_corpus (whole);
  g_assert_cmpint (whole->status_code, ==, is_object ? -7 : 0);
  g_assert_cmpstr (whole->message, ==, is_object ? "hä\"\\" : NULL);

  for (gsize cut = 0; cut <= text->len; cut++)
    {
      for (gsize n = 0; n < 4; n++)
        {
          gsize cuts[] = { cut, MIN (cut + n, text->len) };
          g_autoptr(Outcome) pieces = split (text->str, text->len, cuts, 2);

          assert_same (pieces, whole);
        }
    }

  for (gsize i = 0; i < text->len; i++)
    each[i] = i + 1;
  bytewise = split (text->str, text->len, each, text->len);
  assert_same (bytewise, whole);
}

/* Wherever it breaks off, what came before is there, and the place is told. */
static void
test_every_end (gconstpointer is_object)
{
  g_autoptr(GString) text = make_answer (GPOINTER_TO_INT (is_object));
  g_autoptr(Outcome) whole = split (text->str, text->len, NULL, 0);
  gsize complete = strlen (g_strchomp (text->str));

  for (gsize end = 0; end < complete; end++)
    {
      g_autoptr(Outcome) part = split (text->str, end, NULL, 0);
      g_autofree char *place = g_strdup_printf ("(at byte %" G_GSIZE_FORMAT ")", end);

      g_assert_error (part->error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_true (strstr (part->error->message, place) != NULL ||
                     strstr (part->error->message, "empty") != NULL);
      g_assert_cmpuint (part->records->len, <=, whole->records->len);
      for (guint i = 0; i < part->records->len; i++)
        g_assert_cmpstr (part->records->pdata[i], ==, whole->records->pdata[i]);
    }
}

static void
test_refused (void)
{
  static const struct { const char *text; guint n_records; const char *sentence; } cases[] = {
    { "", 0, "empty" }, { " \n", 0, "empty" }, { "\357\273\277", 0, "empty" },
    { "<html>", 0, "not valid JSON (at byte 0)" }, { "null", 0, "(at byte 0)" },
    { "\357{}", 0, "(at byte 1)" },
    { "\357 \273\277[]", 0, "(at byte 2)" }, { " \273[]", 0, "(at byte 1)" },
    { "[{},{\"a\":]}]", 1, "not valid JSON (at byte 9)" }, { "[{}}", 1, "(at byte 3)" },
    { "[{} {}]", 1, "(at byte 4)" },
    { "[{},]", 1, "(at byte 4)" }, { "[,]", 0, "(at byte 1)" }, { "[1,tru,2]", 1, "(at byte 3)" },
    { "[01]", 0, "(at byte 1)" }, { "[1.]", 0, "(at byte 1)" }, { "[@]", 0, "(at byte 1)" },
    { "['a']", 0, "(at byte 1)" },
    { "[]x", 0, "(at byte 2)" }, { "[][]", 0, "(at byte 2)" }, { "[1]}", 1, "(at byte 3)" },
    { "{\"reports\":[{}]", 1, "breaks off (at byte 15)" }, { "{\"reports\":[]},", 0, "(at byte 14)" },
    { "{\"reports\":[],}", 0, "(at byte 14)" }, { "{reports:[]}", 0, "(at byte 1)" },
    { "{\"reports\"[]}", 0, "(at byte 10)" },
    { "{\"reports\":{}}", 0, "“reports” is not what SCM promises (at byte 11)" },
    { "{\"reports\":\"\"}", 0, "(at byte 11)" },
    { "{\"reports\":[1],\"reports\":[2]}", 1, "two values of one name (at byte 15)" },
    { "{\"statusCode\":\"x\",\"reports\":[]}", 0, "“statusCode” is not what SCM promises (at byte 14)" },
    { "{\"statusCode\":[0],\"reports\":[]}", 0, "(at byte 14)" },
    { "{\"statusCode\":0.5}", 0, "(at byte 14)" },
    { "{\"statusCode\":}", 0, "(at byte 14)" }, { "{\"x\":yes}", 0, "(at byte 5)" },
    { "{\"\\x\":1}", 0, "(at byte 1)" },
    { "{}", 0, "not a list of events" }, { "{\"error\":\"no\"}", 0, "not a list of events" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].text);
      g_autoptr(Outcome) outcome = split (cases[i].text, length, NULL, 0);

      g_test_message ("%s", cases[i].text);
      g_assert_error (outcome->error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (outcome->error->message, cases[i].sentence));
      g_assert_cmpuint (outcome->records->len, ==, cases[i].n_records);
      for (gsize cut = 0; cut <= length; cut++)
        {
          g_autoptr(Outcome) pieces = split (cases[i].text, length, &cut, 1);

          assert_same (pieces, outcome);
        }
    }
}

static void
test_accepted (void)
{
  static const struct { const char *text; guint n_records; gint64 status_code; const char *message; } cases[] = {
    { "[]", 0, 0, NULL }, { " [ ] ", 0, 0, NULL }, { "{\"reports\":[]}", 0, 0, NULL },
    { "{\"reports\":null}", 0, 0, NULL },
    { "{\"statusCode\":0}", 0, 0, NULL }, { "{\"statusCode\":null,\"reports\":[{}]}", 1, 0, NULL },
    { "{\"statusCode\":\"12\"}", 0, 12, NULL }, { "{\"statusCode\":-1,\"message\":\"no\"}", 0, -1, "no" },
    { "{\"message\":5,\"reports\":[1]}", 1, 0, NULL }, { "{\"message\":null,\"statusCode\":3}", 0, 3, NULL },
    { "{\"m\":1,\"m\":2,\"report\\u0073\":[1,2]}", 2, 0, NULL },
    { "{\"message\":\"\xff\\ud800\",\"reports\":[]}", 0, 0, "\xef\xbf\xbd\xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Outcome) outcome = split (cases[i].text, strlen (cases[i].text), NULL, 0);

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (outcome->error);
      g_assert_cmpuint (outcome->records->len, ==, cases[i].n_records);
      g_assert_cmpint (outcome->status_code, ==, cases[i].status_code);
      g_assert_cmpstr (outcome->message, ==, cases[i].message);
    }
}

/* A zero byte in a record is left to who reads it; between records it is nothing that may be there. */
static void
test_zero (void)
{
  static const char inside[] = "[{\"a\":\"\0\"},{}]";
  static const char between[] = "[{},\0{}]";
  g_autoptr(Outcome) kept = split (inside, sizeof inside - 1, NULL, 0);
  g_autoptr(Outcome) refused = split (between, sizeof between - 1, NULL, 0);

  g_assert_no_error (kept->error);
  g_assert_cmpuint (kept->records->len, ==, 2);
  g_assert_error (refused->error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
  g_assert_cmpuint (refused->records->len, ==, 1);
}

static Outcome *
split_nested (const char *prefix,
              guint       depth,
              const char *suffix)
{
  g_autoptr(GString) text = g_string_new (prefix);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, i % 2 == 0 ? "[" : "{\"a\":");
  for (guint i = depth; i > 0; i--)
    g_string_append (text, i % 2 == 1 ? "]" : i == depth ? "0}" : "}");
  g_string_append (text, suffix);
  return split (text->str, text->len, NULL, 0);
}

static void
test_nesting (void)
{
  static const struct { const char *prefix; guint depth; const char *suffix; } cases[] = {
    { "[", 63, "]" }, { "{\"reports\":[", 62, "]}" }, { "{\"statusCode\":0,\"x\":", 63, "}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(Outcome) deep = split_nested (cases[i].prefix, cases[i].depth, cases[i].suffix);
      g_autoptr(Outcome) deeper = split_nested (cases[i].prefix, cases[i].depth + 1, cases[i].suffix);

      g_assert_no_error (deep->error);
      g_assert_error (deeper->error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (deeper->error->message, "nested too deeply"));
    }
}

/* One that is as long as may be, and one that is a byte longer: that one is passed over. */
static void
test_long (void)
{
  const gsize around = strlen ("{\"a\":\"\"}");

  for (gsize n_pieces = 1; n_pieces < 400; n_pieces = n_pieces * 5 + 2)
    {
      g_autofree gsize *cuts = g_new (gsize, n_pieces);
      g_autoptr(GString) text = g_string_new ("[1,");
      g_autoptr(Outcome) outcome = NULL;

      for (gsize longer = 0; longer < 2; longer++)
        {
          gsize start = text->len;

          g_string_append (text, "{\"a\":\"");
          g_string_set_size (text, start + ACME_SCM_SPAN_MAX - around + longer + strlen ("{\"a\":\""));
          memset (text->str + start + strlen ("{\"a\":\""), '\\', text->len - start - strlen ("{\"a\":\""));
          if (longer == 1) /* an even number of them */
            text->str[text->len - 1] = 'x';
          g_string_append (text, "\"},");
        }
      g_string_append (text, "2]");
      for (gsize i = 0; i < n_pieces; i++)
        cuts[i] = text->len * i / n_pieces;
      outcome = split (text->str, text->len, cuts, n_pieces);

      g_assert_no_error (outcome->error);
      g_assert_cmpuint (outcome->n_too_long, ==, 1);
      g_assert_cmpuint (outcome->records->len, ==, 3);
      g_assert_cmpuint (strlen (outcome->records->pdata[1]), ==, ACME_SCM_SPAN_MAX);
      g_assert_cmpstr (outcome->records->pdata[2], ==, "2");
    }
}

static gboolean
refuse_second (const char  *record,
               gsize        length,
               gpointer     n_seen,
               GError     **error)
{
  if (++*(guint *) n_seen < 2)
    return TRUE;

  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_FAILED, "The disk is full.");
  return FALSE;
}

static void
test_func_fails (void)
{
  static const char text[] = "[1,2,3,";
  guint n_seen = 0;
  g_autoptr(AcmeScmSplitter) splitter = acme_scm_splitter_new (refuse_second, &n_seen);
  g_autoptr(GError) error = NULL;

  g_assert_false (acme_scm_splitter_push (splitter, text, strlen (text), &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpuint (n_seen, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/scm-splitter/every-cut/array", GINT_TO_POINTER (FALSE), test_every_cut);
  g_test_add_data_func ("/scm-splitter/every-cut/object", GINT_TO_POINTER (TRUE), test_every_cut);
  g_test_add_data_func ("/scm-splitter/every-end/array", GINT_TO_POINTER (FALSE), test_every_end);
  g_test_add_data_func ("/scm-splitter/every-end/object", GINT_TO_POINTER (TRUE), test_every_end);
  g_test_add_func ("/scm-splitter/refused", test_refused);
  g_test_add_func ("/scm-splitter/accepted", test_accepted);
  g_test_add_func ("/scm-splitter/zero", test_zero);
  g_test_add_func ("/scm-splitter/nesting", test_nesting);
  g_test_add_func ("/scm-splitter/long", test_long);
  g_test_add_func ("/scm-splitter/func-fails", test_func_fails);
  return g_test_run ();
}
