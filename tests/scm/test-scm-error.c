/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>
#include <string.h>

#include "acme-error.h"
#include "acme-item.h"
#include "acme-scm-error.h"

#define NONE ACME_NUMBER_NONE

static void
test_statuses (void)
{
  static const struct { guint status; gint64 code; AcmeError error; } cases[] = {
    { 400, NONE, ACME_ERROR_FAILED }, { 400, -16, ACME_ERROR_AUTH }, { 400, -970, ACME_ERROR_AUTH },
    { 400, -3, ACME_ERROR_FORBIDDEN }, { 400, -25, ACME_ERROR_FORBIDDEN }, { 400, -37, ACME_ERROR_FORBIDDEN },
    { 400, -738, ACME_ERROR_FORBIDDEN }, { 400, -1021, ACME_ERROR_FORBIDDEN }, { 400, -111, ACME_ERROR_NOT_FOUND },
    { 400, -727, ACME_ERROR_NOT_FOUND }, { 400, -1023, ACME_ERROR_NOT_FOUND }, { 400, -3114, ACME_ERROR_CONFLICT },
    { 400, -3115, ACME_ERROR_CONFLICT }, { 400, -2, ACME_ERROR_SERVER }, { 400, -195, ACME_ERROR_SERVER },
    { 400, -1001, ACME_ERROR_FAILED }, { 400, -993, ACME_ERROR_FAILED }, { 400, 77, ACME_ERROR_FAILED },
    { 401, NONE, ACME_ERROR_AUTH }, { 401, -16, ACME_ERROR_AUTH }, { 401, -3, ACME_ERROR_AUTH },
    { 402, NONE, ACME_ERROR_FAILED }, { 403, NONE, ACME_ERROR_FORBIDDEN }, { 403, -970, ACME_ERROR_AUTH },
    { 404, NONE, ACME_ERROR_NOT_FOUND }, { 404, -3, ACME_ERROR_NOT_FOUND }, { 405, NONE, ACME_ERROR_FAILED },
    { 407, NONE, ACME_ERROR_NETWORK }, { 408, NONE, ACME_ERROR_NETWORK }, { 409, NONE, ACME_ERROR_CONFLICT },
    { 410, NONE, ACME_ERROR_NOT_FOUND }, { 412, NONE, ACME_ERROR_CONFLICT }, { 413, NONE, ACME_ERROR_FAILED },
    { 415, NONE, ACME_ERROR_FAILED }, { 422, -3114, ACME_ERROR_CONFLICT }, { 429, NONE, ACME_ERROR_RATE_LIMIT },
    { 500, NONE, ACME_ERROR_SERVER }, { 500, -16, ACME_ERROR_SERVER }, { 501, NONE, ACME_ERROR_SERVER },
    { 502, NONE, ACME_ERROR_SERVER }, { 503, NONE, ACME_ERROR_SERVER }, { 504, NONE, ACME_ERROR_SERVER },
    { 599, NONE, ACME_ERROR_SERVER }, { 304, NONE, ACME_ERROR_BAD_REPLY }, { 600, NONE, ACME_ERROR_BAD_REPLY },
    { 999, NONE, ACME_ERROR_BAD_REPLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) bare = acme_scm_error_from_status (cases[i].status, cases[i].code, NULL);
      g_autoptr(GError) told = acme_scm_error_from_status (cases[i].status, cases[i].code, " So it\tis \n");
      g_autoptr(GError) empty = acme_scm_error_from_status (cases[i].status, cases[i].code, " \n");

      g_assert_error (bare, ACME_ERROR, (int) cases[i].error);
      g_assert_error (told, ACME_ERROR, (int) cases[i].error);
      g_assert_true (g_str_has_prefix (told->message, bare->message));
      g_assert_true (g_str_has_suffix (told->message, ". SCM says: So it is"));
      g_assert_cmpstr (empty->message, ==, bare->message);
    }
}

