/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-error.h"
#include "keyring-fixture.h"

#define SECRET "hidden-secret-of-nobody-2846"

static void
assert_secret (KeyringFixture *fixture,
               const char     *id,
               AcmeSecretKind  kind,
               const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeSecretText) secret = keyring_fixture_look_up (fixture, id, kind, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

static void
assert_stored (KeyringFixture *fixture,
               const char     *id,
               AcmeSecretKind  kind,
               const char     *secret)
{
  g_autoptr(GError) error = NULL;

  keyring_fixture_store (fixture, id, kind, secret, &error);
  g_assert_no_error (error);
}

/* Whatever is asked, it is the same error; and what is remembered is there all the same. */
static void
assert_unusable (KeyringFixture *fixture,
                 const char     *sentence)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (keyring_fixture_look_up (fixture, "a", ACME_SECRET_PASSWORD, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_KEYRING);
  g_assert_cmpstr (error->message, ==, sentence);
  g_clear_error (&error);
  g_assert_false (keyring_fixture_store (fixture, "a", ACME_SECRET_PASSWORD, SECRET, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_KEYRING);
  g_assert_null (strstr (error->message, SECRET));
  g_clear_error (&error);
  g_assert_false (keyring_fixture_clear (fixture, "a", ACME_SECRET_ALL_KINDS, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_KEYRING);
  g_assert_cmpstr (error->message, ==, sentence);

  acme_secrets_remember (fixture->secrets, "a", ACME_SECRET_PASSWORD, SECRET);
  assert_secret (fixture, "a", ACME_SECRET_PASSWORD, SECRET);
  acme_secrets_forget (fixture->secrets, "a");
  g_assert_null (keyring_fixture_look_up (fixture, "a", ACME_SECRET_PASSWORD, NULL));
  g_assert_false (keyring_fixture_has_text (fixture, SECRET));
}

static void
test_unlocked (KeyringFixture *fixture,
               gconstpointer   data)
{
  g_autoptr(GError) error = NULL;

  keyring_fixture_start (fixture, TRUE);
  assert_secret (fixture, "a", ACME_SECRET_PASSWORD, NULL);
  for (guint kind = 0; kind < ACME_SECRET_N_KINDS; kind++)
    assert_stored (fixture, "a", kind, acme_secret_kind_get_word (kind));
  assert_stored (fixture, "b", ACME_SECRET_PASSWORD, "Ünï 👩‍🔬 \"\\");
  for (guint kind = 0; kind < ACME_SECRET_N_KINDS; kind++)
    assert_secret (fixture, "a", kind, acme_secret_kind_get_word (kind));
  assert_secret (fixture, "b", ACME_SECRET_PASSWORD, "Ünï 👩‍🔬 \"\\");
  assert_stored (fixture, "a", ACME_SECRET_PASSWORD, SECRET); /* in its place */
  assert_secret (fixture, "a", ACME_SECRET_PASSWORD, SECRET);
  g_assert_false (keyring_fixture_has_text (fixture, SECRET));

  g_assert_true (keyring_fixture_clear (fixture, "a", 1 << ACME_SECRET_PASSWORD | 1 << ACME_SECRET_PIN, &error));
  assert_secret (fixture, "a", ACME_SECRET_PASSWORD, NULL);
  assert_secret (fixture, "a", ACME_SECRET_PIN, NULL);
  assert_secret (fixture, "a", ACME_SECRET_CLIENT_SECRET, "client-secret");
  g_assert_true (keyring_fixture_clear (fixture, "a", ACME_SECRET_ALL_KINDS, &error));
  assert_secret (fixture, "a", ACME_SECRET_CLIENT_SECRET, NULL);
  assert_secret (fixture, "b", ACME_SECRET_PASSWORD, "Ünï 👩‍🔬 \"\\"); /* of another */
  g_assert_true (keyring_fixture_clear (fixture, "a", ACME_SECRET_ALL_KINDS, &error));
  g_assert_no_error (error);
}

/* What is remembered comes first, and is forgotten when the keyring has it. */
static void
test_remembered (KeyringFixture *fixture,
                 gconstpointer   data)
{
  keyring_fixture_start (fixture, TRUE);
  acme_secrets_remember (fixture->secrets, "a", ACME_SECRET_PIN, "first");
  assert_secret (fixture, "a", ACME_SECRET_PIN, "first");
  assert_secret (fixture, "b", ACME_SECRET_PIN, NULL);
  assert_stored (fixture, "a", ACME_SECRET_PIN, "second");
  assert_secret (fixture, "a", ACME_SECRET_PIN, "second");
  acme_secrets_remember (fixture->secrets, "a", ACME_SECRET_PIN, "third");
  g_assert_true (keyring_fixture_clear (fixture, "a", 1 << ACME_SECRET_PIN, NULL));
  assert_secret (fixture, "a", ACME_SECRET_PIN, NULL);
}

/* Another daemon has the same secrets, and does not know who was greeted before. */
static void
test_restarted (KeyringFixture *fixture,
                gconstpointer   data)
{
  keyring_fixture_start (fixture, TRUE);
  assert_stored (fixture, "a", ACME_SECRET_PASSWORD, SECRET);
  keyring_fixture_stop (fixture);
  keyring_fixture_start (fixture, TRUE);
  assert_secret (fixture, "a", ACME_SECRET_PASSWORD, SECRET);
  keyring_fixture_stop (fixture);
  keyring_fixture_start (fixture, TRUE);
  assert_stored (fixture, "a", ACME_SECRET_PASSWORD, "another");
  assert_secret (fixture, "a", ACME_SECRET_PASSWORD, "another");
}

static void
test_locked (KeyringFixture *fixture,
             gconstpointer   data)
{
  keyring_fixture_start (fixture, TRUE);
  assert_stored (fixture, "a", ACME_SECRET_PASSWORD, SECRET);
  keyring_fixture_stop (fixture);
  keyring_fixture_start (fixture, FALSE);
  assert_unusable (fixture, "The keyring is locked.");
  keyring_fixture_stop (fixture);
  keyring_fixture_start (fixture, TRUE);
  assert_secret (fixture, "a", ACME_SECRET_PASSWORD, SECRET); /* nothing of it is lost */
}

static void
test_missing (KeyringFixture *fixture,
              gconstpointer   data)
{
  assert_unusable (fixture, "There is no keyring that can be used.");
}

static void
test_no_bus (KeyringFixture *fixture,
             gconstpointer   data)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  assert_unusable (fixture, "There is no keyring that can be used.");
}

static void
test_refusing (KeyringFixture *fixture,
               gconstpointer   data)
{
  keyring_fixture_fail (fixture, KEYRING_REFUSES);
  assert_unusable (fixture, "The keyring refused: Not today");
}

static void
test_slow (KeyringFixture *fixture,
           gconstpointer   data)
{
  gint64 start = g_get_monotonic_time ();

  keyring_fixture_fail (fixture, KEYRING_IS_SLOW);
  acme_secrets_set_timeout (fixture->secrets, 100);
  assert_unusable (fixture, "The keyring did not answer in time.");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_TIME_SPAN_SECOND);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (KeyringFixture *fixture,
                gconstpointer   data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  keyring_fixture_fail (fixture, KEYRING_IS_SLOW);
  g_timeout_add (50, cancel_cb, cancellable);
  for (guint i = 0; i < 2; i++) /* meanwhile, and before */
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;

      acme_secrets_lookup_async (fixture->secrets, "a", ACME_SECRET_PIN, cancellable, keyring_fixture_done_cb, &result);
      g_assert_null (acme_secrets_lookup_finish (fixture->secrets, keyring_fixture_await (&result), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* What libsecret uses in a sandbox, behind the portal. */
static void
test_file (KeyringFixture *fixture,
           gconstpointer   data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "sandbox.keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "keyring-password", TRUE);
  assert_secret (fixture, "a", ACME_SECRET_PASSWORD, NULL);
  assert_stored (fixture, "a", ACME_SECRET_PASSWORD, SECRET);
  assert_stored (fixture, "a", ACME_SECRET_PIN, "1234");
  assert_secret (fixture, "a", ACME_SECRET_PASSWORD, SECRET);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (keyring_fixture_has_text (fixture, SECRET));
  g_assert_true (keyring_fixture_clear (fixture, "a", ACME_SECRET_ALL_KINDS, NULL));
  assert_secret (fixture, "a", ACME_SECRET_PASSWORD, NULL);
}

typedef void (*Test) (KeyringFixture *fixture,
                      gconstpointer   data);

static const struct
{
  const char *name;
  Test test;
} tests[] = {
  { "unlocked", test_unlocked },
  { "remembered", test_remembered },
  { "restarted", test_restarted },
  { "locked", test_locked },
  { "missing", test_missing },
  { "no-bus", test_no_bus },
  { "refusing", test_refusing },
  { "slow", test_slow },
  { "cancelled", test_cancelled },
  { "file", test_file },
};

/* Each in a process of its own: libsecret keeps the bus that it has found. */
static void
run_alone (gconstpointer data)
{
  Test test = tests[GPOINTER_TO_UINT (data)].test;

  if (g_test_subprocess ())
    {
      KeyringFixture fixture = { NULL };

      keyring_fixture_set_up (&fixture, NULL);
      test (&fixture, NULL);
      keyring_fixture_tear_down (&fixture, NULL);
      return;
    }
  /* libsecret 0.20 leaks the tag of each file that it writes; no part of it is on the stack by which that is found */
  if (test == test_file)
    g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/secrets/", tests[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), run_alone);
    }
  return g_test_run ();
}
