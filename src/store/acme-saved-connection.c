/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An SCM tenant as it is kept in a file: all that is needed to sign in to it but the secrets. What somebody typed is
 * looked at here, field by field, so that the window can say it beside the field and acmectl in one sentence; and so is
 * what a file holds that somebody else may have written. */

#include "config.h"

#include "acme-saved-connection.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-config.h"

#define MAX_URL_LENGTH 1024
#define MAX_FILE_LENGTH 4096
#define MAX_TIMEOUT (24 * 60 * 60) /* seconds */

struct _AcmeSavedConnection
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeSavedConnection, acme_saved_connection, ACME_TYPE_ITEM)

static const AcmeChoice kinds[] = {
  /* Translators: how one signs in */
  { ACME_SAVED_CONNECTION_KIND_OAUTH, N_("API Key") },
  { ACME_SAVED_CONNECTION_KIND_PASSWORD, N_("Login and Password") },
  { ACME_SAVED_CONNECTION_KIND_CERTIFICATE, N_("Client Certificate") },
  { NULL },
};

static char *
describe_flag (AcmeItem *item,
               guint     field)
{
  /* Translators: of a setting that is on; for one that is off nothing is shown */
  return acme_saved_connection_get_flag (ACME_SAVED_CONNECTION (item), field) ? g_strdup (C_("setting", "Yes")) : NULL;
}

static char *
describe_default (AcmeItem *item)
{
  return describe_flag (item, ACME_SAVED_CONNECTION_DEFAULT);
}

static char *
describe_http1 (AcmeItem *item)
{
  return describe_flag (item, ACME_SAVED_CONNECTION_HTTP1);
}

#define SHOWN (ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT)
#define HIDDEN (ACME_FIELD_COLUMN | ACME_FIELD_EXPORT)

static const AcmeField fields[ACME_SAVED_CONNECTION_N_FIELDS] = {
  [ACME_SAVED_CONNECTION_ID] = { "id", N_("Id"), ACME_FIELD_TEXT,
    ACME_FIELD_KEY | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 36 },
  [ACME_SAVED_CONNECTION_NAME] = { "name", N_("Name"), ACME_FIELD_TEXT, SHOWN, 30 },
  [ACME_SAVED_CONNECTION_DEFAULT] = { "default", N_("Default"), ACME_FIELD_VARIANT, SHOWN, 8,
    .describe = describe_default },
  [ACME_SAVED_CONNECTION_KIND] = { "kind", N_("Sign In With"), ACME_FIELD_CHOICE, SHOWN, 20, .choices = kinds },
  [ACME_SAVED_CONNECTION_URL] = { "url", N_("URL"), ACME_FIELD_TEXT, SHOWN | ACME_FIELD_MONOSPACE, 40 },
  [ACME_SAVED_CONNECTION_TOKEN_URL] = { "tokenUrl", N_("Token URL"), ACME_FIELD_TEXT, HIDDEN | ACME_FIELD_MONOSPACE,
    40 },
  [ACME_SAVED_CONNECTION_CLIENT_ID] = { "clientId", N_("Client Id"), ACME_FIELD_TEXT, HIDDEN, 30 },
  [ACME_SAVED_CONNECTION_LOGIN] = { "login", N_("Login"), ACME_FIELD_TEXT, HIDDEN, 20 },
  [ACME_SAVED_CONNECTION_CUSTOMER_URI] = { "customerUri", N_("Customer URI"), ACME_FIELD_TEXT, HIDDEN, 20 },
  [ACME_SAVED_CONNECTION_CERTIFICATE] = { "certificate", N_("Client Certificate"), ACME_FIELD_TEXT, HIDDEN, 40 },
  [ACME_SAVED_CONNECTION_CERTIFICATE_KEY] = { "certificateKey", N_("Private Key"), ACME_FIELD_TEXT, HIDDEN, 40 },
  [ACME_SAVED_CONNECTION_CA_FILE] = { "caFile", N_("CA File"), ACME_FIELD_TEXT, HIDDEN, 40 },
  [ACME_SAVED_CONNECTION_AUDIT_URL] = { "auditUrl", N_("Audit API URL"), ACME_FIELD_TEXT,
    HIDDEN | ACME_FIELD_MONOSPACE, 40 },
  [ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID] = { "auditClientId", N_("Audit API Client Id"), ACME_FIELD_TEXT, HIDDEN,
    30 },
  [ACME_SAVED_CONNECTION_TIMEOUT] = { "timeout", N_("Timeout"), ACME_FIELD_NUMBER, HIDDEN, 8 },
  [ACME_SAVED_CONNECTION_HTTP1] = { "http1", N_("Only HTTP/1.1"), ACME_FIELD_VARIANT, HIDDEN, 8,
    .describe = describe_http1 },
  [ACME_SAVED_CONNECTION_REVISION] = { "revision", N_("Revision"), ACME_FIELD_NUMBER, 0, 8 },
};

