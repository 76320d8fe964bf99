/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-scm-account-creation.h"
#include "scm-script.h"

#define PUBLIC "/api/acme/v2/account"
#define UNIVERSAL "/api/acme/v1/pca/account"
#define SERVER "OV ACME Server"
#define HMAC_KEY "hmac-key-SECRET"

#define ACCOUNT(id, name, organization, server) \
  "{\"id\": " #id ", \"accountId\": \"kid\", \"macId\": \"kid\", \"macKey\": \"" HMAC_KEY "\"," \
  " \"acmeServer\": \"" server "\", \"name\": \"" name "\", \"organizationId\": " #organization "," \
  " \"certValidationType\": \"OV\", \"status\": \"pending\"}"

static AcmeAccountDraft *
make_draft (const char *const *domains)
{
  return acme_account_draft_new (ACME_ACCOUNT_KIND_PUBLIC, "web team", SERVER, 1841, NULL, domains);
}

static AcmeScmCreated *
create_account (ScmScript         *script,
                AcmeAccountDraft  *draft,
                GPtrArray         *known,
                GError           **error)
{
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_create_account_async (session, draft, known, NULL, scm_outcome_cb, &outcome);
  return acme_scm_create_account_finish (session, scm_outcome_wait (&outcome), error);
}

/* (transfer full): accounts of which the ids are known; 0 is the last */
static GPtrArray *
make_known (const char *kind,
            gint64      id,
            ...)
{
  GPtrArray *known = g_ptr_array_new_with_free_func (g_object_unref);
  va_list arguments;

  va_start (arguments, id);
  for (; id != 0; id = va_arg (arguments, int))
    g_ptr_array_add (known, acme_account_new (kind, id));
  va_end (arguments);
  return known;
}

static void
assert_account (AcmeScmCreated *created,
                gint64          id,
                const char     *hmac_key)
{
  AcmeItem *item = ACME_ITEM (created->account);

  g_assert_cmpint (acme_item_get_number (item, ACME_ACCOUNT_ID), ==, id);
  g_assert_cmpstr (acme_item_get_string (item, ACME_ACCOUNT_NAME), ==, "web team");
  g_assert_cmpint (acme_item_get_number (item, ACME_ACCOUNT_ORGANIZATION_ID), ==, 1841);
  g_assert_cmpstr (acme_item_get_string (item, ACME_ACCOUNT_HMAC_KEY), ==, hmac_key);
  g_assert_true ((created->read_error == NULL) == (hmac_key != NULL));
}

static void
test_public (void)
{
  static const char *const domains[] = { "a.example", "müller.example", "*.b.example", NULL };
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeAccountDraft) draft = make_draft (domains);
  g_autoptr(AcmeScmCreated) created = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *requests = script->server->requests;

  scm_script_add (script, "GET", PUBLIC, 200, "[]");
  scm_script_add_location (script, "POST", PUBLIC, 201, "https://elsewhere.example" PUBLIC "/126");
  scm_script_add (script, "GET", PUBLIC "/126", 200, ACCOUNT (126, "web team", 1841, SERVER));
  scm_script_add (script, "POST", PUBLIC "/126/domain", 200,
                  "{\"notAddedDomains\": [\"XN--MLLER-KVA.example\", \"*.b.example\"]}");
  created = create_account (script, draft, NULL, &error);
  g_assert_no_error (error);
  assert_account (created, 126, HMAC_KEY);
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (created->account), ACME_ACCOUNT_STATUS), ==, "pending");
  g_assert_cmpstrv (created->not_added, ((const char *const[]) { "xn--mller-kva.example", "*.b.example", NULL }));
  g_assert_no_error (created->domains_error);
  g_assert_false (created->confirmed_by_listing);

  g_assert_cmpuint (requests->len, ==, 4);
  g_assert_cmpstr (requests->pdata[0], ==, "GET " PUBLIC "?organizationId=1841&name=web%20team&size=200&position=0");
  g_assert_cmpstr (requests->pdata[1], ==, "POST " PUBLIC);
  g_assert_cmpstr (requests->pdata[2], ==, "GET " PUBLIC "/126");
  g_assert_cmpstr (requests->pdata[3], ==, "POST " PUBLIC "/126/domain");
  g_assert_cmpstr (script->bodies->pdata[0], ==,
                   "{\"name\":\"web team\",\"acmeServer\":\"" SERVER "\",\"organizationId\":1841}");
  g_assert_cmpstr (script->bodies->pdata[1], ==,
                   "{\"domains\":[{\"name\":\"a.example\"},{\"name\":\"xn--mller-kva.example\"},"
                   "{\"name\":\"*.b.example\"}]}");
}

