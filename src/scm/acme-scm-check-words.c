/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person reads about the steps by which a connection is tested. */

#include "config.h"

#include "acme-scm-check-words.h"

#include <glib/gi18n.h>

#include "acme-error.h"

static const struct
{
  const char *id;
  const char *title;
} steps[] = {
  [ACME_SCM_CHECK_NAME] = { "name", N_("Name found") },
  [ACME_SCM_CHECK_CONNECTION] = { "connection", N_("Connected") },
  [ACME_SCM_CHECK_TRUST] = { "certificate", N_("Certificate trusted") },
  [ACME_SCM_CHECK_SIGN_IN] = { "sign-in", N_("Signed in") },
  [ACME_SCM_CHECK_ENDPOINTS] = { "endpoints", N_("May read ACME endpoints") },
  [ACME_SCM_CHECK_ACCOUNTS] = { "accounts", N_("May read ACME accounts") },
  [ACME_SCM_CHECK_AUDIT] = { "audit", N_("May read the Audit API") },
};

static const char *const states[] = {
  [ACME_SCM_CHECK_RUNNING] = "running",
  [ACME_SCM_CHECK_PASSED] = "passed",
  [ACME_SCM_CHECK_WARNED] = "warned",
  [ACME_SCM_CHECK_FAILED] = "failed",
  [ACME_SCM_CHECK_LEFT_OUT] = "left-out",
};

/**
 * acme_scm_check_step_get_id:
 * @step: a step
 *
 * Returns: (transfer none): a word that never changes, for scripts
 */
const char *
acme_scm_check_step_get_id (AcmeScmCheckStep step)
{
  g_return_val_if_fail (step < ACME_SCM_N_CHECK_STEPS, NULL);

  return steps[step].id;
}

/**
 * acme_scm_check_step_get_title:
 * @step: a step
 *
 * Returns: (transfer none): what it is called, such as “Certificate trusted”
 */
const char *
acme_scm_check_step_get_title (AcmeScmCheckStep step)
{
  g_return_val_if_fail (step < ACME_SCM_N_CHECK_STEPS, NULL);

  return _(steps[step].title);
}

/**
 * acme_scm_check_state_get_id:
 * @state: a state
 *
 * Returns: (transfer none): a word that never changes, for scripts
 */
const char *
acme_scm_check_state_get_id (AcmeScmCheckState state)
{
  g_return_val_if_fail (state < G_N_ELEMENTS (states), NULL);

  return states[state];
}

/**
 * acme_scm_check_describe_trust:
 * @certificate: (nullable): a certificate that is trusted
 * @host: whose it is
 *
 * Returns: (transfer full): a sentence
 */
char *
acme_scm_check_describe_trust (GTlsCertificate *certificate,
                               const char      *host)
{
  g_autoptr(GDateTime) end = certificate != NULL ? g_tls_certificate_get_not_valid_after (certificate) : NULL;
  g_autoptr(GDateTime) local = end != NULL ? g_date_time_to_local (end) : NULL;
  g_autofree char *date = local != NULL ? g_date_time_format (local, "%x") : NULL;

  if (date == NULL)
    return g_strdup_printf (_("The certificate of %s is trusted."), host);
  /* Translators: the first %s is a host name, the second a date */
  return g_strdup_printf (_("The certificate of %s is trusted. It is valid until %s."), host, date);
}

/**
 * acme_scm_check_describe_endpoints:
 * @n_endpoints: how many ACME endpoints there are
 *
 * Returns: (transfer full): a sentence
 */
char *
acme_scm_check_describe_endpoints (guint n_endpoints)
{
  if (n_endpoints == 0)
    return g_strdup (_("SCM shows no ACME endpoints to this administrator. Either there are none, or the role of this "
                       "administrator does not include them."));
  return g_strdup_printf (ngettext ("SCM shows %u ACME endpoint.", "SCM shows %u ACME endpoints.", n_endpoints),
                          n_endpoints);
}

/**
 * acme_scm_check_describe_failure:
 * @step: the step that failed
 * @error: why
 *
 * Returns: (transfer full): a sentence or two
 */
char *
acme_scm_check_describe_failure (AcmeScmCheckStep  step,
                                 const GError     *error)
{
  const char *sentence = NULL;

  if (step == ACME_SCM_CHECK_ENDPOINTS && g_error_matches (error, ACME_ERROR, ACME_ERROR_FORBIDDEN))
    sentence = _("The sign-in is right, but this administrator may not read ACME endpoints.");
  else if (step == ACME_SCM_CHECK_ACCOUNTS && g_error_matches (error, ACME_ERROR, ACME_ERROR_FORBIDDEN))
    sentence = _("The sign-in is right, but this administrator may not read ACME accounts.");
  else if (step < ACME_SCM_CHECK_ACCOUNTS && g_error_matches (error, ACME_ERROR, ACME_ERROR_NOT_FOUND))
    sentence = _("There is no SCM at the URL of the connection.");

  if (sentence == NULL)
    return g_strdup (error->message);
  /* Translators: both %s are sentences */
  return g_strdup_printf (_("%s %s"), sentence, error->message);
}
