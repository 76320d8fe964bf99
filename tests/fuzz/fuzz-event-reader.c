/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a record: nothing breaks, whatever comes out is text, the record reads the same once more, and what a
 * strict reader takes for an object is readable. */

#include "fuzz.h"

#include <string.h>

#include "acme-scm-event-reader.h"
#include "acme-scm-scan.h"

static void
check_slice (const AcmeSlice *slice)
{
  g_assert (slice->text != NULL || slice->length == 0);
  g_assert (g_utf8_validate_len (slice->text != NULL ? slice->text : "", slice->length, NULL));
}

static gboolean
is_same (const AcmeSlice *a,
         const AcmeSlice *b)
{
  return (a->text == NULL) == (b->text == NULL) && a->length == b->length &&
         (a->length == 0 || memcmp (a->text, b->text, a->length) == 0);
}

static void
check_again (const AcmeEventRecord *record,
             AcmeScmAuditSource     source)
{
  g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (source);
  AcmeEventRecord again;

  g_assert (acme_scm_event_reader_read (reader, record->raw.text, record->raw.length, &again));
  g_assert_cmpint (again.time, ==, record->time);
  for (guint i = 0; i < ACME_EVENT_N_FIELDS; i++)
    g_assert (is_same (&again.fields[i], &record->fields[i]));
  g_assert (is_same (&again.object, &record->object));
  g_assert (is_same (&again.object_type, &record->object_type));
  g_assert (is_same (&again.raw, &record->raw));
}

static gboolean
is_strictly_object (const char *text,
                    gsize       length)
{
  if (length == 0 || !acme_scm_scan (text, length, NULL, NULL))
    return FALSE;
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  return length > 0 && *text == '{';
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *copy = g_memdup2 (data, size);

  for (AcmeScmAuditSource source = ACME_SCM_AUDIT_ACTIVITY; source <= ACME_SCM_AUDIT_API; source++)
    {
      g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (source);
      AcmeEventRecord record;
      gboolean is_readable = acme_scm_event_reader_read (reader, copy, size, &record);

      for (guint i = 0; i < ACME_EVENT_N_FIELDS; i++)
        check_slice (&record.fields[i]);
      check_slice (&record.object);
      check_slice (&record.object_type);
      check_slice (&record.raw);
      if (is_readable)
        check_again (&record, source);
      else
        g_assert (!is_strictly_object (copy, size));
    }
  return 0;
}
