/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-field.h"
#include "acme-fold.h"

G_BEGIN_DECLS

#define ACME_TYPE_ITEM (acme_item_get_type ())

G_DECLARE_DERIVABLE_TYPE (AcmeItem, acme_item, ACME, ITEM, GObject)

/* A subclass sets @table in its class_init and adds accessors; it stores nothing of its own. */
struct _AcmeItemClass
{
  GObjectClass parent_class;

  const AcmeFieldTable *table;
};

const AcmeFieldTable *acme_item_get_table    (AcmeItem   *self);
const char           *acme_item_get_key      (AcmeItem   *self);
guint                 acme_item_get_serial   (AcmeItem   *self);

void                  acme_item_set_string   (AcmeItem   *self,
                                              guint       field,
                                              const char *value);
void                  acme_item_set_number   (AcmeItem   *self,
                                              guint       field,
                                              gint64      value);
void                  acme_item_set_variant  (AcmeItem   *self,
                                              guint       field,
                                              GVariant   *value);
void                  acme_item_set_problem  (AcmeItem   *self,
                                              const char *problem);

const char           *acme_item_get_string   (AcmeItem   *self,
                                              guint       field);
gint64                acme_item_get_number   (AcmeItem   *self,
                                              guint       field);
GVariant             *acme_item_get_variant  (AcmeItem   *self,
                                              guint       field);
const char           *acme_item_get_problem  (AcmeItem   *self);

const char           *acme_item_get_text     (AcmeItem   *self,
                                              guint       field);
const char           *acme_item_get_folded   (AcmeItem   *self,
                                              guint       field);
int                   acme_item_compare      (AcmeItem   *a,
                                              AcmeItem   *b,
                                              guint       field);
gboolean              acme_item_update_from  (AcmeItem   *self,
                                              AcmeItem   *fresh);

G_END_DECLS
