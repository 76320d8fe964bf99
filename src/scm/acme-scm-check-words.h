/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-scm-connection-check.h"

G_BEGIN_DECLS

char *acme_scm_check_describe_trust     (GTlsCertificate  *certificate,
                                         const char       *host);
char *acme_scm_check_describe_endpoints (guint             n_endpoints);
char *acme_scm_check_describe_failure   (AcmeScmCheckStep  step,
                                         const GError     *error);

G_END_DECLS
