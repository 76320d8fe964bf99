#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What audit events to CSV cost, beside what somebody would write instead: Python's json and csv, and jq. All of them
get the same bytes from the same server, which takes them from a file; the sample data is the demonstration server's.

    bench-audit.py [FILE]    with an activity log that was saved before"""

import json
import mmap
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from acmectl import PROGRAM, DemoServer, environment

SIZES = [10_000, 100_000, 1_000_000]
ROUNDS = {10_000: 5, 100_000: 3, 1_000_000: 3}
BOUNDARY = b'},{"id":'

# Only what the answer needs, and no copy of it.
SERVER = r'''
import os, socket, sys
listener = socket.create_server(('127.0.0.1', 0), backlog=16)
print(listener.getsockname()[1], flush=True)
with open(sys.argv[1], 'rb') as file:
    size = os.fstat(file.fileno()).st_size
    while True:
        connection, _ = listener.accept()
        with connection:
            head = b''
            while b'\r\n\r\n' not in head:
                piece = connection.recv(65536)
                if not piece:
                    break
                head += piece
            head, _, body = head.partition(b'\r\n\r\n')
            length = [int(line.split(b':')[1]) for line in head.split(b'\r\n')
                      if line.lower().startswith(b'content-length:')]
            while length and len(body) < length[0]:
                body += connection.recv(65536)
            connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n'
                               b'Content-Length: %d\r\n\r\n' % size)
            offset = 0
            try:
                while offset < size:
                    offset += os.sendfile(connection.fileno(), file.fileno(), offset, size - offset)
            except OSError:
                pass
'''

PYTHON = r'''
import csv, json, sys, urllib.request
with urllib.request.urlopen(urllib.request.Request(sys.argv[1], data=b'{}'), timeout=600) as reply:
    report = json.load(reply)
with open(sys.argv[2], 'w', encoding='utf-8', newline='') as file:
    writer = csv.writer(file)
    writer.writerow(['date', 'action', 'admin', 'accessMethod', 'address', 'organization', 'description'])
    for event in report['reports']:
        writer.writerow([event.get('date'), event.get('action', {}).get('actionName'),
                         event.get('admin', {}).get('login'), event.get('accessMethod'), event.get('address'),
                         event.get('org', {}).get('name'), event.get('description')])
'''

JQ = ('.reports[] | [.date, .action.actionName, .admin.login, .accessMethod, .address, .org.name, .description] '
      '| @csv')


def cut(source, n, path):
    """The first n events of an activity log, as one."""
    with open(source, 'rb') as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        at = 0
        for _ in range(n):
            at = data.find(BOUNDARY, at + 1)
            if at < 0:
                raise AssertionError(f'{source} has less than {n} events')
        with open(path, 'wb') as out:
            out.write(data[:at])
            out.write(b'}]}')


def save_sample(path):
    server = DemoServer('--data', 'large')
    try:
        request = urllib.request.Request(server.values['url'] + '/api/report/v1/activity', method='POST',
                                         data=json.dumps({'from': '2000-01-01', 'to': '2100-01-01'}).encode(),
                                         headers={'Authorization': f'Bearer {server.get_token()}',
                                                  'Content-Type': 'application/json'})
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=600) as reply, \
                open(path, 'wb') as out:
            shutil.copyfileobj(reply, out, 1 << 20)
    finally:
        server.stop()


def measure(commands, env):
    """Seconds from the start to the end of a pipe of commands, and the most memory of the last of them, in MiB."""
    began = time.monotonic()
    processes = []
    for *command, out in commands:
        processes.append(subprocess.Popen(command, env=env, stdout=out,
                                          stdin=processes[-1].stdout if processes else subprocess.DEVNULL))
    # what the system says at the end counts in this process, as which it began
    most = 0
    while processes[-1].poll() is None:
        with open(f'/proc/{processes[-1].pid}/status', encoding='ascii') as status:
            most = max([most, *(int(line.split()[1]) for line in status if line.startswith('VmHWM:'))])
        time.sleep(0.005)
    taken = time.monotonic() - began
    for process in processes:
        if process.stdout is not None:
            process.stdout.close()
        if process.wait() != 0:
            raise AssertionError(f'{process.args} ended with {process.returncode}')
    return taken, most / 1024


def measure_all(path, n, folder):
    server = subprocess.Popen([sys.executable, '-c', SERVER, path], stdout=subprocess.PIPE, text=True)
    try:
        url = f'http://127.0.0.1:{int(server.stdout.readline())}'
        address = url + '/api/report/v1/activity'
        env = environment(ACME_CONSOLE_URL=url, ACME_CONSOLE_LOGIN='x', ACME_CONSOLE_PASSWORD='x',
                          ACME_CONSOLE_CUSTOMER_URI='x')
        ours, theirs = os.path.join(folder, 'acmectl.csv'), os.path.join(folder, 'python.csv')
        ways = {'acmectl': [[PROGRAM, 'audit', '--format', 'csv', '--from', '2000-01-01', '--output', ours, None]],
                'Python': [[sys.executable, '-c', PYTHON, address, theirs, None]]}
        results = {way: [] for way in ways}
        with open(os.path.join(folder, 'jq.csv'), 'wb') as out:
            if shutil.which('jq') and shutil.which('curl'):
                ways['jq'] = [['curl', '-s', '-f', '-d', '{}', address, subprocess.PIPE], ['jq', '-r', JQ, out]]
            for _ in range(ROUNDS[n]):
                for way, commands in ways.items():
                    results.setdefault(way, []).append(measure(commands, env))
        with open(ours, 'rb') as file:
            size = os.fstat(file.fileno()).st_size
            # an event may have line ends in its description: those of records are the others
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                lines, at = 0, -1
                while (at := data.find(b'\r\n', at + 1)) >= 0:
                    lines += 1
        assert lines == n + 1, (lines, n)
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
    return {way: (statistics.median(taken for taken, _ in values), max(memory for _, memory in values))
            for way, values in results.items()}, size


def main():
    # on a disk: what is in memory would be in the way of what is measured
    with tempfile.TemporaryDirectory(dir='/var/tmp') as folder:
        source = sys.argv[1] if len(sys.argv) > 1 else os.path.join(folder, 'large.json')
        if len(sys.argv) <= 1:
            save_sample(source)
        for n in SIZES:
            path = os.path.join(folder, f'{n}.json')
            if n == 1_000_000:
                os.symlink(os.path.abspath(source), path)
            else:
                cut(source, n, path)
            results, size = measure_all(path, n, folder)
            print(f'{n:,} events, {os.stat(path).st_size / 1e6:.0f} MB to {size / 1e6:.0f} MB of CSV', flush=True)
            ours = results['acmectl']
            for way, (taken, memory) in results.items():
                beside = '' if way == 'acmectl' else f'; acmectl takes 1/{taken / ours[0]:.1f} of its time'
                print(f'  {way}: {taken:.2f} s ({n / taken:,.0f} events a second), {memory:.0f} MiB at most{beside}',
                      flush=True)
    return 0


sys.exit(main())
