/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-scm-event-paths.h"

/* Which of the parts the path leads to; -1 if to none */
static int
follow (AcmeScmEventPaths *paths,
        const char        *path)
{
  g_auto(GStrv) names = g_strsplit (path, ".", -1);
  guint place = ACME_SCM_EVENT_RECORD;
  guint64 bit;

  for (char **name = names; *name != NULL; name++)
    place = acme_scm_event_paths_step (paths, place, *name, strlen (*name));

  bit = acme_scm_event_paths_get_place (paths, place);
  for (guint i = 0; bit != 0 && i < ACME_SCM_EVENT_N_PARTS; i++)
    {
      if ((acme_scm_event_paths_get_part (paths, i) & bit) != 0)
        return i;
    }
  return -1;
}

static void
test_activity (void)
{
  static const struct { const char *path; int part; } cases[] = {
    { "id", ACME_EVENT_ID }, { "guid", ACME_EVENT_ID }, { "date", ACME_EVENT_DATE },
    { "action.actionName", ACME_EVENT_ACTION }, { "admin.login", ACME_EVENT_ADMIN },
    { "admin.fullName", ACME_EVENT_ADMIN_NAME }, { "org.name", ACME_EVENT_ORGANIZATION },
    { "description", ACME_EVENT_DESCRIPTION }, { "accessMethod", ACME_EVENT_ACCESS_METHOD },
    { "address", ACME_EVENT_ADDRESS }, { "ACCESS_METHOD", ACME_EVENT_ACCESS_METHOD },
    { "access-method", ACME_EVENT_ACCESS_METHOD },
    { "action.id", -1 }, { "org.id", -1 }, { "login", -1 }, { "ssl.id", -1 }, { "id.id", -1 }, { "", -1 },
    { "_", -1 },
    { "iddd", -1 }, { "a name that is longer than any in the table", -1 },
    { "a_c_c_e_s_s_m_e_t_h_o_d________________________", ACME_EVENT_ACCESS_METHOD },
  };
  g_autoptr(AcmeScmEventPaths) paths = acme_scm_event_paths_new (ACME_SCM_AUDIT_ACTIVITY);

  for (guint round = 0; round < 3; round++) /* what was found once is remembered */
    {
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        g_assert_cmpint (follow (paths, cases[i].path), ==, cases[i].part);
    }
}

static void
test_api (void)
{
  static const struct { const char *path; int part; } cases[] = {
    { "id", ACME_EVENT_ID }, { "timestamp", ACME_EVENT_DATE }, { "created", ACME_EVENT_DATE },
    { "action", ACME_EVENT_ACTION },
    { "actor", ACME_EVENT_ADMIN }, { "userName", ACME_EVENT_ADMIN }, { "user_name", ACME_EVENT_ADMIN },
    { "sourceIp", ACME_EVENT_ADDRESS }, { "sourceIP", ACME_EVENT_ADDRESS },
    { "ipAddress", ACME_EVENT_ADDRESS },
    { "service", ACME_EVENT_ACCESS_METHOD }, { "details", ACME_EVENT_DESCRIPTION },
    { "message", ACME_EVENT_DESCRIPTION },
    { "object.id", ACME_SCM_EVENT_OBJECT }, { "objectId", ACME_SCM_EVENT_OBJECT },
    { "object.type", ACME_SCM_EVENT_OBJECT_TYPE }, { "objectType", ACME_SCM_EVENT_OBJECT_TYPE },
    { "object", -1 }, { "customer.id", -1 }, { "status", -1 },
  };
  g_autoptr(AcmeScmEventPaths) paths = acme_scm_event_paths_new (ACME_SCM_AUDIT_API);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (follow (paths, cases[i].path), ==, cases[i].part);
}

/* Names of all lengths and places, so that each slot of what is remembered is used again and again. */
static void
test_memory (void)
{
  g_autoptr(AcmeScmEventPaths) paths = acme_scm_event_paths_new (ACME_SCM_AUDIT_API);
  guint object = acme_scm_event_paths_step (paths, ACME_SCM_EVENT_RECORD, "object", 6);

  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *name = g_strdup_printf ("name%u", i);

      guint place = i % 2 == 0 ? object : ACME_SCM_EVENT_RECORD;

      g_assert_cmpuint (acme_scm_event_paths_step (paths, place, name, strlen (name)), ==, ACME_SCM_EVENT_NOWHERE);
      g_assert_cmpint (follow (paths, "object.type"), ==, ACME_SCM_EVENT_OBJECT_TYPE);
      g_assert_cmpint (follow (paths, "type"), ==, -1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm-event-paths/activity", test_activity);
  g_test_add_func ("/scm-event-paths/api", test_api);
  g_test_add_func ("/scm-event-paths/memory", test_memory);
  return g_test_run ();
}
