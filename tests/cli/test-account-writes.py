#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real acmectl changing accounts: what it prints, what SCM has afterwards, what it asks before."""

import csv
import io
import sys
import unittest
import urllib.parse

import tap
from acmectl import ACCOUNT_KEYS, ONE_LINE, PATHS, DemoServer, Proxy, Terminal, run

KEYS = [*ACCOUNT_KEYS, 'notAddedDomains']
OUTCOME_KEYS = ['name', 'outcome', 'id', 'message']
NAMES = ['"Quoted", with commas', '=SUM(A1:A9)', "it's; here | <b> $HOME", '図書館システム', 'שרת דואר', '-dash', "'=x"]
demo = None


def setUpModule():
    global demo
    demo = DemoServer()


def tearDownModule():
    done = demo.stop()
    assert done.status == 0, done


def create(*args, kind='public', **kwargs):
    endpoint = {'public': '738', 'universal': '750'}[kind]
    extra = ['--profile', demo.get('/api/ssl/v1/types')[0]['name']] if kind == 'universal' else []
    return run('account', 'create', '--endpoint', endpoint, '--organization', '1710', *extra, *args, '--format', 'json',
               env=demo.oauth, **kwargs)


class Writes(unittest.TestCase):
    def make(self, name, kind='public'):
        done = create('--name', name, kind=kind)
        self.assertEqual((done.status, done.err), (0, ''), done)
        return done.json

    def refuse(self, status, *args, **kwargs):
        """Runs, and expects that status, no output, and one line of an error."""
        done = run(*args, env=demo.oauth, **kwargs)
        self.assertEqual((done.status, done.out), (status, ''), done)
        self.assertRegex(done.err, ONE_LINE)
        return done.err


