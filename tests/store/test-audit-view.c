/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-audit-view.h"

#include <string.h>

#include "sample-events.h"
#include "view-fixture.h"

/* As AcmeQuery, save for what the view's comment says */
static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  Fixture *fixture = data;
  AcmeItem *x = fixture->events->pdata[*(const guint32 *) a];
  AcmeItem *y = fixture->events->pdata[*(const guint32 *) b];
  gboolean descending;
  int field = acme_query_get_sort (fixture->query, &descending);
  int order = 0;

  if (field == ACME_EVENT_ID && !fixture->with_odd_ids)
    {
      guint64 i = g_ascii_strtoull (acme_item_get_text (x, field), NULL, 10);
      guint64 j = g_ascii_strtoull (acme_item_get_text (y, field), NULL, 10);

      order = (i > j) - (i < j);
    }
  else if (field == ACME_EVENT_ID || field == ACME_EVENT_DESCRIPTION)
    order = strcmp (acme_item_get_folded (x, field), acme_item_get_folded (y, field));
  else if (field != ACME_QUERY_NO_FIELD)
    return acme_query_compare (fixture->query, x, y);
  return descending ? -order : order;
}

static GArray *
expect (Fixture *fixture)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < fixture->events->len; i++)
    {
      if (view_shows (fixture, i))
        g_array_append_val (indices, i);
    }
  g_array_sort_with_data (indices, compare, fixture); /* which is stable */
  return indices;
}

static void
check (Fixture *fixture)
{
  g_autoptr(GArray) expected = expect (fixture);
  g_autoptr(GBytes) order = NULL;
  gsize size;
  const guint32 *indices;

  acme_audit_view_finish (fixture->view);
  order = acme_audit_view_dup_order (fixture->view);
  indices = g_bytes_get_data (order, &size);

  g_assert_cmpuint (size / sizeof (guint32), ==, expected->len);
  g_assert_cmpuint (acme_rows_get_n_matches (ACME_ROWS (fixture->view)), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    g_assert_cmpuint (indices[i], ==, g_array_index (expected, guint32, i));
}

static void
ask_something (Fixture *fixture,
               GRand   *rand)
{
  g_autoptr(GPtrArray) criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) acme_criterion_unref);
  g_autofree char *search = g_strjoin (" ", g_rand_boolean (rand) ? sample_pick_text (rand) : "",
                                       g_rand_boolean (rand) ? sample_pick_text (rand) : "", NULL);
  g_autoptr(GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));

  acme_query_set_search (fixture->query, search);
  for (guint field = 0; field <= ACME_EVENT_RAW; field++)
    {
      if (g_rand_int_range (rand, 0, 3) > 0 && (field != ACME_EVENT_RAW || g_rand_int_range (rand, 0, 4) == 0))
        g_array_append_val (fields, field);
    }
  acme_query_set_search_fields (fixture->query, (const guint *) fields->data, fields->len);

  while (g_rand_int_range (rand, 0, 3) == 0)
    {
      guint field = g_rand_int_range (rand, 0, ACME_EVENT_RAW + 1);
      AcmeOperator operator = g_rand_int_range (rand, 0, ACME_N_OPERATORS);
      const char *value = operator == ACME_OPERATOR_OLDER_THAN ? "3" : sample_pick_text (rand);
      AcmeCriterion *criterion = NULL;

      if (acme_operator_suits (operator, &acme_event_fields.fields[field]))
        criterion = acme_criterion_new (&acme_event_fields, field, operator, value, NULL);
      if (criterion != NULL)
        g_ptr_array_add (criteria, criterion);
    }
  acme_query_set_criteria (fixture->query, criteria);
}

static void
order_somehow (Fixture *fixture,
               GRand   *rand)
{
  acme_query_set_sort (fixture->query, g_rand_int_range (rand, ACME_QUERY_NO_FIELD, ACME_EVENT_N_FIELDS),
                       g_rand_boolean (rand));
}

