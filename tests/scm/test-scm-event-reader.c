/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-scm-event-reader.h"
#include "acme-time.h"
#include "audit-corpus.h"

#define U_FFFD "\xef\xbf\xbd"

static void
assert_slice (const AcmeSlice *slice,
              const char      *expected)
{
  g_autofree char *text = slice->text != NULL ? g_strndup (slice->text, slice->length) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_field (const AcmeEventRecord *record,
              guint                  field,
              const char            *expected)
{
  assert_slice (&record->fields[field], expected);
}

static gint64
parse_time (const char *text)
{
  gint64 time;

  g_assert_true (acme_time_parse (text, &time));
  return time;
}

static void
test_activity (void)
{
  g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY);
  const char *text = audit_corpus[1];
  AcmeEventRecord record;

  g_assert_true (acme_scm_event_reader_read (reader, text, strlen (text), &record));
  assert_field (&record, ACME_EVENT_ID, "1");
  assert_field (&record, ACME_EVENT_DATE, "2026-10-25T22:52:43.297+02:00");
  g_assert_cmpint (record.time, ==, parse_time ("2026-10-25T20:52:43.297Z"));
  assert_field (&record, ACME_EVENT_ACTION, "ACME account: updated");
  assert_field (&record, ACME_EVENT_ADMIN, "admin03");
  assert_field (&record, ACME_EVENT_ADMIN_NAME, "Administrator");
  assert_field (&record, ACME_EVENT_ACCESS_METHOD, "UI access");
  assert_field (&record, ACME_EVENT_ADDRESS, "2001:db8::1");
  assert_field (&record, ACME_EVENT_ORGANIZATION, "School 8");
  assert_field (&record, ACME_EVENT_DESCRIPTION, "ACME account \"git & CI\" (id 235) at \"Universal – Site 80\"");
  assert_slice (&record.object, NULL);
  assert_slice (&record.object_type, NULL);
  assert_slice (&record.raw, text);
  /* nothing was copied but what had escapes */
  g_assert_true (record.raw.text == text);
  g_assert_true (record.fields[ACME_EVENT_ADMIN].text > text &&
                 record.fields[ACME_EVENT_ADMIN].text < text + strlen (text));
}

static void
test_api (void)
{
  static const char text[] =
    "{\"id\":\"9\",\"timestamp\":\"2030-01-02T03:04:05.678Z\",\"service\":\"scm\",\"category\":\"acme\","
    "\"action\":\"create\",\"object\":{\"type\":\"scm.acme.account\",\"id\":\"235\"},"
    "\"customer\":{\"id\":\"4242\"},\"actor\":\"admin03\","
    "\"address\":\"192.0.2.1\",\"details\":\"created\"}";
  g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (ACME_SCM_AUDIT_API);
  AcmeEventRecord record;

  g_assert_true (acme_scm_event_reader_read (reader, text, strlen (text), &record));
  assert_field (&record, ACME_EVENT_ID, "9");
  g_assert_cmpint (record.time, ==, parse_time ("2030-01-02T03:04:05.678Z"));
  assert_field (&record, ACME_EVENT_ACTION, "create");
  assert_field (&record, ACME_EVENT_ADMIN, "admin03");
  assert_field (&record, ACME_EVENT_ACCESS_METHOD, "scm");
  assert_field (&record, ACME_EVENT_ADDRESS, "192.0.2.1");
  assert_field (&record, ACME_EVENT_DESCRIPTION, "created");
  assert_slice (&record.object, "235");
  assert_slice (&record.object_type, "scm.acme.account");
}