const AcmeFieldTable acme_saved_connection_fields = ACME_FIELD_TABLE (fields);

static void
acme_saved_connection_class_init (AcmeSavedConnectionClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_saved_connection_fields;
}

static void
acme_saved_connection_init (AcmeSavedConnection *self)
{
}

/**
 * acme_saved_connection_new_with_id:
 * @id: the id of a connection that was saved
 *
 * Returns: (transfer full): a connection of which nothing else is known yet
 */
AcmeSavedConnection *
acme_saved_connection_new_with_id (const char *id)
{
  AcmeSavedConnection *self;

  g_return_val_if_fail (id != NULL && id[0] != '\0', NULL);

  self = g_object_new (ACME_TYPE_SAVED_CONNECTION, NULL);
  acme_item_set_string (ACME_ITEM (self), ACME_SAVED_CONNECTION_ID, id);
  acme_item_set_number (ACME_ITEM (self), ACME_SAVED_CONNECTION_REVISION, 0);
  acme_saved_connection_set_flag (self, ACME_SAVED_CONNECTION_DEFAULT, FALSE);
  acme_saved_connection_set_flag (self, ACME_SAVED_CONNECTION_HTTP1, FALSE);
  return self;
}

/**
 * acme_saved_connection_new:
 * @name: (nullable): what a person calls it
 * @kind: how to sign in: one of the ACME_SAVED_CONNECTION_KIND words
 *
 * Returns: (transfer full): a connection with an id of its own, that was not saved yet
 */
AcmeSavedConnection *
acme_saved_connection_new (const char *name,
                           const char *kind)
{
  g_autofree char *id = g_uuid_string_random ();
  AcmeSavedConnection *self = acme_saved_connection_new_with_id (id);

  acme_saved_connection_set (self, ACME_SAVED_CONNECTION_NAME, name);
  acme_saved_connection_set (self, ACME_SAVED_CONNECTION_KIND, kind);
  return self;
}

/**
 * acme_saved_connection_copy:
 * @self: a connection
 *
 * Returns: (transfer full): the same connection, to be changed and saved in place of @self
 */
AcmeSavedConnection *
acme_saved_connection_copy (AcmeSavedConnection *self)
{
  AcmeSavedConnection *copy;

  g_return_val_if_fail (ACME_IS_SAVED_CONNECTION (self), NULL);

  copy = g_object_new (ACME_TYPE_SAVED_CONNECTION, NULL);
  acme_item_update_from (ACME_ITEM (copy), ACME_ITEM (self));
  return copy;
}

/**
 * acme_saved_connection_duplicate:
 * @self: a connection
 * @name: (nullable): what a person calls the other
 *
 * Returns: (transfer full): another connection of the same values, that was not saved yet and has no secrets
 */
AcmeSavedConnection *
acme_saved_connection_duplicate (AcmeSavedConnection *self,
                                 const char          *name)
{
  g_autofree char *id = g_uuid_string_random ();
  AcmeSavedConnection *other = acme_saved_connection_copy (self);

  acme_item_set_string (ACME_ITEM (other), ACME_SAVED_CONNECTION_ID, id);
  acme_item_set_number (ACME_ITEM (other), ACME_SAVED_CONNECTION_REVISION, 0);
  acme_saved_connection_set_flag (other, ACME_SAVED_CONNECTION_DEFAULT, FALSE);
  acme_saved_connection_set (other, ACME_SAVED_CONNECTION_NAME, name);
  return other;
}

/**
 * acme_saved_connection_get_id:
 * @self: a connection
 *
 * Returns: (transfer none): what stays the same when it is renamed
 */
