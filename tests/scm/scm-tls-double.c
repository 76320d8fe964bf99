/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. */

#include "scm-tls-double.h"

#include <errno.h>
#include <glib-unix.h>
#include <gnutls/gnutls.h>
#include <string.h>
#include <sys/socket.h>

#include "scm-raw-double.h"

#define MUST(call) g_assert_cmpint ((call), >=, 0)
#define PATIENCE 10000 /* milliseconds */
#define ANSWER "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"

/* The words for a server that speaks as old a version as there is, and takes any certificate for its own */
#define ANY "NORMAL:+VERS-ALL:%VERIFY_ALLOW_BROKEN:%COMPAT"

static void
set_alpn (gnutls_session_t   session,
          const char *const *names)
{
  gnutls_datum_t protocols[4];
  guint n = 0;

  for (; names != NULL && names[n] != NULL; n++)
    {
      g_assert_cmpuint (n, <, G_N_ELEMENTS (protocols));
      protocols[n].data = (guchar *) names[n];
      protocols[n].size = strlen (names[n]);
    }
  if (n > 0)
    MUST (gnutls_alpn_set_protocols (session, protocols, n, GNUTLS_ALPN_SERVER_PRECEDENCE));
}

static gnutls_session_t
make_session (ScmTlsDouble *self,
              int           fd)
{
  gnutls_session_t session;

  MUST (gnutls_init (&session, GNUTLS_SERVER));
  MUST (gnutls_priority_set_direct (session, self->terms.priorities != NULL ? self->terms.priorities : ANY, NULL));
  MUST (gnutls_credentials_set (session, GNUTLS_CRD_CERTIFICATE, self->credentials));
  if (self->terms.client_ca != NULL)
    {
      gnutls_certificate_server_set_request (session, GNUTLS_CERT_REQUIRE);
      gnutls_session_set_verify_cert (session, NULL, 0);
    }
  set_alpn (session, self->terms.alpn);
  gnutls_handshake_set_timeout (session, PATIENCE);
  gnutls_transport_set_int (session, fd);
  return session;
}

static gboolean
shake_hands (ScmTlsDouble     *self,
             gnutls_session_t  session)
{
  gnutls_datum_t protocol;
  int result;

  do
    result = gnutls_handshake (session);
  while (result < 0 && !gnutls_error_is_fatal (result));
  if (result < 0)
    {
      gnutls_alert_send_appropriate (session, result);
      return FALSE;
    }

  g_mutex_lock (&self->lock);
  self->n_handshakes++;
  g_clear_pointer (&self->protocol, g_free);
  if (gnutls_alpn_get_selected_protocol (session, &protocol) == 0)
    self->protocol = g_strndup ((const char *) protocol.data, protocol.size);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gboolean
has_agreed_on_http2 (gnutls_session_t session)
{
  gnutls_datum_t protocol;

  return gnutls_alpn_get_selected_protocol (session, &protocol) == 0 && protocol.size == 2 &&
         memcmp (protocol.data, "h2", 2) == 0;
}

/* Answers what comes until nothing comes any more */
static void
answer_requests (ScmTlsDouble     *self,
                 gnutls_session_t  session)
{
  g_autoptr(GString) request = g_string_new (NULL);
  char bytes[4096];
  gssize n;

  while ((n = gnutls_record_recv (session, bytes, sizeof bytes)) > 0 || n == GNUTLS_E_INTERRUPTED)
    {
      if (n < 0)
        continue;
      g_string_append_len (request, bytes, n);
      g_mutex_lock (&self->lock);
      g_string_append_len (self->received, bytes, n);
      g_mutex_unlock (&self->lock);
      if (strstr (request->str, "\r\n\r\n") == NULL)
        continue;

      g_mutex_lock (&self->lock);
      self->n_requests++;
      g_mutex_unlock (&self->lock);
      g_string_truncate (request, 0);
      if (gnutls_record_send (session, ANSWER, strlen (ANSWER)) < 0)
        return;
    }
}

/* A connection that is closed with something unread is reset, and its last words are lost */
static void
drain (int fd)
{
  char bytes[4096];
  gssize n;

  shutdown (fd, SHUT_WR);
  do
    n = recv (fd, bytes, sizeof bytes, 0);
  while (n > 0 || (n < 0 && errno == EINTR));
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        ScmTlsDouble           *self)
{
  int fd = g_socket_get_fd (g_socket_connection_get_socket (connection));
  struct timeval patience = { .tv_sec = PATIENCE / 1000 };
  gnutls_session_t session;

  g_assert_true (g_unix_set_fd_nonblocking (fd, FALSE, NULL)); /* GSocket only behaves as if it were blocking */
  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), ==, 0);
  session = make_session (self, fd);
  if (shake_hands (self, session) && (self->terms.is_liar || !has_agreed_on_http2 (session)))
    answer_requests (self, session);
  gnutls_bye (session, GNUTLS_SHUT_WR);
  gnutls_deinit (session);
  drain (fd);
  return TRUE;
}

