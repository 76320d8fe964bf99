/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-table-button.h"

G_BEGIN_DECLS

#define ACME_TYPE_GROUP_BUTTON (acme_group_button_get_type ())

G_DECLARE_FINAL_TYPE (AcmeGroupButton, acme_group_button, ACME, GROUP_BUTTON, AcmeTableButton)

GtkWidget *acme_group_button_new (void);

G_END_DECLS
