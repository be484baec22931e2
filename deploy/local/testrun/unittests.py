"""python3 -m testrun.unittests DIRECTORY [PATTERN]: runs Python tests and reports in the protocol of `lines.py`."""

import sys
import time
import unittest
from typing import Any

ExcInfo = Any


class _LineResult(unittest.TestResult):
    """One line per test as soon as it has ended, its output before the line."""

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        self._began = time.monotonic()

    def addSuccess(self, test: unittest.TestCase) -> None:
        super().addSuccess(test)
        self._tell("PASS", test, f"{time.monotonic() - self._began:.1f} s")

    def addFailure(self, test: unittest.TestCase, err: ExcInfo) -> None:
        super().addFailure(test, err)
        self._tell_failed(test, self.failures[-1][1])

    def addError(self, test: unittest.TestCase, err: ExcInfo) -> None:
        # Also for a failed setUpClass, whose `test` is a stand-in that names the class.
        super().addError(test, err)
        self._tell_failed(test, self.errors[-1][1])

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: ExcInfo | None) -> None:
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._tell_failed(subtest, self.failures[-1][1] if self.failures else str(err[1]))

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        super().addSkip(test, reason)
        self._tell("SKIP", test, reason)

    def _tell_failed(self, test: unittest.TestCase, trace: str) -> None:
        print(trace)
        self._tell("FAIL", test, "")

    def _tell(self, word: str, test: unittest.TestCase, rest: str) -> None:
        name = test.id().replace(": ", "=")
        print(f"{word} {name}{': ' if rest else ''}{rest}", flush=True)


def main() -> int:
    directory, pattern = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "test_*.py"
    suite = unittest.defaultTestLoader.discover(directory, pattern=pattern, top_level_dir=directory)
    result = _LineResult()
    suite.run(result)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
