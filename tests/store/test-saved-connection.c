/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-saved-connection.h"

#include <string.h>

#include "acme-error.h"

static AcmeSavedConnection *
make_connection (const char *kind)
{
  AcmeSavedConnection *connection = acme_saved_connection_new ("Example", kind);

  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_URL, "https://scm.example.org");
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_CLIENT_ID, "client");
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_LOGIN, "admin");
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_CUSTOMER_URI, "example");
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_CERTIFICATE, "/tmp/client.p12");
  return connection;
}

static void
assert_problem (AcmeSavedConnection *connection,
                guint                field,
                const char          *value,
                const char          *sentence)
{
  g_autofree char *problem = NULL;
  g_autoptr(GError) error = NULL;

  acme_saved_connection_set (connection, field, value);
  problem = acme_saved_connection_find_problem (connection, field);
  g_assert_cmpstr (problem, ==, sentence);
  g_assert_cmpint (acme_saved_connection_check (connection, &error), ==, sentence == NULL);
  if (sentence != NULL)
    {
      g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, sentence);
    }
}

static void
test_ids (void)
{
  g_autoptr(AcmeSavedConnection) one = make_connection (ACME_SAVED_CONNECTION_KIND_OAUTH);
  g_autoptr(AcmeSavedConnection) copy = acme_saved_connection_copy (one);
  g_autoptr(AcmeSavedConnection) other = acme_saved_connection_duplicate (one, "Another");

  g_assert_true (g_uuid_string_is_valid (acme_saved_connection_get_id (one)));
  g_assert_cmpstr (acme_saved_connection_get_id (copy), ==, acme_saved_connection_get_id (one));
  g_assert_cmpstr (acme_saved_connection_get_id (other), !=, acme_saved_connection_get_id (one));
  g_assert_cmpstr (acme_saved_connection_get_name (other), ==, "Another");
  g_assert_cmpstr (acme_saved_connection_get (other, ACME_SAVED_CONNECTION_URL), ==, "https://scm.example.org");
  g_assert_cmpint (acme_item_get_number (ACME_ITEM (other), ACME_SAVED_CONNECTION_REVISION), ==, 0);
}

static void
test_complete (void)
{
  static const char *const kinds[] = {
    ACME_SAVED_CONNECTION_KIND_OAUTH, ACME_SAVED_CONNECTION_KIND_PASSWORD, ACME_SAVED_CONNECTION_KIND_CERTIFICATE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(AcmeSavedConnection) connection = make_connection (kinds[i]);
      g_autoptr(GError) error = NULL;

      acme_saved_connection_check (connection, &error);
      g_assert_no_error (error);
    }
}

static void
test_needed (void)
{
  static const struct
  {
    const char *kind;
    guint field;
    const char *sentence;
  } cases[] = {
    { ACME_SAVED_CONNECTION_KIND_OAUTH, ACME_SAVED_CONNECTION_NAME, "“Name” is missing." },
    { ACME_SAVED_CONNECTION_KIND_OAUTH, ACME_SAVED_CONNECTION_URL, "“URL” is missing." },
    { ACME_SAVED_CONNECTION_KIND_OAUTH, ACME_SAVED_CONNECTION_CLIENT_ID, "“Client Id” is missing." },
    { ACME_SAVED_CONNECTION_KIND_OAUTH, ACME_SAVED_CONNECTION_TOKEN_URL, NULL },
    { ACME_SAVED_CONNECTION_KIND_OAUTH, ACME_SAVED_CONNECTION_LOGIN, NULL },
    { ACME_SAVED_CONNECTION_KIND_PASSWORD, ACME_SAVED_CONNECTION_LOGIN, "“Login” is missing." },
    { ACME_SAVED_CONNECTION_KIND_PASSWORD, ACME_SAVED_CONNECTION_CUSTOMER_URI, "“Customer URI” is missing." },
    { ACME_SAVED_CONNECTION_KIND_PASSWORD, ACME_SAVED_CONNECTION_CLIENT_ID, NULL },
    { ACME_SAVED_CONNECTION_KIND_CERTIFICATE, ACME_SAVED_CONNECTION_CERTIFICATE, "“Client Certificate” is missing." },
    { ACME_SAVED_CONNECTION_KIND_CERTIFICATE, ACME_SAVED_CONNECTION_CERTIFICATE_KEY, NULL },
    { ACME_SAVED_CONNECTION_KIND_CERTIFICATE, ACME_SAVED_CONNECTION_CA_FILE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeSavedConnection) connection = make_connection (cases[i].kind);

      assert_problem (connection, cases[i].field, NULL, cases[i].sentence);
      assert_problem (connection, cases[i].field, " \t\n ", cases[i].sentence);
    }
}