class Create(Writes):
    def test_public(self):
        for name in NAMES:
            before = demo.accounts('public')
            made = self.make(name)
            self.assertEqual(list(made), KEYS)
            after = demo.accounts('public')
            self.assertEqual(set(after) - set(before), {made['id']})
            one = after[made['id']]
            self.assertEqual((one['name'], one['organizationId']), (name, 1710))
            self.assertEqual((made['kind'], made['name'], made['endpoint'], made['organizationId'], made['status']),
                             ('public', name, 738, 1710, 'pending'))
            self.assertEqual((made['acmeServer'], made['keyId']), (one['acmeServer'], one['macId']))
            self.assertEqual(made['notAddedDomains'], [])
            listed = run('accounts', '--endpoint', '738', '--filter', 'id', 'is', str(made['id']), '--format', 'json',
                         env=demo.oauth).json
            self.assertEqual(len(listed), 1)
            self.assertEqual({key: made[key] for key in ACCOUNT_KEYS}, listed[0])

    def test_universal(self):
        for name in NAMES:
            made = self.make(name, kind='universal')
            self.assertEqual(list(made), KEYS)
            one = demo.accounts('universal')[made['id']]
            self.assertEqual((one['name'], one['profileName']), (name, made['profileName']))
            self.assertEqual((made['kind'], made['endpoint'], made['status']), ('universal', 750, None))

    def test_endpoint_by_name_and_url(self):
        for text in ('图书馆 – DV', 'https://ACME.books.northern.example:443/v2/DV/'):
            done = run('account', 'create', '--endpoint', text, '--name', 'by ' + text, '--organization', '1700',
                       '--format', 'json', env=demo.oauth)
            self.assertEqual((done.status, done.json['endpoint'], done.json['validationType']), (0, 742, 'DV'), done)

    def test_domains(self):
        done = create('--name', 'with domains', '--domain', 'WWW.Science.example.', '--domain', '*.science.example',
                      '--domain', 'bücher.science.example www.science.example')
        self.assertEqual((done.status, done.err), (0, ''), done)
        self.assertEqual(done.json['notAddedDomains'], [])
        added = demo.get(f'{PATHS["public"]}/{done.json["id"]}/domain')
        self.assertEqual({one['name'] for one in added},
                         {'www.science.example', '*.science.example', 'xn--bcher-kva.science.example'})

    def test_some_domains(self):
        args = ['--name', 'some domains', '--domain', 'www.science.example', '--domain', 'www.elsewhere.example',
                '--domain', 'mail.elsewhere.example']
        done = create(*args)
        self.assertEqual(done.status, 6, done)
        self.assertEqual(list(done.json), KEYS)
        self.assertEqual(sorted(done.json['notAddedDomains']), ['mail.elsewhere.example', 'www.elsewhere.example'])
        self.assertRegex(done.err, ONE_LINE)
        self.assertIn('www.elsewhere.example', done.err)
        added = demo.get(f'{PATHS["public"]}/{done.json["id"]}/domain')
        self.assertEqual([one['name'] for one in added], ['www.science.example'])

        for form in ('table', 'csv'):
            shown = run('account', 'create', '--endpoint', '738', '--organization', '1710', *args, '--format', form,
                        env=demo.oauth)
            self.assertEqual(shown.status, 6, shown)
            self.assertIn('www.elsewhere.example mail.elsewhere.example', shown.out)

    def test_secret(self):
        made = self.make('no secret')
        done = create('--name', 'a secret', '--show-secret')
        self.assertEqual(list(done.json), [*ACCOUNT_KEYS, 'hmacKey', 'notAddedDomains'])
        self.assertEqual(done.json['hmacKey'], demo.accounts('public')[done.json['id']]['macKey'])
        self.assertNotIn('hmacKey', made)

    def test_secret_nowhere_else(self):
        done = run('account', 'create', '--endpoint', '738', '--organization', '1710', '--name', 'looked for',
                   '--domain', 'www.elsewhere.example', '--format', 'json',
                   env={**demo.oauth, 'G_MESSAGES_DEBUG': 'all'})
        self.assertEqual(done.status, 6, done)
        secret = demo.accounts('public')[done.json['id']]['macKey']
        self.assertNotIn(secret, done.out)
        self.assertNotIn(secret, done.err)

    def test_refused_before_anything_is_sent(self):
        proxy = Proxy(demo)
        self.addCleanup(proxy.stop)
        profile = demo.get('/api/ssl/v1/types')[0]['name']
        good = {'--endpoint': '738', '--name': 'x', '--organization': '1710'}
        for change, status in [
            ({'--name': ''}, 2), ({'--name': '  '}, 2), ({'--name': 'x' * 129}, 2), ({'--organization': '0'}, 2),
            ({'--organization': 'Science'}, 2), ({'--endpoint': 'nothing'}, 4), ({'--endpoint': '731'}, 4),
            ({'--domain': ''}, 2), ({'--domain': 'localhost'}, 2), ({'--domain': 'https://www.science.example/'}, 2),
            ({'--domain': 'a..science.example'}, 2), ({'--domain': '192.0.2.1'}, 2), ({'--endpoint': '750'}, 2),
            ({'--endpoint': '750', '--profile': profile, '--domain': 'www.science.example'}, 2),
            ({'--name': None}, 2), ({'--endpoint': None}, 2), ({'--organization': None}, 2),
        ]:
            words = [word for option, value in {**good, **change}.items() if value is not None
                     for word in (option, value)]
            done = run('account', 'create', *words, env=proxy.env)
            self.assertEqual((done.status, done.out), (status, ''), (change, str(done)))
            self.assertRegex(done.err, ONE_LINE)
        self.assertEqual(proxy.count('POST'), 0)

    def test_refused_by_scm(self):
        before = demo.accounts('public')
        done = run('account', 'create', '--endpoint', '738', '--name', 'x', '--organization', '99999', env=demo.oauth)
        self.assertIn(done.status, (1, 3, 4), done)
        self.assertEqual(done.out, '')
        self.assertRegex(done.err, ONE_LINE)
        self.assertEqual(demo.accounts('public'), before)


