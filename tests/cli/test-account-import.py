#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real acmectl importing accounts from CSV files: a result for each line, and nothing created twice."""

import csv
import io
import os
import sys
import tempfile
import unittest

import tap
from acmectl import ONE_LINE, PATHS, DemoServer, Proxy, run

KEYS = ['line', 'name', 'outcome', 'id', 'message']
HEADER = 'name,endpoint,organizationId,domains,profile\r\n'
demo = None


def setUpModule():
    global demo
    demo = DemoServer()


def tearDownModule():
    done = demo.stop()
    assert done.status == 0, done


def known():
    return {(kind, number): one for kind in PATHS for number, one in demo.accounts(kind).items()}


def profile():
    return demo.get('/api/ssl/v1/types')[0]['name']


def quote(*cells):
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue()


class Import(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, text, name='accounts.csv'):
        path = os.path.join(self.folder, name)
        with open(path, 'wb') as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def load(self, text, *args, status=0, env=None):
        done = run('account', 'import', self.write(text), '--format', 'json', *args, env=env or demo.oauth)
        self.assertEqual(done.status, status, done)
        if status == 0:
            self.assertEqual(done.err, '')
        else:
            self.assertRegex(done.err, ONE_LINE)
        for row in done.json:
            self.assertEqual(list(row), KEYS)
        return done.json

    def test_both_kinds(self):
        text = HEADER + quote('import one', '738', '1710', 'a.science.example b.science.example', '') + \
            quote('import two', 'OV – Central IT', '1711', '', '') + \
            quote('import three', 'https://acme.enterprise.northern.example/directory/', '1710', '', profile())
        before = known()
        rows = self.load(text)
        self.assertEqual([(row['line'], row['name'], row['outcome']) for row in rows],
                         [(2, 'import one', 'created'), (3, 'import two', 'created'), (4, 'import three', 'created')])
        added = {key: one for key, one in known().items() if key not in before}
        self.assertEqual({key: one['name'] for key, one in added.items()},
                         {('public', rows[0]['id']): 'import one', ('public', rows[1]['id']): 'import two',
                          ('universal', rows[2]['id']): 'import three'})
        names = [one['name'] for one in demo.get(f'{PATHS["public"]}/{rows[0]["id"]}/domain')]
        self.assertEqual(names, ['a.science.example', 'b.science.example'])

        again = self.load(text)
        self.assertEqual([row['outcome'] for row in again], ['exists'] * 3)
        self.assertEqual([row['id'] for row in again], [row['id'] for row in rows])
        self.assertEqual(len(known()), len(before) + 3)

    def test_awkward_names(self):
        names = ['"Quoted", commas', "it's; a | b", '図書館', 'שרת', '=1+1', '@at', '-dash', '+49']
        text = HEADER + ''.join(quote(name, '738', '1710', '', '') for name in names)
        rows = self.load(text)
        self.assertEqual([row['outcome'] for row in rows], ['created'] * len(names))
        created = known()
        for row, name in zip(rows, names):
            self.assertEqual(created['public', row['id']]['name'], name)
        self.assertEqual([row['outcome'] for row in self.load(text)], ['exists'] * len(names))

    def test_own_export(self):
        """What accounts --format csv printed, with its guard against formulas, means the same accounts."""
        for name in ('=1+1', "'=1+1", "''@x", "'plain'"):
            done = run('account', 'create', '--endpoint', '738', '--organization', '1712', '--name', name,
                       env=demo.oauth)
            self.assertEqual(done.status, 0, done)
        exported = run('accounts', '--format', 'csv', env=demo.oauth).out
        rows = list(csv.DictReader(io.StringIO(exported, newline='')))
        self.assertGreater(sum(row['name'].startswith("'") for row in rows), 6)
        text = HEADER + ''.join(quote(row['name'], row['endpoint'], row['organizationId'], '', row['profileName'])
                                for row in rows)
        self.assertEqual([(row['outcome'], row['id']) for row in self.load(text)],
                         [('exists', int(row['id'])) for row in rows])

    def test_some_domains(self):
        rows = self.load(HEADER + quote('partly', '738', '1710', 'a.science.example x.elsewhere.example', '') +
                         quote('wholly', '738', '1710', 'a.science.example', ''), status=6)
        self.assertEqual([row['outcome'] for row in rows], ['partial', 'created'])
        self.assertIn('x.elsewhere.example', rows[0]['message'])
        self.assertIn(('public', rows[0]['id']), known())

    def test_wrong_lines(self):
        before = known()
        rows = self.load(HEADER + quote('good', '738', '1710', '', '') + quote('', '738', '1710', '', '') +
                         quote('no such endpoint', 'nothing', '1710', '', '') +
                         quote('no such organization', '738', '99999', '', '') +
                         quote('no number', '738', 'Science', '', '') +
                         quote('no profile', '750', '1710', '', '') +
                         quote('two\nlines', '738', '1710', '', '') +
                         quote('no domain', '738', '1710', 'https://x', '') + quote('good', '738', '1710', '', ''),
                         status=6)
        self.assertEqual([(row['line'], row['outcome']) for row in rows],
                         [(2, 'created')] + [(line, 'invalid') for line in (3, 4, 5, 6, 7, 8, 10, 11)])
        for row in rows[1:]:
            self.assertTrue(row['message'])
            self.assertIsNone(row['id'])
        self.assertEqual(len(known()), len(before) + 1)

    def test_nothing_good(self):
        rows = self.load(HEADER + quote('', '738', '1710', '', ''), status=1)
        self.assertEqual([row['outcome'] for row in rows], ['invalid'])

    def test_dry_run(self):
        self.load(HEADER + quote('is there', '738', '1710', '', ''))
        proxy = Proxy(demo)
        self.addCleanup(proxy.stop)
        text = HEADER + quote('would be made', '738', '1710', '', '') + quote('is there', '738', '1710', '', '')
        rows = self.load(text, '--dry-run', env=proxy.env)
        self.assertEqual([row['outcome'] for row in rows], ['valid', 'exists'])
        rows = self.load(text + quote('wrong', 'nothing', '1710', '', ''), '--dry-run', status=6, env=proxy.env)
        self.assertEqual([row['outcome'] for row in rows], ['valid', 'exists', 'invalid'])
        self.assertEqual({request[0] for request in proxy.requests}, {'GET'})

    def test_formats(self):
        path = self.write(HEADER + quote('a table', '738', '1710', '', ''))
        table = run('account', 'import', path, env=demo.oauth)
        self.assertEqual((table.status, table.err), (0, ''), table)
        self.assertIn('a table', table.out)
        listed = run('account', 'import', path, '--format', 'csv', env=demo.oauth)
        header, row = csv.reader(io.StringIO(listed.out, newline=''))
        self.assertEqual(header, KEYS)
        self.assertEqual(row[:3], ['2', 'a table', 'exists'])

    def test_separators_and_marks(self):
        text = '\ufeffDomains;Name;organizationID;ENDPOINT\na.science.example;with a mark;1710;738\n'
        self.assertEqual([row['outcome'] for row in self.load(text)], ['created'])

    def test_standard_input(self):
        path = self.write(HEADER + quote('from a pipe', '738', '1710', '', ''))
        with open(path, 'rb') as file:
            done = run('account', 'import', '-', '--format', 'json', env=demo.oauth, stdin=file)
        self.assertEqual((done.status, [row['outcome'] for row in done.json]), (0, ['created']), done)

    def test_empty(self):
        self.assertEqual(self.load(HEADER), [])

    def test_no_such_file(self):
        for name in ('missing.csv', ''):
            done = run('account', 'import', os.path.join(self.folder, name), env=demo.oauth)
            self.assertIn(done.status, (1, 2), done)
            self.assertEqual(done.out, '')
            self.assertRegex(done.err, ONE_LINE)

    def test_no_such_format(self):
        proxy = Proxy(demo)
        self.addCleanup(proxy.stop)
        for text in ('', 'a,b\r\n', HEADER + '"open', HEADER.encode() + b'\xff\xfe,738,1710,,\r\n',
                     'name,name,endpoint,organizationId\r\n', 'name,endpoint,organizationId,colour\r\n'):
            done = run('account', 'import', self.write(text), env=proxy.env)
            self.assertEqual((done.status, done.out), (2, ''), done)
            self.assertRegex(done.err, ONE_LINE)
        self.assertEqual(proxy.requests, [])

    def test_no_secret(self):
        done = run('account', 'import', self.write(HEADER + quote('secret', '738', '1710', '', '')), '--format', 'json',
                   env={**demo.oauth, 'G_MESSAGES_DEBUG': 'all'})
        self.assertEqual(done.status, 0, done)
        for one in known().values():
            if one['macKey']:
                self.assertNotIn(one['macKey'], done.out)
                self.assertNotIn(one['macKey'], done.err)


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
