/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ACME_TIME_UNIT_SECOND,
  ACME_TIME_UNIT_MINUTE,
  ACME_TIME_UNIT_HOUR,
  ACME_TIME_UNIT_DAY,
  ACME_TIME_UNIT_MONTH,
  ACME_TIME_UNIT_YEAR,
} AcmeTimeUnit;

/* A step by which a clock or a calendar divides time, such as three hours or a month */
typedef struct
{
  AcmeTimeUnit unit;
  guint n;
} AcmeTimeStep;

const AcmeTimeStep *acme_time_step_choose (gint64              from,
                                           gint64              to,
                                           guint               max_steps);
gint64              acme_time_step_floor  (const AcmeTimeStep *self,
                                           gint64              time);
gint64              acme_time_step_next   (const AcmeTimeStep *self,
                                           gint64              time);

G_END_DECLS