const char *
acme_saved_connection_get_id (AcmeSavedConnection *self)
{
  return acme_saved_connection_get (self, ACME_SAVED_CONNECTION_ID);
}

/**
 * acme_saved_connection_get_name:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): what a person calls it; there is one if it was saved
 */
const char *
acme_saved_connection_get_name (AcmeSavedConnection *self)
{
  return acme_saved_connection_get (self, ACME_SAVED_CONNECTION_NAME);
}

/**
 * acme_saved_connection_get:
 * @self: a connection
 * @field: the index of a field that holds text
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
acme_saved_connection_get (AcmeSavedConnection *self,
                           guint                field)
{
  g_return_val_if_fail (ACME_IS_SAVED_CONNECTION (self), NULL);

  return acme_item_get_string (ACME_ITEM (self), field);
}

/**
 * acme_saved_connection_set:
 * @self: a connection
 * @field: the index of a field that holds text
 * @text: (nullable): what was typed; white space around it is taken off, and if nothing is left, there is no value
 */
void
acme_saved_connection_set (AcmeSavedConnection *self,
                           guint                field,
                           const char          *text)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (ACME_IS_SAVED_CONNECTION (self));

  valid = text != NULL ? g_strstrip (g_utf8_make_valid (text, -1)) : NULL;
  acme_item_set_string (ACME_ITEM (self), field, valid);
}

/**
 * acme_saved_connection_get_flag:
 * @self: a connection
 * @field: %ACME_SAVED_CONNECTION_DEFAULT or %ACME_SAVED_CONNECTION_HTTP1
 *
 * Returns: whether that is on
 */
gboolean
acme_saved_connection_get_flag (AcmeSavedConnection *self,
                                guint                field)
{
  GVariant *value;

  g_return_val_if_fail (ACME_IS_SAVED_CONNECTION (self), FALSE);

  value = acme_item_get_variant (ACME_ITEM (self), field);
  return value != NULL && g_variant_get_boolean (value);
}

/**
 * acme_saved_connection_set_flag:
 * @self: a connection
 * @field: %ACME_SAVED_CONNECTION_HTTP1; the other is set by the store
 * @value: whether that is on
 */
void
acme_saved_connection_set_flag (AcmeSavedConnection *self,
                                guint                field,
                                gboolean             value)
{
  g_return_if_fail (ACME_IS_SAVED_CONNECTION (self));

  acme_item_set_variant (ACME_ITEM (self), field, g_variant_new_boolean (value));
}

/* ---- What is needed, and what is wrong with it ---- */

static gboolean
has_kind (AcmeSavedConnection *self,
          const char          *kind)
{
  return g_strcmp0 (acme_saved_connection_get (self, ACME_SAVED_CONNECTION_KIND), kind) == 0;
}

static gboolean
has (AcmeSavedConnection *self,
     guint                field)
{
  return acme_saved_connection_get (self, field) != NULL;
}

static gboolean
has_audit (AcmeSavedConnection *self)
{
  return has (self, ACME_SAVED_CONNECTION_AUDIT_URL) || has (self, ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID);
}

static gboolean
is_on_token (AcmeSavedConnection *self,
             guint                field)
{
  const char *value = acme_saved_connection_get (self, field);

  return value != NULL && acme_scm_config_is_token (value);
}

/**
 * acme_saved_connection_uses:
 * @self: a connection
 * @field: the index of a field
 *
 * Returns: whether its value means anything for this way to sign in
 */
gboolean
acme_saved_connection_uses (AcmeSavedConnection *self,
                            guint                field)
{
  g_return_val_if_fail (ACME_IS_SAVED_CONNECTION (self), FALSE);

  switch (field)
    {
    case ACME_SAVED_CONNECTION_TOKEN_URL:
      return has_kind (self, ACME_SAVED_CONNECTION_KIND_OAUTH) || has_audit (self);
    case ACME_SAVED_CONNECTION_CLIENT_ID:
      return has_kind (self, ACME_SAVED_CONNECTION_KIND_OAUTH);
    case ACME_SAVED_CONNECTION_LOGIN:
    case ACME_SAVED_CONNECTION_CUSTOMER_URI:
      return has_kind (self, ACME_SAVED_CONNECTION_KIND_PASSWORD) ||
             has_kind (self, ACME_SAVED_CONNECTION_KIND_CERTIFICATE);
    case ACME_SAVED_CONNECTION_CERTIFICATE:
    case ACME_SAVED_CONNECTION_CERTIFICATE_KEY:
      return has_kind (self, ACME_SAVED_CONNECTION_KIND_CERTIFICATE);
    default:
      return TRUE;
    }
}

