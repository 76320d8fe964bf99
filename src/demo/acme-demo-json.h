/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A JSON text in the making. `comma` says whether something stands before the next value in its object or
 * array. */
typedef struct
{
  GString *text;
  gboolean comma;
} AcmeDemoJson;

#define ACME_DEMO_JSON_INIT(string) { (string), FALSE }

void acme_demo_json_open   (AcmeDemoJson *json, const char *name, char bracket);
void acme_demo_json_close  (AcmeDemoJson *json, char bracket);
void acme_demo_json_string (AcmeDemoJson *json, const char *name, const char *value);
void acme_demo_json_int    (AcmeDemoJson *json, const char *name, gint64 value);
void acme_demo_json_bool   (AcmeDemoJson *json, const char *name, gboolean value);
void acme_demo_json_null   (AcmeDemoJson *json, const char *name);
void acme_demo_json_time   (AcmeDemoJson *json, const char *name, gint64 value);
void acme_demo_json_name   (AcmeDemoJson *json, const char *name);

G_END_DECLS
