/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ACME_DATE_RANGE_TODAY,
  ACME_DATE_RANGE_LAST_7_DAYS,
  ACME_DATE_RANGE_LAST_30_DAYS,
  ACME_DATE_RANGE_THIS_MONTH,
  ACME_DATE_RANGE_CUSTOM,
} AcmeDateRangePreset;

#define ACME_DATE_RANGE_N_PRESETS (ACME_DATE_RANGE_CUSTOM + 1)

/* Some days of the user's time zone: by name, which then move with the present, or from one to another. A plain value,
 * to be copied by assignment. */
typedef struct
{
  AcmeDateRangePreset preset;
  guint32 first; /* of a custom range: its first day, as by g_date_get_julian(); else 0 */
  guint32 last;  /* likewise its last day, which belongs to it */
} AcmeDateRange;

#define ACME_TYPE_DATE_RANGE (acme_date_range_get_type ())

GType         acme_date_range_get_type      (void);
AcmeDateRange acme_date_range_of_preset     (AcmeDateRangePreset  preset);
AcmeDateRange acme_date_range_of_days       (const GDate         *one,
                                             const GDate         *other);
gboolean      acme_date_range_equal         (const AcmeDateRange *self,
                                             const AcmeDateRange *other);
void          acme_date_range_get_days      (const AcmeDateRange *self,
                                             gint64               now,
                                             GDate               *out_first,
                                             GDate               *out_last);
void          acme_date_range_get_times     (const AcmeDateRange *self,
                                             gint64               now,
                                             gint64              *out_from,
                                             gint64              *out_to);
const char   *acme_date_range_name_preset   (AcmeDateRangePreset  preset);
char         *acme_date_range_describe      (const AcmeDateRange *self);
char         *acme_date_range_describe_days (const GDate         *first,
                                             const GDate         *last);
char         *acme_date_range_to_text       (const AcmeDateRange *self);
gboolean      acme_date_range_parse         (const char          *text,
                                             AcmeDateRange       *out_range);

G_END_DECLS