static gboolean
is_needed (AcmeSavedConnection *self,
           guint                field)
{
  switch (field)
    {
    case ACME_SAVED_CONNECTION_TOKEN_URL:
    case ACME_SAVED_CONNECTION_CERTIFICATE_KEY:
    case ACME_SAVED_CONNECTION_CA_FILE:
      return FALSE;
    case ACME_SAVED_CONNECTION_AUDIT_URL:
    case ACME_SAVED_CONNECTION_AUDIT_CLIENT_ID:
      return has_audit (self);
    default:
      return TRUE;
    }
}

static guint
get_max_length (guint field)
{
  switch (field)
    {
    case ACME_SAVED_CONNECTION_URL:
    case ACME_SAVED_CONNECTION_TOKEN_URL:
    case ACME_SAVED_CONNECTION_AUDIT_URL:
      return MAX_URL_LENGTH;
    case ACME_SAVED_CONNECTION_CERTIFICATE:
    case ACME_SAVED_CONNECTION_CERTIFICATE_KEY:
    case ACME_SAVED_CONNECTION_CA_FILE:
      return MAX_FILE_LENGTH;
    default:
      return ACME_SAVED_CONNECTION_MAX_LENGTH;
    }
}

/* What cannot be seen, or makes what is seen look like something else. Joiners belong to emoji and some scripts. */
static gboolean
has_hidden_characters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR ||
          (type == G_UNICODE_FORMAT && c != 0x200c && c != 0x200d && !(c >= 0xe0020 && c <= 0xe007f)))
        return TRUE;
    }
  return FALSE;
}

static char *
find_url_problem (AcmeSavedConnection *self,
                  guint                field,
                  const char          *url)
{
  gboolean needs_tls = field == ACME_SAVED_CONNECTION_URL &&
                       has_kind (self, ACME_SAVED_CONNECTION_KIND_CERTIFICATE);
  g_autoptr(GError) error = NULL;

  return acme_scm_config_check_url (url, needs_tls, &error) ? NULL : g_strdup (error->message);
}

static char *
find_file_problem (AcmeSavedConnection *self,
                   guint                field,
                   const char          *name)
{
  if (field != ACME_SAVED_CONNECTION_CA_FILE && is_on_token (self, field))
    {
      g_autofree char *lower = g_ascii_strdown (name, -1);

      if (strstr (lower, "pin-value") != NULL || strstr (lower, "pin-source") != NULL ||
          strstr (lower, "pinfile") != NULL)
        return g_strdup (_("The address of a token must not contain its PIN."));
      return NULL;
    }
  if (!g_path_is_absolute (name))
    return g_strdup_printf (_("“%s” is not the full path of a file."), name);
  return NULL;
}

static char *
find_text_problem (AcmeSavedConnection *self,
                   guint                field,
                   const char          *text)
{
  const char *title = acme_field_get_title (&fields[field]);
  guint max_length = get_max_length (field);

  if (g_utf8_strlen (text, -1) > max_length)
    /* Translators: %s is the name of a setting, such as “Customer URI” */
    return g_strdup_printf (ngettext ("“%s” is too long: %u character is the limit.",
                                      "“%s” is too long: %u characters are the limit.", max_length),
                            title, max_length);
  if (has_hidden_characters (text))
    /* Translators: %s is the name of a setting, such as “Customer URI” */
    return g_strdup_printf (_("“%s” contains characters that cannot be seen."), title);

  switch (field)
    {
    case ACME_SAVED_CONNECTION_URL:
    case ACME_SAVED_CONNECTION_TOKEN_URL:
    case ACME_SAVED_CONNECTION_AUDIT_URL:
      return find_url_problem (self, field, text);
    case ACME_SAVED_CONNECTION_CERTIFICATE:
    case ACME_SAVED_CONNECTION_CERTIFICATE_KEY:
    case ACME_SAVED_CONNECTION_CA_FILE:
      return find_file_problem (self, field, text);
    default:
      return NULL;
    }
}

