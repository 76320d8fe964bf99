/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-text-pool.h"

#include <string.h>

#include "acme-event.h"
#include "sample-events.h"

static guint32
add (AcmeTextPool *pool,
     const char   *text)
{
  guint32 id;

  /* what follows is not part of it */
  g_autofree char *longer = g_strconcat (text, "...", NULL);

  g_assert_true (acme_text_pool_add (pool, longer, strlen (text), &id, NULL));
  return id;
}

static void
test_once_each (void)
{
  g_autoptr(AcmeSpool) spool = acme_spool_new ();
  g_autoptr(AcmeTextPool) pool = acme_text_pool_new (spool);
  guint32 web, mail;

  g_assert_cmpuint (acme_text_pool_get_n (pool), ==, 1);
  g_assert_cmpuint (add (pool, ""), ==, ACME_TEXT_POOL_NONE);
  web = add (pool, "Web École");
  mail = add (pool, "Web");
  g_assert_cmpuint (web, !=, mail);
  g_assert_cmpuint (add (pool, "Web"), ==, mail);
  g_assert_cmpuint (add (pool, "Web École"), ==, web);
  g_assert_cmpuint (acme_text_pool_get_n (pool), ==, 3);
  g_assert_cmpstr (acme_text_pool_get_text (pool, ACME_TEXT_POOL_NONE), ==, "");
  g_assert_cmpstr (acme_text_pool_get_folded (pool, ACME_TEXT_POOL_NONE), ==, "");
  g_assert_cmpstr (acme_text_pool_get_text (pool, web), ==, "Web École");
  g_assert_cmpstr (acme_text_pool_get_folded (pool, web), ==, "web e\314\201cole");
}

/* More than any table begins with, in two pools of one spool */
static void
test_many (void)
{
  g_autoptr(AcmeSpool) spool = acme_spool_new ();
  g_autoptr(AcmeTextPool) pool = acme_text_pool_new (spool);
  g_autoptr(AcmeTextPool) other = acme_text_pool_new (spool);

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup_printf ("Text %u", i);

      g_assert_cmpuint (add (pool, text), ==, i + 1);
      if (i % 3 == 0)
        g_assert_cmpuint (add (other, text), ==, i / 3 + 1);
    }
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = g_strdup_printf ("Text %u", i);

      g_assert_cmpuint (add (pool, text), ==, i + 1);
      g_assert_cmpstr (acme_text_pool_get_text (pool, i + 1), ==, text);
      g_assert_cmpint (acme_text_pool_get_folded (pool, i + 1)[0], ==, 't');
    }
  g_assert_cmpuint (acme_text_pool_get_n (other), ==, 6668);
}

/* Ranks order as items do. */
static void
test_rank (void)
{
  static const char *const texts[] = { "b", "B", "École", "E\314\201cole", "ecole", "Z", "", "10", "9", "ß", "ss" };
  g_autoptr(AcmeSpool) spool = acme_spool_new ();
  g_autoptr(AcmeTextPool) pool = acme_text_pool_new (spool);
  const int is_cancelled = FALSE, is_not_wanted = TRUE;
  g_autofree guint32 *some = NULL;
  g_autofree guint32 *ranks = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add (pool, texts[i]);
  g_assert_null (acme_text_pool_rank (pool, 3, &is_not_wanted));
  some = acme_text_pool_rank (pool, 3, &is_cancelled); /* what is known later is not known now */
  g_assert_cmpuint (some[1], ==, some[2]);
  g_assert_cmpuint (some[0], <, some[1]);

  ranks = acme_text_pool_rank (pool, acme_text_pool_get_n (pool), &is_cancelled);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_autoptr(AcmeItem) a = ACME_ITEM (acme_event_new (texts[i]));
          g_autoptr(AcmeItem) b = ACME_ITEM (acme_event_new (texts[j]));
          int order = acme_item_compare (a, b, ACME_EVENT_ID);
          guint32 x = ranks[add (pool, texts[i])], y = ranks[add (pool, texts[j])];

          g_assert_cmpint ((x > y) - (x < y), ==, (order > 0) - (order < 0));
        }
    }
}

int
main (int argc, char **argv)
{
  int status;

  sample_own_cache ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-pool/once-each", test_once_each);
  g_test_add_func ("/text-pool/many", test_many);
  g_test_add_func ("/text-pool/rank", test_rank);
  status = g_test_run ();
  sample_drop_cache ();
  return status;
}
