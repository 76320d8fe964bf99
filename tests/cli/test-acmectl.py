#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real acmectl against the demonstration server: what it prints, in which order, and how it signs in."""

import csv
import fcntl
import io
import os
import pty
import struct
import sys
import termios
import unicodedata
import unittest

import tap
from acmectl import DemoServer, closed_port, finish, run, start

KEYS = ['id', 'name', 'url', 'type', 'typeTitle', 'validationType', 'delegationMode', 'organizations']
demo = None


def setUpModule():
    global demo
    demo = DemoServer()


def tearDownModule():
    done = demo.stop()
    assert done.status == 0, done


class Formats(unittest.TestCase):
    def test_json(self):
        done = run('--demo', 'endpoints', '--format', 'json')
        self.assertEqual(done.status, 0, done)
        self.assertEqual(len(done.json), 12)
        for endpoint in done.json:
            self.assertEqual([key for key in endpoint if key != 'problem'], KEYS)
            self.assertIsInstance(endpoint['id'], int)
            self.assertIn(endpoint['type'], ('PUBLIC_ACME', 'PRIVATE_ACME'))
            self.assertEqual(endpoint['typeTitle'],
                             {'PUBLIC_ACME': 'Sectigo Public ACME', 'PRIVATE_ACME': 'Universal ACME'}[endpoint['type']])

    def test_csv(self):
        expected = run('endpoints', '--format', 'json', env=demo.oauth).json
        done = run('endpoints', '--format', 'csv', env=demo.oauth)
        self.assertEqual(done.status, 0, done)
        self.assertTrue(done.raw.endswith(b'\r\n'))
        rows = list(csv.reader(io.StringIO(done.out, newline='')))
        self.assertEqual(rows[0], KEYS)
        self.assertEqual(len(rows), 1 + len(expected))
        for row, endpoint in zip(rows[1:], expected):
            self.assertEqual(row[0], str(endpoint['id']))
            name = endpoint['name']
            self.assertEqual(row[1], "'" + name if name[0] in '=+-@' else name)
            self.assertEqual(row[2:6], [endpoint[key] or '' for key in KEYS[2:6]])
        self.assertTrue(any(row[1].startswith("'=") for row in rows), 'no name of the sample data starts with =')

    def test_csv_without_header(self):
        full = run('endpoints', '--format', 'csv', env=demo.oauth)
        bare = run('endpoints', '--format', 'csv', '--no-header', env=demo.oauth)
        self.assertEqual(bare.raw, full.raw.split(b'\r\n', 1)[1])

    def test_table(self):
        expected = run('endpoints', '--format', 'json', env=demo.oauth).json
        done = run('endpoints', env=demo.oauth)
        self.assertEqual(done.status, 0, done)
        lines = done.out.splitlines()
        self.assertEqual(len(lines), 1 + len(expected))
        self.assertEqual(lines[0].split(), ['Id', 'Name', 'URL', 'Type'])
        for line, endpoint in zip(lines[1:], expected):
            self.assertIn(endpoint['name'], line)
            self.assertIn(endpoint['url'] or '', line)
            self.assertTrue(line.startswith(str(endpoint['id'])) or line.lstrip().startswith(str(endpoint['id'])))
            self.assertNotIn('…', line)

    def test_table_without_header(self):
        lines = run('endpoints', '--no-header', env=demo.oauth).out.splitlines()
        self.assertEqual(len(lines), 12)

    def test_terminal(self):
        controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 60, 0, 0))
        process = start('endpoints', env=demo.oauth, stdout=terminal)
        os.close(terminal)
        text = b''
        try:
            while piece := os.read(controller, 65536):
                text += piece
        except OSError:
            pass  # the other end is closed
        os.close(controller)
        self.assertEqual(finish(process).status, 0)
        lines = text.decode('utf-8').splitlines()
        self.assertEqual(len(lines), 13)
        for line in lines:
            width = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' else 1
                        for c in line)
            self.assertLessEqual(width, 60, line)
        self.assertTrue(any('…' in line for line in lines))

    def test_same_as_the_api(self):
        listed = {endpoint['id']: endpoint for endpoint in run('endpoints', '--format=json', env=demo.oauth).json}
        known = [entry for entry in demo.get('/api/endpoint/v1?size=200')
                 if entry['type'] in ('PUBLIC_ACME', 'PRIVATE_ACME')]
        self.assertEqual(set(listed), {entry['id'] for entry in known})
        servers = {server['url']: server['certValidationType'] for server in demo.get('/api/acme/v1/server')}
        for entry in known:
            detail = demo.get(f'/api/endpoint/v1/{entry["id"]}')
            endpoint = listed[entry['id']]
            for key in ('name', 'type', 'delegationMode'):
                self.assertEqual(endpoint[key], entry[key])
            self.assertEqual(endpoint['url'], detail['url'])
            if entry['type'] == 'PUBLIC_ACME':
                self.assertEqual(endpoint['validationType'], servers[detail['url']])
            self.assertEqual({one['id'] for one in endpoint['organizations'] or []},
                             {one.get('department', one)['id'] for one in detail.get('organizations') or []})


