/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-endpoint.h"

G_BEGIN_DECLS

#define ACME_TYPE_AUDIT_WINDOW (acme_audit_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAuditWindow, acme_audit_window, ACME, AUDIT_WINDOW, AdwWindow)

AcmeAuditWindow  *acme_audit_window_new          (AcmeEndpoint *endpoint);

AcmeEndpoint     *acme_audit_window_get_endpoint (AcmeAuditWindow *self);

G_END_DECLS
