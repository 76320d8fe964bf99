#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey-accounts.py ACME-CONSOLE ACMECTL: adds, edits and deletes an account on a demonstration server, and looks at
the windows around. Whatever it does, no secret is told to assistive technology, logged, or left in a file. The last
line says how many assertions held."""

import base64
import json
import os
import sys
import urllib.parse
from pathlib import Path

import driver
from driver import BUTTONS, ROLE, Atspi, check, find, has, key, wait, walk

os.environ['ACMECTL'] = sys.argv[2]
sys.path.append(str(Path(__file__).parent.parent / 'cli'))
from acmectl import PATHS, DemoServer  # noqa: E402

HOME = Path(os.environ['HOME'])  # an empty one, see with-display.sh
LOG = HOME / 'acme-console.log'
SETTINGS = Path(os.environ['XDG_CONFIG_HOME']) / 'glib-2.0/settings/keyfile'
ENDPOINT = 'OV – Central IT'
NAME, NEW_NAME = 'web journey', 'web journey, renamed'
ORGANIZATION, GOOD, REFUSED = 'Faculty of Science', 'www.science.example', 'bücher.test'


class Secrets:
    """What nobody may be told, in each form that it is sent in."""

    def __init__(self, server):
        client = '%s:%s' % (server.values['clientId'], server.values['clientSecret'])
        self.forms = {base64.b64encode(client.encode()).decode()}
        self.add(server.values['clientSecret'])
        for kind in PATHS:
            accounts = server.accounts(kind)
            keys = [account['macKey'] for account in accounts.values() if account.get('macKey')]
            check(len(keys) > len(accounts) / 2, 'most %s accounts have a key: %d' % (kind, len(keys)))
            for one in keys:
                self.add(one)

    def add(self, secret):
        check(len(secret) >= 16, 'a secret is none that occurs by chance')
        self.forms |= {secret, urllib.parse.quote(secret, safe='')}

    def are_in(self, text):
        return any(form in text for form in self.forms)


class Journey(driver.Application):
    def __init__(self, server, secrets, log):
        super().__init__(sys.argv[1], log=log, environment={
            **server.oauth, 'G_MESSAGES_DEBUG': 'all', 'GSETTINGS_BACKEND': 'keyfile'})
        self.server, self.secrets = server, secrets

    def tells_no_secret(self, step):
        texts = self.texts()
        check(len(texts) > 10, 'there is something to read')
        check(not any(map(self.secrets.are_in, texts)), 'no secret is told: %s' % step)

    def open_accounts(self):
        self.says('Updated at ')    # and stays as it is
        rows = wait(self.rows, 'there are endpoints')
        self.tells_no_secret('the endpoints')
        Atspi.Selection.select_child(self.list(), [row[0] for row in rows].index(ENDPOINT))
        self.press_when_sensitive('Accounts')
        self.use_window('ACME Accounts')
        wait(self.rows, 'there are accounts')
        self.tells_no_secret('ACME Accounts')

    def choose(self, title, name):
        """Chooses by keys what a picker offers that has the focus."""
        key('Return')
        self.set_text('Search', name)
        wait(lambda: [node.get_name() for node in walk(find(self.window, 'Choices', ROLE.LIST))
                      if node.get_role() == ROLE.LABEL] == [name], 'one is left to choose')
        key('Return')
        row = self.control(title, ROLE.LIST_ITEM)
        wait(lambda: not has(row, Atspi.StateType.EXPANDED) and find(row, name, ROLE.LABEL), '“%s” is chosen' % name)

    def add(self):
        self.press('Add Account')
        self.use_window('Add Account')
        self.set_text('Name', NAME)
        key('Return')   # goes on to what is missing
        self.choose('Organization', ORGANIZATION)
        self.set_text('Add Domains', '%s %s' % (GOOD, REFUSED))     # several are taken at once
        self.says('2 domains')
        self.tells_no_secret('Add Account')
        key('ctrl+Return')
        self.says('Account Added')
        self.says('Not added: 1 of 2 domains.')
        self.says(REFUSED)
        return self.look_at_server()

    def look_at_server(self):
        accounts = self.server.accounts('public')
        account = next(account for account in accounts.values() if account['name'] == NAME)
        self.secrets.add(account['macKey'])
        self.tells_no_secret('an account has been added')
        domains = self.server.get('%s/%d/domain' % (PATHS['public'], account['id']))
        check([domain['name'] for domain in domains] == [GOOD], 'the server has one domain of it: %s' % domains)
        return account

    def describes(self, row, text):
        wait(lambda: find(self.window, row, ROLE.LIST_ITEM).get_description() == text, '%s: “%s”' % (row, text))

    def look_at_details(self, account):
        self.press('Show Details')
        self.use_window('Account Details')
        self.describes('Name', NAME)
        self.describes('Key ID', account['macId'])
        self.describes('HMAC Key', 'Hidden')
        self.says(GOOD)
        self.tells_no_secret('Account Details')
        self.reveal()

    def reveal(self):
        """The key can be read for as long as somebody wants to, which also shows that it would be noticed."""
        self.press('Show HMAC Key')
        self.describes('HMAC Key', 'Shown')
        check(any(map(self.secrets.are_in, self.texts())), 'the key is told on request')
        self.press('Show HMAC Key')
        self.describes('HMAC Key', 'Hidden')
        self.tells_no_secret('the key is hidden again')

    def rename(self, account):
        self.press('Edit')
        self.use_window('Edit Account')
        self.says(GOOD)
        self.set_text('Name', NEW_NAME)
        self.tells_no_secret('Edit Account')
        self.press_when_sensitive('Apply')
        self.wait_closed('Edit Account')
        self.use_window('Account Details')
        self.describes('Name', NEW_NAME)
        check(self.get(account)[0] == 200 and self.get(account)[1]['name'] == NEW_NAME, 'the server has the new name')
        self.tells_no_secret('the account has a new name')
        self.close('Account Details', 'ACME Accounts')

    def get(self, account):
        status, _, body = self.server.call('%s/%d' % (PATHS['public'], account['id']))
        return status, json.loads(body) if status == 200 else None

    def close(self, title, parent):
        key('Escape')
        self.wait_closed(title)
        self.use_window(parent)

    def names(self):
        return [row[0] for row in self.rows()]

    def delete(self, account):
        wait(lambda: NEW_NAME in self.names() and NAME not in self.names(), 'the table has the new name')
        number = len(self.names())
        for position, name in enumerate(self.names()):
            row = driver.children(self.list())[position]
            if has(row, Atspi.StateType.SELECTED) and name != NEW_NAME:
                Atspi.Selection.deselect_child(self.list(), position)
        Atspi.Selection.select_child(self.list(), self.names().index(NEW_NAME))
        self.press_when_sensitive('Delete…')
        wait(lambda: self.find_dialog('Delete “%s”?' % NEW_NAME), 'it asks whether to delete that one')
        self.tells_no_secret('it asks before it deletes')
        check(self.get(account)[0] == 200, 'nothing is deleted before')
        self.confirm('Delete “%s”?' % NEW_NAME, 'Delete')
        wait(lambda: len(self.names()) == number - 1 and NEW_NAME not in self.names(), 'it is gone from the table')
        check(self.get(account)[0] == 404, 'and from the server')
        self.use_window('ACME Accounts')
        self.tells_no_secret('the account is deleted')

    def open_from_menu(self, mnemonic, title):
        self.press('More')
        wait(lambda: self.is_open('More'), 'the menu opens')
        key(mnemonic)
        self.use_window(title)

    def look_for_stale(self):
        self.open_from_menu('t', 'Stale Clients and Accounts')
        self.says('Find What Nobody Uses')
        self.press_when_sensitive('Start')
        self.control('Search Again', *BUTTONS)
        findings = wait(self.rows, 'there are findings')
        self.says('%d finding' % len(findings))
        self.tells_no_secret('Stale Clients and Accounts')
        self.close('Stale Clients and Accounts', 'ACME Accounts')

    def look_at_import(self):
        self.open_from_menu('i', 'Import Accounts')
        self.says('Import Accounts From a File')
        self.control('Choose a File…', *BUTTONS)
        self.tells_no_secret('Import Accounts')
        self.close('Import Accounts', 'ACME Accounts')


def leaves_no_secret(secrets):
    log, settings = LOG.read_text('utf-8'), SETTINGS.read_text('utf-8')
    check(PATHS['public'] in log, 'the requests are logged')
    check('idle-days' in settings or 'window-' in settings, 'settings are saved')
    files = [path for path in HOME.rglob('*') if path.is_file()]
    check({LOG, SETTINGS} <= set(files), 'they are among the files that are searched')
    for path in files:
        check(not secrets.are_in(path.read_text('utf-8', 'replace')), 'no secret is in %s' % path.relative_to(HOME))


def go(server, secrets, log):
    with Journey(server, secrets, log) as journey:
        title = wait(lambda: driver.children(journey.application)[0].get_name(), 'the window has a title')
        journey.use_window(title)
        journey.open_accounts()
        account = journey.add()
        journey.look_at_details(account)
        journey.rename(account)
        journey.delete(account)
        journey.look_for_stale()
        journey.look_at_import()
        journey.close('ACME Accounts', title)
        journey.tells_no_secret('the main window')
        journey.quit()


def main():
    server = DemoServer()
    try:
        secrets = Secrets(server)
        with open(LOG, 'wb') as log:
            go(server, secrets, log)
        leaves_no_secret(secrets)
    except Exception:
        if LOG.exists():
            print(*LOG.read_text('utf-8', 'replace').splitlines()[-20:], sep='\n', file=sys.stderr)
        raise
    finally:
        server.stop()
    print('%d assertions held.' % driver.asserted)


main()
