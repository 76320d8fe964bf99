/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-domain-list.h"

typedef struct
{
  guint n;
  guint position, removed, added; /* the last one */
} Changes;

static void
changed_cb (Changes *changes,
            guint    position,
            guint    removed,
            guint    added)
{
  *changes = (Changes) { changes->n + 1, position, removed, added };
}

static AcmeDomainList *
make_list (Changes *changes)
{
  static const char *const original[] = { "a.example", "B.example", "xn--bcher-kva.example", NULL };
  AcmeDomainList *list = acme_domain_list_new ();

  acme_domain_list_set_original (list, original);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (changed_cb), changes);
  return list;
}

static void
assert_names (AcmeDomainList *list,
              const char     *names,
              const char     *added,
              const char     *removed)
{
  g_auto(GStrv) all = acme_domain_list_dup_names (list);
  g_auto(GStrv) plus = NULL;
  g_auto(GStrv) minus = NULL;
  g_autofree char *text = g_strjoinv (" ", all);
  g_autofree char *plus_text = NULL;
  g_autofree char *minus_text = NULL;

  acme_domain_list_get_changes (list, &plus, &minus);
  plus_text = g_strjoinv (" ", plus);
  minus_text = g_strjoinv (" ", minus);
  g_assert_cmpstr (text, ==, names);
  g_assert_cmpstr (plus_text, ==, added);
  g_assert_cmpstr (minus_text, ==, removed);
}

static void
assert_counts (AcmeDomainList *list,
               guint           names,
               guint           problems,
               guint           added,
               guint           removed)
{
  AcmeDomainCounts counts = acme_domain_list_get_counts (list);

  g_assert_cmpuint (counts.names, ==, names);
  g_assert_cmpuint (counts.problems, ==, problems);
  g_assert_cmpuint (counts.added, ==, added);
  g_assert_cmpuint (counts.removed, ==, removed);
}

static void
remove_at (AcmeDomainList *list,
           guint           position)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (entries, g_list_model_get_item (G_LIST_MODEL (list), position));
  acme_domain_list_remove (list, entries);
}

static const char *
get_problem (AcmeDomainList *list,
             guint           position)
{
  g_autoptr(AcmeItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return acme_item_get_problem (item); /* the list holds it */
}

static void
test_add (void)
{
  g_autoptr(AcmeDomainList) list = acme_domain_list_new ();
  const char *text = "Www.Example.org., *.bücher.example\n1.2.3.4;www.example.org";
  guint position = 99;

  g_assert_cmpuint (acme_domain_list_add_text (list, " , \n"), ==, 0);
  g_assert_false (acme_domain_list_find_problem (list, 0, &position));
  g_assert_cmpuint (acme_domain_list_add_text (list, text), ==, 4);
  assert_names (list, "www.example.org *.xn--bcher-kva.example", "www.example.org *.xn--bcher-kva.example", "");
  assert_counts (list, 4, 2, 2, 0);
  g_assert_null (get_problem (list, 0));
  g_assert_nonnull (get_problem (list, 2));
  g_assert_cmpstr (get_problem (list, 3), ==, "This name is there already.");

  g_assert_true (acme_domain_list_find_problem (list, 0, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_true (acme_domain_list_find_problem (list, 3, &position));
  g_assert_cmpuint (position, ==, 3);
  g_assert_true (acme_domain_list_find_problem (list, 4, &position)); /* around the end */
  g_assert_cmpuint (position, ==, 2);

  remove_at (list, 0); /* so the second is the only one of its name */
  assert_counts (list, 3, 1, 2, 0);
  assert_names (list, "*.xn--bcher-kva.example www.example.org", "*.xn--bcher-kva.example www.example.org", "");
}

static void
test_edit (void)
{
  Changes changes = { 0 };
  g_autoptr(AcmeDomainList) list = make_list (&changes);
  g_autoptr(AcmeDomainEntry) entry = g_list_model_get_item (G_LIST_MODEL (list), 1);
  guint position = 99;

  assert_names (list, "a.example B.example xn--bcher-kva.example", "", "");
  assert_counts (list, 3, 0, 0, 0);

  remove_at (list, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3); /* can be restored */
  g_assert_cmpuint (changes.n, ==, 1);
  g_assert_cmpuint (changes.position, ==, 1);
  g_assert_cmpuint (changes.removed, ==, 1);
  g_assert_cmpuint (changes.added, ==, 1);
  assert_names (list, "a.example xn--bcher-kva.example", "", "B.example");
  assert_counts (list, 2, 0, 0, 1);
  g_assert_true (acme_domain_list_find (list, entry, &position));
  g_assert_cmpuint (position, ==, 1);

  acme_domain_list_add_text (list, "new.example BÜCHER.example");
  g_assert_cmpuint (changes.n, ==, 2);
  g_assert_cmpuint (changes.position, ==, 3);
  g_assert_cmpuint (changes.removed, ==, 0);
  g_assert_cmpuint (changes.added, ==, 2);
  assert_names (list, "a.example xn--bcher-kva.example new.example", "new.example", "B.example");
  assert_counts (list, 4, 1, 1, 1);

  acme_domain_list_restore (list, entry);
  acme_domain_list_restore (list, entry);
  g_assert_cmpuint (changes.n, ==, 3);
  assert_names (list, "a.example B.example xn--bcher-kva.example new.example", "new.example", "");
}

/* Whoever types a name that is to go wants it to stay. */
static void
test_again (void)
{
  Changes changes = { 0 };
  g_autoptr(AcmeDomainList) list = make_list (&changes);

  remove_at (list, 1);
  acme_domain_list_add_text (list, "b.example b.example");
  assert_names (list, "a.example B.example xn--bcher-kva.example", "", "");
  assert_counts (list, 4, 1, 0, 0); /* the second was one too many */

  remove_at (list, 1); /* and takes the place of the first */
  assert_names (list, "a.example xn--bcher-kva.example b.example", "", "");
  assert_counts (list, 3, 0, 1, 1);
}

/* What SCM has is no problem, even if nobody could type it here. */
static void
test_odd_original (void)
{
  static const char *const original[] = { "under_score.example", "Intranet", NULL };
  g_autoptr(AcmeDomainList) list = acme_domain_list_new ();

  acme_domain_list_set_original (list, original);
  assert_counts (list, 2, 0, 0, 0);
  assert_names (list, "under_score.example Intranet", "", "");
  remove_at (list, 1);
  assert_names (list, "under_score.example", "", "Intranet");
}

static void
test_many (void)
{
  g_autoptr(AcmeDomainList) list = acme_domain_list_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  Changes changes = { 0 };

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "host%u.example.org\n", i);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (changed_cb), &changes);
  acme_domain_list_add_text (list, text->str);
  g_assert_cmpuint (changes.n, ==, 1);
  assert_counts (list, 2000, 0, 2000, 0);

  for (guint i = 500; i < 1500; i++)
    g_ptr_array_add (entries, g_list_model_get_item (G_LIST_MODEL (list), i));
  acme_domain_list_remove (list, entries);
  g_assert_cmpuint (changes.n, ==, 2);
  g_assert_cmpuint (changes.position, ==, 500);
  g_assert_cmpuint (changes.removed, ==, 1000);
  g_assert_cmpuint (changes.added, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain-list/add", test_add);
  g_test_add_func ("/domain-list/edit", test_edit);
  g_test_add_func ("/domain-list/again", test_again);
  g_test_add_func ("/domain-list/odd-original", test_odd_original);
  g_test_add_func ("/domain-list/many", test_many);
  return g_test_run ();
}
