/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-saved-connection.h"

G_BEGIN_DECLS

#define ACME_CONNECTION_FILE_VERSION 1

/* What the file of saved connections holds. */
typedef struct
{
  GPtrArray *connections; /* AcmeSavedConnection, by their names; which one is the default is marked */
  char *default_id;       /* (nullable): as it is in the file */
  GBytes *text;           /* (nullable): the file itself; NULL if there is none */
  char *damage;           /* (nullable): what is wrong with it, in a sentence; then not all of it may be here */
  gboolean is_newer;      /* a later version of this program wrote it, and nothing of it is here */
} AcmeConnectionFile;

AcmeConnectionFile *acme_connection_file_new       (void);
void                acme_connection_file_free      (AcmeConnectionFile   *self);

AcmeConnectionFile *acme_connection_file_read      (GFile                *file,
                                                    GCancellable         *cancellable,
                                                    GError              **error);
gboolean            acme_connection_file_write     (AcmeConnectionFile   *self,
                                                    GFile                *file,
                                                    GCancellable         *cancellable,
                                                    GError              **error);
gboolean            acme_connection_file_set_aside (AcmeConnectionFile   *self,
                                                    GFile                *file,
                                                    char                **out_notice,
                                                    GError              **error);
void                acme_connection_file_sort      (AcmeConnectionFile   *self);

int                 acme_connection_file_lock      (GFile                *file,
                                                    GCancellable         *cancellable,
                                                    GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeConnectionFile, acme_connection_file_free)

G_END_DECLS
