/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An option, given as `--name`. A list of them ends with { NULL }. */
typedef struct
{
  const char *name;
  const char *values; /* (nullable): its arguments, as they stand in the help, separated by spaces */
  const char *help;   /* N_() (nullable): without it the help does not mention the option */
  gboolean is_required;
} AcmeCliOption;

/* For max_arguments: as many as there are. */
#define ACME_CLI_ANY_NUMBER G_MAXUINT

/* What the arguments of a command may be. A list of pointers to them ends with NULL. */
typedef struct
{
  const char *command;   /* a word, or two: "account show" is the command "show" of the group "account" */
  const char *arguments; /* (nullable): as they stand in the help */
  guint max_arguments;
  const AcmeCliOption *options; /* (nullable) */
  guint min_arguments;
} AcmeCliSyntax;

typedef struct _AcmeCliArgs AcmeCliArgs;

AcmeCliArgs         *acme_cli_args_parse         (const char *const          *arguments,
                                                  const AcmeCliOption        *global_options,
                                                  const AcmeCliSyntax *const *syntaxes,
                                                  GError                    **error);
void                 acme_cli_args_free          (AcmeCliArgs                *self);
gboolean             acme_cli_args_check         (const AcmeCliArgs          *self,
                                                  GError                    **error);

const AcmeCliSyntax *acme_cli_args_get_syntax    (const AcmeCliArgs          *self);
const char          *acme_cli_args_get_group     (const AcmeCliArgs          *self);
const char *const   *acme_cli_args_get_arguments (const AcmeCliArgs          *self);
gboolean             acme_cli_args_has           (const AcmeCliArgs          *self,
                                                  const char                 *option);
const char          *acme_cli_args_get           (const AcmeCliArgs          *self,
                                                  const char                 *option);
GPtrArray           *acme_cli_args_list          (const AcmeCliArgs          *self,
                                                  const char                 *option);

gboolean             acme_cli_args_is_in_group   (const char                 *command,
                                                  const char                 *group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AcmeCliArgs, acme_cli_args_free)

G_END_DECLS