/* The key of a Universal ACME account may be empty */
static void
test_universal (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeAccountDraft) draft =
    acme_account_draft_new (ACME_ACCOUNT_KIND_UNIVERSAL, "=\"Quoted\"\\ 図書館", "https://acme.example/",  1875,
                            "Private \"SSL\"", NULL);
  g_autoptr(GPtrArray) known = make_known (ACME_ACCOUNT_KIND_UNIVERSAL, 81, 0);
  g_autoptr(AcmeScmCreated) created = NULL;
  g_autoptr(GError) error = NULL;

  scm_script_add_location (script, "POST", UNIVERSAL, 201, UNIVERSAL "/99");
  scm_script_add (script, "GET", UNIVERSAL "/99", 200,
                  "{\"id\": 99, \"name\": \"=\\\"Quoted\\\"\\\\ 図書館\", \"organizationId\": 1875, \"macId\": \"\","
                  " \"macKey\": \"\", \"profileName\": \"Private \\\"SSL\\\"\"}");
  created = create_account (script, draft, known, &error);
  g_assert_no_error (error);
  g_assert_no_error (created->read_error);
  g_assert_null (acme_item_get_string (ACME_ITEM (created->account), ACME_ACCOUNT_HMAC_KEY));
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (created->account), ACME_ACCOUNT_NAME), ==,
                   "=\"Quoted\"\\ 図書館");
  g_assert_null (created->not_added);
  g_assert_cmpuint (scm_script_count (script, "GET " UNIVERSAL "?"), ==, 0);
  g_assert_cmpuint (scm_script_count_writes (script), ==, 1);
  g_assert_cmpstr (script->bodies->pdata[0], ==,
                   "{\"name\":\"=\\\"Quoted\\\"\\\\ 図書館\",\"acmeServer\":\"https://acme.example/\","
                   "\"organizationId\":1875,\"profileName\":\"Private \\\"SSL\\\"\"}");
}

static void
test_invalid (void)
{
  static const char *const domains[] = { "under_score.example", NULL };
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeAccountDraft) draft = make_draft (domains);
  g_autoptr(GError) error = NULL;

  g_assert_null (create_account (script, draft, NULL, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_INVALID);
  g_assert_cmpuint (script->server->requests->len, ==, 0);
}

/* Only the end of a location counts; where there is none, the list has to tell */
static void
test_locations (void)
{
  static const struct { const char *location; gboolean good; } cases[] = {
    { "https://scm.example" PUBLIC "/126", TRUE }, { PUBLIC "/126", TRUE }, { PUBLIC "/126/", TRUE },
    { "https://scm.example" PUBLIC "/126?a=/5#/6", TRUE }, { "http://[/126", TRUE }, { "/0126", TRUE },
    { NULL, FALSE }, { "", FALSE }, { "/", FALSE }, { "126", FALSE }, { "/account/foo", FALSE },
    { PUBLIC "/", FALSE }, { PUBLIC "//", FALSE }, { PUBLIC "/0", FALSE }, { PUBLIC "/-126", FALSE },
    { PUBLIC "/+126", FALSE }, { PUBLIC "/126a", FALSE }, { PUBLIC "/0x7e", FALSE }, { PUBLIC "/1.5", FALSE },
    { PUBLIC "/99999999999999999999", FALSE }, { PUBLIC "/126/domain", FALSE },
  };
  static const guint statuses[] = { 200, 201, 202 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeAccountDraft) draft = make_draft (NULL);
      g_autoptr(GPtrArray) known = make_known (ACME_ACCOUNT_KIND_PUBLIC, 125, 0);
      g_autoptr(AcmeScmCreated) created = NULL;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i].location);
      scm_script_add_location (script, "POST", PUBLIC, statuses[i % G_N_ELEMENTS (statuses)], cases[i].location);
      scm_script_add (script, "GET", PUBLIC, 200,
                      "[" ACCOUNT (125, "web team", 1841, SERVER) "," ACCOUNT (126, "web team", 1841, SERVER) "]");
      scm_script_add (script, "GET", PUBLIC "/126", 200, ACCOUNT (126, "web team", 1841, SERVER));
      created = create_account (script, draft, known, &error);
      g_assert_no_error (error);
      assert_account (created, 126, HMAC_KEY);
      g_assert_true (created->confirmed_by_listing == !cases[i].good);
      g_assert_cmpuint (scm_script_count_writes (script), ==, 1);
      g_assert_cmpuint (scm_script_count (script, "GET " PUBLIC "?"), ==, !cases[i].good);
    }
}

