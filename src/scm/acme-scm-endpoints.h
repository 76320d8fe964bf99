/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-session.h"

G_BEGIN_DECLS

/**
 * AcmeScmEndpointsFunc:
 * @endpoints: (element-type AcmeEndpoint): all endpoints, with little more than names and types as yet
 * @user_data: what was given with the function
 *
 * Called once, in the caller's main context, and never after the operation's callback. What else is known of @endpoints
 * is set in the same objects as it comes.
 */
typedef void (*AcmeScmEndpointsFunc) (GPtrArray *endpoints,
                                      gpointer   user_data);

void       acme_scm_list_endpoints_async  (AcmeScmSession       *session,
                                           AcmeScmEndpointsFunc  found,
                                           gpointer              found_data,
                                           AcmeScmProgressFunc   progress,
                                           gpointer              progress_data,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray *acme_scm_list_endpoints_finish (AcmeScmSession       *session,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
