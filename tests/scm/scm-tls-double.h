/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scm-certificates.h"

G_BEGIN_DECLS

/* What a TLS server wants of its clients */
typedef struct
{
  const char *priorities;   /* (nullable): GnuTLS's words for the versions and algorithms it speaks */
  const char *client_ca;    /* (nullable): a file; without a certificate of these authorities nobody gets in */
  const char *const *alpn;  /* (nullable): what it says it speaks; if that is h2, it says goodbye */
  gboolean is_liar;         /* or answers as if it had been HTTP/1.1 */
} ScmTlsTerms;

/* A TLS server made of GnuTLS alone, for what GIO's own does not do: old versions, bad certificates, no to the
 * certificate of a client. It answers each request with "[]", in a thread of its own. */
typedef struct
{
  GSocketService *service;
  gpointer credentials;
  char *url;
  ScmTlsTerms terms;
  GMutex lock;
  GString *received;    /* (lock): what came inside of TLS */
  char *protocol;       /* (lock) (nullable): what was agreed on by ALPN */
  guint n_requests;     /* (lock) */
  guint n_handshakes;   /* (lock): that came to their end here */
} ScmTlsDouble;

ScmTlsDouble *scm_tls_double_new         (ScmCertificates    *certificates,
                                          ScmCertificateKind  kind,
                                          const ScmTlsTerms  *terms);
void          scm_tls_double_free        (ScmTlsDouble       *self);
guint         scm_tls_double_count       (ScmTlsDouble       *self);
char         *scm_tls_double_dup_received
                                         (ScmTlsDouble       *self);
char         *scm_tls_double_dup_protocol
                                         (ScmTlsDouble       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScmTlsDouble, scm_tls_double_free)

G_END_DECLS
