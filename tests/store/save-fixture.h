/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-save-stream.h"

G_BEGIN_DECLS

#define BEFORE "what was there before"

/* A folder, and a file in it that is to be saved and not there yet. */
typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} SaveFixture;

void            save_fixture_init          (void);
void            save_fixture_set_up        (SaveFixture     *fixture,
                                            gconstpointer    data);
void            save_fixture_tear_down     (SaveFixture     *fixture,
                                            gconstpointer    data);

void            save_fixture_write         (const char      *path,
                                            const char      *contents);
void            save_fixture_assert_file   (const char      *path,
                                            const char      *contents);
guint           save_fixture_count_files   (const char      *folder);
guint           save_fixture_get_mode      (const char      *path);

AcmeSaveStream *save_fixture_open          (GFile           *file,
                                            AcmeSaveMode     mode);
void            save_fixture_add           (AcmeSaveStream  *stream,
                                            const char      *text);
void            save_fixture_commit        (AcmeSaveStream  *stream);
void            save_fixture_save          (GFile           *file,
                                            const char      *text,
                                            AcmeSaveMode     mode);

int             save_fixture_run           (void           (*run) (gpointer data),
                                            gpointer         data);
void            save_fixture_mount_or_exit (const char      *what,
                                            const char      *where,
                                            const char      *options);

G_END_DECLS
