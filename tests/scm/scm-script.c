/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "scm-script.h"

typedef struct
{
  char *method;
  char *path;
  guint status;
  char *json;     /* (nullable) */
  char *location; /* (nullable) */
  guint n_given;
} Answer;

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_free (answer->method);
  g_free (answer->path);
  g_free (answer->json);
  g_free (answer->location);
  g_free (answer);
}

static Answer *
find_answer (ScmScript  *self,
             const char *method,
             const char *path)
{
  Answer *last = NULL;

  for (guint i = 0; i < self->answers->len; i++)
    {
      Answer *answer = self->answers->pdata[i];

      if (!g_str_equal (answer->method, method) || !g_str_equal (answer->path, path))
        continue;
      last = answer;
      if (answer->n_given == 0)
        break;
    }
  return last;
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  ScmScript *self = user_data;
  const char *method = soup_server_message_get_method (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  Answer *answer = find_answer (self, method, path);

  if (!g_str_equal (method, "GET"))
    g_ptr_array_add (self->bodies, g_strndup (body->data != NULL ? body->data : "", body->length));
  if (answer == NULL)
    {
      scm_double_answer (message, 404, "{\"code\": -1, \"description\": \"not in the script\"}");
      return;
    }
  answer->n_given++;
  if (answer->status == SCM_SCRIPT_LOST)
    {
      g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  scm_double_answer (message, answer->status, answer->json);
  if (answer->location != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", answer->location);
}

ScmScript *
scm_script_new (void)
{
  ScmScript *self = g_new0 (ScmScript, 1);

  self->server = scm_double_new ();
  self->answers = g_ptr_array_new_with_free_func (free_answer);
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  scm_double_add (self->server, "/api", answer_cb, self);
  return self;
}

void
scm_script_free (ScmScript *self)
{
  scm_double_free (self->server);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->bodies);
  g_free (self);
}

static Answer *
add_answer (ScmScript  *self,
            const char *method,
            const char *path,
            guint       status)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->method = g_strdup (method);
  answer->path = g_strdup (path);
  answer->status = status;
  g_ptr_array_add (self->answers, answer);
  return answer;
}

void
scm_script_add (ScmScript  *self,
                const char *method,
                const char *path,
                guint       status,
                const char *json)
{
  add_answer (self, method, path, status)->json = g_strdup (json);
}

void
scm_script_add_location (ScmScript  *self,
                         const char *method,
                         const char *path,
                         guint       status,
                         const char *location)
{
  add_answer (self, method, path, status)->location = g_strdup (location);
}

/* How many of the requests begin so */
guint
scm_script_count (ScmScript  *self,
                  const char *start)
{
  return scm_double_count (self->server, start);
}

guint
scm_script_count_writes (ScmScript *self)
{
  return self->server->requests->len - scm_script_count (self, "GET ");
}
