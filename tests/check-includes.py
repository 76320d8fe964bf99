#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every #include under src/ and tests/ and fails where a layer reaches for something that is not its own.

    check-includes.py [FOLDER OF THE SOURCES]    reports each violation as file:line: sentence, and ends with 1
    check-includes.py --self-test                plants violations in a folder and looks whether each is found

The linker holds the same table (tests/layers), but it sees calls only: a macro, a type or an inline function of a
forbidden header would pass it."""

import re
import sys
import tempfile
from pathlib import Path

# Which layers a layer may include, beside itself. This is the table of CONTRIBUTING.md.
LAYERS = {
    'base': set(),
    'model': {'base'},
    'scm': {'base', 'model'},
    'probe': {'base', 'model'},
    'enroll': {'base', 'model'},
    'export': {'base', 'model'},
    'store': {'base', 'model', 'scm', 'probe', 'enroll', 'export'},
    'demo': {'base'},
    'cli': {'base', 'model', 'scm', 'probe', 'enroll', 'export', 'store', 'demo'},
    'ui': {'base', 'model', 'scm', 'probe', 'enroll', 'export', 'store', 'demo'},
}

# Which layers may include the headers of a library. A library that is not listed is free.
LIBRARIES = {
    r'gtk/|gdk/|gsk/|adwaita|graphene': {'ui'},
    r'libsoup/': {'scm', 'demo', 'probe'},
    r'json-glib/': {'scm', 'demo', 'export', 'store'},
    r'libsecret/': {'store'},
    r'gnutls/': {'scm', 'demo', 'probe'},
}

# Made by the build
GENERATED = {'config.h', 'acme-ui-resources.h'}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def sources(folder):
    return sorted(path for path in folder.rglob('*') if path.suffix in ('.c', '.h', '.inc'))


def includes(path):
    text = path.read_text(encoding='utf-8')
    for match in INCLUDE.finditer(text):
        yield text.count('\n', 0, match.start()) + 1, match[1], match[2]


def check_layers(top):
    """Checks src/: layers, libraries, private headers, and that demo shows one header only."""
    folders = sorted(path for path in (top / 'src').iterdir() if path.is_dir())
    owner = {header.name: folder.name for folder in folders for header in folder.rglob('*.h')}
    demo_headers = {}
    for folder in folders:
        layer = folder.name
        if layer not in LAYERS:
            yield f'{folder}:1: a layer that the table of layers does not have'
            continue
        for path in sources(folder):
            for line, quote, header in includes(path):
                where, name = f'{path}:{line}', header.rsplit('/', 1)[-1]
                for pattern, allowed in LIBRARIES.items():
                    if re.match(pattern, header) and layer not in allowed:
                        yield f'{where}: {header} is not for {layer}, only for {", ".join(sorted(allowed))}'
                home = owner.get(name)
                if home is None:
                    if quote == '"' and name not in GENERATED:
                        yield f'{where}: no layer has {header}'
                elif home != layer:
                    if home not in LAYERS[layer]:
                        yield f'{where}: {layer} must not include {header} of {home}'
                    elif name.endswith('-private.h'):
                        yield f'{where}: {header} is private to {home}'
                    elif home == 'demo':
                        demo_headers.setdefault(name, where)
    if len(demo_headers) > 1:
        for name, where in demo_headers.items():
            yield f'{where}: demo is started through one header, but {", ".join(sorted(demo_headers))} are included'


def check_tests(top):
    """Checks tests/: a layer's tests may use that layer, what it stands on, and the demonstration server."""
    owner = {header.name: header.relative_to(top / 'src').parts[0] for header in (top / 'src').rglob('*.h')}
    for layer, allowed in LAYERS.items():
        for path in sources(top / 'tests' / layer):
            for line, _, header in includes(path):
                home = owner.get(header.rsplit('/', 1)[-1], layer)
                if home not in allowed | {layer, 'demo'}:
                    yield f'{path}:{line}: the tests of {layer} must not include {header} of {home}'
                if layer != 'ui' and re.match(r'gtk/|adwaita', header):
                    yield f'{path}:{line}: {header} is only for the tests of ui'


def check(top):
    found = [*check_layers(top), *check_tests(top)]
    if not any(True for _ in sources(top / 'src')):
        found.append(f'{top}/src:1: no source was found')
    return found


def self_test():
    clean = {
        'src/base/acme-error.h': '#include <gio/gio.h>\n',
        'src/model/acme-item.h': '#include "acme-error.h"\n#include "config.h"\n',
        'src/model/acme-item-private.h': '',
        'src/scm/acme-session.h': '#include <libsoup/soup.h>\n#include "acme-item.h"\n',
        'src/demo/acme-demo-server.h': '#include "acme-error.h"\n',
        'src/demo/acme-demo-data.h': '',
        'src/ui/acme-window.c': '#include <adwaita.h>\n#include "acme-session.h"\n#include "acme-demo-server.h"\n',
        'tests/scm/test-session.c': '#include "acme-session.h"\n#include "acme-demo-server.h"\n',
    }
    planted = [
        ('src/base/acme-error.h', '#include "acme-item.h"\n', 'base must not include acme-item.h of model'),
        ('src/model/acme-item.h', '#include "../scm/acme-session.h"\n', 'model must not include'),
        ('src/demo/acme-demo-data.h', '  #  include <acme-session.h>\n', 'demo must not include acme-session.h of scm'),
        ('src/scm/acme-session.h', '#include <gtk/gtk.h>\n', 'gtk/gtk.h is not for scm'),
        ('src/scm/acme-session.h', '#include <adwaita.h>\n', 'adwaita.h is not for scm'),
        ('src/model/acme-item.h', '#include <libsoup/soup.h>\n', 'libsoup/soup.h is not for model'),
        ('src/ui/acme-window.c', '#include <json-glib/json-glib.h>\n', 'json-glib/json-glib.h is not for ui'),
        ('src/scm/acme-session.h', '#include "acme-item-private.h"\n', 'is private to model'),
        ('src/ui/acme-window.c', '#include "acme-demo-data.h"\n', 'demo is started through one header'),
        ('src/ui/acme-window.c', '#include "acme-lost.h"\n', 'no layer has acme-lost.h'),
        ('src/extra/acme-extra.h', '\n', 'a layer that the table of layers does not have'),
        ('tests/demo/test-demo.c', '#include "acme-session.h"\n', 'the tests of demo must not include acme-session.h'),
        ('tests/scm/test-session.c', '#include <gtk/gtk.h>\n', 'gtk/gtk.h is only for the tests of ui'),
    ]
    for file, line, sentence in [(None, '', ''), *planted]:
        with tempfile.TemporaryDirectory() as name:
            top = Path(name)
            for path, text in clean.items():
                (top / path).parent.mkdir(parents=True, exist_ok=True)
                (top / path).write_text(text, encoding='utf-8')
            if file:
                (top / file).parent.mkdir(parents=True, exist_ok=True)
                with (top / file).open('a', encoding='utf-8') as stream:
                    stream.write(line)
            found = check(top)
            if file is None:
                assert found == [], found
            else:
                assert found and all(sentence in text for text in found), (line, found)
    return []


def main():
    if sys.argv[1:] == ['--self-test']:
        found = self_test()
    else:
        found = check(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent))
    print(*found, sep='\n', end='\n' if found else '')
    return 1 if found else 0


sys.exit(main())
