/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AcmeScmAuditSource:
 * @ACME_SCM_AUDIT_ACTIVITY: the activity log report of SCM
 * @ACME_SCM_AUDIT_API: the Audit API, a product of its own beside SCM, with an address and a key of its own
 *
 * Where audit events come from
 */
typedef enum
{
  ACME_SCM_AUDIT_ACTIVITY,
  ACME_SCM_AUDIT_API,
} AcmeScmAuditSource;

G_END_DECLS
