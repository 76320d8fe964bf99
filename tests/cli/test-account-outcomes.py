#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real acmectl when the answer to a change never comes: it is never sent again, and what is known is said."""

import os
import signal
import sys
import tempfile
import unittest

import tap
from acmectl import ONE_LINE, PATHS, DemoServer, Proxy, finish, read_line, run, start

ACCOUNT = PATHS['public']
demo = None


def setUpModule():
    global demo
    demo = DemoServer()


def tearDownModule():
    done = demo.stop()
    assert done.status == 0, done


class Outcomes(unittest.TestCase):
    def setUp(self):
        self.proxy = Proxy(demo)
        self.addCleanup(self.proxy.stop)

    def call(self, *args):
        return run(*args, '--format', 'json', env=self.proxy.env)

    def make(self, name):
        done = run('account', 'create', '--endpoint', '738', '--organization', '1710', '--name', name,
                   '--domain', 'a.science.example', '--format', 'json', env=demo.oauth)
        assert done.status == 0, done
        return str(done.json['id'])

    def create(self, name):
        return self.call('account', 'create', '--endpoint', '738', '--organization', '1710', '--name', name)

    def lose_lists_after_post(self):
        """The list of accounts cannot be had, once something was sent."""
        proxy = self.proxy
        find_rule = proxy.find_rule

        def find(method, path):
            if method == 'GET' and path.startswith(ACCOUNT) and proxy.count('POST', '/api/acme/'):
                return (method, None, False)
            return find_rule(method, path)

        proxy.find_rule = find


class Create(Outcomes):
    def test_made_all_the_same(self):
        self.proxy.lose('POST', ACCOUNT + '$', True)
        done = self.create('answer lost')
        self.assertEqual(done.status, 0, done)
        self.assertRegex(done.err, ONE_LINE)
        self.assertEqual(self.proxy.count('POST', ACCOUNT), 1)
        made = [key for key, one in demo.accounts('public').items() if one['name'] == 'answer lost']
        self.assertEqual(made, [done.json['id']])

    def test_not_made(self):
        self.proxy.lose('POST', ACCOUNT + '$', False)
        done = self.create('request lost')
        self.assertEqual((done.status, done.out), (5, ''), done)
        self.assertRegex(done.err, ONE_LINE)
        self.assertEqual(self.proxy.count('POST', ACCOUNT), 1)
        self.assertNotIn('request lost', [one['name'] for one in demo.accounts('public').values()])

    def test_unknown(self):
        for hand_on in (True, False):
            self.proxy.rules.clear()
            self.proxy.requests.clear()
            self.proxy.lose('POST', ACCOUNT + '$', hand_on)
            self.lose_lists_after_post()
            done = self.create(f'nobody knows {hand_on}')
            self.assertEqual((done.status, done.out), (7, ''), done)
            self.assertRegex(done.err, ONE_LINE)
            self.assertEqual(self.proxy.count('POST', ACCOUNT), 1)

    def test_domains_unknown(self):
        self.proxy.lose('POST', '/domain$', True)
        self.proxy.lose('GET', '/domain', False)
        done = self.call('account', 'create', '--endpoint', '738', '--organization', '1710', '--name', 'made, but',
                         '--domain', 'a.science.example')
        self.assertEqual(done.status, 7, done)
        self.assertRegex(done.err, ONE_LINE)
        self.assertIn(done.json['id'], demo.accounts('public'))
        self.assertIsNone(done.json['notAddedDomains'])
        self.assertEqual(self.proxy.count('POST', ACCOUNT), 2)  # the account, its domains

    def test_made_but_not_readable(self):
        self.proxy.lose('GET', ACCOUNT + r'/\d+$', False)
        done = self.create('not readable')
        self.assertEqual(done.status, 6, done)
        self.assertRegex(done.err, ONE_LINE)
        self.assertIn(done.json['id'], demo.accounts('public'))
        self.assertEqual((done.json['name'], done.json['keyId']), ('not readable', None))


