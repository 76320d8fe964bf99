/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-endpoint.h"

G_BEGIN_DECLS

#define ACME_TYPE_IMPORT_START (acme_import_start_get_type ())

G_DECLARE_FINAL_TYPE (AcmeImportStart, acme_import_start, ACME, IMPORT_START, AdwBin)

void acme_import_start_set_endpoint (AcmeImportStart *self,
                                     AcmeEndpoint    *endpoint);

G_END_DECLS
