#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real acmectl reading accounts and what belongs to them: keys, formats, filters, and no secret in any of it."""

import csv
import datetime
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
from acmectl import ACCOUNT_KEYS, ONE_LINE, PATHS, DemoServer, StubServer, finish, run, start

DOMAIN_KEYS = ['name', 'validUntil', 'stickyUntil', 'validationId']
CLIENT_KEYS = ['accountId', 'ipAddress', 'userAgent', 'status', 'lastActivity', 'contacts']
CERTIFICATE_KEYS = ['sslId', 'commonName', 'subjectAlternativeNames', 'serialNumber']
demo = None


def setUpModule():
    global demo
    demo = DemoServer()


def tearDownModule():
    done = demo.stop()
    assert done.status == 0, done


def known(kind):
    return list(demo.accounts(kind).values())


def secrets():
    return {one['macKey'] for kind in PATHS for one in known(kind) if one['macKey']}


class Lists(unittest.TestCase):
    def list(self, *args, **kwargs):
        done = run(*args, '--format', 'json', env=demo.oauth, **kwargs)
        self.assertEqual((done.status, done.err), (0, ''), done)
        return done.json

    def check_formats(self, keys, *args):
        """Every format of a list holds the same; returns the JSON."""
        rows = self.list(*args)
        self.assertTrue(rows)
        for row in rows:
            self.assertEqual(list(row), keys)

        table = run(*args, env=demo.oauth)
        self.assertEqual((table.status, table.err), (0, ''), table)
        self.assertEqual(len(table.out.splitlines()), 1 + len(rows))
        bare = run(*args, '--no-header', env=demo.oauth)
        self.assertEqual(len(bare.out.splitlines()), len(rows))

        listed = run(*args, '--format', 'csv', env=demo.oauth)
        self.assertEqual((listed.status, listed.err), (0, ''), listed)
        lines = list(csv.reader(io.StringIO(listed.out, newline='')))
        self.assertEqual(lines[0], keys)
        for line, row in zip(lines[1:], rows):
            for cell, value in zip(line, row.values()):
                text = '' if value is None else str(value)
                guarded = isinstance(value, str) and text[:1] in set('=+-@')
                self.assertEqual(cell, "'" + text if guarded else text)
        return rows

    def test_accounts(self):
        rows = self.check_formats(ACCOUNT_KEYS, 'accounts')
        names = {}
        for one in demo.get('/api/organization/v1'):
            names[one['id']] = (one['name'], None)
            for department in one.get('departments') or []:
                names[department['id']] = (one['name'], department['name'])
        for kind in PATHS:
            listed = {row['id']: row for row in rows if row['kind'] == kind}
            self.assertEqual(set(listed), {one['id'] for one in known(kind)})
            for one in known(kind):
                row = listed[one['id']]
                for key in ('name', 'acmeServer', 'organizationId', 'accountId'):
                    self.assertEqual(row[key], one[key] or None)
                self.assertEqual(row['keyId'], one['macId'] or None)
                self.assertEqual(row['validationType'], one.get('certValidationType'))
                self.assertEqual(row['profileName'], one.get('profileName'))
                self.assertEqual(row['status'], one['status'].lower() if 'status' in one else None)
                self.assertEqual((row['organization'], row['department']), names[one['organizationId']])
        self.assertTrue({'"Quoted" portal', 'ldap, primary', '図書館システム', '=SUM(A1:A9)'} <=
                        {row['name'] for row in rows})

    def test_endpoints(self):
        rows = self.list('accounts')
        endpoints = self.list('endpoints')
        self.assertEqual({row['endpoint'] for row in rows} - {one['id'] for one in endpoints}, set())
        for endpoint in endpoints:
            expected = [row for row in rows if row['endpoint'] == endpoint['id']]
            for text in (str(endpoint['id']), endpoint['name'], endpoint['url']):
                with self.subTest(text=text):
                    self.assertEqual(self.list('accounts', '--endpoint', text), expected)
        self.assertGreater(len({row['endpoint'] for row in rows}), 6)

    def test_no_endpoint(self):
        for text in ('', '99999', 'nothing', 'https://acme.example.org/'):
            done = run('accounts', '--endpoint', text, env=demo.oauth)
            self.assertEqual((done.status, done.out), (4, ''), done)
            self.assertRegex(done.err, ONE_LINE)

    def test_organization(self):
        rows = self.list('accounts')
        parents = {one['id']: {one['id']} | {d['id'] for d in one.get('departments') or []}
                   for one in demo.get('/api/organization/v1')}
        for organization in ('1697', '1699', '1740'):
            wanted = parents.get(int(organization), {int(organization)})
            self.assertEqual([row['id'] for row in self.list('accounts', '--organization', organization)],
                             [row['id'] for row in rows if row['organizationId'] in wanted])
        for text in ('Science', '0', ''):
            done = run('accounts', '--organization', text, env=demo.oauth)
            self.assertEqual((done.status, done.out), (2, ''), done)

    def test_queries(self):
        rows = self.list('accounts')
        for args, check in [
            (('name', 'starts-with', '='), lambda a: a['name'].startswith('=')),
            (('name', 'is', '"Quoted" portal'), lambda a: a['name'] == '"Quoted" portal'),
            (('kind', 'is', 'universal'), lambda a: a['kind'] == 'universal'),
            (('kind', 'is', 'Universal ACME'), lambda a: a['kind'] == 'universal'),
            (('status', 'is', 'pending'), lambda a: a['status'] == 'pending'),
            (('department', 'contains', 'web'), lambda a: 'web' in (a['department'] or '').lower()),
        ]:
            with self.subTest(args=args):
                expected = [row for row in rows if check(row)]
                self.assertTrue(expected)
                self.assertEqual(self.list('accounts', '--filter', *args), expected)
        public = self.list('accounts', '--sort', '-id', '--filter', 'kind', 'is', 'public')
        self.assertEqual([row['id'] for row in public],
                         sorted((row['id'] for row in rows if row['kind'] == 'public'), reverse=True))
        grouped = run('accounts', '--group', 'status', env=demo.oauth).out
        self.assertIn(f'Pending ({sum(row["status"] == "pending" for row in rows)})', grouped)

    def test_domains(self):
        account = next(one['id'] for one in known('public')
                       if any(d['name'].startswith('*.') for d in demo.get(f'{PATHS["public"]}/{one["id"]}/domain')))
        rows = self.check_formats(DOMAIN_KEYS, 'domains', 'public', str(account))
        known_domains = demo.get(f'{PATHS["public"]}/{account}/domain?size=200')
        self.assertEqual([row['name'] for row in rows], [one['name'] for one in known_domains])
        for row, one in zip(rows, known_domains):
            for key in DOMAIN_KEYS[1:]:
                self.assertEqual(row[key], one.get(key))

    def test_clients(self):
        for kind in PATHS:
            account = next(one['id'] for one in known(kind)
                           if len(demo.get(f'{PATHS[kind]}/{one["id"]}/client')) > 3)
            path = f'{PATHS[kind]}/{account}/client?size=200'
            rows = self.check_formats(CLIENT_KEYS, 'clients', kind, str(account))
            self.assertEqual([row['accountId'] for row in rows], [one['accountId'] for one in demo.get(path)])
            for row, one in zip(rows, demo.get(path)):
                for key in ('ipAddress', 'userAgent'):
                    self.assertEqual(row[key], one[key])
                self.assertEqual(row['status'], one['status'].lower())
                self.assertEqual(row['contacts'], one.get('contacts') or None)
        self.assertTrue(any(row['accountId'].endswith('==') for row in rows))

    def test_client_statuses(self):
        account = max(known('public'), key=lambda one: len(demo.get(f'{PATHS["public"]}/{one["id"]}/client')))['id']
        rows = self.list('clients', 'public', str(account))
        self.assertGreater(len({row['status'] for row in rows}), 1)
        for wanted in (['valid'], ['Deactivated'], ['valid', 'deactivated'], ['no-such-status']):
            args = [word for status in wanted for word in ('--status', status)]
            self.assertEqual(self.list('clients', 'public', str(account), *args),
                             [row for row in rows if row['status'] in [status.lower() for status in wanted]])

    def test_idle_clients(self):
        account = max(known('public'), key=lambda one: len(demo.get(f'{PATHS["public"]}/{one["id"]}/client')))['id']
        rows = self.list('clients', 'public', str(account))
        now = datetime.datetime.now(datetime.timezone.utc)

        def idle(row):
            return now - datetime.datetime.fromisoformat(row['lastActivity'].replace('Z', '+00:00'))

        counts = set()
        for days in (0, 30, 100, 36500):
            expected = [row for row in rows
                        if row['lastActivity'] is None or idle(row) > datetime.timedelta(days=days)]
            counts.add(len(expected))
            self.assertEqual(self.list('clients', 'public', str(account), '--idle-days', str(days)), expected)
        self.assertGreater(len(counts), 2)
        for text in ('', '-1', 'x', '1.5', '36501'):
            done = run('clients', 'public', '126', '--idle-days', text, env=demo.oauth)
            self.assertEqual((done.status, done.out), (2, ''), done)

    def test_certificates(self):
        rows = self.list('certificates')
        known_certificates = []
        while page := demo.get(f'/api/ssl/v2?requestedVia=ACME&size=200&position={len(known_certificates)}'):
            known_certificates += page
        self.assertEqual([row['sslId'] for row in rows], [one['sslId'] for one in known_certificates])
        for row, one in zip(rows, known_certificates):
            self.assertEqual(list(row), CERTIFICATE_KEYS)
            self.assertEqual(row['commonName'], one['commonName'])
            self.assertEqual(row['serialNumber'], one.get('serialNumber'))
            for name in one.get('subjectAlternativeNames') or []:
                self.assertIn(name, row['subjectAlternativeNames'])

        some = self.check_formats(CERTIFICATE_KEYS, 'certificates', '--organization', '1740')
        self.assertTrue(0 < len(some) < len(rows))
        done = run('certificates', '--organization', 'x', env=demo.oauth)
        self.assertEqual((done.status, done.out), (2, ''), done)

    def test_not_found(self):
        for args in (('account', 'show'), ('clients',), ('domains',)):
            done = run(*args, 'public', '99999', env=demo.oauth)
            self.assertEqual((done.status, done.out), (4, ''), done)
            self.assertRegex(done.err, ONE_LINE)

    def test_not_allowed(self):
        for args in (('accounts',), ('account', 'show', 'public', '126'), ('certificates',)):
            done = run(*args, env={**demo.headers, 'ACME_CONSOLE_PASSWORD': 'wrong'})
            self.assertEqual((done.status, done.out), (3, ''), done)

    def test_demo(self):
        done = run('--demo', 'accounts', '--format', 'json')
        self.assertEqual((done.status, len(done.json)), (0, len(known('public')) + len(known('universal'))), done.err)

    def test_terminal(self):
        for args, id_text in ((('accounts',), '126'), (('clients', 'universal', '86'), 'xUe4mFrSkc81FL-QExabcA==')):
            controller, terminal = pty.openpty()
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
            process = start(*args, env=demo.oauth, stdout=terminal)
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
            for line in lines:
                width = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' else 1
                            for c in line)
                self.assertLessEqual(width, 80, line)
            self.assertTrue(any('…' in line for line in lines))
            # what the next command takes stands there whole
            self.assertTrue(any(id_text in line.split() for line in lines), lines)
        self.assertIn('universal', run('accounts', env=demo.oauth).out)


