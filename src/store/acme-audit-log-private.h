/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-audit-log.h"
#include "acme-local-clock.h"
#include "acme-text-pool.h"

G_BEGIN_DECLS

/* Rows are kept, found and ordered by chunks: those of one are beside each other. */
#define ACME_AUDIT_CHUNK 16384
#define ACME_AUDIT_MAX_CHUNKS 4096

/* The fields whose texts are in pools */
#define ACME_AUDIT_N_POOLS 6

/* A column is an array of ACME_AUDIT_CHUNK. A place is where something is in a spool, and how long. */
typedef struct
{
  gint64 times[ACME_AUDIT_CHUNK];
  guint64 lines[ACME_AUDIT_CHUNK]; /* places of lines */
  guint64 raws[ACME_AUDIT_CHUNK];  /* places of records */
  guint32 texts[ACME_AUDIT_N_POOLS][ACME_AUDIT_CHUNK];
  guint16 heads[ACME_AUDIT_CHUNK]; /* how much of the line is before the description; G_MAXUINT16 if more than that */
} AcmeAuditChunk;

/* A line holds what differs from event to event: these texts, folded save for the object and its type, a NUL behind
 * each. */
typedef enum
{
  ACME_AUDIT_LINE_DATE,
  ACME_AUDIT_LINE_ID,
  ACME_AUDIT_LINE_OBJECT,
  ACME_AUDIT_LINE_OBJECT_TYPE,
  ACME_AUDIT_LINE_DESCRIPTION,
} AcmeAuditLinePart;

#define ACME_AUDIT_LENGTH_BITS 24
#define ACME_AUDIT_MAX_LENGTH ((G_GUINT64_CONSTANT (1) << ACME_AUDIT_LENGTH_BITS) - 1)

struct _AcmeAuditLog
{
  GObject parent_instance;

  AcmeScmAuditSource source;

  AcmeSpool *raws;
  AcmeSpool *lines;
  AcmeSpool *texts;
  AcmeTextPool *pools[ACME_AUDIT_N_POOLS];
  AcmeAuditChunk *chunks[ACME_AUDIT_MAX_CHUNKS];
  int n;                /* atomic: how many events there are */
  int has_other_ids;    /* atomic: whether there are ids that are no numbers */

  AcmeLocalClock *clock; /* of the thread that appends */

  GMutex mutex;
  GCond grown;          /* more events, or no more to come */
  int n_waiting;        /* atomic */
  int is_complete;      /* atomic */
  int is_cut;           /* atomic */

  /* of the main thread */
  AcmeScmEventReader *reader;
  GHashTable *events;   /* index -> AcmeEvent (unowned): those that somebody holds */
  GHashTable *indices;  /* AcmeEvent (unowned) -> index */
};

void                  acme_audit_log_forget_events   (AcmeAuditLog *self);
const AcmeAuditChunk *acme_audit_log_get_chunk       (AcmeAuditLog *self,
                                                      guint         chunk);
AcmeTextPool         *acme_audit_log_get_pool        (AcmeAuditLog *self,
                                                      guint         pool);
int                   acme_audit_log_find_pool       (guint         field);
guint                 acme_audit_log_get_pool_field  (guint         pool);
const char           *acme_audit_log_get_line        (AcmeAuditLog *self,
                                                      guint         index,
                                                      gsize        *out_length);
const char           *acme_audit_log_get_description (AcmeAuditLog *self,
                                                      guint         index,
                                                      gsize        *out_length);
guint                 acme_audit_log_find_gap        (AcmeAuditLog *self,
                                                      guint         first,
                                                      guint         end);
gboolean              acme_audit_log_has_numbers     (AcmeAuditLog *self);
void                  acme_audit_log_relax           (AcmeAuditLog *self);

/* Where a part of a line begins */
static inline const char *
acme_audit_line_find (const char        *line,
                      AcmeAuditLinePart  part)
{
  for (guint i = 0; i < part; i++)
    line = (const char *) rawmemchr (line, '\0') + 1;
  return line;
}

G_END_DECLS
