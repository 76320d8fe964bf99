/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is changed, against the demo server, which was written from SCM's documents alone: first as it is, then each
 * write with each fault that can happen to it. Whatever happens, the server sees the write once, what is told about it
 * is true, and the same session works afterwards. */

#include "acme-demo-server.h"
#include "acme-scm-account-writes.h"
#include "acme-scm-client-writes.h"
#include "acme-scm-domain-changes.h"
#include "acme-scm-session-private.h"
#include "scm-double.h"

#define PUBLIC "/api/acme/v2/account"
#define UNIVERSAL "/api/acme/v1/pca/account"
#define REFUSED "www.not-ours.test"
#define OK (-1)

static AcmeDemoServer *demo;

static const struct { const char *kind; const char *path; } kinds[] = {
  { ACME_ACCOUNT_KIND_PUBLIC, PUBLIC }, { ACME_ACCOUNT_KIND_UNIVERSAL, UNIVERSAL },
};

/* For each test anew: what is deactivated stays so */
static void
start_demo (void)
{
  g_autoptr(GError) error = NULL;

  demo = acme_demo_server_new (ACME_DEMO_DATA_SMALL);
  acme_demo_server_start (demo, 0, &error);
  g_assert_no_error (error);
}

static void
stop_demo (void)
{
  acme_demo_server_stop (demo);
  g_clear_object (&demo);
}

static AcmeScmSession *
make_session (guint timeout)
{
  g_autoptr(AcmeScmConfig) config = acme_scm_config_new (acme_demo_server_get_url (demo));

  acme_scm_config_set_oauth (config, acme_demo_server_get_token_url (demo), acme_demo_server_get_client_id (demo),
                             acme_demo_server_get_client_secret (demo));
  acme_scm_config_set_timeout (config, timeout);
  return acme_scm_session_new (config);
}

/* (transfer full) (nullable): what GET of a path answers */
G_GNUC_PRINTF (2, 3)
static JsonNode *
get_json (AcmeScmSession *session,
          const char     *format,
          ...)
{
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(AcmeScmRequest) request = NULL;
  g_autoptr(AcmeScmReply) reply = NULL;
  g_autofree char *path = NULL;
  va_list arguments;

  va_start (arguments, format);
  path = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  request = acme_scm_request_new ("GET", "%s", path);
  acme_scm_session_send_async (session, request, NULL, scm_outcome_cb, &outcome);
  reply = acme_scm_session_send_finish (session, scm_outcome_wait (&outcome), NULL, NULL);
  return reply != NULL ? json_node_ref (reply->json) : NULL;
}

/* One write, and what it is done to */
typedef struct
{
  AcmeScmSession *session;
  guint kind;
  char *name;           /* of its own */
  AcmeAccount *account; /* (nullable) */
  char *client_id;      /* (nullable) */
  char *domain;         /* (nullable): one that the account may have */
} Context;

static void
clear_context (Context *context)
{
  g_clear_object (&context->session);
  g_clear_object (&context->account);
  g_free (context->name);
  g_free (context->client_id);
  g_free (context->domain);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Context, clear_context)

/* (transfer full): a draft like the first account of its kind */
static AcmeAccountDraft *
make_draft (Context           *context,
            const char        *name,
            const char *const *domains)
{
  g_autoptr(JsonNode) list = get_json (context->session, "%s?size=1", kinds[context->kind].path);
  JsonObject *model = json_array_get_object_element (json_node_get_array (list), 0);

  return acme_account_draft_new (kinds[context->kind].kind, name, json_object_get_string_member (model, "acmeServer"),
                                 json_object_get_int_member (model, "organizationId"),
                                 json_object_get_string_member_with_default (model, "profileName", NULL), domains);
}

static AcmeScmCreated *
create_account (Context           *context,
                AcmeAccountDraft  *draft,
                GError           **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_create_account_async (context->session, draft, NULL, NULL, scm_outcome_cb, &outcome);
  return acme_scm_create_account_finish (context->session, scm_outcome_wait (&outcome), error);
}

