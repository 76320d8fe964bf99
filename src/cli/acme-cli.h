/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "acme-cli-args.h"
#include "acme-connection-store.h"
#include "acme-row-writer.h"
#include "acme-secrets.h"

G_BEGIN_DECLS

typedef enum
{
  ACME_CLI_TABLE,
  ACME_CLI_JSON,
  ACME_CLI_CSV,
} AcmeCliFormat;

typedef struct _AcmeCliConnection AcmeCliConnection;

/* One run of acmectl, as its commands see it. */
typedef struct
{
  const AcmeCliArgs *args;
  AcmeCliFormat format;
  gboolean with_header;
  gboolean quiet;
  guint timeout; /* seconds; 0 for none */

  GOutputStream *output;         /* the standard output: data and nothing else */
  GCancellable *cancellable;     /* an interrupt, or the end of the time */
  AcmeCliConnection *connection; /* (nullable): from the first command that asks for it */
  AcmeConnectionStore *store;    /* (nullable): what is saved, once it was asked for */
  AcmeSecrets *secrets;          /* (nullable): the keyring, once it was asked for */
  GAsyncResult *arrived;         /* (nullable): of the operation that is waited for */
  GAsyncResult *taken;           /* (nullable): of the one before */

  guint sources[3]; /* interrupt, termination, end of the time */
  gboolean timed_out;
  gboolean is_changing;       /* it was interrupted while something was being changed */
  gboolean waits_for_changes; /* an interrupt ends nothing but what has not begun */
} AcmeCli;

/**
 * AcmeCliCommand:
 * @syntax: its name, options and arguments
 * @title: N_() what it does, in a few words
 * @explain: (nullable): appends to its help which words its options take
 * @run: does it: asks the layers below, then prints. Returns %FALSE with an error that decides the exit code.
 */
typedef struct
{
  AcmeCliSyntax syntax;
  const char *title;
  void (*explain) (GString *help);
  gboolean (*run) (AcmeCli  *cli,
                   GError  **error);
} AcmeCliCommand;

extern const AcmeCliCommand acme_cli_endpoints;
extern const AcmeCliCommand acme_cli_accounts;
extern const AcmeCliCommand acme_cli_account_show;
extern const AcmeCliCommand acme_cli_account_create;
extern const AcmeCliCommand acme_cli_account_rename;
extern const AcmeCliCommand acme_cli_account_delete;
extern const AcmeCliCommand acme_cli_account_import;
extern const AcmeCliCommand acme_cli_domains;
extern const AcmeCliCommand acme_cli_clients;
extern const AcmeCliCommand acme_cli_client_deactivate;
extern const AcmeCliCommand acme_cli_certificates;
extern const AcmeCliCommand acme_cli_organizations;
extern const AcmeCliCommand acme_cli_profiles;
extern const AcmeCliCommand acme_cli_audit;
extern const AcmeCliCommand acme_cli_connection_list;
extern const AcmeCliCommand acme_cli_connection_add;
extern const AcmeCliCommand acme_cli_connection_remove;
extern const AcmeCliCommand acme_cli_connection_test;
extern const AcmeCliCommand acme_cli_demo_server;

int           acme_cli_main          (int             argc,
                                      char          **argv);

/* For the commands. */
void          acme_cli_await_cb      (GObject        *source,
                                      GAsyncResult   *result,
                                      gpointer        cli);
GAsyncResult *acme_cli_await         (AcmeCli        *cli);
GAsyncResult *acme_cli_await_change  (AcmeCli        *cli);
GAsyncResult *acme_cli_await_changes (AcmeCli        *cli);
void          acme_cli_stop_catching (AcmeCli        *cli);
gboolean      acme_cli_write         (AcmeCli        *cli,
                                      const char     *text,
                                      GError        **error);
void          acme_cli_warn          (AcmeCli        *cli,
                                      const char     *format,
                                      ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
