/* SPDX-License-Identifier: GPL-3.0-or-later */

/* acmectl's way in; the rest is a library, so that its parts can be tested one by one. */

#include "config.h"

#include "acme-cli.h"

int
main (int argc, char **argv)
{
  return acme_cli_main (argc, argv);
}
