# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real acmectl, and servers for it to speak with. Every wait has an end."""

import json
import os
import select
import signal
import socket
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LIMIT = 60
PROGRAM = os.environ['ACMECTL']


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
    env.update(variables)
    return env


def start(*args, env=None, **kwargs):
    kwargs = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE, **kwargs}
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


def read_line(process):
    """The first line of a server's output."""
    ready, _, _ = select.select([process.stdout], [], [], LIMIT)
    if not ready:
        process.kill()
        raise AssertionError('no line came')
    return process.stdout.readline().decode('utf-8')


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
