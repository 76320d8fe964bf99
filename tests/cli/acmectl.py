# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real acmectl, and servers for it to speak with. Every wait has an end."""

import http.client
import json
import os
import pty
import re
import select
import signal
import socket
import struct
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LIMIT = 60
PROGRAM = os.environ['ACMECTL']
PATHS = {'public': '/api/acme/v2/account', 'universal': '/api/acme/v1/pca/account'}
ACCOUNT_KEYS = ['kind', 'id', 'name', 'endpoint', 'acmeServer', 'organizationId', 'organization', 'department',
                'validationType', 'profileName', 'status', 'accountId', 'keyId']
ONE_LINE = r'\Aacmectl: [^\n]+\n\Z'  # of an error


class Done:
    """How a run ended."""

    def __init__(self, status, out, err):
        self.status, self.raw, self.err = status, out, err
        self.out = out.decode('utf-8')

    @property
    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return f'status {self.status}\n--- stdout\n{self.out}\n--- stderr\n{self.err}'


def environment(**variables):
    env = {name: value for name, value in os.environ.items() if not name.startswith('ACME_CONSOLE_')}
    # no proxy of the machine that runs the tests may come between
    env = {name: value for name, value in env.items() if not name.lower().endswith('_proxy')}
    # nor may what whoever runs the tests has saved
    env.update({'XDG_CONFIG_HOME': '/nonexistent', 'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent'})
    env.update(variables)
    return env


def start(*args, env=None, **kwargs):
    # in a session of its own, so that no terminal of whoever runs the tests is asked anything
    kwargs = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE,
              'start_new_session': True, **kwargs}
    return subprocess.Popen([PROGRAM, *args], env=environment(**(env or {})), **kwargs)


def finish(process):
    try:
        out, err = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        raise AssertionError(f'{process.args} did not end within {LIMIT} s: {out!r} {err!r}') from None
    return Done(process.returncode, out or b'', (err or b'').decode('utf-8'))


def run(*args, env=None, **kwargs):
    return finish(start(*args, env=env, **kwargs))


class Terminal:
    """Somebody at a terminal, who is asked there and types there; the other streams are no terminals."""

    def __init__(self, *args, env=None, **kwargs):
        self.controller, terminal = pty.openpty()
        name = os.ttyname(terminal)
        # the first terminal that a session opens is its own
        self.process = start(*args, env=env, preexec_fn=lambda: os.close(os.open(name, os.O_RDWR)), **kwargs)
        self.terminal = terminal
        self.seen = ''

    def wait_for(self, text):
        """Waits until the terminal shows that; an error if the program ends without."""
        deadline = time.monotonic() + LIMIT
        while text not in self.seen:
            ended = self.process.poll() is not None
            ready, _, _ = select.select([self.controller], [], [], 0 if ended else 0.05)
            if ready:
                self.seen += os.read(self.controller, 65536).decode('utf-8', 'replace')
            elif ended or time.monotonic() > deadline:
                raise AssertionError(f'“{text}” was not asked for, only: {self.seen!r} {finish(self.process)}')

    def type(self, keys):
        os.write(self.controller, keys.encode())

    def finish(self):
        done = finish(self.process)
        os.close(self.terminal)
        os.close(self.controller)
        return done

    def answer(self, keys):
        """Waits for the question, types that, and returns how the run ended."""
        self.wait_for('[y/N] ')
        self.type(keys)
        return self.finish()


def read_line(process, stream=None):
    """The first line of a server's output, or of another stream of it."""
    stream = stream or process.stdout
    ready, _, _ = select.select([stream], [], [], LIMIT)
    if not ready:
        process.kill()
        raise AssertionError('no line came')
    return stream.readline().decode('utf-8')


class DemoServer:
    """acmectl demo-server, and the API behind it as anybody may call it."""

    def __init__(self, *args):
        self.process = start('demo-server', *args)
        line = read_line(self.process)
        if not line:
            raise AssertionError(str(finish(self.process)))
        self.values = json.loads(line)
        self.token = None

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return finish(self.process)

    @property
    def oauth(self):
        return {
            'ACME_CONSOLE_URL': self.values['url'],
            'ACME_CONSOLE_TOKEN_URL': self.values['tokenUrl'],
            'ACME_CONSOLE_CLIENT_ID': self.values['clientId'],
            'ACME_CONSOLE_CLIENT_SECRET': self.values['clientSecret'],
        }

    @property
    def headers(self):
        return {
            'ACME_CONSOLE_URL': self.values['url'],
            'ACME_CONSOLE_LOGIN': self.values['login'],
            'ACME_CONSOLE_PASSWORD': self.values['password'],
            'ACME_CONSOLE_CUSTOMER_URI': self.values['customerUri'],
        }

    def call(self, path, method='GET', body=None, headers=None):
        """(status, headers, body) of a request, signed in unless headers are given."""
        if headers is None:
            headers = {'Authorization': f'Bearer {self.get_token()}'}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers = {**headers, 'Content-Type': 'application/json'}
        request = urllib.request.Request(self.values['url'] + path, data=data, headers=headers, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=LIMIT) as reply:
                return reply.status, reply.headers, reply.read()
        except urllib.error.HTTPError as reply:
            with reply:
                return reply.code, reply.headers, reply.read()

    def get_token(self):
        if self.token is None:
            form = urllib.parse.urlencode({
                'grant_type': 'client_credentials',
                'client_id': self.values['clientId'],
                'client_secret': self.values['clientSecret'],
            }).encode()
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(self.values['tokenUrl'], data=form, timeout=LIMIT) as reply:
                self.token = json.load(reply)['access_token']
        return self.token

    def accounts(self, kind):
        """The accounts of a kind by their ids, as the API tells them."""
        return {one['id']: one for one in self.get(f'{PATHS[kind]}?size=200')}

    def get(self, path):
        status, _, body = self.call(path)
        assert status == 200, (path, status, body)
        return json.loads(body)


