/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-domain-name.h"

G_BEGIN_DECLS

/* One entry of a typed list. Of those that are there more than once, all but the first have a name and a problem. */
typedef struct
{
  char *typed;   /* as it was typed, fit to be shown */
  char *name;    /* (nullable): as SCM wants it: A-labels, lower case, no dot at the end */
  char *problem; /* (nullable): a sentence that says why it cannot be used */
} AcmeDomainName;

void       acme_domain_name_free          (AcmeDomainName      *self);

GPtrArray *acme_domain_names_parse        (const char          *text);
gboolean   acme_domain_names_is_separator (gunichar             c);
char      *acme_domain_names_make_key     (const char          *name);
char     **acme_domain_names_get_usable   (GPtrArray           *names);
char     **acme_domain_names_subtract     (const char *const   *names,
                                           const char *const   *others);
char     **acme_domain_names_intersect    (const char *const   *names,
                                           const char *const   *others);
void       acme_domain_names_diff         (const char *const   *old_names,
                                           const char *const   *new_names,
                                           char              ***out_added,
                                           char              ***out_removed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeDomainName, acme_domain_name_free)

G_END_DECLS