static void
prepare_nothing (Context *context)
{
}

static void
prepare_account (Context *context)
{
  g_autoptr(AcmeAccountDraft) draft = make_draft (context, context->name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AcmeScmCreated) created = create_account (context, draft, &error);

  g_assert_no_error (error);
  g_assert_no_error (created->read_error);
  context->account = g_object_ref (created->account);
}

static const char *
find_valid_client (JsonNode *clients)
{
  for (guint i = 0; i < json_array_get_length (json_node_get_array (clients)); i++)
    {
      JsonObject *client = json_array_get_object_element (json_node_get_array (clients), i);

      if (g_str_equal (json_object_get_string_member (client, "status"), "valid"))
        return json_object_get_string_member (client, "accountId");
    }
  return NULL;
}

/* Of a sample account: only those have clients */
static void
prepare_client (Context *context)
{
  const char *path = kinds[context->kind].path;
  g_autoptr(JsonNode) list = get_json (context->session, "%s?size=200", path);
  JsonArray *accounts = json_node_get_array (list);

  for (guint i = 0; i < json_array_get_length (accounts) && context->client_id == NULL; i++)
    {
      gint64 id = json_object_get_int_member (json_array_get_object_element (accounts, i), "id");
      g_autoptr(JsonNode) clients = get_json (context->session, "%s/%" G_GINT64_FORMAT "/client", path, id);

      context->client_id = g_strdup (find_valid_client (clients));
      if (context->client_id != NULL)
        context->account = acme_account_new (kinds[context->kind].kind, id);
    }
  g_assert_nonnull (context->client_id);
}

static gint64
get_id (Context *context)
{
  return acme_item_get_number (ACME_ITEM (context->account), ACME_ACCOUNT_ID);
}

static AcmeScmDomainChange *
change_domains (Context            *context,
                const char *const  *add,
                const char *const  *remove,
                GError            **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_change_domains_async (context->session, context->account, add, remove, NULL, scm_outcome_cb, &outcome);
  return acme_scm_change_domains_finish (context->session, scm_outcome_wait (&outcome), error);
}

/* An account and a name that its organization may use */
static void
prepare_addition (Context *context)
{
  g_autoptr(JsonNode) domains = NULL;
  JsonObject *domain;
  gint64 organization_id;

  prepare_account (context);
  organization_id = acme_item_get_number (ACME_ITEM (context->account), ACME_ACCOUNT_ORGANIZATION_ID);
  domains = get_json (context->session, "/api/domain/v1?size=1&state=active&orgId=%" G_GINT64_FORMAT, organization_id);
  domain = json_array_get_object_element (json_node_get_array (domains), 0);
  context->domain = g_strconcat ("new.", json_object_get_string_member (domain, "name"), NULL);
}

static void
prepare_removal (Context *context)
{
  g_autoptr(AcmeScmDomainChange) change = NULL;
  g_autoptr(GError) error = NULL;

  prepare_addition (context);
  change = change_domains (context, ((const char *const[]) { context->domain, NULL }), NULL, &error);
  g_assert_no_error (error);
  g_assert_null (change->not_added);
}

static gboolean
create (Context  *context,
        GError  **error)
{
  g_autoptr(AcmeAccountDraft) draft = make_draft (context, context->name, NULL);
  g_autoptr(AcmeScmCreated) created = create_account (context, draft, error);

  if (created == NULL)
    return FALSE;
  g_assert_no_error (created->read_error);
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (created->account), ACME_ACCOUNT_NAME), ==, context->name);
  return TRUE;
}

static gboolean
rename_account (Context  *context,
                GError  **error)
{
  g_auto(ScmOutcome) outcome = { NULL };
  g_autofree char *name = g_strconcat (context->name, " renamed", NULL);

  acme_scm_rename_account_async (context->session, context->account, name, NULL, scm_outcome_cb, &outcome);
  return acme_scm_rename_account_finish (context->session, scm_outcome_wait (&outcome), error);
}

