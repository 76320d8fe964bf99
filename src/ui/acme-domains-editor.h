/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ACME_TYPE_DOMAINS_EDITOR (acme_domains_editor_get_type ())

G_DECLARE_FINAL_TYPE (AcmeDomainsEditor, acme_domains_editor, ACME, DOMAINS_EDITOR, AdwBin)

GtkWidget *acme_domains_editor_new          (void);
void       acme_domains_editor_set_original (AcmeDomainsEditor  *self,
                                             const char *const  *names);
void       acme_domains_editor_add_text     (AcmeDomainsEditor  *self,
                                             const char         *text);
gboolean   acme_domains_editor_is_typing    (AcmeDomainsEditor  *self);
void       acme_domains_editor_commit       (AcmeDomainsEditor  *self);
gboolean   acme_domains_editor_has_problems (AcmeDomainsEditor  *self);
char     **acme_domains_editor_dup_names    (AcmeDomainsEditor  *self);
void       acme_domains_editor_get_changes  (AcmeDomainsEditor  *self,
                                             char             ***out_added,
                                             char             ***out_removed);

G_END_DECLS
