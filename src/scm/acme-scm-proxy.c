/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which proxy leads to a host: the one that the desktop or the environment names, but none to this computer itself. A
 * proxy could not find the demonstration server, and plain http, which is allowed to this computer only, would carry
 * the sign-in to the proxy for everybody to read. */

#include "config.h"

#include "acme-scm-proxy.h"

struct _AcmeScmProxy
{
  GObject parent_instance;
};

static const char *const direct[] = { "direct://", NULL };

static gboolean
is_loopback (const char *uri)
{
  g_autoptr(GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;
  g_autoptr(GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return (address != NULL && g_inet_address_get_is_loopback (address)) ||
         (host != NULL && g_ascii_strcasecmp (host, "localhost") == 0);
}

static gboolean
is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
lookup (GProxyResolver  *resolver,
        const char      *uri,
        GCancellable    *cancellable,
        GError         **error)
{
  if (is_loopback (uri))
    return g_strdupv ((char **) direct);
  return g_proxy_resolver_lookup (g_proxy_resolver_get_default (), uri, cancellable, error);
}

static void
lookup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (proxies != NULL)
    g_task_return_pointer (task, proxies, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
lookup_async (GProxyResolver      *resolver,
              const char          *uri,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, lookup_async);
  if (is_loopback (uri))
    g_task_return_pointer (task, g_strdupv ((char **) direct), (GDestroyNotify) g_strfreev);
  else
    g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (), uri, cancellable, lookup_cb,
                                   g_steal_pointer (&task));
}

static char **
lookup_finish (GProxyResolver  *resolver,
               GAsyncResult    *result,
               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
proxy_resolver_init (GProxyResolverInterface *iface)
{
  iface->is_supported = is_supported;
  iface->lookup = lookup;
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AcmeScmProxy, acme_scm_proxy, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, proxy_resolver_init))

static void
acme_scm_proxy_class_init (AcmeScmProxyClass *klass)
{
}

static void
acme_scm_proxy_init (AcmeScmProxy *self)
{
}

/**
 * acme_scm_proxy_new:
 *
 * Returns: (transfer full): what tells a SoupSession which proxy to use
 */
GProxyResolver *
acme_scm_proxy_new (void)
{
  return g_object_new (ACME_TYPE_SCM_PROXY, NULL);
}