static gboolean
delete_account (Context  *context,
                GError  **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_delete_account_async (context->session, context->account, NULL, scm_outcome_cb, &outcome);
  return acme_scm_delete_account_finish (context->session, scm_outcome_wait (&outcome), error);
}

static gboolean
deactivate_client (Context  *context,
                   GError  **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_deactivate_client_async (context->session, context->account, context->client_id, NULL, scm_outcome_cb,
                                    &outcome);
  return acme_scm_deactivate_client_finish (context->session, scm_outcome_wait (&outcome), error);
}

static gboolean
add_domains (Context  *context,
             GError  **error)
{
  const char *const names[] = { context->domain, REFUSED, NULL };
  g_autoptr(AcmeScmDomainChange) change = change_domains (context, names, NULL, error);

  if (change == NULL)
    return FALSE;
  g_assert_cmpstrv (change->not_added, ((const char *const[]) { REFUSED, NULL }));
  return TRUE;
}

static gboolean
remove_domains (Context  *context,
                GError  **error)
{
  const char *const names[] = { context->domain, NULL };
  g_autoptr(AcmeScmDomainChange) change = change_domains (context, NULL, names, error);

  if (change == NULL)
    return FALSE;
  g_assert_null (change->not_removed);
  return TRUE;
}

static gboolean
is_created (Context *context)
{
  g_autofree char *name = g_uri_escape_string (context->name, NULL, FALSE);
  g_autoptr(JsonNode) list = get_json (context->session, "%s?name=%s", kinds[context->kind].path, name);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), <=, 1);
  return json_array_get_length (json_node_get_array (list)) == 1;
}

static gboolean
is_renamed (Context *context)
{
  g_autoptr(JsonNode) account =
    get_json (context->session, "%s/%" G_GINT64_FORMAT, kinds[context->kind].path, get_id (context));

  return g_str_has_suffix (json_object_get_string_member (json_node_get_object (account), "name"), " renamed");
}

static gboolean
is_deleted (Context *context)
{
  g_autoptr(JsonNode) account =
    get_json (context->session, "%s/%" G_GINT64_FORMAT, kinds[context->kind].path, get_id (context));

  return account == NULL;
}

static gboolean
is_deactivated (Context *context)
{
  g_autoptr(JsonNode) clients =
    get_json (context->session, "%s/%" G_GINT64_FORMAT "/client", kinds[context->kind].path, get_id (context));

  for (guint i = 0; i < json_array_get_length (json_node_get_array (clients)); i++)
    {
      JsonObject *client = json_array_get_object_element (json_node_get_array (clients), i);

      if (g_str_equal (json_object_get_string_member (client, "accountId"), context->client_id))
        return g_str_equal (json_object_get_string_member (client, "status"), "deactivated");
    }
  g_assert_not_reached ();
}

static gboolean
is_added (Context *context)
{
  g_autoptr(JsonNode) list = get_json (context->session, PUBLIC "/%" G_GINT64_FORMAT "/domain", get_id (context));

  return json_array_get_length (json_node_get_array (list)) == 1;
}

static gboolean
is_removed (Context *context)
{
  return !is_added (context);
}

typedef struct
{
  const char *name;
  guint kind;
  const char *method;
  gboolean has_body; /* whether its answer's body matters */
  void (*prepare) (Context *context);
  gboolean (*run) (Context *context, GError **error);
  gboolean (*is_done) (Context *context);
} Write;

