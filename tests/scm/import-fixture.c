/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "import-fixture.h"

#include "acme-account.h"

#include <string.h>

void
import_set_up (ImportFixture *fixture)
{
  fixture->demo = scm_demo_start (ACME_DEMO_DATA_SMALL);
  fixture->session = scm_demo_make_session (fixture->demo, ACME_SIGN_IN_OAUTH);
  fixture->endpoints = scm_demo_list_endpoints (fixture->session);
  fixture->rows = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->cancellable = g_cancellable_new ();
}

void
import_clear (ImportFixture *fixture)
{
  g_clear_pointer (&fixture->rows, g_ptr_array_unref);
  g_clear_pointer (&fixture->endpoints, g_ptr_array_unref);
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->demo);
}

AcmeImportRow *
import_add_row (ImportFixture *fixture,
                const char    *name,
                const char    *endpoint,
                const char    *organization,
                const char    *domains,
                const char    *profile)
{
  AcmeImportRow *row = acme_import_row_new (fixture->rows->len + 2);
  AcmeItem *item = ACME_ITEM (row);

  acme_item_set_string (item, ACME_IMPORT_ROW_NAME, name);
  acme_item_set_string (item, ACME_IMPORT_ROW_ENDPOINT, endpoint);
  acme_item_set_string (item, ACME_IMPORT_ROW_ORGANIZATION_ID, organization);
  acme_item_set_string (item, ACME_IMPORT_ROW_DOMAINS, domains);
  acme_item_set_string (item, ACME_IMPORT_ROW_PROFILE, profile);
  g_ptr_array_add (fixture->rows, row);
  return row;
}

/* Accounts of both kinds that can be created */
void
import_add_rows (ImportFixture *fixture,
                 guint          n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("imported %u", i);

      if (i % 2 == 0)
        import_add_row (fixture, name, "737", "1697", "www.northern.example", NULL);
      else
        import_add_row (fixture, name, "Universal – Campus CA", "1698", NULL, "Private SSL");
    }
}

void
import_add_fault (ImportFixture *fixture,
                  AcmeDemoFault  fault)
{
  scm_demo_add_fault (fixture->demo, fault);
}

void
import_progress_cb (guint    done,
                    guint    total,
                    gpointer user_data)
{
  ImportFixture *fixture = user_data;

  g_assert_cmpuint (total, ==, fixture->rows->len);
  g_assert_cmpuint (done, >, fixture->last_done);
  g_assert_cmpuint (done, <=, total);
  fixture->last_done = done;
  if (fixture->cancel_at > 0 && done >= fixture->cancel_at)
    g_cancellable_cancel (fixture->cancellable);
}

gboolean
import_run (ImportFixture  *fixture,
            gboolean        dry_run,
            GError        **error)
{
  g_auto(ScmOutcome) outcome = { NULL };
  gboolean success;

  fixture->last_done = 0;
  acme_scm_import_async (fixture->session, fixture->rows, fixture->endpoints, dry_run, import_progress_cb,
                         fixture, fixture->cancellable, scm_outcome_cb, &outcome);
  success = acme_scm_import_finish (fixture->session, scm_outcome_wait (&outcome), error);
  g_assert_cmpuint (outcome.n_calls, ==, 1);
  for (guint i = 0; i < fixture->rows->len; i++)
    g_assert_nonnull (acme_item_get_string (fixture->rows->pdata[i], ACME_IMPORT_ROW_OUTCOME));
  return success;
}

void
import_assert_run (ImportFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (import_run (fixture, FALSE, &error));
  g_assert_no_error (error);
}

const char *
import_get_word (ImportFixture *fixture,
                 guint          index)
{
  return acme_item_get_string (fixture->rows->pdata[index], ACME_IMPORT_ROW_OUTCOME);
}

const char *
import_get_message (ImportFixture *fixture,
                    guint          index)
{
  return acme_item_get_text (fixture->rows->pdata[index], ACME_IMPORT_ROW_MESSAGE);
}

void
import_assert_row (ImportFixture *fixture,
                   guint          index,
                   const char    *word,
                   const char    *part)
{
  g_assert_cmpstr (import_get_word (fixture, index), ==, word);
  if (strstr (import_get_message (fixture, index), part) == NULL)
    g_error ("The message of row %u is “%s”.", index, import_get_message (fixture, index));
}

guint
import_count_words (ImportFixture *fixture,
                    const char    *word)
{
  guint n = 0;

  for (guint i = 0; i < fixture->rows->len; i++)
    n += strcmp (import_get_word (fixture, i), word) == 0;
  return n;
}

/* How often an account was asked for; below one are its domains */
guint
import_count_creations (ImportFixture *fixture)
{
  return acme_demo_server_count_requests (fixture->demo, "POST", PUBLIC) -
         acme_demo_server_count_requests (fixture->demo, "POST", PUBLIC "/") +
         acme_demo_server_count_requests (fixture->demo, "POST", UNIVERSAL);
}

guint
import_count_accounts (ImportFixture *fixture)
{
  g_autoptr(GPtrArray) accounts = scm_demo_list_accounts (fixture->session);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  /* in no test are there two imported ones of the same name */
  for (guint i = 0; i < accounts->len; i++)
    {
      const char *name = acme_item_get_string (accounts->pdata[i], ACME_ACCOUNT_NAME);

      if (g_str_has_prefix (name, "imported"))
        g_assert_true (g_hash_table_add (names, (gpointer) name));
    }
  return accounts->len;
}
