/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window that something is saved from, and a folder of this test to save it in. */

#include "save-as-fixture.h"

#include <glib/gstdio.h>

#include "dialog-fixture.h"
#include "find-widget.h"

void
save_as_set_up (SaveAs  *self,
                char  *(*finish) (GAsyncResult *result, GError **error))
{
  g_autoptr(GError) error = NULL;

  self->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (self->parent, gtk_button_new ());
  gtk_window_present (self->parent);
  self->folder = g_dir_make_tmp ("acme-save-as-XXXXXX", &error);
  g_assert_no_error (error);
  self->finish = finish;
}

/* What was saved is gone after that, and nothing else may be in the folder. */
void
save_as_tear_down (SaveAs *self)
{
  if (self->parent != NULL)
    gtk_window_destroy (self->parent);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_error (&self->error);
}

/* (transfer full) */
char *
save_as_dup_path (SaveAs     *self,
                  const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* (transfer full): what was saved, which has to be there */
char *
save_as_read (SaveAs     *self,
              const char *name)
{
  g_autofree char *path = save_as_dup_path (self, name);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* A #GAsyncReadyCallback. */
void
save_as_end_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      self)
{
  SaveAs *fixture = self;

  fixture->message = fixture->finish (result, &fixture->error);
  fixture->ended = TRUE;
}

static gboolean
has_ended (gpointer self)
{
  return ((SaveAs *) self)->ended;
}

void
save_as_end (SaveAs *self)
{
  wait_until (has_ended, self);
  settle ();
}

void
save_as_assert_cancelled (SaveAs *self)
{
  save_as_end (self);
  g_assert_null (self->message);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Which ends it, and nobody keeps the window. */
void
save_as_close_parent (SaveAs *self)
{
  GtkWindow *parent = g_object_ref (self->parent);

  gtk_window_destroy (g_steal_pointer (&self->parent));
  save_as_assert_cancelled (self);
  wait_finalized (parent);
}