static const Write writes[] = {
  { "create", 0, "POST", FALSE, prepare_nothing, create, is_created },
  { "create-universal", 1, "POST", FALSE, prepare_nothing, create, is_created },
  { "rename", 0, "PUT", FALSE, prepare_account, rename_account, is_renamed },
  { "rename-universal", 1, "PUT", FALSE, prepare_account, rename_account, is_renamed },
  { "delete", 0, "DELETE", FALSE, prepare_account, delete_account, is_deleted },
  { "delete-universal", 1, "DELETE", FALSE, prepare_account, delete_account, is_deleted },
  { "deactivate", 0, "PUT", FALSE, prepare_client, deactivate_client, is_deactivated },
  { "deactivate-universal", 1, "PUT", FALSE, prepare_client, deactivate_client, is_deactivated },
  { "add-domains", 0, "POST", TRUE, prepare_addition, add_domains, is_added },
  { "remove-domains", 0, "DELETE", TRUE, prepare_removal, remove_domains, is_removed },
};

typedef struct
{
  const char *name;
  AcmeDemoFault fault;
  int error;        /* an AcmeError, or OK */
  guint n_requests; /* 0: 1 */
  gboolean is_slow; /* lasts until the time limit, and is tried with two of the writes only */
  gboolean only_bodies;
} FaultCase;

/* A fault that the demo server replaces its answer by comes before the change, the others come after it */
static const FaultCase faults[] = {
  { "none", { ACME_DEMO_FAULT_NONE }, OK },
  { "latency", { ACME_DEMO_FAULT_LATENCY, .delay_ms = 50 }, OK },
  { "time-limit", { ACME_DEMO_FAULT_STALL_BEFORE_HEADERS }, ACME_ERROR_NETWORK, .is_slow = TRUE },
  { "time-limit-in-body", { ACME_DEMO_FAULT_STALL_IN_BODY }, OK, .is_slow = TRUE },
  { "stall-before-headers", { ACME_DEMO_FAULT_STALL_BEFORE_HEADERS, .delay_ms = 20 }, ACME_ERROR_NETWORK },
  { "stall-in-body", { ACME_DEMO_FAULT_STALL_IN_BODY, .delay_ms = 20 }, OK },
  { "reset", { ACME_DEMO_FAULT_RESET }, ACME_ERROR_NETWORK },
  { "truncate", { ACME_DEMO_FAULT_TRUNCATE }, OK },
  { "slow-drip", { ACME_DEMO_FAULT_SLOW_DRIP, .delay_ms = 1 }, OK },
  { "status-400", { ACME_DEMO_FAULT_STATUS, .status = 400 }, ACME_ERROR_SERVER },
  { "status-401", { ACME_DEMO_FAULT_STATUS, .status = 401 }, ACME_ERROR_AUTH, .n_requests = 2 },
  { "status-403", { ACME_DEMO_FAULT_STATUS, .status = 403 }, ACME_ERROR_FORBIDDEN },
  { "status-404", { ACME_DEMO_FAULT_STATUS, .status = 404 }, ACME_ERROR_NOT_FOUND },
  { "status-409", { ACME_DEMO_FAULT_STATUS, .status = 409 }, ACME_ERROR_CONFLICT },
  { "status-429", { ACME_DEMO_FAULT_STATUS, .status = 429, .retry_after = 1 }, ACME_ERROR_RATE_LIMIT },
  { "status-500", { ACME_DEMO_FAULT_STATUS, .status = 500 }, ACME_ERROR_SERVER },
  { "status-502", { ACME_DEMO_FAULT_STATUS, .status = 502 }, ACME_ERROR_NETWORK },
  { "status-503", { ACME_DEMO_FAULT_STATUS, .status = 503, .retry_after = 1 }, ACME_ERROR_SERVER },
  { "status-504", { ACME_DEMO_FAULT_STATUS, .status = 504 }, ACME_ERROR_NETWORK },
  { "html", { ACME_DEMO_FAULT_HTML }, ACME_ERROR_BAD_REPLY },
  { "html-502", { ACME_DEMO_FAULT_HTML_STATUS }, ACME_ERROR_NETWORK },
  { "html-500", { ACME_DEMO_FAULT_HTML_STATUS, .status = 500 }, ACME_ERROR_SERVER },
  { "redirect", { ACME_DEMO_FAULT_REDIRECT, .location = "https://login.example.net/" }, ACME_ERROR_BAD_REPLY },
  { "redirect-307", { ACME_DEMO_FAULT_REDIRECT, .status = 307, .location = "/api" }, ACME_ERROR_BAD_REPLY },
  { "expire-token", { ACME_DEMO_FAULT_EXPIRE_TOKEN }, ACME_ERROR_AUTH, .n_requests = 2 },
  { "expire-token-once", { ACME_DEMO_FAULT_EXPIRE_TOKEN, .times = 1 }, OK, .n_requests = 2 },
  { "bom", { ACME_DEMO_FAULT_BOM }, OK },
  { "wrong-types", { ACME_DEMO_FAULT_WRONG_TYPES }, OK, .only_bodies = TRUE },
  { "duplicate-keys", { ACME_DEMO_FAULT_DUPLICATE_KEYS }, OK, .only_bodies = TRUE },
  { "invalid-utf8", { ACME_DEMO_FAULT_INVALID_UTF8 }, OK, .only_bodies = TRUE },
  { "not-json", { ACME_DEMO_FAULT_NOT_JSON }, ACME_ERROR_BAD_REPLY, .only_bodies = TRUE },
  { "deep", { ACME_DEMO_FAULT_DEEP }, ACME_ERROR_BAD_REPLY, .only_bodies = TRUE },
};

