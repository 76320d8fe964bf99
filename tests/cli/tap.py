# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs unittest cases and reports them as TAP, one line a test, so that Meson counts them."""

import sys
import unittest


class Result(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.count = 0

    def report(self, word, test, text=''):
        self.count += 1
        print(f'{word} {self.count} - {test.id().split(".", 1)[-1]}')
        for line in text.splitlines():
            print(f'# {line}')
        sys.stdout.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        self.report('ok', test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.report('not ok', test, self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.report('not ok', test, self.errors[-1][1])

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.report('not ok', subtest, self._exc_info_to_string(err, test))


def main(module):
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    result = Result()
    suite.run(result)
    print(f'1..{result.count}')
    sys.exit(0 if result.wasSuccessful() and result.count > 0 else 1)