static void
limit_somehow (Fixture *fixture,
               GRand   *rand)
{
  gint64 start = G_GINT64_CONSTANT (1792886400) * G_USEC_PER_SEC;

  fixture->from = g_rand_boolean (rand) ? G_MININT64 : start + g_rand_int_range (rand, 0, 20) * G_TIME_SPAN_HOUR;
  fixture->to = g_rand_boolean (rand) ? G_MAXINT64 : start + g_rand_int_range (rand, 10, 40) * G_TIME_SPAN_HOUR;
  acme_audit_view_set_time_range (fixture->view, fixture->from, fixture->to);
}

static void
scope_somehow (Fixture *fixture,
               GRand   *rand)
{
  g_autoptr(AcmeEndpoint) endpoint = acme_endpoint_new (1);

  g_clear_pointer (&fixture->scope, acme_event_scope_unref);
  acme_item_set_string (ACME_ITEM (endpoint), ACME_ENDPOINT_NAME, sample_pick_text (rand));
  if (g_rand_int_range (rand, 0, 4) == 0)
    fixture->scope = acme_event_scope_new_for_endpoint (endpoint, NULL);
  acme_audit_view_set_scope (fixture->view, fixture->scope);
}

typedef struct
{
  guint n_events;
  guint n_rounds;
} Size;

static void
do_something (Fixture *fixture,
              GRand   *rand,
              guint    n_most)
{
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      if (fixture->events->len < n_most)
        sample_add_events (fixture->log, fixture->events, rand, g_rand_int_range (rand, 1, n_most / 4),
                           fixture->with_odd_ids);
      acme_audit_view_update (fixture->view);
      break;
    case 1:
      order_somehow (fixture, rand);
      break;
    case 2:
      limit_somehow (fixture, rand);
      break;
    case 3:
      scope_somehow (fixture, rand);
      break;
    default:
      ask_something (fixture, rand);
      break;
    }
}

/* Whatever is asked in whichever order, while the log grows: what is shown is what AcmeQuery lets through. */
static void
test_same_as_query (Fixture       *fixture,
                    gconstpointer  data)
{
  const Size *size = data;
  g_autoptr(GRand) rand = g_rand_new_with_seed (20260101 + size->n_events);

  for (guint round = 0; round < size->n_rounds; round++)
    {
      do_something (fixture, rand, size->n_events);
      if (round == size->n_rounds / 2)
        {
          fixture->with_odd_ids = TRUE;
          sample_add_events (fixture->log, fixture->events, rand, 8, TRUE);
        }
      /* now and then it is asked again before it has found anything */
      if (g_rand_int_range (rand, 0, 4) > 0)
        check (fixture);
    }
  check (fixture);
}

/* Ids are ordered as numbers until one comes that is none; then those of before change their places, too. */
static void
test_odd_id (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);

  acme_query_set_sort (fixture->query, ACME_EVENT_ID, FALSE);
  sample_add_events (fixture->log, fixture->events, rand, 500, FALSE);
  check (fixture);
  fixture->with_odd_ids = TRUE;
  sample_add_events (fixture->log, fixture->events, rand, 8, TRUE);
  check (fixture);
}

/* A copy of the model, kept by what it tells */
typedef struct
{
  AcmeAuditView *view;
  GArray *rows;
  guint n_changes;
  guint n_updates;
} Follower;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Follower   *follower)
{
  g_autoptr(GBytes) order = acme_audit_view_dup_order (follower->view);

  g_assert_cmpuint (position + removed, <=, follower->rows->len);
  g_array_remove_range (follower->rows, position, removed);
  if (added > 0)
    g_array_insert_vals (follower->rows, position, (const guint *) g_bytes_get_data (order, NULL) + position, added);
  g_assert_cmpuint (follower->rows->len, ==, g_list_model_get_n_items (model));
  follower->n_changes++;
}

static void
updated_cb (AcmeRows *rows,
            Follower *follower)
{
  g_assert_false (acme_rows_is_busy (rows));
  follower->n_updates++;
}

