/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-cli.h"
#include "acme-connection.h"
#include "acme-secret-request.h"

G_BEGIN_DECLS

AcmeConnectionStore *acme_cli_load_store   (AcmeCli              *cli,
                                            GError              **error);
AcmeSecrets         *acme_cli_get_secrets  (AcmeCli              *cli);
AcmeSavedConnection *acme_cli_find_saved   (AcmeCli              *cli,
                                            const char           *name,
                                            GError              **error);

AcmeConnection      *acme_cli_open_saved   (AcmeCli              *cli,
                                            const char           *name,
                                            GError              **error);
AcmeConnection      *acme_cli_open_default (AcmeCli              *cli,
                                            GError              **error);

gboolean             acme_cli_ask_secret   (AcmeCli              *cli,
                                            int                   fd,
                                            AcmeSecretKind        kind,
                                            char                **out_secret,
                                            GError              **error);

G_END_DECLS
