/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the benchmarks share: sample items, the memory of this process, the longest block of the main loop,
 * a way to send. */

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "acme-endpoint.h"

/* How much memory is this process's own, in MiB: what would come back if it ended. */
double
bench_get_private_mib (void)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  double kib = 0;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;

  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      unsigned long value;

      if (sscanf (*line, "Private_Dirty: %lu kB", &value) == 1 || sscanf (*line, "Private_Clean: %lu kB", &value) == 1)
        kib += value;
    }
  return kib / 1024;
}

/* (transfer full): n endpoints with all fields filled, in no order of anything. */
GPtrArray *
bench_make_endpoints (guint n)
{
  static const char *const validations[] = { "DV", "OV", "EV" };
  GPtrArray *items = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      AcmeItem *item = ACME_ITEM (acme_endpoint_new (i + 1));
      guint shuffled = (i * 7919u) % 1000003u;
      g_autofree char *name = g_strdup_printf ("Endpoint %06u of the Web Team", shuffled);
      g_autofree char *url = g_strdup_printf ("https://acme%u.example.test/v2/tenant/%06u", i % 7, shuffled);

      acme_item_set_string (item, ACME_ENDPOINT_NAME, name);
      acme_item_set_string (item, ACME_ENDPOINT_URL, url);
      acme_item_set_string (item, ACME_ENDPOINT_TYPE,
                            i % 3 == 0 ? ACME_ENDPOINT_TYPE_UNIVERSAL : ACME_ENDPOINT_TYPE_PUBLIC);
      acme_item_set_string (item, ACME_ENDPOINT_VALIDATION_TYPE, validations[i % G_N_ELEMENTS (validations)]);
      acme_item_set_string (item, ACME_ENDPOINT_DELEGATION_MODE, i % 5 == 0 ? "CUSTOMIZED" : "GLOBAL_FOR_CUSTOMER");
      g_ptr_array_add (items, item);
    }
  return items;
}

/* The processor time that this thread has used, in microseconds: what it costs whoever else is on the machine. */
gint64
bench_get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The processor time that all threads of this process have used, in microseconds. */
gint64
bench_get_process_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Runs the default main context until @is_done, and notes how long its iterations took. */
void
bench_run_loop (BenchLoop  *loop,
                gboolean  (*is_done) (gpointer data),
                gpointer    data)
{
  while (!is_done (data))
    {
      GMainContext *context = g_main_context_default ();
      gint64 start, taken;

      /* wait first, so that only work is counted */
      while (!g_main_context_pending (context))
        g_usleep (100);

      start = bench_get_cpu_time ();
      g_main_context_iteration (context, FALSE);
      taken = bench_get_cpu_time () - start;
      loop->longest = MAX (loop->longest, taken);
      loop->total += taken;
      loop->n_iterations++;
    }
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Sends all of it; FALSE if nobody takes it any more. */
gboolean
bench_send_all (int         socket,
                const char *bytes,
                gsize       length)
{
  while (length > 0)
    {
      gssize n = send (socket, bytes, length, MSG_NOSIGNAL);

      if (n <= 0)
        return FALSE;
      bytes += n;
      length -= n;
    }
  return TRUE;
}

/* Sorts @values and returns the one in the middle. */
double
bench_median (double *values,
              guint   n)
{
  g_assert (n > 0);
  qsort (values, n, sizeof (double), compare_doubles);
  return values[n / 2];
}
