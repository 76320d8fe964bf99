/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo.h"
#include "acme-stale-window.h"

G_BEGIN_DECLS

#define PATH "/api/acme/"

typedef struct
{
  AcmeDemo *demo;
  AcmeDemoServer *server;
  AcmeEndpoint *endpoint;
  AcmeKeyedList *accounts;
  guint n_accounts;
  AcmeStaleWindow *window; /* (nullable) */
  AcmeTable *table;

  GPtrArray *changed;      /* AcmeAccount: as told */
  guint n_deleted;         /* of them */
} StaleFixture;

void        stale_set_up          (StaleFixture      *fixture,
                                   gconstpointer      data);
gboolean    stale_is_closed       (gpointer           data);
void        stale_tear_down       (StaleFixture      *fixture,
                                   gconstpointer      data);
void        stale_activate        (StaleFixture      *fixture,
                                   const char        *action);
gboolean    stale_has_ended       (gpointer           data);
void        stale_search          (StaleFixture      *fixture);
GListModel *stale_get_findings    (StaleFixture      *fixture);
gboolean    stale_has_finding     (StaleFixture      *fixture,
                                   const char        *key);
void        stale_assert_label    (StaleFixture      *fixture,
                                   const char        *text);
void        stale_assert_count    (StaleFixture      *fixture,
                                   const char        *words,
                                   guint              n);
void        stale_add_fault       (StaleFixture      *fixture,
                                   AcmeDemoFaultKind  kind,
                                   const char        *method,
                                   guint              skip,
                                   guint              times,
                                   guint              delay_ms);
void        stale_assert_findings (StaleFixture      *fixture,
                                   guint              days);
guint       stale_count_requests  (StaleFixture      *fixture);
gboolean    stale_has_some        (gpointer           data);

G_END_DECLS
