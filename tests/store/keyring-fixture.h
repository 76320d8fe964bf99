/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-secrets.h"

G_BEGIN_DECLS

/* How a Secret Service of the test's own behaves. */
typedef enum
{
  KEYRING_REFUSES,
  KEYRING_IS_SLOW, /* it never answers */
} KeyringFault;

/* A session bus of the test's own, without any service that could be started, and folders of its own. */
typedef struct
{
  char *folder;
  GTestDBus *bus;
  GSubprocess *daemon;      /* (nullable): gnome-keyring */
  GDBusConnection *service; /* (nullable): that of a fault */
  guint filter;
  AcmeSecrets *secrets;
} KeyringFixture;

void      keyring_fixture_set_up    (KeyringFixture  *fixture,
                                     gconstpointer    data);
void      keyring_fixture_tear_down (KeyringFixture  *fixture,
                                     gconstpointer    data);

void      keyring_fixture_start     (KeyringFixture  *fixture,
                                     gboolean         unlocked);
void      keyring_fixture_stop      (KeyringFixture  *fixture);
void      keyring_fixture_fail      (KeyringFixture  *fixture,
                                     KeyringFault     fault);
gboolean  keyring_fixture_has_text  (KeyringFixture  *fixture,
                                     const char      *text);

/* Each waits until it is done. */
char     *keyring_fixture_look_up   (KeyringFixture  *fixture,
                                     const char      *id,
                                     AcmeSecretKind   kind,
                                     GError         **error);
gboolean  keyring_fixture_store     (KeyringFixture  *fixture,
                                     const char      *id,
                                     AcmeSecretKind   kind,
                                     const char      *secret,
                                     GError         **error);
gboolean  keyring_fixture_clear     (KeyringFixture  *fixture,
                                     const char      *id,
                                     AcmeSecretKinds  kinds,
                                     GError         **error);
void      keyring_fixture_done_cb   (GObject         *source,
                                     GAsyncResult    *result,
                                     gpointer         user_data);
GAsyncResult *
          keyring_fixture_await     (GAsyncResult   **result);

G_END_DECLS
