/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A stable sort in slices: the main thread sorts for some milliseconds, lets the window live, and goes on. A thread
 * would need copies of what it compares, since a refresh may change the items meanwhile. */

#include "config.h"

#include "acme-sort-job.h"

/* How many items are sorted or merged between two looks at the clock: about a millisecond. */
#define RUN_LENGTH 512

struct _AcmeSortJob
{
  GPtrArray *items;  /* (owned): what is merged from; the result at the end */
  gpointer *merged;  /* (owned): what is merged into; pointers borrowed from items */
  GCompareDataFunc compare;
  gpointer compare_data;

  gsize width;       /* length of the sorted runs so far; 0 while the first runs are made */
  gsize position;    /* first item of the pair of runs being worked on */
  gsize left, right; /* next items of that pair to be merged */
  gsize out;         /* where the next of them goes */
};

/**
 * acme_sort_job_new:
 * @items: (transfer full): what to sort
 * @compare: the order; called with two items and @compare_data
 * @compare_data: for @compare
 *
 * Returns: (transfer full): a job that has done nothing yet
 */
AcmeSortJob *
acme_sort_job_new (GPtrArray        *items,
                   GCompareDataFunc  compare,
                   gpointer          compare_data)
{
  AcmeSortJob *self;

  g_return_val_if_fail (items != NULL, NULL);
  g_return_val_if_fail (compare != NULL, NULL);

  self = g_new0 (AcmeSortJob, 1);
  self->items = items;
  self->merged = g_new (gpointer, items->len);
  self->compare = compare;
  self->compare_data = compare_data;
  return self;
}

/**
 * acme_sort_job_free:
 * @self: (transfer full): a job, finished or not
 */
void
acme_sort_job_free (AcmeSortJob *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->merged);
  g_free (self);
}

typedef struct
{
  GCompareDataFunc compare;
  gpointer compare_data;
} Order;

static int
compare_pointers (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  const Order *order = data;

  return order->compare (*(const gpointer *) a, *(const gpointer *) b, order->compare_data);
}

static gboolean
is_late (gint64 deadline)
{
  return deadline != G_MAXINT64 && g_get_monotonic_time () >= deadline;
}

static gboolean
sort_runs (AcmeSortJob *self,
           gint64       deadline)
{
  Order order = { self->compare, self->compare_data };

  while (self->position < self->items->len)
    {
      gsize length = MIN (RUN_LENGTH, self->items->len - self->position);

      g_qsort_with_data (self->items->pdata + self->position, length, sizeof (gpointer), compare_pointers, &order);
      self->position += length;
      if (is_late (deadline))
        return FALSE;
    }
  return TRUE;
}

static void
start_pair (AcmeSortJob *self,
            gsize        position)
{
  self->position = position;
  self->left = position;
  self->right = MIN (position + self->width, self->items->len);
  self->out = position;
}

static gboolean
merge_pair (AcmeSortJob *self,
            gint64       deadline)
{
  gpointer *from = self->items->pdata;
  gsize middle = MIN (self->position + self->width, self->items->len);
  gsize end = MIN (self->position + 2 * self->width, self->items->len);

  while (self->left < middle || self->right < end)
    {
      gboolean take_left = self->right >= end ||
        (self->left < middle &&
         self->compare (from[self->left], from[self->right], self->compare_data) <= 0);

      self->merged[self->out++] = take_left ? from[self->left++] : from[self->right++];
      if (self->out % RUN_LENGTH == 0 && is_late (deadline))
        return self->left >= middle && self->right >= end;
    }
  return TRUE;
}

static gboolean
merge_runs (AcmeSortJob *self,
            gint64       deadline)
{
  while (self->position < self->items->len)
    {
      if (!merge_pair (self, deadline))
        return FALSE;
      start_pair (self, self->position + 2 * self->width);
      if (self->position < self->items->len && is_late (deadline))
        return FALSE;
    }
  return TRUE;
}

/**
 * acme_sort_job_step:
 * @self: a job
 * @deadline: when to stop, in g_get_monotonic_time()'s microseconds; %G_MAXINT64 to finish
 *
 * Goes on sorting. The items must not change between the steps.
 *
 * Returns: whether the job is done
 */
gboolean
acme_sort_job_step (AcmeSortJob *self,
                    gint64       deadline)
{
  g_return_val_if_fail (self != NULL, TRUE);

  if (self->width == 0)
    {
      if (!sort_runs (self, deadline))
        return FALSE;
      self->width = RUN_LENGTH;
      start_pair (self, 0);
    }

  while (self->width < self->items->len)
    {
      if (!merge_runs (self, deadline))
        return FALSE;

      for (gsize i = 0; i < self->items->len; i++)
        {
          gpointer item = self->items->pdata[i];

          self->items->pdata[i] = self->merged[i];
          self->merged[i] = item;
        }
      self->width *= 2;
      start_pair (self, 0);
      if (self->width < self->items->len && is_late (deadline))
        return FALSE;
    }
  return TRUE;
}

/**
 * acme_sort_job_steal:
 * @self: a job that is done
 *
 * Returns: (transfer full): the sorted items
 */
GPtrArray *
acme_sort_job_steal (AcmeSortJob *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_steal_pointer (&self->items);
}
