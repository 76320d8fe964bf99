/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as an answer: nothing breaks, pieces make no difference, and what a strict reader takes for a list of
 * values is one for the splitter too, with as many records. */

#include "fuzz.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-scan.h"
#include "acme-scm-splitter.h"

typedef struct
{
  GString *records; /* each with its length before it */
  guint n_records;
  GError *error;
} Outcome;

static gboolean
take_record (const char  *record,
             gsize        length,
             gpointer     user_data,
             GError     **error)
{
  Outcome *outcome = user_data;

  g_assert (length > 0);
  outcome->n_records++;
  g_string_append_printf (outcome->records, "%" G_GSIZE_FORMAT ":", length);
  g_string_append_len (outcome->records, record, length);
  return TRUE;
}

static void
split (Outcome    *outcome,
       const char *text,
       gsize       length,
       gsize       piece)
{
  g_autoptr(AcmeScmSplitter) splitter = acme_scm_splitter_new (take_record, outcome);
  gboolean goes_on = TRUE;

  *outcome = (Outcome) { .records = g_string_new (NULL) };
  for (gsize at = 0; goes_on && at < length; at += piece)
    {
      gsize n = MIN (piece, length - at);
      g_autofree char *copy = g_memdup2 (text + at, n);

      goes_on = acme_scm_splitter_push (splitter, copy, n, &outcome->error);
    }
  if (goes_on)
    goes_on = acme_scm_splitter_end (splitter, &outcome->error);

  g_assert (goes_on == (outcome->error == NULL));
  g_assert (goes_on || g_error_matches (outcome->error, ACME_ERROR, ACME_ERROR_BAD_REPLY));
  g_string_append_printf (outcome->records, " %" G_GINT64_FORMAT " %s", acme_scm_splitter_get_status_code (splitter),
                          acme_scm_splitter_get_message (splitter) ?: "");
}

static void
clear (Outcome *outcome)
{
  g_string_free (outcome->records, TRUE);
  g_clear_error (&outcome->error);
}

static void
check_strictly (const Outcome *whole,
                const char    *text,
                gsize          length)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (length == 0 || !acme_scm_scan (text, length, NULL, NULL) ||
      !json_parser_load_from_data (parser, text, length, NULL))
    return;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return;
  g_assert_no_error (whole->error);
  g_assert_cmpuint (whole->n_records, ==, json_array_get_length (json_node_get_array (root)));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const gsize pieces[] = { 1, 2, 3, 7, 64 };
  Outcome whole;

  split (&whole, (const char *) data, size, MAX (size, 1));
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      Outcome cut;

      split (&cut, (const char *) data, size, pieces[i]);
      g_assert (g_string_equal (cut.records, whole.records));
      g_assert_cmpstr (cut.error != NULL ? cut.error->message : NULL, ==,
                       whole.error != NULL ? whole.error->message : NULL);
      clear (&cut);
    }
  check_strictly (&whole, (const char *) data, size);
  clear (&whole);
  return 0;
}