class Rename(Writes):
    def test_rename(self):
        for kind in PATHS:
            made = self.make('to be renamed', kind=kind)
            for name in NAMES:
                done = run('account', 'rename', kind, str(made['id']), '--', name, env=demo.oauth)
                self.assertEqual((done.status, done.out, done.err), (0, '', ''), done)
                self.assertEqual(demo.accounts(kind)[made['id']]['name'], name)

    def test_wrong(self):
        self.refuse(2, 'account', 'rename', 'public', '126')
        self.refuse(2, 'account', 'rename', 'public', '126', '')
        self.refuse(2, 'account', 'rename', 'public', '126', 'x' * 129)
        self.refuse(2, 'account', 'rename', 'public', '126', 'two', 'words')
        self.refuse(2, 'account', 'rename', 'private', '126', 'name')
        self.refuse(4, 'account', 'rename', 'public', '99999', 'name')


class Delete(Writes):
    def test_without_terminal(self):
        proxy = Proxy(demo)
        self.addCleanup(proxy.stop)
        for args in (['126'], ['126', '127']):
            done = run('account', 'delete', 'public', *args, env=proxy.env)
            self.assertEqual((done.status, done.out), (2, ''), done)
            self.assertIn('--yes', done.err)
        self.assertEqual(proxy.requests, [])
        self.assertIn(126, demo.accounts('public'))

    def test_yes(self):
        for kind in PATHS:
            made = self.make('to be deleted', kind=kind)
            done = run('account', 'delete', kind, str(made['id']), '--yes', env=demo.oauth)
            self.assertEqual((done.status, done.out, done.err), (0, '', ''), done)
            self.assertNotIn(made['id'], demo.accounts(kind))
            self.refuse(4, 'account', 'delete', kind, str(made['id']), '--yes')

    def test_several(self):
        made = [self.make(name) for name in NAMES]
        ids = [str(one['id']) for one in made]
        done = run('account', 'delete', 'public', *ids, ids[0], '--yes', '--format', 'json', env=demo.oauth)
        self.assertEqual((done.status, done.err), (0, ''), done)
        self.assertEqual(done.json, [{'name': one['name'], 'outcome': 'deleted', 'id': one['id'], 'message': None}
                                     for one in made])
        self.assertEqual(set(demo.accounts('public')) & {one['id'] for one in made}, set())

        again = run('account', 'delete', 'public', *ids, '--yes', '--format', 'json', env=demo.oauth)
        self.assertEqual(again.status, 4, again)
        self.assertRegex(again.err, ONE_LINE)
        self.assertEqual([list(row) for row in again.json], [OUTCOME_KEYS] * len(ids))

    def test_some_of_several(self):
        made = self.make('is there')
        for form in ('json', 'csv', 'table'):
            made = self.make('is there')
            done = run('account', 'delete', 'public', '99999', str(made['id']), '--yes', '--format', form,
                       env=demo.oauth)
            self.assertEqual(done.status, 6, done)
            self.assertRegex(done.err, ONE_LINE)
            if form == 'json':
                self.assertEqual([(row['outcome'], row['id']) for row in done.json],
                                 [('failed', 99999), ('deleted', made['id'])])
                self.assertTrue(done.json[0]['message'])
            elif form == 'csv':
                rows = list(csv.reader(io.StringIO(done.out, newline='')))
                self.assertEqual(rows[0], OUTCOME_KEYS)
                self.assertEqual([row[1] for row in rows[1:]], ['failed', 'deleted'])
            self.assertNotIn(made['id'], demo.accounts('public'))

    def test_question(self):
        made = self.make('"asked", for')
        for keys in ('n\r', '\r', '\x04', 'maybe\r'):
            person = Terminal('account', 'delete', 'public', str(made['id']), env=demo.oauth)
            done = person.answer(keys)
            self.assertEqual((done.status, done.out), (1, ''), done)
            self.assertRegex(done.err, ONE_LINE)
            self.assertIn('“"asked", for”', person.seen)
            self.assertIn(made['id'], demo.accounts('public'))
        done = Terminal('account', 'delete', 'public', str(made['id']), env=demo.oauth).answer('y\r')
        self.assertEqual((done.status, done.out, done.err), (0, '', ''), done)
        self.assertNotIn(made['id'], demo.accounts('public'))

    def test_question_tells_clients(self):
        working = {}
        for kind, ids in {'public': [126, 128, 132], 'universal': [84, 86]}.items():
            for number in ids:
                clients = demo.get(f'{PATHS[kind]}/{number}/client?size=200')
                working[kind, number] = sum(one['status'] not in ('deactivated', 'revoked') for one in clients)
            person = Terminal('account', 'delete', kind, *map(str, ids), env=demo.oauth)
            done = person.answer('n\r')
            self.assertEqual(done.status, 1, done)
            total = sum(working[kind, number] for number in ids)
            self.assertIn(f'{total} ACME client', person.seen)
            for number in ids:
                line = next(line for line in person.seen.splitlines() if f'({kind} {number})' in line)
                self.assertIn(demo.accounts(kind)[number]['name'], line)
                self.assertIn(f'{working[kind, number] or "no"} ACME client', line)
        self.assertGreater(len(set(working.values())), 2)

    def test_question_about_nothing(self):
        person = Terminal('account', 'delete', 'public', '126', '99999', env=demo.oauth)
        done = person.finish()
        self.assertEqual((done.status, done.out, person.seen), (4, '', ''), done)
        self.assertIn(126, demo.accounts('public'))

    def test_interrupt_at_the_question(self):
        done = Terminal('account', 'delete', 'public', '126', env=demo.oauth).answer('\x03')
        self.assertEqual((done.status, done.out, done.err), (1, '', 'acmectl: Interrupted.\n'), done)
        self.assertIn(126, demo.accounts('public'))


