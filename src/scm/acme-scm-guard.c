/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens to a message between its connection and its first byte: which certificate is trusted, which connections
 * nothing may be sent over although their TLS is intact, and what the server wants to see of us. It stands between
 * libsoup and everything that is secret, and remembers why it said no. */

#include "config.h"

#include "acme-scm-guard.h"

#include <glib/gi18n.h>
#include <string.h>

#include "acme-error.h"
#include "acme-scm-error.h"
#include "acme-scm-peer.h"

#define N_HANDLERS 5

struct _AcmeScmGuard
{
  SoupMessage *message;
  GCancellable *cancellable;
  AcmeScmConfig *config;        /* (nullable) */
  GTlsDatabase *trust;          /* (nullable) */
  GPtrArray *revocations;       /* (nullable) */
  AcmeScmWatchFunc watch;       /* (nullable) */
  gpointer watch_data;
  gulong handlers[N_HANDLERS];

  GSocket *socket;              /* (nullable): of a connection that was made for the message */
  GTlsCertificate *certificate; /* (nullable): one that the system does not trust */
  GTlsCertificateFlags certificate_errors;
  GError *refusal;              /* (nullable): why we said no */
  gboolean is_asked;            /* for a client certificate that we do not have */
};

static const char *
get_host (AcmeScmGuard *self)
{
  return g_uri_get_host (soup_message_get_uri (self->message));
}

/* Takes over @error */
static void
refuse (AcmeScmGuard *self,
        GError       *error)
{
  g_clear_error (&self->refusal);
  self->refusal = error;
  g_cancellable_cancel (self->cancellable);
}

static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       AcmeScmGuard         *self)
{
  g_autoptr(GSocketConnectable) identity = NULL;
  GUri *uri = soup_message_get_uri (message);

  g_set_object (&self->certificate, certificate);
  self->certificate_errors = errors;
  if (self->trust == NULL)
    return FALSE;

  /* Not trusted by the system: once more, from the beginning, by the authorities of the connection's own file */
  identity = g_network_address_new (g_uri_get_host (uri), g_uri_get_port (uri));
  self->certificate_errors =
    g_tls_database_verify_chain (self->trust, certificate, G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity,
                                 NULL, G_TLS_DATABASE_VERIFY_NONE, NULL, NULL);
  return self->certificate_errors == 0;
}

/* The last moment before the first byte, on a new connection as on one that was there already */
static void
starting_cb (SoupMessage  *message,
             AcmeScmGuard *self)
{
  GError *error = acme_scm_peer_refuse (soup_message_get_tls_protocol_version (message),
                                        soup_message_get_tls_peer_certificate (message), self->revocations,
                                        get_host (self));

  if (error != NULL)
    refuse (self, error);
}

static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *stream,
                  AcmeScmGuard       *self)
{
  static const char *const http1[] = { "http/1.1", NULL };

  /* libsoup can be told not to offer HTTP/2 only from 3.4 on, or for all sessions of a process */
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING && self->config != NULL && acme_scm_config_get_http1 (self->config))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream), http1);
  if (event == G_SOCKET_CLIENT_CONNECTED && G_IS_SOCKET_CONNECTION (stream))
    g_set_object (&self->socket, g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)));
  if (self->watch != NULL)
    self->watch (message, event, stream, self->watch_data);
}

static gboolean
request_certificate_cb (SoupMessage          *message,
                        GTlsClientConnection *connection,
                        AcmeScmGuard         *self)
{
  self->is_asked = TRUE;
  return FALSE;
}

static void
wipe (gpointer data)
{
  explicit_bzero (data, strlen (data));
  g_free (data);
}