typedef struct
{
  guint status;         /* of the answer to the POST */
  guint look_status;
  const char *look;     /* (nullable) */
  int error;            /* or -1 */
  const char *sentence; /* (nullable) */
} Look;

#define OLD ACCOUNT (125, "web team", 1841, SERVER)

static const Look looks[] = {
  { SCM_SCRIPT_LOST, 200, "[" OLD "," ACCOUNT (126, "web team", 1841, SERVER) "]", -1, NULL },
  { 502, 200, "[" ACCOUNT (126, "web team", 1841, SERVER) "]", -1, NULL },
  { 504, 200, "[" ACCOUNT (126, "web team", 1841, SERVER) "," OLD "," ACCOUNT (126, "web team", 1841, SERVER) "]", -1,
    NULL },
  { 502, 200, "[" ACCOUNT (126, "web team", 1841, SERVER) "," ACCOUNT (127, "web team", 1841, "other") "]", -1, NULL },
  { SCM_SCRIPT_LOST, 200, "[" OLD "]", ACME_ERROR_NETWORK, "complete. The account is not there." },
  { 502, 200, "[]", ACME_ERROR_NETWORK, "(status 502). The account is not there." },
  { 201, 200, "[]", ACME_ERROR_BAD_REPLY, "which account it made. The account is not there." },
  /* what SCM finds by a part of the name, or in a department */
  { 502, 200, "[" ACCOUNT (126, "web team 2", 1841, SERVER) "," ACCOUNT (127, "WEB TEAM", 1841, SERVER) ","
    ACCOUNT (128, "web team", 1842, SERVER) ", {\"id\": 129}]", ACME_ERROR_NETWORK, "not there" },
  /* the one, or somebody else's? */
  { 502, 200, "[" ACCOUNT (126, "web team", 1841, SERVER) "," ACCOUNT (127, "web team", 1841, SERVER) "]",
    ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { 502, 200, "[" ACCOUNT (126, "web team", 1841, "https://acme.example/v2/OV") "]", ACME_ERROR_UNKNOWN_OUTCOME,
    "not repeated" },
  { 502, 200, "[{\"id\": 126, \"name\": \"web team\", \"organizationId\": 1841}]", ACME_ERROR_UNKNOWN_OUTCOME, NULL },
  { 201, 200, "[" ACCOUNT (126, "web team", 1841, "other") "]", ACME_ERROR_UNKNOWN_OUTCOME, "which account it made" },
  { 502, 200, "[7]", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { 502, 200, "[{\"name\": \"web team\"}]", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { 502, 200, "{}", ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { 502, 404, NULL, ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { 502, 403, NULL, ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
  { SCM_SCRIPT_LOST, SCM_SCRIPT_LOST, NULL, ACME_ERROR_UNKNOWN_OUTCOME, "not repeated" },
};

static void
check_look (const Look *look,
            gboolean    with_known)
{
  static const char *const domains[] = { "a.example", NULL };
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeAccountDraft) draft = make_draft (domains);
  g_autoptr(GPtrArray) known = with_known ? make_known (ACME_ACCOUNT_KIND_PUBLIC, 125, 0) : NULL;
  g_autoptr(AcmeScmCreated) created = NULL;
  g_autoptr(GError) error = NULL;

  if (!with_known)
    scm_script_add (script, "GET", PUBLIC, 200, "[" OLD "]");
  scm_script_add (script, "POST", PUBLIC, look->status, NULL);
  scm_script_add (script, "GET", PUBLIC, look->look_status, look->look);
  scm_script_add (script, "GET", PUBLIC "/126", 200, ACCOUNT (126, "web team", 1841, SERVER));
  scm_script_add (script, "POST", PUBLIC "/126/domain", 200, NULL);
  created = create_account (script, draft, known, &error);
  g_test_message ("%s", error != NULL ? error->message : "found");
  g_assert_cmpuint (scm_script_count (script, "POST " PUBLIC), ==, 1 + (look->error < 0)); /* and the domains */
  if (look->error >= 0)
    {
      g_assert_error (error, ACME_ERROR, look->error);
      if (look->sentence != NULL)
        g_assert_nonnull (strstr (error->message, look->sentence));
      return;
    }
  g_assert_no_error (error);
  assert_account (created, 126, HMAC_KEY);
  g_assert_true (created->confirmed_by_listing);
  g_assert_cmpuint (scm_script_count (script, "GET " PUBLIC "?"), ==, with_known ? 1 : 2);
}

static void
test_unknown_outcomes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      check_look (&looks[i], TRUE);
      check_look (&looks[i], FALSE);
    }
}

typedef struct
{
  guint status;     /* of the answer to the second look */
  const char *look; /* (nullable) */
  int error;        /* or -1 */
} SecondLook;

static const SecondLook second_looks[] = {
  { 200, "[" OLD "," ACCOUNT (126, "web team", 1841, SERVER) "]", -1 },
  { 200, "[" OLD "]", ACME_ERROR_NOT_FOUND },
  { 200, "[" OLD "," ACCOUNT (126, "web team", 1841, "other") "]", ACME_ERROR_UNKNOWN_OUTCOME },
  { 404, NULL, ACME_ERROR_UNKNOWN_OUTCOME },
  { SCM_SCRIPT_LOST, NULL, ACME_ERROR_UNKNOWN_OUTCOME },
};

static AcmeScmCreated *
look_again (AcmeScmSession  *session,
            GAsyncResult    *creation,
            GError         **error)
{
  g_auto(ScmOutcome) outcome = { NULL };

  acme_scm_create_account_look_async (session, creation, NULL, scm_outcome_cb, &outcome);
  return acme_scm_create_account_look_finish (session, scm_outcome_wait (&outcome), error);
}

static void
check_second_look (const SecondLook *look)
{
  static const char *const domains[] = { "a.example", NULL };
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
  g_autoptr(AcmeAccountDraft) draft = make_draft (domains);
  g_autoptr(AcmeScmCreated) created = NULL;
  g_auto(ScmOutcome) outcome = { NULL };
  g_autoptr(GError) error = NULL;

  scm_script_add (script, "GET", PUBLIC, 200, "[" OLD "]");
  scm_script_add (script, "POST", PUBLIC, SCM_SCRIPT_LOST, NULL);
  /* the first look sees two of which either may be the one */
  scm_script_add (script, "GET", PUBLIC, 200, "[" OLD "," ACCOUNT (126, "web team", 1841, SERVER) ","
                                              ACCOUNT (127, "web team", 1841, SERVER) "]");
  scm_script_add (script, "GET", PUBLIC, look->status, look->look);
  scm_script_add (script, "GET", PUBLIC "/126", 200, ACCOUNT (126, "web team", 1841, SERVER));
  acme_scm_create_account_async (session, draft, NULL, NULL, scm_outcome_cb, &outcome);
  created = acme_scm_create_account_finish (session, scm_outcome_wait (&outcome), &error);
  g_assert_error (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME);
  g_clear_error (&error);

  for (guint i = 0; i < 2; i++)
    {
      created = look_again (session, outcome.result, &error);
      g_assert_cmpuint (scm_script_count_writes (script), ==, 1);
      if (look->error >= 0)
        {
          g_assert_error (error, ACME_ERROR, look->error);
          g_clear_error (&error);
          continue;
        }
      g_assert_no_error (error);
      assert_account (created, 126, HMAC_KEY);
      g_assert_cmpstrv (created->not_added, domains);
      g_assert_true (created->confirmed_by_listing);
      g_clear_pointer (&created, acme_scm_created_free);
    }
}

/* To look changes nothing, and forgets what the look before saw */
static void
test_look_again (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (second_looks); i++)
    check_second_look (&second_looks[i]);
}

/* Two spellings of one URL, and of one name */
static void
test_spellings (void)
{
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeAccountDraft) draft =
    acme_account_draft_new (ACME_ACCOUNT_KIND_PUBLIC, "Zu\u0308rich", "https://ACME.example/v2/OV", 1841, NULL, NULL);
  g_autoptr(GPtrArray) known = make_known (ACME_ACCOUNT_KIND_UNIVERSAL, 126, 0); /* of the other kind */
  g_autoptr(AcmeScmCreated) created = NULL;
  g_autoptr(GError) error = NULL;

  scm_script_add (script, "POST", PUBLIC, SCM_SCRIPT_LOST, NULL);
  scm_script_add (script, "GET", PUBLIC, 200, "[" ACCOUNT (126, "Zürich", 1841, "https://acme.example:443/v2/OV/") "]");
  scm_script_add (script, "GET", PUBLIC "/126", 200, ACCOUNT (126, "Zürich", 1841, "OV"));
  created = create_account (script, draft, known, &error);
  g_assert_no_error (error);
  g_assert_true (created->confirmed_by_listing);
  g_assert_cmpstr (acme_item_get_string (ACME_ITEM (created->account), ACME_ACCOUNT_NAME), ==, "Zürich");
}

static void
test_refusals (void)
{
  static const struct { guint status; const char *json; int error; } cases[] = {
    { 400, "{\"code\": -1023, \"description\": \"Organization not found.\"}", ACME_ERROR_NOT_FOUND },
    { 400, "{\"code\": -1601, \"description\": \"Field has an invalid value.\"}", ACME_ERROR_FAILED },
    { 403, NULL, ACME_ERROR_FORBIDDEN }, { 409, NULL, ACME_ERROR_CONFLICT }, { 500, NULL, ACME_ERROR_SERVER },
    { 302, NULL, ACME_ERROR_BAD_REPLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeAccountDraft) draft = make_draft (NULL);
      g_autoptr(GPtrArray) known = make_known (ACME_ACCOUNT_KIND_PUBLIC, 0);
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "POST", PUBLIC, cases[i].status, cases[i].json);
      g_assert_null (create_account (script, draft, known, &error));
      g_assert_error (error, ACME_ERROR, cases[i].error);
      g_assert_cmpuint (script->server->requests->len, ==, 1);
    }
}

