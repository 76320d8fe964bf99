/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a resource wants from SCM, and what it gets: a request says nothing about hosts, sign-in or transport, and a
 * reply is always one of success. */

#include "config.h"

#include "acme-scm-request.h"

#include "acme-scm-exchange.h"

struct _AcmeScmRequest
{
  grefcount ref_count;
  const char *method; /* interned */
  char *path;
  GString *query;
  GBytes *body; /* (nullable) */
  AcmeScmExpect expect;
  gsize max_size;
  guint patience; /* seconds */
  gboolean is_read;
};

/**
 * acme_scm_request_new:
 * @method: GET, POST, PUT or DELETE
 * @format: the path from `/api` on, in the manner of printf(); texts in it must be made by acme_scm_escape()
 * @...: what @format asks for
 *
 * Returns: (transfer full): a request without query and body that expects JSON
 */
AcmeScmRequest *
acme_scm_request_new (const char *method,
                      const char *format,
                      ...)
{
  AcmeScmRequest *self = g_new0 (AcmeScmRequest, 1);
  va_list arguments;

  g_ref_count_init (&self->ref_count);
  self->method = g_intern_string (method);
  va_start (arguments, format);
  self->path = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->query = g_string_new (NULL);
  self->max_size = ACME_SCM_MAX_SIZE;
  self->is_read = self->method == g_intern_static_string ("GET");
  return self;
}

/**
 * acme_scm_request_copy:
 * @self: a request
 *
 * Returns: (transfer full): another one like it, to which more can be added
 */
AcmeScmRequest *
acme_scm_request_copy (AcmeScmRequest *self)
{
  return acme_scm_request_copy_to (self, self->path);
}

/**
 * acme_scm_request_copy_to:
 * @self: a request
 * @path: the path from `/api` on
 *
 * Returns: (transfer full): another one like it for @path
 */
AcmeScmRequest *
acme_scm_request_copy_to (AcmeScmRequest *self,
                          const char     *path)
{
  AcmeScmRequest *copy = acme_scm_request_new (self->method, "%s", path);

  g_string_append (copy->query, self->query->str);
  copy->body = self->body != NULL ? g_bytes_ref (self->body) : NULL;
  copy->expect = self->expect;
  copy->max_size = self->max_size;
  copy->patience = self->patience;
  copy->is_read = self->is_read;
  return copy;
}

/**
 * acme_scm_request_ref:
 * @self: a request
 *
 * Returns: (transfer full): @self
 */
AcmeScmRequest *
acme_scm_request_ref (AcmeScmRequest *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * acme_scm_request_unref:
 * @self: (transfer full): a request
 */
void
acme_scm_request_unref (AcmeScmRequest *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_free (self->path);
  g_string_free (self->query, TRUE);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * acme_scm_request_add_string:
 * @self: a request
 * @name: the name of a query parameter; one that was added before is repeated
 * @value: its value
 */
void
acme_scm_request_add_string (AcmeScmRequest *self,
                             const char     *name,
                             const char     *value)
{
  if (self->query->len > 0)
    g_string_append_c (self->query, '&');
  g_string_append_uri_escaped (self->query, name, NULL, FALSE);
  g_string_append_c (self->query, '=');
  g_string_append_uri_escaped (self->query, value, NULL, FALSE);
}

/**
 * acme_scm_request_add_number:
 * @self: a request
 * @name: the name of a query parameter
 * @value: its value
 */
void
acme_scm_request_add_number (AcmeScmRequest *self,
                             const char     *name,
                             gint64          value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  acme_scm_request_add_string (self, name, text);
}

/**
 * acme_scm_request_set_body:
 * @self: a request
 * @json: what it sends
 */
void
acme_scm_request_set_body (AcmeScmRequest *self,
                           GBytes         *json)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_ref (json);
}

/**
 * acme_scm_request_set_expect:
 * @self: a request
 * @expect: what its answer has to hold
 */
void
acme_scm_request_set_expect (AcmeScmRequest *self,
                             AcmeScmExpect   expect)
{
  self->expect = expect;
}

/**
 * acme_scm_request_set_max_size:
 * @self: a request
 * @max_size: the most bytes its answer may have
 */
void
acme_scm_request_set_max_size (AcmeScmRequest *self,
                               gsize           max_size)
{
  self->max_size = max_size;
}

/**
 * acme_scm_request_set_patience:
 * @self: a request
 * @seconds: how long the first byte of its body may take if the answer comes in pieces; the session's own time limit
 *   counts if that is longer
 */
void
acme_scm_request_set_patience (AcmeScmRequest *self,
                               guint           seconds)
{
  self->patience = seconds;
}

/**
 * acme_scm_request_set_is_read:
 * @self: a request
 *
 * Says that it changes nothing in SCM although it is no GET, so that it may be sent again.
 */
void
acme_scm_request_set_is_read (AcmeScmRequest *self)
{
  self->is_read = TRUE;
}

const char *
acme_scm_request_get_method (AcmeScmRequest *self)
{
  return self->method;
}

const char *
acme_scm_request_get_path (AcmeScmRequest *self)
{
  return self->path;
}

/* (nullable) */
const char *
acme_scm_request_get_query (AcmeScmRequest *self)
{
  return self->query->len > 0 ? self->query->str : NULL;
}

/* (nullable) */
GBytes *
acme_scm_request_get_body (AcmeScmRequest *self)
{
  return self->body;
}

AcmeScmExpect
acme_scm_request_get_expect (AcmeScmRequest *self)
{
  return self->expect;
}

gsize
acme_scm_request_get_max_size (AcmeScmRequest *self)
{
  return self->max_size;
}

guint
acme_scm_request_get_patience (AcmeScmRequest *self)
{
  return self->patience;
}

/* Whether it may be sent again without changing anything */
gboolean
acme_scm_request_is_read (AcmeScmRequest *self)
{
  return self->is_read;
}

/**
 * acme_scm_escape:
 * @segment: a text that becomes one segment of a path, such as the id of a client
 *
 * Returns: (transfer full): @segment escaped
 */
char *
acme_scm_escape (const char *segment)
{
  return g_uri_escape_string (segment, NULL, FALSE);
}

/**
 * acme_scm_reply_new:
 * @status: the HTTP status
 * @total: (nullable): the value of X-Total-Count
 * @location: (nullable): the value of Location
 *
 * Returns: (transfer full): a reply without JSON
 */
AcmeScmReply *
acme_scm_reply_new (guint       status,
                    const char *total,
                    const char *location)
{
  AcmeScmReply *self = g_new0 (AcmeScmReply, 1);
  guint64 number;

  self->status = status;
  self->total = -1;
  if (total != NULL && g_ascii_string_to_unsigned (total, 10, 0, G_MAXINT64, &number, NULL))
    self->total = (gint64) number;
  self->location = g_strdup (location);
  return self;
}

/**
 * acme_scm_reply_free:
 * @self: (transfer full): a reply
 */
void
acme_scm_reply_free (AcmeScmReply *self)
{
  g_free (self->location);
  g_free (self->token);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self);
}
