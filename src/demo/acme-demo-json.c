/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes JSON straight into a string. Answers of a million events must not become trees of nodes first, and
 * some faults need what no JSON library writes (a member twice, a wrong type). */

#include "config.h"

#include "acme-demo-json.h"

#include "acme-time.h"

static void
append_quoted (GString    *text,
               const char *value)
{
  const char *start = value;

  g_string_append_c (text, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p != '"' && *p != '\\' && (guchar) *p >= 0x20)
        continue;

      g_string_append_len (text, start, p - start);
      start = p + 1;
      if (*p == '"' || *p == '\\')
        {
          g_string_append_c (text, '\\');
          g_string_append_c (text, *p);
        }
      else
        {
          g_string_append_printf (text, "\\u%04x", (guint) (guchar) *p);
        }
    }
  g_string_append (text, start);
  g_string_append_c (text, '"');
}

/**
 * acme_demo_json_name:
 * @json: a JSON text
 * @name: (nullable): the name of a member, or %NULL for an element of an array and for the whole
 *
 * Writes what comes before a value: a comma as needed, and the name. The caller writes the value.
 */
void
acme_demo_json_name (AcmeDemoJson *json,
                     const char   *name)
{
  if (json->comma)
    g_string_append_c (json->text, ',');
  json->comma = TRUE;

  if (name != NULL)
    {
      append_quoted (json->text, name);
      g_string_append_c (json->text, ':');
    }
}

/**
 * acme_demo_json_open:
 * @json: a JSON text
 * @name: (nullable): see acme_demo_json_name()
 * @bracket: `{` or `[`
 *
 * Begins an object or an array.
 */
void
acme_demo_json_open (AcmeDemoJson *json,
                     const char   *name,
                     char          bracket)
{
  acme_demo_json_name (json, name);
  g_string_append_c (json->text, bracket);
  json->comma = FALSE;
}

/**
 * acme_demo_json_close:
 * @json: a JSON text
 * @bracket: `}` or `]`
 *
 * Ends an object or an array.
 */
void
acme_demo_json_close (AcmeDemoJson *json,
                      char          bracket)
{
  g_string_append_c (json->text, bracket);
  json->comma = TRUE;
}

/**
 * acme_demo_json_string:
 * @json: a JSON text
 * @name: (nullable): see acme_demo_json_name()
 * @value: (nullable): UTF-8; %NULL writes nothing at all
 */
void
acme_demo_json_string (AcmeDemoJson *json,
                       const char   *name,
                       const char   *value)
{
  if (value == NULL)
    return;

  acme_demo_json_name (json, name);
  append_quoted (json->text, value);
}

/**
 * acme_demo_json_int:
 * @json: a JSON text
 * @name: (nullable): see acme_demo_json_name()
 * @value: a number
 */
void
acme_demo_json_int (AcmeDemoJson *json,
                    const char   *name,
                    gint64        value)
{
  acme_demo_json_name (json, name);
  g_string_append_printf (json->text, "%" G_GINT64_FORMAT, value);
}

/**
 * acme_demo_json_bool:
 * @json: a JSON text
 * @name: (nullable): see acme_demo_json_name()
 * @value: a truth value
 */
void
acme_demo_json_bool (AcmeDemoJson *json,
                     const char   *name,
                     gboolean      value)
{
  acme_demo_json_name (json, name);
  g_string_append (json->text, value ? "true" : "false");
}

/**
 * acme_demo_json_null:
 * @json: a JSON text
 * @name: (nullable): see acme_demo_json_name()
 */
void
acme_demo_json_null (AcmeDemoJson *json,
                     const char   *name)
{
  acme_demo_json_name (json, name);
  g_string_append (json->text, "null");
}

/**
 * acme_demo_json_time:
 * @json: a JSON text
 * @name: (nullable): see acme_demo_json_name()
 * @value: microseconds since 1970 UTC; %ACME_TIME_NONE writes nothing at all
 */
void
acme_demo_json_time (AcmeDemoJson *json,
                     const char   *name,
                     gint64        value)
{
  g_autofree char *text = acme_time_format (value);

  acme_demo_json_string (json, name, text);
}
