/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saves connections in a process that is killed at its first, second, third … call of the system that changes files,
 * until it gets through. Whatever is there then is whole, and says either all of what was before or all of what is new.
 *
 * The calls are those of this program: its functions take the place of those of the C library in GLib too. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"

static int calls_left = -1; /* before the process is killed; negative for never */

static void
count_call (void)
{
  if (g_atomic_int_get (&calls_left) >= 0 && g_atomic_int_add (&calls_left, -1) == 0)
    kill (getpid (), SIGKILL);
}

/* Whether a file of this test is written to, not an event of the main loop. */
static gboolean
is_file (int fd)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
  char target[4096] = "";
  gssize n = readlink (link, target, sizeof target - 1);

  return n > 0 && g_strstr_len (target, n, "connections.json") != NULL;
}

ssize_t
write (int         fd,
       const void *data,
       size_t      size)
{
  if (is_file (fd))
    count_call ();
  return syscall (SYS_write, fd, data, size);
}

int
fsync (int fd)
{
  count_call ();
  return syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  count_call ();
  return syscall (SYS_fdatasync, fd);
}

int
renameat (int         from_folder,
          const char *from,
          int         to_folder,
          const char *to)
{
  count_call ();
  return syscall (SYS_renameat2, from_folder, from, to_folder, to, 0);
}

int
rename (const char *from,
        const char *to)
{
  return renameat (AT_FDCWD, from, AT_FDCWD, to);
}

int
link (const char *from,
      const char *to)
{
  count_call ();
  return syscall (SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
unlinkat (int         folder,
          const char *name,
          int         flags)
{
  count_call ();
  return syscall (SYS_unlinkat, folder, name, flags);
}

int
unlink (const char *name)
{
  return unlinkat (AT_FDCWD, name, 0);
}

int
flock (int fd,
       int operation)
{
  count_call ();
  return syscall (SYS_flock, fd, operation);
}

int
ftruncate (int   fd,
           off_t length)
{
  count_call ();
  return syscall (SYS_ftruncate, fd, length);
}

int
fchmod (int    fd,
        mode_t mode)
{
  count_call ();
  return syscall (SYS_fchmod, fd, mode);
}

static char *program;

/* Returns how the process ended. */
static int
run_killed (StoreFixture *fixture,
            const char   *what,
            guint         n_calls)
{
  g_autofree char *number = g_strdup_printf ("%u", n_calls);
  const char *argv[] = { program, "--child", what, fixture->path, number, NULL };
  g_autoptr(GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  return status;
}

static int
run_child (const char *what,
           const char *path,
           const char *number)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(AcmeConnectionStore) store = acme_connection_store_new (file);
  g_autoptr(AcmeSavedConnection) connection = store_fixture_make ("New");
  gboolean done;

  calls_left = atoi (number);
  done = g_str_equal (what, "save") ? store_fixture_save (store, connection, NULL)
                                    : store_fixture_try_load (store, NULL);
  calls_left = -1;
  return done ? 0 : 1;
}

static void
assert_one_of (AcmeConnectionStore *store,
               const char          *names,
               const char          *other)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));

  store_fixture_assert_names (store, n == 1 ? names : other);
}

static void
test_save (StoreFixture  *fixture,
           gconstpointer  data)
{
  guint n_killed = 0;
  int status;

  do
    {
      StoreFixture one;
      g_autoptr(AcmeConnectionStore) store = NULL;
      g_autoptr(AcmeSavedConnection) before = store_fixture_make ("Before");
      g_autoptr(AcmeSavedConnection) after = store_fixture_make ("Zafter");

      store_fixture_set_up (&one, NULL);
      store = store_fixture_load (&one);
      g_assert_true (store_fixture_save (store, before, NULL));
      g_clear_object (&store);

      status = run_killed (&one, "save", n_killed);
      store = store_fixture_load (&one);
      g_assert_null (acme_connection_store_get_notice (store));
      assert_one_of (store, "Before*", "Before*,New");
      if (status == 0)
        store_fixture_assert_names (store, "Before*,New");
      else
        g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

      /* nothing is in the way of the next, and nothing is left behind then */
      g_assert_true (store_fixture_save (store, after, NULL));
      g_assert_null (store_fixture_find (&one, ".part"));
      g_clear_object (&store);
      store_fixture_tear_down (&one, NULL);
      n_killed++;
    }
  while (status != 0);
  g_test_message ("killed at %u points", n_killed - 1);
  g_assert_cmpuint (n_killed, >, 5);
}

#define TEXT "{\"version\":1,\"connections\":[{\"id\":\"a\",\"name\":\"Good\",\"kind\":\"oauth\"," \
             "\"url\":\"https://a.example.org\",\"clientId\":\"c\"},7]}"

/* Also while a damaged file is set aside: it is somewhere, whole, and what could be read of it is too. */
static void
test_set_aside (StoreFixture  *fixture,
                gconstpointer  data)
{
  guint n_killed = 0;
  int status;

  do
    {
      StoreFixture one;
      g_autoptr(AcmeConnectionStore) store = NULL;
      g_autoptr(GDir) folder = NULL;
      gboolean is_kept = FALSE;
      const char *name;

      store_fixture_set_up (&one, NULL);
      store_fixture_write (&one, TEXT);
      status = run_killed (&one, "load", n_killed);
      store = store_fixture_load (&one);
      store_fixture_assert_names (store, "Good*");

      folder = g_dir_open (one.folder, 0, NULL);
      while ((name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *path = g_build_filename (one.folder, name, NULL);
          g_autofree char *text = NULL;

          if (g_str_has_prefix (name, "connections.json.damaged-") && g_file_get_contents (path, &text, NULL, NULL))
            is_kept |= g_str_equal (text, TEXT);
        }
      g_assert_true (is_kept);
      g_clear_object (&store);
      store_fixture_tear_down (&one, NULL);
      n_killed++;
    }
  while (status != 0);
  g_assert_cmpuint (n_killed, >, 5);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], argv[3], argv[4]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/connection-store/killed/save", StoreFixture, NULL, store_fixture_set_up, test_save,
              store_fixture_tear_down);
  g_test_add ("/connection-store/killed/set-aside", StoreFixture, NULL, store_fixture_set_up, test_set_aside,
              store_fixture_tear_down);
  return g_test_run ();
}
