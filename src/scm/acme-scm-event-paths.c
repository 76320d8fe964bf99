/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which member of a record is which field of an event: one table for each source, and the way through it, one name
 * after the other. The activity log is documented. The records of the Audit API are not, so that its table takes every
 * name that is likely; what is found first in the table is what counts. Whatever is not in it can be seen in the
 * record. Names are the same in whatever case and with or without `_` and `-`. */

#include "config.h"

#include "acme-scm-event-paths.h"

#include <string.h>

#define MAX_PLACES 128
#define MAX_NAME 30
#define N_SLOTS 512 /* a power of two */
#define N_KNOWN 256 /* likewise */

typedef struct
{
  guint part;
  const char *path; /* the names, in lower case, with dots between them */
} Path;

/* What is likelier comes first */
static const Path activity_paths[] = {
  { ACME_EVENT_ID, "id" },
  { ACME_EVENT_ID, "guid" },
  { ACME_EVENT_DATE, "date" },
  { ACME_EVENT_ACTION, "action.actionname" },
  { ACME_EVENT_ACTION, "action.name" },
  { ACME_EVENT_ACTION, "actionname" },
  { ACME_EVENT_ACTION, "action" },
  { ACME_EVENT_ADMIN, "admin.login" },
  { ACME_EVENT_ADMIN, "admin" },
  { ACME_EVENT_ADMIN, "admin.email" },
  { ACME_EVENT_ADMIN_NAME, "admin.fullname" },
  { ACME_EVENT_ACCESS_METHOD, "accessmethod" },
  { ACME_EVENT_ADDRESS, "address" },
  { ACME_EVENT_ORGANIZATION, "org.name" },
  { ACME_EVENT_ORGANIZATION, "organization.name" },
  { ACME_EVENT_ORGANIZATION, "org" },
  { ACME_EVENT_ORGANIZATION, "customername" },
  { ACME_EVENT_DESCRIPTION, "description" },
  { ACME_EVENT_DESCRIPTION, "notif.description" },
};

