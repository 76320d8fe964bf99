/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-settings.h"

static void
test_defaults (void)
{
  g_autoptr(AcmeSettings) settings = acme_settings_new ();
  int width = 0;
  int height = 0;

  acme_settings_get_window_size (settings, &width, &height);
  g_assert_cmpint (width, ==, 1000);
  g_assert_cmpint (height, ==, 640);
  g_assert_false (acme_settings_get_window_maximized (settings));
  g_assert_cmpuint (acme_settings_get_idle_days (settings), ==, 90);
}

static void
test_window (void)
{
  g_autoptr(AcmeSettings) settings = acme_settings_new ();
  g_autoptr(AcmeSettings) other = acme_settings_new ();
  int width = 0;
  int height = 0;

  acme_settings_set_window_size (settings, 777, 555);
  acme_settings_set_window_maximized (settings, TRUE);

  acme_settings_get_window_size (other, &width, &height);
  g_assert_cmpint (width, ==, 777);
  g_assert_cmpint (height, ==, 555);
  g_assert_true (acme_settings_get_window_maximized (other));
}

static void
test_impossible_size (void)
{
  g_autoptr(AcmeSettings) settings = acme_settings_new ();
  int width = 0;
  int height = 0;

  acme_settings_set_window_size (settings, 800, 600);
  acme_settings_set_window_size (settings, -1, 600);
  acme_settings_set_window_size (settings, 800, 0);
  acme_settings_set_window_size (settings, 40000, 600);

  acme_settings_get_window_size (settings, &width, &height);
  g_assert_cmpint (width, ==, 800);
  g_assert_cmpint (height, ==, 600);
}

static void
test_idle_days (void)
{
  g_autoptr(AcmeSettings) settings = acme_settings_new ();
  g_autoptr(AcmeSettings) other = acme_settings_new ();

  acme_settings_set_idle_days (settings, 30);
  g_assert_cmpuint (acme_settings_get_idle_days (other), ==, 30);
  acme_settings_set_idle_days (settings, 0);
  g_assert_cmpuint (acme_settings_get_idle_days (other), ==, 0);
  acme_settings_set_idle_days (settings, ACME_SETTINGS_MAX_IDLE_DAYS);
  g_assert_cmpuint (acme_settings_get_idle_days (other), ==, ACME_SETTINGS_MAX_IDLE_DAYS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/settings/defaults", test_defaults);
  g_test_add_func ("/settings/window", test_window);
  g_test_add_func ("/settings/impossible-size", test_impossible_size);
  g_test_add_func ("/settings/idle-days", test_idle_days);

  return g_test_run ();
}
