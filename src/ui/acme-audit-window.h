/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-list-dialog.h"

G_BEGIN_DECLS

#define ACME_TYPE_AUDIT_WINDOW (acme_audit_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeAuditWindow, acme_audit_window, ACME, AUDIT_WINDOW, AcmeListDialog)

G_END_DECLS
