/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-server.h"

G_BEGIN_DECLS

/* What one request is to suffer */
typedef struct
{
  AcmeDemoFaultKind kind;
  guint delay_ms; /* before anything is answered */
  guint pause_ms; /* of a stall or between the bytes of a drip; 0: without end */
  guint status;
  int retry_after;
  char *location; /* (nullable) */
} AcmeDemoFaultPlan;

typedef struct _AcmeDemoFaults AcmeDemoFaults;

AcmeDemoFaults *acme_demo_faults_new           (void);
void            acme_demo_faults_free          (AcmeDemoFaults *faults);
void            acme_demo_faults_add           (AcmeDemoFaults *faults, const AcmeDemoFault *fault);
void            acme_demo_faults_clear         (AcmeDemoFaults *faults);
void            acme_demo_faults_begin         (AcmeDemoFaults *faults, const char *method, const char *path,
                                                AcmeDemoFaultPlan *plan);
void            acme_demo_faults_end           (AcmeDemoFaults *faults, const char *path);
guint           acme_demo_faults_count         (AcmeDemoFaults *faults, const char *method, const char *path_prefix);
void            acme_demo_faults_reset         (AcmeDemoFaults *faults);
guint           acme_demo_faults_max_in_flight (AcmeDemoFaults *faults);

G_END_DECLS
