/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A certificate manager that speaks SCM's language on loopback, with sample data. It lets people try the
 * program without a tenant, and it is what every test talks to. It is written from the published interface
 * alone and shares no code with the client, so that one wrong reading cannot confirm the other. It lives in
 * a thread of its own and may be started wherever a client is. */

#include "config.h"

#include "acme-demo-server.h"

#include <libsoup/soup.h>

#include "acme-demo-exchange.h"
#include "acme-demo-server-private.h"

struct _AcmeDemoServer
{
  GObject parent_instance;

  AcmeDemoData data;
  AcmeDemoFaults *faults;
  GTlsCertificate *certificate; /* (nullable) */
  GTlsDatabase *client_ca;      /* (nullable) */
  char *url;
  char *token_url;
  char *audit_url;

  /* Of the thread, between start and stop */
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
};

G_DEFINE_FINAL_TYPE (AcmeDemoServer, acme_demo_server, G_TYPE_OBJECT)

/* What acme_demo_server_start() waits for */
typedef struct
{
  AcmeDemoServer *self;
  guint16 port;
  GMutex mutex;
  GCond cond;
  gboolean is_done;
  GError *error;
} Start;

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  acme_demo_core_handle (user_data, message);
}

/* A server is always asked, also about certificates that nothing is wrong with. */
static gboolean
accept_certificate_cb (SoupServerMessage    *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       gpointer              user_data)
{
  return errors == 0;
}

static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message,
                    gpointer           user_data)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), NULL);
}

static SoupServer *
listen_on_loopback (AcmeDemoServer  *self,
                    guint16          port,
                    GError         **error)
{
  g_autoptr(SoupServer) server = soup_server_new ("raw-paths", TRUE, "server-header", "acme-demo", NULL);

  if (self->certificate != NULL)
    soup_server_set_tls_certificate (server, self->certificate);
  if (self->client_ca != NULL)
    {
      soup_server_set_tls_database (server, self->client_ca);
      soup_server_set_tls_auth_mode (server, G_TLS_AUTHENTICATION_REQUESTED);
      g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), NULL);
    }

  if (!soup_server_listen_local (server, port, self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0, error))
    return NULL;

  return g_steal_pointer (&server);
}

/* A certificate that names no address is for the name. */
static const char *
choose_host (GTlsCertificate *certificate)
{
  g_autoptr(GPtrArray) addresses = NULL;

  if (certificate == NULL)
    return "127.0.0.1";

  addresses = g_tls_certificate_get_ip_addresses (certificate);
  for (guint i = 0; addresses != NULL && i < addresses->len; i++)
    {
      g_autofree char *address = g_inet_address_to_string (addresses->pdata[i]);

      if (g_strcmp0 (address, "127.0.0.1") == 0)
        return "127.0.0.1";
    }

  return "localhost";
}

