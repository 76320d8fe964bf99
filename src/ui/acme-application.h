/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ACME_TYPE_APPLICATION (acme_application_get_type ())

G_DECLARE_FINAL_TYPE (AcmeApplication, acme_application, ACME, APPLICATION, AdwApplication)

AcmeApplication *acme_application_new (void);

G_END_DECLS
