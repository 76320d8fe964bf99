/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ACME_TYPE_SCM_PROXY (acme_scm_proxy_get_type ())

G_DECLARE_FINAL_TYPE (AcmeScmProxy, acme_scm_proxy, ACME, SCM_PROXY, GObject)

GProxyResolver *acme_scm_proxy_new (void);

G_END_DECLS
