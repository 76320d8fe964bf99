/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Domains of accounts, whose validation ends some days from now. */

#include "sample-domains.h"

/* @days: negative for the past; SAMPLE_NO_DATE for none */
AcmeDomain *
sample_domain_new (const char *name,
                   int         days)
{
  AcmeDomain *domain = acme_domain_new (name);

  if (days != SAMPLE_NO_DATE)
    acme_item_set_number (ACME_ITEM (domain), ACME_DOMAIN_VALID_UNTIL,
                          g_get_real_time () + (gint64) days * 24 * 3600 * G_USEC_PER_SEC);
  return domain;
}

/* host-0000.example.org, host-0001.example.org, … */
GPtrArray *
sample_domains_new (guint n,
                    int   days)
{
  GPtrArray *domains = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("host-%04u.example.org", i);

      g_ptr_array_add (domains, sample_domain_new (name, days));
    }
  return domains;
}
