/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-store.h"

G_BEGIN_DECLS

typedef enum
{
  ACME_DEMO_ACTION_LOGIN,
  ACME_DEMO_ACTION_LOGIN_FAILED,
  ACME_DEMO_ACTION_ACCOUNT_CREATED,
  ACME_DEMO_ACTION_ACCOUNT_RENAMED,
  ACME_DEMO_ACTION_ACCOUNT_DELETED,
  ACME_DEMO_ACTION_DOMAINS_ADDED,
  ACME_DEMO_ACTION_DOMAINS_REMOVED,
  ACME_DEMO_ACTION_CLIENT_REGISTERED,
  ACME_DEMO_ACTION_CLIENT_DEACTIVATED,
  ACME_DEMO_ACTION_CERTIFICATE_REQUESTED,
  ACME_DEMO_ACTION_CERTIFICATE_ISSUED,
  ACME_DEMO_ACTION_CERTIFICATE_REVOKED,
  ACME_DEMO_ACTION_ENDPOINT_DELEGATED,
  ACME_DEMO_ACTION_ORGANIZATION_CREATED,
  ACME_DEMO_ACTION_ORGANIZATION_CHANGED,
  ACME_DEMO_ACTION_ORGANIZATION_DELETED,
  ACME_DEMO_ACTION_DOMAIN_CREATED,
  ACME_DEMO_ACTION_DOMAIN_DELEGATED,
  ACME_DEMO_ACTION_NOTIFICATION,
  ACME_DEMO_N_ACTIONS,
} AcmeDemoAction;

/* One audit event, as both the activity report and the Audit API tell it. Set up once with
 * acme_demo_event_init(), then filled again and again. */
typedef struct
{
  guint index;
  gint64 time;
  AcmeDemoAction action;
  const char *action_name;   /* of the activity report */
  const char *record_action; /* of the Audit API */
  const char *object_type;
  GString *object_id;
  GString *admin;            /* empty: SCM itself */
  GString *address;
  const char *access_method;
  int organization_id;       /* 0: none */
  const char *organization_name;
  GString *description;
  GString *common_name;      /* empty: no certificate in it */
} AcmeDemoEvent;

void       acme_demo_events_init    (AcmeDemoStore *store);
guint      acme_demo_events_count   (AcmeDemoStore *store);
guint      acme_demo_events_find    (AcmeDemoStore *store, gint64 time);
void       acme_demo_event_init     (AcmeDemoEvent *event);
void       acme_demo_event_clear    (AcmeDemoEvent *event);
void       acme_demo_event_fill     (AcmeDemoEvent *event, AcmeDemoStore *store, guint index);

GPtrArray *acme_demo_changes_new    (void);
void       acme_demo_changes_add    (AcmeDemoStore *store, AcmeDemoAction action, const char *admin,
                                     int organization_id, const char *object_id, const char *format, ...)
                                    G_GNUC_PRINTF (6, 7);

G_END_DECLS