typedef struct
{
  const Write *write;
  const FaultCase *fault;
} Pair;

static char *
make_path (Context *context)
{
  if (context->account == NULL)
    return g_strdup (kinds[context->kind].path);
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, kinds[context->kind].path, get_id (context));
}

static void
check_fault (const Pair *pair)
{
  AcmeDemoFault fault = pair->fault->fault;
  static guint n;
  g_auto(Context) context = { make_session (30), pair->write->kind, g_strdup_printf ("of test %u.", ++n) };
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  gboolean done;

  pair->write->prepare (&context);
  path = make_path (&context);
  if (pair->fault->is_slow)
    {
      g_clear_object (&context.session);
      context.session = make_session (2);
    }
  fault.method = pair->write->method;
  fault.path = path;
  if (fault.retry_after == 0)
    fault.retry_after = -1;
  acme_demo_server_reset_counts (demo);
  acme_demo_server_add_fault (demo, &fault);
  done = pair->write->run (&context, &error);
  acme_demo_server_clear_faults (demo);

  g_test_message ("%s", error != NULL ? error->message : "done");
  if (pair->fault->error == OK)
    g_assert_no_error (error);
  else
    g_assert_error (error, ACME_ERROR, pair->fault->error);
  g_assert_cmpuint (acme_demo_server_count_requests (demo, fault.method, path), ==, MAX (pair->fault->n_requests, 1));
  g_assert_true (pair->write->is_done (&context) == done);
  if (done)
    return;

  g_clear_error (&error);
  g_assert_true (pair->write->run (&context, &error));
  g_assert_no_error (error);
  g_assert_true (pair->write->is_done (&context));
}

static void
test_fault (gconstpointer data)
{
  start_demo ();
  check_fault (data);
  stop_demo ();
}

