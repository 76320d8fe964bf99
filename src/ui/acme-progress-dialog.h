/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ACME_TYPE_PROGRESS_DIALOG (acme_progress_dialog_get_type ())

G_DECLARE_FINAL_TYPE (AcmeProgressDialog, acme_progress_dialog, ACME, PROGRESS_DIALOG, AdwWindow)

AcmeProgressDialog *acme_progress_dialog_new         (GtkWindow          *parent,
                                                      const char         *title,
                                                      GCancellable       *cancellable);
void                acme_progress_dialog_set         (AcmeProgressDialog *self,
                                                      guint               n_done,
                                                      guint               n_total);
void                acme_progress_dialog_pulse       (AcmeProgressDialog *self,
                                                      const char         *text);
void                acme_progress_dialog_progress_cb (guint               n_done,
                                                      guint               n_total,
                                                      gpointer            self);
void                acme_progress_dialog_end         (AcmeProgressDialog *self);

G_END_DECLS
