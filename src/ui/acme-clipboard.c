/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes care of what a window put on the clipboard. A secret goes there with the hint that clipboard managers know not
 * to keep it, and is taken back when the window closes. That is all an application can do: a program may have read it
 * meanwhile, and not every clipboard manager knows the hint. */

#include "config.h"

#include "acme-clipboard.h"

#include <string.h>

/* KDE's invention, known to other clipboard managers too. */
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT_SECRET "secret"

struct _AcmeClipboard
{
  GObject parent_instance;

  GdkClipboard *clipboard;
  GdkContentProvider *secret; /* (nullable): what was put there last, if it was a secret */
};

G_DEFINE_FINAL_TYPE (AcmeClipboard, acme_clipboard, G_TYPE_OBJECT)

static void
wipe (gpointer secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
acme_clipboard_dispose (GObject *object)
{
  AcmeClipboard *self = ACME_CLIPBOARD (object);

  if (self->clipboard != NULL)
    acme_clipboard_clear (self);
  g_clear_object (&self->clipboard);

  G_OBJECT_CLASS (acme_clipboard_parent_class)->dispose (object);
}

static void
acme_clipboard_class_init (AcmeClipboardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = acme_clipboard_dispose;
}

static void
acme_clipboard_init (AcmeClipboard *self)
{
}

/**
 * acme_clipboard_new:
 * @clipboard: the clipboard of a display
 *
 * Returns: (transfer full): what a window copies with; when it goes, a secret on @clipboard goes too
 */
AcmeClipboard *
acme_clipboard_new (GdkClipboard *clipboard)
{
  AcmeClipboard *self;

  g_return_val_if_fail (GDK_IS_CLIPBOARD (clipboard), NULL);

  self = g_object_new (ACME_TYPE_CLIPBOARD, NULL);
  self->clipboard = g_object_ref (clipboard);
  return self;
}

/**
 * acme_clipboard_copy:
 * @self: a clipboard
 * @text: what to put there, which stays when @self goes
 */
void
acme_clipboard_copy (AcmeClipboard *self,
                     const char    *text)
{
  g_return_if_fail (ACME_IS_CLIPBOARD (self));
  g_return_if_fail (text != NULL);

  g_clear_object (&self->secret);
  gdk_clipboard_set_text (self->clipboard, text);
}

/**
 * acme_clipboard_copy_secret:
 * @self: a clipboard
 * @secret: what to put there, marked as a secret
 *
 * The copy that is made of @secret is wiped when something else is put on the clipboard, at the latest when @self goes.
 */
void
acme_clipboard_copy_secret (AcmeClipboard *self,
                            const char    *secret)
{
  g_autoptr(GBytes) text = NULL;
  g_autoptr(GBytes) hint = NULL;
  GdkContentProvider *providers[3];
  char *copy;

  g_return_if_fail (ACME_IS_CLIPBOARD (self));
  g_return_if_fail (secret != NULL);

  copy = g_strdup (secret);
  text = g_bytes_new_with_free_func (copy, strlen (copy), wipe, copy);
  hint = g_bytes_new_static (HINT_SECRET, strlen (HINT_SECRET));
  /* as bytes: of a string GDK would make copies of its own */
  providers[0] = gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", text);
  providers[1] = gdk_content_provider_new_for_bytes ("text/plain", text);
  providers[2] = gdk_content_provider_new_for_bytes (HINT_TYPE, hint);

  g_clear_object (&self->secret);
  self->secret = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (self->clipboard, self->secret);
}

/**
 * acme_clipboard_holds_secret:
 * @self: a clipboard
 *
 * Returns: whether a secret that was copied with @self is still on the clipboard
 */
gboolean
acme_clipboard_holds_secret (AcmeClipboard *self)
{
  g_return_val_if_fail (ACME_IS_CLIPBOARD (self), FALSE);

  return self->secret != NULL && gdk_clipboard_get_content (self->clipboard) == self->secret;
}

/**
 * acme_clipboard_clear:
 * @self: a clipboard
 *
 * Takes a secret that was copied with @self from the clipboard, unless something else is there by now.
 */
void
acme_clipboard_clear (AcmeClipboard *self)
{
  g_return_if_fail (ACME_IS_CLIPBOARD (self));

  if (acme_clipboard_holds_secret (self))
    gdk_clipboard_set_content (self->clipboard, NULL);
  g_clear_object (&self->secret);
}
