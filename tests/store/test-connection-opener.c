/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-connection-opener.h"

#include <string.h>

#include "acme-error.h"
#include "store-fixture.h"

#define SECRET "hidden-secret-of-nobody-9174"

/* Somebody who is asked, and answers or not. There is no keyring here. */
typedef struct
{
  AcmeSecrets *secrets;
  AcmeConnectionOpener *opener;
  guint n_asked;
  AcmeSecretKinds wanted;
  char *why;
  gboolean can_keep;
  gboolean keep;
  const char *answer; /* (nullable): NULL to refuse */
} Fixture;

static void
answer (AcmeSecretRequest *request,
        gpointer           user_data)
{
  Fixture *fixture = user_data;

  fixture->n_asked++;
  fixture->wanted = acme_secret_request_get_wanted (request);
  g_free (fixture->why);
  fixture->why = g_strdup (acme_secret_request_get_why (request));
  fixture->can_keep = acme_secret_request_can_keep (request);
  if (fixture->answer == NULL)
    {
      acme_secret_request_refuse (request, NULL);
      return;
    }
  acme_secret_request_set_keep (request, fixture->keep);
  for (guint kind = 0; kind < ACME_SECRET_N_KINDS; kind++)
    {
      if ((fixture->wanted & (1u << kind)) != 0)
        acme_secret_request_answer (request, kind, fixture->answer);
    }
  acme_secret_request_done (request);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->secrets = acme_secrets_new ();
  fixture->opener = acme_connection_opener_new (fixture->secrets, answer, fixture, NULL);
  fixture->answer = SECRET;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->opener);
  g_assert_finalize_object (fixture->secrets);
  g_clear_pointer (&fixture->why, g_free);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static AcmeConnection *
open_saved (AcmeConnectionOpener  *opener,
            AcmeSavedConnection   *saved,
            const char            *why,
            char                 **out_notice,
            GError               **error)
{
  gint64 end = g_get_monotonic_time () + 30 * G_TIME_SPAN_SECOND;
  g_autoptr(GAsyncResult) result = NULL;

  acme_connection_opener_open_async (opener, saved, why, NULL, done_cb, &result);
  while (result == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
  return acme_connection_opener_open_finish (opener, result, out_notice, error);
}

static void
test_asked_once (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(AcmeSavedConnection) saved = store_fixture_make ("Example");
  g_autoptr(GError) error = NULL;

  acme_saved_connection_set_flag (saved, ACME_SAVED_CONNECTION_HTTP1, TRUE);
  acme_item_set_number (ACME_ITEM (saved), ACME_SAVED_CONNECTION_TIMEOUT, 17);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *notice = NULL;
      g_autoptr(AcmeConnection) connection = open_saved (fixture->opener, saved, NULL, &notice, &error);
      AcmeScmConfig *config;

      g_assert_no_error (error);
      config = acme_connection_get_config (connection);
      g_assert_cmpstr (acme_connection_get_id (connection), ==, acme_saved_connection_get_id (saved));
      g_assert_cmpstr (acme_connection_get_name (connection), ==, "Example");
      g_assert_cmpstr (acme_scm_config_get_client_secret (config), ==, SECRET);
      g_assert_cmpstr (acme_scm_config_get_token_url (config), ==, ACME_SCM_DEFAULT_TOKEN_URL);
      g_assert_cmpuint (acme_scm_config_get_timeout (config), ==, 17);
      g_assert_true (acme_scm_config_get_http1 (config));
      g_assert_null (acme_connection_get_audit_config (connection));
      g_assert_cmpuint (fixture->n_asked, ==, 1); /* then it is in memory */
      g_assert_cmpstr (notice, ==, i == 0 ? "There is no keyring that can be used." : NULL);
    }
  g_assert_cmpstr (fixture->why, ==, "There is no keyring that can be used.");
  g_assert_false (fixture->can_keep);
}

