/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-connection-store.h"

G_BEGIN_DECLS

/* A folder in which no connections are saved yet. */
typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} StoreFixture;

void                 store_fixture_set_up       (StoreFixture         *fixture,
                                                 gconstpointer         data);
void                 store_fixture_tear_down    (StoreFixture         *fixture,
                                                 gconstpointer         data);

void                 store_fixture_write        (StoreFixture         *fixture,
                                                 const char           *text);
char                *store_fixture_find         (StoreFixture         *fixture,
                                                 const char           *part);

AcmeConnectionStore *store_fixture_load         (StoreFixture         *fixture);
AcmeSavedConnection *store_fixture_make         (const char           *name);

/* Each waits until it is done. */
gboolean             store_fixture_try_load     (AcmeConnectionStore  *store,
                                                 GError              **error);
gboolean             store_fixture_save         (AcmeConnectionStore  *store,
                                                 AcmeSavedConnection  *connection,
                                                 GError              **error);
gboolean             store_fixture_remove       (AcmeConnectionStore  *store,
                                                 const char           *id,
                                                 GError              **error);
gboolean             store_fixture_set_default  (AcmeConnectionStore  *store,
                                                 const char           *id,
                                                 GError              **error);
void                 store_fixture_assert_names (AcmeConnectionStore  *store,
                                                 const char           *names);
void                 store_fixture_wait_for     (AcmeConnectionStore  *store,
                                                 const char           *names);

G_END_DECLS
