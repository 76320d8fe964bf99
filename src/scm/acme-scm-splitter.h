/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Gets a record's bytes, one JSON value as it came; they are good until it returns. FALSE with an error ends the
 * reading. */
typedef gboolean (*AcmeScmRecordFunc) (const char  *record,
                                       gsize        length,
                                       gpointer     user_data,
                                       GError     **error);

typedef struct _AcmeScmSplitter AcmeScmSplitter;

AcmeScmSplitter *acme_scm_splitter_new             (AcmeScmRecordFunc   func,
                                                    gpointer            user_data);
void             acme_scm_splitter_free            (AcmeScmSplitter    *self);
gboolean         acme_scm_splitter_push            (AcmeScmSplitter    *self,
                                                    const char         *bytes,
                                                    gsize               length,
                                                    GError            **error);
gboolean         acme_scm_splitter_end             (AcmeScmSplitter    *self,
                                                    GError            **error);
guint64          acme_scm_splitter_get_n_bytes     (AcmeScmSplitter    *self);
guint64          acme_scm_splitter_get_n_records   (AcmeScmSplitter    *self);
guint64          acme_scm_splitter_get_n_too_long  (AcmeScmSplitter    *self);
gint64           acme_scm_splitter_get_status_code (AcmeScmSplitter    *self);
const char      *acme_scm_splitter_get_message     (AcmeScmSplitter    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmSplitter, acme_scm_splitter_free)

G_END_DECLS
