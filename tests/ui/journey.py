#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey.py ACME-CONSOLE: goes through the window as a person does who cannot see it.

It starts the real executable on the demo and uses only what assistive technology offers (AT-SPI) and keys. Every wait
has a deadline. The last line says how many assertions held."""

import subprocess
import sys
import time

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

ROLE = Atspi.Role
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
    node.get_action_iface().do_action(0)


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


def main():
    process = subprocess.Popen([sys.argv[1], '--demo'])
    try:
        journey = Journey(process)
        journey.look_at_table()
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
    print('%d assertions held.' % asserted)


main()
