/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ACME_TYPE_CLIPBOARD (acme_clipboard_get_type ())

G_DECLARE_FINAL_TYPE (AcmeClipboard, acme_clipboard, ACME, CLIPBOARD, GObject)

AcmeClipboard *acme_clipboard_new          (GdkClipboard  *clipboard);
void           acme_clipboard_copy         (AcmeClipboard *self,
                                            const char    *text);
void           acme_clipboard_copy_secret  (AcmeClipboard *self,
                                            const char    *secret);
gboolean       acme_clipboard_holds_secret (AcmeClipboard *self);
void           acme_clipboard_clear        (AcmeClipboard *self);

G_END_DECLS
