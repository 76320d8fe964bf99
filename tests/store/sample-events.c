/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Events as they come from the wire, of texts that are hard to search and to sort; in a log, and as objects beside. */

#include "sample-events.h"

#include <glib/gstdio.h>

#include "acme-time.h"
#include "sample-log.h"

/* What is kept in files is kept in a folder of this test. To be called first in main(). */
void
sample_own_cache (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("acme-console-XXXXXX", &error);

  g_assert_no_error (error);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
}

/* At the end: nothing may be left in it. */
void
sample_drop_cache (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "acme-console", NULL);

  g_rmdir (folder);
  g_assert_cmpint (g_rmdir (g_get_user_cache_dir ()), ==, 0);
}

static const char *const texts[] = {
  "", "a", "A", "web", "webmail", "Web Prod", "École", "E\314\201cole", "ecole", "Straße", "STRASSE", "ﬁnance", "日本語",
  "=cmd|' /C calc'!A0", "192.0.2.1", "192.0.2.10", "2001:db8::1", "admin01", "admin02", "Administrator",
  "ACME account: created", "ACME account: deleted", "ACME client: registered", "SSL: issued", "SSL: requested",
  "Certificate for www.host1.northern.example issued", "Certificate for www.host1.northern.example requested",
  "Certificate for www.host2.northern.example issued", "ACME account \"web\" (id 42) at \"OV\" got new domains",
  "two\nlines", "a\ttab", "quotes \" and \\", "2026-03", "2026", "4", "42", "zzz", "Ω", "ω", "i\314\207", "İ",
};

/* A text, or a part of one */
const char *
sample_pick_text (GRand *rand)
{
  return texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))];
}

static void
append_text (GString    *json,
             const char *name,
             const char *text)
{
  g_string_append_printf (json, ",\"%s\":\"", name);
  for (; *text != '\0'; text++)
    {
      if (*text == '"' || *text == '\\')
        g_string_append_printf (json, "\\%c", *text);
      else if ((guchar) *text < ' ')
        g_string_append_printf (json, "\\u%04x", *text);
      else
        g_string_append_c (json, *text);
    }
  g_string_append_c (json, '"');
}

static void
append_maybe (GString    *json,
              GRand      *rand,
              const char *name)
{
  if (g_rand_int_range (rand, 0, 5) > 0)
    append_text (json, name, sample_pick_text (rand));
}

static void
append_time (GString *json,
             GRand   *rand)
{
  /* around the night in which the clocks of Europe go back, many of them in the same second */
  gint64 seconds = G_GINT64_CONSTANT (1792886400) + g_rand_int_range (rand, 0, 40) * 3600;
  g_autofree char *time = acme_time_format ((seconds + g_rand_int_range (rand, 0, 3)) * G_USEC_PER_SEC);

  if (g_rand_int_range (rand, 0, 20) > 0)
    append_text (json, "date", time);
}

static void
append_record (GString *json,
               GRand   *rand,
               guint    id,
               gboolean with_odd_ids)
{
  g_autofree char *description = g_strconcat (sample_pick_text (rand), " ", sample_pick_text (rand), NULL);

  if (with_odd_ids && id % 7 == 0)
    g_string_append_printf (json, "{\"guid\":\"x%u\"", id % 50);
  else
    g_string_append_printf (json, "{\"id\":%u", id * 7919 % 10007);
  g_string_append_printf (json, ",\"action\":{\"id\":1");
  append_maybe (json, rand, "actionName");
  g_string_append (json, "},\"admin\":{\"email\":\"x@example.test\"");
  append_maybe (json, rand, "login");
  append_maybe (json, rand, "fullName");
  g_string_append (json, "},\"org\":{\"id\":\"1\"");
  append_maybe (json, rand, "name");
  g_string_append (json, "}");
  append_maybe (json, rand, "accessMethod");
  append_maybe (json, rand, "address");
  if (g_rand_int_range (rand, 0, 10) > 0)
    append_text (json, "description", description);
  append_time (json, rand);
  g_string_append_c (json, '}');
}

/* Appends @n events to @log, and objects that say the same to @events. */
void
sample_add_events (AcmeAuditLog *log,
                   GPtrArray    *events,
                   GRand        *rand,
                   guint         n,
                   gboolean      with_odd_ids)
{
  g_autoptr(AcmeScmEventReader) reader = acme_scm_event_reader_new (acme_audit_log_get_source (log));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GString) json = g_string_new (NULL);
      AcmeEventRecord record;

      append_record (json, rand, events->len, with_odd_ids);
      sample_log_add (log, reader, json->str, &record);
      g_ptr_array_add (events, acme_event_new_from_record (&record));
    }
}
