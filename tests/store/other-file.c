/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file without a path, as those are that only GVfs reaches. What is written to it goes to a real one. */

#include "other-file.h"

#define TYPE_OTHER_FILE (other_file_get_type ())

G_DECLARE_FINAL_TYPE (OtherFile, other_file, OTHER, FILE, GObject)

struct _OtherFile
{
  GObject parent_instance;
  GFile *real;
};

static char *
get_no_path (GFile *file)
{
  return NULL;
}

static char *
get_basename (GFile *file)
{
  return g_file_get_basename (OTHER_FILE (file)->real);
}

static GFileOutputStream *
replace (GFile             *file,
         const char        *etag,
         gboolean           make_backup,
         GFileCreateFlags   flags,
         GCancellable      *cancellable,
         GError           **error)
{
  return g_file_replace (OTHER_FILE (file)->real, etag, make_backup, flags, cancellable, error);
}

static void
init_file (GFileIface *iface)
{
  iface->get_path = get_no_path;
  iface->get_basename = get_basename;
  iface->replace = replace;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OtherFile, other_file, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_FILE, init_file))

static void
other_file_finalize (GObject *object)
{
  g_object_unref (OTHER_FILE (object)->real);

  G_OBJECT_CLASS (other_file_parent_class)->finalize (object);
}

static void
other_file_class_init (OtherFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = other_file_finalize;
}

static void
other_file_init (OtherFile *self)
{
}

GFile *
other_file_new (GFile *real)
{
  OtherFile *self = g_object_new (TYPE_OTHER_FILE, NULL);

  self->real = g_object_ref (real);
  return G_FILE (self);
}