static void
test_audit (void)
{
  g_autoptr(AcmeSavedConnection) connection = make_connection (ACME_SAVED_CONNECTION_KIND_PASSWORD);
  g_autoptr(GError) error = NULL;

  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID, "audit");
  g_assert_false (acme_saved_connection_check (connection, &error));
  g_assert_cmpstr (error->message, ==, "“Audit API URL” is missing.");
  g_clear_error (&error);

  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_AUDIT_URL, "https://audit.example.org");
  acme_saved_connection_check (connection, &error);
  g_assert_no_error (error);
  g_assert_true (acme_saved_connection_uses (connection, ACME_SAVED_CONNECTION_TOKEN_URL));
  assert_problem (connection, ACME_SAVED_CONNECTION_TOKEN_URL, "http://auth.example.org/",
                  "The address “http://auth.example.org/” is not secure. It must begin with https:, or others can read "
                  "the sign-in.");
}

/* None of them is repeated where it could deceive somebody, or tell a secret. */
static void
test_urls (void)
{
  static const struct
  {
    const char *url;
    const char *sentence;
  } cases[] = {
    { "https://scm.example.org/api/", NULL },
    { "https://[2001:db8::1]:8443", NULL },
    { "http://127.0.0.1:8080", NULL },
    { "http://[::1]:8080", NULL },
    { "https://b\303\274cher.example", NULL },
    { "scm.example.org",
      "“scm.example.org” is not a complete address. It must look like https://scm.example.org." },
    { "ftp://scm.example.org",
      "“ftp://scm.example.org” is not a complete address. It must look like https://scm.example.org." },
    { "../etc/passwd", "“../etc/passwd” is not a complete address. It must look like https://scm.example.org." },
    { "https://", "“https://” is not a complete address. It must look like https://scm.example.org." },
    { "https://scm.example.org:99999",
      "“https://scm.example.org:99999” is not a complete address. It must look like https://scm.example.org." },
    { "https://scm.example.org:0", "The address “https://scm.example.org:0” has a port that cannot be used." },
    { "https://someone:hidden@scm.example.org", "The address must not contain a user name or password." },
    { "https://someone@scm.example.org", "The address must not contain a user name or password." },
    { "https://scm.example.org/?a=b", "The address “https://scm.example.org/?a=b” must not contain “?” or “#”." },
    { "http://scm.example.org",
      "The address “http://scm.example.org” is not secure. It must begin with https:, or others can read the "
      "sign-in." },
    { "http://127.0.0.1.example.org",
      "The address “http://127.0.0.1.example.org” is not secure. It must begin with https:, or others can read the "
      "sign-in." },
    { "https://scm.example.org/a b",
      "“https://scm.example.org/a b” is not a complete address. It must look like https://scm.example.org." },
    { "https://scm\342\200\256gro.elpmaxe", "“URL” contains characters that cannot be seen." },
    { "https://scm\001.example.org", "“URL” contains characters that cannot be seen." },
    { "https://scm\n.example.org", "“URL” contains characters that cannot be seen." },
    { "https://scm\342\200\213.example.org", "“URL” contains characters that cannot be seen." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AcmeSavedConnection) connection = make_connection (ACME_SAVED_CONNECTION_KIND_OAUTH);

      assert_problem (connection, ACME_SAVED_CONNECTION_URL, cases[i].url, cases[i].sentence);
    }
}

