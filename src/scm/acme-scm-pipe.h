/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A pipe that holds this many bytes is full */
#define ACME_SCM_PIPE_SIZE (1024 * 1024)

typedef struct _AcmeScmPipe AcmeScmPipe;

AcmeScmPipe *acme_scm_pipe_new                (gsize         max_bytes);
AcmeScmPipe *acme_scm_pipe_ref                (AcmeScmPipe  *self);
void         acme_scm_pipe_unref              (AcmeScmPipe  *self);

/* For who fills it */
gboolean     acme_scm_pipe_push               (AcmeScmPipe  *self,
                                               GBytes       *bytes);
GSource     *acme_scm_pipe_create_room_source (AcmeScmPipe  *self,
                                               GCancellable *cancellable);
void         acme_scm_pipe_end                (AcmeScmPipe  *self,
                                               gboolean      is_whole);

/* For who empties it, in another thread */
GBytes      *acme_scm_pipe_pop                (AcmeScmPipe  *self);
gboolean     acme_scm_pipe_is_whole           (AcmeScmPipe  *self);

/* For both */
void         acme_scm_pipe_abort              (AcmeScmPipe  *self);
gboolean     acme_scm_pipe_is_aborted         (AcmeScmPipe  *self);
void         acme_scm_pipe_set_size           (AcmeScmPipe  *self,
                                               gint64        size);
gint64       acme_scm_pipe_get_size           (AcmeScmPipe  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmPipe, acme_scm_pipe_unref)

G_END_DECLS
