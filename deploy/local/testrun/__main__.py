"""python3 -m testrun [PART…]: called by tests/run."""

import signal
import sys
import time
import traceback
from types import FrameType
from typing import NoReturn

from demo.terminal import Terminal
from stack.errors import StackError
from stack.layout import this_checkout
from testrun.commands import Commands
from testrun.parts import Part, Parts
from testrun.results import PartResult, TestCase, Verdict, totals

_SHOWN_LINES = 60


def main(words: list[str]) -> int:
    signal.signal(signal.SIGTERM, _end)
    checkout = this_checkout()
    logs = checkout.local / "log" / "tests"
    parts = Parts(checkout, logs).all()
    chosen, unknown = _choose(parts, words)
    if unknown or "--help" in words:
        print(_usage(parts), file=sys.stderr if unknown else sys.stdout)
        return 2 if unknown else 0
    terminal = Terminal()
    results: list[PartResult] = []
    for part in chosen:
        result = _run(part, Commands(part.name, checkout.root, logs), terminal)
        results.append(result)
        for case in result.of(Verdict.FAILED):
            _show_failure(case, terminal)
        if part.name == "build" and result.of(Verdict.FAILED):
            terminal.line("  What does not build is not tested.")
            break
    terminal.line(f"\n  logs: {logs}")
    terminal.line(totals(results))
    return 1 if any(result.of(Verdict.FAILED) for result in results) else 0


def _run(part: Part, commands: Commands, terminal: Terminal) -> PartResult:
    began = time.monotonic()
    result = PartResult(part.name)
    try:
        part.run(commands, result)
    except Exception as error:
        result.add(f"{part.name}: runs", Verdict.FAILED, _told(error))
    result.close()
    passed, failed, skipped = (len(result.of(verdict)) for verdict in Verdict)
    counts = f"{passed} passed" + (f", {failed} failed" if failed else "") + (f", {skipped} skipped" if skipped else "")
    tell = terminal.wrong if failed else terminal.done
    tell(f"{part.name:<13}{counts:<34}{time.monotonic() - began:>7.1f} s")
    for case in result.of(Verdict.SKIPPED):
        terminal.line(terminal.faint(f"      skipped {case.name}: {case.says}"))
    return result


def _told(error: Exception) -> str:
    return str(error) if isinstance(error, StackError) else "".join(traceback.format_exception(error))


def _show_failure(case: TestCase, terminal: Terminal) -> None:
    terminal.line(f"\n    {terminal.bold(f'FAILED {case.name}')}")
    for line in case.says.splitlines()[-_SHOWN_LINES:]:
        terminal.line(f"    | {line}")
    terminal.line()


def _choose(parts: list[Part], words: list[str]) -> tuple[list[Part], list[str]]:
    names = [word for word in words if word != "--help"]
    if "all" in names:
        return parts, []
    unknown = [name for name in names if name not in {part.name for part in parts}]
    return [part for part in parts if (part.name in names if names else part.usual)], unknown


def _usage(parts: list[Part]) -> str:
    lines = ["usage: tests/run [PART…]      all parts marked * when none is named; `all` for every part", ""]
    lines += [f"  {'*' if part.usual else ' '} {part.name:<13}{part.about}" for part in parts]
    lines += ["", "Exit status 0 when nothing failed. The last line is `N passed, N failed`, and skipped tests if any.",
              "Logs: .local/log/tests. CMAKE_BUILD_PARALLEL_LEVEL limits the compile jobs."]
    return "\n".join(lines)


def _end(number: int, _: FrameType | None) -> NoReturn:
    # As an exception, so that what was started for a test is stopped on the way out.
    sys.exit(128 + number)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
