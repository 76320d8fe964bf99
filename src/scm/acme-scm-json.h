/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Getters that never assert. In each, a member that is missing or null is no error and gives NULL or the constant for
 * none; one of another type is ACME_ERROR_BAD_REPLY with a sentence that names it. */

gboolean acme_scm_json_get_string  (JsonObject   *object,
                                    const char   *name,
                                    const char  **out_value,
                                    GError      **error);
gboolean acme_scm_json_get_number  (JsonObject   *object,
                                    const char   *name,
                                    gint64       *out_value,
                                    GError      **error);
gboolean acme_scm_json_get_id      (JsonObject   *object,
                                    const char   *name,
                                    gint64       *out_value,
                                    GError      **error);
gboolean acme_scm_json_get_key     (JsonObject   *object,
                                    const char   *name,
                                    const char  **out_value,
                                    GError      **error);
gboolean acme_scm_json_get_time    (JsonObject   *object,
                                    const char   *name,
                                    gint64       *out_value,
                                    GError      **error);
gboolean acme_scm_json_get_array   (JsonObject   *object,
                                    const char   *name,
                                    JsonArray   **out_value,
                                    GError      **error);
gboolean acme_scm_json_get_strings (JsonObject   *object,
                                    const char   *name,
                                    GStrv        *out_value,
                                    GError      **error);
gboolean acme_scm_json_get_object  (JsonObject   *object,
                                    const char   *name,
                                    JsonObject  **out_value,
                                    GError      **error);

G_END_DECLS
