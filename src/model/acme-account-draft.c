/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An ACME account that does not exist yet. A draft cannot be changed once it is made, so that what is sent is what was
 * looked at. */

#include "config.h"

#include "acme-account-draft.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-account.h"
#include "acme-domain-names.h"
#include "acme-error.h"

struct _AcmeAccountDraft
{
  GObject parent_instance;

  char *kind;
  char *name;
  char *acme_server;
  char *profile_name;   /* (nullable) */
  char **domains;
  char *domain_problem; /* (nullable): what is wrong with the first impossible one */
  gint64 organization_id;
};

G_DEFINE_FINAL_TYPE (AcmeAccountDraft, acme_account_draft, G_TYPE_OBJECT)

static void
acme_account_draft_finalize (GObject *object)
{
  AcmeAccountDraft *self = ACME_ACCOUNT_DRAFT (object);

  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->acme_server, g_free);
  g_clear_pointer (&self->profile_name, g_free);
  g_clear_pointer (&self->domains, g_strfreev);
  g_clear_pointer (&self->domain_problem, g_free);

  G_OBJECT_CLASS (acme_account_draft_parent_class)->finalize (object);
}

static void
acme_account_draft_class_init (AcmeAccountDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_account_draft_finalize;
}

static void
acme_account_draft_init (AcmeAccountDraft *self)
{
}

/* (transfer full): without white space around it */
static char *
trim (const char *text)
{
  return text != NULL ? g_strstrip (g_strdup (text)) : g_strdup ("");
}

static void
take_domains (AcmeAccountDraft  *self,
              const char *const *domains)
{
  static const char *const none[] = { NULL };
  g_autofree char *text = g_strjoinv ("\n", (char **) (domains != NULL ? domains : none));
  g_autoptr(GPtrArray) names = acme_domain_names_parse (text);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < names->len; i++)
    {
      const AcmeDomainName *name = names->pdata[i];

      if (name->name == NULL && self->domain_problem == NULL)
        /* Translators: the first %s is what a person typed, the second a sentence that says what is wrong with it */
        self->domain_problem = g_strdup_printf (_("“%s” cannot be added. %s"), name->typed, name->problem);
      if (name->name == NULL)
        g_strv_builder_add (builder, name->typed);
      else if (name->problem == NULL) /* otherwise it is there already */
        g_strv_builder_add (builder, name->name);
    }
  self->domains = g_strv_builder_end (builder);
}

/**
 * acme_account_draft_new:
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 * @name: (nullable): its name; white space around it is dropped
 * @acme_server: (nullable): the name or the URL of its server, as SCM knows it
 * @organization_id: the id of its organization or department, or 0
 * @profile_name: (nullable): the name of a certificate profile
 * @domains: (nullable): its domains, as they were typed
 *
 * Takes whatever was typed; acme_account_draft_validate() says whether that will do.
 *
 * Returns: (transfer full): a draft
 */
AcmeAccountDraft *
acme_account_draft_new (const char        *kind,
                        const char        *name,
                        const char        *acme_server,
                        gint64             organization_id,
                        const char        *profile_name,
                        const char *const *domains)
{
  AcmeAccountDraft *self;

  g_return_val_if_fail (kind != NULL, NULL);

  self = g_object_new (ACME_TYPE_ACCOUNT_DRAFT, NULL);
  self->kind = g_strdup (kind);
  self->name = trim (name);
  self->acme_server = trim (acme_server);
  self->organization_id = organization_id;
  self->profile_name = profile_name != NULL && profile_name[0] != '\0' ? g_strdup (profile_name) : NULL;
  take_domains (self, domains);
  return self;
}

/**
 * acme_account_draft_get_kind:
 * @self: a draft
 *
 * Returns: (transfer none): %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 */
const char *
acme_account_draft_get_kind (AcmeAccountDraft *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DRAFT (self), NULL);

  return self->kind;
}

/**
 * acme_account_draft_is_universal:
 * @self: a draft
 *
 * Returns: whether it is one of a Universal ACME account, which has a certificate profile instead of domains
 */
gboolean
acme_account_draft_is_universal (AcmeAccountDraft *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DRAFT (self), FALSE);

  return strcmp (self->kind, ACME_ACCOUNT_KIND_UNIVERSAL) == 0;
}

/**
 * acme_account_draft_get_name:
 * @self: a draft
 *
 * Returns: (transfer none): the account's name
 */
const char *
acme_account_draft_get_name (AcmeAccountDraft *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DRAFT (self), NULL);

  return self->name;
}

