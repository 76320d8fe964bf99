/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "acme-organization-index.h"
#include "acme-scm-accounts.h"
#include "acme-scm-servers.h"

G_BEGIN_DECLS

typedef struct _AcmeScmAccountCollector AcmeScmAccountCollector;

AcmeScmAccountCollector *acme_scm_account_collector_new           (AcmeEndpoint            *endpoint,
                                                                   GPtrArray               *endpoints,
                                                                   AcmeScmAccountsFunc      func,
                                                                   gpointer                 data);
void                     acme_scm_account_collector_free          (AcmeScmAccountCollector *self);
gboolean                 acme_scm_account_collector_expects       (AcmeScmAccountCollector *self,
                                                                   const char              *kind);
gboolean                 acme_scm_account_collector_needs_servers (AcmeScmAccountCollector *self);
void                     acme_scm_account_collector_take_page     (AcmeScmAccountCollector *self,
                                                                   const char              *kind,
                                                                   JsonArray               *page);
void                     acme_scm_account_collector_set_names     (AcmeScmAccountCollector *self,
                                                                   AcmeOrganizationIndex   *index,
                                                                   const GError            *error);
void                     acme_scm_account_collector_set_servers   (AcmeScmAccountCollector *self,
                                                                   AcmeScmServers          *servers,
                                                                   const GError            *error);
GPtrArray               *acme_scm_account_collector_steal         (AcmeScmAccountCollector *self,
                                                                   GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmAccountCollector, acme_scm_account_collector_free)

G_END_DECLS
