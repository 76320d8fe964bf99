/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-connection.h"
#include "acme-demo-server.h"

G_BEGIN_DECLS

#define ACME_TYPE_DEMO (acme_demo_get_type ())

G_DECLARE_FINAL_TYPE (AcmeDemo, acme_demo, ACME, DEMO, GObject)

AcmeDemo       *acme_demo_new            (AcmeDemoData   data,
                                          GError       **error);
AcmeConnection *acme_demo_get_connection (AcmeDemo      *self);
AcmeDemoServer *acme_demo_get_server     (AcmeDemo      *self);

G_END_DECLS
