/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "acme-error.h"
#include "acme-scm-session.h"

G_BEGIN_DECLS

/* A server of a test's own, where one precise answer is needed: http or https on a free port of 127.0.0.1, in the
 * test's thread. It notes each request as "METHOD path?query", and how many were in its hands at the same time. */
typedef struct
{
  SoupServer *server;
  char *url;
  GPtrArray *requests; /* of char* */
  GHashTable *timers;  /* message -> GSource of its delayed answer */
  guint n_in_flight;
  guint max_in_flight;
  guint delay; /* milliseconds that each answer takes */
} ScmDouble;

ScmDouble      *scm_double_new           (void);
ScmDouble      *scm_double_new_tls       (GTlsCertificate    *certificate,
                                          GTlsDatabase       *client_ca);
void            scm_double_free          (ScmDouble          *self);
void            scm_double_add           (ScmDouble          *self,
                                          const char         *path,
                                          SoupServerCallback  callback,
                                          gpointer            user_data);
void            scm_double_add_json      (ScmDouble          *self,
                                          const char         *path,
                                          const char         *json);
void            scm_double_exchange      (ScmDouble          *self,
                                          const char         *path,
                                          SoupServerCallback  callback,
                                          gpointer            user_data);
void            scm_double_exchange_json (ScmDouble          *self,
                                          const char         *path,
                                          const char         *json);
void            scm_double_exchange_status
                                         (ScmDouble          *self,
                                          const char         *path,
                                          guint               status);
void            scm_double_add_pages     (ScmDouble          *self,
                                          const char         *path,
                                          guint               n,
                                          const char         *element);
guint           scm_double_count         (ScmDouble          *self,
                                          const char         *start);
AcmeScmConfig  *scm_double_make_config   (ScmDouble          *self);
AcmeScmSession *scm_double_make_session  (ScmDouble          *self);

void            scm_double_answer        (SoupServerMessage  *message,
                                          guint               status,
                                          const char         *json);
const char     *scm_double_get_header    (SoupServerMessage  *message,
                                          const char         *name);
gint64          scm_double_get_number    (GHashTable         *query,
                                          const char         *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScmDouble, scm_double_free)

/* What an operation of a test ends in */
typedef struct
{
  GAsyncResult *result; /* (nullable): until it is there */
  guint n_calls;
} ScmOutcome;

void            scm_outcome_cb           (GObject            *source,
                                          GAsyncResult       *result,
                                          gpointer            outcome);
GAsyncResult   *scm_outcome_wait         (ScmOutcome         *outcome);
void            scm_outcome_clear        (ScmOutcome         *outcome);
void            scm_spin                 (guint               milliseconds);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScmOutcome, scm_outcome_clear)

/* Runs the main loop until @condition is true; a test that would hang fails after 20 seconds */
#define SCM_WAIT_UNTIL(condition)                                     \
  G_STMT_START                                                        \
    {                                                                 \
      gint64 scm_wait_end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
                                                                      \
      while (!(condition))                                            \
        {                                                             \
          if (g_get_monotonic_time () > scm_wait_end)                 \
            g_error ("%s:%d: waited in vain for %s", __FILE__, __LINE__, #condition); \
          scm_spin (5);                                               \
        }                                                             \
    }                                                                 \
  G_STMT_END

G_END_DECLS
