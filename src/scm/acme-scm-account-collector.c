/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts together what comes in for a list of accounts, in whatever order: pages of accounts of either kind, the names of
 * organizations, the list of servers without which some accounts cannot be told from those of other endpoints. An
 * account is given out as soon as it is sure that it belongs here, and once more when something about it becomes known
 * later; until then it is held back. */

#include "config.h"

#include "acme-scm-account-collector.h"

#include <glib/gi18n.h>

#include "acme-error.h"
#include "acme-scm-account-matcher.h"
#include "acme-scm-account-reader.h"
#include "acme-scm-items.h"
#include "acme-scm-json.h"

/* What has become of an account */
enum
{
  GIVEN = 1 << 0,   /* it belongs here, and the caller has it */
  SETTLED = 1 << 1, /* whether it belongs here will not be asked again */
};

/* The accounts of one kind */
typedef struct
{
  AcmeScmAccountCollector *collector; /* (unowned): it holds this */
  const char *kind;
  AcmeScmItems *items;
  GByteArray *states; /* of each of the items */
} Part;

enum
{
  PUBLIC,
  UNIVERSAL,
  N_KINDS
};

struct _AcmeScmAccountCollector
{
  gboolean is_for_one; /* endpoint: only its accounts are wanted */
  AcmeScmAccountMatcher *matcher; /* (nullable): if endpoints do not matter */
  AcmeScmAccountsFunc func;
  gpointer data;

  Part parts[N_KINDS];
  AcmeOrganizationIndex *index; /* (nullable): until it is known, if ever */
  GError *names_error; /* (nullable): why there are no names */
  GError *servers_error; /* (nullable) */
  guint n_undecided; /* accounts that may or may not belong to the endpoint */
};

/* What surely belongs to another endpoint is not even made: of 10,000 accounts a small endpoint may have ten */
static AcmeItem *
read_account (JsonObject  *element,
              gpointer     user_data,
              GError     **error)
{
  Part *part = user_data;
  AcmeScmAccountCollector *self = part->collector;
  const char *server;

  if (self->is_for_one && acme_scm_json_get_string (element, "acmeServer", &server, NULL) &&
      acme_scm_account_matcher_find (self->matcher, part->kind, server, NULL) == ACME_SCM_MATCH_NO)
    return NULL;
  return (AcmeItem *) acme_scm_account_read (element, part->kind, ACME_SCM_ACCOUNT_WITHOUT_SECRETS, error);
}

static void
init_part (AcmeScmAccountCollector *self,
           guint                    i,
           const char              *kind)
{
  self->parts[i].collector = self;
  self->parts[i].kind = kind;
  self->parts[i].items = acme_scm_items_new (read_account, &self->parts[i]);
  self->parts[i].states = g_byte_array_new ();
}

/**
 * acme_scm_account_collector_new:
 * @endpoint: (nullable): the endpoint whose accounts are wanted, or %NULL for all accounts
 * @endpoints: (nullable) (element-type AcmeEndpoint): if @endpoint is %NULL, the endpoints among which that of each
 *   account is looked for
 * @func: gets the accounts
 * @data: for @func
 *
 * Returns: (transfer full): a collector
 */
AcmeScmAccountCollector *
acme_scm_account_collector_new (AcmeEndpoint        *endpoint,
                                GPtrArray           *endpoints,
                                AcmeScmAccountsFunc  func,
                                gpointer             data)
{
  AcmeScmAccountCollector *self = g_new0 (AcmeScmAccountCollector, 1);

  self->is_for_one = endpoint != NULL;
  self->func = func;
  self->data = data;
  if (endpoint != NULL || endpoints != NULL)
    self->matcher = acme_scm_account_matcher_new ();
  if (endpoint != NULL)
    acme_scm_account_matcher_add (self->matcher, endpoint);
  for (guint i = 0; endpoint == NULL && endpoints != NULL && i < endpoints->len; i++)
    acme_scm_account_matcher_add (self->matcher, endpoints->pdata[i]);
  init_part (self, PUBLIC, ACME_ACCOUNT_KIND_PUBLIC);
  init_part (self, UNIVERSAL, ACME_ACCOUNT_KIND_UNIVERSAL);
  return self;
}

/**
 * acme_scm_account_collector_free:
 * @self: (transfer full): a collector
 */
