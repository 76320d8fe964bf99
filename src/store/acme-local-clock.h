/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-time.h"

G_BEGIN_DECLS

/* What acme_local_clock_print() writes at most, with the NUL at the end */
#define ACME_LOCAL_CLOCK_SIZE sizeof "2030-01-02 04:04:05"

typedef struct _AcmeLocalClock AcmeLocalClock;

AcmeLocalClock *acme_local_clock_new   (void);
void            acme_local_clock_free  (AcmeLocalClock *self);
gsize           acme_local_clock_print (AcmeLocalClock *self,
                                        gint64          time,
                                        char           *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeLocalClock, acme_local_clock_free)

G_END_DECLS
