/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-session.h"

G_BEGIN_DECLS

/* SCM's public ACME servers: what its endpoints of that kind are called in GET /api/acme/v1/server */
typedef struct _AcmeScmServers AcmeScmServers;

typedef struct
{
  char *name;       /* (nullable) */
  char *url;        /* (nullable) */
  char *validation; /* (nullable): DV, OV or EV */
} AcmeScmServer;

void            acme_scm_list_servers_async       (AcmeScmSession       *session,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
AcmeScmServers *acme_scm_list_servers_finish      (AcmeScmSession       *session,
                                                   GAsyncResult         *result,
                                                   GError              **error);
GPtrArray      *acme_scm_servers_get_all          (AcmeScmServers       *self);
gboolean        acme_scm_servers_is_complete      (AcmeScmServers       *self);
const char     *acme_scm_servers_find_validation  (AcmeScmServers       *self,
                                                   const char           *url,
                                                   const char           *name);
void            acme_scm_servers_unref            (AcmeScmServers       *self);
char           *acme_scm_servers_normalize_url    (const char           *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmServers, acme_scm_servers_unref)

G_END_DECLS
