/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-demo.h"
#include "acme-dialog.h"

G_BEGIN_DECLS

AcmeEndpoint     *create_endpoint     (void);
AcmeEndpoint     *load_demo_endpoint  (AcmeDemo       *demo,
                                       const char     *name);
void              delete_demo_account (AcmeDemo       *demo,
                                       AcmeAccount    *account);
gpointer          create_dialog       (GType           type,
                                       AcmeConnection *connection,
                                       AcmeEndpoint   *endpoint);
gpointer          create_quiet_dialog (GType           type,
                                       AcmeEndpoint   *endpoint);
gboolean          has_result          (gpointer        data);
void              keep_result_cb      (GObject        *source,
                                       GAsyncResult   *result,
                                       gpointer        user_data);
AdwMessageDialog *wait_question       (const char     *heading);
void              answer_question     (const char     *label);

G_END_DECLS