class StubServer:
    """A server of a few fixed answers: {path: (status, value)}; what is not text is sent as JSON."""

    def __init__(self, answers):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_GET(self):
                status, value = answers.get(self.path.split('?')[0], (404, {'code': -1, 'description': 'nothing here'}))
                body = value.encode() if isinstance(value, str) else json.dumps(value).encode()
                self.send_response(status)
                self.send_header('Content-Type', 'text/html' if isinstance(value, str) else 'application/json')
                self.send_header('Content-Length', str(len(body)))
                if isinstance(value, list):
                    self.send_header('X-Total-Count', str(len(value)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.server.handle_error = lambda *args: None  # a client that has read enough hangs up
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()
        self.env = {
            'ACME_CONSOLE_URL': f'http://127.0.0.1:{self.server.server_port}',
            'ACME_CONSOLE_LOGIN': 'someone',
            'ACME_CONSOLE_PASSWORD': 'hidden-password',
            'ACME_CONSOLE_CUSTOMER_URI': 'example',
        }

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(LIMIT)


class Proxy:
    """Stands before a demonstration server, notes each request, and can lose answers."""

    def __init__(self, demo):
        address = urllib.parse.urlsplit(demo.values['url']).netloc
        self.requests = []  # (method, path with query, body)
        self.rules = []     # (method, pattern of the path, whether the request is handed on)
        self.held = None    # (methods, pattern of the path) of requests that wait
        self.holding, self.released = threading.Event(), threading.Event()
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
                proxy.requests.append((self.command, self.path, body))
                if proxy.held is not None and self.command in proxy.held[0] and proxy.held[1].search(self.path):
                    proxy.holding.set()
                    proxy.released.wait(LIMIT)
                rule = proxy.find_rule(self.command, self.path)
                reply = proxy.hand_on(address, self, body) if rule is None or rule[2] else None
                if rule is not None:
                    self.hang_up()
                    return
                self.send_response_only(reply.status)
                for name, value in reply.getheaders():
                    if name.lower() not in ('connection', 'transfer-encoding', 'content-length'):
                        self.send_header(name, value)
                data = reply.read()
                if reply.status != 204:
                    self.send_header('Content-Length', str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any

            def hang_up(self):
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                self.connection.close()
                self.close_connection = True

            def finish(self):
                try:
                    super().finish()
                except OSError:
                    pass  # it was hung up

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.server.handle_error = lambda *args: None
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()
        self.env = {**demo.headers, 'ACME_CONSOLE_URL': f'http://127.0.0.1:{self.server.server_port}'}

    def lose(self, method, pattern, hand_on):
        """From now on the answers to such requests are lost, and the requests too unless they are handed on."""
        self.rules.append((method, re.compile(pattern), hand_on))

    def hold(self, methods, pattern):
        """From now on such requests wait for release()."""
        self.holding.clear()
        self.released.clear()
        self.held = (methods.split(), re.compile(pattern))

    def wait_for_held(self):
        assert self.holding.wait(LIMIT), 'nothing was asked for'

    def release(self):
        self.held = None
        self.released.set()

    def find_rule(self, method, path):
        for rule in self.rules:
            if rule[0] == method and rule[1].search(path):
                return rule
        return None

    def hand_on(self, address, handler, body):
        connection = http.client.HTTPConnection(address, timeout=LIMIT)
        headers = {name: value for name, value in handler.headers.items()
                   if name.lower() not in ('host', 'connection', 'content-length', 'accept-encoding')}
        connection.request(handler.command, handler.path, body or None, headers)
        return connection.getresponse()

    def count(self, method, pattern=''):
        return sum(1 for request in self.requests if request[0] == method and re.search(pattern, request[1]))

    def stop(self):
        self.release()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(LIMIT)


class SilentServer:
    """A server that takes connections and never answers."""

    def __init__(self):
        self.socket = socket.create_server(('127.0.0.1', 0), backlog=16)
        self.env = {
            'ACME_CONSOLE_URL': f'http://127.0.0.1:{self.socket.getsockname()[1]}',
            'ACME_CONSOLE_LOGIN': 'someone',
            'ACME_CONSOLE_PASSWORD': 'hidden-password',
            'ACME_CONSOLE_CUSTOMER_URI': 'example',
        }

    def accept(self):
        """Waits until somebody asks for something."""
        self.socket.settimeout(LIMIT)
        connection, _ = self.socket.accept()
        connection.settimeout(LIMIT)
        connection.recv(1)
        return connection

    def stop(self):
        self.socket.close()


def closed_port():
    with socket.create_server(('127.0.0.1', 0)) as server:
        return server.getsockname()[1]
