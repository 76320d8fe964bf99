#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at the text of the sources: licences, lengths, white space, paths of one machine, and po/POTFILES.in.

    check-sources.py [FOLDER]             reports each violation as file:line: sentence, and ends with 1
    check-sources.py --write-potfiles     writes po/POTFILES.in anew from the sources
    check-sources.py --self-test          plants violations in a folder and looks whether each is found"""

import re
import sys
import tempfile
from pathlib import Path

FOLDERS = ('src', 'tests', 'ui', 'data', 'po', 'build-aux', 'flatpak', '.ci')
CODE = {'.c', '.h', '.inc'}
SCRIPTS = {'.py', '.sh', '.build', ''}
LICENSED = CODE | SCRIPTS | {'.ui', '.css', '.xml', '.svg', '.1'}
UNLICENSED = {'LINGUAS', 'POTFILES.in', 'COPYING'}
LONGEST_LINE = 120
LONGEST_FILE = {**dict.fromkeys(CODE | {'.py', '.sh'}, 600), '.ui': 300}

# Pieces, so that this file does not hold what it looks for
MACHINE_FOLDERS = '|'.join(('work', 'farm', 'Users', r'home/[a-z]\w*', 'root'))
MACHINE_PATH = re.compile(r'(?<![\w$})\]/.])/(?:' + MACHINE_FOLDERS + r')/|\.\./' + 'shared')

# Translated strings in C: the macro and the string behind it, on the same line or the next
MARKED = re.compile(r'(?<![\w"])(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dgettext|gettext)\s*\(\s*"')
TRANSLATABLE = re.compile(r'translatable="(?:yes|true)"')
ALWAYS_TRANSLATED = re.compile(r'\.(?:desktop\.in|metainfo\.xml\.in|gschema\.xml)$')

# xgettext does not know what a macro is, and takes the text before it for the whole
CUT_SHORT = re.compile(MARKED.pattern + r'(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*\s*[A-Z]')


def files(top):
    for path in sorted(top.iterdir()):
        if path.is_file() and path.name.startswith('meson'):
            yield path
    for folder in FOLDERS:
        for path in sorted((top / folder).rglob('*')):
            if path.is_file() and '__pycache__' not in path.parts:
                yield path


def read(path):
    """The text, or None for a picture or anything else that is not text."""
    try:
        return path.read_text(encoding='utf-8')
    except UnicodeDecodeError:
        return None


def is_test_data(path, top):
    return path.relative_to(top).parts[0] == 'tests' and 'data' in path.relative_to(top).parts


def check_file(path, top, text):
    suffix, lines = path.suffix, text.split('\n')
    if suffix in LICENSED and path.name not in UNLICENSED and not is_test_data(path, top):
        if not any('SPDX-License-Identifier: ' in line for line in lines[:3]):
            yield 1, 'no SPDX-License-Identifier in its first lines'
    if text and not text.endswith('\n'):
        yield len(lines), 'the last line does not end'
    if suffix in LONGEST_FILE and len(lines) - 1 > LONGEST_FILE[suffix]:
        yield 1, f'{len(lines) - 1} lines; cut it by topic, {LONGEST_FILE[suffix]} are the limit'
    for number, line in enumerate(lines, 1):
        if suffix in CODE | {'.py', '.build'} and len(line) > LONGEST_LINE:
            yield number, f'{len(line)} characters; {LONGEST_LINE} are the limit'
        if suffix in CODE | SCRIPTS | {'.ui', '.css'} and (line != line.rstrip() or '\t' in line):
            yield number, 'a tab, or white space at the end'
        if MACHINE_PATH.search(line):
            yield number, 'a path of one machine'
    for match in CUT_SHORT.finditer(text) if suffix in CODE else ():
        yield text.count('\n', 0, match.start()) + 1, 'a macro in a text to be translated'


def translated(top):
    """The files with strings that a person sees, as POTFILES.in names them."""
    found = []
    for path in files(top):
        name = path.relative_to(top).as_posix()
        if ALWAYS_TRANSLATED.search(name):
            found.append(name)
        elif name.startswith(('src/', 'ui/')):
            text = read(path) or ''
            pattern = {'.c': MARKED, '.h': MARKED, '.ui': TRANSLATABLE}.get(path.suffix)
            if pattern and pattern.search(text):
                found.append(name)
    return sorted(found)


def check_potfiles(top):
    potfiles = top / 'po' / 'POTFILES.in'
    listed = [line for line in potfiles.read_text(encoding='utf-8').splitlines() if line and not line.startswith('#')]
    wanted = translated(top)
    advice = '(run tests/check-sources.py --write-potfiles)'
    for name in sorted(set(wanted) - set(listed)):
        yield f'{potfiles}:1: does not list {name} {advice}'
    for name in sorted(set(listed) - set(wanted)):
        yield f'{potfiles}:1: lists {name}, which has no translated strings {advice}'
    if not set(wanted) ^ set(listed) and listed != wanted:
        yield f'{potfiles}:1: is not sorted, or lists a file twice {advice}'


def write_potfiles(top):
    potfiles = top / 'po' / 'POTFILES.in'
    comments = [line for line in potfiles.read_text(encoding='utf-8').splitlines() if line.startswith('#')]
    potfiles.write_text('\n'.join(comments + translated(top)) + '\n', encoding='utf-8')


def check(top):
    found = []
    for path in files(top):
        text = read(path)
        if text is not None:
            found += [f'{path}:{line}: {sentence}' for line, sentence in check_file(path, top, text)]
    return found + list(check_potfiles(top))


def self_test():
    spdx = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n'
    clean = {
        'meson.build': '# SPDX-License-Identifier: GPL-3.0-or-later\n',
        'src/base/acme-error.c': spdx + 'const char *text = _("Not found");\nx_("no");\n"_(\\"no\\")";\n',
        'src/base/acme-time.c': spdx + 'char *path = "/api/endpoint/v1/home";\n',
        'ui/acme-window.ui': '<?xml version="1.0"?>\n<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n'
                             '<x translatable="yes">a</x>\n',
        'tests/scm/data/answer.json': '{}\n',
        'po/POTFILES.in': '# comment\nsrc/base/acme-error.c\nui/acme-window.ui\n',
    }
    planted = [
        ('src/base/acme-new.c', 'int x;\n', 'no SPDX'),
        ('src/base/acme-time.c', 'x' * (LONGEST_LINE + 1) + '\n', 'characters'),
        ('src/base/acme-time.c', '\n' * 600, '602 lines'),
        ('ui/acme-window.ui', '\n' * 300, '303 lines'),
        ('src/base/acme-time.c', '\tint x;\n', 'a tab'),
        ('src/base/acme-time.c', 'int x; \n', 'a tab'),
        ('src/base/acme-time.c', 'int x;', 'does not end'),
        ('src/base/acme-time.c', 'char *p = "/' + 'work/x";\n', 'a path of one machine'),
        ('tests/run.sh', '# SPDX-License-Identifier: x\ncd /' + 'home/ann/src\n', 'a path of one machine'),
        ('src/base/acme-error.c', 'f (_("a"\n  "%" G_GUINT64_FORMAT));\n', 'a macro in a text'),
        ('src/base/acme-time.c', 'f (ngettext (\n  "a", "b", n));\n', 'does not list src/base/acme-time.c'),
        ('po/POTFILES.in', 'src/base/acme-time.c\n', 'lists src/base/acme-time.c, which has no'),
        ('po/POTFILES.in', 'ui/acme-window.ui\n', 'is not sorted, or lists a file twice'),
    ]
    for file, added, sentence in [(None, '', ''), *planted]:
        with tempfile.TemporaryDirectory() as name:
            top = Path(name)
            for path, text in clean.items():
                (top / path).parent.mkdir(parents=True, exist_ok=True)
                (top / path).write_text(text + (added if path == file else ''), encoding='utf-8')
            if file and file not in clean:
                (top / file).write_text(added, encoding='utf-8')
            found = check(top)
            if file is None:
                assert found == [], found
            else:
                assert len(found) == 1 and sentence in found[0], (added, found)
            write_potfiles(top)
            assert not list(check_potfiles(top))
    return []


def main():
    top = Path(__file__).resolve().parent.parent
    if sys.argv[1:] == ['--self-test']:
        found = self_test()
    elif sys.argv[1:] == ['--write-potfiles']:
        found = write_potfiles(top) or []
    else:
        found = check(Path(sys.argv[1]) if len(sys.argv) > 1 else top)
    print(*found, sep='\n', end='\n' if found else '')
    return 1 if found else 0


sys.exit(main())
