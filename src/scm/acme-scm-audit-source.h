/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AcmeScmAuditSource:
 * @ACME_SCM_AUDIT_ACTIVITY: the activity log, a report of SCM itself: an object around the records
 * @ACME_SCM_AUDIT_API: the Audit API, a product of its own: arrays of records, whose names are not all published
 *
 * Where audit events come from.
 */
typedef enum
{
  ACME_SCM_AUDIT_ACTIVITY,
  ACME_SCM_AUDIT_API,
} AcmeScmAuditSource;

G_END_DECLS
