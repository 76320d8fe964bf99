/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A main window on a demonstration server in this process. */

#include "acme-demo.h"
#include "acme-table.h"
#include "acme-window.h"

#define SMALL_ENDPOINTS 12

typedef struct
{
  GtkApplication *application;
  AcmeSettings *settings;
  AcmeDemo *demo;
  AcmeWindow *window; /* (nullable) */
  AcmeTable *table;
} Fixture;

void           fixture_set_up     (Fixture       *fixture,
                                   gconstpointer  data);
void           fixture_tear_down  (Fixture       *fixture,
                                   gconstpointer  data);

void           make_window        (Fixture        *fixture,
                                   AcmeConnection *connection);
void           open_window        (Fixture        *fixture,
                                   AcmeConnection *connection);
void           open_demo          (Fixture        *fixture);
void           wait_loaded        (Fixture        *fixture);
const char    *get_page           (Fixture        *fixture);
guint          get_n_rows         (Fixture        *fixture);
AcmeItem      *get_row            (Fixture        *fixture,
                                   guint           position);
void           activate           (Fixture        *fixture,
                                   const char     *action_name);
gboolean       is_enabled         (Fixture        *fixture,
                                   const char     *action_name);
void           add_fault          (Fixture           *fixture,
                                   AcmeDemoFaultKind  kind,
                                   guint              status,
                                   guint              delay_ms);