/* Without knowing what was there before, nothing is made */
static void
test_unlisted (void)
{
  static const struct { guint status; const char *json; int error; } cases[] = {
    { 403, NULL, ACME_ERROR_FORBIDDEN }, { 500, NULL, ACME_ERROR_SERVER }, { 200, "[7]", ACME_ERROR_BAD_REPLY },
    { 200, "[{}]", ACME_ERROR_BAD_REPLY }, { SCM_SCRIPT_LOST, NULL, ACME_ERROR_NETWORK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeAccountDraft) draft = make_draft (NULL);
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "GET", PUBLIC, cases[i].status, cases[i].json);
      g_assert_null (create_account (script, draft, NULL, &error));
      g_assert_error (error, ACME_ERROR, cases[i].error);
      g_assert_cmpuint (scm_script_count_writes (script), ==, 0);
    }
}

/* It is there, whatever became of the rest */
static void
test_read_fails (void)
{
  static const char *const domains[] = { "a.example", "b.example", NULL };
  static const struct { guint status; const char *json; int error; } cases[] = {
    { 404, NULL, ACME_ERROR_NOT_FOUND }, { 500, NULL, ACME_ERROR_SERVER }, { 200, "[]", ACME_ERROR_BAD_REPLY },
    { 200, ACCOUNT (127, "web team", 1841, SERVER), ACME_ERROR_BAD_REPLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeAccountDraft) draft = make_draft (domains);
      g_autoptr(GPtrArray) known = make_known (ACME_ACCOUNT_KIND_PUBLIC, 0);
      g_autoptr(AcmeScmCreated) created = NULL;
      g_autoptr(GError) error = NULL;

      scm_script_add_location (script, "POST", PUBLIC, 201, PUBLIC "/126");
      scm_script_add (script, "GET", PUBLIC "/126", cases[i].status, cases[i].json);
      scm_script_add (script, "POST", PUBLIC "/126/domain", 200, "{\"notAddedDomains\": [\"b.example\"]}");
      created = create_account (script, draft, known, &error);
      g_assert_no_error (error);
      assert_account (created, 126, NULL);
      g_assert_error (created->read_error, ACME_ERROR, cases[i].error);
      g_assert_cmpstr (acme_item_get_string (ACME_ITEM (created->account), ACME_ACCOUNT_ACME_SERVER), ==, SERVER);
      g_assert_cmpstrv (created->not_added, ((const char *const[]) { "b.example", NULL }));
    }
}

