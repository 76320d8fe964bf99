/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A window with a table of made-up endpoints, for the tests of AcmeTable and of what belongs to it. */

#include "acme-endpoint.h"
#include "acme-keyed-list.h"
#include "acme-table.h"

typedef struct
{
  AcmeKeyedList *list;
  GtkWidget *window;
  GtkWidget *box;     /* what is in it: the table, and room for more */
  AcmeTable *table;
  AcmeQuery *query;   /* (unowned) */
  AcmeRowModel *rows; /* (unowned) */
} SampleTable;

void        sample_table_set_up         (SampleTable      *sample,
                                         gconstpointer     n_items);
void        sample_table_tear_down      (SampleTable      *sample,
                                         gconstpointer     data);
void        sample_table_fill           (SampleTable      *sample,
                                         guint             first,
                                         guint             n);
void        sample_table_set_settings   (SampleTable      *sample,
                                         AcmeViewSettings *settings);
AcmeItem   *sample_table_get_endpoint   (SampleTable      *sample,
                                         guint             id);
GtkWidget  *sample_table_get_view       (SampleTable      *sample);
GtkWidget  *sample_table_get_focus_row  (SampleTable      *sample);
const char *sample_table_get_focus_text (SampleTable      *sample);
void        sample_table_draw           (SampleTable      *sample);
double      sample_table_get_scroll     (SampleTable      *sample);
void        sample_table_set_scroll     (SampleTable      *sample,
                                         double            value);
gboolean    sample_table_press          (SampleTable      *sample,
                                         guint             keyval,
                                         GdkModifierType   state);
