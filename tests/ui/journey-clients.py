#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-clients.py ACME-CONSOLE: looks for the idle clients of an account, and deactivates them. The last line says
how many assertions held."""

import sys

import driver
from driver import Atspi, check, children, key, wait

ENDPOINTS = 12


class Journey(driver.Application):
    def open(self, position, button, title):
        self.wait_loaded()
        Atspi.Selection.select_child(self.list(), position)
        self.press_when_sensitive(button)
        self.use_window(title)

    def wait_loaded(self):
        return wait(self.rows, 'there are rows')

    def status(self, row):
        return row[2]

    def look_at_clients(self):
        rows = self.wait_loaded()
        self.says('%d clients' % len(rows))
        check({self.status(row) for row in rows} == {'Valid', 'Pending', 'Deactivated'}, 'of each status')
        check(any('No activity known' in row for row in rows), 'it is said if there is no activity')
        return rows

    def filter_idle(self, rows):
        """By keys, from the table back to the check box: GTK's cannot be pressed by AT-SPI."""
        for _ in range(10):
            focus = wait(self.focus, 'something has the focus')
            if focus.get_name() == 'Idle for more than':
                break
            key('shift+Tab')
            wait(lambda: self.focus() and self.focus() != focus, 'the focus moves')
        key('space')
        self.says('of %d clients · Last Activity is more than 90 days ago' % len(rows))
        idle = wait(lambda: (lambda now: now if len(now) < len(rows) else None)(self.rows()), 'fewer are left')
        check(any('No activity known' in row for row in idle), 'what is not known to be active is idle')
        return idle

    def deactivate(self, idle):
        active = [row for row in idle if self.status(row) != 'Deactivated']
        check(0 < len(active) < len(idle), 'some were deactivated before')
        for position in range(len(children(self.list()))):
            Atspi.Selection.select_child(self.list(), position)
        self.press_when_sensitive('Deactivate %d…' % len(active))
        wait(lambda: self.find_dialog('cannot be undone'), 'it asks')
        for row in active:
            check(self.find_dialog('%s · %s' % (row[0], row[1])), 'with the name of %s' % row[0])
        self.confirm('cannot be undone', 'Deactivate')
        self.says('%d client' % len(active))
        wait(lambda: all(self.status(row) == 'Deactivated' for row in self.rows()), 'they are deactivated')
        check(len(self.rows()) == len(idle), 'and stay in the list')

    def look_at_certificates(self):
        self.press_when_sensitive('SSL Certificates')
        self.use_window('SSL Certificates')
        self.says('SCM cannot narrow this list to one account or client.')
        self.says('%d certificates' % len(self.wait_loaded()))
        key('Escape')
        self.wait_closed('SSL Certificates')


def main():
    with Journey(sys.argv[1], '--demo') as journey:
        journey.use_window('Demo')
        journey.open(0, 'Accounts', 'ACME Accounts')
        journey.open(0, 'Clients', 'ACME Clients')
        rows = journey.look_at_clients()
        idle = journey.filter_idle(rows)
        journey.deactivate(idle)
        journey.use_window('ACME Clients')
        journey.look_at_certificates()
        journey.use_window('ACME Clients')
        key('Escape')
        journey.wait_closed('ACME Clients')
        journey.use_window('ACME Accounts')
        key('Escape')
        journey.use_window('Demo')
        journey.quit()
    print('%d assertions held.' % driver.asserted)


main()
