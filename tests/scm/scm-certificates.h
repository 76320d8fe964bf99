/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Certificates that are made when a test runs, so that none in the sources ever expires. They are files in a folder of
 * their own that is removed in the end. */
typedef struct
{
  char *folder;
  char *ca_file;
  gpointer ca_certificate;
  gpointer ca_key;
  GPtrArray *files; /* of char* */
} ScmCertificates;

/* What is wrong with a certificate */
typedef enum
{
  SCM_CERTIFICATE_GOOD,
  SCM_CERTIFICATE_EXPIRED,
  SCM_CERTIFICATE_OTHER_NAME,
} ScmCertificateKind;

ScmCertificates *scm_certificates_new         (void);
void             scm_certificates_free        (ScmCertificates    *self);
char            *scm_certificates_make        (ScmCertificates    *self,
                                               const char         *name,
                                               ScmCertificateKind  kind,
                                               const char         *p12_password);
char            *scm_certificates_get_file    (ScmCertificates    *self,
                                               const char         *name,
                                               const char         *suffix);
GTlsCertificate *scm_certificates_make_server (ScmCertificates    *self,
                                               ScmCertificateKind  kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScmCertificates, scm_certificates_free)

G_END_DECLS
