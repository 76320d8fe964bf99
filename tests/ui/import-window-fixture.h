/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-error-bar.h"
#include "acme-import-window.h"
#include "acme-table.h"
#include "dialog-fixture.h"

G_BEGIN_DECLS

#define IMPORT_ENDPOINT "OV – Central IT"
#define IMPORT_ACCOUNTS "/api/acme/v2/account"
#define IMPORT_HEADER "name,endpoint,organizationId,domains,profile\n"

/* An account that is there, one that cannot be, and two that can */
#define IMPORT_MIXED IMPORT_HEADER \
  "web-new,,1697,www.northern.example northern.example,\n" \
  "web-prod,DV – Web Team,1698,,\n" \
  "web-other,nowhere,1697,,\n" \
  "mail-new," IMPORT_ENDPOINT ",1710,,\n"

typedef struct
{
  AcmeDemo *demo;
  AcmeEndpoint *endpoint;
  AcmeImportWindow *window; /* (nullable) */
  AcmeTable *table;
  guint n_changed;

  char *folder;
  GFile *file;
  GFile *results;
} ImportWindowFixture;

void          import_set_up          (ImportWindowFixture *fixture,
                                      gconstpointer        data);
void          import_close_window    (ImportWindowFixture *fixture);
void          import_tear_down       (ImportWindowFixture *fixture,
                                      gconstpointer        data);
void          import_write_file      (ImportWindowFixture *fixture,
                                      const char          *contents);
gboolean      import_is_idle         (gpointer             data);
void          import_open_file       (ImportWindowFixture *fixture,
                                      const char          *contents);
void          import_open_lines      (ImportWindowFixture *fixture,
                                      guint                n);
gboolean      import_is_enabled      (ImportWindowFixture *fixture,
                                      const char          *action_name);
void          import_activate        (ImportWindowFixture *fixture,
                                      const char          *action_name);
gboolean      import_is_writing      (gpointer             data);
void          import_confirm         (ImportWindowFixture *fixture,
                                      const char          *heading);
const char   *import_get_word        (ImportWindowFixture *fixture,
                                      guint                position);
guint         import_count_words     (ImportWindowFixture *fixture,
                                      const char          *word);
gboolean      import_shows           (ImportWindowFixture *fixture,
                                      const char          *text);
guint         import_count_creations (ImportWindowFixture *fixture);
void          import_add_fault       (ImportWindowFixture *fixture,
                                      AcmeDemoFault        fault);
void          import_slow_down       (ImportWindowFixture *fixture);
AcmeErrorBar *import_get_error_bar   (ImportWindowFixture *fixture);
void          import_assert_words    (ImportWindowFixture *fixture,
                                      const char          *word);

G_END_DECLS
