/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "acme-clipboard.h"
#include "acme-event.h"

G_BEGIN_DECLS

#define ACME_TYPE_EVENT_PANE (acme_event_pane_get_type ())

G_DECLARE_FINAL_TYPE (AcmeEventPane, acme_event_pane, ACME, EVENT_PANE, AdwBin)

GtkWidget *acme_event_pane_new           (void);
void       acme_event_pane_set_clipboard (AcmeEventPane *self,
                                          AcmeClipboard *clipboard);
void       acme_event_pane_set_event     (AcmeEventPane *self,
                                          AcmeEvent     *event);
AcmeEvent *acme_event_pane_get_event     (AcmeEventPane *self);

G_END_DECLS