static Follower
follow (AcmeAuditView *view)
{
  return (Follower) { view, g_array_new (FALSE, FALSE, sizeof (guint)), 0, 0 };
}

static void
connect (Follower *follower)
{
  g_signal_connect (follower->view, "items-changed", G_CALLBACK (items_changed_cb), follower);
  g_signal_connect (follower->view, "updated", G_CALLBACK (updated_cb), follower);
}

static void
check_follower (Follower *follower)
{
  g_autoptr(GBytes) order = acme_audit_view_dup_order (follower->view);

  g_assert_cmpmem (follower->rows->data, follower->rows->len * sizeof (guint32), g_bytes_get_data (order, NULL),
                   g_bytes_get_size (order));
}

static void
test_tells_changes (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  Follower follower = follow (fixture->view);

  connect (&follower);
  for (guint round = 0; round < 60; round++)
    {
      if (round % 3 == 0)
        sample_add_events (fixture->log, fixture->events, rand, 300, FALSE);
      else if (round % 3 == 1)
        ask_something (fixture, rand);
      else
        order_somehow (fixture, rand);
      acme_audit_view_finish (fixture->view);
      check_follower (&follower);
    }
  g_assert_cmpuint (follower.n_changes, >, 20);
  g_array_unref (follower.rows);
}

static gboolean
is_idle (gpointer view)
{
  return !acme_rows_is_busy (view);
}

/* Every wait has an end */
static void
wait_for (gboolean (*is_done) (gpointer data),
          gpointer   data)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (!is_done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* Without anybody who waits: by the main loop alone, and of many questions the last is answered. */
static void
test_newest_wins (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);
  g_autoptr(GArray) expected = NULL;
  Follower follower = follow (fixture->view);

  sample_add_events (fixture->log, fixture->events, rand, 20000, FALSE);
  connect (&follower);
  acme_audit_view_update (fixture->view);
  acme_query_set_search (fixture->query, "w");
  g_assert_true (acme_rows_is_busy (ACME_ROWS (fixture->view)));
  acme_query_set_search (fixture->query, "we");
  acme_query_set_search (fixture->query, "web");
  acme_query_set_sort (fixture->query, ACME_EVENT_DESCRIPTION, TRUE);
  wait_for (is_idle, fixture->view);

  expected = expect (fixture);
  g_assert_cmpuint (expected->len, >, 0);
  g_assert_cmpmem (follower.rows->data, follower.rows->len * sizeof (guint32), expected->data,
                   expected->len * sizeof (guint32));
  g_assert_cmpuint (follower.n_updates, ==, 1);
  g_array_unref (follower.rows);
}

static gboolean
has_all (gpointer data)
{
  Fixture *fixture = data;

  return acme_rows_get_n_matches (ACME_ROWS (fixture->view)) == fixture->events->len;
}

/* The log grows, and so do the rows, without a word that they are being looked for. */
static void
test_growth (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (9);

  acme_query_set_sort (fixture->query, ACME_EVENT_DATE, TRUE);
  for (guint i = 0; i < 10; i++)
    {
      sample_add_events (fixture->log, fixture->events, rand, 1500, FALSE);
      acme_audit_view_update (fixture->view);
      g_assert_false (acme_rows_is_busy (ACME_ROWS (fixture->view)));
    }
  wait_for (has_all, fixture);
  g_assert_cmpuint (acme_rows_get_n_total (ACME_ROWS (fixture->view)), ==, 15000);
  check (fixture);
}

