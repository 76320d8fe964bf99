#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey.py ACME-CONSOLE: goes through the window as a person does who cannot see it.

It starts the real executable on the demo and uses only what assistive technology offers (AT-SPI) and keys. Every wait
has a deadline. The last line says how many assertions held."""

import os
import subprocess
import sys
import time

# Warnings are fatal to the application only: AT-SPI's client warns about anything that goes while it is being read.
# GLib reads the variable when it is loaded.
APPLICATION_ENVIRONMENT = dict(os.environ)
os.environ.pop('G_DEBUG', None)

import gi  # noqa: E402
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

ROLE = Atspi.Role
BUTTONS = (ROLE.PUSH_BUTTON, ROLE.TOGGLE_BUTTON)
DEADLINE = 30
ENDPOINTS = 12
TYPES = {'Sectigo Public ACME', 'Universal ACME'}

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


def press(node):
    Atspi.Action.do_action(node, 0)


def key(name):
    subprocess.run(['xdotool', 'key', '--clearmodifiers', name], check=True, timeout=DEADLINE)


class Journey:
    def __init__(self, process):
        self.process = process
        self.application = wait(self.find_application, 'the application is on the accessibility bus')
        self.window = wait(lambda: self.find_window('Demo'), 'its window has the name of the connection')

    def find_application(self):
        return next((node for node in children(Atspi.get_desktop(0))
                     if node.get_process_id() == self.process.pid and children(node)), None)

    def find_window(self, name):
        return next((node for node in children(self.application) if node.get_name() == name), None)

    def control(self, name, *roles):
        return wait(lambda: find(self.window, name, *roles), 'there is a control named “%s”' % name)

    def press(self, name):
        """A menu button is two of one name; the inner one can be pressed."""
        press(wait(lambda: next(node for node in walk(self.window) if node.get_name() == name
                                and node.get_role() in BUTTONS and Atspi.Action.get_n_actions(node) > 0),
                   'there is a button “%s”' % name))

    def list(self):
        table = find(self.window, 'Endpoints', ROLE.TREE_TABLE)
        return next(node for node in children(table) if node.get_role() == ROLE.LIST)

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

    def look_at_table(self):
        rows = self.wait_rows(ENDPOINTS, 'the table has %d endpoints' % ENDPOINTS)
        for name, url, kind in rows:
            check(name, 'an endpoint has a name')
            check(url.startswith('https://'), 'an endpoint has a URL: %s' % url)
            check(kind in TYPES, 'an endpoint has a type: %s' % kind)
        check({row[2] for row in rows} == TYPES, 'both types are there')
        for title in ('Name', 'URL', 'Type'):
            check(find(self.window, title), 'there is a column %s' % title)
        return rows

    def look_at_controls(self):
        for name in ('Refresh', 'Search', 'Filter', 'Group', 'Main Menu',
                     'Accounts', 'View Audit', 'Copy URL', 'Open in Browser'):
            self.control(name, *BUTTONS)
        for name in ('Accounts', 'View Audit', 'Copy URL', 'Open in Browser'):
            check(not has(self.control(name, *BUTTONS), Atspi.StateType.SENSITIVE), '%s needs a selection' % name)

    def search(self, rows):
        self.press('Search')
        entry = self.control('Search', ROLE.ENTRY, ROLE.TEXT)
        wanted = [row for row in rows if 'universal' in ' '.join(row).casefold()]
        check(0 < len(wanted) < len(rows), 'the search has something to find and to leave out')
        Atspi.EditableText.set_text_contents(entry, 'uniVERSAL')
        found = self.wait_rows(len(wanted), 'the search leaves %d endpoints' % len(wanted))
        check(found == wanted, 'those that have the text in a column')
        self.control('%d of %d endpoints' % (len(wanted), len(rows)))
        Atspi.EditableText.set_text_contents(entry, '')
        self.wait_rows(len(rows), 'all endpoints are back')

    def filter(self, rows):
        self.press('Filter')
        wait(lambda: self.is_open('Filter'), 'the popover opens')
        self.press('Add Filter')
        value = self.control('Value', ROLE.TEXT, ROLE.ENTRY)
        wanted = [row for row in rows if 'universal' in row[0].casefold()]
        check(0 < len(wanted) < len(rows), 'the filter has something to find and to leave out')
        Atspi.EditableText.set_text_contents(value, 'Universal')
        found = self.wait_rows(len(wanted), 'the filter leaves %d endpoints' % len(wanted))
        check(found == wanted, 'those with the text in their name, as this is the first field')
        wait(lambda: next(node for node in walk(self.window)
                          if node.get_name().startswith('%d of %d endpoints' % (len(wanted), len(rows)))),
             'the bar says how many there are')
        key('Escape')
        wait(lambda: not self.is_open('Filter'), 'Escape closes the popover')
        self.press('Clear Filter')
        self.wait_rows(len(rows), 'all endpoints are back')

    def is_open(self, name):
        return any(has(node, Atspi.StateType.EXPANDED) for node in walk(self.window)
                   if node.get_name() == name and node.get_role() in BUTTONS)

    def choose_group(self, name, arrow):
        """By keys: GTK's radio buttons cannot be pressed by AT-SPI."""
        self.press('Group')
        wait(lambda: self.is_open('Group'), 'the groups are there to choose from')
        choice = self.control(name, ROLE.CHECK_BOX, ROLE.RADIO_BUTTON)
        for _ in range(10):
            if wait(lambda: self.focus(), 'something has the focus').get_name() == name:
                break
            before = self.focus().get_name()
            key(arrow)
            wait(lambda: self.focus() and self.focus().get_name() != before, 'an arrow key moves the focus')
        key('space')
        wait(lambda: has(choice, Atspi.StateType.CHECKED), '%s is chosen' % name)

    def focus(self):
        return next((node for node in walk(self.window) if has(node, Atspi.StateType.FOCUSED)), None)

    def close_group(self):
        key('Escape')
        wait(lambda: not self.is_open('Group'), 'Escape closes the popover')

    def group(self, rows):
        self.choose_group('Type', 'Down')
        counts = [sum(row[2] == kind for row in rows) for kind in sorted(TYPES)]
        titles = ['%s, %d rows, ' % group for group in zip(sorted(TYPES), counts)]
        grouped = self.wait_rows(len(rows) + len(titles), 'each group has a header')
        headers = [row for row in grouped if len(row) < 3]
        check([row[0] for row in headers] == [title + 'expanded' for title in titles], 'headers: %s' % headers)
        self.press('Collapse All')
        collapsed = self.wait_rows(len(titles), 'only the headers are left')
        check([row[0] for row in collapsed] == [title + 'collapsed' for title in titles], 'collapsed: %s' % collapsed)
        self.press('Expand All')
        self.wait_rows(len(grouped), 'all rows are back')
        self.close_group()
        self.choose_group('None', 'Up')
        check(self.wait_rows(len(rows), 'no headers any more') == rows, 'the rows are as they were')
        self.close_group()

    def select(self, position):
        Atspi.Selection.select_child(self.list(), position)
        wait(lambda: has(self.control('Accounts', *BUTTONS), Atspi.StateType.SENSITIVE),
             'with a selection there is something to do')

    def open_and_close(self, button, title, texts):
        self.press(button)
        window = wait(lambda: self.find_window(title), 'a window opens: %s' % title)
        for text in texts:
            wait(lambda: any(text in node.get_name() for node in walk(window)), 'it says “%s”' % text)
        wait(lambda: has(self.find_window(title), Atspi.StateType.ACTIVE), 'it has the keys')
        key('Escape')
        wait(lambda: self.find_window(title) is None, 'Escape closes it')

    def refresh(self, position, rows):
        self.press('Refresh')
        wait(lambda: find(self.window, 'Refresh', *BUTTONS), 'the refresh ends')
        check(self.wait_rows(len(rows), 'all endpoints are there') == rows, 'with the same texts')
        row = children(self.list())[position]
        check(has(row, Atspi.StateType.SELECTED), 'the same endpoint is selected')
        check(next(node for node in walk(self.window) if node.get_name().startswith('Updated at ')), 'it says when')


def main():
    process = subprocess.Popen([sys.argv[1], '--demo'], env=APPLICATION_ENVIRONMENT)
    try:
        journey = Journey(process)
        rows = journey.look_at_table()
        journey.look_at_controls()
        journey.search(rows)
        journey.filter(rows)
        journey.group(rows)
        journey.select(4)
        journey.open_and_close('Accounts', 'ACME Accounts', rows[4][:1])
        journey.open_and_close('View Audit', 'Enrollment Endpoint Audit', rows[4][:2])
        journey.refresh(4, rows)
        wait(lambda: has(journey.window, Atspi.StateType.ACTIVE), 'the window has the keys')
        key('ctrl+q')
        check(process.wait(DEADLINE) == 0, 'it ends well')
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
    print('%d assertions held.' % asserted)


main()
