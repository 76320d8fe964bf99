/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-secret-kind.h"

G_BEGIN_DECLS

void    acme_keyring_look_up   (GTask           *task,
                                const char      *id,
                                AcmeSecretKind   kind,
                                guint            timeout);
void    acme_keyring_store     (GTask           *task,
                                const char      *id,
                                AcmeSecretKind   kind,
                                const char      *label,
                                const char      *secret,
                                guint            timeout);
void    acme_keyring_clear     (GTask           *task,
                                const char      *id,
                                AcmeSecretKinds  kinds,
                                guint            timeout);

GError *acme_keyring_error_new (const GError    *cause);

G_END_DECLS
