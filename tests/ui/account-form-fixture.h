/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A window that adds or edits an account, on a demonstration server in this process. */

#include "acme-account-form.h"
#include "acme-demo.h"
#include "acme-domains-editor.h"
#include "acme-picker.h"

#define PUBLIC_ENDPOINT "DV – Web Team"
#define UNIVERSAL_ENDPOINT "Universal – Campus CA"
#define PUBLIC_PATH "/api/acme/v2/account"
#define UNIVERSAL_PATH "/api/acme/v1/pca/account"

typedef struct
{
  AcmeDemo *demo;
  AcmeDemoServer *server;
  AcmeScmSession *session;
  AcmeEndpoint *endpoint;   /* (nullable) */
  AcmeAccountForm *form;    /* (nullable) */

  guint n_created;
  guint n_changed;
  guint n_details;
  AcmeAccount *created;     /* (nullable): the last one */
} FormFixture;

void         form_set_up        (FormFixture       *fixture,
                                 gconstpointer      data);
void         form_tear_down     (FormFixture       *fixture,
                                 gconstpointer      data);
void         open_add           (FormFixture       *fixture,
                                 const char        *endpoint);
void         open_edit          (FormFixture       *fixture,
                                 const char        *endpoint,
                                 const char        *name);
void         form_fault         (FormFixture       *fixture,
                                 const char        *method,
                                 const char        *path,
                                 AcmeDemoFaultKind  kind,
                                 guint              number);
void         form_fault_later   (FormFixture       *fixture,
                                 const char        *method,
                                 const char        *path,
                                 guint              skip);
guint        form_count         (FormFixture       *fixture,
                                 const char        *method,
                                 const char        *path);

void         type_name          (FormFixture       *fixture,
                                 const char        *name);
AcmePicker  *get_picker         (FormFixture       *fixture,
                                 const char        *title);
void         choose             (FormFixture       *fixture,
                                 const char        *title,
                                 const char        *name);
AcmeDomainsEditor *get_editor   (FormFixture       *fixture);
GtkWidget   *get_button         (FormFixture       *fixture,
                                 const char        *action_name);
gboolean     can_do             (FormFixture       *fixture,
                                 const char        *action_name);
void         form_do            (FormFixture       *fixture,
                                 const char        *action_name);
gboolean     shows              (FormFixture       *fixture,
                                 const char        *text);
void         wait_page          (FormFixture       *fixture,
                                 const char        *page);
void         wait_idle          (FormFixture       *fixture);
void         wait_closed        (FormFixture       *fixture);

GPtrArray   *list_accounts      (FormFixture       *fixture);
AcmeAccount *find_account       (FormFixture       *fixture,
                                 const char        *name);
char        *list_domains       (FormFixture       *fixture,
                                 AcmeAccount       *account);
void         delegate_domain    (FormFixture       *fixture,
                                 const char        *domain,
                                 gint64             organization_id);
