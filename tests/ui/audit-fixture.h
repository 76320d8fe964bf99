/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-window.h"

#include "acme-account.h"
#include "acme-demo.h"
#include "acme-event.h"
#include "acme-histogram.h"
#include "acme-list-page.h"

G_BEGIN_DECLS

#define AUDIT_ENDPOINT "OV – Central IT"
#define AUDIT_ACTIVITY "/api/report/v1/activity"
#define AUDIT_ACCOUNTS "/api/acme/v2/account"

/* An audit window, and what is in it. For g_test_add(), alone or as the first member. */
typedef struct
{
  AcmeDemo *demo;         /* (nullable): not with a server of the test's own */
  AcmeEndpoint *endpoint;

  AcmeAuditWindow *window; /* (nullable): until it is opened */
  AcmeListPage *page;
  AcmeTable *table;
  AcmeHistogram *histogram;
  GtkDropDown *scopes;
} AuditFixture;

void       audit_set_up       (AuditFixture      *fixture,
                               gconstpointer      data);
void       audit_tear_down    (AuditFixture      *fixture,
                               gconstpointer      data);
void       audit_open         (AuditFixture      *fixture,
                               AcmeConnection    *connection,
                               AcmeAccount       *account);
void       audit_open_demo    (AuditFixture      *fixture,
                               AcmeAccount       *account);
void       audit_close        (AuditFixture      *fixture);
void       audit_do           (AuditFixture      *fixture,
                               const char        *action_name);
void       audit_wait_loaded  (AuditFixture      *fixture);
void       audit_wait_settled (AuditFixture      *fixture);
void       audit_wait_says    (AuditFixture      *fixture,
                               const char        *text);
gboolean   audit_says         (AuditFixture      *fixture,
                               const char        *text);
AcmeRows  *audit_get_rows     (AuditFixture      *fixture);
guint      audit_get_n_shown  (AuditFixture      *fixture);
AcmeEvent *audit_dup_event    (AuditFixture      *fixture,
                               guint              position);
void       audit_add_fault    (AuditFixture      *fixture,
                               AcmeDemoFaultKind  kind,
                               const char        *path,
                               guint              status,
                               guint              times);

G_END_DECLS
