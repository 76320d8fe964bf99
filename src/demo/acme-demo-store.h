/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-demo-server.h"

G_BEGIN_DECLS

/* What the demonstration's SCM holds. Everything here belongs to the server's thread. */

/* Whom a caller sees: everything, nothing, or one department (its id). */
#define ACME_DEMO_SCOPE_ALL 0
#define ACME_DEMO_SCOPE_NOTHING (-1)

/* The department that the limited API key is for */
#define ACME_DEMO_DEPARTMENT 1699

typedef struct
{
  int id;
  int parent_id;          /* 0 for an organization */
  char *name;
  GHashTable *fields;     /* text members of the details: name -> value */
} AcmeDemoOrganization;

typedef struct
{
  int id;
  char *name;
  const char *type;
  char *url;
  char *uri_extension;
  char *server_name;      /* (nullable): of a public ACME server */
  const char *validation; /* (nullable): of a public ACME server */
  int ca_id;
  gboolean customized;
  GArray *organizations;  /* ids that it is delegated to, when customized */
} AcmeDemoEndpoint;

typedef struct
{
  int id;
  const char *name;
  const char *description;
  const char *backend;
  gboolean is_public;
  const int *terms;         /* ends with 0 */
  const char *rsa;          /* sizes, separated by blanks */
  const char *ec;           /* curves, separated by blanks */
  const int *organizations; /* (nullable): for all; ends with 0 */
} AcmeDemoProfile;

/* A domain of the customer and whom it is delegated to. */
typedef struct
{
  int id;
  char *name;
  gboolean active;
  GArray *organizations;
} AcmeDemoDomain;

/* A domain that an ACME account may be used for. */
typedef struct
{
  char *name;
  gint64 valid_until;
  gint64 sticky_until;
  char *validation_id; /* (nullable) */
} AcmeDemoName;

typedef struct
{
  int id; /* 0: the client is shown without one */
  char *account_id;
  char *address;
  const char *user_agent;
  const char *status;
  gint64 last_activity;
  char *contacts;
} AcmeDemoClient;

typedef struct
{
  int id;
  gboolean universal;
  gboolean sparse;     /* shown without status and contacts */
  gboolean without_eab;
  guint index;         /* among the sample accounts */
  char *name;
  char *folded_name;
  char *server;        /* as it was given: a name or a URL */
  char *folded_server;
  AcmeDemoEndpoint *endpoint;
  int organization_id;
  const char *status;
  char *validation_id; /* (nullable) */
  char *profile;       /* (nullable) */
  GPtrArray *names;    /* (nullable): until it is first asked for */
  GPtrArray *clients;  /* (nullable): until it is first asked for */
} AcmeDemoAccount;

typedef struct
{
  int id;
  int organization_id;
  char *common_name;
  GStrv names;
  char *serial;
  const char *status;
  const char *requested_via;
  const AcmeDemoProfile *profile;
  const char *requester;
  gint64 requested;
  gint64 issued;
  gint64 expires;
} AcmeDemoCertificate;

/* What remains known of a sample account, whatever becomes of it: the past speaks of it. */
typedef struct
{
  int id;
  char *name;
  gboolean universal;
  AcmeDemoEndpoint *endpoint;
  int organization_id;
} AcmeDemoAccountSeed;

typedef struct
{
  AcmeDemoData kind;
  gint64 start;              /* when the server started: all sample dates are relative to it */
  guint n_events;
  gint64 events_span;        /* microseconds before start */
  gint64 events_end;         /* see acme-demo-events.c */
  GPtrArray *organizations;  /* of AcmeDemoOrganization, by id */
  GPtrArray *endpoints;      /* of AcmeDemoEndpoint, by id */
  GPtrArray *profiles;       /* of const AcmeDemoProfile */
  GPtrArray *domains;        /* of AcmeDemoDomain, by id */
  GPtrArray *accounts[2];    /* of AcmeDemoAccount, by id; public and Universal ones */
  GHashTable *by_id[2];      /* the same, id -> account */
  GHashTable *endpoint_by_id;
  GArray *seeds;             /* of AcmeDemoAccountSeed */
  GPtrArray *certificates;   /* of AcmeDemoCertificate, by id; (nullable) until first asked for */
  GPtrArray *changes;        /* of AcmeDemoChange: what was done through the API */
  GHashTable *organization_names; /* id -> name at the start: the past knows no newer one */
  int last_organization;
  int last_domain;
  int last_account[2];
} AcmeDemoStore;

AcmeDemoStore        *acme_demo_store_new               (AcmeDemoData   data,
                                                         gint64         start);
void                  acme_demo_store_free              (AcmeDemoStore *store);

AcmeDemoOrganization *acme_demo_store_organization      (AcmeDemoStore *store, int id);
AcmeDemoOrganization *acme_demo_store_add_organization  (AcmeDemoStore *store, int parent_id, const char *name);
gboolean              acme_demo_scope_sees              (int scope, int organization_id);
gboolean              acme_demo_store_is_within         (AcmeDemoStore *store, int organization_id, int within);

AcmeDemoEndpoint     *acme_demo_store_endpoint          (AcmeDemoStore *store, int id);
AcmeDemoEndpoint     *acme_demo_store_find_server       (AcmeDemoStore *store, const char *server, gboolean universal);
gboolean              acme_demo_store_sees_endpoint     (AcmeDemoStore *store, int scope,
                                                         const AcmeDemoEndpoint *endpoint);

AcmeDemoAccount      *acme_demo_store_account           (AcmeDemoStore *store, gboolean universal, int id);
AcmeDemoAccount      *acme_demo_store_add_account       (AcmeDemoStore *store, gboolean universal, const char *name,
                                                         const char *server, AcmeDemoEndpoint *endpoint,
                                                         int organization_id);
void                  acme_demo_store_delete_account    (AcmeDemoStore *store, AcmeDemoAccount *account);
void                  acme_demo_account_rename          (AcmeDemoAccount *account, const char *name);
GPtrArray            *acme_demo_accounts_new            (void);
AcmeDemoName         *acme_demo_name_new                (const char *name);
GPtrArray            *acme_demo_names_new               (void);

AcmeDemoDomain       *acme_demo_store_add_domain        (AcmeDemoStore *store, const char *name);
gboolean              acme_demo_store_may_use_name      (AcmeDemoStore *store, int organization_id, const char *name);
gboolean              acme_demo_ids_contain             (const GArray *ids, int id);

/* acme-demo-sample.c */
void                  acme_demo_sample_fill             (AcmeDemoStore *store);

/* acme-demo-sample-accounts.c */
void                  acme_demo_sample_add_accounts     (AcmeDemoStore *store);
GPtrArray            *acme_demo_sample_names            (AcmeDemoStore *store, AcmeDemoAccount *account);
GPtrArray            *acme_demo_sample_clients          (AcmeDemoStore *store, AcmeDemoAccount *account);

/* acme-demo-sample-certificates.c */
GPtrArray            *acme_demo_sample_certificates     (AcmeDemoStore *store);

G_END_DECLS