void
acme_scm_account_collector_free (AcmeScmAccountCollector *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    {
      acme_scm_items_free (self->parts[i].items);
      g_byte_array_unref (self->parts[i].states);
    }
  g_clear_pointer (&self->matcher, acme_scm_account_matcher_free);
  g_clear_pointer (&self->index, acme_organization_index_unref);
  g_clear_error (&self->names_error);
  g_clear_error (&self->servers_error);
  g_free (self);
}

/**
 * acme_scm_account_collector_expects:
 * @self: a collector
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 *
 * Returns: whether there is an endpoint that can have accounts of that kind; always if endpoints do not matter
 */
gboolean
acme_scm_account_collector_expects (AcmeScmAccountCollector *self,
                                    const char              *kind)
{
  return self->matcher == NULL || acme_scm_account_matcher_has_kind (self->matcher, kind);
}

/**
 * acme_scm_account_collector_needs_servers:
 * @self: a collector
 *
 * Returns: whether the list of servers is needed; it holds those of public endpoints only
 */
gboolean
acme_scm_account_collector_needs_servers (AcmeScmAccountCollector *self)
{
  return self->matcher != NULL && acme_scm_account_matcher_has_kind (self->matcher, ACME_ACCOUNT_KIND_PUBLIC);
}

static void
place (Part     *part,
       AcmeItem *account,
       guint8   *state)
{
  AcmeScmAccountCollector *self = part->collector;
  const char *server = acme_item_get_string (account, ACME_ACCOUNT_ACME_SERVER);
  AcmeEndpoint *endpoint = NULL;
  AcmeScmMatch match = ACME_SCM_MATCH_NO;
  gboolean is_homeless;

  if (self->matcher != NULL)
    match = acme_scm_account_matcher_find (self->matcher, part->kind, server, &endpoint);
  if (match != ACME_SCM_MATCH_LATER)
    *state |= SETTLED;
  if (endpoint != NULL)
    acme_item_set_number (account, ACME_ACCOUNT_ENDPOINT,
                          acme_item_get_number (ACME_ITEM (endpoint), ACME_ENDPOINT_ID));

  /* One that could belong to any endpoint is shown at each; nobody would ever see it otherwise */
  is_homeless = match == ACME_SCM_MATCH_UNKNOWN && (!self->is_for_one || server == NULL);
  if (is_homeless)
    acme_scm_items_add_problem (account, _("It is not known to which endpoint this account belongs."));
  else if (match == ACME_SCM_MATCH_UNKNOWN)
    self->n_undecided++;
  if (!self->is_for_one || is_homeless || match == ACME_SCM_MATCH_YES)
    *state |= GIVEN;
}

static void
name (AcmeScmAccountCollector *self,
      AcmeItem                *account)
{
  if (self->index != NULL || self->names_error != NULL)
    acme_scm_account_name (ACME_ACCOUNT (account), self->index, self->names_error);
}

static void
give (AcmeScmAccountCollector *self,
      GPtrArray               *accounts)
{
  if (accounts->len > 0)
    self->func (accounts, self->data);
}

/* Gives out those from @first on of which it is known now that they belong here, or where they belong */
static void
place_all (Part  *part,
           guint  first)
{
  GPtrArray *all = acme_scm_items_get_all (part->items);
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < all->len; i++)
    {
      AcmeItem *account = all->pdata[i];
      guint8 *state = &part->states->data[i];
      gboolean was_given = (*state & GIVEN) != 0;
      guint serial = acme_item_get_serial (account);

      if ((*state & SETTLED) != 0)
        continue;
      place (part, account, state);
      if ((*state & GIVEN) == 0)
        continue;
      if (!was_given)
        name (part->collector, account);
      if (!was_given || acme_item_get_serial (account) != serial)
        g_ptr_array_add (accounts, g_object_ref (account));
    }
  give (part->collector, accounts);
}

/**
 * acme_scm_account_collector_take_page:
 * @self: a collector
 * @kind: %ACME_ACCOUNT_KIND_PUBLIC or %ACME_ACCOUNT_KIND_UNIVERSAL
 * @page: a page of accounts of that kind
 *
 * Takes what is on the page, of each account its first appearance.
 */
void
acme_scm_account_collector_take_page (AcmeScmAccountCollector *self,
                                      const char              *kind,
                                      JsonArray               *page)
{
  Part *part = &self->parts[g_str_equal (kind, ACME_ACCOUNT_KIND_UNIVERSAL) ? UNIVERSAL : PUBLIC];
  GPtrArray *all = acme_scm_items_get_all (part->items);
  guint first = all->len;
  guint8 state = 0;

  acme_scm_items_take_page (page, part->items, NULL);
  for (guint i = first; i < all->len; i++)
    g_byte_array_append (part->states, &state, 1);
  place_all (part, first);
}

