/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "acme-user-agent.h"

static void
test_known (void)
{
  static const struct { const char *raw; const char *name; } cases[] = {
    { "CertbotACMEClient/2.1.0 (certbot; Debian GNU/Linux 12 (bookworm)) Authenticator/nginx Installer/nginx "
      "(renew; flags: n) Py/3.11.2", "Certbot 2.1" },
    { "CertbotACMEClient/0.23.0 (certbot; Ubuntu 18.04.3 LTS) Authenticator/webroot", "Certbot 0.23" },
    { "LetsEncryptPythonClient/0.4.2 (Debian)", "Certbot 0.4" },
    { "lego-cli/4.9.1 xenolf-acme/4.9.1 (release; linux; amd64)", "lego 4.9.1" },
    { "xenolf-acme/4.14.0 (release; linux; amd64)", "lego 4.14.0" },
    { "my-own-thing/1.0 xenolf-acme/4.14.0 (release; linux; amd64)", "lego 4.14.0" },
    { "acme.sh/3.0.5 (https://github.com/acmesh-official/acme.sh)", "acme.sh 3.0.5" },
    { "uacme/1.7.4 (https://github.com/ndilieto/uacme)", "uacme 1.7" },
    { "Caddy/2.7.6 CertMagic acmez (linux; amd64)", "Caddy 2.7" },
    { "CertMagic acmez (linux; amd64)", "CertMagic" },
    { "containous-traefik/3.1.6 xenolf-acme/4.18.0 (release; linux; amd64)", "Traefik 3.1" },
    { "containous-traefik/dev xenolf-acme/4.18.0", "Traefik" },
    { "cert-manager-challenges/v1.13.2 (linux/amd64) cert-manager/3a5c5dd8a1c0", "cert-manager 1.13" },
    { "cert-manager-clusterissuers/v1.13.2 (linux/amd64) cert-manager/3a5c5dd8a1c0", "cert-manager 1.13" },
    { "jetstack-cert-manager/v0.13.1", "cert-manager 0.13" },
    { "win-acme/2.2.8.1635 (+https://github.com/win-acme/win-acme)", "win-acme 2.2" },
    { "simple-acme/2.3.0.1 (+https://github.com/simple-acme/simple-acme)", "simple-acme 2.3" },
    { "Posh-ACME/4.20.0 PowerShell/5.1.17763.5458", "Posh-ACME 4.20" },
    { "dehydrated/0.7.1 curl/7.88.1", "dehydrated 0.7.1" },
    { "Certify/6.0.18 (Windows; Microsoft Windows NT 10.0.20348.0)", "Certify The Web 6.0" },
    { "Apache/2.4.57 (Unix) mod_md/2.4.21", "mod_md 2.4.21" },
    { "acme-tiny", "acme-tiny" },
    { "ACME4J/2.16 Java/17.0.6", "acme4j 2.16" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = acme_user_agent_recognize (cases[i].raw);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_unknown (void)
{
  static const char *const raws[] = {
    "", " ", "(", ")))", "Mozilla/5.0 (CertbotACMEClient/2.1.0)", "((lego-cli/4.9.1) lego-cli/4.9.1",
    "=HYPERLINK(\"http://192.0.2.66/\",\"click, here\") <b>client</b>", "my-lego-cli/4.9", "certbotacmeclientx/1",
    "cert-managers/1", "Go-http-client/1.1", "\xff\xfe\x80", "/2.1", "v1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (raws); i++)
    g_assert_null (acme_user_agent_recognize (raws[i]));
}

/* Nothing of what the client says gets through but digits */
static void
test_versions (void)
{
  static const struct { const char *raw; const char *name; } cases[] = {
    { "lego-cli/", "lego" }, { "lego-cli/v", "lego" }, { "lego-cli/<b>", "lego" }, { "lego-cli/4", "lego 4" },
    { "lego-cli/4.", "lego 4" }, { "lego-cli/4.<b>", "lego 4" }, { "lego-cli/4.9-beta", "lego 4.9" },
    { "lego-cli/4.9.1.7", "lego 4.9.1" }, { "lego-cli/123456.1", "lego" }, { "lego-cli/4.123456", "lego 4" },
    { "lego-cli/.4", "lego" }, { "lego-cli/-4", "lego" }, { "LEGO-CLI/V4", "lego" }, { "lego-cli/4/5", "lego 4" },
    { "lego-cli\t4.9", "lego" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = acme_user_agent_recognize (cases[i].raw);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_hostile (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  g_autofree char *deep = g_strnfill (200000, '(');
  g_autofree char *blank = g_strnfill (200000, ' ');
  g_autofree char *late = NULL;

  for (guint n = 0; n < 5000; n++)
    {
      char raw[256];
      g_autofree char *name = NULL;

      for (guint i = 0; i < sizeof raw - 1; i++)
        raw[i] = (char) g_rand_int_range (random, 1, 256);
      raw[sizeof raw - 1] = '\0';
      name = acme_user_agent_recognize (raw);
      g_assert_true (name == NULL || g_str_is_ascii (name));
    }
  g_assert_null (acme_user_agent_recognize (deep));
  late = g_strconcat (blank, "lego-cli/4.9.1", NULL);
  g_assert_null (acme_user_agent_recognize (late));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/user-agent/known", test_known);
  g_test_add_func ("/user-agent/unknown", test_unknown);
  g_test_add_func ("/user-agent/versions", test_versions);
  g_test_add_func ("/user-agent/hostile", test_hostile);
  return g_test_run ();
}
