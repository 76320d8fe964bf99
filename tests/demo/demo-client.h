/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "acme-demo-server.h"

G_BEGIN_DECLS

/* A demonstration server and a plain HTTP client of it, with a deadline for everything. */
typedef struct
{
  AcmeDemoServer *server;
  SoupSession *session;
  char *token;    /* (nullable): is sent along if there is one */
  gboolean quiet; /* errors of the transport are expected */
} DemoClient;

typedef struct
{
  guint status; /* 0: there was no answer */
  SoupMessageHeaders *headers;
  GBytes *bytes;
  JsonNode *json;  /* (nullable): when the body is JSON */
  GError *error;   /* (nullable) */
} DemoAnswer;

DemoClient  *demo_client_new         (AcmeDemoData data);
DemoClient  *demo_client_new_plain   (AcmeDemoData data);
void         demo_client_free        (DemoClient *client);
char        *demo_client_get_token   (DemoClient *client, const char *id, const char *secret);
void         demo_client_use_key     (DemoClient *client, const char *id, const char *secret);
SoupMessage *demo_client_message     (DemoClient *client, const char *method, const char *path, const char *body);
DemoAnswer  *demo_client_send        (DemoClient *client, SoupMessage *message);
DemoAnswer  *demo_client_call        (DemoClient *client, const char *method, const char *path, const char *body);
DemoAnswer  *demo_client_get         (DemoClient *client, const char *path);

gboolean     demo_message_is_whole   (SoupMessage *message, GBytes *bytes);

void         demo_answer_free        (DemoAnswer *answer);
JsonArray   *demo_answer_array       (DemoAnswer *answer);
JsonObject  *demo_answer_object      (DemoAnswer *answer);
const char  *demo_answer_header      (DemoAnswer *answer, const char *name);
int          demo_answer_total       (DemoAnswer *answer);
int          demo_answer_location_id (DemoAnswer *answer);
JsonObject  *demo_array_find         (JsonArray *array, const char *name, const char *value);

#define demo_assert_status(answer, expected) g_assert_cmpuint ((answer)->status, ==, (expected))

/* An error object with a code; 0: with none */
void         demo_assert_error       (DemoAnswer *answer, guint status, int code);
/* How many elements the list has, and the total that it tells */
void         demo_assert_list        (DemoClient *client, const char *path, int length, int total);
void         demo_assert_refused     (DemoClient *client, const char *method, const char *path, const char *body,
                                      guint status, int code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoClient, demo_client_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoAnswer, demo_answer_free)

G_END_DECLS