/* In each field that takes text. */
static void
test_texts (void)
{
  static const char *const strange[] = {
    "a\001b", "a\x7f", "\342\200\256abc", "a\342\201\246b", "a\342\200\250b", "a\357\273\277b", "a\rb", "a\302\205b",
  };
  g_autoptr(AcmeSavedConnection) connection = make_connection (ACME_SAVED_CONNECTION_KIND_CERTIFICATE);
  g_autofree char *long_text = g_strnfill (10000, 'x');

  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_AUDIT_URL, "https://audit.example.org");
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID, "audit");
  for (guint i = ACME_SAVED_CONNECTION_NAME; i < ACME_SAVED_CONNECTION_N_FIELDS; i++)
    {
      const AcmeField *field = &acme_saved_connection_fields.fields[i];
      g_autofree char *before = NULL;
      g_autofree char *sentence = NULL;

      if (field->kind != ACME_FIELD_TEXT || !acme_saved_connection_uses (connection, i))
        continue;
      before = g_strdup (acme_saved_connection_get (connection, i));
      sentence = g_strdup_printf ("“%s” contains characters that cannot be seen.", field->title);
      for (guint j = 0; j < G_N_ELEMENTS (strange); j++)
        assert_problem (connection, i, strange[j], sentence);

      acme_saved_connection_set (connection, i, long_text);
      g_clear_pointer (&sentence, g_free);
      sentence = acme_saved_connection_find_problem (connection, i);
      g_assert_nonnull (strstr (sentence, "is too long"));
      g_assert_null (strstr (sentence, "xxx"));
      assert_problem (connection, i, before, NULL);
    }
}

static void
test_names (void)
{
  g_autoptr(AcmeSavedConnection) connection = make_connection (ACME_SAVED_CONNECTION_KIND_OAUTH);
  g_autofree char *longest = g_strnfill (ACME_SAVED_CONNECTION_MAX_LENGTH, 'x');
  g_autofree char *longer = g_strnfill (ACME_SAVED_CONNECTION_MAX_LENGTH + 1, 'x');

  assert_problem (connection, ACME_SAVED_CONNECTION_NAME, "../../etc", NULL);
  assert_problem (connection, ACME_SAVED_CONNECTION_NAME, "👩‍🔬 Ünï", NULL);
  assert_problem (connection, ACME_SAVED_CONNECTION_NAME, "אוניברסיטה", NULL);
  assert_problem (connection, ACME_SAVED_CONNECTION_NAME, longest, NULL);
  assert_problem (connection, ACME_SAVED_CONNECTION_NAME, longer, "“Name” is too long: 256 characters are the limit.");
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_NAME, "  around  ");
  g_assert_cmpstr (acme_saved_connection_get_name (connection), ==, "around");
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_NAME, "not\xffutf8");
  g_assert_true (g_utf8_validate (acme_saved_connection_get_name (connection), -1, NULL));
}

static void
test_files (void)
{
  g_autoptr(AcmeSavedConnection) connection = make_connection (ACME_SAVED_CONNECTION_KIND_CERTIFICATE);

  assert_problem (connection, ACME_SAVED_CONNECTION_CA_FILE, "ca.pem", "“ca.pem” is not the full path of a file.");
  assert_problem (connection, ACME_SAVED_CONNECTION_CA_FILE, "/tmp/ca.pem", NULL);
  assert_problem (connection, ACME_SAVED_CONNECTION_CA_FILE, "pkcs11:token=a",
                  "“pkcs11:token=a” is not the full path of a file.");
  assert_problem (connection, ACME_SAVED_CONNECTION_CA_FILE, NULL, NULL);
  assert_problem (connection, ACME_SAVED_CONNECTION_CERTIFICATE, "../client.p12",
                  "“../client.p12” is not the full path of a file.");
  assert_problem (connection, ACME_SAVED_CONNECTION_CERTIFICATE, "pkcs11:token=a;object=b", NULL);
  assert_problem (connection, ACME_SAVED_CONNECTION_CERTIFICATE, "pkcs11:token=a?Pin-Value=1234",
                  "The address of a token must not contain its PIN.");
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_CERTIFICATE, "/tmp/client.pem");
  assert_problem (connection, ACME_SAVED_CONNECTION_CERTIFICATE_KEY, "key.pem",
                  "“key.pem” is not the full path of a file.");
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_CERTIFICATE_KEY, NULL);
  assert_problem (connection, ACME_SAVED_CONNECTION_URL, "http://127.0.0.1",
                  "The address “http://127.0.0.1” must begin with https: to sign in with a client certificate.");
}