/* A row that somebody holds is the same one wherever it goes. */
static void
test_identity (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (10);
  g_autoptr(AcmeItem) row = NULL;
  g_autoptr(AcmeItem) again = NULL;
  guint position;

  sample_add_events (fixture->log, fixture->events, rand, 500, FALSE);
  acme_audit_view_finish (fixture->view);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->view)) == ACME_TYPE_EVENT);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->view), 500));
  row = g_list_model_get_item (G_LIST_MODEL (fixture->view), 17);
  g_assert_cmpstr (acme_item_get_key (row), ==, acme_item_get_key (fixture->events->pdata[17]));

  acme_query_set_sort (fixture->query, ACME_EVENT_ID, TRUE);
  acme_audit_view_finish (fixture->view);
  g_assert_true (acme_rows_find (ACME_ROWS (fixture->view), row, &position));
  g_assert_cmpuint (position, !=, 17);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->view), position);
  g_assert_true (again == row);

  acme_query_set_search (fixture->query, "there is no such text");
  acme_audit_view_finish (fixture->view);
  g_assert_false (acme_rows_find (ACME_ROWS (fixture->view), row, NULL));
  g_assert_false (acme_rows_find (ACME_ROWS (fixture->view), fixture->query, NULL));
}

/* Whatever is asked last before the view goes: nobody works on, and nothing is left. */
static void
test_goes_while_it_works (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);

  sample_add_events (fixture->log, fixture->events, rand, 20000, FALSE);
  acme_audit_view_update (fixture->view);
  acme_query_set_search (fixture->query, "e");
  g_assert_true (acme_rows_is_busy (ACME_ROWS (fixture->view)));
}

static void
ask_when_empty_cb (GListModel *model,
                   guint       position,
                   guint       n_removed,
                   guint       n_added,
                   Fixture    *fixture)
{
  if (n_added > 0 || n_removed == 0 || fixture->to != G_MAXINT64)
    return;
  fixture->to = 0;
  acme_audit_view_set_time_range (fixture->view, fixture->from, fixture->to);
  fixture->to = G_MAXINT64 - 1;
  acme_audit_view_set_time_range (fixture->view, fixture->from, fixture->to);
}

/* Whoever is told that all rows are gone may ask for something else at once. */
static void
test_asked_meanwhile (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (12);
  Follower follower = follow (fixture->view);

  sample_add_events (fixture->log, fixture->events, rand, 4000, FALSE); /* they are found at once */
  connect (&follower);
  acme_audit_view_finish (fixture->view);
  g_signal_connect (fixture->view, "items-changed", G_CALLBACK (ask_when_empty_cb), fixture);
  acme_query_set_sort (fixture->query, ACME_EVENT_DESCRIPTION, TRUE);
  check (fixture);
  check_follower (&follower);
  g_assert_cmpint (fixture->to, ==, G_MAXINT64 - 1);
  g_assert_false (acme_rows_is_busy (ACME_ROWS (fixture->view)));
  g_array_unref (follower.rows);
}

int
main (int argc, char **argv)
{
  static const Size few = { 60, 300 }, many = { 3000, 80 }, in_threads = { 12000, 40 };
  int status;

  sample_own_cache ();
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/audit-view/same-as-query/few", Fixture, &few, view_set_up, test_same_as_query, view_tear_down);
  g_test_add ("/audit-view/same-as-query/many", Fixture, &many, view_set_up, test_same_as_query,
              view_tear_down);
  g_test_add ("/audit-view/same-as-query/in-threads", Fixture, &in_threads, view_set_up, test_same_as_query,
              view_tear_down);
  g_test_add ("/audit-view/odd-id", Fixture, NULL, view_set_up, test_odd_id, view_tear_down);
  g_test_add ("/audit-view/tells-changes", Fixture, NULL, view_set_up, test_tells_changes, view_tear_down);
  g_test_add ("/audit-view/newest-wins", Fixture, NULL, view_set_up, test_newest_wins, view_tear_down);
  g_test_add ("/audit-view/asked-meanwhile", Fixture, NULL, view_set_up, test_asked_meanwhile, view_tear_down);
  g_test_add ("/audit-view/growth", Fixture, NULL, view_set_up, test_growth, view_tear_down);
  g_test_add ("/audit-view/identity", Fixture, NULL, view_set_up, test_identity, view_tear_down);
  g_test_add ("/audit-view/goes-while-it-works", Fixture, NULL, view_set_up, test_goes_while_it_works, view_tear_down);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
