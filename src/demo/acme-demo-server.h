/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AcmeDemoData:
 * @ACME_DEMO_DATA_SMALL: 12 ACME endpoints, 60 accounts, 2,000 events
 * @ACME_DEMO_DATA_LARGE: 100 ACME endpoints, 10,000 accounts, 1,000,000 events
 *
 * The sample data, the same at each start but for its dates, which are relative to the start.
 */
typedef enum
{
  ACME_DEMO_DATA_SMALL,
  ACME_DEMO_DATA_LARGE,
} AcmeDemoData;

/**
 * AcmeDemoFaultKind:
 * @ACME_DEMO_FAULT_NONE: nothing
 * @ACME_DEMO_FAULT_LATENCY: the right answer after `delay_ms`; goes together with the other faults
 * @ACME_DEMO_FAULT_STALL_BEFORE_HEADERS: no answer; after `delay_ms`, if any, the connection is closed
 * @ACME_DEMO_FAULT_STALL_IN_BODY: the headers and half of the body, then as above
 * @ACME_DEMO_FAULT_RESET: the connection is reset without an answer
 * @ACME_DEMO_FAULT_LOST_ANSWER: as above, after everything was done that was asked for
 * @ACME_DEMO_FAULT_TRUNCATE: the connection is closed after half of the promised body
 * @ACME_DEMO_FAULT_SLOW_DRIP: the headers, then one byte of the body each `delay_ms` (0: 100)
 * @ACME_DEMO_FAULT_STATUS: `status` (0: 500) with an error object, and `retry_after`
 * @ACME_DEMO_FAULT_HTML: 200 with a sign-in page
 * @ACME_DEMO_FAULT_HTML_STATUS: `status` (0: 502) with an HTML page, and `retry_after`
 * @ACME_DEMO_FAULT_WRONG_TYPES: every value of the right answer has another type
 * @ACME_DEMO_FAULT_NULLS: every value of the right answer is null
 * @ACME_DEMO_FAULT_NOT_JSON: 200 and application/json, but no JSON
 * @ACME_DEMO_FAULT_EMPTY: 200 and application/json, but no body
 * @ACME_DEMO_FAULT_BOM: the right answer behind a byte order mark
 * @ACME_DEMO_FAULT_DUPLICATE_KEYS: each member of the right answer's objects is there twice, first with its
 *   value, then with another
 * @ACME_DEMO_FAULT_DUPLICATE_IDS: the second element of the right answer's array has the identity of the first
 * @ACME_DEMO_FAULT_DEEP: 200,000 nested brackets
 * @ACME_DEMO_FAULT_HUGE: an array of 2 GiB, streamed
 * @ACME_DEMO_FAULT_GZIP_BOMB: some 2 MiB with Content-Encoding gzip that unpack to 2 GiB
 * @ACME_DEMO_FAULT_INVALID_UTF8: the right answer with bytes in its strings that are no UTF-8
 * @ACME_DEMO_FAULT_WRONG_CHARSET: the right answer, said to be and written in ISO-8859-1
 * @ACME_DEMO_FAULT_REDIRECT: `status` (0: 302) with Location `location`
 * @ACME_DEMO_FAULT_NO_TOTAL: the right answer without X-Total-Count
 * @ACME_DEMO_FAULT_SHORT_PAGES: with `status` 0, pages half as long as asked though more follow; else the
 *   right page, but X-Total-Count says `status`
 * @ACME_DEMO_FAULT_EXPIRE_TOKEN: the request's token expires now: this request and all others with it are
 *   answered with 401
 *
 * How to misbehave. A fault that changes the right answer does so after signing in and after the change was made.
 */
