/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "acme-scm-config.h"

G_BEGIN_DECLS

/* Told about each connection that is made for a message, see GSocketClient::event */
typedef void (*AcmeScmWatchFunc) (SoupMessage        *message,
                                  GSocketClientEvent  event,
                                  GIOStream          *stream,
                                  gpointer            user_data);

/* How an exchange goes about it, the same for all requests of a session */
typedef struct
{
  SoupSession *soup;
  GTlsDatabase *trust;    /* (nullable): trusted in addition to the system's authorities */
  guint timeout;          /* seconds: for the whole of an answer, or between two pieces of one that comes in pieces */
  GPtrArray *revocations; /* (nullable): lists of certificates that are trusted no more */
  AcmeScmConfig *config;  /* (nullable) */
  AcmeScmWatchFunc watch; /* (nullable) */
  gpointer watch_data;
} AcmeScmLine;

G_END_DECLS
