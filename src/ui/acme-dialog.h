/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-connection.h"
#include "acme-endpoint.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

#define ACME_TYPE_DIALOG (acme_dialog_get_type ())

G_DECLARE_DERIVABLE_TYPE (AcmeDialog, acme_dialog, ACME, DIALOG, AdwWindow)

struct _AcmeDialogClass
{
  AdwWindowClass parent_class;
};

AcmeScmSession *acme_dialog_get_session    (AcmeDialog *self);
AcmeConnection *acme_dialog_get_connection (AcmeDialog *self);
AcmeEndpoint   *acme_dialog_get_endpoint   (AcmeDialog *self);
const char     *acme_dialog_get_host       (AcmeDialog *self);

gboolean        acme_dialog_is_gone        (AcmeDialog *self);
gboolean        acme_dialog_is_writing     (AcmeDialog *self);
void            acme_dialog_begin_write    (AcmeDialog *self);
void            acme_dialog_end_write      (AcmeDialog *self,
                                            gboolean    attention);

G_END_DECLS
