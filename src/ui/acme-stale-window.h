/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-list-dialog.h"

G_BEGIN_DECLS

#define ACME_TYPE_STALE_WINDOW (acme_stale_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeStaleWindow, acme_stale_window, ACME, STALE_WINDOW, AcmeListDialog)

AcmeStaleWindow *acme_stale_window_new (AcmeScmSession *session,
                                        AcmeConnection *connection,
                                        AcmeEndpoint   *endpoint,
                                        GListModel     *accounts);

G_END_DECLS