/* What one field comes to. */
static const struct
{
  AcmeScmAuditSource source;
  const char *text;
  guint field;
  const char *expected;
} fields[] = {
  { ACME_SCM_AUDIT_ACTIVITY, "{\"id\":\"7\"}", ACME_EVENT_ID, "7" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"guid\":\"a\",\"id\":7}", ACME_EVENT_ID, "7" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"guid\":\"a\",\"id\":null}", ACME_EVENT_ID, "a" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"guid\":\"a\",\"id\":\"\"}", ACME_EVENT_ID, "a" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"guid\":\"a\",\"id\":[1]}", ACME_EVENT_ID, "a" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"id\":1,\"id\":2}", ACME_EVENT_ID, "2" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"id\":1,\"id\":null}", ACME_EVENT_ID, NULL },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"id\":1,\"id\":{\"id\":2}}", ACME_EVENT_ID, NULL },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"x\":{\"id\":2},\"y\":[{\"id\":3}]}", ACME_EVENT_ID, NULL },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"description\":-12.50e3}", ACME_EVENT_DESCRIPTION, "-12.50e3" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"description\":99999999999999999999999}", ACME_EVENT_DESCRIPTION,
    "99999999999999999999999" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"description\":true}", ACME_EVENT_DESCRIPTION, "true" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"description\":{\"a\":\"b\"},\"address\":\"c\"}", ACME_EVENT_ADDRESS, "c" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"description\":[\"a\"]}", ACME_EVENT_DESCRIPTION, NULL },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"action\":\"plain\"}", ACME_EVENT_ACTION, "plain" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"action\":[{\"actionName\":\"x\"}]}", ACME_EVENT_ACTION, NULL },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"admin\":{\"login\":\"x\"},\"admin\":{}}", ACME_EVENT_ADMIN, NULL },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"admin\":null}", ACME_EVENT_ADMIN, NULL },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"admin\":{\"login\":5}}", ACME_EVENT_ADMIN, "5" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"description\":\"\\ud83d\\ude00\\u00e4\\\\\"}", ACME_EVENT_DESCRIPTION,
    "😀ä\\" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"description\":\"\\ud83d\"}", ACME_EVENT_DESCRIPTION, U_FFFD },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"description\":\"a\\u0000b\"}", ACME_EVENT_DESCRIPTION, "a" U_FFFD "b" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"description\":\"a\xff" "b\"}", ACME_EVENT_DESCRIPTION, "a" U_FFFD "b" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"description\":\"tab\tline\n\"}", ACME_EVENT_DESCRIPTION, "tab\tline\n" },
  { ACME_SCM_AUDIT_ACTIVITY, "{\"d\\u0065scription\":\"x\"}", ACME_EVENT_DESCRIPTION, "x" },
  { ACME_SCM_AUDIT_ACTIVITY, " \n{ \"description\" : \"x\" } ", ACME_EVENT_DESCRIPTION, "x" },
  { ACME_SCM_AUDIT_API, "{\"category\":\"ssl\",\"service\":\"\"}", ACME_EVENT_ACCESS_METHOD, "ssl" },
  { ACME_SCM_AUDIT_API, "{\"service\":\"scm\",\"accessMethod\":\"UI\"}", ACME_EVENT_ACCESS_METHOD, "UI" },
  { ACME_SCM_AUDIT_API, "{\"details\":{\"message\":\"m\"}}", ACME_EVENT_DESCRIPTION, "m" },
  { ACME_SCM_AUDIT_API, "{\"user\":{\"login\":\"u\",\"fullName\":\"U\"}}", ACME_EVENT_ADMIN, "u" },
  { ACME_SCM_AUDIT_API, "{\"user\":{\"login\":\"u\",\"fullName\":\"U\"}}", ACME_EVENT_ADMIN_NAME, "U" },
  { ACME_SCM_AUDIT_API, "{\"source_ip\":\"192.0.2.1\"}", ACME_EVENT_ADDRESS, "192.0.2.1" },
};

static void
test_fields (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (fields[i].source);
      g_autofree char *copy = g_memdup2 (fields[i].text, strlen (fields[i].text)); /* not terminated */
      AcmeEventRecord record;

      g_test_message ("%s", fields[i].text);
      g_assert_true (acme_scm_event_reader_read (reader, copy, strlen (fields[i].text), &record));
      assert_field (&record, fields[i].field, fields[i].expected);
      g_assert_true (g_utf8_validate_len (record.raw.text, record.raw.length, NULL));
    }
}

static void
test_dates (void)
{
  static const struct { const char *text; const char *time; const char *date; } cases[] = {
    { "{\"timestamp\":\"2030-01-02T03:04:05+02:00\"}", "2030-01-02T01:04:05Z", "2030-01-02T03:04:05+02:00" },
    { "{\"timestamp\":1893553445678}", "2030-01-02T03:04:05.678Z", "1893553445678" },
    { "{\"timestamp\":\"1893553445\"}", "2030-01-02T03:04:05Z", "1893553445" },
    { "{\"time\":1893553445678901}", "2030-01-02T03:04:05.678901Z", "1893553445678901" },
    { "{\"timestamp\":5,\"created\":\"2030-01-02\"}", "2030-01-02T00:00:00Z", "2030-01-02" },
    { "{\"timestamp\":\"soon\",\"date\":\"later\"}", NULL, "soon" },
    { "{\"timestamp\":12345678901}", NULL, "12345678901" },
    { "{\"timestamp\":1e12}", NULL, "1e12" }, { "{\"timestamp\":0123456789}", NULL, NULL },
    { "{}", NULL, NULL },
    { "{\"timestamp\":\"0123456789\"}", NULL, "0123456789" },
    { "{\"timestamp\":{\"time\":1893553445}}", NULL, NULL },
  };
  g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (ACME_SCM_AUDIT_API);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AcmeEventRecord record;

      g_test_message ("%s", cases[i].text);
      acme_scm_event_reader_read (reader, cases[i].text, strlen (cases[i].text), &record);
      g_assert_cmpint (record.time, ==, cases[i].time != NULL ? parse_time (cases[i].time) : ACME_TIME_NONE);
      assert_field (&record, ACME_EVENT_DATE, cases[i].date);
    }
}

