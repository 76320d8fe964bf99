/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-save-as.h"

#include <adwaita.h>

#include "acme-error.h"
#include "choose-fixture.h"
#include "dialog-fixture.h"
#include "find-widget.h"
#include "save-as-fixture.h"

#define NAME "thing.csv"

typedef struct
{
  SaveAs save;
  guint n_attempts;
  guint n_freed;
  GTask *attempt; /* (nullable): the one that nobody has answered */
  GFile *file;    /* (nullable): where to */
} Fixture;

/* It is answered by the test. */
static void
save_thing (GTask *attempt,
            GFile *file)
{
  Fixture *fixture = g_task_get_task_data (attempt);

  fixture->n_attempts++;
  g_assert_true (g_task_get_source_object (attempt) == fixture->save.parent);
  g_assert_false (g_cancellable_is_cancelled (g_task_get_cancellable (attempt)));
  g_set_object (&fixture->attempt, attempt);
  g_set_object (&fixture->file, file);
}

static void
free_cb (gpointer fixture)
{
  ((Fixture *) fixture)->n_freed++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const AcmeSaveAs thing = { "Save a Thing", "The Thing Could Not Be Saved", save_thing };

  save_as_set_up (&fixture->save, acme_save_as_finish);
  acme_save_as_async (fixture->save.parent, &thing, NAME, acme_file_types_csv, fixture, free_cb, save_as_end_cb,
                      fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpuint (fixture->n_freed, ==, 1);
  g_assert_null (fixture->attempt);
  g_clear_object (&fixture->file);
  save_as_tear_down (&fixture->save);
}

static gboolean
is_attempted (gpointer fixture)
{
  return ((Fixture *) fixture)->attempt != NULL;
}

static void
begin_attempt (Fixture *fixture)
{
  g_autoptr(GFile) folder = g_file_new_for_path (fixture->save.folder);
  g_autoptr(GFile) expected = g_file_get_child (folder, NAME);

  g_assert_cmpstr (gtk_window_get_title (wait_chooser ()), ==, "Save a Thing");
  choose_in_folder (fixture->save.folder, NAME);
  wait_until (is_attempted, fixture);
  g_assert_true (g_file_equal (fixture->file, expected));
}

static void
fail_attempt (Fixture  *fixture,
              GQuark    domain,
              int       code)
{
  g_autoptr(GTask) attempt = g_steal_pointer (&fixture->attempt);

  g_task_return_new_error (attempt, domain, code, "It did not want to.");
}

static void
complete_attempt (Fixture *fixture)
{
  g_autoptr(GTask) attempt = g_steal_pointer (&fixture->attempt);

  g_task_return_pointer (attempt, g_strdup ("Saved."), g_free);
}

static void
assert_saved (Fixture *fixture)
{
  save_as_end (&fixture->save);
  g_assert_no_error (fixture->save.error);
  g_assert_cmpstr (fixture->save.message, ==, "Saved.");
}

static void
test_saved (Fixture       *fixture,
            gconstpointer  data)
{
  begin_attempt (fixture);
  complete_attempt (fixture);
  assert_saved (fixture);
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  data)
{
  choose_no_file ();
  save_as_assert_cancelled (&fixture->save);
  g_assert_cmpuint (fixture->n_attempts, ==, 0);
}

static void
test_tried_again (Fixture       *fixture,
                  gconstpointer  data)
{
  begin_attempt (fixture);
  fail_attempt (fixture, ACME_ERROR, ACME_ERROR_FAILED);
  g_assert_cmpstr (adw_message_dialog_get_body (wait_question ("The Thing Could Not Be Saved")), ==,
                   "It did not want to.");
  answer_question ("_Try Again");
  begin_attempt (fixture);
  complete_attempt (fixture);
  assert_saved (fixture);
  g_assert_cmpuint (fixture->n_attempts, ==, 2);
}

static void
test_given_up (Fixture       *fixture,
               gconstpointer  data)
{
  begin_attempt (fixture);
  fail_attempt (fixture, ACME_ERROR, ACME_ERROR_FAILED);
  wait_question ("The Thing Could Not Be Saved");
  answer_question ("_Cancel");
  save_as_assert_cancelled (&fixture->save);
}

/* What the person has stopped is no failure. */
static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  begin_attempt (fixture);
  fail_attempt (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  save_as_assert_cancelled (&fixture->save);
}

/* What failed after it was stopped has no question either. */
static void
test_stopped_and_failed (Fixture       *fixture,
                         gconstpointer  data)
{
  begin_attempt (fixture);
  g_cancellable_cancel (g_task_get_cancellable (fixture->attempt));
  fail_attempt (fixture, ACME_ERROR, ACME_ERROR_FAILED);
  save_as_assert_cancelled (&fixture->save);
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
}

static void
test_stopped_too_late (Fixture       *fixture,
                       gconstpointer  data)
{
  begin_attempt (fixture);
  g_cancellable_cancel (g_task_get_cancellable (fixture->attempt));
  complete_attempt (fixture);
  assert_saved (fixture);
}

static void
test_parent_closed (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWindow *parent = g_object_ref (fixture->save.parent);

  begin_attempt (fixture);
  gtk_window_destroy (g_steal_pointer (&fixture->save.parent));
  g_assert_true (g_cancellable_is_cancelled (g_task_get_cancellable (fixture->attempt)));
  fail_attempt (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  save_as_assert_cancelled (&fixture->save);
  wait_finalized (parent);
}

static void
test_parent_closed_while_asked (Fixture       *fixture,
                                gconstpointer  data)
{
  wait_chooser ();
  save_as_close_parent (&fixture->save);
}

#define ADD(name, function) g_test_add ("/save-as/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE); /* a portal would show its own dialog */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("saved", test_saved);
  ADD ("no-file", test_no_file);
  ADD ("tried-again", test_tried_again);
  ADD ("given-up", test_given_up);
  ADD ("stopped", test_stopped);
  ADD ("stopped-and-failed", test_stopped_and_failed);
  ADD ("stopped-too-late", test_stopped_too_late);
  ADD ("parent-closed", test_parent_closed);
  ADD ("parent-closed-while-asked", test_parent_closed_while_asked);

  return g_test_run ();
}
