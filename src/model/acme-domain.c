/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A domain of a Sectigo Public ACME account. */

#include "config.h"

#include "acme-domain.h"

#include <glib/gi18n.h>

#include "acme-time.h"

struct _AcmeDomain
{
  AcmeItem parent_instance;
};

G_DEFINE_FINAL_TYPE (AcmeDomain, acme_domain, ACME_TYPE_ITEM)

static const AcmeField fields[] = {
  [ACME_DOMAIN_NAME] = { "name", N_("Name"), ACME_FIELD_TEXT,
    ACME_FIELD_KEY | ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT, 30 },
  [ACME_DOMAIN_VALID_UNTIL] = { "validUntil", N_("Valid Until"), ACME_FIELD_TIME,
    ACME_FIELD_COLUMN | ACME_FIELD_SHOWN | ACME_FIELD_EXPORT | ACME_FIELD_RELATIVE, 20 },
  [ACME_DOMAIN_STICKY_UNTIL] = { "stickyUntil", N_("Sticky Until"), ACME_FIELD_TIME,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT, 20 },
  [ACME_DOMAIN_VALIDATION_ID] = { "validationId", N_("Validation Id"), ACME_FIELD_TEXT,
    ACME_FIELD_COLUMN | ACME_FIELD_EXPORT | ACME_FIELD_MONOSPACE, 14 },
};

const AcmeFieldTable acme_domain_fields = ACME_FIELD_TABLE (fields);

static void
acme_domain_class_init (AcmeDomainClass *klass)
{
  ACME_ITEM_CLASS (klass)->table = &acme_domain_fields;
}

static void
acme_domain_init (AcmeDomain *self)
{
}

/**
 * acme_domain_new:
 * @name: a DNS name, perhaps with a leading `*.`
 *
 * Returns: (transfer full): a domain of which nothing else is known yet
 */
AcmeDomain *
acme_domain_new (const char *name)
{
  AcmeDomain *self = g_object_new (ACME_TYPE_DOMAIN, NULL);

  acme_item_set_string (ACME_ITEM (self), ACME_DOMAIN_NAME, name);
  return self;
}

static gint64
get_valid_until (AcmeDomain *self)
{
  return acme_item_get_number (ACME_ITEM (self), ACME_DOMAIN_VALID_UNTIL);
}

/**
 * acme_domain_get_validity:
 * @self: a domain
 * @now: the present time, in microseconds since 1970 UTC
 *
 * Returns: how it is about its validation, by days of the user's time zone
 */
AcmeDomainValidity
acme_domain_get_validity (AcmeDomain *self,
                          gint64      now)
{
  gint64 days;

  g_return_val_if_fail (ACME_IS_DOMAIN (self), ACME_DOMAIN_UNKNOWN);

  if (!acme_time_count_days (get_valid_until (self), now, &days))
    return ACME_DOMAIN_UNKNOWN;
  if (get_valid_until (self) <= now)
    return ACME_DOMAIN_EXPIRED;
  return days <= ACME_DOMAIN_SOON_DAYS ? ACME_DOMAIN_SOON : ACME_DOMAIN_VALID;
}

static char *
format_time (gint64      time,
             const char *format)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return g_date_time_format (date, format);
}

static char *
describe_expired (gint64 time,
                  gint64 days)
{
  /* Translators: of a domain's validation; %H is the hour, %M the minute */
  if (days == 0)
    return format_time (time, _("Expired today at %H:%M"));
  if (days == -1)
    return g_strdup (_("Expired yesterday"));
  return g_strdup_printf (ngettext ("Expired %d day ago", "Expired %d days ago", -days), (int) -days);
}

static char *
describe_soon (gint64 time,
               gint64 days)
{
  /* Translators: of a domain's validation; %H is the hour, %M the minute */
  if (days == 0)
    return format_time (time, _("Expires today at %H:%M"));
  if (days == 1)
    return g_strdup (_("Expires tomorrow"));
  return g_strdup_printf (ngettext ("Expires in %d day", "Expires in %d days", days), (int) days);
}

/**
 * acme_domain_describe_validity:
 * @self: a domain
 * @now: the present time, in microseconds since 1970 UTC
 *
 * Returns: (transfer full): how it is about its validation, in words that differ for each #AcmeDomainValidity:
 *   “Expired 3 days ago”, “Expires in 12 days”, “Valid for 201 days”, “No validation date”
 */
char *
acme_domain_describe_validity (AcmeDomain *self,
                               gint64      now)
{
  gint64 time, days;

  g_return_val_if_fail (ACME_IS_DOMAIN (self), NULL);

  time = get_valid_until (self);
  acme_time_count_days (time, now, &days);
  switch (acme_domain_get_validity (self, now))
    {
    case ACME_DOMAIN_EXPIRED:
      return describe_expired (time, days);
    case ACME_DOMAIN_SOON:
      return describe_soon (time, days);
    case ACME_DOMAIN_VALID:
      return g_strdup_printf (ngettext ("Valid for %d day", "Valid for %d days", days), (int) days);
    case ACME_DOMAIN_UNKNOWN:
    default:
      return g_strdup (_("No validation date"));
    }
}
