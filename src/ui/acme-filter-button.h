/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-table-button.h"

G_BEGIN_DECLS

#define ACME_TYPE_FILTER_BUTTON (acme_filter_button_get_type ())

G_DECLARE_FINAL_TYPE (AcmeFilterButton, acme_filter_button, ACME, FILTER_BUTTON, AcmeTableButton)

GtkWidget *acme_filter_button_new (void);

G_END_DECLS
