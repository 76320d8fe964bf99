#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey.py ACME-CONSOLE: goes through the main window as a person does who cannot see it. The last line says how many
assertions held."""

import sys

import driver
from driver import BUTTONS, ROLE, Atspi, check, children, find, has, key, wait, walk

ENDPOINTS = 12
TYPES = {'Sectigo Public ACME', 'Universal ACME'}


class Journey(driver.Application):
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
    with Journey(sys.argv[1], '--demo') as journey:
        journey.use_window('Demo')
        rows = journey.look_at_table()
        journey.look_at_controls()
        journey.search(rows)
        journey.filter(rows)
        journey.group(rows)
        journey.select(4)
        journey.open_and_close('Accounts', 'ACME Accounts', rows[4][:1])
        journey.open_and_close('View Audit', 'Enrollment Endpoint Audit', rows[4][:1])
        journey.refresh(4, rows)
        journey.use_window('Demo')
        journey.quit()
    print('%d assertions held.' % driver.asserted)


main()
