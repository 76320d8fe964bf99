#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""acmectl connection, and saved connections in use, with a real keyring."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

import tap
from acmectl import ONE_LINE, DemoServer, SilentServer, Terminal, finish, run, start
from keyring import Keyring

SECRET = 'hidden-secret-of-nobody-7391'


class Connections(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.demo = DemoServer()

    @classmethod
    def tearDownClass(cls):
        cls.demo.stop()

    def setUp(self):
        self.keyring = Keyring()
        self.addCleanup(self.keyring.end)
        self.env = self.keyring.env

    def run_with(self, text, *args, **kwargs):
        """Runs it with that on its standard input."""
        process = start(*args, env=self.env, stdin=subprocess.PIPE, **kwargs)
        try:
            process.stdin.write(text.encode())
            process.stdin.flush()
        except BrokenPipeError:
            pass  # it did not want to read that
        return finish(process)

    def add(self, name='Demo Tenant', *more, secret=None):
        values = self.demo.values
        return self.run_with((secret or values['clientSecret']) + '\n', 'connection', 'add', name,
                             '--url', values['url'], '--token-url', values['tokenUrl'],
                             '--client-id', values['clientId'], *more)

    def list(self):
        done = run('connection', 'list', '--format', 'json', env=self.env)
        self.assertEqual(done.status, 0, done)
        return done.json

    def check_fails(self, done, status, *words):
        self.assertEqual((done.status, done.out), (status, ''), done)
        self.assertRegex(done.err, ONE_LINE)
        for word in words:
            self.assertIn(word, done.err)

    def check_endpoints(self, *args):
        done = run(*args, 'endpoints', '--format', 'json', env=self.env)
        self.assertEqual(done.status, 0, done)
        self.assertGreater(len(done.json), 5)

    def test_unlocked(self):
        self.keyring.start()
        done = self.add()
        self.assertEqual((done.status, done.err), (0, ''), done)
        self.check_endpoints()
        self.check_endpoints('--connection', 'demo tenant')

        connection, = self.list()
        self.assertEqual((connection['name'], connection['default'], connection['kind']),
                         ('Demo Tenant', True, 'oauth'))
        self.assertEqual(self.keyring.connections.stat().st_mode & 0o777, 0o600)
        done = run('connection', 'test', env=self.env)
        self.assertEqual(done.status, 0, done)
        self.assertIn('Signed in', done.out)

        done = run('connection', 'remove', 'Demo Tenant', '--yes', env=self.env)
        self.assertEqual((done.status, done.out, done.err), (0, '', ''), done)
        self.assertEqual(self.list(), [])
        self.check_fails(run('endpoints', env=self.env), 2, 'acmectl connection add')

    def test_password(self):
        self.keyring.start()
        values = self.demo.values
        done = self.run_with(values['password'] + '\r\n', 'connection', 'add', 'Login', '--url', values['url'],
                             '--login', values['login'], '--customer-uri', values['customerUri'], '--format', 'json')
        self.assertEqual(done.status, 0, done)
        self.assertEqual(done.json['kind'], 'password')
        self.check_endpoints()

    def test_order(self):
        """The demonstration server, --connection, the environment, the default."""
        self.keyring.start()
        self.assertEqual(self.add('Good').status, 0)
        self.assertEqual(self.add('Bad', secret='a-wrong-secret').status, 0)
        self.check_endpoints()
        self.check_fails(run('--connection', 'Bad', 'endpoints', env=self.env), 3)
        env = {**self.env, **self.demo.oauth, 'ACME_CONSOLE_CLIENT_SECRET': 'another-wrong-one'}
        self.check_fails(run('endpoints', env=env), 3)
        self.assertEqual(run('--connection', 'Good', 'endpoints', env=env).status, 0)
        self.assertEqual(run('--demo', '--connection', 'Bad', 'endpoints', env=env).status, 0)
        self.check_fails(run('--connection', 'Nowhere', 'endpoints', env=env), 2, 'Nowhere')

        self.assertEqual(self.add('Worse', '--default', secret='a-wrong-secret').status, 0)
        self.check_fails(run('endpoints', env=self.env), 3)
        done = run('connection', 'remove', 'Worse', '--yes', env=self.env)
        self.assertEqual(done.status, 0, done)
        self.check_fails(run('endpoints', env=self.env), 2, '--connection')

    def test_locked(self):
        self.keyring.start()
        self.assertEqual(self.add().status, 0)
        self.keyring.stop()
        self.keyring.start(unlocked=False)
        self.check_fails(run('endpoints', env=self.env), 3, 'The keyring is locked.')

        terminal = Terminal('endpoints', '--format', 'json', env=self.env)
        terminal.wait_for('Client Secret: ')
        terminal.type(self.demo.values['clientSecret'] + '\n')
        done = terminal.finish()
        self.assertEqual(done.status, 0, done)
        self.assertIn('The keyring is locked.', terminal.seen)
        self.assertNotIn(self.demo.values['clientSecret'], terminal.seen)

        done = run('connection', 'remove', 'Demo Tenant', '--yes', env=self.env)
        self.check_fails(done, 6, 'The keyring is locked.')
        self.assertEqual(self.list(), [])

    def test_missing(self):
        done = self.add()
        self.assertEqual(done.status, 6, done)
        self.assertIn('There is no keyring that can be used.', done.err)
        self.assertEqual(len(self.list()), 1)
        self.check_fails(run('endpoints', env=self.env), 3, 'There is no keyring that can be used.')
        self.check_fails(run('endpoints', env={**self.env, 'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent'}), 3,
                         'There is no keyring that can be used.')
        self.assertEqual(self.keyring.files_with(self.demo.values['clientSecret']), [])

    def test_terminal(self):
        """What is typed is not shown, and an interrupt leaves the terminal as it was and nothing saved."""
        self.keyring.start()
        for keys, status in ((SECRET + '\n', 0), ('', 1)):
            terminal = self.start_on_terminal('connection', 'add', f'Example {status}', '--url',
                                              'https://scm.example.org', '--client-id', 'a')
            terminal.wait_for('Client Secret: ')
            terminal.type(keys)
            if not keys:
                terminal.process.send_signal(signal.SIGINT)
            done = terminal.finish()
            self.assertEqual(done.status, status, done)
            self.assertNotIn(SECRET, terminal.seen)
        self.assertEqual([one['name'] for one in self.list()], ['Example 0'])

        terminal = Terminal('connection', 'remove', 'Example 0', env=self.env)
        done = terminal.answer('n\n')
        self.assertEqual(done.status, 1, done)
        self.assertIn('https://scm.example.org', terminal.seen)
        self.assertEqual(len(self.list()), 1)
        self.assertEqual(Terminal('connection', 'remove', 'Example 0', env=self.env).answer('y\n').status, 0)

    def start_on_terminal(self, *args):
        """The standard input is the terminal."""
        import pty
        controller, terminal = pty.openpty()
        name = os.ttyname(terminal)
        made = Terminal.__new__(Terminal)
        made.controller, made.terminal, made.seen = controller, terminal, ''
        made.process = start(*args, env=self.env, stdin=terminal,
                             preexec_fn=lambda: os.close(os.open(name, os.O_RDWR)))
        return made

    def test_no_secret_anywhere(self):
        self.keyring.start()
        server = SilentServer()
        self.addCleanup(server.stop)
        url = server.env['ACME_CONSOLE_URL']
        debug = {'G_MESSAGES_DEBUG': 'all', 'G_DBUS_DEBUG': 'signal'}
        args = ('connection', 'add', 'Example', '--url', url, '--token-url', url + '/token', '--client-id', 'a')

        process = start(*args, env={**self.env, **debug}, stdin=subprocess.PIPE)
        process.stdin.write(SECRET.encode())
        process.stdin.flush()
        self.check_process(process.pid)
        process.stdin.write(b'\n')
        process.stdin.flush()
        done = finish(process)
        self.assertEqual(done.status, 0, done)
        self.assertNotIn(SECRET, done.out + done.err)
        self.assertEqual(self.keyring.files_with(SECRET), [])

        process = start('endpoints', env={**self.env, **debug})
        self.addCleanup(server.accept().close)
        self.check_process(process.pid)
        process.send_signal(signal.SIGINT)
        done = finish(process)
        self.assertNotIn(SECRET, done.out + done.err)
        for form in ('json', 'csv', 'table'):
            done = run('connection', 'list', '--format', form, env={**self.env, **debug})
            self.assertIn('Example', done.out)
            self.assertNotIn(SECRET, done.out + done.err)
        done = run('connection', 'remove', 'Example', '--yes', env={**self.env, **debug})
        self.assertEqual(done.status, 0, done)
        self.assertNotIn(SECRET, done.out + done.err)
        self.assertEqual(self.keyring.files_with(SECRET), [])

    def check_process(self, pid):
        """Neither it nor any process that it started shows the secret."""
        pids = [pid]
        for stat in Path('/proc').glob('[0-9]*/stat'):
            try:
                if int(stat.read_text().rsplit(')', 1)[1].split()[1]) in pids:
                    pids.append(int(stat.parent.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
        for one in pids:
            for name in ('cmdline', 'environ'):
                self.assertNotIn(SECRET.encode(), Path(f'/proc/{one}/{name}').read_bytes())

    def test_bad_input(self):
        """Each is refused with a sentence, before a secret is read, and nothing is saved."""
        good = {'--url': 'https://scm.example.org', '--client-id': 'a'}
        bidi = 'a\u202eb'
        cases = [({}, 'Example', {'--url': None}), ({}, '', {}), ({}, '   ', {}), ({}, 'x' * 257, {}), ({}, bidi, {}),
                 ({}, 'a\tb', {})]
        for option in ('--url', '--token-url', '--audit-url'):
            for value in ('', 'nonsense', 'http://scm.example.org', 'https://user:pw@scm.example.org', 'https://a:0',
                          'https://' + 'x' * 10000, 'https://a\nb', f'https://{bidi}', '../etc'):
                cases.append(({'--audit-client-id': 'a'} if option == '--audit-url' else {}, 'Example',
                              {option: value}))
        for option in ('--client-id', '--audit-client-id'):
            for value in ('x' * 10000, 'a\rb', bidi):
                cases.append(({'--audit-url': 'https://a.example.org'}, 'Example', {option: value}))
        cases += [({}, 'Example', {'--client-id': None}), ({}, 'Example', {'--login': 'a'}),
                  ({}, 'Example', {'--client-id': None, '--login': 'a'}),
                  ({}, 'Example', {'--ca-file': '/nonexistent/ca.pem'}), ({}, 'Example', {'--request-timeout': '0'}),
                  ({}, 'Example', {'--request-timeout': 'x'}),
                  ({}, 'Example', {'--audit-url': 'https://a.example.org'}),
                  ({}, 'Example', {'--client-id': None, '--login': 'a', '--customer-uri': 'b', '--certificate':
                                   'pkcs11:a?pin-value=1234'})]
        for more, name, changes in cases:
            if changes.get('--token-url') == '':
                continue  # none is the usual one
            options = {**good, **more, **changes}
            args = [word for pair in options.items() if pair[1] is not None for word in pair]
            done = self.run_with(SECRET + '\n', 'connection', 'add', *args, '--', name)
            self.check_fails(done, 2)
            self.assertNotIn('\u202e', done.err)
            self.assertNotIn('pw@', done.err)
        self.assertFalse(self.keyring.connections.exists())

    def test_bad_secret(self):
        for text in ('\n', '', 'a\x01b\n', 'a\x00b\n', '\x7f\n', 'x' * 5000 + '\n'):
            done = self.run_with(text, 'connection', 'add', 'Example', '--url', 'https://scm.example.org',
                                 '--client-id', 'a')
            self.check_fails(done, 2, 'Client Secret')
        self.assertFalse(self.keyring.connections.exists())

    def test_same_name(self):
        self.keyring.start()
        self.assertEqual(self.add('Example').status, 0)
        self.check_fails(self.add('EXAMPLE'), 2, 'Example')
        self.check_fails(run('connection', 'remove', 'Nobody', '--yes', env=self.env), 2, 'Nobody')
        self.check_fails(run('connection', 'remove', 'Example', env=self.env), 2, '--yes')

    def test_at_once(self):
        self.keyring.start()
        values = self.demo.values
        processes = []
        for i in range(8):
            process = start('connection', 'add', f'Tenant {i}', '--url', values['url'], '--client-id', 'a',
                            env=self.env, stdin=subprocess.PIPE)
            process.stdin.write(f'{SECRET}{i}\n'.encode())
            process.stdin.flush()
            processes.append(process)
        for process in processes:
            done = finish(process)
            self.assertEqual(done.status, 0, done)
        self.assertEqual([one['name'] for one in self.list()], [f'Tenant {i}' for i in range(8)])

    def test_damaged(self):
        self.keyring.connections.parent.mkdir()
        self.keyring.connections.write_text('{"version": 1, "connections": [')
        done = run('connection', 'list', '--format', 'json', env=self.env)
        self.assertEqual((done.status, json.loads(done.out)), (0, []), done)
        kept = re.search(r'“([^”]+\.damaged-[^”]+)”', done.err)
        self.assertTrue(kept, done)
        self.assertEqual(Path(kept[1]).read_text(), '{"version": 1, "connections": [')
        self.assertEqual(run('connection', 'list', env=self.env).err, '')

    def test_killed(self):
        """At whatever moment: the file is as it was, or as it is to be, and the next run is not held up."""
        self.keyring.start()
        self.assertEqual(self.add('Example').status, 0)
        for i in range(20):
            process = start('connection', 'add', f'Tenant {i}', '--url', 'https://scm.example.org', '--client-id', 'a',
                            env=self.env, stdin=subprocess.PIPE)
            process.stdin.write(f'{SECRET}\n'.encode())
            process.stdin.flush()
            time.sleep(i * 0.002)  # any moment will do
            process.kill()
            finish(process)
            self.assertIn('Example', [one['name'] for one in self.list()])
        self.assertEqual(self.add('Last').status, 0)


if __name__ == '__main__':
    tap.main(sys.modules[__name__])
