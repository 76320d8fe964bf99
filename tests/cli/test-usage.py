#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real acmectl used wrongly, interrupted, or with a server or a reader that misbehaves."""

import json
import os
import signal
import socket
import subprocess
import sys
import unittest

import tap
from acmectl import LIMIT, PROGRAM, DemoServer, SilentServer, StubServer, environment, finish, read_line, run, start

COMMANDS = ('endpoints', 'accounts', 'account show', 'account create', 'account rename', 'account delete',
            'account import', 'domains', 'clients', 'client deactivate', 'certificates', 'organizations', 'profiles',
            'connection list', 'connection add', 'connection remove', 'connection test', 'demo-server')


class Usage(unittest.TestCase):
    def check(self, args, *words):
        done = run(*args)
        self.assertEqual((done.status, done.out), (2, ''), done)
        self.assertRegex(done.err, r'\Aacmectl: [^\n]+\n\Z')
        for word in words:
            self.assertIn(word, done.err)

    def test_wrong(self):
        self.check([])
        self.check(['--demo'])
        self.check(['endpoint'], 'endpoint', *COMMANDS)
        self.check(['--demo', 'endpoints', '--nothing'], '--nothing')
        self.check(['--demo', 'endpoints', '-f'], '-f')
        self.check(['--demo', 'endpoints', 'extra'], 'extra')
        self.check(['--demo', 'organizations', '--sort', 'name'], '--sort')
        self.check(['--demo', 'endpoints', '--format', 'xml'], 'table, json, csv')
        self.check(['--demo', 'endpoints', '--format'], '--format')
        self.check(['--demo', 'endpoints', '--filter', 'name', 'is'], 'FIELD OP VALUE')
        self.check(['--demo', 'endpoints', '--filter', 'nme', 'is', 'x'], 'delegationMode')
        self.check(['--demo', 'endpoints', '--filter', 'name', 'like', 'x'], 'contains')
        self.check(['--demo', 'endpoints', '--filter', 'name', 'matches', '('])
        self.check(['--demo', 'endpoints', '--filter', 'name', 'is', ''])
        self.check(['--demo', 'endpoints', '--sort', 'nme'], 'validationType')
        self.check(['--demo', 'endpoints', '--group', 'id'], 'urlHost')
        self.check(['--demo', '--data', 'huge', 'endpoints'], 'small, large')
        self.check(['demo-server', '--data', 'huge'], 'small, large')
        for port in ('-1', '65536', 'http', ''):
            self.check(['demo-server', '--port', port])
        for seconds in ('0', '-1', 'soon', '', '1.5', '99999999'):
            self.check(['--demo', 'endpoints', '--timeout', seconds])

    def test_line_breaks_in_arguments(self):
        self.check(['a\nb\x1b[2J'])

    def test_bytes_that_are_no_text(self):
        done = finish(subprocess.Popen([PROGRAM.encode(), b'\xff\xfe'], env=environment(), stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        self.assertEqual((done.status, done.out), (2, ''), done)

    def test_version(self):
        done = run('--version')
        self.assertEqual((done.status, done.err), (0, ''), done)
        self.assertRegex(done.out, r'\Aacmectl \d+\.\d+\.\d+\n\Z')

    def test_help(self):
        done = run('--help')
        self.assertEqual((done.status, done.err), (0, ''), done)
        for word in (*COMMANDS, '--demo', '--format', '--timeout', '--no-header', '--quiet', '--version'):
            self.assertIn(word, done.out)
        self.assertNotIn('--data', done.out)

    def test_help_with_commands(self):
        for command in COMMANDS:
            after, before = run(*command.split(), '--help'), run('--help', *command.split())
            self.assertEqual((after.status, after.err), (0, ''), after)
            self.assertEqual(after.out, before.out)
            self.assertIn(command, after.out)
        self.assertIn('--filter FIELD OP VALUE', run('endpoints', '--help').out)
        self.assertIn('starts-with', run('endpoints', '--help').out)
        self.assertIn('--port', run('demo-server', '--help').out)
        self.assertIn('account create --endpoint ID|NAME|URL --name NAME --organization ID [OPTIONS]',
                      run('account', 'create', '--help').out)
        self.assertIn('account delete KIND ID… [OPTIONS]', run('account', 'delete', '--help').out)

    def test_help_with_groups(self):
        for group in ('account', 'client'):
            after, before = run(group, '--help'), run('--help', group)
            self.assertEqual((after.status, after.err, after.out), (0, '', before.out), after)
            for command in COMMANDS:
                self.assertEqual(command.startswith(group + ' '), f'\n  {command}  ' in after.out, after)
            self.check([group], group, '--help')

    def test_suggestions(self):
        for words, meant in [('acounts', 'accounts'), ('account shwo', 'account show'), ('endpoint', 'endpoints'),
                             ('client deactivat', 'client deactivate'), ('account craete', 'account create')]:
            self.check(words.split(), f'Did you mean “{meant}”?')
        self.check(['accounts', '--endpiont', 'x'], 'Did you mean “--endpoint”?')
        self.assertNotIn('Did you mean', run('account', 'frobnicate').err)

    def test_missing(self):
        self.check(['account', 'show', 'public'], 'KIND ID')
        self.check(['account', 'delete', '--yes', 'public'], 'KIND ID…')
        self.check(['client', 'deactivate', '--yes', 'public', '126'], 'CLIENT')
        self.check(['account', 'create', '--name', 'x', '--organization', '1'], '--endpoint')
        self.check(['account', 'import'], 'FILE.csv')


class Streams(unittest.TestCase):
    def test_full_disk(self):
        for args in (['--demo', 'endpoints'], ['--demo', 'endpoints', '--format', 'json'], ['--help'], ['demo-server']):
            with open('/dev/full', 'wb') as full:
                done = run(*args, stdout=full)
            self.assertEqual(done.status, 1, done)
            self.assertRegex(done.err, r'\Aacmectl: [^\n]+\n\Z')

    def test_reader_gone(self):
        read_end, write_end = os.pipe()
        os.close(read_end)
        done = run('--demo', 'endpoints', stdout=write_end)
        os.close(write_end)
        self.assertEqual((done.status, done.err), (1, ''), done)

    def test_closed_streams(self):
        for redirection, status in (('<&-', 0), ('>&-', 1), ('2>&-', 0)):
            script = f'exec "$0" --demo endpoints --format json {redirection}'
            done = finish(subprocess.Popen(['sh', '-c', script, PROGRAM], env=environment(),
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE))
            self.assertEqual(done.status, status, (redirection, str(done)))
            if status == 0:
                self.assertEqual(len(done.json), 12)


class Proxies(unittest.TestCase):
    def test_none_to_this_computer(self):
        """A proxy that would see the sign-in must not even be asked."""
        with socket.create_server(('127.0.0.1', 0), backlog=16) as proxy:
            proxy.settimeout(0)
            address = f'http://127.0.0.1:{proxy.getsockname()[1]}'
            env = {'http_proxy': address, 'https_proxy': address, 'all_proxy': address, 'no_proxy': ''}
            done = run('--demo', 'endpoints', '--format', 'json', '--timeout', '10', env=env)
            self.assertEqual((done.status, len(done.out and done.json)), (0, 12), done)
            with self.assertRaises(BlockingIOError):
                proxy.accept()


class Waiting(unittest.TestCase):
    def serve(self):
        server = SilentServer()
        self.addCleanup(server.stop)
        return server

    def test_timeout(self):
        done = run('endpoints', '--timeout', '1', env=self.serve().env)
        self.assertEqual((done.status, done.out), (5, ''), done)
        self.assertRegex(done.err, r'\Aacmectl: [^\n]+\n\Z')

    def test_interrupt(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            server = self.serve()
            process = start('endpoints', env=server.env)
            connection = server.accept()
            process.send_signal(number)
            done = finish(process)
            connection.close()
            self.assertEqual((done.status, done.out), (1, ''), done)
            self.assertEqual(done.err, 'acmectl: Interrupted.\n')


class DemoServers(unittest.TestCase):
    def test_no_gtk(self):
        server = DemoServer()
        with open(f'/proc/{server.process.pid}/maps', encoding='utf-8') as maps:
            libraries = maps.read()
        self.assertEqual(server.stop().status, 0)
        self.assertIn('libsoup', libraries)
        for name in ('libgtk', 'libgdk', 'libadwaita', 'libX11', 'libwayland'):
            self.assertNotIn(name, libraries)

    def test_first_line(self):
        server = DemoServer('--port', '0')
        self.assertEqual(list(server.values), ['url', 'tokenUrl', 'clientId', 'clientSecret', 'login', 'password',
                                               'customerUri', 'auditUrl', 'auditClientId',
                                               'auditClientSecret'])
        self.assertRegex(server.values['url'], r'\Ahttp://127\.0\.0\.1:\d+\Z')
        done = server.stop(signal.SIGINT)
        self.assertEqual((done.status, done.out, done.err), (0, '', ''))

    def test_given_port(self):
        first = DemoServer()
        port = first.values['url'].rsplit(':', 1)[1]
        taken = run('demo-server', '--port', port)
        self.assertEqual((taken.status, taken.out), (1, ''), taken)
        self.assertRegex(taken.err, r'\Aacmectl: [^\n]+\n\Z')
        self.assertEqual(first.stop().status, 0)
        again = DemoServer('--port', port)
        self.assertEqual(again.values['url'], first.values['url'])
        self.assertEqual(again.stop().status, 0)

    def test_large(self):
        server = DemoServer('--data', 'large')
        listed = run('endpoints', '--format', 'json', env=server.oauth)
        self.assertEqual((listed.status, len(listed.json)), (0, 100), listed.err)
        self.assertEqual(server.stop().status, 0)
        hidden = run('--demo', '--data', 'large', 'endpoints', '--format', 'json')
        self.assertEqual((hidden.status, len(hidden.json)), (0, 100), hidden.err)

    def test_ends_by_time(self):
        process = start('demo-server', '--timeout', '1')
        self.assertIn('clientSecret', json.loads(read_line(process)))
        self.assertEqual(finish(process).status, 0)


def endpoint(number, **members):
    return {'id': number, 'name': f'Endpoint {number}', 'type': 'PUBLIC_ACME', 'delegationMode': 'CUSTOMIZED',
            **members}


class Problems(unittest.TestCase):
    """Rows of which something could not be read, and servers that are no SCM."""

    def serve(self, answers):
        server = StubServer(answers)
        self.addCleanup(server.stop)
        return server.env

    def test_detail_fails(self):
        env = self.serve({
            '/api/endpoint/v1': (200, [endpoint(1), endpoint(2)]),
            '/api/endpoint/v1/1': (200, {**endpoint(1), 'url': 'https://acme.example.org/v2/DV', 'organizations': []}),
            '/api/endpoint/v1/2': (500, {'code': -2, 'description': 'internal'}),
            '/api/acme/v1/server': (200, []),
        })
        done = run('endpoints', '--format', 'json', env=env)
        self.assertEqual(done.status, 0, done)
        good, bad = done.json
        self.assertNotIn('problem', good)
        self.assertEqual(list(bad)[-1], 'problem')
        self.assertIsNone(bad['url'])
        self.assertRegex(done.err, r'\Aacmectl: Endpoint 2: [^\n]+\n\Z')

        quiet = run('endpoints', '--quiet', env=env)
        self.assertEqual((quiet.status, quiet.err), (0, ''), quiet)
        self.assertIn('Endpoint 2', quiet.out)

    def test_names_that_a_terminal_obeys(self):
        name = 'a\x1b]0;owned\x07\x1b[2J\r\nacmectl: \u202egnp'
        env = self.serve({
            '/api/endpoint/v1': (200, [endpoint(1, name=name)]),
            '/api/endpoint/v1/1': (500, {'code': -2, 'description': 'x\x1b[2J\ny'}),
            '/api/acme/v1/server': (200, []),
        })
        table = run('endpoints', env=env)
        self.assertEqual(table.status, 0, table)
        for text in (table.out, table.err):
            self.assertFalse(set(text) & set('\x1b\x07\r\u202e'), repr(text))
        self.assertEqual(len(table.out.splitlines()), 2)
        self.assertEqual(len(table.err.splitlines()), 1)
        self.assertEqual(run('endpoints', '--format', 'json', env=env).json[0]['name'], name)

    def test_no_scm(self):
        for status, value in ((200, '<html>Sign in</html>'), (502, '<html>Bad gateway</html>'), (200, {'id': 1})):
            env = self.serve({'/api/endpoint/v1': (status, value)})
            done = run('endpoints', '--format', 'json', env=env)
            self.assertEqual((done.status, done.out), (1, ''), done)
            self.assertRegex(done.err, r'\Aacmectl: [^\n]+\n\Z')
            self.assertNotIn('hidden-password', done.err)

    def test_status(self):
        for status, expected in ((401, 3), (403, 3), (404, 4), (500, 1)):
            env = self.serve({'/api/endpoint/v1': (status, {'code': -1, 'description': 'no'})})
            done = run('endpoints', '--format', 'json', env=env)
            self.assertEqual((done.status, done.out), (expected, ''), done)


if __name__ == '__main__':
    assert LIMIT > 0
    tap.main(sys.modules[__name__])
