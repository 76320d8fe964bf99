/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-event.h"

G_BEGIN_DECLS

/* A text inside something larger: not terminated, in valid UTF-8, without NUL. */
typedef struct
{
  const char *text; /* (nullable): NULL if there is none */
  gsize length;     /* bytes */
} AcmeSlice;

/* An audit event as it passes by: what AcmeEvent holds, without an object and without a copy. A million of them go
 * through one of these. Everything it points to is good only until the next one is read. */
typedef struct
{
  gint64 time;                           /* microseconds since 1970 UTC, or ACME_TIME_NONE */
  AcmeSlice fields[ACME_EVENT_N_FIELDS]; /* by ACME_EVENT_…; that of the date is the text of the wire */
  AcmeSlice object;                      /* what the record is about, such as an account's id, if it says so */
  AcmeSlice object_type;                 /* and of which type that is, such as scm.acme.account, if it says so */
  AcmeSlice raw;                         /* the record's JSON as it came */
} AcmeEventRecord;

AcmeEvent *acme_event_new_from_record (const AcmeEventRecord *record);

G_END_DECLS
