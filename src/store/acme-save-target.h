/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

typedef struct
{
  int folder;
  char *name;         /* in the folder */
  gboolean is_private;
  gboolean is_lent;   /* whether nothing else may be in the folder */
  gboolean exists;
  struct stat status; /* of what is there, if it exists */
} AcmeSaveTarget;

AcmeSaveTarget *acme_save_target_new      (const char     *path,
                                           gboolean        is_private);
void            acme_save_target_free     (AcmeSaveTarget *self);
gboolean        acme_save_target_may_copy (AcmeSaveTarget *self);
gboolean        acme_save_target_replace  (AcmeSaveTarget *self,
                                           int             from,
                                           const char     *temp_name);
gboolean        acme_save_target_copy     (AcmeSaveTarget *self,
                                           int             from,
                                           gboolean       *out_lost);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeSaveTarget, acme_save_target_free)

G_END_DECLS
