/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ACME_TYPE_CLI_PIPE (acme_cli_pipe_get_type ())

G_DECLARE_FINAL_TYPE (AcmeCliPipe, acme_cli_pipe, ACME, CLI_PIPE, GOutputStream)

GOutputStream *acme_cli_pipe_new (int           fd,
                                  GCancellable *cancellable);

G_END_DECLS