typedef enum
{
  ACME_DEMO_FAULT_NONE,
  ACME_DEMO_FAULT_LATENCY,
  ACME_DEMO_FAULT_STALL_BEFORE_HEADERS,
  ACME_DEMO_FAULT_STALL_IN_BODY,
  ACME_DEMO_FAULT_RESET,
  ACME_DEMO_FAULT_LOST_ANSWER,
  ACME_DEMO_FAULT_TRUNCATE,
  ACME_DEMO_FAULT_SLOW_DRIP,
  ACME_DEMO_FAULT_STATUS,
  ACME_DEMO_FAULT_HTML,
  ACME_DEMO_FAULT_HTML_STATUS,
  ACME_DEMO_FAULT_WRONG_TYPES,
  ACME_DEMO_FAULT_NULLS,
  ACME_DEMO_FAULT_NOT_JSON,
  ACME_DEMO_FAULT_EMPTY,
  ACME_DEMO_FAULT_BOM,
  ACME_DEMO_FAULT_DUPLICATE_KEYS,
  ACME_DEMO_FAULT_DUPLICATE_IDS,
  ACME_DEMO_FAULT_DEEP,
  ACME_DEMO_FAULT_HUGE,
  ACME_DEMO_FAULT_GZIP_BOMB,
  ACME_DEMO_FAULT_INVALID_UTF8,
  ACME_DEMO_FAULT_WRONG_CHARSET,
  ACME_DEMO_FAULT_REDIRECT,
  ACME_DEMO_FAULT_NO_TOTAL,
  ACME_DEMO_FAULT_SHORT_PAGES,
  ACME_DEMO_FAULT_EXPIRE_TOKEN,
} AcmeDemoFaultKind;

/**
 * AcmeDemoFault:
 * @kind: how to misbehave
 * @method: (nullable): for requests with this method, or for any
 * @path: (nullable): for requests whose path begins with this (as it was sent, without the query), or for any,
 *   those for a token among them
 * @skip: let that many matching requests pass first
 * @times: then misbehave that many times; 0: from then on
 * @status: see #AcmeDemoFaultKind
 * @delay_ms: see #AcmeDemoFaultKind; any kind that does not say otherwise waits so long before it answers
 * @retry_after: seconds for a Retry-After header, or -1
 * @location: (nullable): for a redirect
 */
typedef struct
{
  AcmeDemoFaultKind kind;
  const char *method;
  const char *path;
  guint skip;
  guint times;
  guint status;
  guint delay_ms;
  int retry_after;
  const char *location;
} AcmeDemoFault;

#define ACME_TYPE_DEMO_SERVER (acme_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (AcmeDemoServer, acme_demo_server, ACME, DEMO_SERVER, GObject)

AcmeDemoServer *acme_demo_server_new                         (AcmeDemoData         data);
void            acme_demo_server_set_tls                     (AcmeDemoServer      *self,
                                                              GTlsCertificate     *certificate,
                                                              GTlsDatabase        *client_ca);
gboolean        acme_demo_server_start                       (AcmeDemoServer      *self,
                                                              guint16              port,
                                                              GError             **error);
void            acme_demo_server_stop                        (AcmeDemoServer      *self);

const char     *acme_demo_server_get_url                     (AcmeDemoServer      *self);
const char     *acme_demo_server_get_token_url               (AcmeDemoServer      *self);
const char     *acme_demo_server_get_client_id               (AcmeDemoServer      *self);
const char     *acme_demo_server_get_client_secret           (AcmeDemoServer      *self);
const char     *acme_demo_server_get_login                   (AcmeDemoServer      *self);
const char     *acme_demo_server_get_password                (AcmeDemoServer      *self);
const char     *acme_demo_server_get_customer_uri            (AcmeDemoServer      *self);
const char     *acme_demo_server_get_audit_url               (AcmeDemoServer      *self);
const char     *acme_demo_server_get_audit_client_id         (AcmeDemoServer      *self);
const char     *acme_demo_server_get_audit_client_secret     (AcmeDemoServer      *self);
const char     *acme_demo_server_get_limited_client_id       (AcmeDemoServer      *self);
const char     *acme_demo_server_get_limited_client_secret   (AcmeDemoServer      *self);
const char     *acme_demo_server_get_forbidden_client_id     (AcmeDemoServer      *self);
const char     *acme_demo_server_get_forbidden_client_secret (AcmeDemoServer      *self);

void            acme_demo_server_add_fault                   (AcmeDemoServer      *self,
                                                              const AcmeDemoFault *fault);
void            acme_demo_server_clear_faults                (AcmeDemoServer      *self);
guint           acme_demo_server_count_requests              (AcmeDemoServer      *self,
                                                              const char          *method,
                                                              const char          *path_prefix);
void            acme_demo_server_reset_counts                (AcmeDemoServer      *self);
guint           acme_demo_server_get_max_in_flight           (AcmeDemoServer      *self);

G_END_DECLS
