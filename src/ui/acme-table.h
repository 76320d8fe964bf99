/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-row-model.h"
#include "acme-view-settings.h"

G_BEGIN_DECLS

/**
 * AcmeTableCountFunc:
 * @shown: how many items the filter lets through
 * @total: how many there are
 *
 * Returns: (transfer full): both numbers in words, as in “5 of 12 endpoints”
 */
typedef char *(*AcmeTableCountFunc) (guint shown,
                                     guint total);

#define ACME_TYPE_TABLE (acme_table_get_type ())

G_DECLARE_FINAL_TYPE (AcmeTable, acme_table, ACME, TABLE, AdwBin)

GtkWidget        *acme_table_new                    (void);

void              acme_table_set_items              (AcmeTable            *self,
                                                     GListModel           *items,
                                                     const AcmeFieldTable *fields,
                                                     AcmeViewSettings     *settings);
void              acme_table_set_rows               (AcmeTable            *self,
                                                     AcmeRows             *rows,
                                                     AcmeQuery            *query,
                                                     AcmeViewSettings     *settings);
AcmeQuery        *acme_table_get_query              (AcmeTable            *self);
AcmeRows         *acme_table_get_rows               (AcmeTable            *self);
AcmeViewSettings *acme_table_get_settings           (AcmeTable            *self);
gboolean          acme_table_can_group              (AcmeTable            *self);

gboolean          acme_table_get_multiple           (AcmeTable            *self);
void              acme_table_set_multiple           (AcmeTable            *self,
                                                     gboolean              multiple);
AcmeItem         *acme_table_get_selected_item      (AcmeTable            *self);
GPtrArray        *acme_table_get_selected_items     (AcmeTable            *self);
void              acme_table_select_item            (AcmeTable            *self,
                                                     AcmeItem             *item);
GPtrArray        *acme_table_list_visible           (AcmeTable            *self);
char             *acme_table_get_row_text           (AcmeTable            *self,
                                                     AcmeItem             *item);

gboolean          acme_table_get_search_mode        (AcmeTable            *self);
void              acme_table_set_search_mode        (AcmeTable            *self,
                                                     gboolean              search_mode);
void              acme_table_set_key_capture_widget (AcmeTable            *self,
                                                     GtkWidget            *widget);

const char       *acme_table_get_title              (AcmeTable            *self);
void              acme_table_set_title              (AcmeTable            *self,
                                                     const char           *title);
void              acme_table_set_count_func         (AcmeTable            *self,
                                                     AcmeTableCountFunc    count_func);
void              acme_table_set_nothing            (AcmeTable            *self,
                                                     const char           *title,
                                                     const char           *description,
                                                     const char           *button,
                                                     const char           *action_name);
void              acme_table_set_context_menu       (AcmeTable            *self,
                                                     GMenuModel           *menu);
GActionGroup     *acme_table_get_actions            (AcmeTable            *self);
GMenuModel       *acme_table_get_columns_menu       (AcmeTable            *self);
GMenuModel       *acme_table_get_sort_menu          (AcmeTable            *self);
void              acme_table_clear_filter           (AcmeTable            *self);
void              acme_table_grab_focus_view        (AcmeTable            *self);

G_END_DECLS
