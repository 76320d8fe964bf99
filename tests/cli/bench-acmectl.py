#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long acmectl takes to list the endpoints, beside curl making the same requests on one connection."""

import re
import shutil
import statistics
import subprocess
import sys
import time

from acmectl import LIMIT, PROGRAM, DemoServer, environment, run

RUNS = 15


def measure(*commands, env):
    began = time.monotonic()
    for command in commands:
        subprocess.run(command, env=env, check=True, timeout=LIMIT,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.monotonic() - began) * 1000


def main():
    curl = shutil.which('curl')
    if curl is None:
        print('curl is not installed: nothing to compare with')
        return 0

    server = DemoServer()
    try:
        traced = run('endpoints', '--format', 'json', env={**server.oauth, 'G_MESSAGES_DEBUG': 'AcmeConsole'})
        urls = re.findall(r'> GET (http\S+), ', traced.err)
        assert traced.status == 0 and urls, traced
        token = [curl, '-s', '-o', '/dev/null', '-d', 'grant_type=client_credentials',
                 '-d', f'client_id={server.values["clientId"]}', '-d', f'client_secret={server.values["clientSecret"]}',
                 server.values['tokenUrl']]
        lists = [curl, '-s', '-f', '-H', f'Authorization: Bearer {server.get_token()}']
        for url in urls:
            lists += ['-o', '/dev/null', url]

        ways = {
            'curl': ([token, lists], environment()),
            'acmectl --version': ([[PROGRAM, '--version']], environment()),
            'acmectl endpoints': ([[PROGRAM, 'endpoints', '--format', 'json']], environment(**server.oauth)),
            'acmectl --demo endpoints': ([[PROGRAM, '--demo', 'endpoints', '--format', 'json']], environment()),
        }
        times = {way: [] for way in ways}
        for _ in range(RUNS):
            for way, (commands, env) in ways.items():
                times[way].append(measure(*commands, env=env))
    finally:
        server.stop()

    reference = statistics.median(times['curl'])
    print(f'{1 + len(urls)} requests, median of {RUNS} runs')
    for way, values in times.items():
        median = statistics.median(values)
        print(f'{way}: {median:.1f} ms, {median / reference:.2f} of curl')
    return 0


sys.exit(main())
