/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-cache-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "save-fixture.h"

static void
test_nameless (void)
{
  g_autofree char *folder = acme_cache_file_dup_folder ();
  int fd = acme_cache_file_open ();
  struct stat status;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fstat (fd, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (status.st_nlink, ==, 0);
  g_assert_cmpuint (save_fixture_count_files (folder), ==, 0);
  g_assert_cmpuint (save_fixture_get_mode (folder), ==, 0700);
  close (fd);
}

/* A folder that was there before, and open to others */
static void
test_open_folder (void)
{
  g_autofree char *folder = acme_cache_file_dup_folder ();
  int fd;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  fd = acme_cache_file_open ();
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpuint (save_fixture_get_mode (folder), ==, 0700);
  close (fd);
}

int
main (int   argc,
      char *argv[])
{
  save_fixture_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cache-file/nameless", test_nameless);
  g_test_add_func ("/cache-file/open-folder", test_open_folder);
  return g_test_run ();
}
