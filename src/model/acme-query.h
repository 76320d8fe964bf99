/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-criterion.h"

G_BEGIN_DECLS

/* What of a query changed, as its signal "changed" tells. */
typedef enum
{
  ACME_QUERY_FILTER = 1 << 0, /* the search text or the criteria */
  ACME_QUERY_SORT = 1 << 1,
  ACME_QUERY_GROUP = 1 << 2,
  ACME_QUERY_COLLAPSED = 1 << 3,
} AcmeQueryChange;

#define ACME_QUERY_NO_FIELD (-1)

#define ACME_TYPE_QUERY (acme_query_get_type ())

G_DECLARE_FINAL_TYPE (AcmeQuery, acme_query, ACME, QUERY, GObject)

AcmeQuery            *acme_query_new               (const AcmeFieldTable *table);
const AcmeFieldTable *acme_query_get_table         (AcmeQuery            *self);

void                  acme_query_set_search        (AcmeQuery            *self,
                                                    const char           *text);
const char           *acme_query_get_search        (AcmeQuery            *self);
const char *const    *acme_query_get_words         (AcmeQuery            *self);
const guint          *acme_query_get_search_fields (AcmeQuery            *self,
                                                    guint                *out_n_fields);
void                  acme_query_set_search_fields (AcmeQuery            *self,
                                                    const guint          *fields,
                                                    guint                 n_fields);
void                  acme_query_set_criteria      (AcmeQuery            *self,
                                                    GPtrArray            *criteria);
GPtrArray            *acme_query_get_criteria      (AcmeQuery            *self);
void                  acme_query_set_sort          (AcmeQuery            *self,
                                                    int                   field,
                                                    gboolean              descending);
int                   acme_query_get_sort          (AcmeQuery            *self,
                                                    gboolean             *out_descending);
void                  acme_query_set_group         (AcmeQuery            *self,
                                                    int                   field);
int                   acme_query_get_group         (AcmeQuery            *self);
void                  acme_query_set_collapsed     (AcmeQuery            *self,
                                                    const char *const    *titles);
char                **acme_query_dup_collapsed     (AcmeQuery            *self);
void                  acme_query_collapse          (AcmeQuery            *self,
                                                    const char           *title,
                                                    gboolean              collapsed);

gboolean              acme_query_is_filtered       (AcmeQuery            *self);
gboolean              acme_query_is_collapsed      (AcmeQuery            *self,
                                                    const char           *title);
gboolean              acme_query_matches           (AcmeQuery            *self,
                                                    AcmeItem             *item);
GPtrArray            *acme_query_list_matches      (AcmeQuery            *self,
                                                    GListModel           *items);
int                   acme_query_compare           (AcmeQuery            *self,
                                                    AcmeItem             *a,
                                                    AcmeItem             *b);
const char           *acme_query_get_group_title   (AcmeQuery            *self,
                                                    AcmeItem             *item);
char                 *acme_query_describe          (AcmeQuery            *self);

G_END_DECLS