class Show(unittest.TestCase):
    def test_json(self):
        for kind in PATHS:
            rows = {row['id']: row for row in run('accounts', '--format', 'json', env=demo.oauth).json
                    if row['kind'] == kind}
            for one in known(kind)[:8]:
                done = run('account', 'show', kind, str(one['id']), '--format', 'json', env=demo.oauth)
                self.assertEqual((done.status, done.err), (0, ''), done)
                self.assertEqual(list(done.json), ACCOUNT_KEYS)
                self.assertEqual(done.json, rows[one['id']])

    def test_secret(self):
        one = known('public')[0]
        done = run('account', 'show', 'public', str(one['id']), '--show-secret', '--format', 'json', env=demo.oauth)
        self.assertEqual((done.status, done.err), (0, ''), done)
        self.assertEqual(list(done.json), [*ACCOUNT_KEYS, 'hmacKey'])
        self.assertEqual(done.json['hmacKey'], one['macKey'])
        self.assertIn(one['macKey'], run('account', 'show', 'public', str(one['id']), '--show-secret',
                                         env=demo.oauth).out)
        listed = run('account', 'show', 'public', str(one['id']), '--show-secret', '--format', 'csv', env=demo.oauth)
        header, row = csv.reader(io.StringIO(listed.out, newline=''))
        self.assertEqual(header, [*ACCOUNT_KEYS, 'hmacKey'])
        self.assertEqual(row[-1].lstrip("'"), one['macKey'])

    def test_no_secret_there(self):
        one = next(one for one in known('universal') if not one['macKey'])
        done = run('account', 'show', 'universal', str(one['id']), '--show-secret', '--format', 'json', env=demo.oauth)
        self.assertEqual(done.status, 0, done)
        self.assertIsNone(done.json['hmacKey'])
        self.assertIsNone(done.json['keyId'])
        self.assertRegex(done.err, ONE_LINE)

    def test_lines(self):
        done = run('account', 'show', 'public', '126', env=demo.oauth)
        self.assertEqual((done.status, done.err), (0, ''), done)
        lines = done.out.splitlines()
        self.assertEqual(len(lines), len(ACCOUNT_KEYS))
        self.assertRegex(lines[0], r'\AKind +public\Z')
        self.assertRegex(lines[1], r'\AId +126\Z')
        column = lines[0].index('public')
        self.assertEqual({line[column - 1] for line in lines if len(line) > column}, {' '})
        bare = run('account', 'show', 'public', '126', '--no-header', env=demo.oauth).out.splitlines()
        self.assertEqual(bare, [line[column:] for line in lines])

    def test_wrong(self):
        for args in (['public'], [], ['private', '126'], ['public', '0'], ['public', 'x'], ['public', '126', 'more'],
                     ['public', '126', '--show-secret=yes']):
            done = run('account', 'show', *args, env=demo.oauth)
            self.assertEqual((done.status, done.out), (2, ''), done)
            self.assertRegex(done.err, ONE_LINE)