class Domains(Writes):
    def change(self, *args):
        return run('domains', 'public', *args, '--format', 'json', env=demo.oauth)

    def test_change(self):
        made = str(self.make('domains')['id'])
        done = self.change(made, '--add', 'a.science.example', '--add', 'B.Science.Example')
        self.assertEqual((done.status, done.err), (0, ''), done)
        self.assertEqual([one['name'] for one in done.json], ['a.science.example', 'b.science.example'])
        done = self.change(made, '--add', 'c.science.example', '--remove', 'a.science.example')
        self.assertEqual((done.status, done.err), (0, ''), done)
        self.assertEqual([one['name'] for one in done.json], ['b.science.example', 'c.science.example'])
        self.assertEqual(list(done.json[0]), ['name', 'validUntil', 'stickyUntil', 'validationId'])
        self.assertEqual(done.raw, self.change(made).raw)

    def test_change_in_part(self):
        made = str(self.make('domains in part')['id'])
        done = self.change(made, '--add', 'a.science.example', '--add', 'a.elsewhere.example')
        self.assertEqual((done.status, [one['name'] for one in done.json]), (6, ['a.science.example']), done)
        self.assertRegex(done.err, ONE_LINE)
        self.assertIn('a.elsewhere.example', done.err)
        self.assertNotIn('a.science.example', done.err)

        done = self.change(made, '--remove', 'a.science.example', '--remove', 'b.science.example')
        self.assertEqual((done.status, done.json), (6, []), done)
        self.assertRegex(done.err, ONE_LINE)
        self.assertIn('b.science.example', done.err)

        done = self.change(made, '--add', 'x.elsewhere.example', '--remove', 'y.elsewhere.example')
        self.assertEqual((done.status, done.json), (6, []), done)
        for name in ('x.elsewhere.example', 'y.elsewhere.example'):
            self.assertIn(name, done.err)

    def test_wrong(self):
        self.refuse(2, 'domains', 'universal', '82')
        self.refuse(2, 'domains', 'universal', '82', '--add', 'a.science.example')
        self.refuse(2, 'domains', 'public', '126', '--add', 'http://a.science.example')
        self.refuse(2, 'domains', 'public', '126', '--add', '')
        self.refuse(2, 'domains', 'public', '126', '--add', 'a.science.example', '--remove', 'A.science.example')
        self.refuse(4, 'domains', 'public', '99999', '--add', 'a.science.example')