static void
test_unreadable (void)
{
  static const char *const cases[] = {
    "", " ", "null", "17", "\"id\"", "[]", "[{}]", "{", "}", "{}{}", "{},", "{\"id\"}", "{\"id\":}", "{\"id\":1,}",
    "{,}", "{\"id\":1 \"x\":2}", "{id:1}", "{'id':1}", "{\"id\":01}", "{\"id\":1.}", "{\"id\":tru}", "{\"id\":\"\\x\"}",
    "{\"id\":\"\\u12\"}", "{\"id\":\"", "{\"id\":\"\\", "{\"id\":\"\\\"", "{\"id\":[1,]}", "{\"id\":[1 2]}",
    "{\"id\":[}",
    "{\"a\":{\"b\":1]}", "{\"id\":1}x", "{\"\\x\":1}",
  };
  static const char zero[] = "{\"id\":1,\0\"x\":2}";
  g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY);
  AcmeEventRecord record;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *copy = g_memdup2 (cases[i], strlen (cases[i]));

      g_test_message ("%s", cases[i]);
      g_assert_false (acme_scm_event_reader_read (reader, copy, strlen (cases[i]), &record));
      g_assert_cmpint (record.time, ==, ACME_TIME_NONE);
      assert_slice (&record.raw, NULL);
      assert_field (&record, ACME_EVENT_ID, NULL);
    }
  g_assert_false (acme_scm_event_reader_read (reader, zero, sizeof zero - 1, &record));
  g_assert_false (acme_scm_event_reader_read (reader, NULL, 0, &record));

  /* and the next one is read as if nothing had been */
  g_assert_true (acme_scm_event_reader_read (reader, "{\"id\":\"1\"}", 10, &record));
  assert_field (&record, ACME_EVENT_ID, "1");
}

static void
test_nesting (void)
{
  g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY);

  for (guint depth = 63; depth <= 64; depth++)
    {
      g_autoptr(GString) text = g_string_new ("{\"a\":");
      AcmeEventRecord record;

      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, '[');
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, ']');
      g_string_append_c (text, '}');
      g_assert_cmpint (acme_scm_event_reader_read (reader, text->str, text->len, &record), ==, depth == 63);
    }
}

/* The record is what can be kept and read again. */
static void
test_again (void)
{
  for (guint i = 0; audit_corpus[i] != NULL; i++)
    {
      g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY);
      g_autoptr(AcmeScmEventReader) other = acme_scm_event_reader_new (ACME_SCM_AUDIT_ACTIVITY);
      AcmeEventRecord record, again;
      gboolean is_object = audit_corpus[i][strspn (audit_corpus[i], " \t")] == '{';
      gboolean is_readable = acme_scm_event_reader_read (reader, audit_corpus[i], strlen (audit_corpus[i]), &record);

      g_assert_cmpint (is_readable, ==, is_object);
      if (!is_object)
        continue;
      g_assert_true (acme_scm_event_reader_read (other, record.raw.text, record.raw.length, &again));
      g_assert_cmpint (again.time, ==, record.time);
      g_assert_true (again.raw.text == record.raw.text);
      for (guint j = 0; j < ACME_EVENT_N_FIELDS; j++)
        g_assert_cmpmem (again.fields[j].text, again.fields[j].length, record.fields[j].text, record.fields[j].length);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm-event-reader/activity", test_activity);
  g_test_add_func ("/scm-event-reader/api", test_api);
  g_test_add_func ("/scm-event-reader/fields", test_fields);
  g_test_add_func ("/scm-event-reader/dates", test_dates);
  g_test_add_func ("/scm-event-reader/unreadable", test_unreadable);
  g_test_add_func ("/scm-event-reader/nesting", test_nesting);
  g_test_add_func ("/scm-event-reader/again", test_again);
  return g_test_run ();
}
