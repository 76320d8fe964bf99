# SPDX-License-Identifier: GPL-3.0-or-later
"""A session bus and a keyring that are nobody's but the test's."""

import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

LIMIT = 30
NAME = 'org.freedesktop.secrets'
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=%s</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


def environment(variables):
    """Without what makes this program's own errors fatal, or finds them: another program may have some."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith(('G_', 'MALLOC_'))},
            **variables}


class Keyring:
    """A bus without any service that could be started, and gnome-keyring on it when it is wanted."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix='acme-keyring-'))
        for name in ('run', 'config', 'data', 'cache'):
            (self.folder / name).mkdir(mode=0o700)
        config = self.folder / 'bus.conf'
        config.write_text(CONFIG % self.folder)
        self.bus = subprocess.Popen(['dbus-daemon', f'--config-file={config}', '--nofork', '--print-address=1'],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        ready, _, _ = select.select([self.bus.stdout], [], [], LIMIT)
        assert ready, 'no bus came'
        self.env = {
            'DBUS_SESSION_BUS_ADDRESS': self.bus.stdout.readline().decode().strip(),
            'HOME': str(self.folder),
            'XDG_CONFIG_HOME': str(self.folder / 'config'),
            'XDG_DATA_HOME': str(self.folder / 'data'),
            'XDG_CACHE_HOME': str(self.folder / 'cache'),
            'XDG_RUNTIME_DIR': str(self.folder / 'run'),
        }
        self.daemon = None

    def call(self, member, *arguments):
        return subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/',
                               '--method', f'org.freedesktop.DBus.{member}', *arguments], timeout=LIMIT,
                              env=environment(self.env), capture_output=True, text=True, check=True).stdout

    def wait_for(self, owned):
        deadline = time.monotonic() + LIMIT
        while ('true' in self.call('NameHasOwner', NAME)) != owned:
            assert time.monotonic() < deadline, 'the keyring did not come or go'

    def start(self, unlocked=True):
        args = ['gnome-keyring-daemon', '--foreground', '--components=secrets'] + (['--unlock'] if unlocked else [])
        self.daemon = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, env=environment(self.env))
        self.daemon.stdin.write(b'keyring-password')
        self.daemon.stdin.close()
        self.wait_for(True)

    def stop(self):
        if self.daemon is not None:
            self.daemon.terminate()
            self.daemon.wait(LIMIT)
            self.daemon = None
            self.wait_for(False)

    @property
    def connections(self):
        return self.folder / 'config' / 'acme-console' / 'connections.json'

    def files_with(self, text):
        """The files in which that stands as it is, or as base64 or hexadecimal digits of it would."""
        import base64
        data = text.encode()
        forms = [data, base64.b64encode(data).rstrip(b'='), data.hex().encode(), text.encode('utf-16-le')]
        return [path for path in self.folder.rglob('*') if path.is_file()
                and any(form in path.read_bytes() for form in forms)]

    def end(self):
        self.stop()
        self.bus.terminate()
        self.bus.wait(LIMIT)
        shutil.rmtree(self.folder, ignore_errors=True)
