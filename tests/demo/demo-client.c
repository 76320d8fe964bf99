/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tests' own HTTP client: nothing but libsoup, so that what it sees is what the server sends. */

#include "demo-client.h"

#include <gnutls/gnutls.h>
#include <string.h>

#define DEADLINE_SECONDS 30

DemoClient *
demo_client_new_plain (AcmeDemoData data)
{
  DemoClient *client = g_new0 (DemoClient, 1);
  g_autoptr(GError) error = NULL;

  /* GIO would load GnuTLS while the test runs, and LeakSanitizer breaks on such a library's thread-local storage */
  g_test_message ("GnuTLS %s", gnutls_check_version (NULL));

  client->server = acme_demo_server_new (data);
  client->session = soup_session_new_with_options ("timeout", DEADLINE_SECONDS, "max-conns-per-host", 8, NULL);
  soup_session_remove_feature_by_type (client->session, SOUP_TYPE_CONTENT_DECODER);
  acme_demo_server_start (client->server, 0, &error);
  g_assert_no_error (error);
  return client;
}

DemoClient *
demo_client_new (AcmeDemoData data)
{
  DemoClient *client = demo_client_new_plain (data);

  demo_client_use_key (client, acme_demo_server_get_client_id (client->server),
                       acme_demo_server_get_client_secret (client->server));
  acme_demo_server_reset_counts (client->server);
  return client;
}

void
demo_client_free (DemoClient *client)
{
  soup_session_abort (client->session);
  g_object_unref (client->session);
  g_assert_finalize_object (client->server);
  g_free (client->token);
  g_free (client);
}

char *
demo_client_get_token (DemoClient *client,
                       const char *id,
                       const char *secret)
{
  const char *url = acme_demo_server_get_token_url (client->server);
  g_autofree char *form = soup_form_encode ("grant_type", "client_credentials", "client_id", id, "client_secret",
                                            secret, NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr(GBytes) bytes = g_bytes_new (form, strlen (form));
  g_autoptr(DemoAnswer) answer = NULL;

  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", bytes);
  answer = demo_client_send (client, message);
  return answer->status == 200
             ? g_strdup (json_object_get_string_member (demo_answer_object (answer), "access_token"))
             : NULL;
}

void
demo_client_use_key (DemoClient *client,
                     const char *id,
                     const char *secret)
{
  g_free (client->token);
  client->token = demo_client_get_token (client, id, secret);
  g_assert_nonnull (client->token);
}

SoupMessage *
demo_client_message (DemoClient *client,
                     const char *method,
                     const char *path,
                     const char *body)
{
  g_autofree char *url = g_strconcat (acme_demo_server_get_url (client->server), path, NULL);
  SoupMessage *message = soup_message_new (method, url);

  g_assert_nonnull (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (client->token != NULL)
    {
      g_autofree char *header = g_strconcat ("Bearer ", client->token, NULL);

      soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", header);
    }
  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  return message;
}

static void
parse_json (DemoAnswer *answer)
{
  const char *type = soup_message_headers_get_content_type (answer->headers, NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text = g_bytes_get_data (answer->bytes, &length);

  if (g_strcmp0 (type, "application/json") == 0 && length > 0 && length < 100000000 && *text != '\0' &&
      !g_str_has_prefix (text, "[[[[") && json_parser_load_from_data (parser, text, (gssize) length, NULL))
    answer->json = json_node_ref (json_parser_get_root (parser));
}

/* libsoup takes the end of a connection for the end of a body, even if less has come than was promised. */
gboolean
demo_message_is_whole (SoupMessage *message,
                       GBytes      *bytes)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  return soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH ||
         (goffset) g_bytes_get_size (bytes) == soup_message_headers_get_content_length (headers);
}

DemoAnswer *
demo_client_send (DemoClient  *client,
                  SoupMessage *message)
{
  DemoAnswer *answer = g_new0 (DemoAnswer, 1);

  answer->bytes = soup_session_send_and_read (client->session, message, NULL, &answer->error);
  if (answer->bytes != NULL && strcmp (soup_message_get_method (message), "HEAD") != 0 &&
      !demo_message_is_whole (message, answer->bytes))
    g_set_error_literal (&answer->error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "Less than was promised");
  if (!client->quiet)
    g_assert_no_error (answer->error);

  answer->status = soup_message_get_status (message);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (answer->bytes != NULL)
    parse_json (answer);
  return answer;
}

DemoAnswer *
demo_client_call (DemoClient *client,
                  const char *method,
                  const char *path,
                  const char *body)
{
  g_autoptr(SoupMessage) message = demo_client_message (client, method, path, body);

  return demo_client_send (client, message);
}

DemoAnswer *
demo_client_get (DemoClient *client,
                 const char *path)
{
  return demo_client_call (client, "GET", path, NULL);
}

void
demo_answer_free (DemoAnswer *answer)
{
  soup_message_headers_unref (answer->headers);
  g_clear_pointer (&answer->bytes, g_bytes_unref);
  g_clear_pointer (&answer->json, json_node_unref);
  g_clear_error (&answer->error);
  g_free (answer);
}

JsonArray *
demo_answer_array (DemoAnswer *answer)
{
  demo_assert_status (answer, 200);
  g_assert_nonnull (answer->json);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (answer->json));
  return json_node_get_array (answer->json);
}

JsonObject *
demo_answer_object (DemoAnswer *answer)
{
  g_assert_nonnull (answer->json);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (answer->json));
  return json_node_get_object (answer->json);
}

const char *
demo_answer_header (DemoAnswer *answer,
                    const char *name)
{
  return soup_message_headers_get_one (answer->headers, name);
}

int
demo_answer_total (DemoAnswer *answer)
{
  const char *total = demo_answer_header (answer, "X-Total-Count");

  return total != NULL ? (int) g_ascii_strtoll (total, NULL, 10) : -1;
}

int
demo_answer_location_id (DemoAnswer *answer)
{
  const char *location = demo_answer_header (answer, "Location");

  demo_assert_status (answer, 201);
  g_assert_cmpuint (g_bytes_get_size (answer->bytes), ==, 0);
  g_assert_nonnull (location);
  return (int) g_ascii_strtoll (strrchr (location, '/') + 1, NULL, 10);
}

JsonObject *
demo_array_find (JsonArray  *array,
                 const char *name,
                 const char *value)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (object, name, NULL), value) == 0)
        return object;
    }

  return NULL;
}

void
demo_assert_error (DemoAnswer *answer,
                   guint       status,
                   int         code)
{
  JsonObject *object = demo_answer_object (answer);

  demo_assert_status (answer, status);
  g_assert_cmpint (json_object_get_int_member_with_default (object, "code", 0), ==, code);
  g_assert_cmpstr (json_object_get_string_member (object, "description"), !=, "");
}

void
demo_assert_list (DemoClient *client,
                  const char *path,
                  int         length,
                  int         total)
{
  g_autoptr(DemoAnswer) answer = demo_client_get (client, path);

  g_test_message ("%s", path);
  g_assert_cmpint (json_array_get_length (demo_answer_array (answer)), ==, length);
  g_assert_cmpint (demo_answer_total (answer), ==, total);
}

void
demo_assert_refused (DemoClient *client,
                     const char *method,
                     const char *path,
                     const char *body,
                     guint       status,
                     int         code)
{
  g_autoptr(DemoAnswer) answer = demo_client_call (client, method, path, body);

  g_test_message ("%s %s %.200s", method, path, body != NULL ? body : "");
  demo_assert_error (answer, status, code);
}
