/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How an error looks: the one place where error codes become icons, titles and advice. The sentence of the error itself
 * is always shown too, because it says what SCM or the network said. */

#include "config.h"

#include "acme-error-ui.h"

#include <glib/gi18n.h>

#include "acme-error.h"

typedef struct
{
  const char *icon_name;
  const char *title;  /* (nullable) N_(); may hold one %s, the host; without it the words have one */
  const char *advice; /* (nullable) N_() */
} Presentation;

static const Presentation presentations[] = {
  [ACME_ERROR_FAILED] = { "dialog-warning-symbolic", NULL, NULL },
  [ACME_ERROR_AUTH] = { "dialog-password-symbolic", N_("Cannot Sign In"),
    N_("Check the credentials of this connection. The password or key may have expired, or its administrator may be "
       "disabled.") },
  [ACME_ERROR_FORBIDDEN] = { "action-unavailable-symbolic", N_("Not Allowed"), NULL },
  [ACME_ERROR_NOT_FOUND] = { "dialog-question-symbolic", NULL,
    N_("Check the address of this connection.") },
  [ACME_ERROR_CONFLICT] = { "dialog-warning-symbolic", NULL, NULL },
  [ACME_ERROR_RATE_LIMIT] = { "document-open-recent-symbolic", N_("Too Many Requests"),
    N_("Wait a few minutes before trying again.") },
  /* Translators: %s is the name of a host */
  [ACME_ERROR_TLS] = { "channel-insecure-symbolic", N_("No Secure Connection to %s"),
    N_("Nothing was sent. If your organization inspects network traffic, its certificate has to be trusted first.") },
  /* Translators: %s is the name of a host */
  [ACME_ERROR_NETWORK] = { "network-offline-symbolic", N_("Cannot Reach %s"),
    N_("Check the network and the address of this connection.") },
  [ACME_ERROR_SERVER] = { "computer-fail-symbolic", N_("The Server Has a Problem"),
    N_("This is usually over in a few minutes.") },
  [ACME_ERROR_BAD_REPLY] = { "dialog-question-symbolic", N_("Unexpected Answer"),
    N_("Check the address of this connection. A sign-in page or a proxy may have answered instead.") },
  [ACME_ERROR_INVALID] = { "dialog-warning-symbolic", N_("This Connection Cannot Be Used"), NULL },
  [ACME_ERROR_PARTIAL] = { "dialog-warning-symbolic", NULL, NULL },
  [ACME_ERROR_UNKNOWN_OUTCOME] = { "dialog-warning-symbolic", NULL, NULL },
  [ACME_ERROR_KEYRING] = { "dialog-password-symbolic", N_("The Keyring Cannot Be Used"), NULL },
};

/* Of whatever it is that did not work. */
static const AcmeErrorWords any_words = {
  .failed = N_("That Could Not Be Done"),
  .not_found = N_("That Could Not Be Found"),
  .forbidden = N_("Ask an administrator of your Sectigo account for the right to do this."),
};

static guint
get_code (const GError *error)
{
  if (error->domain == ACME_ERROR && error->code >= 0 && (guint) error->code < G_N_ELEMENTS (presentations))
    return error->code;
  return ACME_ERROR_FAILED;
}

static char *
format_title (const GError         *error,
              const char           *host,
              const AcmeErrorWords *words)
{
  guint code = get_code (error);
  const char *title = presentations[code].title;
  g_auto(GStrv) parts = NULL;

  if (words == NULL)
    words = &any_words;
  if (title == NULL)
    title = code == ACME_ERROR_NOT_FOUND ? words->not_found : words->failed;

  parts = g_strsplit (_(title), "%s", 2);
  /* Translators: stands for the name of a host that is not known */
  return g_strjoinv (host != NULL ? host : _("the Server"), parts);
}

static const char *
get_advice (const GError         *error,
            const AcmeErrorWords *words)
{
  guint code = get_code (error);
  const char *advice = presentations[code].advice;

  if (code == ACME_ERROR_FORBIDDEN)
    advice = words != NULL ? words->forbidden : any_words.forbidden;
  return advice != NULL ? _(advice) : NULL;
}

/**
 * acme_error_ui_show_page:
 * @page: a status page
 * @error: why there is nothing else to show
 * @host: (nullable): the host that was to answer
 * @words: (nullable): what it is that could not be shown
 *
 * Makes @page tell what happened and what to do.
 */
void
acme_error_ui_show_page (AdwStatusPage        *page,
                         const GError         *error,
                         const char           *host,
                         const AcmeErrorWords *words)
{
  const char *advice;
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (ADW_IS_STATUS_PAGE (page));
  g_return_if_fail (error != NULL);

  title = format_title (error, host, words);
  advice = get_advice (error, words);
  if (advice != NULL)
    description = g_markup_printf_escaped ("%s\n\n%s", error->message, advice);
  else
    description = g_markup_escape_text (error->message, -1);

  adw_status_page_set_icon_name (page, presentations[get_code (error)].icon_name);
  adw_status_page_set_title (page, title);
  adw_status_page_set_description (page, description);
}

/**
 * acme_error_ui_describe_bar:
 * @error: why what is on the screen could not be renewed
 * @host: (nullable): the host that was to answer
 * @words: (nullable): what it is that could not be renewed
 *
 * Returns: (transfer full): a line that says so, as plain text
 */
char *
acme_error_ui_describe_bar (const GError         *error,
                            const char           *host,
                            const AcmeErrorWords *words)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  title = format_title (error, host, words);
  /* Translators: a short title such as "Cannot Sign In", then the whole sentence of the error */
  return g_strdup_printf (C_("error bar", "%s: %s"), title, error->message);
}