/* Nothing is done to an account that is somebody else's */
static void
test_wrong_account (void)
{
  static const char *const domains[] = { "a.example", NULL };
  g_autoptr(ScmScript) script = scm_script_new ();
  g_autoptr(AcmeAccountDraft) draft = make_draft (domains);
  g_autoptr(GPtrArray) known = make_known (ACME_ACCOUNT_KIND_PUBLIC, 0);
  g_autoptr(GError) error = NULL;

  scm_script_add_location (script, "POST", PUBLIC, 201, PUBLIC "/126");
  scm_script_add (script, "GET", PUBLIC "/126", 200, ACCOUNT (126, "web team", 7, SERVER));
  g_assert_null (create_account (script, draft, known, &error));
  g_assert_error (error, ACME_ERROR, ACME_ERROR_UNKNOWN_OUTCOME);
  g_assert_nonnull (strstr (error->message, "another account"));
  g_assert_cmpuint (scm_script_count_writes (script), ==, 1);
}

static void
test_domains_fail (void)
{
  static const char *const domains[] = { "a.example", "b.example", NULL };
  static const struct { guint status; guint look_status; const char *look; int error; } cases[] = {
    { 400, 500, NULL, ACME_ERROR_FAILED },
    { 403, 500, NULL, ACME_ERROR_FORBIDDEN },
    { SCM_SCRIPT_LOST, 200, "[]", ACME_ERROR_NETWORK },
    { SCM_SCRIPT_LOST, 500, NULL, ACME_ERROR_UNKNOWN_OUTCOME },
    { 404, 404, NULL, ACME_ERROR_NOT_FOUND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeAccountDraft) draft = make_draft (domains);
      g_autoptr(GPtrArray) known = make_known (ACME_ACCOUNT_KIND_PUBLIC, 0);
      g_autoptr(AcmeScmCreated) created = NULL;
      g_autoptr(GError) error = NULL;

      scm_script_add_location (script, "POST", PUBLIC, 201, PUBLIC "/126");
      scm_script_add (script, "GET", PUBLIC "/126", 200, ACCOUNT (126, "web team", 1841, SERVER));
      scm_script_add (script, "POST", PUBLIC "/126/domain", cases[i].status, NULL);
      scm_script_add (script, "GET", PUBLIC "/126/domain", cases[i].look_status, cases[i].look);
      created = create_account (script, draft, known, &error);
      g_assert_no_error (error);
      assert_account (created, 126, HMAC_KEY);
      g_assert_error (created->domains_error, ACME_ERROR, cases[i].error);
      if (cases[i].error == ACME_ERROR_UNKNOWN_OUTCOME)
        g_assert_null (created->not_added);
      else
        g_assert_cmpstrv (created->not_added, domains);
      g_assert_cmpuint (scm_script_count_writes (script), ==, 2);
    }
}