static void
learn_urls (AcmeDemoServer *self,
            SoupServer     *server)
{
  GSList *uris = soup_server_get_uris (server);

  g_free (self->url);
  g_free (self->token_url);
  g_free (self->audit_url);
  self->url = g_strdup_printf ("%s://%s:%d", self->certificate != NULL ? "https" : "http",
                               choose_host (self->certificate), g_uri_get_port (uris->data));
  self->token_url = g_strconcat (self->url, ACME_DEMO_TOKEN_PATH, NULL);
  self->audit_url = g_strconcat (self->url, "/audit", NULL);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
report_start (Start  *start,
              GError *error)
{
  g_mutex_lock (&start->mutex);
  start->is_done = TRUE;
  start->error = error;
  g_cond_signal (&start->cond);
  g_mutex_unlock (&start->mutex);
}

static gpointer
run_thread (gpointer data)
{
  Start *start = data;
  AcmeDemoServer *self = start->self;
  GMainLoop *loop = self->loop;
  GMainContext *context = self->context;
  AcmeDemoCore *core;
  SoupServer *server;
  GError *error = NULL;

  g_main_context_push_thread_default (context);

  server = listen_on_loopback (self, start->port, &error);
  if (server != NULL)
    {
      learn_urls (self, server);
      core = acme_demo_core_new (self->data, self->faults, self->url, self->token_url, context);
      soup_server_add_handler (server, NULL, request_cb, core, NULL);
      report_start (start, NULL);

      g_main_loop_run (loop);

      acme_demo_core_stop (core);
      soup_server_disconnect (server);
      while (g_main_context_iteration (context, FALSE) || g_hash_table_size (core->wires) > 0)
        ;
      g_object_unref (server);
      acme_demo_core_free (core);
      while (g_main_context_iteration (context, FALSE))
        ;
    }
  else
    {
      report_start (start, error);
    }

  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
acme_demo_server_dispose (GObject *object)
{
  AcmeDemoServer *self = ACME_DEMO_SERVER (object);

  acme_demo_server_stop (self);
  g_clear_object (&self->certificate);
  g_clear_object (&self->client_ca);

  G_OBJECT_CLASS (acme_demo_server_parent_class)->dispose (object);
}

static void
acme_demo_server_finalize (GObject *object)
{
  AcmeDemoServer *self = ACME_DEMO_SERVER (object);

  acme_demo_faults_free (self->faults);
  g_free (self->url);
  g_free (self->token_url);
  g_free (self->audit_url);

  G_OBJECT_CLASS (acme_demo_server_parent_class)->finalize (object);
}

static void
acme_demo_server_class_init (AcmeDemoServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = acme_demo_server_dispose;
  object_class->finalize = acme_demo_server_finalize;
}

static void
acme_demo_server_init (AcmeDemoServer *self)
{
  self->faults = acme_demo_faults_new ();
}

/* For acme-demo-server-access.c */
AcmeDemoFaults *
acme_demo_server_get_faults (AcmeDemoServer *self)
{
  return self->faults;
}

/**
 * acme_demo_server_new:
 * @data: how much sample data there is
 *
 * Returns: (transfer full): a server that was not started
 */
AcmeDemoServer *
acme_demo_server_new (AcmeDemoData data)
{
  AcmeDemoServer *self = g_object_new (ACME_TYPE_DEMO_SERVER, NULL);

  self->data = data;
  return self;
}

/**
 * acme_demo_server_set_tls:
 * @self: a server that was not started
 * @certificate: the server's certificate with its key
 * @client_ca: (nullable): what client certificates are checked with; %NULL to ask for none
 *
 * Makes its URLs https ones. With @client_ca, a client may show a certificate that @client_ca vouches for, and then
 * needs no password under `/private`; one that it does not vouch for ends the connection.
 */
void
acme_demo_server_set_tls (AcmeDemoServer  *self,
                          GTlsCertificate *certificate,
                          GTlsDatabase    *client_ca)
{
  g_return_if_fail (ACME_IS_DEMO_SERVER (self));
  g_return_if_fail (G_IS_TLS_CERTIFICATE (certificate));
  g_return_if_fail (client_ca == NULL || G_IS_TLS_DATABASE (client_ca));
  g_return_if_fail (self->thread == NULL);

  g_set_object (&self->certificate, certificate);
  g_set_object (&self->client_ca, client_ca);
}

/**
 * acme_demo_server_start:
 * @self: a server that was not started, or stopped
 * @port: the port on the loopback addresses, or 0 for any that is free
 * @error: where to put what went wrong
 *
 * Starts it with fresh sample data, in a thread of its own. Faults and counts remain as they are.
 *
 * Returns: whether it listens; a #GIOErrorEnum if not
 */
gboolean
acme_demo_server_start (AcmeDemoServer  *self,
                        guint16          port,
                        GError         **error)
{
  Start start = { .self = self, .port = port };

  g_return_val_if_fail (ACME_IS_DEMO_SERVER (self), FALSE);
  g_return_val_if_fail (self->thread == NULL, FALSE);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&start.mutex);
  g_cond_init (&start.cond);

  self->thread = g_thread_new ("acme-demo", run_thread, &start);
  g_mutex_lock (&start.mutex);
  while (!start.is_done)
    g_cond_wait (&start.cond, &start.mutex);
  g_mutex_unlock (&start.mutex);

  if (start.error != NULL)
    acme_demo_server_stop (self);
  g_mutex_clear (&start.mutex);
  g_cond_clear (&start.cond);

  if (start.error == NULL)
    return TRUE;

  g_propagate_error (error, start.error);
  return FALSE;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * acme_demo_server_stop:
 * @self: a server
 *
 * Closes all connections and ends the thread. Does nothing to a server that was not started.
 */
void
acme_demo_server_stop (AcmeDemoServer *self)
{
  GSource *quit;

  g_return_if_fail (ACME_IS_DEMO_SERVER (self));

  if (self->thread == NULL)
    return;

  /* Runs in the loop, so that it cannot come before the loop does */
  quit = g_idle_source_new ();
  g_source_set_priority (quit, G_PRIORITY_HIGH);
  g_source_set_callback (quit, quit_cb, self->loop, NULL);
  g_source_attach (quit, self->context);
  g_source_unref (quit);

  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
}

/**
 * acme_demo_server_get_url:
 * @self: a server
 *
 * Returns: (nullable): the base of the API without `/api`; %NULL before the first start
 */
const char *
acme_demo_server_get_url (AcmeDemoServer *self)
{
  g_return_val_if_fail (ACME_IS_DEMO_SERVER (self), NULL);

  return self->url;
}

/**
 * acme_demo_server_get_token_url:
 * @self: a server
 *
 * Returns: (nullable): where tokens are given out, those for the Audit API too; %NULL before the first start
 */
const char *
acme_demo_server_get_token_url (AcmeDemoServer *self)
{
  g_return_val_if_fail (ACME_IS_DEMO_SERVER (self), NULL);

  return self->token_url;
}

/**
 * acme_demo_server_get_audit_url:
 * @self: a server
 *
 * Returns: (nullable): the base of the Audit API without `/api`; %NULL before the first start
 */
const char *
acme_demo_server_get_audit_url (AcmeDemoServer *self)
{
  g_return_val_if_fail (ACME_IS_DEMO_SERVER (self), NULL);

  return self->audit_url;
}
