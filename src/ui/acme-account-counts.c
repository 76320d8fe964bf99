/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How many domains and clients each account has. SCM tells it for one account at a time, so it is asked only for those
 * whose rows are on screen, a few at a time, and what has been scrolled away meanwhile is not asked for any more. */

#include "config.h"

#include "acme-account-counts.h"

#include "acme-error.h"
#include "acme-scm-accounts.h"

#define MAX_IN_FLIGHT 4

struct _AcmeAccountCounts
{
  GObject parent_instance;

  AcmeScmSession *session;
  AcmeKeyedList *accounts;
  GHashTable *asked;   /* set of "KEY what" (owned): whatever came of it, it is not asked for again */
  GPtrArray *touched;  /* AcmeItem: counted since the list was last told */

  AcmeTable *table;    /* (nullable) (unowned): weak */
  GCancellable *cancellable;
  guint n_in_flight;
  guint touch_id;
};

/* One count on its way */
typedef struct
{
  AcmeAccountCounts *counts;
  AcmeItem *account;
  guint field;
} Count;

static const struct
{
  guint field;
  AcmeScmCount what;
} counted[] = {
  { ACME_ACCOUNT_DOMAINS, ACME_SCM_COUNT_DOMAINS },
  { ACME_ACCOUNT_CLIENTS, ACME_SCM_COUNT_CLIENTS },
};

G_DEFINE_FINAL_TYPE (AcmeAccountCounts, acme_account_counts, G_TYPE_OBJECT)

static void ask (AcmeAccountCounts *self);

static void
free_count (Count *count)
{
  g_object_unref (count->counts);
  g_object_unref (count->account);
  g_free (count);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Count, free_count)

/* One change of the list for what came in one turn of the main loop. */
static void
touch_cb (gpointer user_data)
{
  AcmeAccountCounts *self = user_data;

  self->touch_id = 0;
  if (self->touched->len == 1)
    acme_keyed_list_touch (self->accounts, self->touched->pdata[0]);
  else
    acme_keyed_list_touch (self->accounts, NULL);
  g_ptr_array_set_size (self->touched, 0);
}

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Count) count = user_data;
  AcmeAccountCounts *self = count->counts;
  g_autoptr(GError) error = NULL;
  gint64 n = acme_scm_count_finish (ACME_SCM_SESSION (source), result, &error);

  self->n_in_flight--;
  if (acme_error_is_cancelled (error))
    return;

  if (error != NULL)
    {
      g_debug ("An account's %s could not be counted: %s", acme_account_fields.fields[count->field].id, error->message);
    }
  else
    {
      acme_item_set_number (count->account, count->field, n);
      g_ptr_array_add (self->touched, g_object_ref (count->account));
      if (self->touch_id == 0)
        self->touch_id = g_idle_add_once (touch_cb, self);
    }
  ask (self);
}

/* Whether there is something to ask about an account, and then it counts as asked. */
static gboolean
take_turn (AcmeAccountCounts *self,
           AcmeItem          *account,
           guint              which)
{
  if (counted[which].what == ACME_SCM_COUNT_DOMAINS && acme_account_is_universal (ACME_ACCOUNT (account)))
    return FALSE;
  return g_hash_table_add (self->asked, g_strdup_printf ("%s %u", acme_item_get_key (account), counted[which].field));
}

static void
start_count (AcmeAccountCounts *self,
             AcmeItem          *account,
             guint              which)
{
  Count *count = g_new0 (Count, 1);

  count->counts = g_object_ref (self);
  count->account = g_object_ref (account);
  count->field = counted[which].field;
  self->n_in_flight++;
  acme_scm_count_async (self->session, ACME_ACCOUNT (account), counted[which].what, self->cancellable, count_cb, count);
}

/* Asks for as much as may be on its way at once, from the top of what is visible. */
static void
ask (AcmeAccountCounts *self)
{
  g_autoptr(GPtrArray) visible = NULL;

  if (self->table == NULL || self->n_in_flight >= MAX_IN_FLIGHT)
    return;

  visible = acme_table_list_visible (self->table);
  for (guint i = 0; i < visible->len; i++)
    {
      for (guint which = 0; which < G_N_ELEMENTS (counted); which++)
        {
          if (self->n_in_flight >= MAX_IN_FLIGHT)
            return;
          if (take_turn (self, visible->pdata[i], which))
            start_count (self, visible->pdata[i], which);
        }
    }
}

static void
acme_account_counts_dispose (GObject *object)
{
  AcmeAccountCounts *self = ACME_ACCOUNT_COUNTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->touch_id, g_source_remove);
  g_clear_weak_pointer (&self->table);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (acme_account_counts_parent_class)->dispose (object);
}

static void
acme_account_counts_finalize (GObject *object)
{
  AcmeAccountCounts *self = ACME_ACCOUNT_COUNTS (object);

  g_hash_table_unref (self->asked);
  g_ptr_array_unref (self->touched);

  G_OBJECT_CLASS (acme_account_counts_parent_class)->finalize (object);
}

static void
acme_account_counts_class_init (AcmeAccountCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acme_account_counts_dispose;
  G_OBJECT_CLASS (klass)->finalize = acme_account_counts_finalize;
}

static void
acme_account_counts_init (AcmeAccountCounts *self)
{
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->touched = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/**
 * acme_account_counts_new:
 * @session: a session
 * @accounts: a list of #AcmeAccount, which is told when one has been counted
 * @table: the table that shows @accounts
 *
 * Returns: (transfer full): what counts the domains and clients of the accounts that @table shows, until it is disposed
 *   of with g_object_run_dispose() or @table goes. To drop the reference alone does not end what is on its way.
 */
AcmeAccountCounts *
acme_account_counts_new (AcmeScmSession *session,
                         AcmeKeyedList  *accounts,
                         AcmeTable      *table)
{
  AcmeAccountCounts *self;

  g_return_val_if_fail (ACME_IS_SCM_SESSION (session), NULL);
  g_return_val_if_fail (ACME_IS_KEYED_LIST (accounts), NULL);
  g_return_val_if_fail (ACME_IS_TABLE (table), NULL);

  self = g_object_new (ACME_TYPE_ACCOUNT_COUNTS, NULL);
  self->session = g_object_ref (session);
  self->accounts = g_object_ref (accounts);
  g_set_weak_pointer (&self->table, table);
  g_signal_connect_object (table, "visible-changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  ask (self);
  return self;
}

/**
 * acme_account_counts_forget:
 * @self: what counts
 * @account: (nullable): an account that has changed, or %NULL for all of them
 *
 * Counts anew, as soon as its row is on screen. What is known stays until then.
 */
void
acme_account_counts_forget (AcmeAccountCounts *self,
                            AcmeAccount       *account)
{
  g_return_if_fail (ACME_IS_ACCOUNT_COUNTS (self));
  g_return_if_fail (account == NULL || ACME_IS_ACCOUNT (account));

  if (account == NULL)
    g_hash_table_remove_all (self->asked);
  for (guint which = 0; account != NULL && which < G_N_ELEMENTS (counted); which++)
    {
      g_autofree char *asked = g_strdup_printf ("%s %u", acme_item_get_key (ACME_ITEM (account)), counted[which].field);

      g_hash_table_remove (self->asked, asked);
    }
  ask (self);
}
