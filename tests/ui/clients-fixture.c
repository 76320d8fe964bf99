/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clients of an account as the demonstration server has them, looked at past any window, as another administrator
 * would. */

#include "clients-fixture.h"

#include "acme-scm-accounts.h"
#include "acme-scm-clients.h"
#include "find-widget.h"

static AcmeScmSession *
make_session (AcmeDemo *demo)
{
  return acme_scm_session_new (acme_connection_get_config (acme_demo_get_connection (demo)));
}

/* The accounts of all endpoints, of both kinds. */
GPtrArray *
load_demo_accounts (AcmeDemo *demo)
{
  g_autoptr(AcmeScmSession) session = make_session (demo);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *accounts;

  acme_scm_list_accounts_async (session, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, keep_result_cb, &result);
  wait_until (has_result, &result);
  accounts = acme_scm_list_accounts_finish (session, result, &error);
  g_assert_no_error (error);
  return accounts;
}

/* Its clients as they are there now. */
GPtrArray *
load_demo_clients (AcmeDemo    *demo,
                   AcmeAccount *account)
{
  g_autoptr(AcmeScmSession) session = make_session (demo);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *clients;

  acme_scm_list_clients_async (session, account, NULL, NULL, keep_result_cb, &result);
  wait_until (has_result, &result);
  clients = acme_scm_list_clients_finish (session, result, &error);
  g_assert_no_error (error);
  return clients;
}

/* The first @n clients that can be deactivated; fewer if there are no more. */
GPtrArray *
pick_active (GPtrArray *clients,
             guint      n)
{
  GPtrArray *active = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < clients->len && active->len < n; i++)
    {
      if (acme_client_is_active (clients->pdata[i]))
        g_ptr_array_add (active, g_object_ref (clients->pdata[i]));
    }
  return active;
}

/* An account of @kind that has at least @n_active clients that can be deactivated, and one that cannot. */
AcmeAccount *
load_demo_account (AcmeDemo   *demo,
                   const char *kind,
                   guint       n_active)
{
  g_autoptr(GPtrArray) accounts = load_demo_accounts (demo);

  for (guint i = 0; i < accounts->len; i++)
    {
      g_autoptr(GPtrArray) clients = NULL;
      g_autoptr(GPtrArray) active = NULL;

      if (!g_str_equal (acme_item_get_string (accounts->pdata[i], ACME_ACCOUNT_KIND), kind))
        continue;
      clients = load_demo_clients (demo, accounts->pdata[i]);
      active = pick_active (clients, clients->len);
      if (active->len >= n_active && active->len < clients->len)
        return g_object_ref (accounts->pdata[i]);
    }
  g_assert_not_reached ();
}

/* Deactivations of clients of @account fail: @times after the first @skip. */
void
add_client_fault (AcmeDemo          *demo,
                  AcmeAccount       *account,
                  AcmeDemoFaultKind  kind,
                  guint              skip,
                  guint              times)
{
  g_autofree char *path = g_strdup_printf ("%s%" G_GINT64_FORMAT "/client/",
                                           acme_account_is_universal (account) ? "/api/acme/v1/pca/account/"
                                                                               : "/api/acme/v2/account/",
                                           acme_item_get_number (ACME_ITEM (account), ACME_ACCOUNT_ID));
  AcmeDemoFault fault = { .kind = kind, .method = "PUT", .path = path, .skip = skip, .times = times,
                          .status = 409, .retry_after = -1 };

  acme_demo_server_add_fault (acme_demo_get_server (demo), &fault);
}
