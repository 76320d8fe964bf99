/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-query.h"

G_BEGIN_DECLS

#define ACME_VIEW_WIDTH_NATURAL (-1)

/* How one column was left. */
typedef struct
{
  const char *id;  /* of its field */
  gboolean shown;
  int width;       /* in pixels, or ACME_VIEW_WIDTH_NATURAL */
} AcmeViewColumn;

#define ACME_TYPE_VIEW_SETTINGS (acme_view_settings_get_type ())

G_DECLARE_FINAL_TYPE (AcmeViewSettings, acme_view_settings, ACME, VIEW_SETTINGS, GObject)

AcmeViewSettings *acme_view_settings_new              (const char           *connection_id,
                                                       const char           *table_id);

GArray           *acme_view_settings_dup_columns      (AcmeViewSettings     *self,
                                                       const AcmeFieldTable *table);
void              acme_view_settings_set_columns      (AcmeViewSettings     *self,
                                                       const AcmeViewColumn *columns,
                                                       guint                 n_columns);

void              acme_view_settings_load_query       (AcmeViewSettings     *self,
                                                       AcmeQuery            *query);
void              acme_view_settings_save_query       (AcmeViewSettings     *self,
                                                       AcmeQuery            *query);

char            **acme_view_settings_dup_filter_names (AcmeViewSettings     *self);
GPtrArray        *acme_view_settings_dup_filter       (AcmeViewSettings     *self,
                                                       const char           *name,
                                                       const AcmeFieldTable *table);
void              acme_view_settings_save_filter      (AcmeViewSettings     *self,
                                                       const char           *name,
                                                       const AcmeFieldTable *table,
                                                       GPtrArray            *criteria);
void              acme_view_settings_delete_filter    (AcmeViewSettings     *self,
                                                       const char           *name);

G_END_DECLS
