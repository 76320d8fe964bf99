/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "acme-demo-auth.h"
#include "acme-demo-faults.h"
#include "acme-demo-json.h"
#include "acme-demo-store.h"

G_BEGIN_DECLS

/* What all requests share; belongs to the server's thread. */
typedef struct
{
  AcmeDemoData data;
  gint64 start;
  AcmeDemoStore *store;   /* (nullable): made with the first request */
  AcmeDemoAuth *auth;
  AcmeDemoFaults *faults; /* (unowned) */
  const char *url;        /* (unowned): of the server, without a path */
  const char *token_url;  /* (unowned) */
  GMainContext *context;  /* (unowned) */
  GHashTable *requests;   /* those that are not answered yet */
  GHashTable *wires;      /* connections that something is done to, see acme-demo-wire.c */
} AcmeDemoCore;

/* Appends the next piece of an answer; returns whether more follows. */
typedef gboolean (*AcmeDemoStream) (AcmeDemoRequest *request, GString *out);

#define ACME_DEMO_MAX_IDS 2

/* A request and its answer. */
struct _AcmeDemoRequest
{
  AcmeDemoCore *core;
  SoupServerMessage *message; /* (nullable): not after its connection was taken away */
  const char *method;
  char *sent_path;            /* as it was sent */
  const char *path;           /* the same, without a leading /private */
  gboolean is_private;
  GPtrArray *query;           /* names and values in turn, decoded */
  AcmeDemoFaultPlan plan;
  GSource *delay;
  gboolean paused;
  gboolean is_counted;        /* as being handled */

  /* Set by the router for the handlers */
  const AcmeDemoPrincipal *principal;
  int scope;
  int ids[ACME_DEMO_MAX_IDS];
  char *text;                 /* (nullable): the segment of the path that is no number */
  JsonNode *body;             /* (nullable) */

  /* The answer */
  guint status;
  GString *answer;
  AcmeDemoJson json;
  const char *content_type;   /* (nullable): without a body */
  AcmeDemoStream stream;      /* (nullable): when the answer comes in pieces */
  gpointer stream_data;
  GDestroyNotify stream_free;
};

typedef gboolean (*AcmeDemoMatch) (AcmeDemoRequest *request, gconstpointer item, gpointer data);
typedef void (*AcmeDemoWrite) (AcmeDemoRequest *request, gconstpointer item);

/* Numbers that SCM puts into the `code` of an error */
enum
{
  ACME_DEMO_CODE_MISSING = -7,
  ACME_DEMO_CODE_UNKNOWN_USER = -16,
  ACME_DEMO_CODE_NOT_AUTHORIZED = -25,
  ACME_DEMO_CODE_ACCESS_DENIED = -37,
  ACME_DEMO_CODE_NO_PROFILE = -111,
  ACME_DEMO_CODE_NO_DOMAIN = -727,
  ACME_DEMO_CODE_NOT_FOR_ORGANIZATION = -1021,
  ACME_DEMO_CODE_NO_ORGANIZATION = -1023,
  ACME_DEMO_CODE_INVALID = -1601,
};

/* acme-demo-request.c: what was asked */
GPtrArray  *acme_demo_form_parse           (const char *text, gsize length);
const char *acme_demo_form_get             (GPtrArray *form, const char *name);
const char *acme_demo_request_query        (AcmeDemoRequest *request, const char *name);
gboolean    acme_demo_request_query_text   (AcmeDemoRequest *request, const char *name, glong max, const char **out);
gboolean    acme_demo_request_query_int    (AcmeDemoRequest *request, const char *name, int min, int max, int fallback,
                                            int *out);
gboolean    acme_demo_request_query_choice (AcmeDemoRequest *request, const char *name, const char *const *choices,
                                            const char **out);
gboolean    acme_demo_request_query_organization (AcmeDemoRequest *request, const char *name, gboolean may_exclude,
                                                  int *out_id, gboolean *out_alone);
gboolean    acme_demo_parse_int            (const char *text, int min, int max, int *out);
JsonObject *acme_demo_request_body         (AcmeDemoRequest *request);
JsonArray  *acme_demo_request_body_array   (AcmeDemoRequest *request);
gboolean    acme_demo_request_body_text    (AcmeDemoRequest *request, JsonObject *object, const char *name, glong max,
                                            gboolean required, const char **out);
gboolean    acme_demo_request_body_int     (AcmeDemoRequest *request, JsonObject *object, const char *name,
                                            gboolean required, int *out);

/* acme-demo-answer.c: what is answered */
void          acme_demo_request_fail       (AcmeDemoRequest *request, guint status, int code, const char *format, ...)
                                            G_GNUC_PRINTF (4, 5);
void          acme_demo_request_not_found  (AcmeDemoRequest *request, const char *what, int id);
void          acme_demo_request_denied     (AcmeDemoRequest *request);
void          acme_demo_request_empty      (AcmeDemoRequest *request, guint status);
void          acme_demo_request_created    (AcmeDemoRequest *request, const char *path, int id);
AcmeDemoJson *acme_demo_request_json       (AcmeDemoRequest *request);
void          acme_demo_request_header     (AcmeDemoRequest *request, const char *name, const char *value);
void          acme_demo_request_list       (AcmeDemoRequest *request, GPtrArray *items, gboolean with_total,
                                            AcmeDemoMatch match, AcmeDemoWrite write, gpointer data);
gboolean      acme_demo_contains           (const char *text, const char *folded_part);

G_END_DECLS
