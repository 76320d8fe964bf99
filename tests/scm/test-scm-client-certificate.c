/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-field.h"
#include "acme-scm-client-certificate.h"
#include "scm-certificates.h"
#include "scm-double.h"

static AcmeScmConfig *
make_config (ScmCertificates    *certificates,
             ScmCertificateKind  kind)
{
  AcmeScmConfig *config = acme_scm_config_new ("https://scm.example.org");
  g_autofree char *pem = scm_certificates_make (certificates, "client", kind, NULL);
  g_autofree char *key = scm_certificates_get_file (certificates, "client", ".key");

  acme_scm_config_set_certificate (config, "admin", "example", pem, key, NULL);
  return config;
}

static void
test_days_left (void)
{
  static const struct { ScmCertificateKind kind; gint64 days; const char *sentence; } cases[] = {
    { SCM_CERTIFICATE_GOOD, 1, "expires in 1 day." },
    { SCM_CERTIFICATE_EXPIRED, -2, "has expired." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
      g_autoptr(AcmeScmConfig) config = make_config (certificates, cases[i].kind);
      g_autoptr(GTlsCertificate) certificate = NULL;
      g_autofree char *sentence = NULL;
      g_autoptr(GError) error = NULL;
      g_auto(ScmOutcome) outcome = { NULL };

      acme_scm_load_client_certificate_async (config, NULL, scm_outcome_cb, &outcome);
      certificate = acme_scm_load_client_certificate_finish (scm_outcome_wait (&outcome), &error);
      g_assert_no_error (error);
      g_assert_cmpint (acme_scm_get_days_left (certificate), ==, cases[i].days);
      sentence = acme_scm_describe_days_left (acme_scm_get_days_left (certificate));
      g_assert_nonnull (strstr (sentence, cases[i].sentence));
    }
}

static void
test_sentences (void)
{
  static const struct { gint64 days; const char *part; } cases[] = {
    { ACME_NUMBER_NONE, NULL }, { 31, NULL }, { 100000, NULL }, { 30, "in 30 days" }, { 2, "in 2 days" },
    { 1, "in 1 day." }, { 0, "within a day" }, { -1, "has expired" }, { -1000, "has expired" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = acme_scm_describe_days_left (cases[i].days);

      g_assert_true ((sentence == NULL) == (cases[i].part == NULL));
      g_assert_true (sentence == NULL || strstr (sentence, cases[i].part) != NULL);
    }
}

static void
test_errors (void)
{
  g_autoptr(ScmCertificates) certificates = scm_certificates_new ();
  g_autoptr(AcmeScmConfig) good = make_config (certificates, SCM_CERTIFICATE_GOOD);
  g_autoptr(AcmeScmConfig) missing = acme_scm_config_new ("https://scm.example.org");
  g_autoptr(AcmeScmConfig) incomplete = acme_scm_config_new ("https://scm.example.org");
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  const struct { AcmeScmConfig *config; GCancellable *cancellable; GQuark domain; int code; } cases[] = {
    { missing, NULL, ACME_ERROR, ACME_ERROR_INVALID },
    { incomplete, NULL, ACME_ERROR, ACME_ERROR_INVALID },
    { good, cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED },
  };

  acme_scm_config_set_certificate (missing, "admin", "example", "/nonexistent/client.p12", NULL, NULL);
  acme_scm_config_set_certificate (incomplete, "admin", "example", NULL, NULL, NULL);
  g_cancellable_cancel (cancelled);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(GError) error = NULL;

      acme_scm_load_client_certificate_async (cases[i].config, cases[i].cancellable, scm_outcome_cb, &outcome);
      g_assert_null (acme_scm_load_client_certificate_finish (scm_outcome_wait (&outcome), &error));
      g_assert_error (error, cases[i].domain, cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/client-certificate/days-left", test_days_left);
  g_test_add_func ("/scm/client-certificate/sentences", test_sentences);
  g_test_add_func ("/scm/client-certificate/errors", test_errors);
  return g_test_run ();
}
