/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every object of one layer is linked with this; see meson.build. It has nothing to run. */

int
main (void)
{
  return 0;
}
