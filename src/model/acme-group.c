/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The header row of a group in a grouped table: its title, how many rows belong to it, whether they are shown. */

#include "config.h"

#include "acme-group.h"

struct _AcmeGroup
{
  GObject parent_instance;

  char *title;
  guint count;
  gboolean expanded;
};

G_DEFINE_FINAL_TYPE (AcmeGroup, acme_group, G_TYPE_OBJECT)

static void
acme_group_finalize (GObject *object)
{
  g_clear_pointer (&ACME_GROUP (object)->title, g_free);

  G_OBJECT_CLASS (acme_group_parent_class)->finalize (object);
}

static void
acme_group_class_init (AcmeGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = acme_group_finalize;
}

static void
acme_group_init (AcmeGroup *self)
{
  self->expanded = TRUE;
}

/**
 * acme_group_new:
 * @title: its title in the user's language
 *
 * Returns: (transfer full): an expanded group of no rows
 */
AcmeGroup *
acme_group_new (const char *title)
{
  AcmeGroup *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (ACME_TYPE_GROUP, NULL);
  self->title = g_strdup (title);
  return self;
}

/**
 * acme_group_get_title:
 * @self: a group
 *
 * Returns: (transfer none): its title
 */
const char *
acme_group_get_title (AcmeGroup *self)
{
  g_return_val_if_fail (ACME_IS_GROUP (self), NULL);

  return self->title;
}

/**
 * acme_group_get_count:
 * @self: a group
 *
 * Returns: how many rows belong to it, shown or not
 */
guint
acme_group_get_count (AcmeGroup *self)
{
  g_return_val_if_fail (ACME_IS_GROUP (self), 0);

  return self->count;
}

/**
 * acme_group_get_expanded:
 * @self: a group
 *
 * Returns: whether its rows are shown
 */
gboolean
acme_group_get_expanded (AcmeGroup *self)
{
  g_return_val_if_fail (ACME_IS_GROUP (self), FALSE);

  return self->expanded;
}

/**
 * acme_group_update:
 * @self: a group
 * @count: how many rows belong to it
 * @expanded: whether they are shown
 *
 * Returns: whether that is anything new
 */
gboolean
acme_group_update (AcmeGroup *self,
                   guint      count,
                   gboolean   expanded)
{
  g_return_val_if_fail (ACME_IS_GROUP (self), FALSE);

  if (self->count == count && self->expanded == expanded)
    return FALSE;

  self->count = count;
  self->expanded = expanded;
  return TRUE;
}
