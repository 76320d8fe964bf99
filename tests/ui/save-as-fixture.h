/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  GtkWindow *parent; /* (nullable) */
  char *folder;      /* to save in */
  char *(*finish) (GAsyncResult *result, GError **error);

  gboolean ended;
  char *message;
  GError *error;
} SaveAs;

void  save_as_set_up           (SaveAs         *self,
                                char         *(*finish) (GAsyncResult *result, GError **error));
void  save_as_tear_down        (SaveAs         *self);
char *save_as_dup_path         (SaveAs         *self,
                                const char     *name);
char *save_as_read             (SaveAs         *self,
                                const char     *name);
void  save_as_end_cb           (GObject        *source,
                                GAsyncResult   *result,
                                gpointer        self);
void  save_as_end              (SaveAs         *self);
void  save_as_assert_cancelled (SaveAs         *self);
void  save_as_close_parent     (SaveAs         *self);

G_END_DECLS