/* Only what SCM refused; what it did not see is still good. */
static void
test_asked_again (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(AcmeSavedConnection) saved = store_fixture_make ("Example");
  g_autoptr(AcmeConnection) connection = NULL;
  g_autoptr(AcmeConnection) again = NULL;
  g_autoptr(GError) error = NULL;

  acme_saved_connection_set (saved, ACME_SAVED_CONNECTION_AUDIT_URL, "https://audit.example.org");
  acme_saved_connection_set (saved, ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID, "audit");
  connection = open_saved (fixture->opener, saved, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->wanted, ==, 1 << ACME_SECRET_CLIENT_SECRET | 1 << ACME_SECRET_AUDIT_CLIENT_SECRET);

  fixture->answer = "another";
  again = open_saved (fixture->opener, saved, "SCM refused it.", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->wanted, ==, 1 << ACME_SECRET_CLIENT_SECRET);
  g_assert_cmpstr (fixture->why, ==, "SCM refused it.");
  g_assert_cmpstr (acme_scm_config_get_client_secret (acme_connection_get_config (again)), ==, "another");
  g_assert_cmpstr (acme_scm_config_get_client_secret (acme_connection_get_audit_config (again)), ==, SECRET);
}

/* It is used all the same, and whoever typed it is told. */
static void
test_cannot_keep (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(AcmeSavedConnection) saved = store_fixture_make ("Example");
  g_autoptr(AcmeConnection) connection = NULL;
  g_autofree char *notice = NULL;
  g_autoptr(GError) error = NULL;

  fixture->keep = TRUE;
  connection = open_saved (fixture->opener, saved, "Type it anew.", &notice, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (notice, ==, "There is no keyring that can be used.");
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(AcmeSavedConnection) saved = store_fixture_make ("Example");
  g_autoptr(AcmeConnectionOpener) alone = acme_connection_opener_new (fixture->secrets, NULL, NULL, NULL);
  g_autoptr(GError) error = NULL;

  fixture->answer = NULL;
  g_assert_null (open_saved (fixture->opener, saved, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  fixture->answer = "two\nlines";
  g_assert_null (open_saved (fixture->opener, saved, NULL, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_null (strstr (error->message, "lines"));
  g_clear_error (&error);

  g_assert_null (open_saved (alone, saved, NULL, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_KEYRING);
  g_clear_error (&error);

  acme_saved_connection_set (saved, ACME_SAVED_CONNECTION_URL, "http://scm.example.org");
  g_assert_null (open_saved (fixture->opener, saved, NULL, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_cmpuint (fixture->n_asked, ==, 2); /* nobody types a secret for such an address */
}

static void
test_kinds (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(AcmeSavedConnection) saved = store_fixture_make ("Example");
  g_autoptr(AcmeConnection) connection = NULL;
  g_autoptr(AcmeConnection) token = NULL;
  g_autoptr(AcmeConnection) plain = NULL;
  g_autoptr(GError) error = NULL;

  acme_saved_connection_set (saved, ACME_SAVED_CONNECTION_KIND, ACME_SAVED_CONNECTION_KIND_PASSWORD);
  acme_saved_connection_set (saved, ACME_SAVED_CONNECTION_LOGIN, "admin");
  acme_saved_connection_set (saved, ACME_SAVED_CONNECTION_CUSTOMER_URI, "example");
  connection = open_saved (fixture->opener, saved, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (acme_scm_config_get_password (acme_connection_get_config (connection)), ==, SECRET);

  acme_saved_connection_set (saved, ACME_SAVED_CONNECTION_KIND, ACME_SAVED_CONNECTION_KIND_CERTIFICATE);
  acme_saved_connection_set (saved, ACME_SAVED_CONNECTION_CERTIFICATE, "pkcs11:token=a;object=b");
  token = open_saved (fixture->opener, saved, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->wanted, ==, 1 << ACME_SECRET_PIN);
  g_assert_cmpstr (acme_scm_config_get_certificate_password (acme_connection_get_config (token)), ==, SECRET);

  /* a file that needs no password, or is not there: that is told when it is used */
  acme_saved_connection_set (saved, ACME_SAVED_CONNECTION_CERTIFICATE, "/nonexistent/client.p12");
  fixture->n_asked = 0;
  plain = open_saved (fixture->opener, saved, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  g_assert_null (acme_scm_config_get_certificate_password (acme_connection_get_config (plain)));
}

#define ADD(name, func) g_test_add ("/connection-opener/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("asked-once", test_asked_once);
  ADD ("asked-again", test_asked_again);
  ADD ("cannot-keep", test_cannot_keep);
  ADD ("refused", test_refused);
  ADD ("kinds", test_kinds);
  return g_test_run ();
}
