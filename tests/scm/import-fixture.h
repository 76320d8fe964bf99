/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-import-row.h"
#include "acme-outcome.h"
#include "acme-scm-import.h"
#include "scm-demo.h"

G_BEGIN_DECLS

#define PUBLIC "/api/acme/v2/account"
#define UNIVERSAL "/api/acme/v1/pca/account"

/* The demo server, and a file to import */
typedef struct
{
  AcmeDemoServer *demo;
  AcmeScmSession *session;
  GPtrArray *endpoints;
  GPtrArray *rows;
  GCancellable *cancellable;
  guint last_done;
  guint cancel_at; /* after so many are done; 0 for never */
} ImportFixture;

void           import_set_up          (ImportFixture  *fixture);
void           import_clear           (ImportFixture  *fixture);
AcmeImportRow *import_add_row         (ImportFixture  *fixture,
                                       const char     *name,
                                       const char     *endpoint,
                                       const char     *organization,
                                       const char     *domains,
                                       const char     *profile);
void           import_add_rows        (ImportFixture  *fixture,
                                       guint           n);
void           import_add_fault       (ImportFixture  *fixture,
                                       AcmeDemoFault   fault);
void           import_progress_cb     (guint           done,
                                       guint           total,
                                       gpointer        fixture);
gboolean       import_run             (ImportFixture  *fixture,
                                       gboolean        dry_run,
                                       GError        **error);
void           import_assert_run      (ImportFixture  *fixture);
const char    *import_get_word        (ImportFixture  *fixture,
                                       guint           index);
const char    *import_get_message     (ImportFixture  *fixture,
                                       guint           index);
void           import_assert_row      (ImportFixture  *fixture,
                                       guint           index,
                                       const char     *word,
                                       const char     *part);
guint          import_count_words     (ImportFixture  *fixture,
                                       const char     *word);
guint          import_count_creations (ImportFixture  *fixture);
guint          import_count_accounts  (ImportFixture  *fixture);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportFixture, import_clear)

G_END_DECLS
