/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-domain.h"

G_BEGIN_DECLS

#define SAMPLE_NO_DATE G_MAXINT

AcmeDomain *sample_domain_new  (const char *name,
                                int         days);
GPtrArray  *sample_domains_new (guint       n,
                                int         days);

G_END_DECLS
