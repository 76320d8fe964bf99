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
  SCM_CERTIFICATE_NOT_YET,     /* valid from tomorrow on */
  SCM_CERTIFICATE_SELF_SIGNED, /* by its own key instead of the authority's */
  SCM_CERTIFICATE_WEAK_KEY,    /* RSA with so few bits that a back end refuses it */
  SCM_CERTIFICATE_SHA1,        /* signed with SHA-1 */
  SCM_CERTIFICATE_REVOKED,     /* in a list of the authority that is a part of ca_file */
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