/* While it is at each of its four requests */
static void
test_cancelled (void)
{
  static const char *const domains[] = { "a.example", NULL };

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeScmSession) session = scm_double_make_session (script->server);
      g_autoptr(AcmeAccountDraft) draft = make_draft (domains);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_auto(ScmOutcome) outcome = { NULL };
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "GET", PUBLIC, 200, "[]");
      scm_script_add_location (script, "POST", PUBLIC, 201, PUBLIC "/126");
      scm_script_add (script, "GET", PUBLIC "/126", 200, ACCOUNT (126, "web team", 1841, SERVER));
      scm_script_add (script, "POST", PUBLIC "/126/domain", 200, "{}");
      script->server->delay = 30;
      if (i == 0)
        g_cancellable_cancel (cancellable);
      acme_scm_create_account_async (session, draft, NULL, cancellable, scm_outcome_cb, &outcome);
      SCM_WAIT_UNTIL (script->server->requests->len == i);
      g_cancellable_cancel (cancellable);
      g_assert_null (acme_scm_create_account_finish (session, scm_outcome_wait (&outcome), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      scm_spin (50);
      g_assert_cmpuint (script->server->requests->len, ==, i);
    }
}

static void
talk (void)
{
  static const struct { guint status; const char *list; const char *account; } cases[] = {
    { 502, "[" ACCOUNT (126, "web team", 1841, SERVER) "]", ACCOUNT (126, "web team", 1841, SERVER) },
    { 502, "[{\"macKey\": " HMAC_KEY "}]", NULL },
    { 502, "[{\"id\": \"" HMAC_KEY "\", \"macKey\": {\"" HMAC_KEY "\": 1}}]", NULL },
    { 201, "[\"" HMAC_KEY "\"]", NULL },
    { 502, "[" ACCOUNT (126, "web team", 1841, SERVER) "]", "{\"macKey\": \"" HMAC_KEY "\"}" },
    { 502, "[" ACCOUNT (126, "web team", 1841, SERVER) "]", "{\"id\": 126, \"macKey\": [\"" HMAC_KEY "\"]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ScmScript) script = scm_script_new ();
      g_autoptr(AcmeAccountDraft) draft = make_draft (NULL);
      g_autoptr(GPtrArray) known = make_known (ACME_ACCOUNT_KIND_PUBLIC, 0);
      g_autoptr(AcmeScmCreated) created = NULL;
      g_autoptr(GError) error = NULL;

      scm_script_add (script, "POST", PUBLIC, cases[i].status, NULL);
      scm_script_add (script, "GET", PUBLIC, 200, cases[i].list);
      scm_script_add (script, "GET", PUBLIC "/126", 200, cases[i].account);
      created = create_account (script, draft, known, &error);
      if (error != NULL)
        g_debug ("An error: %s", error->message);
      if (created != NULL && created->read_error != NULL)
        g_debug ("Of the reading: %s", created->read_error->message);
      if (created != NULL && acme_item_get_problem (ACME_ITEM (created->account)) != NULL)
        g_debug ("A problem: %s", acme_item_get_problem (ACME_ITEM (created->account)));
    }
}

static void
test_no_secrets (void)
{
  if (g_test_subprocess ())
    {
      talk ();
      return;
    }

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stdout_unmatched ("*SECRET*");
  g_test_trap_assert_stderr_unmatched ("*SECRET*");
  g_test_trap_assert_stdout ("*> POST http://127.0.0.1:*" PUBLIC ", *");
  g_test_trap_assert_stdout ("*What became of a write was looked up: done*");
  g_test_trap_assert_stdout ("*An error: *");
  g_test_trap_assert_stdout ("*Of the reading: *");
  g_test_trap_assert_stdout ("*A problem: *");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scm/account-creation/public", test_public);
  g_test_add_func ("/scm/account-creation/universal", test_universal);
  g_test_add_func ("/scm/account-creation/invalid", test_invalid);
  g_test_add_func ("/scm/account-creation/locations", test_locations);
  g_test_add_func ("/scm/account-creation/unknown-outcomes", test_unknown_outcomes);
  g_test_add_func ("/scm/account-creation/look-again", test_look_again);
  g_test_add_func ("/scm/account-creation/spellings", test_spellings);
  g_test_add_func ("/scm/account-creation/refusals", test_refusals);
  g_test_add_func ("/scm/account-creation/unlisted", test_unlisted);
  g_test_add_func ("/scm/account-creation/read-fails", test_read_fails);
  g_test_add_func ("/scm/account-creation/wrong-account", test_wrong_account);
  g_test_add_func ("/scm/account-creation/domains-fail", test_domains_fail);
  g_test_add_func ("/scm/account-creation/cancelled", test_cancelled);
  g_test_add_func ("/scm/account-creation/no-secrets", test_no_secrets);
  return g_test_run ();
}