static const Path api_paths[] = {
  { ACME_EVENT_ID, "id" },
  { ACME_EVENT_ID, "recordid" },
  { ACME_EVENT_ID, "eventid" },
  { ACME_EVENT_ID, "guid" },
  { ACME_EVENT_ID, "uuid" },
  { ACME_EVENT_DATE, "timestamp" },
  { ACME_EVENT_DATE, "date" },
  { ACME_EVENT_DATE, "time" },
  { ACME_EVENT_DATE, "created" },
  { ACME_EVENT_DATE, "createdat" },
  { ACME_EVENT_DATE, "eventtime" },
  { ACME_EVENT_DATE, "datetime" },
  { ACME_EVENT_ACTION, "action" },
  { ACME_EVENT_ACTION, "action.name" },
  { ACME_EVENT_ACTION, "action.actionname" },
  { ACME_EVENT_ACTION, "actionname" },
  { ACME_EVENT_ACTION, "event" },
  { ACME_EVENT_ADMIN, "actor" },
  { ACME_EVENT_ADMIN, "actor.login" },
  { ACME_EVENT_ADMIN, "actor.id" },
  { ACME_EVENT_ADMIN, "admin" },
  { ACME_EVENT_ADMIN, "admin.login" },
  { ACME_EVENT_ADMIN, "user" },
  { ACME_EVENT_ADMIN, "user.login" },
  { ACME_EVENT_ADMIN, "username" },
  { ACME_EVENT_ADMIN, "login" },
  { ACME_EVENT_ADMIN_NAME, "actor.fullname" },
  { ACME_EVENT_ADMIN_NAME, "actor.name" },
  { ACME_EVENT_ADMIN_NAME, "admin.fullname" },
  { ACME_EVENT_ADMIN_NAME, "user.fullname" },
  { ACME_EVENT_ADMIN_NAME, "user.name" },
  { ACME_EVENT_ADMIN_NAME, "adminname" },
  { ACME_EVENT_ADMIN_NAME, "fullname" },
  { ACME_EVENT_ACCESS_METHOD, "accessmethod" },
  { ACME_EVENT_ACCESS_METHOD, "service" },
  { ACME_EVENT_ACCESS_METHOD, "service.name" },
  { ACME_EVENT_ACCESS_METHOD, "category" },
  { ACME_EVENT_ADDRESS, "address" },
  { ACME_EVENT_ADDRESS, "ip" },
  { ACME_EVENT_ADDRESS, "ipaddress" },
  { ACME_EVENT_ADDRESS, "sourceip" },
  { ACME_EVENT_ADDRESS, "remoteaddress" },
  { ACME_EVENT_ADDRESS, "clientip" },
  { ACME_EVENT_ORGANIZATION, "organization" },
  { ACME_EVENT_ORGANIZATION, "organization.name" },
  { ACME_EVENT_ORGANIZATION, "organizationname" },
  { ACME_EVENT_ORGANIZATION, "org" },
  { ACME_EVENT_ORGANIZATION, "org.name" },
  { ACME_EVENT_ORGANIZATION, "customer.name" },
  { ACME_EVENT_ORGANIZATION, "customername" },
  { ACME_EVENT_DESCRIPTION, "details" },
  { ACME_EVENT_DESCRIPTION, "details.message" },
  { ACME_EVENT_DESCRIPTION, "details.description" },
  { ACME_EVENT_DESCRIPTION, "description" },
  { ACME_EVENT_DESCRIPTION, "message" },
  { ACME_SCM_EVENT_OBJECT, "object.id" },
  { ACME_SCM_EVENT_OBJECT, "objectid" },
  { ACME_SCM_EVENT_OBJECT_TYPE, "object.type" },
  { ACME_SCM_EVENT_OBJECT_TYPE, "objecttype" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (activity_paths) <= 64);
G_STATIC_ASSERT (G_N_ELEMENTS (api_paths) <= 64);

/* A step from one place to another */
typedef struct
{
  guint8 from;
  guint8 to; /* 0 in a free slot, or for a name that leads nowhere */
  guint8 length;
  char name[MAX_NAME];
} Step;

struct _AcmeScmEventPaths
{
  guint64 places[MAX_PLACES];            /* the bit of the path that ends there */
  guint64 below[MAX_PLACES];             /* the bits of all that end there or lead through it */
  guint64 parts[ACME_SCM_EVENT_N_PARTS]; /* the bits of the paths that lead to it */
  gboolean has_steps[MAX_PLACES];
  guint n_places;
  Step steps[N_SLOTS];
  Step known[N_KNOWN]; /* names as they were written in the records, so that none need be folded twice */
};

static guint
hash_name (guint       from,
           const char *name,
           gsize       length)
{
  guint hash = from * 37 + length;

  for (gsize i = 0; i < length; i++)
    hash = hash * 31 + (guchar) name[i];
  return hash;
}

/* The slot of a step that there is, or else of one that there could be. */
static Step *
find_step (AcmeScmEventPaths *self,
           guint              from,
           const char        *name,
           gsize              length)
{
  for (guint i = hash_name (from, name, length);; i++)
    {
      Step *step = &self->steps[i % N_SLOTS];

      if (step->to == ACME_SCM_EVENT_NOWHERE ||
          (step->from == from && step->length == length && memcmp (step->name, name, length) == 0))
        return step;
    }
}

static void
set_step (Step       *step,
          guint       from,
          guint       to,
          const char *name,
          gsize       length)
{
  g_assert (length <= MAX_NAME);
  step->from = from;
  step->to = to;
  step->length = length;
  memcpy (step->name, name, length);
}

static void
add_path (AcmeScmEventPaths *self,
          guint              index,
          const Path        *path)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << index;
  guint place = ACME_SCM_EVENT_RECORD;

  for (const char *name = path->path; *name != '\0';)
    {
      gsize length = strcspn (name, ".");
      Step *step = find_step (self, place, name, length);

      if (step->to == ACME_SCM_EVENT_NOWHERE)
        {
          g_assert (self->n_places < MAX_PLACES);
          set_step (step, place, self->n_places++, name, length);
        }
      self->has_steps[place] = TRUE;
      place = step->to;
      self->below[place] |= bit;
      name += length + (name[length] == '.' ? 1 : 0);
    }

  g_assert (self->places[place] == 0);
  self->places[place] = bit;
  self->parts[path->part] |= bit;
}

