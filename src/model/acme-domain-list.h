/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-domain-entry.h"

G_BEGIN_DECLS

/* How many of a list are what. */
typedef struct
{
  guint names;    /* those that it is to have, with a problem or without */
  guint problems;
  guint added;    /* without those that have a problem */
  guint removed;
} AcmeDomainCounts;

#define ACME_TYPE_DOMAIN_LIST (acme_domain_list_get_type ())

G_DECLARE_FINAL_TYPE (AcmeDomainList, acme_domain_list, ACME, DOMAIN_LIST, GObject)

AcmeDomainList *acme_domain_list_new           (void);
void            acme_domain_list_set_original  (AcmeDomainList     *self,
                                                const char *const  *names);
guint           acme_domain_list_add_text      (AcmeDomainList     *self,
                                                const char         *text);
void            acme_domain_list_remove        (AcmeDomainList     *self,
                                                GPtrArray          *entries);
void            acme_domain_list_restore       (AcmeDomainList     *self,
                                                AcmeDomainEntry    *entry);

AcmeDomainCounts acme_domain_list_get_counts   (AcmeDomainList     *self);
char          **acme_domain_list_dup_names     (AcmeDomainList     *self);
void            acme_domain_list_get_changes   (AcmeDomainList     *self,
                                                char             ***out_added,
                                                char             ***out_removed);
gboolean        acme_domain_list_find          (AcmeDomainList     *self,
                                                AcmeDomainEntry    *entry,
                                                guint              *out_position);
gboolean        acme_domain_list_find_problem  (AcmeDomainList     *self,
                                                guint               start,
                                                guint              *out_position);

G_END_DECLS