class Others(Outcomes):
    def check(self, method, pattern, args, statuses):
        """Loses the answer, or the request, or both and the way to look: done, not done, unknown."""
        for (hand_on, blind), status in zip(((True, False), (False, False), (True, True)), statuses):
            account = self.make(f'{args[0]} {args[1]} {hand_on} {blind}')
            words = [account if word == 'ID' else word for word in args]
            self.proxy.rules.clear()
            self.proxy.requests.clear()
            self.proxy.lose(method, pattern, hand_on)
            if blind:
                self.proxy.lose('GET', ACCOUNT, False)
            done = self.call(*words)
            self.assertEqual(done.status, status, (hand_on, blind, str(done)))
            self.assertEqual(self.proxy.count(method, pattern), 1)
            if status != 0:
                self.assertRegex(done.err, ONE_LINE)

    def test_rename(self):
        self.check('PUT', ACCOUNT + r'/\d+$', ['account', 'rename', 'public', 'ID', 'another'], (0, 5, 7))

    def test_delete(self):
        self.check('DELETE', ACCOUNT + r'/\d+$', ['account', 'delete', '--yes', 'public', 'ID'], (0, 5, 7))

    def test_domains(self):
        self.check('POST', '/domain$', ['domains', 'public', 'ID', '--add', 'b.science.example'], (0, 5, 7))
        self.check('DELETE', '/domain$', ['domains', 'public', 'ID', '--remove', 'a.science.example'], (0, 5, 7))

    def test_delete_several(self):
        ids = [self.make('one of several'), self.make('two of several')]
        self.proxy.lose('DELETE', f'{ACCOUNT}/{ids[0]}$', True)
        self.proxy.lose('GET', f'{ACCOUNT}/{ids[0]}$', False)
        done = self.call('account', 'delete', '--yes', 'public', *ids)
        self.assertEqual(done.status, 7, done)
        self.assertEqual([row['outcome'] for row in done.json], ['unknown', 'deleted'])
        self.assertEqual(self.proxy.count('DELETE'), 2)

    def test_deactivate(self):
        account, client = next((account, one['accountId']) for account in demo.accounts('public')
                               for one in demo.get(f'{ACCOUNT}/{account}/client') if one['status'] == 'valid')
        self.proxy.lose('PUT', '/client/', False)
        args = ('client', 'deactivate', '--yes', 'public', str(account), client)
        self.assertEqual(self.call(*args).status, 5)
        self.proxy.lose('GET', '/client', False)
        self.assertEqual(self.call(*args).status, 7)
        self.assertEqual(self.proxy.count('PUT'), 2)
        self.proxy.rules.clear()
        self.proxy.lose('PUT', '/client/', True)
        self.assertEqual(self.call(*args).status, 0)
        self.assertEqual(self.proxy.count('PUT'), 3)

    def test_import(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'accounts.csv')
            with open(path, 'w', encoding='utf-8') as file:
                file.write('name,endpoint,organizationId\nimport unknown,738,1710\n')
            self.proxy.lose('POST', ACCOUNT + '$', True)
            self.lose_lists_after_post()
            done = self.call('account', 'import', path)
            self.assertEqual(done.status, 7, done)
            self.assertEqual([row['outcome'] for row in done.json], ['unknown'])
            self.assertEqual(self.proxy.count('POST', ACCOUNT), 1)
            # nothing is created twice when it is tried again
            again = run('account', 'import', path, '--format', 'json', env=demo.oauth)
            self.assertEqual((again.status, [row['outcome'] for row in again.json]), (0, ['exists']), again)


class Interrupted(Outcomes):
    def test_before_anything_is_sent(self):
        self.proxy.hold('GET', '/api/endpoint/v1')
        process = start('account', 'create', '--endpoint', '738', '--organization', '1710', '--name', 'interrupted',
                        env=self.proxy.env)
        self.proxy.wait_for_held()
        process.send_signal(signal.SIGINT)
        done = finish(process)
        self.assertEqual((done.status, done.out, done.err), (1, '', 'acmectl: Interrupted.\n'), done)
        self.assertEqual(self.proxy.count('POST'), 0)

    def test_lists(self):
        for args in (('accounts',), ('clients', 'public', '126'), ('certificates',)):
            self.proxy.hold('GET', '/api/(acme|ssl)/')
            process = start(*args, env=self.proxy.env)
            self.proxy.wait_for_held()
            process.send_signal(signal.SIGINT)
            done = finish(process)
            self.assertEqual((done.status, done.out, done.err), (1, '', 'acmectl: Interrupted.\n'), done)
            self.proxy.release()

    def test_change(self):
        """What was sent may be done: nobody knows."""
        account = self.make('to be interrupted')
        for number, extra in ((signal.SIGINT, []), (signal.SIGTERM, []), (None, ['--timeout', '1'])):
            self.proxy.hold('PUT GET', ACCOUNT)
            process = start('account', 'rename', 'public', account, f'by {number}', *extra, env=self.proxy.env)
            self.proxy.wait_for_held()
            if number is not None:
                process.send_signal(number)
            done = finish(process)
            self.proxy.release()
            self.assertEqual((done.status, done.out), (7, ''), done)
            self.assertRegex(done.err, ONE_LINE)
            self.assertEqual(self.proxy.count('PUT'), 1)
            self.proxy.requests.clear()

    def test_many_changes(self):
        """What was sent is waited for, and nothing else is begun."""
        ids = [self.make(f'one of many {i}') for i in range(8)]
        self.proxy.hold('DELETE', ACCOUNT)
        process = start('account', 'delete', '--yes', 'public', *ids, '--format', 'json', env=self.proxy.env)
        self.proxy.wait_for_held()
        process.send_signal(signal.SIGINT)
        self.assertRegex(read_line(process, process.stderr), ONE_LINE)
        self.proxy.release()
        done = finish(process)
        self.assertEqual(done.status, 6, done)
        self.assertRegex(done.err, ONE_LINE)
        outcomes = {str(row['id']): row['outcome'] for row in done.json}
        deleted = {number for number, word in outcomes.items() if word == 'deleted'}
        self.assertEqual(set(outcomes.values()), {'deleted', 'skipped'})
        self.assertEqual(len(deleted), self.proxy.count('DELETE'))
        self.assertEqual({number for number in ids if int(number) not in demo.accounts('public')}, deleted)

    def test_again(self):
        """Who cannot wait interrupts again."""
        ids = [self.make('first of two'), self.make('second of two')]
        self.proxy.hold('DELETE', ACCOUNT)
        process = start('account', 'delete', '--yes', 'public', *ids, env=self.proxy.env)
        self.proxy.wait_for_held()
        process.send_signal(signal.SIGINT)
        read_line(process, process.stderr)
        process.send_signal(signal.SIGINT)
        self.assertEqual(finish(process).status, -signal.SIGINT)


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
