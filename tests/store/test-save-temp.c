/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-save-temp.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "save-fixture.h"

static int
open_folder (const char *path)
{
  int folder = open (path, O_PATH | O_DIRECTORY | O_CLOEXEC);

  g_assert_cmpint (folder, >=, 0);
  return folder;
}

/* One that is written to stays; one that is not goes. */
static void
test_left (SaveFixture   *fixture,
           gconstpointer  data)
{
  int folder = open_folder (fixture->folder);
  int first_fd, second_fd, third_fd;
  g_autofree char *first = acme_save_temp_open (folder, "a", 0600, &first_fd);
  g_autofree char *second = acme_save_temp_open (folder, "a", 0640, &second_fd);
  g_autofree char *third = NULL;

  g_assert_true (g_str_has_prefix (first, ".a."));
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 2);

  close (first_fd);
  third = acme_save_temp_open (folder, "a", 0600, &third_fd);
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 2);
  g_assert_cmpint (faccessat (folder, first, F_OK, 0), !=, 0);
  g_assert_cmpint (faccessat (folder, second, F_OK, 0), ==, 0);

  g_assert_cmpint (unlinkat (folder, second, 0), ==, 0);
  g_assert_cmpint (unlinkat (folder, third, 0), ==, 0);
  close (second_fd);
  close (third_fd);
  close (folder);
}

/* What only looks a bit like one is somebody's. */
static void
test_others (SaveFixture   *fixture,
             gconstpointer  data)
{
  static const char *const names[] = {
    ".b.01234567.part", ".a.0123456.part",   ".a.012345678.part",
    ".a.0123456g.part", ".a.01234567.parts", "a.01234567.part",
  };
  int folder = open_folder (fixture->folder);
  int fd;
  g_autofree char *temp = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      save_fixture_write (path, "mine");
    }
  temp = acme_save_temp_open (folder, "a", 0600, &fd);
  g_assert_nonnull (temp);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpint (unlinkat (folder, names[i], 0), ==, 0);
  g_assert_cmpint (unlinkat (folder, temp, 0), ==, 0);
  close (fd);
  close (folder);
}

/* As long as a name may be, so that another that is longer would not do. */
static void
test_long_name (SaveFixture   *fixture,
                gconstpointer  data)
{
  g_autofree char *name = g_strnfill (255, 'n');
  int folder = open_folder (fixture->folder);
  int first_fd, second_fd;
  g_autofree char *first = acme_save_temp_open (folder, name, 0600, &first_fd);
  g_autofree char *second = NULL;

  g_assert_nonnull (first);
  close (first_fd);
  second = acme_save_temp_open (folder, name, 0600, &second_fd);
  g_assert_nonnull (second);
  g_assert_cmpuint (save_fixture_count_files (fixture->folder), ==, 1);
  g_assert_cmpint (unlinkat (folder, second, 0), ==, 0);
  close (second_fd);
  close (folder);
}

static void
test_no_folder (void)
{
  int folder = open_folder ("/proc");
  int fd;

  g_assert_null (acme_save_temp_open (folder, "a", 0600, &fd));
  g_assert_cmpint (errno, !=, 0);
  close (folder);
}

int
main (int   argc,
      char *argv[])
{
  save_fixture_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) \
  g_test_add ("/save-temp/" name, SaveFixture, NULL, save_fixture_set_up, test, save_fixture_tear_down)
  ADD ("left", test_left);
  ADD ("others", test_others);
  ADD ("long-name", test_long_name);
#undef ADD
  g_test_add_func ("/save-temp/no-folder", test_no_folder);

  return g_test_run ();
}
