/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scm-double.h"

G_BEGIN_DECLS

/* Instead of a status: the connection is closed without an answer */
#define SCM_SCRIPT_LOST 0

/* A double that answers by a script: each request gets the first answer for its method and path that was not given
 * yet, and the last of them again and again. It notes what was sent. */
typedef struct
{
  ScmDouble *server;
  GPtrArray *answers;
  GPtrArray *bodies; /* of char*: those of all requests but GET, in order */
} ScmScript;

ScmScript *scm_script_new          (void);
void       scm_script_free         (ScmScript   *self);
void       scm_script_add          (ScmScript   *self,
                                    const char  *method,
                                    const char  *path,
                                    guint        status,
                                    const char  *json);
void       scm_script_add_location (ScmScript   *self,
                                    const char  *method,
                                    const char  *path,
                                    guint        status,
                                    const char  *location);
guint      scm_script_count        (ScmScript   *self,
                                    const char  *start);
guint      scm_script_count_writes (ScmScript   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScmScript, scm_script_free)

G_END_DECLS
