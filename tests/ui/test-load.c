/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-load.h"

static void
test_owner (void)
{
  GObject *owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AcmeLoad) load = acme_load_new (owner, cancellable);
  GObject *waiting = acme_load_dup_owner (load);

  g_assert_true (waiting == owner);
  g_object_unref (waiting);
  g_assert_finalize_object (owner);
  g_assert_null (acme_load_dup_owner (load));
}

static void
test_given_up (void)
{
  g_autoptr(GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AcmeLoad) load = acme_load_new (owner, cancellable);

  g_cancellable_cancel (cancellable);
  g_assert_null (acme_load_dup_owner (load));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/owner", test_owner);
  g_test_add_func ("/load/given-up", test_given_up);
  return g_test_run ();
}
