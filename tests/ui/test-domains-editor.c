/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acme-domains-editor.h"

#include "acme-domain-row.h"
#include "find-widget.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *button; /* another thing that can have the focus */
  AcmeDomainsEditor *editor;
  GtkEditable *entry;
  GtkListView *view;
  guint n_changes;
} Fixture;

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
is_drawn (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->editor = ACME_DOMAINS_EDITOR (acme_domains_editor_new ());
  fixture->button = gtk_button_new_with_label ("Save");
  fixture->entry = GTK_EDITABLE (find_widget (GTK_WIDGET (fixture->editor), ADW_TYPE_ENTRY_ROW, NULL));
  fixture->view = GTK_LIST_VIEW (find_widget (GTK_WIDGET (fixture->editor), GTK_TYPE_LIST_VIEW, NULL));
  g_signal_connect_swapped (fixture->editor, "changed", G_CALLBACK (count_cb), &fixture->n_changes);
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->editor), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->editor));
  gtk_box_append (GTK_BOX (box), fixture->button);

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 480, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (is_drawn, fixture->editor);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_ref (fixture->editor);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  wait_finalized (fixture->editor);
}

static void
assert_names (Fixture    *fixture,
              const char *expected)
{
  g_auto(GStrv) names = acme_domains_editor_dup_names (fixture->editor);
  g_autofree char *text = g_strjoinv (" ", names);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_changes (Fixture    *fixture,
                const char *added,
                const char *removed)
{
  g_auto(GStrv) plus = NULL;
  g_auto(GStrv) minus = NULL;
  g_autofree char *plus_text = NULL;
  g_autofree char *minus_text = NULL;

  acme_domains_editor_get_changes (fixture->editor, &plus, &minus);
  plus_text = g_strjoinv (" ", plus);
  minus_text = g_strjoinv (" ", minus);
  g_assert_cmpstr (plus_text, ==, added);
  g_assert_cmpstr (minus_text, ==, removed);
}

static void
assert_summary (Fixture    *fixture,
                const char *text)
{
  GtkWidget *label = find_label (GTK_WIDGET (fixture->editor), text);

  g_assert_nonnull (label);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, text);
}

static const char *wanted_row;

static gboolean
shows_wanted (GtkWidget *widget)
{
  AcmeDomainEntry *entry = acme_domain_row_get_entry (ACME_DOMAIN_ROW (widget));

  return entry != NULL && gtk_widget_get_mapped (widget) &&
         g_str_equal (acme_item_get_text (ACME_ITEM (entry), ACME_DOMAIN_ENTRY_SHOWN), wanted_row);
}

static GtkWidget *
get_row (Fixture    *fixture,
         const char *shown)
{
  wanted_row = shown;
  return find_widget (GTK_WIDGET (fixture->view), ACME_TYPE_DOMAIN_ROW, shows_wanted);
}

static const char *
get_typed (Fixture *fixture)
{
  return gtk_editable_get_text (fixture->entry);
}

static void
test_type (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *stack = find_widget (GTK_WIDGET (fixture->editor), GTK_TYPE_STACK, NULL);

  assert_summary (fixture, "0 domains");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "empty");

  gtk_editable_set_text (fixture->entry, "www.Example.org");
  g_assert_cmpstr (get_typed (fixture), ==, "www.Example.org"); /* not done yet */
  assert_names (fixture, "");
  g_assert_true (acme_domains_editor_is_typing (fixture->editor));
  gtk_editable_set_text (fixture->entry, "www.Example.org,");
  g_assert_cmpstr (get_typed (fixture), ==, "");
  g_assert_false (acme_domains_editor_is_typing (fixture->editor));
  assert_names (fixture, "www.example.org");
  assert_summary (fixture, "1 domain");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "list");

  gtk_editable_set_text (fixture->entry, "*.bücher.example\nfoo; www.example.org.\t10.0.0.1"); /* as it is pasted */
  g_assert_cmpstr (get_typed (fixture), ==, "");
  assert_names (fixture, "www.example.org *.xn--bcher-kva.example");
  assert_summary (fixture, "5 domains, 3 with problems");
  g_assert_true (acme_domains_editor_has_problems (fixture->editor));
  settle ();
  g_assert_nonnull (find_label (get_row (fixture, "foo"), "at least two parts"));

  gtk_editable_set_text (fixture->entry, " ");
  g_assert_cmpstr (get_typed (fixture), ==, "");
  gtk_editable_set_text (fixture->entry, "c.example");
  g_signal_emit_by_name (fixture->entry, "entry-activated");
  assert_names (fixture, "www.example.org *.xn--bcher-kva.example c.example");
  gtk_editable_set_text (fixture->entry, "d.example");
  acme_domains_editor_commit (fixture->editor);
  acme_domains_editor_commit (fixture->editor);
  assert_names (fixture, "www.example.org *.xn--bcher-kva.example c.example d.example");
}