class Secrets(unittest.TestCase):
    def test_nowhere(self):
        found = secrets()
        self.assertGreater(len(found), 40)
        passwords = {demo.values['clientSecret'], demo.values['password']}
        commands = [
            ['accounts'], ['accounts', '--filter', 'name', 'contains', 'a'], ['accounts', '--endpoint', '738'],
            ['account', 'show', 'public', '126'], ['account', 'show', 'universal', '82'], ['clients', 'public', '126'],
            ['domains', 'public', '126'], ['certificates'],
        ]
        for command in commands:
            for form in ('table', 'json', 'csv'):
                done = run(*command, '--format', form, env={**demo.oauth, 'G_MESSAGES_DEBUG': 'all'})
                self.assertEqual(done.status, 0, done)
                self.assertIn('/api/', done.err)
                for secret in found | passwords:
                    self.assertNotIn(secret, done.out)
                    self.assertNotIn(secret, done.err)

    def test_only_on_the_output(self):
        one = known('public')[0]
        done = run('account', 'show', 'public', str(one['id']), '--show-secret',
                   env={**demo.oauth, 'G_MESSAGES_DEBUG': 'all'})
        self.assertEqual(done.out.count(one['macKey']), 1)
        self.assertNotIn(one['macKey'], done.err)

    def test_no_field(self):
        for option in (['--sort', 'hmacKey'], ['--filter', 'hmacKey', 'contains', 'A'], ['--group', 'hmacKey']):
            done = run('accounts', *option, env=demo.oauth)
            self.assertEqual((done.status, done.out), (2, ''), done)
        self.assertNotIn('hmacKey', run('accounts', '--help').out)


class Candidates(unittest.TestCase):
    def test_ambiguous_endpoint(self):
        def endpoint(number, path):
            return {'id': number, 'name': 'Same', 'type': 'PUBLIC_ACME', 'delegationMode': 'CUSTOMIZED',
                    'url': f'https://acme.example.org/{path}', 'organizations': []}

        one, other = endpoint(1, 'a'), endpoint(2, 'b')
        server = StubServer({'/api/endpoint/v1': (200, [one, other]), '/api/endpoint/v1/1': (200, one),
                             '/api/endpoint/v1/2': (200, other), '/api/acme/v1/server': (200, [])})
        self.addCleanup(server.stop)
        for args in (['accounts'], ['account', 'create', '--name', 'x', '--organization', '1']):
            done = run(*args, '--endpoint', 'Same', env=server.env)
            self.assertEqual((done.status, done.out), (2, ''), done)
            self.assertRegex(done.err, ONE_LINE)
            for text in ('1 (Same, https://acme.example.org/a)', '2 (Same, https://acme.example.org/b)'):
                self.assertIn(text, done.err)


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
