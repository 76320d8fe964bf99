/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-scm-config.h"

G_BEGIN_DECLS

#define ACME_TYPE_SCM_SESSION (acme_scm_session_get_type ())

G_DECLARE_FINAL_TYPE (AcmeScmSession, acme_scm_session, ACME, SCM_SESSION, GObject)

/**
 * AcmeScmProgressFunc:
 * @done: how many of @total are done
 * @total: how many there are to do; 0 while that is not known
 * @user_data: what was given with the function
 *
 * Called in the caller's main context, and never after the operation's callback.
 */
typedef void (*AcmeScmProgressFunc) (guint    done,
                                     guint    total,
                                     gpointer user_data);

AcmeScmSession *acme_scm_session_new        (AcmeScmConfig  *config);
AcmeScmConfig  *acme_scm_session_get_config (AcmeScmSession *self);

G_END_DECLS