static void
test_timeout (void)
{
  static const struct
  {
    gint64 seconds;
    gboolean is_valid;
  } cases[] = {
    { ACME_NUMBER_NONE, TRUE }, { 1, TRUE }, { 86400, TRUE }, { 0, FALSE }, { -1, FALSE }, { 86401, FALSE },
    { G_MAXINT64, FALSE },
  };
  g_autoptr(AcmeSavedConnection) connection = make_connection (ACME_SAVED_CONNECTION_KIND_OAUTH);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      acme_item_set_number (ACME_ITEM (connection), ACME_SAVED_CONNECTION_TIMEOUT, cases[i].seconds);
      g_assert_cmpint (acme_saved_connection_check (connection, NULL), ==, cases[i].is_valid);
    }
}

static void
test_kinds (void)
{
  g_autoptr(AcmeSavedConnection) connection = make_connection ("guess");

  assert_problem (connection, ACME_SAVED_CONNECTION_KIND, "guess", "How to sign in is not known.");
  assert_problem (connection, ACME_SAVED_CONNECTION_KIND, NULL, "How to sign in is not known.");
  assert_problem (connection, ACME_SAVED_CONNECTION_KIND, "oauth", NULL);
}

static void
test_secret_kinds (void)
{
  g_autoptr(AcmeSavedConnection) connection = make_connection (ACME_SAVED_CONNECTION_KIND_OAUTH);

  g_assert_cmpuint (acme_saved_connection_get_secret_kinds (connection), ==, 1 << ACME_SECRET_CLIENT_SECRET);
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_KIND, ACME_SAVED_CONNECTION_KIND_PASSWORD);
  g_assert_cmpuint (acme_saved_connection_get_secret_kinds (connection), ==, 1 << ACME_SECRET_PASSWORD);
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_KIND, ACME_SAVED_CONNECTION_KIND_CERTIFICATE);
  g_assert_cmpuint (acme_saved_connection_get_secret_kinds (connection), ==, 1 << ACME_SECRET_CERTIFICATE_PASSWORD);
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_CERTIFICATE_KEY, "/tmp/key.pem");
  g_assert_cmpuint (acme_saved_connection_get_secret_kinds (connection), ==, 0);
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_CERTIFICATE, "PKCS11:token=a");
  g_assert_cmpuint (acme_saved_connection_get_secret_kinds (connection), ==, 1 << ACME_SECRET_PIN);
  acme_saved_connection_set (connection, ACME_SAVED_CONNECTION_AUDIT_URL, "https://audit.example.org");
  g_assert_cmpuint (acme_saved_connection_get_secret_kinds (connection), ==,
                    1 << ACME_SECRET_PIN | 1 << ACME_SECRET_AUDIT_CLIENT_SECRET);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/saved-connection/ids", test_ids);
  g_test_add_func ("/saved-connection/complete", test_complete);
  g_test_add_func ("/saved-connection/needed", test_needed);
  g_test_add_func ("/saved-connection/audit", test_audit);
  g_test_add_func ("/saved-connection/urls", test_urls);
  g_test_add_func ("/saved-connection/texts", test_texts);
  g_test_add_func ("/saved-connection/names", test_names);
  g_test_add_func ("/saved-connection/files", test_files);
  g_test_add_func ("/saved-connection/timeout", test_timeout);
  g_test_add_func ("/saved-connection/kinds", test_kinds);
  g_test_add_func ("/saved-connection/secret-kinds", test_secret_kinds);
  return g_test_run ();
}