/* Who goes on with the next field is done with the name. */
static void
test_leave (Fixture       *fixture,
            gconstpointer  data)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->entry));
  gtk_editable_set_text (fixture->entry, "a.example");
  gtk_widget_grab_focus (fixture->button);
  settle ();
  assert_names (fixture, "a.example");
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const original[] = { "a.example", "B.example", "c.example", NULL };

  acme_domains_editor_set_original (fixture->editor, original);
  assert_summary (fixture, "3 domains");
  assert_changes (fixture, "", "");
  settle ();

  g_signal_emit_by_name (get_row (fixture, "B.example"), "remove");
  assert_changes (fixture, "", "B.example");
  assert_summary (fixture, "2 domains, 1 removed");
  acme_domains_editor_add_text (fixture->editor, "new.example bad_name.example");
  assert_summary (fixture, "4 domains, 1 with a problem, 1 added, 1 removed");
  assert_changes (fixture, "new.example", "B.example");
  assert_names (fixture, "a.example c.example new.example");

  settle ();
  g_signal_emit_by_name (get_row (fixture, "B.example"), "remove"); /* restores it */
  assert_changes (fixture, "new.example", "");
  g_signal_emit_by_name (get_row (fixture, "new.example"), "remove");
  assert_changes (fixture, "", "");
  assert_summary (fixture, "4 domains, 1 with a problem");

  settle ();
  g_signal_emit_by_name (get_row (fixture, "bad_name.example"), "edit");
  g_assert_cmpstr (get_typed (fixture), ==, "bad_name.example");
  assert_summary (fixture, "3 domains");
  gtk_editable_set_text (fixture->entry, "good-name.example ");
  assert_changes (fixture, "good-name.example", "");
  g_signal_emit_by_name (fixture->view, "activate", 3); /* the one just added, to be typed again */
  g_assert_cmpstr (get_typed (fixture), ==, "good-name.example");
  g_signal_emit_by_name (fixture->view, "activate", 0); /* is SCM's: it has to be removed and another added */
  g_assert_cmpstr (get_typed (fixture), ==, "good-name.example");
}

static void
test_remove_many (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const original[] = { "a.example", "b.example", NULL };
  GtkSelectionModel *selection = gtk_list_view_get_model (fixture->view);
  GtkWidget *focus;

  acme_domains_editor_set_original (fixture->editor, original);
  acme_domains_editor_add_text (fixture->editor, "c.example d.example");
  settle ();
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "domains.remove-selected", NULL);
  assert_summary (fixture, "4 domains, 2 added"); /* nothing was selected */

  gtk_selection_model_select_range (selection, 1, 2, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "domains.remove-selected", NULL);
  assert_names (fixture, "a.example d.example");
  assert_changes (fixture, "d.example", "b.example");
  g_assert_false (gtk_selection_model_is_selected (selection, 1));
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window)); /* goes on from where it was */
  g_assert_true (focus == gtk_widget_get_parent (get_row (fixture, "b.example")));
}

static void
test_problems (Fixture       *fixture,
               gconstpointer  data)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (fixture->view);
  GtkWidget *button = gtk_widget_get_parent (find_label (GTK_WIDGET (fixture->editor), "Next Problem"));
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_false (gtk_widget_get_visible (button));
  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, i == 700 || i == 1900 ? "bad%u\n" : "host%u.example.org\n", i);
  gtk_editable_set_text (fixture->entry, text->str);
  assert_summary (fixture, "2000 domains, 2 with problems");
  settle ();

  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (gtk_selection_model_is_selected (selection, 700));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (gtk_selection_model_is_selected (selection, 1900));
  g_assert_false (gtk_selection_model_is_selected (selection, 700));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (gtk_selection_model_is_selected (selection, 700));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/domains-editor/type", Fixture, NULL, set_up, test_type, tear_down);
  g_test_add ("/domains-editor/leave", Fixture, NULL, set_up, test_leave, tear_down);
  g_test_add ("/domains-editor/edit", Fixture, NULL, set_up, test_edit, tear_down);
  g_test_add ("/domains-editor/remove-many", Fixture, NULL, set_up, test_remove_many, tear_down);
  g_test_add ("/domains-editor/problems", Fixture, NULL, set_up, test_problems, tear_down);
  return g_test_run ();
}
