/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzzing target over what is in its folder, as an ordinary test: each file, each beginning of it, and each of
 * it with one bit changed. */

#include "fuzz.h"

#include <gio/gio.h>

typedef struct
{
  guint8 *bytes;
  gsize length;
} Seed;

static void
run_beginnings (gconstpointer data)
{
  const Seed *seed = data;

  for (gsize length = 0; length <= seed->length; length++)
    LLVMFuzzerTestOneInput (seed->bytes, length);
}

static void
run_changed (gconstpointer data)
{
  const Seed *seed = data;

  for (gsize i = 0; i < 8 * seed->length; i++)
    {
      seed->bytes[i / 8] ^= 1 << i % 8;
      LLVMFuzzerTestOneInput (seed->bytes, seed->length);
      seed->bytes[i / 8] ^= 1 << i % 8;
    }
}

static void
add_tests (const char *folder,
           const char *name,
           GPtrArray  *seeds)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *beginnings = g_strdup_printf ("/fuzz/%s/beginnings", name);
  g_autofree char *changed = g_strdup_printf ("/fuzz/%s/changed", name);
  g_autoptr(GError) error = NULL;
  Seed *seed = g_new0 (Seed, 1);

  g_file_get_contents (path, (char **) &seed->bytes, &seed->length, &error);
  g_assert_no_error (error);
  g_test_add_data_func (beginnings, seed, run_beginnings);
  g_test_add_data_func (changed, seed, run_changed);
  g_ptr_array_add (seeds, seed);
}

static void
free_seed (gpointer data)
{
  Seed *seed = data;

  g_free (seed->bytes);
  g_free (seed);
}

int
main (int argc, char **argv)
{
  g_autoptr(GPtrArray) seeds = g_ptr_array_new_with_free_func (free_seed);
  g_autoptr(GDir) folder = NULL;
  g_autoptr(GError) error = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_open (argv[1], 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    add_tests (argv[1], name, seeds);
  g_assert_cmpuint (seeds->len, >, 0);
  return g_test_run ();
}