static void
destroy (gpointer  data,
         GClosure *closure)
{
  ScmTlsDouble *self = data;

  gnutls_certificate_free_credentials (self->credentials);
  g_string_free (self->received, TRUE);
  g_free (self->protocol);
  g_mutex_clear (&self->lock);
  g_free (self->url);
  g_free (self);
}

static gnutls_certificate_credentials_t
make_credentials (ScmCertificates    *certificates,
                  ScmCertificateKind  kind,
                  const char         *client_ca)
{
  g_autofree char *file = scm_certificates_make (certificates, "raw-server", kind, NULL);
  g_autofree char *key = scm_certificates_get_file (certificates, "raw-server", ".key");
  gnutls_certificate_credentials_t credentials;

  MUST (gnutls_certificate_allocate_credentials (&credentials));
  MUST (gnutls_certificate_set_x509_key_file2 (credentials, file, key, GNUTLS_X509_FMT_PEM, NULL, 0));
  if (client_ca != NULL)
    MUST (gnutls_certificate_set_x509_trust_file (credentials, client_ca, GNUTLS_X509_FMT_PEM));
  return credentials;
}

ScmTlsDouble *
scm_tls_double_new (ScmCertificates    *certificates,
                    ScmCertificateKind  kind,
                    const ScmTlsTerms  *terms)
{
  ScmTlsDouble *self = g_new0 (ScmTlsDouble, 1);

  if (terms != NULL)
    self->terms = *terms;
  g_mutex_init (&self->lock);
  self->received = g_string_new (NULL);
  self->credentials = make_credentials (certificates, kind, self->terms.client_ca);
  self->service = g_threaded_socket_service_new (16);
  g_signal_connect_data (self->service, "run", G_CALLBACK (run_cb), self, destroy, G_CONNECT_DEFAULT);
  self->url = scm_raw_double_listen (self->service, "https");
  return self;
}

/* What is left of it goes with the service, when the last of its threads has ended */
void
scm_tls_double_free (ScmTlsDouble *self)
{
  g_autoptr(GSocketService) service = g_steal_pointer (&self->service);

  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

/* How many requests it has seen */
guint
scm_tls_double_count (ScmTlsDouble *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->n_requests;
  g_mutex_unlock (&self->lock);
  return n;
}

char *
scm_tls_double_dup_received (ScmTlsDouble *self)
{
  char *received;

  g_mutex_lock (&self->lock);
  received = g_strdup (self->received->str);
  g_mutex_unlock (&self->lock);
  return received;
}

char *
scm_tls_double_dup_protocol (ScmTlsDouble *self)
{
  char *protocol;

  g_mutex_lock (&self->lock);
  protocol = g_strdup (self->protocol);
  g_mutex_unlock (&self->lock);
  return protocol;
}
