/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Events of which each says which one it is, and what files they become. */

#include "sample-log.h"

#include <string.h>

static char *
make_record (guint i)
{
  return g_strdup_printf ("{\"id\":%u,\"date\":\"2030-01-02T03:04:05.678Z\",\"action\":{\"actionName\":\"a%u\"},"
                          "\"admin\":{\"login\":\"=admin\"},\"description\":\"d, \\\"%u\\\"\"}", i, i % 7, i);
}

/* Reads an event as @log's server would send it, and adds it. */
void
sample_log_add (AcmeAuditLog       *log,
                AcmeScmEventReader *reader,
                const char         *json,
                AcmeEventRecord    *out_record)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (acme_scm_event_reader_read (reader, json, strlen (json), out_record));
  acme_audit_log_append (log, out_record, &error);
  g_assert_no_error (error);
}

/* Adds @n events to those that are there. */
void
sample_log_append (AcmeAuditLog *log,
                   guint         n)
{
  g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (acme_audit_log_get_source (log));
  guint first = acme_audit_log_get_n (log);

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *json = make_record (i);
      AcmeEventRecord record;

      sample_log_add (log, reader, json, &record);
    }
}

/* (transfer full): a file of the events @numbers, or of the first @n if that is %NULL */
char *
sample_log_make_csv (const guint *numbers,
                     guint        n)
{
  GString *text = g_string_new ("date,action,admin,accessMethod,address,organization,description\r\n");

  for (guint i = 0; i < n; i++)
    {
      guint number = numbers != NULL ? numbers[i] : i;

      g_string_append_printf (text, "2030-01-02T03:04:05.678Z,a%u,'=admin,,,,\"d, \"\"%u\"\"\"\r\n", number % 7,
                              number);
    }
  return g_string_free (text, FALSE);
}

char *
sample_log_make_json (const guint *numbers,
                      guint        n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      guint number = numbers != NULL ? numbers[i] : i;

      g_string_append_printf (text, "{\"id\":\"%u\",\"date\":\"2030-01-02T03:04:05.678Z\",\"action\":\"a%u\","
                              "\"admin\":\"=admin\",\"adminName\":null,\"accessMethod\":null,\"address\":null,"
                              "\"organization\":null,\"description\":\"d, \\\"%u\\\"\"}\n", number, number % 7, number);
    }
  return g_string_free (text, FALSE);
}
