/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values as JSON text. Written straight into the output: a tree of nodes for each of a million events would cost more
 * than all the rest. Only structures take the way through json-glib. */

#include "config.h"

#include "acme-json-text.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "acme-time.h"

/* Bytes that stand for themselves in a JSON string. */
static gboolean
is_plain (char byte)
{
  return (guchar) byte >= 0x20 && byte != '"' && byte != '\\';
}

static void
append_escape (GString *out,
               char     character)
{
  switch (character)
    {
    case '"':
      g_string_append (out, "\\\"");
      break;
    case '\\':
      g_string_append (out, "\\\\");
      break;
    case '\n':
      g_string_append (out, "\\n");
      break;
    case '\r':
      g_string_append (out, "\\r");
      break;
    case '\t':
      g_string_append (out, "\\t");
      break;
    default:
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) character);
    }
}

/**
 * acme_json_append_text:
 * @out: where to append
 * @text: (nullable): valid UTF-8; need not be terminated
 * @length: its bytes
 *
 * Appends @text as a JSON string, or `null` if there is none.
 */
void
acme_json_append_text (GString    *out,
                       const char *text,
                       gsize       length)
{
  const char *end;

  g_return_if_fail (out != NULL);

  if (text == NULL)
    {
      g_string_append (out, "null");
      return;
    }

  end = text + length;
  g_string_append_c (out, '"');
  while (text < end)
    {
      const char *run = text;

      while (run < end && is_plain (*run))
        run++;
      g_string_append_len (out, text, run - text);
      if (run < end)
        append_escape (out, *run++);
      text = run;
    }
  g_string_append_c (out, '"');
}

/**
 * acme_json_append_string:
 * @out: where to append
 * @text: (nullable): a text; bytes that are no UTF-8 are replaced
 *
 * Appends @text as a JSON string, or `null` if there is none.
 */
void
acme_json_append_string (GString    *out,
                         const char *text)
{
  g_autofree char *valid = NULL;

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  acme_json_append_text (out, text, text != NULL ? strlen (text) : 0);
}

static void
append_variant (GString  *out,
                GVariant *value)
{
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (value == NULL)
    {
      g_string_append (out, "null");
      return;
    }
  node = json_gvariant_serialize (value);
  text = json_to_string (node, FALSE);
  g_string_append (out, text);
}

static void
append_time (GString *out,
             gint64   time)
{
  g_autofree char *text = acme_time_format (time);

  acme_json_append_string (out, text);
}

/**
 * acme_json_append_field:
 * @out: where to append
 * @item: an item
 * @field: the index of a field of it
 *
 * Appends the value of @field as scripts read it: the wire's words and numbers, times as RFC 3339 in UTC, `null` for
 * what is not set. A secret is appended too; the caller decides whether it may be.
 */
void
acme_json_append_field (GString  *out,
                        AcmeItem *item,
                        guint     field)
{
  const char *text;

  g_return_if_fail (out != NULL);
  g_return_if_fail (ACME_IS_ITEM (item));

  switch (acme_item_get_table (item)->fields[field].kind)
    {
    case ACME_FIELD_TEXT:
    case ACME_FIELD_CHOICE:
      acme_json_append_string (out, acme_item_get_string (item, field));
      break;
    case ACME_FIELD_NUMBER:
      if (acme_item_get_number (item, field) == ACME_NUMBER_NONE)
        g_string_append (out, "null");
      else
        g_string_append_printf (out, "%" G_GINT64_FORMAT, acme_item_get_number (item, field));
      break;
    case ACME_FIELD_TIME:
      append_time (out, acme_item_get_number (item, field));
      break;
    case ACME_FIELD_VARIANT:
      append_variant (out, acme_item_get_variant (item, field));
      break;
    case ACME_FIELD_DERIVED:
      text = acme_item_get_text (item, field);
      acme_json_append_string (out, text[0] != '\0' ? text : NULL);
      break;
    default:
      g_return_if_reached ();
    }
}