class Deactivate(Writes):
    @staticmethod
    def clients(kind, account):
        return {one['accountId']: one for one in demo.get(f'{PATHS[kind]}/{account}/client?size=200')}

    def find(self, kind, count):
        """An account with that many working clients, and their ids."""
        for account in demo.accounts(kind):
            ids = [key for key, one in self.clients(kind, account).items() if one['status'] == 'valid']
            if len(ids) >= count:
                return str(account), ids[:count]
        raise AssertionError('no such account')

    def check_deactivated(self, kind, account, ids):
        for client in ids:
            self.assertEqual(self.clients(kind, account)[client]['status'], 'deactivated')

    def test_one(self):
        for kind in PATHS:
            account, ids = self.find(kind, 1)
            self.refuse(2, 'client', 'deactivate', kind, account, '--', *ids)
            done = run('client', 'deactivate', '--yes', kind, account, '--', *ids, env=demo.oauth)
            self.assertEqual((done.status, done.out, done.err), (0, '', ''), done)
            self.check_deactivated(kind, account, ids)
            if kind == 'universal':
                self.assertTrue(ids[0].endswith('=='))
        self.refuse(4, 'client', 'deactivate', '--yes', 'public', '126', 'nobody')
        self.refuse(4, 'client', 'deactivate', '--yes', 'public', '99999', 'nobody')
        self.refuse(2, 'client', 'deactivate', '--yes', 'public', '126')
        self.refuse(2, 'client', 'deactivate', '--yes', 'public', '126', '')

    def test_several(self):
        for kind in PATHS:
            account, ids = self.find(kind, 2)
            done = run('client', 'deactivate', '--yes', '--format', 'json', kind, account, '--', *ids, 'a/b c?', ids[0],
                       env=demo.oauth)
            self.assertEqual(done.status, 6, done)
            self.assertRegex(done.err, ONE_LINE)
            self.assertEqual([list(row) for row in done.json], [OUTCOME_KEYS] * 3)
            self.assertEqual([(row['name'], row['outcome'], row['id']) for row in done.json],
                             [(ids[0], 'deactivated', int(account)), (ids[1], 'deactivated', int(account)),
                              ('a/b c?', 'failed', int(account))])
            self.check_deactivated(kind, account, ids)

    def test_question(self):
        account, ids = self.find('universal', 2)
        person = Terminal('client', 'deactivate', 'universal', account, '--', *ids, env=demo.oauth)
        done = person.answer('\r')
        self.assertEqual((done.status, done.out), (1, ''), done)
        self.assertIn(demo.accounts('universal')[int(account)]['name'], person.seen)
        self.assertIn('2 ACME clients', person.seen)
        for client in ids:
            line = next(line for line in person.seen.splitlines() if client in line)
            self.assertIn(self.clients('universal', account)[client]['ipAddress'], line)
            self.assertEqual(self.clients('universal', account)[client]['status'], 'valid')
        done = Terminal('client', 'deactivate', 'universal', account, '--', *ids, env=demo.oauth).answer('yes\r')
        self.assertEqual((done.status, done.err), (0, ''), done)
        self.check_deactivated('universal', account, ids)

        person = Terminal('client', 'deactivate', 'universal', account, 'nobody', env=demo.oauth)
        self.assertEqual((person.finish().status, person.seen), (4, ''))

    def test_ids_on_the_wire(self):
        proxy = Proxy(demo)
        self.addCleanup(proxy.stop)
        account, ids = self.find('universal', 1)
        done = run('client', 'deactivate', '--yes', 'universal', account, '--', *ids, env=proxy.env)
        self.assertEqual(done.status, 0, done)
        path = f'{PATHS["universal"]}/{account}/client/{urllib.parse.quote(ids[0], safe="")}'
        self.assertEqual([request[:2] for request in proxy.requests if request[0] == 'PUT'], [('PUT', path)])


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