/**
 * acme_scm_account_collector_set_names:
 * @self: a collector
 * @index: (nullable): the names of organizations
 * @error: (nullable): why there is no @index
 *
 * Names what is there and what is still to come. Without an index, each account gets a problem that says why.
 */
void
acme_scm_account_collector_set_names (AcmeScmAccountCollector *self,
                                      AcmeOrganizationIndex   *index,
                                      const GError            *error)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  self->index = index != NULL ? acme_organization_index_ref (index) : NULL;
  self->names_error = index == NULL ? g_error_copy (error) : NULL;
  for (guint i = 0; i < N_KINDS; i++)
    {
      GPtrArray *all = acme_scm_items_get_all (self->parts[i].items);

      for (guint j = 0; j < all->len; j++)
        {
          guint serial = acme_item_get_serial (all->pdata[j]);

          if ((self->parts[i].states->data[j] & GIVEN) == 0)
            continue;
          name (self, all->pdata[j]);
          if (acme_item_get_serial (all->pdata[j]) != serial)
            g_ptr_array_add (accounts, g_object_ref (all->pdata[j]));
        }
    }
  give (self, accounts);
}

/**
 * acme_scm_account_collector_set_servers:
 * @self: a collector that needs them
 * @servers: (nullable): the public ACME servers
 * @error: (nullable): why there are no @servers
 *
 * Decides about those that were held back.
 */
void
acme_scm_account_collector_set_servers (AcmeScmAccountCollector *self,
                                        AcmeScmServers          *servers,
                                        const GError            *error)
{
  if (servers == NULL)
    self->servers_error = g_error_copy (error);
  else if (!acme_scm_servers_is_complete (servers))
    self->servers_error = g_error_new_literal (ACME_ERROR, ACME_ERROR_BAD_REPLY,
                                               _("SCM's list contains something else than servers."));
  acme_scm_account_matcher_set_servers (self->matcher, servers);
  place_all (&self->parts[PUBLIC], 0);
}

/* A list that leaves out accounts without a word is worse than none */
static GError *
make_undecided_error (AcmeScmAccountCollector *self)
{
  if (self->servers_error == NULL)
    return g_error_new_literal (ACME_ERROR, ACME_ERROR_BAD_REPLY,
                                _("Which accounts belong to this endpoint cannot be told, because its URL is not "
                                  "known."));
  /* Translators: the %s is a sentence that says what failed */
  return g_error_new (ACME_ERROR, self->servers_error->code,
                      _("Which accounts belong to this endpoint cannot be told, because the ACME servers could not "
                        "be listed. %s"), self->servers_error->message);
}

/* Entries of the list of which not even an id is known are one row together: without an id they are the same thing */
static void
add_unusable (Part      *part,
              GPtrArray *accounts)
{
  guint n = acme_scm_items_get_n_unusable (part->items);
  g_autofree char *problem = NULL;
  AcmeItem *item;

  if (n == 0)
    return;
  item = ACME_ITEM (acme_account_new (part->kind, ACME_NUMBER_NONE));
  problem = g_strdup_printf (ngettext ("SCM's list contains %u entry that is not a usable account.",
                                       "SCM's list contains %u entries that are not usable accounts.", n), n);
  acme_item_set_problem (item, problem);
  g_ptr_array_add (accounts, item);
}

/**
 * acme_scm_account_collector_steal:
 * @self: a collector that has seen everything
 * @error: return location
 *
 * Returns: (transfer full) (element-type AcmeAccount): the accounts that belong here, as
 *   acme_scm_list_accounts_finish() promises them; %NULL with an error of the domain %ACME_ERROR if it cannot be told
 *   which these are, or if not a single entry of a list is an account
 */
GPtrArray *
acme_scm_account_collector_steal (AcmeScmAccountCollector  *self,
                                  GError                  **error)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->n_undecided > 0)
    {
      g_propagate_error (error, make_undecided_error (self));
      return NULL;
    }
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autoptr(GPtrArray) all = acme_scm_items_steal (self->parts[i].items, error);

      if (all == NULL)
        return NULL;
      for (guint j = 0; j < all->len; j++)
        {
          if ((self->parts[i].states->data[j] & GIVEN) != 0)
            g_ptr_array_add (accounts, g_object_ref (all->pdata[j]));
        }
      add_unusable (&self->parts[i], accounts);
    }
  return g_steal_pointer (&accounts);
}