/**
 * acme_account_draft_get_acme_server:
 * @self: a draft
 *
 * Returns: (transfer none): the name or the URL of the account's server
 */
const char *
acme_account_draft_get_acme_server (AcmeAccountDraft *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DRAFT (self), NULL);

  return self->acme_server;
}

/**
 * acme_account_draft_get_organization_id:
 * @self: a draft
 *
 * Returns: the id of the account's organization or department
 */
gint64
acme_account_draft_get_organization_id (AcmeAccountDraft *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DRAFT (self), 0);

  return self->organization_id;
}

/**
 * acme_account_draft_get_profile_name:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): the name of a Universal ACME account's certificate profile
 */
const char *
acme_account_draft_get_profile_name (AcmeAccountDraft *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DRAFT (self), NULL);

  return self->profile_name;
}

/**
 * acme_account_draft_get_domains:
 * @self: a draft
 *
 * Returns: (transfer none): the domains of a Sectigo Public ACME account, each once, as acme_domain_name_normalize()
 *   makes them; an impossible one as it was typed
 */
const char *const *
acme_account_draft_get_domains (AcmeAccountDraft *self)
{
  g_return_val_if_fail (ACME_IS_ACCOUNT_DRAFT (self), NULL);

  return (const char *const *) self->domains;
}

static gboolean
refuse (const char  *sentence,
        GError     **error)
{
  g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID, sentence);
  return FALSE;
}

/**
 * acme_account_draft_check_name:
 * @name: the name of an account, as it was typed
 * @error: return location
 *
 * Returns: (transfer full): @name without white space around it; %NULL with %ACME_ERROR_INVALID if SCM would not take
 *   it
 */
char *
acme_account_draft_check_name (const char  *name,
                               GError     **error)
{
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  trimmed = trim (name);
  if (!g_utf8_validate (trimmed, -1, NULL))
    refuse (_("The name is not text in UTF-8."), error);
  else if (trimmed[0] == '\0')
    refuse (_("The account needs a name."), error);
  else if (g_utf8_strlen (trimmed, -1) > ACME_ACCOUNT_MAX_NAME)
    g_set_error (error, ACME_ERROR, ACME_ERROR_INVALID, _("A name has at most %d characters."), ACME_ACCOUNT_MAX_NAME);
  else
    {
      for (const char *p = trimmed; *p != '\0'; p = g_utf8_next_char (p))
        {
          if (g_unichar_iscntrl (g_utf8_get_char (p)))
            {
              refuse (_("The name must be a single line without control characters."), error);
              return NULL;
            }
        }
      return g_steal_pointer (&trimmed);
    }
  return NULL;
}

static gboolean
check_kind (AcmeAccountDraft  *self,
            GError           **error)
{
  gboolean has_domains = self->domains[0] != NULL;

  if (acme_account_draft_is_universal (self))
    {
      if (self->profile_name == NULL)
        return refuse (_("A Universal ACME account needs a certificate profile."), error);
      if (has_domains)
        return refuse (_("A Universal ACME account has no domains of its own."), error);
      return TRUE;
    }
  if (strcmp (self->kind, ACME_ACCOUNT_KIND_PUBLIC) != 0)
    return refuse (_("There is no such kind of account."), error);
  if (self->profile_name != NULL)
    return refuse (_("Only a Universal ACME account has a certificate profile."), error);
  if (self->domain_problem != NULL)
    return refuse (self->domain_problem, error);
  return TRUE;
}

/**
 * acme_account_draft_validate:
 * @self: a draft
 * @error: return location
 *
 * Returns: %FALSE with %ACME_ERROR_INVALID and a sentence about the first thing because of which SCM would not take it
 */
gboolean
acme_account_draft_validate (AcmeAccountDraft  *self,
                             GError           **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (ACME_IS_ACCOUNT_DRAFT (self), FALSE);

  name = acme_account_draft_check_name (self->name, error);
  if (name == NULL)
    return FALSE;
  if (self->acme_server[0] == '\0' || !g_utf8_validate (self->acme_server, -1, NULL) ||
      g_utf8_strlen (self->acme_server, -1) > ACME_ACCOUNT_MAX_SERVER)
    return refuse (_("The account needs the name or the URL of an ACME server."), error);
  if (self->organization_id < 1)
    return refuse (_("The account needs an organization."), error);
  if (self->profile_name != NULL && !g_utf8_validate (self->profile_name, -1, NULL))
    return refuse (_("The name of the certificate profile is not text in UTF-8."), error);
  return check_kind (self, error);
}
