#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-audit.py ACME-CONSOLE ACMECTL: looks for what happened at an endpoint and with an account, in Berlin, and
takes it home in a file. What the demonstration server tells is what has to be seen. The last line says how many
assertions held."""

import csv
import datetime
import json
import os
import re
import sys
import zoneinfo
from pathlib import Path

import driver
from driver import BUTTONS, ROLE, Atspi, check, find, key, wait, walk

os.environ['ACMECTL'] = sys.argv[2]
sys.path.append(str(Path(__file__).parent.parent / 'cli'))
from acmectl import DemoServer  # noqa: E402

HERE = zoneinfo.ZoneInfo('Europe/Berlin')
FILE = Path(os.environ['HOME']) / 'audit.csv'
TITLE = 'Enrollment Endpoint Audit'
ENDPOINT, ACCOUNT = 'OV – Central IT', 'wiki 2'
COLUMNS = ['date', 'action', 'admin', 'accessMethod', 'address', 'organization', 'description']


def list_events(server, days):
    """The events of so many days of Berlin, today among them, newest first."""
    status, _, body = server.call('/api/report/v1/activity', 'POST', {'from': '2000-01-01', 'to': '2100-01-01'})
    check(status == 200, 'the server makes a report')
    midnight = datetime.datetime.now(HERE).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    first = (midnight - datetime.timedelta(days=days - 1)).replace(tzinfo=HERE)
    end = (midnight + datetime.timedelta(days=1)).replace(tzinfo=HERE)
    events = [{**event, 'time': datetime.datetime.fromisoformat(event['date'].replace('Z', '+00:00'))}
              for event in json.loads(body)['reports']]
    return sorted((event for event in events if first <= event['time'] < end), key=lambda event: event['time'],
                  reverse=True)


def cell(text):
    """As CSV has it: no spreadsheet takes it for a formula."""
    text = text or ''
    return "'" + text if text.lstrip("'")[:1] in tuple('=+-@\t\r\n') else text


def line(event):
    utc = event['time'].astimezone(datetime.timezone.utc)
    return [utc.strftime('%Y-%m-%dT%H:%M:%S.') + '%03dZ' % (utc.microsecond // 1000)] + [cell(text) for text in (
        event['action']['actionName'], event.get('admin', {}).get('login'), event['accessMethod'], event['address'],
        event.get('org', {}).get('name'), event['description'])]


def local(event):
    return event['time'].astimezone(HERE).strftime('%Y-%m-%d %H:%M:%S')


class Journey(driver.Application):
    def __init__(self, server):
        super().__init__(sys.argv[1], environment={**server.oauth, 'TZ': 'Europe/Berlin'})
        self.server = server

    def open(self, name, button, title):
        rows = wait(lambda: (lambda rows: rows if any(row[0] == name for row in rows) else None)(self.rows()),
                    '“%s” is in the table' % name)
        Atspi.Selection.select_child(self.list(), [row[0] for row in rows].index(name))
        self.press_when_sensitive(button)
        self.use_window(title)

    def close(self, title, parent):
        key('Escape')
        self.wait_closed(title)
        self.use_window(parent)

    def counts(self):
        """What is said of how many are shown, and of how many."""
        said = next(filter(None, (re.match(r'(\d+) of (\d+) events', node.get_name()) for node in walk(self.window))))
        return int(said[1]), int(said[2])

    def wait_counts(self, shown, message):
        total = len(self.events)
        wait(lambda: self.counts() == (shown, total), '%s: %d of %d' % (message, shown, total))

    def wait_all(self, message):
        """Then nothing is said of how many; but the histogram tells, and the newest is the first."""
        wait(lambda: self.plot().get_name().startswith('%d events, ' % len(self.events)) and
             self.rows()[0][0] == local(self.events[0]), '%s: %d' % (message, len(self.events)))

    def plot(self):
        return next(node for node in walk(self.window) if node.get_role() == ROLE.SLIDER)

    def look_at_endpoint(self):
        self.events = list_events(self.server, 30)
        wait(lambda: self.counts()[1] == len(self.events), 'the events of 30 days are there')
        self.says('Matched by text: events that name this endpoint, its URL, or one of its accounts')
        shown = self.counts()[0]
        check(0 < shown < len(self.events), 'some of them are about the endpoint: %d' % shown)
        check(self.plot().get_name().startswith('%d events, ' % shown), 'as many as in the histogram')
        rows = self.rows()
        check([row[0] for row in rows] == sorted((row[0] for row in rows), reverse=True), 'the newest first')
        check({row[0] for row in rows} <= set(map(local, self.events)), 'by the clock of Berlin')

    def look_at_all(self):
        self.press('All Events')
        self.wait_all('all events')
        check(local(self.events[0]) != self.events[0]['date'][:19].replace('T', ' '), 'and not by the clock of UTC')

    def search(self):
        def has_it(event):
            return 'revoked' in ' '.join(line(event)).casefold()

        number = sum(map(has_it, self.events))
        check(0 < number < len(self.events), 'there is something to find and to leave out')
        key('ctrl+f')
        wait(lambda: self.focus().get_role() in (ROLE.ENTRY, ROLE.TEXT), 'the search has the keys')
        self.set_text('Search', 'REvoked')
        self.wait_counts(number, 'the search leaves some')
        check(self.rows()[0][0] == local(next(filter(has_it, self.events))), 'the newest of them is the first')
        key('Escape')
        self.wait_all('Escape ends the search')
        check(self.find_window(TITLE), 'and nothing more')

    def filter(self):
        """By the first field that is offered, which is the action."""
        number = sum('domains added' in event['action']['actionName'] for event in self.events)
        check(0 < number < len(self.events), 'there is an action to look for')
        self.press('Filter')
        wait(lambda: self.is_open('Filter'), 'the popover opens')
        self.press('Add Filter')
        value = self.control('Value', ROLE.TEXT, ROLE.ENTRY)
        wait(lambda: Atspi.EditableText.set_text_contents(value, 'domains added'), 'it takes a text')
        self.wait_counts(number, 'the filter leaves some')
        key('Escape')
        wait(lambda: not self.is_open('Filter'), 'Escape closes the popover')
        self.press('Clear Filter')
        self.wait_all('all are back')

    def choose_days(self, name, days):
        self.press('Last 30 Days')
        wait(lambda: find(self.window, name, ROLE.LABEL), 'the ranges are there to choose from')
        for arrow in ['Home'] + ['Down'] * 6:
            item = wait(self.focus, 'something has the focus')
            if any(node.get_name() == name for node in walk(item)):
                break
            key(arrow)
            wait(lambda: arrow == 'Home' or self.focus() != item, 'the key moves the focus')
        key('Return')
        self.events = list_events(self.server, days)
        self.wait_all('the events of %s' % name)

    def go_to_plot(self):
        for _ in range(12):
            if self.focus() and self.focus().get_role() == ROLE.SLIDER:
                return
            before = self.focus()
            key('shift+Tab')
            wait(lambda: self.focus() and self.focus() != before, 'the focus moves')
        raise AssertionError('The histogram can be reached by keys')

    def narrow(self):
        """From bar to bar, until there is one with something in it; then that only, and back."""
        self.go_to_plot()
        text = wait(lambda: self.plot().get_description(), 'what the cursor is on is told')
        for _ in range(30):
            before = text
            key('Left')
            text = wait(lambda: (lambda now: now if now != before else None)(self.plot().get_description()),
                        'the cursor moves')
            if ' event' in text and 'no events' not in text:
                break
        number = int(re.search(r': (\d+) events?', text)[1])
        check(0 < number < len(self.events), 'some events are there: %s' % text)
        key('Return')
        self.wait_counts(number, 'only those are shown')
        wait(lambda: self.plot().get_description().startswith('Selected: '), 'which is told')
        check(self.plot().get_name().startswith('%d events, ' % len(self.events)), 'the histogram still has all')
        key('Escape')
        self.wait_all('Escape shows all again')

        key('Return')
        self.wait_counts(number, 'once more')
        key('Tab')
        wait(lambda: self.focus() and self.focus().get_role() != ROLE.SLIDER, 'the keys are elsewhere')
        key('Escape')
        self.wait_all('Escape shows all again from there too')
        check(self.find_window(TITLE), 'and nothing more')

    def look_at_details(self):
        Atspi.Selection.select_child(self.list(), 1)
        self.press_when_sensitive('Details')
        record = wait(lambda: json.loads(next(text for node in walk(self.window) for text in driver.tell(node)
                                              if text and text.startswith('{'))), 'the record can be read')
        check(record['id'] == self.events[1]['id'], 'it is that of the row')
        self.says('Date in UTC')
        self.press('Details')

    def download(self):
        key('ctrl+s')
        wait(lambda: driver.active_window() == 'Export Events', 'it asks where to')
        chooser = wait(lambda: self.find_window('Export Events'), 'there is a file chooser')
        entry = wait(lambda: find(chooser, 'Name:', ROLE.TEXT, ROLE.ENTRY), 'it has a place for a name')
        offered = Atspi.Text.get_text(entry, 0, Atspi.Text.get_character_count(entry))
        check(offered.startswith('Audit of %s' % ENDPOINT) and offered.endswith('.csv'), 'it offers one: %s' % offered)
        Atspi.EditableText.set_text_contents(entry, str(FILE))
        key('Return')
        wait(FILE.exists, 'there is a file')    # which is whole, or not there
        wait(lambda: not any('exported to' in node.get_name() for node in walk(self.window)), 'the message goes')
        self.use_window(TITLE)
        with open(FILE, encoding='utf-8', newline='') as file:
            rows = list(csv.reader(file, strict=True))
        check(rows[0] == COLUMNS, 'the columns have names: %s' % rows[0])
        check(rows[1:] == list(map(line, self.events)), 'the file has what is shown, in its order and in UTC')

    def look_at_account(self):
        self.open(ACCOUNT, 'View Audit', TITLE)
        self.events = list_events(self.server, 30)
        self.says('%s at %s' % (ACCOUNT, ENDPOINT))
        self.says('Matched by text: events that name this account or its ID.')
        wait(lambda: self.counts()[1] == len(self.events), 'the events of 30 days are there')
        shown = self.counts()[0]
        check(0 < shown < len(self.events), 'some are about the account')
        rows = self.rows()
        check(all(ACCOUNT in ' '.join(row) for row in rows), 'all of which name it')


def go(server):
    with Journey(server) as journey:
        title = wait(lambda: driver.children(journey.application)[0].get_name(), 'the window has a title')
        journey.use_window(title)
        journey.open(ENDPOINT, 'View Audit', TITLE)
        journey.look_at_endpoint()
        journey.look_at_all()
        journey.search()
        journey.filter()
        journey.choose_days('Last 7 Days', 7)
        journey.narrow()
        journey.look_at_details()
        journey.download()
        journey.close(TITLE, title)
        journey.open(ENDPOINT, 'Accounts', 'ACME Accounts')
        journey.look_at_account()
        journey.close(TITLE, 'ACME Accounts')
        journey.close('ACME Accounts', title)
        journey.quit()
    print('%d assertions held.' % driver.asserted)


def main():
    server = DemoServer()
    try:
        go(server)
    finally:
        server.stop()


main()
