/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-error-ui.h"
#include "acme-table.h"

G_BEGIN_DECLS

/* What a list is called in every situation. All of it is marked with N_(). */
typedef struct
{
  const char *loading;   /* such as “Loading Endpoints…” */
  AcmeErrorWords errors;
  const char *stopped;   /* (nullable): such as “The Search Was Stopped”; else that loading was stopped */
  const char *resume;    /* (nullable): what the button says that goes on then, with a mnemonic; else “Refresh” */
  const char *partial;   /* (nullable): a sentence above rows that came before that; else that they are not all */
} AcmeListWords;

/**
 * AcmeListPageState:
 * @ACME_LIST_PAGE_EMPTY: there are no items, or no list at all
 * @ACME_LIST_PAGE_LOADING: the first items are awaited
 * @ACME_LIST_PAGE_STOPPED: that was stopped before there was anything to show
 * @ACME_LIST_PAGE_ERROR: it failed
 * @ACME_LIST_PAGE_ROWS: there are items, if only some of them
 *
 * What a list page shows.
 */
typedef enum
{
  ACME_LIST_PAGE_EMPTY,
  ACME_LIST_PAGE_LOADING,
  ACME_LIST_PAGE_STOPPED,
  ACME_LIST_PAGE_ERROR,
  ACME_LIST_PAGE_ROWS,
} AcmeListPageState;

#define ACME_TYPE_LIST_PAGE (acme_list_page_get_type ())

G_DECLARE_FINAL_TYPE (AcmeListPage, acme_list_page, ACME, LIST_PAGE, AdwBin)

GtkWidget        *acme_list_page_new                (void);

AcmeTable        *acme_list_page_get_table          (AcmeListPage         *self);
void              acme_list_page_set_table          (AcmeListPage         *self,
                                                     AcmeTable            *table);
void              acme_list_page_set_words          (AcmeListPage         *self,
                                                     const AcmeListWords  *words);
void              acme_list_page_set_host           (AcmeListPage         *self,
                                                     const char           *host);
void              acme_list_page_set_refresh_action (AcmeListPage         *self,
                                                     const char           *action_name);
void              acme_list_page_set_empty          (AcmeListPage         *self,
                                                     const char           *icon_name,
                                                     const char           *title,
                                                     const char           *description,
                                                     const char           *button,
                                                     const char           *action_name);

void              acme_list_page_set_items          (AcmeListPage         *self,
                                                     GListModel           *items,
                                                     const AcmeFieldTable *fields,
                                                     AcmeViewSettings     *settings);
void              acme_list_page_set_rows           (AcmeListPage         *self,
                                                     AcmeRows             *rows,
                                                     AcmeQuery            *query,
                                                     AcmeViewSettings     *settings);
void              acme_list_page_begin              (AcmeListPage         *self);
void              acme_list_page_set_progress       (AcmeListPage         *self,
                                                     guint                 n_done,
                                                     guint                 n_total);
void              acme_list_page_set_progress_text  (AcmeListPage         *self,
                                                     const char           *text,
                                                     double                fraction);
void              acme_list_page_end                (AcmeListPage         *self,
                                                     const GError         *error);
void              acme_list_page_stop               (AcmeListPage         *self);

AcmeListPageState acme_list_page_get_state          (AcmeListPage         *self);
gboolean          acme_list_page_get_loading        (AcmeListPage         *self);
gboolean          acme_list_page_get_has_rows       (AcmeListPage         *self);

G_END_DECLS
