/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "acme-error-ui.h"

G_BEGIN_DECLS

/**
 * AcmeStatus:
 * @ACME_STATUS_LOADING: the first answer is awaited
 * @ACME_STATUS_MESSAGE: there is nothing to show
 * @ACME_STATUS_ERROR: it failed
 *
 * Why there is no table.
 */
typedef enum
{
  ACME_STATUS_LOADING,
  ACME_STATUS_MESSAGE,
  ACME_STATUS_ERROR,
} AcmeStatus;

#define ACME_TYPE_STATUS_VIEW (acme_status_view_get_type ())

G_DECLARE_FINAL_TYPE (AcmeStatusView, acme_status_view, ACME, STATUS_VIEW, AdwBin)

AcmeStatus acme_status_view_get_status   (AcmeStatusView       *self);
void       acme_status_view_set_loading  (AcmeStatusView       *self,
                                          const char           *title);
void       acme_status_view_set_message  (AcmeStatusView       *self,
                                          const char           *icon_name,
                                          const char           *title,
                                          const char           *description,
                                          const char           *button,
                                          const char           *action_name);
void       acme_status_view_set_error    (AcmeStatusView       *self,
                                          const GError         *error,
                                          const char           *host,
                                          const AcmeErrorWords *words,
                                          const char           *action_name);
void       acme_status_view_set_progress (AcmeStatusView       *self,
                                          guint                 n_done,
                                          guint                 n_total);
void       acme_status_view_set_progress_text (AcmeStatusView  *self,
                                          const char           *text);

G_END_DECLS
