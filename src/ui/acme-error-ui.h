/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What an error is said of. All of it is marked with N_(). */
typedef struct
{
  const char *failed;    /* a title, such as “Endpoints Could Not Be Loaded” */
  const char *not_found; /* a title, such as “Endpoints Could Not Be Found” */
  const char *forbidden; /* what to do without the right to it */
} AcmeErrorWords;

void  acme_error_ui_show_page    (AdwStatusPage        *page,
                                  const GError         *error,
                                  const char           *host,
                                  const AcmeErrorWords *words);
char *acme_error_ui_describe_bar (const GError         *error,
                                  const char           *host,
                                  const AcmeErrorWords *words);

G_END_DECLS