class Queries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.all = run('endpoints', '--format', 'json', env=demo.oauth).json

    def list(self, *args):
        done = run('endpoints', '--format', 'json', *args, env=demo.oauth)
        self.assertEqual(done.status, 0, done)
        return done.json

    def test_filter(self):
        for args, check in [
            (('type', 'is', 'PRIVATE_ACME'), lambda e: e['type'] == 'PRIVATE_ACME'),
            (('type', 'is', 'Universal ACME'), lambda e: e['type'] == 'PRIVATE_ACME'),
            (('type', 'is-not', 'PRIVATE_ACME'), lambda e: e['type'] != 'PRIVATE_ACME'),
            (('name', 'contains', 'ov'), lambda e: 'ov' in e['name'].lower()),
            (('name', 'not-contains', 'ov'), lambda e: 'ov' not in e['name'].lower()),
            (('url', 'starts-with', 'https://'), lambda e: (e['url'] or '').startswith('https://')),
            (('name', 'matches', '^[a-m]'), lambda e: e['name'][0].lower() in 'abcdefghijklm'),
        ]:
            with self.subTest(args=args):
                self.assertEqual(self.list('--filter', *args), [e for e in self.all if check(e)])

    def test_filters_add_up(self):
        both = self.list('--filter', 'type', 'is', 'PUBLIC_ACME', '--filter', 'validationType', 'is', 'OV')
        self.assertEqual(both, [e for e in self.all if e['type'] == 'PUBLIC_ACME' and e['validationType'] == 'OV'])
        self.assertTrue(0 < len(both) < 12)

    def test_nothing_matches(self):
        self.assertEqual(self.list('--filter', 'name', 'is', 'no such name'), [])
        done = run('endpoints', '--filter', 'name', 'is', 'no such name', '--format', 'csv', env=demo.oauth)
        self.assertEqual((done.status, done.out), (0, ','.join(KEYS) + '\r\n'))

    def test_sort(self):
        ids = [e['id'] for e in self.all]
        self.assertEqual([e['id'] for e in self.list('--sort', 'id')], sorted(ids))
        self.assertEqual([e['id'] for e in self.list('--sort', '-id')], sorted(ids, reverse=True))
        self.assertEqual([e['id'] for e in self.list('--sort', 'id:desc')], sorted(ids, reverse=True))
        self.assertEqual({e['id'] for e in self.list('--sort', 'name')}, set(ids))

    def test_group(self):
        grouped = self.list('--group', 'type', '--sort', 'id')
        self.assertEqual([(e['typeTitle'], e['id']) for e in grouped],
                         sorted((e['typeTitle'], e['id']) for e in self.all))
        count = sum(e['type'] == 'PRIVATE_ACME' for e in self.all)
        lines = run('endpoints', '--group', 'type', env=demo.oauth).out.splitlines()
        self.assertIn(f'Universal ACME ({count})', lines)
        self.assertIn(f'Sectigo Public ACME ({12 - count})', lines)

    def test_options_anywhere(self):
        args = ['--filter', 'type', 'is', 'PUBLIC_ACME', '--sort', '-name', '--format', 'json']
        after = run('endpoints', *args, env=demo.oauth)
        before = run(*args, 'endpoints', env=demo.oauth)
        self.assertEqual((after.status, before.status), (0, 0), before)
        self.assertEqual(after.raw, before.raw)