/* Names that are awkward for CSV, for JSON, for paths and for people arrive as they are */
static void
check_names (void)
{
  static const char *const names[] = {
    "\"Quoted\", 'portal'", "=SUM(A1:A9)", "図書館システム", "שרת דואר", "R&D <test>", "a/b\\c?d#e%20", "🍰", "-1+2@3",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names) * G_N_ELEMENTS (kinds); i++)
    {
      const char *name = names[i / G_N_ELEMENTS (kinds)];
      g_auto(Context) context = { make_session (30), i % G_N_ELEMENTS (kinds) };
      g_autoptr(AcmeAccountDraft) draft = make_draft (&context, name, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(AcmeScmCreated) created = create_account (&context, draft, &error);

      g_assert_no_error (error);
      g_assert_no_error (created->read_error);
      g_assert_cmpstr (acme_item_get_string (ACME_ITEM (created->account), ACME_ACCOUNT_NAME), ==, name);
      g_assert_cmpstr (acme_item_get_string (ACME_ITEM (created->account), ACME_ACCOUNT_KIND), ==,
                       kinds[context.kind].kind);
      context.account = g_object_ref (created->account);
      context.name = g_strdup (name);
      g_assert_true (rename_account (&context, &error));
      g_assert_true (is_renamed (&context));
    }
}

/* Made with its domains, of which SCM does not take all */
static void
check_refused_domains (void)
{
  g_auto(Context) context = { make_session (30), 0, g_strdup ("refused domains") };
  g_autoptr(AcmeAccountDraft) draft = NULL;
  g_autoptr(AcmeScmCreated) created = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *wildcard = NULL;
  g_autofree char *idn = NULL;

  prepare_addition (&context);
  wildcard = g_strconcat ("*.", context.domain, NULL);
  idn = g_strconcat ("müller.", context.domain, NULL);
  draft = make_draft (&context, "with domains",
                      ((const char *const[]) { context.domain, "müller.not-ours.test", wildcard, REFUSED, idn, NULL }));
  created = create_account (&context, draft, &error);
  g_assert_no_error (error);
  g_assert_no_error (created->read_error);
  g_assert_no_error (created->domains_error);
  g_assert_nonnull (acme_item_get_string (ACME_ITEM (created->account), ACME_ACCOUNT_HMAC_KEY));
  g_assert_cmpstrv (created->not_added,
                    ((const char *const[]) { "xn--mller-kva.not-ours.test", REFUSED, NULL }));
}

/* Somebody else was faster */
static void
check_gone_meanwhile (void)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      g_auto(Context) context = { make_session (30), kind, g_strdup_printf ("gone %u", kind), NULL, g_strdup ("x") };
      const Write *others[] = { &writes[2], &writes[4], &writes[6], &writes[8] };
      g_autoptr(GError) error = NULL;

      context.domain = g_strdup ("a.example");
      prepare_account (&context);
      g_assert_true (delete_account (&context, &error));
      for (guint i = 0; i < G_N_ELEMENTS (others) - kind; i++) /* a Universal ACME account has no domains */
        {
          g_autoptr(GError) gone = NULL;

          g_assert_false (others[i]->run (&context, &gone));
          g_assert_error (gone, ACME_ERROR, ACME_ERROR_NOT_FOUND);
        }
    }
}

static void
test_demo (gconstpointer check)
{
  start_demo ();
  ((void (*) (void)) check) ();
  stop_demo ();
}

int
main (int argc, char **argv)
{
  static Pair pairs[G_N_ELEMENTS (writes) * G_N_ELEMENTS (faults)];

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/scm/demo-writes/names", check_names, test_demo);
  g_test_add_data_func ("/scm/demo-writes/refused-domains", check_refused_domains, test_demo);
  g_test_add_data_func ("/scm/demo-writes/gone-meanwhile", check_gone_meanwhile, test_demo);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      Pair *pair = &pairs[i];
      g_autofree char *path = NULL;

      pair->write = &writes[i / G_N_ELEMENTS (faults)];
      pair->fault = &faults[i % G_N_ELEMENTS (faults)];
      path = g_strconcat ("/scm/demo-writes/", pair->write->name, "/", pair->fault->name, NULL);
      if ((pair->write->has_body || !pair->fault->only_bodies) &&
          (pair->write->run == add_domains || pair->write == &writes[0] || !pair->fault->is_slow))
        g_test_add_data_func (path, pair, test_fault);
    }
  return g_test_run ();
}
