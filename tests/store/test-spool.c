/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-spool.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "acme-error.h"
#include "sample-events.h"

#define MIB (1024 * 1024)

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "acme-console", NULL);
}

static void
append (AcmeSpool *spool,
        GArray    *offsets,
        guint32    seed,
        gsize      length)
{
  g_autofree char *bytes = g_malloc (length);
  g_autoptr(GError) error = NULL;
  guint64 offset;

  memset (bytes, 'a' + seed % 26, length);
  g_assert_true (acme_spool_append (spool, bytes, length, &offset, &error));
  g_assert_no_error (error);
  g_array_append_val (offsets, offset);
}

/* Of any length, over several segments: what is there stays where it is, and as it is. */
static void
test_stays (void)
{
  g_autoptr(AcmeSpool) spool = acme_spool_new ();
  g_autoptr(GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr(GPtrArray) addresses = g_ptr_array_new ();

  g_assert_cmpuint (acme_spool_get_size (spool), ==, 0);
  for (guint32 i = 0; i < 80; i++)
    {
      append (spool, offsets, i, i % 7 == 0 ? 5 * MIB + i : i + 1);
      g_ptr_array_add (addresses, (gpointer) acme_spool_get (spool, g_array_index (offsets, guint64, i)));
      if (i % 20 == 0)
        acme_spool_relax (spool);
    }
  g_assert_cmpuint (acme_spool_get_size (spool), >, 60 * MIB);
  acme_spool_relax (spool);
  for (guint32 i = 0; i < 80; i++)
    {
      const char *bytes = acme_spool_get (spool, g_array_index (offsets, guint64, i));
      gsize length = i % 7 == 0 ? 5 * MIB + i : i + 1;

      g_assert_true (bytes == addresses->pdata[i]);
      g_assert_cmpint (bytes[0], ==, 'a' + i % 26);
      g_assert_cmpint (bytes[length / 2], ==, 'a' + i % 26);
      g_assert_cmpint (bytes[length - 1], ==, 'a' + i % 26);
    }
}

/* Written in place */
static void
test_reserve (void)
{
  g_autoptr(AcmeSpool) spool = acme_spool_new ();
  char *room = acme_spool_reserve (spool, 100, NULL);
  guint64 first, second;

  memcpy (room, "abc", 4);
  first = acme_spool_take (spool, 4); /* less than was reserved */
  room = acme_spool_reserve (spool, 100, NULL);
  memcpy (room, "def", 4);
  second = acme_spool_take (spool, 4);
  g_assert_cmpuint (second, ==, first + 4);
  g_assert_cmpstr (acme_spool_get (spool, first), ==, "abc");
  g_assert_cmpstr (acme_spool_get (spool, second), ==, "def");
}

/* Nobody else can read it, and nothing is left of it, even while it is used. */
static void
test_nobody_sees_it (void)
{
  g_autofree char *folder = get_folder ();
  g_autoptr(AcmeSpool) spool = acme_spool_new ();
  g_autoptr(GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr(GDir) dir = NULL;
  GStatBuf status;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  append (spool, offsets, 0, 1000);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_too_long (void)
{
  g_autoptr(AcmeSpool) spool = acme_spool_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (acme_spool_reserve (spool, ACME_SPOOL_MAX_PIECE + 1, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_nonnull (acme_spool_reserve (spool, ACME_SPOOL_MAX_PIECE, NULL));
}

/* A disk that is full is a sentence and not a signal, and what is there stays. */
static void
test_no_room (void)
{
  g_autoptr(AcmeSpool) spool = acme_spool_new ();
  g_autoptr(GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr(GError) error = NULL;
  g_autofree char *bytes = g_malloc0 (6 * MIB);
  struct rlimit before, limit;
  guint64 offset;

  append (spool, offsets, 3, 1000);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 8 * MIB;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_true (acme_spool_append (spool, bytes, 6 * MIB, &offset, NULL));
  g_assert_false (acme_spool_append (spool, bytes, 6 * MIB, &offset, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "no more room"));
  g_assert_cmpint (acme_spool_get (spool, g_array_index (offsets, guint64, 0))[999], ==, 'd');
  g_assert_true (acme_spool_append (spool, bytes, 6 * MIB, &offset, NULL));
}

static void
test_no_folder (void)
{
  g_autofree char *folder = get_folder ();
  g_autoptr(AcmeSpool) spool = acme_spool_new ();
  g_autoptr(GError) error = NULL;
  guint64 offset;

  g_rmdir (folder);
  g_assert_true (g_file_set_contents (folder, "a file", -1, NULL));
  g_assert_false (acme_spool_append (spool, "abc", 3, &offset, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, folder));
  g_assert_cmpint (g_unlink (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  sample_own_cache ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spool/stays", test_stays);
  g_test_add_func ("/spool/reserve", test_reserve);
  g_test_add_func ("/spool/nobody-sees-it", test_nobody_sees_it);
  g_test_add_func ("/spool/too-long", test_too_long);
  g_test_add_func ("/spool/no-room", test_no_room);
  g_test_add_func ("/spool/no-folder", test_no_folder);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