/**
 * acme_scm_event_paths_new:
 * @source: whose records they are
 *
 * Returns: (transfer full): the paths of @source, for one thread
 */
AcmeScmEventPaths *
acme_scm_event_paths_new (AcmeScmAuditSource source)
{
  AcmeScmEventPaths *self = g_new0 (AcmeScmEventPaths, 1);
  gboolean is_api = source == ACME_SCM_AUDIT_API;
  const Path *paths = is_api ? api_paths : activity_paths;
  guint n_paths = is_api ? G_N_ELEMENTS (api_paths) : G_N_ELEMENTS (activity_paths);

  self->n_places = ACME_SCM_EVENT_RECORD + 1;
  for (guint i = 0; i < n_paths; i++)
    add_path (self, i, &paths[i]);
  return self;
}

void
acme_scm_event_paths_free (AcmeScmEventPaths *self)
{
  g_free (self);
}

static guint
step_slowly (AcmeScmEventPaths *self,
             guint              place,
             const char        *name,
             gsize              length)
{
  char folded[MAX_NAME];
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (name[i] == '_' || name[i] == '-')
        continue;
      if (n == MAX_NAME)
        return ACME_SCM_EVENT_NOWHERE;
      folded[n++] = g_ascii_tolower (name[i]);
    }
  return find_step (self, place, folded, n)->to;
}

/**
 * acme_scm_event_paths_step:
 * @self: paths
 * @place: where the object with the member is
 * @name: the member's name, not necessarily terminated
 * @length: its length in bytes
 *
 * Returns: where the member is, or %ACME_SCM_EVENT_NOWHERE if no path leads there
 */
guint
acme_scm_event_paths_step (AcmeScmEventPaths *self,
                           guint              place,
                           const char        *name,
                           gsize              length)
{
  Step *known;

  if (!self->has_steps[place] || length == 0)
    return ACME_SCM_EVENT_NOWHERE;
  if (length > MAX_NAME)
    return step_slowly (self, place, name, length);

  known = &self->known[(place * 37 + length * 11 + (guchar) name[0] * 5 + (guchar) name[length - 1]) % N_KNOWN];
  if (known->from != place || known->length != length || memcmp (known->name, name, length) != 0)
    set_step (known, place, step_slowly (self, place, name, length), name, length);
  return known->to;
}

/**
 * acme_scm_event_paths_get_place:
 * @self: paths
 * @place: from acme_scm_event_paths_step()
 *
 * Returns: the one bit of the path that ends at @place, or 0
 */
guint64
acme_scm_event_paths_get_place (AcmeScmEventPaths *self,
                                guint              place)
{
  return self->places[place];
}

/**
 * acme_scm_event_paths_get_below:
 * @self: paths
 * @place: from acme_scm_event_paths_step()
 *
 * Returns: the bits of all paths that end at @place or lead through it
 */
guint64
acme_scm_event_paths_get_below (AcmeScmEventPaths *self,
                                guint              place)
{
  return self->below[place];
}

/**
 * acme_scm_event_paths_get_part:
 * @self: paths
 * @part: a field of an event, or %ACME_SCM_EVENT_OBJECT and the like
 *
 * Returns: the bits of all paths that lead to @part; the lowest counts most
 */
guint64
acme_scm_event_paths_get_part (AcmeScmEventPaths *self,
                               guint              part)
{
  return self->parts[part];
}
