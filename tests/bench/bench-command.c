/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-command TITLE FIRST SECOND: runs two shell commands in turn, several times, and prints how long each took from
 * its start to its end, their ratio and how much memory the first took. */

#include "bench.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROUNDS 11

static double
run (const char *command,
     long       *out_kib)
{
  gint64 start = g_get_monotonic_time ();
  struct rusage usage;
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      execl ("/bin/sh", "sh", "-c", command, (char *) NULL);
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child || !WIFEXITED (status) || WEXITSTATUS (status) != 0)
    g_error ("“%s” failed with status %d", command, status);
  if (out_kib != NULL)
    *out_kib = usage.ru_maxrss;
  return (g_get_monotonic_time () - start) / 1e3;
}

int
main (int argc, char **argv)
{
  double first[N_ROUNDS], second[N_ROUNDS], ratios[N_ROUNDS];
  long kib = 0;

  g_assert_cmpint (argc, ==, 4);

  run (argv[2], NULL); /* whatever is read from disk for the first time */
  run (argv[3], NULL);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      first[i] = run (argv[2], &kib);
      second[i] = run (argv[3], NULL);
      ratios[i] = first[i] / second[i];
    }
  g_print ("%s: %.0f ms / %.0f ms = %.2f (median of %d pairs), %ld MiB at most\n", argv[1],
           bench_median (first, N_ROUNDS), bench_median (second, N_ROUNDS), bench_median (ratios, N_ROUNDS), N_ROUNDS,
           kib / 1024);
  return EXIT_SUCCESS;
}
