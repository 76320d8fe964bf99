/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Text on its way to a stream; a member of who writes it. */
typedef struct
{
  GOutputStream *stream;
  GString *pending; /* where to append */
  gboolean broken;  /* a write failed: what follows would be a file with a hole */
} AcmeTextSink;

void     acme_text_sink_init   (AcmeTextSink   *self,
                                GOutputStream  *stream);
void     acme_text_sink_clear  (AcmeTextSink   *self);
gboolean acme_text_sink_check  (AcmeTextSink   *self,
                                GError        **error);
gboolean acme_text_sink_push   (AcmeTextSink   *self,
                                GError        **error);
gboolean acme_text_sink_finish (AcmeTextSink   *self,
                                GError        **error);

G_END_DECLS
