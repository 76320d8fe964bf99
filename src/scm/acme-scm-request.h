/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AcmeScmExpect:
 * @ACME_SCM_EXPECT_JSON: the answer holds a JSON array or object
 * @ACME_SCM_EXPECT_MAYBE: it holds one, or nothing
 * @ACME_SCM_EXPECT_NONE: its body is of no interest
 */
typedef enum
{
  ACME_SCM_EXPECT_JSON,
  ACME_SCM_EXPECT_MAYBE,
  ACME_SCM_EXPECT_NONE,
} AcmeScmExpect;

typedef struct _AcmeScmRequest AcmeScmRequest;

AcmeScmRequest *acme_scm_request_new          (const char     *method,
                                               const char     *format,
                                               ...) G_GNUC_PRINTF (2, 3);
AcmeScmRequest *acme_scm_request_copy         (AcmeScmRequest *self);
AcmeScmRequest *acme_scm_request_copy_to      (AcmeScmRequest *self,
                                               const char     *path);
AcmeScmRequest *acme_scm_request_ref          (AcmeScmRequest *self);
void            acme_scm_request_unref        (AcmeScmRequest *self);
void            acme_scm_request_add_string   (AcmeScmRequest *self,
                                               const char     *name,
                                               const char     *value);
void            acme_scm_request_add_number   (AcmeScmRequest *self,
                                               const char     *name,
                                               gint64          value);
void            acme_scm_request_set_body     (AcmeScmRequest *self,
                                               GBytes         *json);
void            acme_scm_request_set_expect   (AcmeScmRequest *self,
                                               AcmeScmExpect   expect);
void            acme_scm_request_set_max_size (AcmeScmRequest *self,
                                               gsize           max_size);
void            acme_scm_request_set_patience (AcmeScmRequest *self,
                                               guint           seconds);
void            acme_scm_request_set_is_read  (AcmeScmRequest *self);

const char     *acme_scm_request_get_method   (AcmeScmRequest *self);
const char     *acme_scm_request_get_path     (AcmeScmRequest *self);
const char     *acme_scm_request_get_query    (AcmeScmRequest *self);
GBytes         *acme_scm_request_get_body     (AcmeScmRequest *self);
AcmeScmExpect   acme_scm_request_get_expect   (AcmeScmRequest *self);
gsize           acme_scm_request_get_max_size (AcmeScmRequest *self);
guint           acme_scm_request_get_patience (AcmeScmRequest *self);
gboolean        acme_scm_request_is_read      (AcmeScmRequest *self);

char           *acme_scm_escape               (const char     *segment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmRequest, acme_scm_request_unref)

/* A successful answer */
typedef struct
{
  guint status;
  gint64 total;    /* X-Total-Count, or -1 */
  char *location;  /* (nullable): Location */
  char *token;     /* (nullable): token, by which the Audit API tells where the next page begins */
  JsonNode *json;  /* (nullable): an array or object */
} AcmeScmReply;

AcmeScmReply   *acme_scm_reply_new            (guint           status,
                                               const char     *total,
                                               const char     *location);
void            acme_scm_reply_free           (AcmeScmReply   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeScmReply, acme_scm_reply_free)

G_END_DECLS
