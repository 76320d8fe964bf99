/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-connection-file-private.h"

G_BEGIN_DECLS

typedef enum
{
  ACME_CONNECTION_JOB_LOAD,
  ACME_CONNECTION_JOB_SAVE,
  ACME_CONNECTION_JOB_REMOVE,
  ACME_CONNECTION_JOB_SET_DEFAULT,
} AcmeConnectionJobKind;

/* What a thread does with the file, and what it finds. */
typedef struct
{
  AcmeConnectionJobKind kind;
  GFile *file;
  AcmeSavedConnection *connection; /* (nullable): a copy of what is to be saved */
  AcmeSavedConnection *original;   /* (nullable): that itself; for the main thread only */
  char *id;                        /* (nullable) */

  AcmeConnectionFile *contents;    /* (nullable): also if the change was refused */
  char *notice;                    /* (nullable): what was set aside */
  GError *error;                   /* (nullable) */
} AcmeConnectionJob;

AcmeConnectionJob *acme_connection_job_new             (AcmeConnectionJobKind   kind,
                                                        GFile                  *file,
                                                        AcmeSavedConnection    *connection,
                                                        const char             *id);
void               acme_connection_job_free            (AcmeConnectionJob      *self);
void               acme_connection_job_run_in_thread   (GTask                  *task,
                                                        gpointer                source,
                                                        gpointer                task_data,
                                                        GCancellable           *cancellable);
void               acme_connection_job_update_original (AcmeConnectionJob      *self);
gboolean           acme_connection_job_is_same_name    (const char             *name,
                                                        const char             *other);

G_END_DECLS
