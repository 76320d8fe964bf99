#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real acmectl with audit events: what it prints is what the API tells, and whatever ends it early leaves no half
of a file."""

import csv
import datetime
import http.client
import io
import json
import os
import select
import signal
import socket
import sys
import tempfile
import threading
import time
import unittest

import tap
from acmectl import LIMIT, ONE_LINE, DemoServer, finish, run, start

COLUMNS = ['date', 'action', 'admin', 'accessMethod', 'address', 'organization', 'description']
KEYS = ['id', 'date', 'action', 'admin', 'adminName', 'accessMethod', 'address', 'organization', 'description']
ALWAYS = ('--from', '2000-01-01')
demo = None


def setUpModule():
    global demo
    demo = DemoServer()


def tearDownModule():
    done = demo.stop()
    assert done.status == 0, done


def report():
    status, _, body = demo.call('/api/report/v1/activity', 'POST', {'from': '2000-01-01', 'to': '2100-01-01'})
    assert status == 200, status
    return json.loads(body)['reports']


def utc(text):
    when = datetime.datetime.fromisoformat(text.replace('Z', '+00:00')).astimezone(datetime.timezone.utc)
    return when.strftime('%Y-%m-%dT%H:%M:%S.') + f'{when.microsecond // 1000:03d}Z'


def expect(event):
    """What acmectl is to say of an event of the API."""
    return {'id': str(event['id']), 'date': utc(event['date']), 'action': event['action']['actionName'],
            'admin': event.get('admin', {}).get('login'), 'adminName': event.get('admin', {}).get('fullName'),
            'accessMethod': event['accessMethod'], 'address': event['address'],
            'organization': event.get('org', {}).get('name'), 'description': event['description']}


def guard(text):
    return "'" + text if text.lstrip("'")[:1] in tuple('=+-@\t\r\n') else text


class PieceServer:
    """Answers each request with pieces of an answer, and then waits or hangs up."""

    def __init__(self, pieces, then_waits=False, length=None):
        self.pieces, self.then_waits, self.length = pieces, then_waits, length
        self.sent, self.stopped = threading.Event(), threading.Event()
        self.socket = socket.create_server(('127.0.0.1', 0), backlog=16)
        self.env = {
            'ACME_CONSOLE_URL': f'http://127.0.0.1:{self.socket.getsockname()[1]}',
            'ACME_CONSOLE_LOGIN': 'someone',
            'ACME_CONSOLE_PASSWORD': 'hidden-password',
            'ACME_CONSOLE_CUSTOMER_URI': 'example',
        }
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while not self.stopped.is_set():
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection:
                try:
                    self.answer(connection)
                except OSError:
                    pass  # it has read enough

    def answer(self, connection):
        # all of it: what is left unread would reset the connection
        with connection.makefile('rb') as request:
            head = http.client.parse_headers(request) if request.readline() else {}
            request.read(int(head.get('Content-Length') or 0))
        length = 'Connection: close' if self.length is None else f'Content-Length: {self.length}'
        connection.sendall(f'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{length}\r\n\r\n'.encode())
        for piece in self.pieces:
            connection.sendall(piece)
        self.sent.set()
        if self.then_waits:
            self.stopped.wait(LIMIT)

    def stop(self):
        self.stopped.set()
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(LIMIT)


def make_events(n):
    for number in range(n):
        yield json.dumps({'id': number + 1, 'action': {'actionName': 'login'}, 'accessMethod': 'UI access',
                          'description': 'x' * 100, 'date': '2026-11-01T10:00:00.000Z'}).encode()


def make_answer(n, end=b']}'):
    return b'{"statusCode":0,"reports":[' + b','.join(make_events(n)) + end


class Audit(unittest.TestCase):
    def audit(self, *args, env=None):
        done = run('audit', *args, env=env or demo.oauth)
        self.assertEqual((done.status, done.err), (0, ''), done)
        return done

    def read_csv(self, *args, **kwargs):
        text = self.audit('--format', 'csv', *args, **kwargs).raw.decode('utf-8')
        self.assertTrue(text.endswith('\r\n'))
        return list(csv.DictReader(io.StringIO(text, newline=''), strict=True))

    def read_json(self, *args, **kwargs):
        return [json.loads(line) for line in self.audit('--format', 'json', *args, **kwargs).out.split('\n')[:-1]]

    def test_csv(self):
        events = [expect(event) for event in report()]
        rows = self.read_csv(*ALWAYS)
        self.assertEqual(len(rows), 2000)
        self.assertEqual(list(rows[0]), COLUMNS)
        self.assertEqual(rows, [{key: guard(event[key] or '') for key in COLUMNS} for event in events])
        self.assertTrue(any(row['description'].startswith("'=cmd|") for row in rows))
        self.assertTrue(any('+02:00' in event['date'] for event in report()))

    def test_json(self):
        events = self.read_json(*ALWAYS)
        self.assertEqual([list(event) for event in events[:3]], [KEYS] * 3)
        self.assertEqual(events, [expect(event) for event in report()])

    def test_table(self):
        lines = self.audit('--from', '2000-01-01', '--search', 'ACME account').out.splitlines()
        self.assertTrue(lines[0].startswith('Date'))
        self.assertGreater(len(lines), 100)
        at = lines[0].index('Action')
        self.assertTrue(all(line[at - 1] == ' ' and line[at] != ' ' for line in lines), lines[:3])
        self.assertEqual(self.audit('--no-header', '--search', 'no such words').out, '')

    def test_header(self):
        self.assertEqual(self.audit('--format', 'csv', '--search', 'no such words').out, ','.join(COLUMNS) + '\r\n')
        self.assertEqual(self.audit('--format', 'csv', '--no-header', '--search', 'no such words').out, '')
        self.assertEqual(self.audit('--format', 'json', '--search', 'no such words').out, '')

    def test_range(self):
        events = [expect(event) for event in report()]
        day = events[1000]['date'][:10]
        of_day = [event for event in events if event['date'][:10] == day]
        self.assertTrue(0 < len(of_day) < 200)
        self.assertEqual(self.read_json('--from', day, '--to', day), of_day)
        first, last = of_day[0]['date'], of_day[-1]['date']
        self.assertEqual(self.read_json('--from', first, '--to', last), of_day[:-1])

        now = datetime.datetime.now(datetime.timezone.utc)
        month = [event for event in self.read_json()]
        oldest = datetime.datetime.fromisoformat(month[0]['date'].replace('Z', '+00:00'))
        self.assertTrue(datetime.timedelta(days=28) < now - oldest < datetime.timedelta(days=30, minutes=1))
        self.assertEqual(month, [event for event in events if event['date'] >= month[0]['date']])

    def test_search(self):
        events = [expect(event) for event in report()]
        found = self.read_json(*ALWAYS, '--search', 'REST created')
        self.assertEqual([event['id'] for event in found],
                         [event['id'] for event in events if event['accessMethod'] == 'REST API'
                          and 'created' in event['action'] + event['description']])
        self.assertTrue(found)
        self.assertEqual(self.read_json(*ALWAYS, '--search', 'ZURICH'), [])
        self.assertTrue(self.read_json(*ALWAYS, '--search', 'ZÜRICH'))

    def test_endpoint(self):
        events = [expect(event) for event in report()]
        endpoint = next(one for one in demo.get('/api/endpoint/v1?size=200') if one['id'] == 738)
        url = demo.get('/api/endpoint/v1/738')['url']
        accounts = [one for one in demo.accounts('public').values()
                    if one['acmeServer'] in (url, 'OV ACME Server')]
        found = self.read_json(*ALWAYS, '--endpoint', '738')
        ids = {event['id'] for event in found}
        # each event whose sentence says where it was
        for event in events:
            if f'"{endpoint["name"]}"' in event['description'] or event['description'].endswith(f' at {url}'):
                self.assertIn(event['id'], ids, event)
        for event in found:
            text = event['description'].lower()
            self.assertTrue(endpoint['name'].lower() in text or url.lower() in text
                            or any(one['name'].lower() in text or f'(id {one["id"]})' in text for one in accounts),
                            event)
        self.assertLess(len(found), len(events) / 4)
        self.assertGreater(len(found), 10)
        self.assertEqual(self.read_json(*ALWAYS, '--endpoint', endpoint['name']), found)
        done = run('audit', '--endpoint', 'none of them', env=demo.oauth)
        self.assertEqual((done.status, done.out), (4, ''), done)

    def test_audit_api(self):
        done = run('--demo', 'audit', '--source', 'audit-api', '--format', 'json', *ALWAYS)
        self.assertEqual((done.status, done.err), (0, ''), done)
        events = [json.loads(line) for line in done.out.split('\n')[:-1]]
        self.assertEqual(len(events), 2000)
        self.assertEqual(events, sorted(events, key=lambda event: event['date']))
        self.assertEqual(list(events[0]), KEYS)
        self.assertTrue(all(event['id'] and event['action'] and event['description'] for event in events))
        done = run('audit', '--source', 'audit-api', env=demo.oauth)
        self.assertEqual((done.status, done.out), (2, ''), done)
        self.assertIn('ACME_CONSOLE_AUDIT_URL', done.err)

    def test_usage(self):
        for args in (['--from', 'yesterday'], ['--to', '2026-13-01'], ['--from', '2026-11-02', '--to', '2026-11-01'],
                     ['--from', '2999-01-01'], ['--source', 'elsewhere'], ['--search', ''], ['--search', ' '],
                     ['--endpoint', ''], ['--output', ''], ['more']):
            done = run('audit', *args, env=demo.oauth)
            self.assertEqual((done.status, done.out), (2, ''), (args, str(done)))
            self.assertRegex(done.err, ONE_LINE)

    def test_times_of_other_zones(self):
        server = PieceServer([b'[', b'{"id":1,"date":"2026-11-01T01:30:00+02:00"},',
                              b'{"id":2,"date":"2026-10-31T23:30:00-05:00"}]'])
        self.addCleanup(server.stop)
        events = self.read_json(*ALWAYS, env=server.env)
        self.assertEqual([event['date'] for event in events], ['2026-10-31T23:30:00.000Z', '2026-11-01T04:30:00.000Z'])
        rows = run('audit', *ALWAYS, '--no-header', env={**server.env, 'TZ': 'Asia/Kolkata'}).out
        self.assertIn('2026-11-01 05:00:00', rows)
        self.assertIn('2026-11-01 10:00:00', rows)
        self.assertEqual(len(self.read_json('--from', '2026-11-01', '--to', '2026-11-01', env=server.env)), 1)


class Failures(unittest.TestCase):
    def serve(self, *args, **kwargs):
        server = PieceServer(*args, **kwargs)
        self.addCleanup(server.stop)
        return server

    def test_truncated(self):
        """What came before is there, in whole lines."""
        whole = make_answer(500)
        server = self.serve([whole[:-1000]], length=len(whole))
        done = run('audit', '--format', 'json', *ALWAYS, env=server.env)
        self.assertNotEqual(done.status, 0)
        self.assertRegex(done.err, ONE_LINE)
        events = [json.loads(line) for line in done.out.split('\n')[:-1]]
        self.assertTrue(450 < len(events) < 500, len(events))
        self.assertTrue(done.out.endswith('}\n'))

    def test_malformed(self):
        server = self.serve([make_answer(300, b',]}')])
        done = run('audit', '--format', 'csv', *ALWAYS, env=server.env)
        self.assertEqual(done.status, 1, done)
        self.assertRegex(done.err, ONE_LINE)
        self.assertEqual(len(done.out.splitlines()), 301)

    def test_refused(self):
        server = self.serve([b'{"statusCode":5,"reports":[],"message":"No such customer"}'])
        done = run('audit', *ALWAYS, env=server.env)
        self.assertEqual((done.status, done.out.count('\n')), (1, 1), done)
        self.assertIn('No such customer', done.err)

    def test_unreadable_records(self):
        server = self.serve([b'[17,{"id":1,"date":"2026-11-01T00:00:00Z"},"text"]'])
        done = run('audit', '--format', 'json', *ALWAYS, env=server.env)
        self.assertEqual((done.status, done.out.count('\n')), (0, 1), done)
        self.assertRegex(done.err, r'\Aacmectl: 2 records [^\n]+\n\Z')
        self.assertEqual(run('--quiet', 'audit', *ALWAYS, env=server.env).err, '')

    def test_reader_gone(self):
        """One that has seen enough is no failure to tell of, even if more would come."""
        server = self.serve([make_answer(20000)])
        process = start('audit', '--format', 'csv', *ALWAYS, env=server.env)
        process.stdout.read(10)
        process.stdout.close()
        process.stdout = None
        done = finish(process)
        self.assertEqual((done.status, done.err), (1, ''), done)

    def test_full_disk(self):
        server = self.serve([make_answer(20000)])
        for output in ('json', 'csv', 'table'):
            with open('/dev/full', 'wb') as full:
                done = run('audit', '--format', output, *ALWAYS, env=server.env, stdout=full)
            self.assertEqual(done.status, 1, done)
            self.assertRegex(done.err, ONE_LINE)

    def test_interrupted_while_nobody_reads(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            server = self.serve([make_answer(20000)])
            process = start('audit', '--format', 'csv', *ALWAYS, env=server.env)
            ready, _, _ = select.select([process.stdout], [], [], LIMIT)
            self.assertTrue(ready)
            self.wait_for_rest(process.pid)
            process.send_signal(number)
            began = time.monotonic()
            self.assertEqual(process.wait(LIMIT), 1)
            self.assertLess(time.monotonic() - began, 10)
            self.assertRegex(finish(process).err, ONE_LINE)

    def wait_for_rest(self, pid):
        """Until it uses no more processor time: it waits for who reads."""
        def used():
            with open(f'/proc/{pid}/stat', encoding='ascii', errors='replace') as stat:
                return stat.read().rsplit(')', 1)[1].split()[11:13]
        deadline = time.monotonic() + LIMIT
        before = None
        while (now := used()) != before:
            self.assertLess(time.monotonic(), deadline)
            before = now
            time.sleep(0.2)


class Files(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.path = os.path.join(self.folder, 'events.csv')

    def serve(self, *args, **kwargs):
        server = PieceServer(*args, **kwargs)
        self.addCleanup(server.stop)
        return server

    def write_old(self):
        with open(self.path, 'w', encoding='utf-8') as file:
            file.write('old')

    def check_old(self):
        with open(self.path, encoding='utf-8') as file:
            self.assertEqual(file.read(), 'old')
        self.assertEqual(os.listdir(self.folder), ['events.csv'])

    def test_file(self):
        expected = run('audit', '--format', 'csv', *ALWAYS, env=demo.oauth).raw
        self.write_old()
        os.chmod(self.path, 0o640)
        done = run('audit', '--format', 'csv', *ALWAYS, '--output', self.path, env=demo.oauth)
        self.assertEqual((done.status, done.out, done.err), (0, '', ''), done)
        with open(self.path, 'rb') as file:
            self.assertEqual(file.read(), expected)
        self.assertEqual(os.stat(self.path).st_mode & 0o777, 0o640)
        self.assertEqual(os.listdir(self.folder), ['events.csv'])
        self.assertEqual(run('audit', '--format', 'csv', *ALWAYS, '--output', '-', env=demo.oauth).raw, expected)

    def test_no_place(self):
        done = run('audit', *ALWAYS, '--output', os.path.join(self.folder, 'none', 'x'), env=demo.oauth)
        self.assertEqual((done.status, done.out), (1, ''), done)
        self.assertRegex(done.err, ONE_LINE)
        done = run('audit', *ALWAYS, '--output', self.folder, env=demo.oauth)
        self.assertEqual(done.status, 1, done)
        self.assertEqual(os.listdir(self.folder), [])

    def test_failed(self):
        self.write_old()
        server = self.serve([make_answer(20000, b'')])
        done = run('audit', '--format', 'csv', *ALWAYS, '--output', self.path, env=server.env)
        self.assertEqual((done.status, done.out), (1, ''), done)
        self.check_old()

    def test_interrupted(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            self.write_old()
            server = self.serve([make_answer(20000, b'')], then_waits=True)
            process = start('audit', '--format', 'csv', *ALWAYS, '--output', self.path, env=server.env)
            self.assertTrue(server.sent.wait(LIMIT))
            process.send_signal(number)
            done = finish(process)
            self.assertEqual((done.status, done.out), (1, ''), done)
            self.assertRegex(done.err, ONE_LINE)
            self.check_old()

    def test_killed(self):
        """Then something hidden may be left, until the next time; the old file is whole."""
        self.write_old()
        server = self.serve([make_answer(20000, b'')], then_waits=True)
        process = start('audit', '--format', 'csv', *ALWAYS, '--output', self.path, env=server.env)
        self.assertTrue(server.sent.wait(LIMIT))
        process.kill()
        finish(process)
        with open(self.path, encoding='utf-8') as file:
            self.assertEqual(file.read(), 'old')
        self.assertEqual([name for name in os.listdir(self.folder) if not name.startswith('.')], ['events.csv'])
        self.assertEqual(run('audit', *ALWAYS, '--output', self.path, env=demo.oauth).status, 0)
        self.assertEqual(os.listdir(self.folder), ['events.csv'])

    def test_timeout(self):
        self.write_old()
        server = self.serve([make_answer(10, b'')], then_waits=True)
        done = run('audit', '--timeout', '1', *ALWAYS, '--output', self.path, env=server.env)
        self.assertEqual((done.status, done.out), (5, ''), done)
        self.check_old()


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
