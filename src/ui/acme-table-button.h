/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-table.h"

G_BEGIN_DECLS

#define ACME_TYPE_TABLE_BUTTON (acme_table_button_get_type ())

G_DECLARE_DERIVABLE_TYPE (AcmeTableButton, acme_table_button, ACME, TABLE_BUTTON, AdwBin)

struct _AcmeTableButtonClass
{
  AdwBinClass parent_class;

  /* Makes the popover (transfer floating), when it is opened for the first time. */
  GtkWidget *(*make_popover) (AcmeTableButton *self);
  /* Fills it for another query; %NULL for none. */
  void       (*fill_popover) (AcmeTableButton *self,
                              GtkWidget       *popover,
                              AcmeTable       *table,
                              AcmeQuery       *query);
  /* What is in use, in words (transfer full); %NULL if nothing is. */
  char      *(*describe)     (AcmeTableButton *self,
                              AcmeQuery       *query);
};

void       acme_table_button_set_up    (AcmeTableButton *self,
                                        const char      *icon_name,
                                        const char      *title);
AcmeTable *acme_table_button_get_table (AcmeTableButton *self);
void       acme_table_button_set_table (AcmeTableButton *self,
                                        AcmeTable       *table);
void       acme_table_button_popup     (AcmeTableButton *self);

G_END_DECLS