class SignIn(unittest.TestCase):
    def test_ways(self):
        oauth = run('endpoints', '--format', 'json', env=demo.oauth)
        headers = run('endpoints', '--format', 'json', env=demo.headers)
        self.assertEqual((oauth.status, headers.status), (0, 0), headers)
        self.assertEqual(oauth.raw, headers.raw)
        self.assertEqual((oauth.err, headers.err), ('', ''))

    def check(self, status, env, *words):
        done = run('endpoints', '--format', 'json', env=env)
        self.assertEqual(done.status, status, done)
        self.assertEqual(done.out, '')
        self.assertRegex(done.err, r'\Aacmectl: [^\n]+\n\Z')
        for word in words:
            self.assertIn(word, done.err)
        for name in ('ACME_CONSOLE_CLIENT_SECRET', 'ACME_CONSOLE_PASSWORD'):
            self.assertNotIn(env.get(name) or '\0', done.err)

    def test_wrong_secret(self):
        self.check(3, {**demo.oauth, 'ACME_CONSOLE_CLIENT_SECRET': 'not-the-secret'})

    def test_wrong_password(self):
        self.check(3, {**demo.headers, 'ACME_CONSOLE_PASSWORD': 'not-the-password'})

    def test_closed_port(self):
        url = f'http://127.0.0.1:{closed_port()}'
        self.check(5, {**demo.headers, 'ACME_CONSOLE_URL': url})
        self.check(5, {**demo.oauth, 'ACME_CONSOLE_URL': url, 'ACME_CONSOLE_TOKEN_URL': url + '/token'})

    def test_wrong_base(self):
        self.check(4, {**demo.headers, 'ACME_CONSOLE_URL': demo.values['url'] + '/elsewhere'})

    def test_http_elsewhere(self):
        self.check(2, {**demo.headers, 'ACME_CONSOLE_URL': 'http://scm.example.org'}, 'http')
        self.check(2, {**demo.oauth, 'ACME_CONSOLE_TOKEN_URL': 'http://sso.example.org/token'}, 'http')

    def test_no_address(self):
        self.check(2, {**demo.headers, 'ACME_CONSOLE_URL': 'scm.example.org'})

    def test_incomplete(self):
        for env in (demo.oauth, demo.headers):
            for name in env:
                if name == 'ACME_CONSOLE_URL':
                    continue
                for value in (None, ''):
                    left = {key: text for key, text in env.items() if key != name}
                    if value is not None:
                        left[name] = value
                    with self.subTest(name=name, value=value):
                        self.check(2, left, name)
        self.check(2, {'ACME_CONSOLE_URL': demo.values['url']}, 'ACME_CONSOLE_CLIENT_ID', 'ACME_CONSOLE_LOGIN')

    def test_no_connection(self):
        self.check(2, {}, 'ACME_CONSOLE_URL', '--demo')

    def test_unknown_connection(self):
        done = run('--connection', 'Nowhere', 'endpoints', env=demo.oauth)
        self.assertEqual((done.status, done.out), (2, ''), done)
        self.assertIn('Nowhere', done.err)

    def test_debugging(self):
        for env in (demo.oauth, demo.headers):
            done = run('endpoints', '--format', 'json', env={**env, 'G_MESSAGES_DEBUG': 'AcmeConsole'})
            self.assertEqual((done.status, len(done.json)), (0, 12), done)
            self.assertIn('/api/endpoint/v1', done.err)
            for name in ('ACME_CONSOLE_CLIENT_SECRET', 'ACME_CONSOLE_PASSWORD'):
                self.assertNotIn(env.get(name) or '\0', done.err)
            self.assertNotIn('Bearer ey', done.err)


class OtherLists(unittest.TestCase):
    def test_organizations(self):
        done = run('organizations', '--format', 'json', env=demo.oauth)
        self.assertEqual(done.status, 0, done)
        known = demo.get('/api/organization/v1')
        self.assertEqual([(one['id'], one['name']) for one in done.json], [(one['id'], one['name']) for one in known])
        for one, other in zip(done.json, known):
            self.assertEqual(list(one), ['id', 'name', 'departments'])
            self.assertEqual([(d['id'], d['name']) for d in one['departments'] or []],
                             [(d['id'], d['name']) for d in other.get('departments') or []])

    def test_profiles(self):
        done = run('profiles', '--format', 'json', env=demo.oauth)
        self.assertEqual(done.status, 0, done)
        known = demo.get('/api/ssl/v1/types')
        self.assertTrue(known)
        self.assertEqual(done.json, [{'id': one['id'], 'name': one['name']} for one in known])

    def test_profiles_of_organization(self):
        organization = demo.get('/api/organization/v1')[0]['id']
        done = run('profiles', '--organization', str(organization), '--format', 'json', env=demo.oauth)
        self.assertEqual(done.status, 0, done)
        known = demo.get(f'/api/ssl/v1/types?organizationId={organization}')
        self.assertEqual([one['id'] for one in done.json], [one['id'] for one in known])

    def test_wrong_organization(self):
        for text in ('Science', '0', '-1', '99999999999', ''):
            done = run('profiles', '--organization', text, env=demo.oauth)
            self.assertEqual((done.status, done.out), (2, ''), done)

    def test_tables(self):
        for command in ('organizations', 'profiles'):
            for args in ((), ('--format', 'csv')):
                done = run(command, *args, env=demo.headers)
                self.assertEqual((done.status, done.err), (0, ''), done)
                self.assertGreater(len(done.out.splitlines()), 1)


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