/* A token locks itself after a few wrong tries: it gets one, and none that would be the last */
static gboolean
request_pin_cb (SoupMessage  *message,
                GTlsPassword *password,
                AcmeScmGuard *self)
{
  const char *pin = self->config != NULL ? acme_scm_config_get_certificate_password (self->config) : NULL;
  GTlsPasswordFlags flags = g_tls_password_get_flags (password);
  const char *sentence;
  char *copy;

  if ((flags & G_TLS_PASSWORD_RETRY) != 0)
    sentence = _("The token with the client certificate does not accept the PIN. It was not tried again, since a token "
                 "locks itself after a few wrong tries.");
  else if ((flags & G_TLS_PASSWORD_FINAL_TRY) != 0)
    sentence = _("The token with the client certificate locks itself with the next wrong PIN. Unlock it with its own "
                 "software first.");
  else if (pin == NULL)
    sentence = _("The token with the client certificate asks for its PIN.");
  else
    {
      copy = g_strdup (pin);
      g_tls_password_set_value_full (password, (guchar *) copy, strlen (copy), wipe);
      soup_message_tls_client_certificate_password_request_complete (message);
      return TRUE;
    }
  refuse (self, g_error_new_literal (ACME_ERROR, ACME_ERROR_INVALID, sentence));
  return FALSE;
}

/**
 * acme_scm_guard_new:
 * @line: where @message goes through
 * @message: a message that is not sent yet
 * @cancellable: ends the sending of @message
 *
 * Returns: (transfer full): what watches over @message
 */
AcmeScmGuard *
acme_scm_guard_new (const AcmeScmLine *line,
                    SoupMessage       *message,
                    GCancellable      *cancellable)
{
  AcmeScmGuard *self = g_new0 (AcmeScmGuard, 1);

  self->message = g_object_ref (message);
  self->cancellable = g_object_ref (cancellable);
  self->config = line->config != NULL ? acme_scm_config_ref (line->config) : NULL;
  self->revocations = line->revocations != NULL ? g_ptr_array_ref (line->revocations) : NULL;
  self->watch = line->watch;
  self->watch_data = line->watch_data;
  g_set_object (&self->trust, line->trust);
  self->handlers[0] =
    g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  self->handlers[1] = g_signal_connect (message, "starting", G_CALLBACK (starting_cb), self);
  self->handlers[2] = g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), self);
  self->handlers[3] = g_signal_connect (message, "request-certificate", G_CALLBACK (request_certificate_cb), self);
  self->handlers[4] = g_signal_connect (message, "request-certificate-password", G_CALLBACK (request_pin_cb), self);
  return self;
}

/**
 * acme_scm_guard_free:
 * @self: (transfer full): a guard
 */
void
acme_scm_guard_free (AcmeScmGuard *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->handlers); i++)
    g_clear_signal_handler (&self->handlers[i], self->message);
  g_clear_object (&self->message);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->trust);
  g_clear_object (&self->certificate);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->config, acme_scm_config_unref);
  g_clear_pointer (&self->revocations, g_ptr_array_unref);
  g_clear_error (&self->refusal);
  g_free (self);
}

/**
 * acme_scm_guard_cut:
 * @self: a guard
 *
 * Ends the connection that was made for the message, for whoever does not end it otherwise.
 */
void
acme_scm_guard_cut (AcmeScmGuard *self)
{
  if (self->socket != NULL)
    g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

/* Without a certificate some back ends report whatever the server did then */
static gboolean
lacks_certificate (AcmeScmGuard *self,
                   const GError *failure)
{
  return self->is_asked && self->certificate_errors == 0 &&
         (failure->domain == G_TLS_ERROR ||
          g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED));
}

/**
 * acme_scm_guard_describe:
 * @self: a guard
 * @failure: what libsoup or GIO reported
 *
 * Returns: (transfer full): why the message could not be sent, as acme_scm_error_from_transport() gives it
 */
GError *
acme_scm_guard_describe (AcmeScmGuard *self,
                         const GError *failure)
{
  g_autoptr(GError) asked = NULL;

  if (self->refusal != NULL)
    return g_error_copy (self->refusal);
  if (lacks_certificate (self, failure))
    failure = asked = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_CERTIFICATE_REQUIRED, "Asked for and not given");
  if (failure->domain == G_TLS_ERROR)
    return acme_scm_peer_describe (failure, self->certificate, self->certificate_errors, get_host (self));
  return acme_scm_error_from_transport (failure, 0, get_host (self));
}

/**
 * acme_scm_guard_has_ended:
 * @self: a guard
 * @failure: what libsoup or GIO reported
 *
 * Returns: whether it ended before anybody looked at the request, even if the request seems to have been sent
 */
gboolean
acme_scm_guard_has_ended (AcmeScmGuard *self,
                          const GError *failure)
{
  return self->refusal != NULL || lacks_certificate (self, failure) || acme_scm_peer_refuses_client (failure);
}