static gboolean
is_text (guint field)
{
  return fields[field].kind == ACME_FIELD_TEXT || fields[field].kind == ACME_FIELD_CHOICE;
}

static char *
find_kind_problem (AcmeSavedConnection *self)
{
  for (const AcmeChoice *kind = kinds; kind->value != NULL; kind++)
    {
      if (has_kind (self, kind->value))
        return NULL;
    }
  return g_strdup (_("How to sign in is not known."));
}

/**
 * acme_saved_connection_find_problem:
 * @self: a connection
 * @field: the index of a field
 *
 * Opens no file and sends nothing.
 *
 * Returns: (transfer full) (nullable): a sentence that says what is wrong with the value of @field; %NULL if nothing
 *   is, or if it is not used
 */
char *
acme_saved_connection_find_problem (AcmeSavedConnection *self,
                                    guint                field)
{
  const char *text;

  g_return_val_if_fail (ACME_IS_SAVED_CONNECTION (self), NULL);
  g_return_val_if_fail (field < ACME_SAVED_CONNECTION_N_FIELDS, NULL);

  if (!acme_saved_connection_uses (self, field))
    return NULL;
  if (field == ACME_SAVED_CONNECTION_KIND)
    return find_kind_problem (self);
  if (field == ACME_SAVED_CONNECTION_TIMEOUT)
    {
      gint64 seconds = acme_item_get_number (ACME_ITEM (self), field);

      if (seconds == ACME_NUMBER_NONE || (seconds >= 1 && seconds <= MAX_TIMEOUT))
        return NULL;
      return g_strdup_printf (_("The timeout has to be a whole number of seconds from 1 to %d."), MAX_TIMEOUT);
    }
  if (!is_text (field))
    return NULL;

  text = acme_saved_connection_get (self, field);
  if (text != NULL)
    return find_text_problem (self, field, text);
  if (!is_needed (self, field))
    return NULL;
  /* Translators: %s is the name of a setting, such as “Client Secret” */
  return g_strdup_printf (_("“%s” is missing."), acme_field_get_title (&fields[field]));
}

/**
 * acme_saved_connection_check:
 * @self: a connection
 * @error: return location for an %ACME_ERROR_INVALID with a sentence for what is wrong first
 *
 * Returns: whether it can be saved and used
 */
gboolean
acme_saved_connection_check (AcmeSavedConnection  *self,
                             GError              **error)
{
  g_return_val_if_fail (ACME_IS_SAVED_CONNECTION (self), FALSE);

  for (guint i = 0; i < ACME_SAVED_CONNECTION_N_FIELDS; i++)
    {
      g_autofree char *problem = acme_saved_connection_find_problem (self, i);

      if (problem != NULL)
        {
          g_set_error_literal (error, ACME_ERROR, ACME_ERROR_INVALID, problem);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * acme_saved_connection_get_secret_kinds:
 * @self: a connection
 *
 * Returns: the secrets that it has or may have: a certificate need not have a password
 */
AcmeSecretKinds
acme_saved_connection_get_secret_kinds (AcmeSavedConnection *self)
{
  AcmeSecretKinds needed = 0;

  g_return_val_if_fail (ACME_IS_SAVED_CONNECTION (self), 0);

  if (has_kind (self, ACME_SAVED_CONNECTION_KIND_OAUTH))
    needed |= 1 << ACME_SECRET_CLIENT_SECRET;
  else if (has_kind (self, ACME_SAVED_CONNECTION_KIND_PASSWORD))
    needed |= 1 << ACME_SECRET_PASSWORD;
  else if (is_on_token (self, ACME_SAVED_CONNECTION_CERTIFICATE) ||
           is_on_token (self, ACME_SAVED_CONNECTION_CERTIFICATE_KEY))
    needed |= 1 << ACME_SECRET_PIN;
  else if (!has (self, ACME_SAVED_CONNECTION_CERTIFICATE_KEY))
    needed |= 1 << ACME_SECRET_CERTIFICATE_PASSWORD;
  if (has_audit (self))
    needed |= 1 << ACME_SECRET_AUDIT_CLIENT_SECRET;
  return needed;
}
