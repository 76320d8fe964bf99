/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-request.h"

G_BEGIN_DECLS

typedef enum
{
  ACME_DEMO_FOR_ACME, /* whoever may do anything with ACME */
  ACME_DEMO_FOR_ALL,  /* everybody; some see nothing */
  ACME_DEMO_FOR_MRAO,
} AcmeDemoAudience;

/* An operation. In `path` the segment `{}` stands for an id and `{text}` for any one segment. Of two paths that
 * fit, the first counts. */
typedef struct
{
  const char *method;
  const char *path;
  void (*handle) (AcmeDemoRequest *request);
  AcmeDemoAudience audience;
} AcmeDemoRoute;

/* One table for each resource; the last entry is all %NULL. */
extern const AcmeDemoRoute acme_demo_server_routes[];
extern const AcmeDemoRoute acme_demo_account_routes[];
extern const AcmeDemoRoute acme_demo_universal_routes[];
extern const AcmeDemoRoute acme_demo_name_routes[];
extern const AcmeDemoRoute acme_demo_client_routes[];
extern const AcmeDemoRoute acme_demo_endpoint_routes[];
extern const AcmeDemoRoute acme_demo_endpoint_account_routes[];
extern const AcmeDemoRoute acme_demo_organization_routes[];
extern const AcmeDemoRoute acme_demo_domain_routes[];
extern const AcmeDemoRoute acme_demo_profile_routes[];
extern const AcmeDemoRoute acme_demo_certificate_routes[];
extern const AcmeDemoRoute acme_demo_report_routes[];
extern const AcmeDemoRoute acme_demo_audit_routes[];

void acme_demo_router_dispatch (AcmeDemoRequest *request);

G_END_DECLS
