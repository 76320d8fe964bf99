# SPDX-License-Identifier: GPL-3.0-or-later
"""What the journeys share: an application is driven as a person does who cannot see it, by what assistive technology
offers (AT-SPI) and by keys. Every wait has a deadline, and what it waited for counts as an assertion."""

import os
import subprocess
import time

# Warnings are fatal to the application only: AT-SPI's client warns about anything that goes while it is being read.
# GLib reads the variable when it is loaded. No proxy of the machine that runs the tests may come between.
APPLICATION_ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.lower().endswith('_proxy')}
os.environ.pop('G_DEBUG', None)

import gi  # noqa: E402
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

ROLE = Atspi.Role
BUTTONS = (ROLE.PUSH_BUTTON, ROLE.TOGGLE_BUTTON)
DEADLINE = 30

asserted = 0


def check(condition, message):
    global asserted
    if not condition:
        raise AssertionError(message)
    asserted += 1


def children(node):
    return [child for child in map(node.get_child_at_index, range(node.get_child_count())) if child]


def walk(node):
    yield node
    for child in children(node):
        yield from walk(child)


def wait(find, message):
    """Calls find until it gives something; counts as an assertion."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        try:
            Atspi.get_desktop(0).clear_cache()
            found = find()
            if found:
                check(True, message)
                return found
        except (GLib.Error, AttributeError, StopIteration):
            pass    # what was being read has just gone; read again
        time.sleep(0.05)
    raise AssertionError('within %d s: %s' % (DEADLINE, message))


def find(root, name, *roles):
    # Roles are compared as numbers: their names differ between versions
    return next((node for node in walk(root)
                 if node.get_name() == name and (not roles or node.get_role() in roles)), None)


def has(node, state):
    return node.get_state_set().contains(state)


def tell(node):
    """Everything that is told of it in words."""
    yield node.get_name()
    yield node.get_description()
    if node.get_text_iface():
        yield Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def press(node):
    Atspi.Action.do_action(node, 0)


def key(name):
    subprocess.run(['xdotool', 'key', '--clearmodifiers', name], check=True, timeout=DEADLINE)


def active_window():
    """The title of the window that keys go to, as the window manager knows it: AT-SPI does not say it of every one."""
    done = subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, timeout=DEADLINE)
    return done.stdout.decode('utf-8').rstrip('\n')


class Application:
    """The real executable, and the window of it that is being used."""

    def __init__(self, path, *arguments, environment=None, log=None):
        self.process = subprocess.Popen([path, *arguments], env={**APPLICATION_ENVIRONMENT, **(environment or {})},
                                        stdout=log, stderr=log)
        try:
            self.application = wait(self.find_application, 'the application is on the accessibility bus')
        except AssertionError:
            self.kill()
            raise
        self.window = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def texts(self):
        """Whatever the whole application tells: the name, the description and the text of everything in it."""
        return wait(lambda: [text for node in walk(self.find_application()) for text in tell(node) if text],
                    'the application tells what it shows')

    def find_application(self):
        return next((node for node in children(Atspi.get_desktop(0))
                     if node.get_process_id() == self.process.pid and children(node)), None)

    def find_window(self, name):
        return next((node for node in children(self.application) if node.get_name() == name), None)

    def use_window(self, name):
        """Waits for the window of that name; what follows happens in it."""
        self.window = wait(lambda: self.find_window(name), 'there is a window “%s”' % name)
        wait(lambda: active_window() == name, 'it has the keys')

    def wait_closed(self, name):
        wait(lambda: self.find_window(name) is None, '“%s” closes' % name)

    def control(self, name, *roles):
        return wait(lambda: find(self.window, name, *roles), 'there is a control named “%s”' % name)

    def press(self, name):
        """A menu button is two of one name; the inner one can be pressed."""
        press(wait(lambda: next(node for node in walk(self.window) if node.get_name() == name
                                and node.get_role() in BUTTONS and Atspi.Action.get_n_actions(node) > 0),
                   'there is a button “%s”' % name))

    def press_when_sensitive(self, name):
        wait(lambda: next(node for node in walk(self.window) if node.get_name() == name
                          and node.get_role() in BUTTONS and has(node, Atspi.StateType.SENSITIVE)),
             '“%s” can be pressed' % name)
        self.press(name)

    def says(self, text):
        wait(lambda: next(node for node in walk(self.window) if text in node.get_name()), 'it says “%s”' % text)

    def list(self):
        """The rows' widget of the first table that has any."""
        return next(node for table in walk(self.window) if table.get_role() == ROLE.TREE_TABLE
                    for node in children(table) if node.get_role() == ROLE.LIST)

    def rows(self):
        """The texts of each row that has any: a list of the cells' texts."""
        rows = []
        for row in children(self.list()):
            texts = [node.get_name() for node in walk(row) if node.get_role() == ROLE.LABEL and node.get_name()]
            if texts:
                rows.append(texts)
        return rows

    def wait_rows(self, number, message):
        return wait(lambda: (lambda rows: rows if len(rows) == number else None)(self.rows()), message)

    def find_dialog(self, text):
        """A window that says so and is not the one that is used."""
        return next((window for window in children(self.application) if window.get_name() != self.window.get_name() and
                     any(text in node.get_name() for node in walk(window))), None)

    def confirm(self, text, button):
        """Presses the button of the dialog that says so; its name may begin with an icon's."""
        press(wait(lambda: next(node for node in walk(self.find_dialog(text))
                                if node.get_name().endswith(button) and node.get_role() in BUTTONS),
                   'it asks, and has a button “%s”' % button))

    def set_text(self, name, text):
        entry = self.control(name, ROLE.ENTRY, ROLE.TEXT)
        Atspi.EditableText.set_text_contents(entry, text)

    def is_open(self, name):
        return any(has(node, Atspi.StateType.EXPANDED) for node in walk(self.window)
                   if node.get_name() == name and node.get_role() in BUTTONS)

    def focus(self):
        return next((node for node in walk(self.window) if has(node, Atspi.StateType.FOCUSED)), None)

    def quit(self):
        key('ctrl+q')
        check(self.process.wait(DEADLINE) == 0, 'it ends well')