static void
test_transport (void)
{
  static const struct { GQuark (*domain) (void); int code; GTlsCertificateFlags flags; AcmeError error;
                        const char *part; } cases[] = {
    { g_resolver_error_quark, G_RESOLVER_ERROR_NOT_FOUND, 0, ACME_ERROR_NETWORK, "no host named scm.example.org" },
    { g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE, 0, ACME_ERROR_NETWORK, "cannot be looked up" },
    { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, 0, ACME_ERROR_NETWORK, "scm.example.org refused" },
    { g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, 0, ACME_ERROR_NETWORK, "cannot be reached" },
    { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, 0, ACME_ERROR_NETWORK, "cannot be reached" },
    { g_io_error_quark, G_IO_ERROR_TIMED_OUT, 0, ACME_ERROR_NETWORK, "in time" },
    { g_io_error_quark, G_IO_ERROR_PARTIAL_INPUT, 0, ACME_ERROR_NETWORK, "before its answer was complete" },
    { g_io_error_quark, G_IO_ERROR_CONNECTION_CLOSED, 0, ACME_ERROR_NETWORK, "before its answer was complete" },
    { g_io_error_quark, G_IO_ERROR_PROXY_FAILED, 0, ACME_ERROR_NETWORK, "proxy" },
    { g_io_error_quark, G_IO_ERROR_FAILED, 0, ACME_ERROR_NETWORK, "failed: the reason" },
    { g_io_error_quark, G_IO_ERROR_INVALID_DATA, 0, ACME_ERROR_BAD_REPLY, "damaged" },
    { soup_session_error_quark, SOUP_SESSION_ERROR_PARSING, 0, ACME_ERROR_BAD_REPLY, "not proper HTTP" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_UNKNOWN_CA, ACME_ERROR_TLS, "not trusted" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_BAD_IDENTITY, ACME_ERROR_TLS, "another name" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_EXPIRED, ACME_ERROR_TLS, "expired" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_NOT_ACTIVATED, ACME_ERROR_TLS,
      "not valid yet" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_REVOKED, ACME_ERROR_TLS, "revoked" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_INSECURE, ACME_ERROR_TLS, "insecure" },
    { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_GENERIC_ERROR, ACME_ERROR_TLS, "acceptable" },
    { g_tls_error_quark, G_TLS_ERROR_CERTIFICATE_REQUIRED, 0, ACME_ERROR_AUTH, "client certificate" },
    { g_tls_error_quark, G_TLS_ERROR_HANDSHAKE, 0, ACME_ERROR_TLS, "secure connection to scm.example.org" },
  };
  g_autoptr(GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr(GError) own = g_error_new_literal (ACME_ERROR, ACME_ERROR_CONFLICT, "x");
  g_autoptr(GError) same_cancelled = acme_scm_error_from_transport (cancelled, 0, "scm.example.org");
  g_autoptr(GError) same_own = acme_scm_error_from_transport (own, 0, "scm.example.org");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (cases[i].domain (), cases[i].code, "the reason");
      g_autoptr(GError) converted = acme_scm_error_from_transport (error, cases[i].flags, "scm.example.org");

      g_assert_error (converted, ACME_ERROR, (int) cases[i].error);
      g_test_message ("%s", converted->message);
      g_assert_nonnull (strstr (converted->message, cases[i].part));
      g_assert_nonnull (strstr (converted->message, "scm.example.org"));
    }
  g_assert_error (same_cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (same_own, ACME_ERROR, ACME_ERROR_CONFLICT);
}

static void
test_bodies (void)
{
  static const struct { const char *body; gint64 code; const char *description; } cases[] = {
    { "{\"code\": -16, \"description\": \"Unknown user\"}", -16, "Unknown user" },
    { "{\"description\": \"acme error\"}", NONE, "acme error" },
    { "{\"error\": \"Bad Request\", \"message\": \"of the Audit API\"}", NONE, "of the Audit API" },
    { "{\"description\": \"acme error\", \"message\": \"m\"}", NONE, "acme error" },
    { "{\"code\": \"-3\", \"description\": null}", -3, NULL },
    { "{\"code\": {}, \"description\": 7}", NONE, NULL },
    { "{\"error\": \"something else\"}", NONE, NULL },
    { "[]", NONE, NULL },
    { "\"text\"", NONE, NULL },
    { "<html>", NONE, NULL },
    { "", NONE, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_autofree char *description = NULL;
      gint64 code;

      acme_scm_error_read_body (body, &code, &description);
      g_assert_cmpint (code, ==, cases[i].code);
      g_assert_cmpstr (description, ==, cases[i].description);
    }
}

static void
test_clean (void)
{
  g_autofree char *long_text = g_strnfill (1000, 'x');
  g_autofree char *cut = acme_scm_error_clean (long_text);
  static const struct { const char *text; const char *clean; } cases[] = {
    { "", "" }, { "  ", "" }, { "a  b\r\n\tc ", "a b c" }, { "\x1b[31mred", "[31mred" },
    { "a\xff" "b", "a\xef\xbf\xbd" "b" }, { "a\xe2\x80\xae" "b", "a b" }, { "häß 数", "häß 数" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = acme_scm_error_clean (cases[i].text);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 301);
  g_assert_true (g_str_has_suffix (cut, "x…"));
}

static void
test_redirects (void)
{
  static const struct { const char *location; const char *host; } cases[] = {
    { "https://login.example.net/sso?token=abc", "login.example.net" },
    { "/elsewhere?token=abc", "scm.example.org" },
    { "//other.example.net/?token=abc", "scm.example.org" },
    { NULL, "scm.example.org" },
    { "", "scm.example.org" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = acme_scm_error_from_redirect ("scm.example.org", cases[i].location);
      g_autofree char *part = g_strdup_printf ("another address at %s,", cases[i].host);

      g_assert_error (error, ACME_ERROR, ACME_ERROR_BAD_REPLY);
      g_assert_nonnull (strstr (error->message, part));
      g_assert_null (strstr (error->message, "abc"));
    }
}

static void
test_about_connection (void)
{
  for (int code = ACME_ERROR_FAILED; code <= ACME_ERROR_UNKNOWN_OUTCOME; code++)
    {
      g_autoptr(GError) error = g_error_new_literal (ACME_ERROR, code, "x");

      g_assert_true (acme_scm_error_is_about_connection (error) ==
                     (code == ACME_ERROR_AUTH || code == ACME_ERROR_NETWORK || code == ACME_ERROR_TLS ||
                      code == ACME_ERROR_RATE_LIMIT));
    }
  g_assert_false (acme_scm_error_is_about_connection (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/error/statuses", test_statuses);
  g_test_add_func ("/scm/error/transport", test_transport);
  g_test_add_func ("/scm/error/bodies", test_bodies);
  g_test_add_func ("/scm/error/clean", test_clean);
  g_test_add_func ("/scm/error/redirects", test_redirects);
  g_test_add_func ("/scm/error/about-connection", test_about_connection);
  return g_test_run ();
}
