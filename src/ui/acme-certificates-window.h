/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-account.h"
#include "acme-list-dialog.h"

G_BEGIN_DECLS

#define ACME_TYPE_CERTIFICATES_WINDOW (acme_certificates_window_get_type ())

G_DECLARE_FINAL_TYPE (AcmeCertificatesWindow, acme_certificates_window, ACME, CERTIFICATES_WINDOW, AcmeListDialog)

AcmeCertificatesWindow *acme_certificates_window_new                 (AcmeScmSession         *session,
                                                                      AcmeConnection         *connection,
                                                                      gint64                  organization_id,
                                                                      const char             *organization_name);
gint64                  acme_certificates_window_get_organization_id (AcmeCertificatesWindow *self);

void                    acme_certificates_window_show                (AcmeDialog             *parent,
                                                                      AcmeAccount            *account);

G_END_DECLS
